//! The one thing about a selector's subject that is quickest to look up.
//!
//! Twenty thousand generic rules meet every element of every page. So each rule is filed under a
//! key that its element must have: its id, a class, four bytes of an attribute's value, a rare
//! attribute or tag; and an element asks only for the keys it has. The hash is spelled out here
//! because its values are in files: it must be the same on every machine, 32 or 64 bits.

use super::*;
use crate::element::Element;

/// The 64-bit name of a key.
pub(in crate::rules) type Key = u64;

const ID: u8 = b'#';
const CLASS: u8 = b'.';
const TAG: u8 = b'<';
const ATTRIBUTE: u8 = b'[';
/// Marks an attribute name of which some rule knows a piece of the value.
const PIECES_OF: u8 = b'=';
const ANY: u8 = b'*';
const HOST: u8 = b'@';

/// How many bytes of an attribute's value make a key.
const PIECE: usize = 4;

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

fn piece(name: Key, window: &[u8]) -> Key {
    let word = u64::from(u32::from_le_bytes([window[0], window[1], window[2], window[3]]));
    mix(mix(name, word), 1)
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

    fn place(key: Key) -> (usize, u64) {
        // The highest bits, because a table entry knows only those of its key.
        let bit = key >> (64 - Self::BITS);
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    pub fn insert(&mut self, key: Key) {
        let (word, bit) = Self::place(key);
        self.0[word] |= bit;
    }

    pub fn may_hold(&self, key: Key) -> bool {
        let (word, bit) = Self::place(key);
        self.0[word] & bit != 0
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
        ask(hash(ATTRIBUTE, name.as_bytes()));
        let base = hash(PIECES_OF, name.as_bytes());
        if filter.may_hold(base) {
            value.as_bytes().windows(PIECE).for_each(|w| ask(piece(base, w)));
        }
    }
}

/// The keys under which a selector is filed: an element it matches has at least one of them.
/// Marks that are only for the filter come in `marks`.
pub(in crate::rules) fn of_selector(selector: &Selector, keys: &mut Vec<Key>, marks: &mut Vec<Key>) {
    for chain in &selector.alternatives {
        of_compound(&chain.base.subject, keys, marks);
    }
}

fn of_compound(compound: &Compound, keys: &mut Vec<Key>, marks: &mut Vec<Key>) {
    let best = compound.simples.iter().min_by_key(|s| rank(s)).filter(|s| rank(s).0 < 9);
    let tag = compound.tag.as_deref();
    let tag_rank = tag.map_or(9, |t| if COMMON_TAGS.contains(&t) { 7 } else { 4 });
    match best {
        Some(simple) if rank(simple).0 <= tag_rank => match simple {
            Simple::Id(id) => keys.push(hash(ID, id.as_bytes())),
            Simple::Class(class) => keys.push(hash(CLASS, class.as_bytes())),
            Simple::Attribute(a) => match telling_piece(a) {
                Some(window) => {
                    let base = hash(PIECES_OF, a.name.as_bytes());
                    marks.push(base);
                    keys.push(piece(base, window));
                }
                None => keys.push(hash(ATTRIBUTE, a.name.as_bytes())),
            },
            Simple::Is(selector) => of_selector(selector, keys, marks),
            _ => keys.push(hash(ANY, b"")),
        },
        _ => keys.push(tag.map_or(hash(ANY, b""), |t| hash(TAG, t.as_bytes()))),
    }
}

/// The lower, the fewer elements have it; longer values first among equals.
fn rank(simple: &Simple) -> (u8, usize) {
    match simple {
        Simple::Id(_) => (0, 0),
        Simple::Class(_) => (1, 0),
        Simple::Attribute(a) if telling_piece(a).is_some() => (2, usize::MAX - a.value.len()),
        Simple::Attribute(a) if COMMON_ATTRIBUTES.contains(&a.name.as_str()) => (6, 0),
        Simple::Attribute(_) => (3, 0),
        Simple::Is(selector) if selector.alternatives.iter().all(|c| c.steps.is_empty()) => (5, 0),
        _ => (9, 0),
    }
}

/// Four bytes that every value the attribute test accepts must hold.
fn telling_piece(attribute: &Attribute) -> Option<&[u8]> {
    if attribute.ignore_case || matches!(attribute.operator, Operator::Exists) {
        return None;
    }
    let mut rest = attribute.value.as_str();
    // What most links begin with tells nothing.
    for prefix in ["https:", "http:", "//", "www."] {
        rest = rest.strip_prefix(prefix).filter(|r| r.len() >= PIECE).unwrap_or(rest);
    }
    rest.as_bytes().get(..PIECE)
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
