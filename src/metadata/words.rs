//! Words by which papers label bylines, dates, photographs and comments, language by language.
//!
//! The words are data, in `words/<lang>.txt`. Short ones mean other things in other languages
//! ("de" signs a Spanish story and is half of a French name), so those that cut a name apart are
//! only asked for the page's own language and for English.

use std::sync::LazyLock;

/// One language's words, lower case.
#[derive(Debug, Default)]
pub struct Words {
    /// BCP 47 primary subtag.
    pub language: &'static str,
    /// Twelve months, each in all its forms; empty where months are numbers.
    pub months: Vec<Vec<String>>,
    /// Before a name.
    pub by: Vec<&'static str>,
    /// Between two names.
    pub and: Vec<&'static str>,
    /// Stands for a name and names nobody.
    pub staff: Vec<&'static str>,
    /// A job title, or the word that begins or ends one.
    pub job: Vec<&'static str>,
    pub translator: Vec<&'static str>,
    pub published: Vec<&'static str>,
    pub updated: Vec<&'static str>,
    /// Before a photographer or an agency.
    pub photo: Vec<&'static str>,
    pub comments: Vec<&'static str>,
    /// A line at which a shortened text ends.
    pub cut: Vec<&'static str>,
    pub am: Vec<&'static str>,
    pub pm: Vec<&'static str>,
}

macro_rules! languages {
    ($($code:literal),* $(,)?) => {
        const FILES: &[(&str, &str)] = &[$(($code, include_str!(concat!("words/", $code, ".txt")))),*];
    };
}

languages!(
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "hu", "ro", "tr",
    "ru", "uk", "bg", "el", "ar", "fa", "he", "hi", "id", "vi", "ja", "zh", "ko", "th", "sw",
);

static ALL: LazyLock<Vec<Words>> =
    LazyLock::new(|| FILES.iter().map(|(code, text)| parse(code, text)).collect());

/// Every language's words.
pub fn all() -> &'static [Words] {
    &ALL
}

/// The words of the page's language and English; all of them where the language is not known.
pub fn of(language: Option<&str>) -> impl Iterator<Item = &'static Words> + Clone {
    let primary = language.map(primary_subtag);
    let known = primary.as_deref().is_some_and(|p| ALL.iter().any(|w| w.language == p));
    ALL.iter().filter(move |w| !known || w.language == "en" || primary.as_deref() == Some(w.language))
}

/// `pt-BR` → `pt`; the two written Norwegians and Malay go with their neighbours.
fn primary_subtag(language: &str) -> String {
    let primary = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match primary.as_str() {
        "nb" | "nn" => "no".to_owned(),
        "ms" | "in" => "id".to_owned(),
        "iw" => "he".to_owned(),
        _ => primary,
    }
}

fn parse(language: &'static str, text: &'static str) -> Words {
    let mut words = Words { language, ..Words::default() };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((key, value)) = line.split_once(':') else { continue };
        if key == "months" {
            words.months = value
                .split('|')
                .map(|forms| forms.split_whitespace().map(|form| form.replace('_', " ")).collect())
                .collect();
            continue;
        }
        let list = value.split(", ").map(str::trim).filter(|word| !word.is_empty()).collect();
        match key {
            "by" => words.by = list,
            "and" => words.and = list,
            "staff" => words.staff = list,
            "job" => words.job = list,
            "translator" => words.translator = list,
            "published" => words.published = list,
            "updated" => words.updated = list,
            "photo" => words.photo = list,
            "comments" => words.comments = list,
            "cut" => words.cut = list,
            "am" => words.am = list,
            "pm" => words.pm = list,
            _ => unreachable!("the data test names every key"),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_lower_case_and_has_known_keys() {
        for (code, text) in FILES {
            assert!(text.starts_with("# "), "{code}: the first line names the language and the source");
            for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
                assert_eq!(line, line.to_lowercase(), "{code}");
            }
            let words = parse(code, text);
            assert!(words.months.is_empty() || words.months.len() == 12, "{code} has twelve months or none");
            assert!(!words.by.is_empty() && !words.photo.is_empty() && !words.published.is_empty(), "{code}");
        }
    }

    #[test]
    fn a_language_is_read_with_its_region() {
        let codes: Vec<_> = of(Some("pt-BR")).map(|w| w.language).collect();
        assert_eq!(codes, ["en", "pt"]);
        assert_eq!(of(None).count(), all().len());
        assert_eq!(of(Some("xx")).count(), all().len());
    }
}
