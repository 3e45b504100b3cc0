//! What can be measured of every block, from the block and from where it stands.

use std::collections::HashMap;

use super::arena::{NONE, Sort, Tag};
use super::listener::Listener;
use super::names;

/// A block measured by itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Measure {
    /// Letters, where one of a dense script counts for several of an alphabet.
    pub weight: f32,
    /// The part of `weight` that is in links.
    pub linked: f32,
    pub bold: f32,
    pub italic: f32,
    pub commas: u32,
    pub digits: u32,
    pub capitals: u32,
    pub words: u32,
    /// Ends as a sentence does.
    pub ends: bool,
    /// The last border: `:`, as before a list, or a mark of more to come.
    pub colon: bool,
}

impl Measure {
    pub fn link_density(&self) -> f32 {
        if self.weight > 0.0 { self.linked / self.weight } else { 0.0 }
    }
}

/// Text of a box with all boxes in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    pub weight: f32,
    pub linked: f32,
    pub good: f32,
    pub value: f32,
    pub blocks: u32,
}

pub struct Facts {
    pub measures: Vec<Measure>,
    pub sums: Vec<Sum>,
    pub total: Sum,
    /// The value of a block by itself: how much it looks like running text, negative if unlike.
    pub values: Vec<f32>,
    pub root: u32,
    kind_of: Vec<u32>,
    /// How many kinds there are.
    pub kinds: usize,
    /// Blocks that were not removed.
    pub alive: Vec<bool>,
}

/// The weight of a letter: one of a script that writes a word with one or two signs says more.
fn letter_weight(c: char) -> f32 {
    match c {
        '\u{3040}'..='\u{30ff}' => 1.8,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => 3.0,
        '\u{ac00}'..='\u{d7af}' => 2.2,
        _ => 1.0,
    }
}

pub fn ends_sentence(text: &str) -> bool {
    let last = text.trim_end_matches([
        '"', '\'', '”', '’', '»', '«', '“', '‘', ')', ']', '」', '』', '）', ' ', '\n', '*',
    ]);
    last.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '۔', '؟', '։', '။', '።', '．', '॥', ':', ';'])
}

fn measure(listener: &Listener, block: usize) -> Measure {
    let mut m = Measure::default();
    let text = listener.arena.block_text(block);
    for (run, part) in listener.arena.block_runs(block) {
        let mut weight = 0.0;
        let mut word = false;
        for c in part.chars() {
            if c == ' ' || c == '\n' {
                word = false;
                continue;
            }
            weight += letter_weight(c);
            m.words += u32::from(!word);
            word = true;
            match c {
                ',' | '،' | '、' | '，' => m.commas += 1,
                '0'..='9' => m.digits += 1,
                _ if c.is_uppercase() => m.capitals += 1,
                _ => {}
            }
        }
        m.weight += weight;
        if run.link != NONE {
            m.linked += weight;
        }
        match run.emphasis {
            super::Emphasis::Bold => m.bold += weight,
            super::Emphasis::Italic => m.italic += weight,
            super::Emphasis::None => {}
        }
    }
    m.ends = ends_sentence(text);
    m.colon = text.ends_with([':', '：']);
    m
}

/// Names that speak against article text, unless the box holds most of the page's text.
const AGAINST: u32 = group("related")
    | group("comment")
    | group("share")
    | group("nav")
    | group("ad")
    | group("wall")
    | group("modal")
    | group("side")
    | group("footer")
    | group("tools")
    | group("legal")
    | group("bio");

