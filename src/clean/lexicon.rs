//! What texts say, in the languages of `words/`: labels, gates, sign-ups, banners.
//!
//! A false hit deletes text of the article. So labels must be an element's *whole* text, and a
//! phrase alone decides nothing: it is counted, and weighed with the element's other signs.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};

/// The data, one file a language; each names its source of knowledge.
const FILES: &[(&str, &str)] = &[
    ("ar", include_str!("words/ar.txt")),
    ("cs", include_str!("words/cs.txt")),
    ("da", include_str!("words/da.txt")),
    ("de", include_str!("words/de.txt")),
    ("el", include_str!("words/el.txt")),
    ("en", include_str!("words/en.txt")),
    ("es", include_str!("words/es.txt")),
    ("fi", include_str!("words/fi.txt")),
    ("fr", include_str!("words/fr.txt")),
    ("he", include_str!("words/he.txt")),
    ("hi", include_str!("words/hi.txt")),
    ("hu", include_str!("words/hu.txt")),
    ("it", include_str!("words/it.txt")),
    ("ja", include_str!("words/ja.txt")),
    ("ko", include_str!("words/ko.txt")),
    ("nb", include_str!("words/nb.txt")),
    ("nl", include_str!("words/nl.txt")),
    ("pl", include_str!("words/pl.txt")),
    ("pt", include_str!("words/pt.txt")),
    ("ro", include_str!("words/ro.txt")),
    ("ru", include_str!("words/ru.txt")),
    ("sv", include_str!("words/sv.txt")),
    ("tr", include_str!("words/tr.txt")),
    ("uk", include_str!("words/uk.txt")),
    ("zh", include_str!("words/zh.txt")),
];

/// Read on nearly every page, whatever its language.
const COMMON: &str = "en";

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

/// What texts say on a page in one language, and in English, which labels speak everywhere.
/// Made once for each language that is met: all of them at once would cost a cold start.
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

static MADE: LazyLock<Mutex<HashMap<&'static str, &'static Lexicon>>> = LazyLock::new(Mutex::default);

impl Lexicon {
    /// The lexicon for a page in `language` (BCP 47, or empty).
    pub fn of(language: &str) -> &'static Self {
        let language = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        // Norwegian is written as "no" too.
        let language = if matches!(language.as_str(), "no" | "nn") { "nb" } else { &language };
        let key = FILES.iter().map(|&(name, _)| name).find(|name| *name == language).unwrap_or(COMMON);
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry(key).or_insert_with(|| {
            let wanted = FILES.iter().filter(|(name, _)| *name == key || *name == COMMON);
            // There are as many as languages, and each serves until the program ends.
            Box::leak(Box::new(Self::parse(&wanted.map(|&(_, text)| text).collect::<Vec<_>>())))
        })
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
        // `Sponsored · Name of a firm`: the label and who paid for it.
        let head = text.split_once(['·', '•', '|']).map(|(head, rest)| (trim(head), rest));
        let paid = head.filter(|(_, rest)| rest.len() <= 60).and_then(|(head, _)| self.whole.get(head));
        let paid =
            paid.into_iter().flatten().copied().filter(|&says| matches!(says, Says::Sponsored | Says::Label));
        exact.chain(paid).chain(begins.map(|&(_, says)| says))
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

/// Appends text in the form that the word files are written in: lower case, white space folded,
/// straight apostrophes.
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
            } else if matches!(c, '\u{2018}' | '\u{2019}' | '\u{2bc}') {
                into.push('\'');
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
    let joined_before = first && text[..start].chars().next_back().is_some_and(joins);
    let joined_after = last && text[end..].chars().next().is_some_and(joins);
    !joined_before && !joined_after
}

/// Scripts that write without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0E7F | 0x2E80..=0x9FFF | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(language: &str, text: &str) -> Vec<Says> {
        let mut folded = String::new();
        fold(text, &mut folded);
        Lexicon::of(language).whole(&folded).collect()
    }

    fn within(language: &str, text: &str) -> Vec<Says> {
        let (mut folded, mut said) = (String::new(), vec![]);
        fold(text, &mut folded);
        Lexicon::of(language).within(&folded, |says| said.push(says));
        said
    }

    /// A line in brackets that is no section would silently end the section before it.
    #[test]
    fn every_file_names_its_source_and_holds_all_sections() {
        for (name, text) in FILES {
            assert!(text.starts_with("# ") && text.contains("source of knowledge:"), "{name}");
            let sections: Vec<&str> =
                text.lines().filter_map(|l| l.strip_prefix('[')?.strip_suffix(']')).collect();
            assert!(sections.iter().all(|s| Says::from_section(s).is_some()), "{name}: {sections:?}");
            assert_eq!(sections.len(), 13, "{name}: {sections:?}");
        }
    }

    /// One stray letter as a whole text would take the name of a network, or a close button.
    #[test]
    fn no_label_is_a_single_letter_and_all_lines_are_as_texts_are_folded() {
        for (name, text) in FILES {
            let mut section = None;
            for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
                if let Some(s) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    section = Says::from_section(s);
                    continue;
                }
                let mut folded = String::new();
                fold(line, &mut folded);
                assert_eq!(line, folded, "{name}");
                if matches!(section, Some(Says::Label | Says::Sponsored | Says::Feed)) {
                    assert!(trim(line).chars().count() > 1, "{name}: {line}");
                }
            }
        }
    }

    #[test]
    fn labels_are_whole_texts_in_the_pages_language() {
        assert!(whole("de-AT", " – Anzeige – ").contains(&Says::Label));
        assert!(whole("fr", "La suite après cette publicité").contains(&Says::Continues));
        assert!(whole("ja", "【広告】").contains(&Says::Label));
        assert!(whole("zh-TW", "廣告").contains(&Says::Label));
        assert!(whole("en", "The advertisement was banned").is_empty());
        assert!(whole("de", "In Zusammenarbeit mit der Polizei").is_empty());
    }

    #[test]
    fn walls_are_phrases_at_word_borders() {
        assert!(within("en", "Already a subscriber? Log in").contains(&Says::Wall));
        assert!(
            within("fr", "Pour lire l’intégralité : il vous reste 70 % de cet article à lire.")
                .contains(&Says::Wall)
        );
        assert!(within("ja", "この記事は有料会員限定です。").contains(&Says::Wall));
        assert!(within("en", "The paper gained subscribers and its newsletter grew.").is_empty());
        assert!(within("de", "Dieser Artikel ist Teil der Serie.").is_empty());
    }
}
