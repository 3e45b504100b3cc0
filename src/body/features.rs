//! Every block as a row of numbers: what the choice weighs.
//!
//! The names are the single list that the weights, the training script and the explanation share.

use std::collections::HashMap;

use super::arena::{NONE, Sort, Tag};
use super::facts::{self, Facts, Measure};
use super::lines::{self, Hits};
use super::listener::{Listener, triples};
use super::names;

/// A row, in the order of `names()`.
pub type Row = Vec<f32>;

/// Collects a row and, where they are wanted, the names.
pub struct Writer<'a> {
    pub row: &'a mut Row,
    pub names: Option<&'a mut Vec<String>>,
}

impl Writer<'_> {
    pub fn put(&mut self, name: &str, value: f32) {
        self.join("", name, value);
    }

    pub fn join(&mut self, prefix: &str, name: &str, value: f32) {
        if let Some(names) = &mut self.names {
            names.push(format!("{prefix}{name}"));
        }
        self.row.push(value);
    }

    fn bits(&mut self, prefix: &str, list: &[&str], bits: u32) {
        for (i, name) in list.iter().enumerate() {
            if let Some(names) = &mut self.names {
                names.push(format!("{prefix}:{name}"));
            }
            self.row.push((bits >> i & 1) as f32);
        }
    }
}

fn ln(x: f32) -> f32 {
    (1.0 + x.max(0.0)).ln()
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

const ANCESTORS: [&str; 16] = [
    "nav", "footer", "aside", "header", "form", "figure", "caption", "table", "list", "item", "article",
    "main", "quote", "dialog", "address", "custom",
];

fn ancestor_bit(tag: Tag) -> u32 {
    let i = match tag {
        Tag::Nav => 0,
        Tag::Footer => 1,
        Tag::Aside => 2,
        Tag::Header => 3,
        Tag::Form => 4,
        Tag::Figure => 5,
        Tag::Caption => 6,
        Tag::Table => 7,
        Tag::List | Tag::OrderedList => 8,
        Tag::Item => 9,
        Tag::Article => 10,
        Tag::Main => 11,
        Tag::Quote => 12,
        Tag::Dialog => 13,
        Tag::Address => 14,
        Tag::Custom => 15,
        _ => return 0,
    };
    1 << i
}

/// The words of a short text, to compare it with a title whatever its punctuation.
fn key(text: &str, out: &mut Vec<u32>) {
    out.clear();
    let mut hash = SEED;
    let mut open = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            let lower =
                if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
            hash = (hash ^ lower as u32).wrapping_mul(0x0100_0193);
            open = true;
        } else if open {
            out.push(hash);
            (hash, open) = (SEED, false);
        }
    }
    if open {
        out.push(hash);
    }
}

const SEED: u32 = 0x811c_9dc5;

/// A clock time: digits, a colon, two digits.
fn has_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() < 160
        && bytes.windows(4).any(|w| {
            w[0].is_ascii_digit()
                && matches!(w[1], b':' | b'.')
                && w[2].is_ascii_digit()
                && w[3].is_ascii_digit()
        })
}

/// A year of the web's time.
fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() < 160
        && bytes
            .windows(4)
            .any(|w| (w.starts_with(b"20") || w.starts_with(b"199")) && w.iter().all(u8::is_ascii_digit))
}

fn text_hash(text: &str) -> u32 {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .fold(0x811c_9dc5, |h: u32, c| (h ^ c as u32).wrapping_mul(0x0100_0193))
}

fn overlap(words: &[u32], of: &[u32]) -> f32 {
    if words.is_empty() || of.is_empty() {
        return 0.0;
    }
    words.iter().filter(|w| of.contains(w)).count() as f32 / words.len() as f32
}

/// The text blocks that were not removed.
pub fn blocks(listener: &Listener, facts: &Facts) -> Vec<usize> {
    let all = listener.arena.blocks.iter().enumerate();
    all.filter(|&(i, b)| facts.alive[i] && b.sort == Sort::Text && facts.measures[i].weight > 0.0)
        .map(|(i, _)| i)
        .collect()
}