pub const fn group(name: &str) -> u32 {
    let mut i = 0;
    while i < names::GROUPS.len() {
        if same(names::GROUPS[i].as_bytes(), name.as_bytes()) {
            return 1 << i;
        }
        i += 1;
    }
    panic!("no such group")
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

fn value(listener: &Listener, block: usize, m: &Measure) -> f32 {
    let density = m.link_density();
    let mut against = 0;
    let mut bad_tag = false;
    let mut comment = false;
    for (_, b) in listener.arena.around(listener.arena.blocks[block].in_box) {
        if matches!(b.tag, Tag::Body | Tag::Html) {
            break;
        }
        against += (b.names & AGAINST != 0 && b.names & group("body") == 0) as i32;
        comment |= b.names & group("comment") != 0;
        bad_tag |= matches!(b.tag, Tag::Nav | Tag::Footer | Tag::Aside | Tag::Dialog);
    }
    let mut v = m.weight * (1.0 - 1.6 * density);
    if m.weight < 40.0 || !m.ends {
        v = v.min(10.0) * 0.3;
    }
    if bad_tag || against > 2 {
        v = v.min(0.0) - 0.1 * m.weight;
    } else if against > 0 {
        v *= 0.6;
    }
    // Readers' comments can be longer than the article; a forum has nothing else.
    if comment && v > 0.0 {
        v *= 0.05;
    }
    v.max(-60.0)
}

pub fn of(listener: &Listener) -> Facts {
    let arena = &listener.arena;
    let count = arena.blocks.len();
    let mut gone = listener.gone.clone();
    gone.sort_by_key(|r| r.start);
    let alive: Vec<bool> = arena
        .blocks
        .iter()
        .map(|b| {
            let i = gone.partition_point(|r| r.start <= b.serial);
            !gone[..i].iter().rev().take(8).any(|r| r.contains(&b.serial))
        })
        .collect();
    let measures: Vec<Measure> = (0..count)
        .map(|i| {
            if alive[i] && arena.blocks[i].sort == Sort::Text {
                measure(listener, i)
            } else {
                Measure::default()
            }
        })
        .collect();
    let values: Vec<f32> = (0..count)
        .map(|i| if measures[i].weight > 0.0 { value(listener, i, &measures[i]) } else { 0.0 })
        .collect();
    let mut sums = vec![Sum::default(); arena.boxes.len()];
    let mut total = Sum::default();
    for (i, block) in arena.blocks.iter().enumerate() {
        let m = &measures[i];
        let own = Sum {
            weight: m.weight,
            linked: m.linked,
            good: if values[i] > 12.0 { values[i] } else { 0.0 },
            value: values[i],
            blocks: u32::from(m.weight > 0.0),
        };
        total.add(&own);
        if let Some(sum) = sums.get_mut(block.in_box as usize) {
            sum.add(&own);
        }
    }
    for i in (0..sums.len()).rev() {
        let sum = sums[i];
        if let Some(parent) = sums.get_mut(arena.boxes[i].parent as usize) {
            parent.add(&sum);
        }
    }
    let mut root = NONE;
    let mut best = f32::MIN;
    for (i, sum) in sums.iter().enumerate() {
        // The deeper of two that are equal holds less else.
        if sum.value >= best {
            best = sum.value;
            root = i as u32;
        }
    }
    let (kind_of, kinds) = number_kinds(listener);
    Facts { kind_of, kinds, measures, sums, total, values, root, alive }
}

impl Sum {
    fn add(&mut self, other: &Sum) {
        self.weight += other.weight;
        self.linked += other.linked;
        self.good += other.good;
        self.value += other.value;
        self.blocks += other.blocks;
    }
}

/// All blocks that stand in boxes of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kin {
    pub blocks: f32,
    pub weight: f32,
    pub linked: f32,
    pub good: f32,
}

/// Same-looking boxes: how much text, and how good, stands in boxes of each kind.
pub fn kinds(listener: &Listener, facts: &Facts) -> Vec<Kin> {
    let mut out = vec![Kin::default(); facts.kinds];
    for (i, block) in listener.arena.blocks.iter().enumerate() {
        let m = &facts.measures[i];
        if m.weight > 0.0 {
            let kin = &mut out[facts.kind(block.in_box)];
            kin.blocks += 1.0;
            kin.weight += m.weight;
            kin.linked += m.linked;
            kin.good += if facts.values[i] > 12.0 { facts.values[i] } else { 0.0 };
        }
    }
    out
}

/// How many boxes of each kind there are.
pub fn crowds(listener: &Listener, facts: &Facts) -> Vec<u32> {
    let mut out = vec![0; facts.kinds];
    for i in 0..listener.arena.boxes.len() {
        out[facts.kind(i as u32)] += 1;
    }
    out
}

impl Facts {
    /// The kind of a box: its own looks and those of the box around it.
    pub fn kind(&self, in_box: u32) -> usize {
        self.kind_of.get(in_box as usize).map_or(0, |&kind| kind as usize)
    }
}

/// Numbers the kinds from 1; 0 is "no box".
fn number_kinds(listener: &Listener) -> (Vec<u32>, usize) {
    let boxes = &listener.arena.boxes;
    let mut known: HashMap<(u32, u32), u32> = HashMap::new();
    let kind_of = boxes
        .iter()
        .map(|b| {
            let next = known.len() as u32 + 1;
            *known.entry((b.kind, boxes.get(b.parent as usize).map_or(0, |p| p.kind))).or_insert(next)
        })
        .collect();
    (kind_of, known.len() + 1)
}
