//! What texts say, in the languages of `words/`: labels, gates, sign-ups, banners.
//!
//! A false hit deletes text of the article. So labels must be an element's *whole* text, and a
//! phrase alone decides nothing: it is counted, and weighed with the element's other signs.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// The data, one file a language; each names its source of knowledge.
const FILES: &[&str] = &[
    include_str!("words/ar.txt"),
    include_str!("words/cs.txt"),
    include_str!("words/da.txt"),
    include_str!("words/de.txt"),
    include_str!("words/el.txt"),
    include_str!("words/en.txt"),
    include_str!("words/es.txt"),
    include_str!("words/fi.txt"),
    include_str!("words/fr.txt"),
    include_str!("words/he.txt"),
    include_str!("words/hi.txt"),
    include_str!("words/hu.txt"),
    include_str!("words/it.txt"),
    include_str!("words/ja.txt"),
    include_str!("words/ko.txt"),
    include_str!("words/nb.txt"),
    include_str!("words/nl.txt"),
    include_str!("words/pl.txt"),
    include_str!("words/pt.txt"),
    include_str!("words/ro.txt"),
    include_str!("words/ru.txt"),
    include_str!("words/sv.txt"),
    include_str!("words/tr.txt"),
    include_str!("words/uk.txt"),
    include_str!("words/zh.txt"),
];

/// A section of the word files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Says {
    Label,
    Continues,
    Sponsored,
    Feed,
    Action,
    Keep,
    Wall,
    Newsletter,
    Consent,
    App,
    Adblock,
    Push,
    Survey,
}

impl Says {
    fn from_section(name: &str) -> Option<Self> {
        Some(match name {
            "label" => Self::Label,
            "continues" => Self::Continues,
            "sponsored" => Self::Sponsored,
            "feed" => Self::Feed,
            "action" => Self::Action,
            "keep" => Self::Keep,
            "wall" => Self::Wall,
            "newsletter" => Self::Newsletter,
            "consent" => Self::Consent,
            "app" => Self::App,
            "adblock" => Self::Adblock,
            "push" => Self::Push,
            "survey" => Self::Survey,
            _ => return None,
        })
    }

    /// Must a line be the whole text of an element, or may it stand within?
    fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Label | Self::Continues | Self::Sponsored | Self::Feed | Self::Action | Self::Keep
        )
    }
}

/// All word files, ready to ask.
pub(crate) struct Lexicon {
    whole: HashMap<String, Vec<Says>>,
    /// Whole texts that may go on: `presented by*`.
    begins: Vec<(String, Says)>,
    within: AhoCorasick,
    phrases: Vec<Phrase>,
}

struct Phrase {
    says: Says,
    text: String,
    /// What must follow within [`REACH`] bytes, for `A … B`.
    then: Option<String>,
}

const REACH: usize = 120;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(FILES));

impl Lexicon {
    pub fn get() -> &'static Self {
        &LEXICON
    }

    fn parse(files: &[&str]) -> Self {
        let mut whole: HashMap<String, Vec<Says>> = HashMap::new();
        let (mut begins, mut phrases) = (vec![], vec![]);
        for file in files {
            let mut section = None;
            for line in file.lines().map(str::trim) {
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    section = Says::from_section(name);
                    continue;
                }
                let Some(says) = section else { continue };
                let line = line.to_lowercase();
                if says.is_whole() {
                    match line.strip_suffix('*') {
                        Some(stem) => begins.push((stem.trim().to_owned(), says)),
                        None => {
                            let key = trim(&line).to_owned();
                            let entry = whole.entry(key).or_default();
                            if !entry.contains(&says) {
                                entry.push(says);
                            }
                        }
                    }
                } else {
                    let (text, then) = match line.split_once(" … ") {
                        Some((a, b)) => (a.to_owned(), Some(b.to_owned())),
                        None => (line, None),
                    };
                    phrases.push(Phrase { says, text, then });
                }
            }
        }
        let within = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(phrases.iter().map(|p| &p.text))
            .expect("the word files make a small automaton");
        Self { whole, begins, within, phrases }
    }

    /// What a whole text says; `text` as [`fold`] leaves it.
    pub fn whole(&self, text: &str) -> impl Iterator<Item = Says> {
        let text = trim(text);
        let exact = self.whole.get(text).into_iter().flatten().copied();
        let begins = self
            .begins
            .iter()
            .filter(move |(stem, _)| text.len() <= stem.len() + 60 && text.starts_with(stem.as_str()));
        exact.chain(begins.map(|&(_, says)| says))
    }

    /// Phrases within a text, each kind told once; `text` as [`fold`] leaves it.
    pub fn within(&self, text: &str, mut tell: impl FnMut(Says)) {
        for hit in self.within.find_overlapping_iter(text) {
            let phrase = &self.phrases[hit.pattern().as_usize()];
            if !at_borders(text, hit.start(), hit.end()) {
                continue;
            }
            let follows = phrase.then.as_deref().is_none_or(|then| {
                let rest = &text[hit.end()..];
                rest.find(then).is_some_and(|at| at <= REACH)
            });
            if follows {
                tell(phrase.says);
            }
        }
    }
}

/// Appends text in the form that the word files are written in: lower case, white space folded.
pub(crate) fn fold(text: &str, into: &mut String) {
    let mut gap = into.is_empty() || into.ends_with(' ');
    for c in text.chars() {
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
            if !gap && c.is_whitespace() {
                into.push(' ');
                gap = true;
            }
        } else {
            gap = false;
            if c.is_ascii() {
                into.push(c.to_ascii_lowercase());
            } else {
                into.extend(c.to_lowercase());
            }
        }
    }
}

/// Without the punctuation and rules that publishers set around labels.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

fn at_borders(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    let inside = text[start..end].chars();
    let first = inside.clone().next().is_some_and(joins);
    let last = inside.last().is_some_and(joins);
    !(first && text[..start].chars().next_back().is_some_and(joins))
        && !(last && text[end..].chars().next().is_some_and(joins))
}

/// Scripts that write without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0E7F | 0x2E80..=0x9FFF | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}
