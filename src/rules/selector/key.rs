//! The one thing about a selector's subject that is quickest to look up.
//!
//! Twenty thousand generic rules meet every element of every page. So each rule is filed under a
//! key that its element must have: its id, a class, a piece of an attribute's value, a rare
//! attribute or tag; and an element asks only for the keys it has. A rule whose element has nothing
//! telling (`.promo > div`) is filed under what must come before it, and waits there. The hash is
//! spelled out because its values are in files: it must be the same on every machine.

use super::*;
use crate::element::Element;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The 64-bit name of a key.
pub(in crate::rules) type Key = u64;

const ID: u8 = b'#';
const CLASS: u8 = b'.';
const TAG: u8 = b'<';
const ATTRIBUTE: u64 = b'[' as u64;
/// Marks an attribute name that some rule is filed under.
const KNOWN: u64 = b'?' as u64;
/// How a value begins.
const START: u64 = b'^' as u64;
/// Marks an attribute name of which some rule knows a piece in the middle of the value.
const PIECES_OF: u64 = b'=' as u64;
const PIECE: u64 = b'*' as u64;
const NAME: u8 = b'n';
const ANY: u8 = b'*';
const HOST: u8 = b'@';

/// How many bytes of an attribute's value make a key.
const WIDTH: usize = 4;
/// So long a text always holds a whole piece at a place that `WIDTH` divides.
const LONG: usize = 2 * WIDTH - 1;

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(hash: u64, word: u64) -> u64 {
    let x = (hash ^ word).wrapping_mul(MULTIPLIER);
    x ^ (x >> 29)
}

fn hash(kind: u8, bytes: &[u8]) -> Key {
    let mut h = mix(u64::from(kind), bytes.len() as u64);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        h = mix(h, u64::from_le_bytes(*word));
    }
    let mut tail = 0;
    for &b in rest {
        tail = tail << 8 | u64::from(b);
    }
    mix(mix(h, tail), 0)
}

/// For maps whose keys are such names or small numbers: no one can choose them to collide cheaply
/// enough to matter, since a page's own tokens never become keys of a map.
#[derive(Default)]
pub(in crate::rules) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&b| self.0 = mix(self.0, u64::from(b)));
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = mix(self.0, u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = mix(self.0, n);
    }
}

/// A map from keys or rules.
pub(in crate::rules) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mixed>>;

fn piece(name: Key, kind: u64, bytes: [u8; WIDTH]) -> Key {
    mix(mix(name, u64::from(u32::from_le_bytes(bytes)) << 8 | kind), 0)
}

fn attribute(name: &str) -> Key {
    hash(NAME, name.as_bytes())
}

/// The key of a host name, or of an entity (`name.*`).
pub(in crate::rules) fn host(name: &str) -> Key {
    hash(HOST, name.as_bytes())
}

/// A cheap first "certainly not" for most keys of most elements.
#[derive(Clone)]
pub(in crate::rules) struct Bloom(Box<[u64]>);

impl Bloom {
    const BITS: u32 = 18;

    pub fn new() -> Self {
        Bloom(vec![0; 1 << (Self::BITS - 6)].into())
    }

    /// Two bits per key, both from its highest bits, because a table entry knows only those.
    fn bits(key: Key) -> [u64; 2] {
        let second = (key >> 42).wrapping_mul(MULTIPLIER);
        [key >> (64 - Self::BITS), second >> (64 - Self::BITS)]
    }

    pub fn insert(&mut self, key: Key) {
        for bit in Self::bits(key) {
            self.0[(bit >> 6) as usize] |= 1 << (bit & 63);
        }
    }

    pub fn union(&mut self, other: &Bloom) {
        self.0.iter_mut().zip(&*other.0).for_each(|(word, more)| *word |= more);
    }

    #[inline]
    pub fn may_hold(&self, key: Key) -> bool {
        Self::bits(key).iter().all(|bit| self.0[(bit >> 6) as usize] & 1 << (bit & 63) != 0)
    }
}

/// Calls `visit` with each key of an element that the filter lets through.
pub(in crate::rules) fn of_element(element: &Element, filter: &Bloom, mut visit: impl FnMut(Key)) {
    let mut ask = |key: Key| {
        if filter.may_hold(key) {
            visit(key);
        }
    };
    ask(hash(ANY, b""));
    ask(hash(TAG, element.name().as_bytes()));
    for (name, value) in element.attributes() {
        match name {
            "id" => ask(hash(ID, value.as_bytes())),
            "class" => value.split_ascii_whitespace().for_each(|c| ask(hash(CLASS, c.as_bytes()))),
            _ => {}
        }
        let name = attribute(name);
        if !filter.may_hold(mix(name, KNOWN)) {
            continue;
        }
        ask(mix(name, ATTRIBUTE));
        if let Some(start) = bare(value).as_bytes().first_chunk() {
            ask(piece(name, START, *start));
        }
        if value.len() >= LONG && filter.may_hold(mix(name, PIECES_OF)) {
            value.as_bytes().as_chunks().0.iter().for_each(|bytes| ask(piece(name, PIECE, *bytes)));
        }
    }
}

/// Where to file a selector.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum File {
    /// Under a key of the element it takes.
    Subject,
    /// If that tells little, under a key of an element that must have come before.
    Earlier,
}