/// Hands the row of each block to `each`. One buffer serves all rows: those of a long page would
/// take more memory than the page.
pub fn rows(
    listener: &Listener,
    facts: &Facts,
    blocks: &[usize],
    mut names_out: Option<&mut Vec<String>>,
    each: &mut dyn FnMut(usize, &Row),
) {
    let arena = &listener.arena;
    let mut scratch = String::new();
    let languages = lines::languages(&listener.page.language);
    let hits: Vec<Hits> =
        blocks.iter().map(|&i| lines::look_up(arena.block_text(i), languages, &mut scratch)).collect();
    let kinds = facts::kinds(listener, facts);
    let crowds = facts::crowds(listener, facts);
    let texts: Vec<u32> = blocks.iter().map(|&i| text_hash(arena.block_text(i))).collect();
    // Equal texts: how many there are, and how many have passed.
    let mut twins: HashMap<u32, (u32, u32)> = HashMap::new();
    for text in &texts {
        twins.entry(*text).or_default().0 += 1;
    }
    let (mut title, mut description, mut author) = (Vec::new(), Vec::new(), Vec::new());
    key(&listener.page.title, &mut title);
    key(&listener.page.description, &mut description);
    key(&listener.page.author, &mut author);
    // Enough to tell; a hostile page may have a title without end.
    [&mut title, &mut description, &mut author].into_iter().for_each(|words| words.truncate(200));
    let mut words = Vec::new();
    let told = &listener.page.told;

    // The title on the page: the last heading before the root's first good text that repeats it.
    let first_good = blocks.iter().position(|&i| {
        facts.values[i] > 12.0 && arena.around(arena.blocks[i].in_box).any(|(b, _)| b == facts.root)
    });
    let last_good = blocks.iter().rposition(|&i| {
        facts.values[i] > 12.0 && arena.around(arena.blocks[i].in_box).any(|(b, _)| b == facts.root)
    });
    let is_title: Vec<f32> = blocks
        .iter()
        .map(|&i| {
            let m = &facts.measures[i];
            if m.words > 40 || m.weight < 6.0 {
                return 0.0;
            }
            key(arena.block_text(i), &mut words);
            overlap(&words, &title) * (words.len() as f32 / title.len().max(1) as f32).min(1.0)
        })
        .collect();
    let mut title_at = None;
    for (n, &i) in blocks.iter().enumerate() {
        let heading =
            arena.around(arena.blocks[i].in_box).take(3).any(|(_, b)| matches!(b.tag, Tag::Heading(1 | 2)));
        let h1 = arena.around(arena.blocks[i].in_box).take(3).any(|(_, b)| b.tag == Tag::Heading(1));
        if (heading && is_title[n] > 0.6 || h1 && title_at.is_none()) && first_good.is_none_or(|f| n <= f + 2)
        {
            title_at = Some(n);
        }
    }

    let root_sum = facts.sums.get(facts.root as usize).copied().unwrap_or(facts.total);
    let mut before_page = 0.0;
    let mut before_root = 0.0;
    let mut row = Row::new();
    let mut heading: Option<(usize, u32)> = None;
    let mut heading_hits = Hits::default();
    let mut heading_like: Option<usize> = None;
    let mut seen = [0.0f32; lines::KINDS.len()];
    let none = Measure::default();
    for (n, &i) in blocks.iter().enumerate() {
        let record = &arena.blocks[i];
        let m = &facts.measures[i];
        let text = arena.block_text(i);
        row.clear();
        let mut w = Writer { row: &mut row, names: names_out.take() };

        // The text itself.
        w.put("weight", ln(m.weight));
        w.put("words", ln(m.words as f32));
        w.put("links", m.link_density());
        w.put("bold", share(m.bold, m.weight));
        w.put("italic", share(m.italic, m.weight));
        w.put("ends", f32::from(u8::from(m.ends)));
        w.put("colon", f32::from(u8::from(m.colon)));
        w.put("commas", ln(m.commas as f32));
        w.put("digits", share(m.digits as f32, m.weight));
        w.put("capitals", share(m.capitals as f32, m.weight));
        w.put("lower_start", f32::from(u8::from(text.chars().next().is_some_and(char::is_lowercase))));
        let starts = text.chars().next().unwrap_or(' ');
        w.put("quote_start", f32::from(u8::from(matches!(starts, '"' | '“' | '«' | '„' | '‘' | '「'))));
        w.put(
            "mark_start",
            f32::from(u8::from(matches!(starts, '©' | '*' | '>' | '»' | '|' | '#' | '@' | '→' | '(' | '['))),
        );
        w.put("value", facts.values[i].clamp(-60.0, 300.0));

        // Its own element and what is around it.
        let own = arena.boxes.get(record.in_box as usize);
        let tag = own.map_or(Tag::Other, |b| b.tag);
        w.put("p", f32::from(u8::from(tag == Tag::P)));
        w.put(
            "div",
            f32::from(u8::from(matches!(
                tag,
                Tag::Div | Tag::Other | Tag::Custom | Tag::Section | Tag::Article
            ))),
        );
        let mut near = 0u32;
        let mut far = 0u32;
        let mut tags = 0u32;
        let mut all = 0u32;
        let mut inside = false;
        let mut below_root = 0;
        let mut level = 0u8;
        for (up, (b, record)) in arena.around(record.in_box).enumerate() {
            if matches!(record.tag, Tag::Body | Tag::Html) {
                inside |= b == facts.root;
                break;
            }
            if b == facts.root {
                inside = true;
            }
            let wraps = share(facts.sums[b as usize].good, facts.total.good) > 0.85;
            let comment = facts::group("comment");
            all |= if wraps { record.names & comment } else { record.names };
            if !inside {
                below_root += 1;
                tags |= ancestor_bit(record.tag);
                if up < 2 {
                    near |= record.names;
                } else {
                    far |= record.names;
                }
            } else if matches!(record.tag, Tag::Nav | Tag::Footer | Tag::Aside | Tag::Dialog) {
                tags |= ancestor_bit(record.tag);
            }
            if let Tag::Heading(l) = record.tag {
                level = l;
            }
        }
        w.put("heading", f32::from(u8::from(level > 0)));
        w.put("h1", f32::from(u8::from(level == 1)));
        w.put("h2", f32::from(u8::from(level == 2)));
        w.put("h3", f32::from(u8::from(level >= 3)));
        w.bits("in", &ANCESTORS, tags);
        w.bits("near", &names::GROUPS, near);
        w.bits("far", &names::GROUPS, far);
        w.bits("all", &names::GROUPS, all);
        w.bits("own", &names::GROUPS, own.map_or(0, |b| b.names));

        // Its place in the page and in the root.
        w.put("root", f32::from(u8::from(inside)));
        w.put("below_root", ln(below_root as f32));
        w.put("page_before", share(before_page, facts.total.weight));
        w.put("root_before", if inside { share(before_root, root_sum.good) } else { -1.0 });
        w.put("root_share", share(root_sum.good, facts.total.good));
        w.put("root_good", ln(root_sum.good));
        w.put("before_first", f32::from(u8::from(first_good.is_some_and(|f| n < f))));
        w.put("after_last", f32::from(u8::from(last_good.is_none_or(|l| n > l))));
        w.put("to_first", first_good.map_or(0.0, |f| ln(f.saturating_sub(n) as f32)));
        w.put("from_last", last_good.map_or(0.0, |l| ln(n.saturating_sub(l) as f32)));
        w.put("after_title", title_at.map_or(-1.0, |t| f32::from(u8::from(n > t))));
        w.put("from_title", title_at.map_or(-1.0, |t| ln(n.saturating_sub(t) as f32)));
        w.put("is_title", is_title[n]);
        w.put("title_block", f32::from(u8::from(title_at == Some(n))));
        let like_description = if m.words >= 4 && m.words < 120 && !description.is_empty() {
            key(text, &mut words);
            overlap(&words, &description)
        } else {
            0.0
        };
        w.put("description", like_description);
        let (mut same, mut all) = (0, 0);
        if !told.is_empty() {
            for triple in triples(text) {
                all += 1;
                same += i32::from(told.contains(&triple));
            }
        }
        w.put(
            "told",
            if told.is_empty() {
                -1.0
            } else if all == 0 {
                -0.5
            } else {
                same as f32 / all as f32
            },
        );

        // The boxes around it.
        let mut around = arena.around(record.in_box);
        for up in ["box0", "box1", "box2", "box3"] {
            let sum =
                around.next().and_then(|(b, _)| facts.sums.get(b as usize)).copied().unwrap_or_default();
            w.join(up, "_weight", ln(sum.weight));
            w.join(up, "_links", share(sum.linked, sum.weight));
            w.join(up, "_good", share(sum.good, root_sum.good).min(1.0));
            w.join(up, "_blocks", ln(sum.blocks as f32));
            w.join(up, "_pure", share(sum.good, sum.weight));
        }
        let kin = kinds[facts.kind(record.in_box)];
        w.put("kind_good", share(kin.good, facts.total.good));
        w.put("kind_blocks", ln(kin.blocks));
        w.put("kind_weight", ln(share(kin.weight, kin.blocks)));
        w.put("kind_links", share(kin.linked, kin.weight));
        w.put("kind_pure", share(kin.good, kin.weight));
        let mut around = arena.around(record.in_box).skip(1);
        for up in ["crowd1", "crowd2", "crowd3", "crowd4"] {
            let crowd = around.next().map(|(b, _)| crowds[facts.kind(b)]);
            w.put(up, ln(crowd.unwrap_or(0) as f32));
        }
        let picture = |at: Option<&super::arena::BlockRecord>| at.is_some_and(|b| b.sort == Sort::Image);
        let after_picture = i.checked_sub(1).and_then(|b| arena.blocks.get(b));
        w.put("after_picture", f32::from(u8::from(picture(after_picture))));
        w.put("before_picture", f32::from(u8::from(picture(arena.blocks.get(i + 1)))));
        w.put("picture", f32::from(u8::from(record.after_picture)));
        let next_picture = blocks.get(n + 1).is_some_and(|&b| arena.blocks[b].after_picture);
        w.put("next_picture", f32::from(u8::from(next_picture)));
        w.put("time", f32::from(u8::from(has_time(text))));
        w.put("year", f32::from(u8::from(has_year(text))));
        w.put("copyright", f32::from(u8::from(text.contains('©'))));
        w.put("closing", f32::from(u8::from(text.ends_with(')'))));
        w.put("link_count", ln(arena.block_runs(i).filter(|(r, _)| r.link != NONE).count() as f32));
        w.bits("inline", &names::GROUPS, record.names);
        let (all, passed) = twins.get_mut(&texts[n]).map_or((1, 1), |(all, passed)| {
            *passed += 1;
            (*all, *passed)
        });
        w.put("twins_before", ln(passed as f32 - 1.0));
        w.put("twins_after", ln((all - passed) as f32));
        let by = if m.words < 14 && !author.is_empty() {
            key(text, &mut words);
            overlap(&words, &author)
        } else {
            0.0
        };
        w.put("author", by);

        // Its neighbours.
        for (name, at) in [("b1", n.wrapping_sub(1)), ("b2", n.wrapping_sub(2)), ("a1", n + 1), ("a2", n + 2)]
        {
            let other = blocks.get(at).map_or(&none, |&b| &facts.measures[b]);
            w.join(name, "_weight", ln(other.weight));
            w.join(name, "_links", other.link_density());
            w.join(name, "_ends", f32::from(u8::from(other.ends)));
            let same_box = blocks.get(at).is_some_and(|&b| {
                let o = arena.blocks[b].in_box;
                o == record.in_box || arena.boxes.get(o as usize).map(|x| x.parent) == own.map(|x| x.parent)
            });
            w.join(name, "_sibling", f32::from(u8::from(same_box)));
            let same_kind = blocks
                .get(at)
                .is_some_and(|&b| facts.kind(arena.blocks[b].in_box) == facts.kind(record.in_box));
            w.join(name, "_kind", f32::from(u8::from(same_kind)));
        }

        // The words of it and of the heading above.
        let hit = hits[n];
        let short = m.weight < 110.0;
        w.bits("whole", &lines::KINDS, u32::from(hit.whole));
        w.bits("start", &lines::KINDS, if short { u32::from(hit.start) } else { 0 });
        w.bits("long_start", &lines::KINDS, if short { 0 } else { u32::from(hit.start) });
        w.bits("inside", &lines::KINDS, u32::from(hit.inside));
        if level > 0 {
            heading = Some((n, record.in_box));
            heading_hits = hit;
        }
        // Lines that close an article, seen since its text began.
        if first_good.is_some_and(|f| n > f) {
            for (k, count) in seen.iter_mut().enumerate() {
                w.join("seen:", lines::KINDS[k], ln(*count));
                *count += f32::from(u8::from((hit.start >> k & 1) == 1 && short));
            }
        } else {
            lines::KINDS.iter().for_each(|kind| w.join("seen:", kind, -1.0));
        }
        let under = heading.filter(|&(at, _)| at < n);
        w.put("since_heading", under.map_or(-1.0, |(at, _)| ln((n - at) as f32)));
        w.bits(
            "under",
            &lines::KINDS,
            under.map_or(0, |(at, _)| if n - at < 12 { u32::from(heading_hits.start) } else { 0 }),
        );
        // A short line that stands before links as a heading does.
        if short && !m.ends && hit.start != 0 {
            heading_like = Some(n);
        }
        let like = heading_like.filter(|&at| at < n && n - at < 8);
        w.bits("after", &lines::KINDS, like.map_or(0, |at| u32::from(hits[at].start)));

        before_page += m.weight;
        if inside && facts.values[i] > 12.0 {
            before_root += facts.values[i];
        }
        each(n, &row);
    }
}
