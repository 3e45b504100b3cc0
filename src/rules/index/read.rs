//! Bytes to answers, without a copy.

use super::*;
use crate::rules::selector::key::{self, Bloom, File};
use crate::rules::selector::{Needs, Selector};
use crate::rules::{Action, Kind};
use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A compiled list.
pub struct Index {
    bytes: Cow<'static, [u8]>,
    rules: u32,
    /// Where flags, marks, texts, generic table and host table begin, and the end.
    sections: [usize; 6],
    bits: [u32; 2],
    asks_text: bool,
    filter: OnceLock<Bloom>,
    /// What pages before this one have asked for: parsing is most of what a rule costs.
    parsed: Mutex<key::Map<u32, Option<Arc<Parsed>>>>,
}

/// A selector and what has been found out about it.
pub(in crate::rules) struct Parsed {
    pub selector: Selector,
    /// It is filed under an element that comes before the one it takes.
    pub earlier: bool,
    pub asks_text: bool,
    /// The end tag of its element may decide.
    pub waits: bool,
}

impl Index {
    /// Takes the bytes that `compile` made. `None`: they are not, or not of this version.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Option<Self> {
        let bytes = bytes.into();
        let mut header = [0u32; HEADER / 4];
        for (i, number) in header.iter_mut().enumerate() {
            *number = u32_at(&bytes, i * 4)?;
        }
        let [magic, rules, sections @ .., generic, hosts] = header;
        let sections = sections.map(|n| n as usize);
        let ordered = sections.is_sorted() && sections[0] == HEADER && sections[5] == bytes.len();
        let counted = sections[1] - sections[0].min(sections[1]) == rules as usize;
        (magic == MAGIC && ordered && counted && generic < 32 && hosts < 32).then_some(())?;
        let asks_text = bytes[sections[0]..sections[1]].iter().any(|flags| flags & TEXT != 0);
        Some(Index {
            bytes,
            rules,
            sections,
            bits: [generic, hosts],
            asks_text,
            filter: OnceLock::new(),
            parsed: Mutex::default(),
        })
    }

    /// How many rules it holds.
    pub fn len(&self) -> u32 {
        self.rules
    }

    pub fn is_empty(&self) -> bool {
        self.rules == 0
    }

    /// The bytes themselves, to be stored.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn flags(&self, id: u32) -> u8 {
        if id >= self.rules {
            return 0;
        }
        self.bytes.get(self.sections[0] + id as usize).copied().unwrap_or(0)
    }

    pub(in crate::rules) fn kind(&self, id: u32) -> Kind {
        Kind::from_bits(self.flags(id) & 7)
    }

    pub(in crate::rules) fn action(&self, id: u32) -> Action {
        match self.flags(id) >> 3 & 3 {
            0 => Action::Hide,
            1 => Action::Remove,
            2 => Action::Style,
            _ => Action::Html,
        }
    }

    pub(in crate::rules) fn is_exception(&self, id: u32) -> bool {
        self.flags(id) & EXCEPTION != 0
    }

    pub(in crate::rules) fn is_page(&self, id: u32) -> bool {
        self.flags(id) & PAGE != 0
    }

    /// Does any rule that names no site ask for text?
    pub(in crate::rules) fn asks_text(&self) -> bool {
        self.asks_text
    }

    /// Selector, style and condition of a rule.
    pub(in crate::rules) fn text(&self, id: u32) -> [&str; 3] {
        let mut fields = self.line(id).unwrap_or_default().split(FIELD);
        std::array::from_fn(|_| fields.next().unwrap_or_default())
    }

    /// The selector of a rule. `None`: the bytes are damaged.
    pub(in crate::rules) fn parsed(&self, id: u32) -> Option<Arc<Parsed>> {
        // A cache that another thread left in disorder is still a cache: its entries are whole.
        let mut cache = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        cache.entry(id).or_insert_with(|| self.parse(id).map(Arc::new)).clone()
    }

    fn parse(&self, id: u32) -> Option<Parsed> {
        let text = self.text(id)[0];
        let selector = match self.action(id) {
            Action::Html => Selector::parse_html_filter(text),
            _ => Selector::parse(text),
        };
        let selector = selector.ok()?;
        let earlier = key::of_selector(&selector, File::Earlier, &mut Vec::new(), &mut Vec::new());
        let asks_text = selector.asks_text();
        let waits = selector.needs() == Needs::Subtree;
        Some(Parsed { selector, earlier, asks_text, waits })
    }

    fn line(&self, id: u32) -> Option<&str> {
        let mark = u32_at(self.bytes.get(..self.sections[2])?, self.sections[1] + id as usize / STRIDE * 4)?;
        let texts = self.bytes.get(self.sections[2] + mark as usize..self.sections[3])?;
        let line = texts.split(|&b| b == b'\n').nth(id as usize % STRIDE)?;
        std::str::from_utf8(line).ok()
    }

    /// The rules without a site that are filed under a key.
    pub(in crate::rules) fn generic(&self, key: u64) -> Ids<'_> {
        self.look_up(self.sections[3]..self.sections[4], self.bits[0], key)
    }

    /// The rules that name a host: number times two, plus one if they exclude it.
    pub(in crate::rules) fn host(&self, key: u64) -> Ids<'_> {
        self.look_up(self.sections[4]..self.sections[5], self.bits[1], key)
    }

    fn look_up(&self, section: std::ops::Range<usize>, bits: u32, key: u64) -> Ids<'_> {
        let (bucket, wanted) = address(key, bits);
        let mut entries = Entries::of_bucket(self.bytes.get(section).unwrap_or_default(), bits, bucket);
        while let Some((rest, ids)) = entries.next() {
            if rest == wanted {
                return ids;
            }
            entries.skip(ids);
        }
        Ids::default()
    }

    /// A filter that lets the keys of the generic table through; made when first asked for.
    pub(in crate::rules) fn filter(&self) -> &Bloom {
        self.filter.get_or_init(|| {
            let mut filter = Bloom::new();
            let bits = self.bits[0];
            let table = self.bytes.get(self.sections[3]..self.sections[4]).unwrap_or_default();
            // Without this, a damaged count of bits would mean a long walk through nothing.
            let buckets = if table.len() >> 2 < 1 << bits { 0 } else { 1usize << bits };
            for bucket in 0..buckets {
                let mut entries = Entries::of_bucket(table, bits, bucket);
                while let Some((rest, ids)) = entries.next() {
                    let high = (bucket as u64).checked_shl(64 - bits).unwrap_or(0);
                    filter.insert(high | u64::from(rest) << (42 - bits));
                    entries.skip(ids);
                }
            }
            filter
        })
    }
}

