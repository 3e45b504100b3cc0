//! Lines that a site adds to its articles: "Read more", "Photo:", "Sign up", in many languages.
//!
//! Such words are evidence only: an article may begin with "More on" or end with "Contact". Words
//! of other languages than the page's are not looked up, since one's byline is another's article.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// The kinds of lines in `words/lines/*.txt`, a bit each.
pub const KINDS: [&str; 12] = [
    "related",
    "more",
    "newsletter",
    "share",
    "comment",
    "ad",
    "credit",
    "byline",
    "bio",
    "legal",
    "tags",
    "consent",
];

/// The bit of a kind.
pub fn kind(name: &str) -> u16 {
    KINDS.iter().position(|k| *k == name).map_or(0, |i| 1 << i)
}

/// Which kinds a text matches, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hits {
    /// The text is such a line.
    pub whole: u16,
    /// It begins like one.
    pub start: u16,
    /// It has such words within.
    pub inside: u16,
}

/// Codes of the page's language (two letters) and the file that speaks it.
const FILES: [(&str, &str); 23] = [
    ("en", include_str!("words/lines/en.txt")),
    ("de", include_str!("words/lines/de.txt")),
    ("fr", include_str!("words/lines/fr.txt")),
    ("es ca gl eu", include_str!("words/lines/es.txt")),
    ("it", include_str!("words/lines/it.txt")),
    ("pt", include_str!("words/lines/pt.txt")),
    ("nl fy", include_str!("words/lines/nl.txt")),
    ("sv", include_str!("words/lines/sv.txt")),
    ("da no nb nn is", include_str!("words/lines/da-no.txt")),
    ("fi et", include_str!("words/lines/fi.txt")),
    ("pl", include_str!("words/lines/pl.txt")),
    ("cs sk", include_str!("words/lines/cs-sk.txt")),
    ("tr az", include_str!("words/lines/tr.txt")),
    ("ru uk be kk", include_str!("words/lines/ru-uk.txt")),
    ("ja", include_str!("words/lines/ja.txt")),
    ("zh", include_str!("words/lines/zh.txt")),
    ("ko", include_str!("words/lines/ko.txt")),
    ("ar", include_str!("words/lines/ar.txt")),
    ("fa ur", include_str!("words/lines/fa.txt")),
    ("he iw", include_str!("words/lines/he.txt")),
    ("hi mr ne", include_str!("words/lines/hi.txt")),
    ("th vi id ms", include_str!("words/lines/th-vi-id.txt")),
    ("el ro hu hr sr bs sl bg mk", include_str!("words/lines/el-ro-hu-hr-bg.txt")),
];

/// Phrases by their first three bytes.
type Table = HashMap<u32, Vec<(&'static str, u16, u32)>, BuildHasherDefault<Quick>>;

/// The keys are few and fixed, and a page can only ask for them: no need of a strong hash.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u32(u32::from(*b)));
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = (self.0 ^ u64::from(key)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (file, (_, text)) in FILES.iter().enumerate() {
        for line in text.lines() {
            let Some((kind, phrases)) = line.split_once(": ") else { continue };
            let Some(kind) = KINDS.iter().position(|k| *k == kind) else { continue };
            for phrase in phrases.split(" | ") {
                table.entry(key(phrase)).or_default().push((phrase, 1 << kind, 1 << file));
            }
        }
    }
    table
});

/// Which files have a phrase that may begin so: a small table that answers "none" for most words
/// before the large one is asked.
static BEGINNINGS: LazyLock<[u32; 4096]> = LazyLock::new(|| {
    let mut out = [0; 4096];
    for (key, phrases) in TABLE.iter() {
        for (_, _, file) in phrases {
            out[slot(*key)] |= file;
        }
    }
    out
});

fn slot(key: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> 20) as usize
}

fn key(text: &str) -> u32 {
    text.bytes().take(3).fold(0, |key, byte| key << 8 | u32::from(byte))
}

