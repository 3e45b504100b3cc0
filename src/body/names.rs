//! What the id and classes of an element say of its content.
//!
//! Names are hints, never proof: "paywall" may be the box round the whole article. So they only
//! become bits here, and the choice weighs them with everything else.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::sync::LazyLock;

use crate::element::Element;

/// The groups of `words/names.txt`, a bit each, in the file's order.
pub const GROUPS: [&str; 26] = [
    "article", "body", "lead", "title", "meta", "bio", "caption", "related", "comment", "share", "nav", "ad",
    "wall", "tags", "widget", "modal", "hidden", "quote", "legal", "tools", "post", "list", "side", "footer",
    "live", "fact",
];

pub const HIDDEN: u32 = 1 << 16;

type Table = HashMap<&'static str, u32, BuildHasherDefault<DefaultHasher>>;

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for line in include_str!("words/names.txt").lines() {
        let Some((group, words)) = line.split_once(':') else { continue };
        let bit = GROUPS.iter().position(|g| *g == group).map_or(0, |i| 1 << i);
        for word in words.split_ascii_whitespace() {
            *table.entry(word).or_default() |= bit;
        }
    }
    table
});

/// The groups that the element's names belong to, and a number that boxes of one kind share.
pub fn of(element: &Element) -> (u32, u32) {
    let mut bits = 0;
    let mut kind = Hash::new(element.name());
    for name in ["class", "id", "itemprop", "role", "data-testid", "data-component", "data-type"] {
        let Some(value) = element.attr(name) else { continue };
        if name == "class" {
            kind.add(value);
        }
        bits |= words(value);
    }
    let hidden = element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("style").is_some_and(|s| s.contains("display:none") || s.contains("display: none"));
    if hidden {
        bits |= HIDDEN;
    }
    (bits, kind.0)
}

/// Cuts "articleBody", "post-content" and "entry_meta2" into words and looks each up.
fn words(names: &str) -> u32 {
    let mut bits = 0;
    let mut word = [0u8; 24];
    let mut len = 0;
    let mut lower_before = false;
    let look_up =
        |word: &[u8]| std::str::from_utf8(word).ok().and_then(|w| WORDS.get(w)).copied().unwrap_or(0);
    for &byte in names.as_bytes().iter().take(400) {
        let letter = byte.is_ascii_alphabetic();
        if (!letter || (byte.is_ascii_uppercase() && lower_before)) && len > 0 {
            bits |= look_up(&word[..len]);
            len = 0;
        }
        if letter && len < word.len() {
            word[len] = byte.to_ascii_lowercase();
            len += 1;
        }
        lower_before = byte.is_ascii_lowercase();
    }
    bits | look_up(&word[..len])
}

/// FNV-1a: short names, no secrets.
struct Hash(u32);

impl Hash {
    fn new(text: &str) -> Self {
        let mut hash = Hash(0x811c_9dc5);
        hash.add(text);
        hash
    }

    fn add(&mut self, text: &str) {
        for byte in text.bytes().filter(|b| !b.is_ascii_digit()) {
            self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
}