/// A walk over the entries of one bucket.
struct Entries<'a> {
    bytes: &'a [u8],
}

impl<'a> Entries<'a> {
    fn of_bucket(table: &'a [u8], bits: u32, bucket: usize) -> Self {
        let head = ((1usize << bits) + 1) * 4;
        let range = || {
            let start = u32_at(table, bucket * 4)? as usize;
            let end = u32_at(table, bucket * 4 + 4)? as usize;
            table.get(head..)?.get(start..end)
        };
        Entries { bytes: range().unwrap_or_default() }
    }

    fn next(&mut self) -> Option<(u32, Ids<'a>)> {
        let (rest, after) = self.bytes.split_first_chunk::<3>()?;
        let rest = u32::from_le_bytes([rest[0], rest[1], rest[2], 0]);
        let mut ids = Ids { bytes: after, left: 0, last: 0 };
        ids.left = match rest & 3 {
            0 => ids.varint()?,
            short => short,
        };
        Some((rest >> 2, ids))
    }

    fn skip(&mut self, mut ids: Ids<'a>) {
        while ids.next().is_some() {}
        self.bytes = ids.bytes;
    }
}

/// Rule numbers, ascending.
#[derive(Clone, Default)]
pub(in crate::rules) struct Ids<'a> {
    bytes: &'a [u8],
    left: u32,
    last: u32,
}

impl Ids<'_> {
    fn varint(&mut self) -> Option<u32> {
        let mut number = 0u32;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

impl Iterator for Ids<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        let step = self.varint()?;
        self.last = self.last.wrapping_add(step);
        Some(self.last)
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