/// The keys of a selector: a page on which it matches has an element with at least one of them.
/// Marks that are only for the filter come in `marks`. `true`: a key may be of an earlier element.
pub(in crate::rules) fn of_selector(
    selector: &Selector,
    file: File,
    keys: &mut Vec<Key>,
    marks: &mut Vec<Key>,
) -> bool {
    let mut earlier = false;
    for chain in &selector.alternatives {
        let subject = rank_of(&chain.base.subject);
        let telling = chain.base.context.iter().map(|(_, c)| c).min_by_key(|c| rank_of(c));
        match telling.filter(|c| file == File::Earlier && subject >= WEAK && rank_of(c) < WEAK) {
            Some(compound) => {
                earlier = true;
                of_compound(compound, keys, marks);
            }
            None => of_compound(&chain.base.subject, keys, marks),
        }
    }
    earlier
}

fn of_compound(compound: &Compound, keys: &mut Vec<Key>, marks: &mut Vec<Key>) {
    let best = compound.simples.iter().min_by_key(|s| rank(s));
    match (best, &compound.tag) {
        (Some(simple), tag) if rank(simple) <= rank_of_tag(tag.as_deref()) => match simple {
            Simple::Id(id) => keys.push(hash(ID, id.as_bytes())),
            Simple::Class(class) => keys.push(hash(CLASS, class.as_bytes())),
            Simple::Attribute(a) => of_attribute(a, keys, marks),
            Simple::Is(selector) => _ = of_selector(selector, File::Subject, keys, marks),
            _ => keys.push(hash(ANY, b"")),
        },
        (_, Some(tag)) => keys.push(hash(TAG, tag.as_bytes())),
        (_, None) => keys.push(hash(ANY, b"")),
    }
}

fn of_attribute(a: &Attribute, keys: &mut Vec<Key>, marks: &mut Vec<Key>) {
    let name = attribute(&a.name);
    marks.push(mix(name, KNOWN));
    match telling(a) {
        Some(Telling::Start(start)) => keys.push(piece(name, START, start)),
        Some(Telling::Inside(bytes)) => {
            marks.push(mix(name, PIECES_OF));
            // One of these is at a place that the width divides.
            let pieces = bytes.windows(WIDTH).take(WIDTH).filter_map(|w| w.first_chunk());
            keys.extend(pieces.map(|w| piece(name, PIECE, *w)));
        }
        None => keys.push(mix(name, ATTRIBUTE)),
    }
}

/// From here on an element with the key is nothing special.
const WEAK: (u8, usize) = (6, 0);

/// The lower, the fewer elements have it; longer values first among equals.
fn rank(simple: &Simple) -> (u8, usize) {
    match simple {
        Simple::Id(_) => (0, 0),
        Simple::Class(_) => (1, 0),
        Simple::Attribute(a) if telling(a).is_some() => (2, usize::MAX - a.value.len()),
        Simple::Attribute(a) if COMMON_ATTRIBUTES.contains(&a.name.as_str()) => (6, 0),
        Simple::Attribute(_) => (3, 0),
        Simple::Is(selector) if selector.alternatives.iter().all(|c| c.steps.is_empty()) => (5, 0),
        _ => (9, 0),
    }
}

fn rank_of_tag(tag: Option<&str>) -> (u8, usize) {
    (tag.map_or(8, |t| if COMMON_TAGS.contains(&t) { 7 } else { 4 }), 0)
}

fn rank_of(compound: &Compound) -> (u8, usize) {
    compound.simples.iter().map(rank).chain([rank_of_tag(compound.tag.as_deref())]).min().unwrap_or((9, 0))
}

/// What every value that an attribute test accepts must hold.
enum Telling<'a> {
    /// Its first bytes, after what most links begin with.
    Start([u8; WIDTH]),
    Inside(&'a [u8]),
}

fn telling(a: &Attribute) -> Option<Telling<'_>> {
    if a.ignore_case {
        return None;
    }
    let value = a.value.as_str();
    match a.operator {
        Operator::Equals | Operator::Prefix => {
            let rest = bare(value);
            // `http` could go on as `https:`, which would then be left out.
            let unclear = LINK_STARTS.iter().any(|start| start.starts_with(rest));
            (!unclear).then(|| rest.as_bytes().first_chunk().copied().map(Telling::Start))?
        }
        Operator::Suffix | Operator::Substring if value.len() >= LONG => {
            let rest = if bare(value).len() >= LONG { bare(value) } else { value };
            Some(Telling::Inside(rest.as_bytes()))
        }
        _ => None,
    }
}

const LINK_STARTS: [&str; 4] = ["https:", "http:", "//", "www."];

/// A value without what most links begin with, each at most once.
fn bare(value: &str) -> &str {
    let mut rest = value;
    for start in LINK_STARTS {
        rest = rest.strip_prefix(start).unwrap_or(rest);
    }
    rest
}

const COMMON_TAGS: &[&str] = &[
    "a", "article", "aside", "b", "body", "br", "button", "div", "em", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "head", "header", "html", "i", "img", "input", "label", "li", "link", "meta", "nav",
    "ol", "p", "path", "script", "section", "span", "strong", "style", "svg", "table", "td", "tr", "ul",
];

const COMMON_ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "class",
    "content",
    "d",
    "height",
    "href",
    "id",
    "name",
    "rel",
    "role",
    "src",
    "style",
    "target",
    "title",
    "type",
    "value",
    "width",
];