/// The files to look in, for a page that says it is in `language`.
pub fn languages(language: &str) -> u32 {
    let code = language.get(..2).unwrap_or_default().to_ascii_lowercase();
    let own = FILES.iter().position(|(codes, _)| !code.is_empty() && codes.split(' ').any(|c| c == code));
    // A page in an unknown language may use any; English words are used on pages of all.
    own.map_or(u32::MAX, |file| 1 | 1 << file)
}

/// Scripts that write without spaces: a phrase may be followed by anything.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn is_edge(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '©' | '(')
}

/// Looks a text up. `scratch` is a buffer that may be used again.
pub fn look_up(text: &str, languages: u32, scratch: &mut String) -> Hits {
    let mut hits = Hits::default();
    scratch.clear();
    let cut = text.char_indices().nth(240).map_or(text.len(), |(i, _)| i);
    scratch.extend(text[..cut].chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
    let line = scratch.trim_matches(is_edge);
    // "12 comments", "3. Related": the number is no part of the phrase.
    let line = match line.trim_start_matches(|c: char| c.is_ascii_digit() || is_edge(c)) {
        "" => line,
        rest => rest,
    };
    let whole_seen = cut == text.len();
    let beginnings = &*BEGINNINGS;
    let mut before = ' ';
    let mut first = true;
    for (at, c) in line.char_indices() {
        let begins = c.is_alphanumeric() && (!before.is_alphanumeric() || unspaced(c)) || at == 0;
        before = c;
        if !begins {
            continue;
        }
        let rest = &line[at..];
        let mut keys = [key(rest), 0];
        // A phrase shorter than three bytes has its own key.
        let short = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if short < 3 {
            keys[1] = key(&rest[..short]);
        }
        for key in keys.into_iter().filter(|k| *k != 0 && beginnings[slot(*k)] & languages != 0) {
            for (phrase, kind, file) in TABLE.get(&key).into_iter().flatten() {
                if file & languages == 0 || !rest.starts_with(phrase) {
                    continue;
                }
                let after = rest[phrase.len()..].chars().next();
                let last = phrase.chars().next_back().unwrap_or(' ');
                if !after.is_none_or(|a| !a.is_alphanumeric() || unspaced(last) || !last.is_alphanumeric()) {
                    continue;
                }
                if first && at == 0 {
                    hits.start |= kind;
                    if whole_seen && after.is_none() {
                        hits.whole |= kind;
                    }
                } else if phrase.len() >= 9 || phrase.ends_with(':') && phrase.len() > 4 {
                    hits.inside |= kind;
                }
            }
        }
        first = false;
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(text: &str, language: &str) -> Hits {
        look_up(text, languages(language), &mut String::new())
    }

    fn kinds(bits: u16) -> Vec<&'static str> {
        KINDS.iter().enumerate().filter(|(i, _)| bits & 1 << i != 0).map(|(_, k)| *k).collect()
    }

    #[test]
    fn a_line_is_known_whole_at_its_start_and_within() {
        assert_eq!(kinds(hits("Read also:", "en").whole), ["related"]);
        assert_eq!(kinds(hits("Lesen Sie auch: Der Fluss steigt", "de").start), ["related"]);
        assert_eq!(kinds(hits("That was all. Follow us on every network", "en").inside), ["share"]);
        assert_eq!(kinds(hits("Bitte jetzt kostenlos registrieren", "de").inside), ["newsletter"]);
    }

    #[test]
    fn a_phrase_ends_where_the_word_ends_except_in_scripts_without_spaces() {
        assert_eq!(hits("Tagsüber schien die Sonne", "de").start, 0);
        assert_eq!(kinds(hits("関連記事はこちら", "ja").start), ["related"]);
    }

    #[test]
    fn words_of_other_languages_say_nothing() {
        assert_eq!(kinds(hits("Di nuovo", "it").start), ["byline"]);
        assert_eq!(hits("Di nuovo", "en").start, 0);
        assert_ne!(hits("Lue myös", "").whole, 0);
    }
}
