//! File names for downloads: `grove-2025-vallance-targets-mutually-beneficial.bib`.
//!
//! The name comes from a hostile page and goes to the reader's disk. It holds letters, digits and
//! single hyphens only, so no path, no leading dot, no quote, no reserved mark of any system.
//! Letters of all scripts stay: every system of today takes them.

use crate::article::Article;

use super::{Context, Format, record::Record};

/// Bytes before the extension; 255 is the limit of most file systems, 143 of an encrypted one.
const LONGEST: usize = 120;
/// Words of the title.
const WORDS: usize = 6;

/// [Names that Windows keeps for devices](https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file),
/// whatever the extension.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt", "conin", "conout", "clock"];

/// A name for the file, with its extension.
pub fn file_name(article: &Article, format: &Format) -> String {
    format!("{}.{}", stem(&Record::of(article, &Context::default())), format.extension)
}

fn stem(record: &Record) -> String {
    let who = record.authors.first().map(|name| name.family()).or_else(|| record.container.clone());
    let year = record.issued.map(|date| date.year.to_string());
    let mut words = who.map(|who| words(&who, 3)).unwrap_or_default();
    words.extend(year);
    words.extend(self::words(record.title.as_deref().unwrap_or_default(), WORDS));
    let mut stem = String::new();
    for word in words {
        let room = LONGEST.saturating_sub(stem.len() + 1);
        if !stem.is_empty() && room > 0 {
            stem.push('-');
        }
        stem.push_str(&word[..word.floor_char_boundary(room)]);
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() || RESERVED.contains(&stem.trim_end_matches(|c: char| c.is_numeric())) {
        return ["article", stem].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    }
    stem.to_owned()
}

/// The first words, small. An apostrophe is no border between words.
fn words(text: &str, most: usize) -> Vec<String> {
    let head: String = text.chars().take(400).filter(|c| !matches!(c, '\'' | '’' | 'ʼ')).collect();
    head.split(|c: char| !c.is_alphanumeric() && !mark(c))
        .map(str::to_lowercase)
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(most)
        .collect()
}

/// Combining marks that `is_alphanumeric` does not count: accents, Hebrew and Arabic points, the
/// vowel killers of Indic scripts, Thai tone marks.
fn mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{e31}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}')
        || (matches!(c, '\u{900}'..='\u{dff}') && matches!(c as u32 & 0x7f, 0x3c | 0x4d))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::{Author, Date},
        export::FORMATS,
    };

    fn name(author: &str, year: Option<i16>, title: &str) -> String {
        let article = Article {
            title: Some(title.into()),
            authors: vec![Author { name: author.into(), ..Author::default() }],
            published: year.map(|year| Date { year, month: None, day: None, time: None }),
            ..Article::default()
        };
        file_name(&article, &Format { extension: "bib", ..FORMATS[0] })
    }

    #[test]
    fn author_year_and_title() {
        assert_eq!(
            name("Jack Grove", Some(2025), "Vallance targets ‘mutually beneficial’ research with China trip"),
            "grove-2025-vallance-targets-mutually-beneficial-research-with.bib"
        );
        assert_eq!(name("王小明", Some(2025), "新闻 标题"), "王小明-2025-新闻-标题.bib");
        assert_eq!(name("", None, "Don’t किताब पढ़ो"), "dont-किताब-पढ़ो.bib");
    }

    #[test]
    fn no_name_is_dangerous() {
        assert_eq!(name("", None, "../../etc/passwd"), "etc-passwd.bib");
        assert_eq!(name("", None, "CON"), "article-con.bib");
        assert_eq!(name("", None, "com1"), "article-com1.bib");
        assert_eq!(name("", None, "…"), "article.bib");
        assert_eq!(name("", None, ".hidden\0\u{202e}gnp.exe. "), "hiddengnp-exe.bib");
        let long = name("", None, &"新".repeat(1_000_000));
        assert!(long.len() <= LONGEST + 4 && long.ends_with("新.bib"), "{long}");
    }
}
