//! Rules to bytes.

use super::*;
use crate::rules::selector::key::{self, File};
use crate::rules::syntax::{Body, Domains, Rule, Silence};
use crate::rules::{Action, Kind};
use std::collections::{BTreeMap, HashMap};

/// The host table's key for rules that hold everywhere: exceptions without a domain.
pub(in crate::rules) const EVERYWHERE: &str = "*";

/// Compiles rules. The same rules give the same bytes.
pub fn compile(rules: impl IntoIterator<Item = (Kind, Rule)>) -> Vec<u8> {
    let mut writer = Writer::default();
    // Lists say the same of many sites in many lines: one entry is enough.
    let mut seen: HashMap<(u8, String), usize> = HashMap::new();
    let mut entries: Vec<Entry> = Vec::new();
    for (kind, rule) in rules {
        let entry = Entry::new(kind, rule);
        if !entry.domains.exclude.is_empty() {
            entries.push(entry);
            continue;
        }
        let place = *seen.entry((entry.flags, entry.text.clone())).or_insert(entries.len());
        match entries.get_mut(place) {
            Some(old) if old.domains.is_specific() == entry.domains.is_specific() => {
                old.domains.include.extend(entry.domains.include);
            }
            _ => entries.push(entry),
        }
    }
    // Like beside like: the file packs smaller.
    entries.sort_by(|a, b| a.text.cmp(&b.text));
    for entry in &entries {
        writer.push(entry);
    }
    writer.finish()
}

struct Entry {
    flags: u8,
    text: String,
    domains: Domains,
    keys: Vec<u64>,
    marks: Vec<u64>,
}

impl Entry {
    fn new(kind: Kind, rule: Rule) -> Self {
        let mut flags = kind as u8;
        if rule.exception {
            flags |= EXCEPTION;
        }
        let (mut keys, mut marks) = (Vec::new(), Vec::new());
        let mut text = match rule.body {
            Body::Silence(silence) => {
                flags |= PAGE;
                String::from(match silence {
                    Silence::All => "elemhide",
                    Silence::Generic => "generichide",
                    Silence::Specific => "specifichide",
                })
            }
            Body::Elements { source, selector, action, style } => {
                flags |= (action as u8) << 3;
                if selector.asks_earlier_text() && !rule.domains.is_specific() {
                    flags |= TEXT;
                }
                key::of_selector(&selector, File::Earlier, &mut keys, &mut marks);
                let mut text = source;
                if action == Action::Style {
                    text.push(FIELD);
                    text.push_str(&style);
                }
                text
            }
        };
        if let Some(condition) = rule.condition {
            if text.matches(FIELD).count() == 0 {
                text.push(FIELD);
            }
            text.push(FIELD);
            text.push_str(&condition.source);
        }
        let text = text.replace(['\n', '\r'], " ");
        Entry { flags, text, domains: rule.domains, keys, marks }
    }
}

#[derive(Default)]
struct Writer {
    flags: Vec<u8>,
    marks: Vec<u8>,
    texts: Vec<u8>,
    generic: BTreeMap<u64, Vec<u32>>,
    hosts: BTreeMap<u64, Vec<u32>>,
}

impl Writer {
    fn push(&mut self, entry: &Entry) {
        let id = self.flags.len() as u32;
        self.flags.push(entry.flags);
        if (id as usize).is_multiple_of(STRIDE) {
            self.marks.extend((self.texts.len() as u32).to_le_bytes());
        }
        self.texts.extend(entry.text.as_bytes());
        self.texts.push(b'\n');
        for name in &entry.domains.include {
            self.hosts.entry(key::host(name)).or_default().push(id << 1);
        }
        for name in &entry.domains.exclude {
            self.hosts.entry(key::host(name)).or_default().push(id << 1 | 1);
        }
        if entry.domains.is_specific() {
            return;
        }
        if entry.flags & (EXCEPTION | PAGE) != 0 {
            self.hosts.entry(key::host(EVERYWHERE)).or_default().push(id << 1);
            return;
        }
        for &key in &entry.keys {
            self.generic.entry(key).or_default().push(id);
        }
        // Known to the table, so that the filter can be filled from it; no rule of its own.
        for &mark in &entry.marks {
            self.generic.entry(mark).or_default();
        }
    }

    fn finish(self) -> Vec<u8> {
        let generic = table(self.generic);
        let hosts = table(self.hosts);
        let mut out = Vec::new();
        let mut at = HEADER as u32;
        let mut header = vec![MAGIC, self.flags.len() as u32];
        for section in [&self.flags, &self.marks, &self.texts, &generic.1, &hosts.1] {
            header.push(at);
            at += section.len() as u32;
        }
        header.extend([at, generic.0, hosts.0]);
        header.iter().for_each(|n| out.extend(n.to_le_bytes()));
        for section in [&self.flags, &self.marks, &self.texts, &generic.1, &hosts.1] {
            out.extend(section);
        }
        out
    }
}

/// Bucket starts, then the entries; with the number of bits that choose the bucket.
fn table(map: BTreeMap<u64, Vec<u32>>) -> (u32, Vec<u8>) {
    let bits = (map.len() / 4).max(1).ilog2();
    let mut starts = Vec::new();
    let mut entries = Vec::new();
    let mut next = 0;
    for (key, mut ids) in map {
        let (bucket, rest) = address(key, bits);
        while next <= bucket {
            starts.extend((entries.len() as u32).to_le_bytes());
            next += 1;
        }
        ids.sort_unstable();
        ids.dedup();
        let count = ids.len() as u32;
        let short = if count < 4 { count } else { 0 };
        entries.extend(&(rest << 2 | short).to_le_bytes()[..3]);
        if short == 0 {
            varint(&mut entries, count);
        }
        let mut last = 0;
        for id in ids {
            varint(&mut entries, id - last);
            last = id;
        }
    }
    while next <= 1 << bits {
        starts.extend((entries.len() as u32).to_le_bytes());
        next += 1;
    }
    starts.extend(entries);
    (bits, starts)
}

fn varint(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}
