//! Which blocks are the article.
//!
//! No container is trusted: a wall may be named "article" and the article "wall". Each block gets
//! points twice, first for itself, then among its neighbours, and those above zero are the text.

use std::collections::HashSet;
use std::sync::LazyLock;

use url::Url;

use super::arena::{Sort, Tag};
use super::facts::{Facts, group};
use super::features::Row;
use super::listener::Listener;
use super::weights::Card;
use super::{Body, build, facts, features, lines, second};

/// The cards, bound to the columns of the rows. Points add up, so that the second card can take
/// what it weighs of the first rows while they pass, and none need be kept.
struct Cards {
    first: Card,
    second_early: Card,
    second_late: Card,
}

static CARDS: LazyLock<Cards> = LazyLock::new(|| {
    let (early, late) = names();
    let second = include_str!("words/second.card");
    Cards {
        first: Card::parse(include_str!("words/first.card"), &early),
        second_early: Card::parse(second, &early),
        second_late: Card::parse(second, &late),
    }
});

/// What the columns of the first and of the second rows are called.
fn names() -> (Vec<String>, Vec<String>) {
    let sample = Listener::sample();
    let facts = facts::of(&sample);
    let (mut early, mut late) = (Vec::new(), Vec::new());
    features::rows(&sample, &facts, &[0], Some(&mut early), &mut |_, _| {});
    second::rows(&sample, &facts, &[0], &[0.0], Some(&mut late), &mut |_, _| {});
    (early, late)
}

pub fn body(listener: &Listener, base: Option<&Url>) -> Body {
    let facts = facts::of(listener);
    let blocks = features::blocks(listener, &facts);
    let cards = &*CARDS;
    let mut first = Vec::with_capacity(blocks.len());
    let mut sum = Vec::with_capacity(blocks.len());
    features::rows(listener, &facts, &blocks, None, &mut |_, row| {
        first.push(cards.first.points(row));
        sum.push(cards.second_early.points(row));
    });
    let mut keep = vec![false; listener.arena.blocks.len()];
    second::rows(listener, &facts, &blocks, &first, None, &mut |n, row| {
        keep[blocks[n]] = sum[n] + cards.second_late.extra(row) >= 0.0;
    });
    once_only(listener, &mut keep);
    for (i, keep) in keep.iter_mut().enumerate() {
        *keep = *keep && !twice_told(listener, &facts, i);
    }
    pictures(listener, &facts.alive, &mut keep);
    build::body(listener, &keep, base)
}

/// See `Listener::evidence`.
pub fn evidence(listener: &Listener, first: Option<&str>) -> (Vec<String>, Vec<(String, Row)>) {
    let facts = facts::of(listener);
    let blocks = features::blocks(listener, &facts);
    let (mut columns, late) = names();
    let mut rows: Vec<Row> = Vec::new();
    features::rows(listener, &facts, &blocks, None, &mut |_, row| rows.push(row.clone()));
    if let Some(first) = first {
        let card = Card::parse(first, &columns);
        let points: Vec<f32> = rows.iter().map(|row| card.points(row)).collect();
        second::rows(listener, &facts, &blocks, &points, None, &mut |n, row| rows[n].extend(row));
        columns.extend(late);
    }
    (columns, blocks.iter().map(|&i| listener.arena.block_text(i).to_owned()).zip(rows).collect())
}

/// Does a short line say what it is, and its box or its links say the same? Two witnesses are
/// enough against any points.
fn twice_told(listener: &Listener, facts: &Facts, block: usize) -> bool {
    let record = &listener.arena.blocks[block];
    let measure = &facts.measures[block];
    if record.sort != Sort::Text || measure.weight > 220.0 {
        return false;
    }
    let languages = lines::languages(&listener.page.language);
    let hits = lines::look_up(listener.arena.block_text(block), languages, &mut String::new());
    if hits.start | hits.inside == 0 {
        return false;
    }
    let names =
        listener.arena.around(record.in_box).take(3).fold(record.names, |bits, (_, b)| bits | b.names);
    let told = |kind: &str| hits.start & lines::kind(kind) != 0;
    let named = |name: &str| names & group(name) != 0;
    let pairs = [
        ("newsletter", "wall"),
        ("related", "related"),
        ("more", "related"),
        ("share", "share"),
        ("comment", "comment"),
        ("ad", "ad"),
        ("credit", "caption"),
        ("tags", "tags"),
        ("bio", "bio"),
        ("legal", "legal"),
        ("consent", "modal"),
    ];
    pairs.iter().any(|(line, name)| told(line) && named(name))
        || told("related") && measure.link_density() > 0.6
        || hits.inside & lines::kind("newsletter") != 0 && named("wall") && measure.weight < 120.0
}

/// A text of some length that comes again word for word is an access twin, a reading tab or a
/// slide show, never the author's.
fn once_only(listener: &Listener, keep: &mut [bool]) {
    let mut seen = HashSet::new();
    for (i, keep) in keep.iter_mut().enumerate() {
        let text = listener.arena.block_text(i);
        if *keep && text.len() > 50 && !seen.insert(text) {
            *keep = false;
        }
    }
}

/// Pictures and embeds between two kept texts, or right before the first, belong to the article;
/// and what stands in a kept picture's figure belongs to the picture.
fn pictures(listener: &Listener, alive: &[bool], keep: &mut [bool]) {
    let blocks = &listener.arena.blocks;
    let texts = |range: &mut dyn Iterator<Item = usize>| {
        range.filter(|&i| blocks[i].sort == Sort::Text).take(3).any(|i| keep[i])
    };
    let kept: Vec<usize> = (0..blocks.len())
        .filter(|&i| blocks[i].sort != Sort::Text && alive[i])
        .filter(|&i| {
            texts(&mut (0..i).rev()) && texts(&mut (i + 1..blocks.len()))
                || texts(&mut (i + 1..blocks.len()).take(4))
        })
        .collect();
    for i in kept {
        keep[i] = true;
        let figure = |i: usize| {
            listener.arena.around(blocks[i].in_box).find(|(_, b)| b.tag == Tag::Figure).map(|(b, _)| b)
        };
        let Some(here) = figure(i) else { continue };
        for (text, keep) in keep.iter_mut().enumerate().skip(i + 1).take(3) {
            if alive[text] && blocks[text].sort == Sort::Text && figure(text) == Some(here) {
                *keep = true;
            }
        }
    }
}
