//! Citation keys: `grove2025vallance`, from author, year and the title's first word of weight.
//!
//! The same article gives the same key, whatever else was exported. Keys are ASCII letters and
//! digits, as BibTeX wants; what has no Latin form (a Chinese title) gives a short hash instead.

use super::{latin::ascii, record::Record};

/// Words that tell nothing at the head of a title.
const WEAK: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "is", "are", "was", "by", "with",
    "from", "why", "how", "what", "who", "when", "as", "it", "its", "der", "die", "das", "den", "dem", "ein",
    "eine", "und", "le", "la", "les", "un", "une", "des", "du", "de", "et", "el", "los", "las", "il", "lo",
    "gli", "i", "het", "een", "o", "os", "as", "um", "uma", "y", "e",
];

/// The key of a record.
pub fn key(record: &Record) -> String {
    let language = record.language.as_deref();
    let short = |text: &str| ascii(&head(text), language).chars().take(24).collect::<String>();
    let who = record
        .authors
        .first()
        .map(|name| short(&name.family()))
        .filter(|who| !who.is_empty())
        .or_else(|| record.container.as_deref().map(short).filter(|who| !who.is_empty()))
        .or_else(|| record.url.as_deref().map(host).filter(|who| !who.is_empty()))
        .unwrap_or_else(|| "article".to_owned());
    let year = record.issued.map_or_else(|| "nd".to_owned(), |date| date.year.to_string());
    let title = record.title.as_deref().unwrap_or_default();
    let what = match word(title, language) {
        Some(word) => word,
        None if title.is_empty() => hash(record.url.as_deref().unwrap_or_default()),
        None => hash(title),
    };
    format!("{who}{year}{what}")
}

/// The first word that is not weak, else the first.
fn word(title: &str, language: Option<&str>) -> Option<String> {
    let head = head(title);
    let words = || {
        let split = |c: char| !c.is_alphanumeric() && c != '\'' && c != '’';
        head.split(split).map(|word| ascii(word, language)).filter(|word| !word.is_empty())
    };
    let word = words().find(|word| !WEAK.contains(&word.as_str())).or_else(|| words().next())?;
    Some(word.chars().take(24).collect())
}

/// Enough of a text to name it; a title of a megabyte costs no more than its first words.
fn head(text: &str) -> String {
    text.chars().take(200).collect()
}

/// The host's longest label, without the last: `example` of `www.example.org`.
fn host(url: &str) -> String {
    let host = url.split('/').nth(2).unwrap_or_default().trim_start_matches("www.");
    let labels = host.rsplit_once('.').map_or(host, |(labels, _)| labels);
    let label = labels.split('.').max_by_key(|label| label.len()).unwrap_or_default();
    ascii(label, None).chars().take(24).collect()
}

/// FNV-1a in base 36: short and the same on every machine.
fn hash(text: &str) -> String {
    let mut hash =
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut out = String::from("x");
    for _ in 0..5 {
        out.extend(char::from_digit(hash % 36, 36));
        hash /= 36;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::{Article, Author, Date},
        export::Context,
    };

    fn key_of(author: &str, year: Option<i16>, title: &str, site: &str) -> String {
        let article = Article {
            title: Some(title.into()),
            authors: vec![Author { name: author.into(), ..Author::default() }],
            published: year.map(|year| Date { year, month: None, day: None, time: None }),
            site_name: Some(site.into()),
            url: url::Url::parse("https://www.example.org/a").ok(),
            ..Article::default()
        };
        key(&Record::of(&article, &Context::default()))
    }

    #[test]
    fn author_year_and_word() {
        assert_eq!(key_of("Jack Grove", Some(2025), "The Vallance plan", "Times"), "grove2025vallance");
        assert_eq!(key_of("Ursula von der Leyen", None, "„Über“ uns", "Times"), "vonderleyennduber");
        assert_eq!(key_of("", Some(2025), "Don’t", "The Daily, Example"), "thedailyexample2025dont");
        assert_eq!(key_of("", Some(2025), "The", ""), "example2025the");
    }

    #[test]
    fn scripts_without_latin_letters_give_a_steady_hash() {
        let first = key_of("王小明", Some(2025), "新闻标题", "新闻网");
        assert_eq!(first, key_of("王小明", Some(2025), "新闻标题", "新闻网"));
        assert_ne!(first, key_of("王小明", Some(2025), "另一个标题", "新闻网"));
        assert!(first.starts_with("example2025x") && first.is_ascii(), "{first}");
    }
}
