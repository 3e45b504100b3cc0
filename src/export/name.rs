//! A name as reference lists need it: which part sorts, which part is shortened to initials.
//!
//! Pages write names in running order. Where a name cannot be parted safely (an organisation, one
//! word, a Chinese name without a space) it stays whole: a whole name is right in every list, a
//! wrongly parted one in none.

use crate::article::{Author, AuthorKind};

use super::field;

/// Parts as in [CSL-JSON](https://docs.citationstyles.org/en/stable/specification.html#name-variable).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// Not to be parted: organisations, single names.
    Whole(String),
    Person {
        given: String,
        /// `van der`, `de la`: belongs to the family name, written before it, small.
        particle: String,
        family: String,
        /// `Jr.`, `III`.
        suffix: String,
    },
}

/// Belong to the name that follows them. In capitals too (`Robert De Niro`).
const PARTICLES: &[&str] = &[
    "van", "von", "vom", "der", "den", "de", "des", "del", "della", "dell", "di", "da", "das", "do", "dos",
    "du", "la", "las", "le", "los", "lo", "ten", "ter", "te", "het", "zu", "zum", "zur", "af", "av", "al",
    "el", "bin", "ibn", "bint", "abu", "st.", "saint", "عبد", "أبو", "ابو", "بن", "ابن", "آل", "בן", "אבן",
];

/// Join two family names: `Ortega y Gasset`, `Costa e Silva`.
const JOINS: &[&str] = &["y", "e", "i"];

const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];

/// Titles and degrees are no part of a name in a list of references.
const TITLES: &[&str] = &["dr", "dr.", "prof", "prof.", "professor", "med.", "h.c.", "rer.", "nat.", "phil."];

impl Name {
    /// Parts an author's name. `language` is the article's: it tells the order of Hungarian names.
    pub fn of(author: &Author, language: Option<&str>) -> Option<Name> {
        let name = field::some(Some(&author.name))?;
        Some(match author.kind {
            AuthorKind::Organization => Name::Whole(name),
            AuthorKind::Person => part(&name, language),
        })
    }

    /// What the list is sorted by, with its particle.
    pub fn family(&self) -> String {
        match self {
            Name::Whole(name) => name.clone(),
            Name::Person { particle, family, .. } => join(&[particle, family]),
        }
    }

    /// In running order.
    pub fn running(&self) -> String {
        match self {
            Name::Whole(name) => name.clone(),
            Name::Person { given, particle, family, suffix } => join(&[given, particle, family, suffix]),
        }
    }
}

fn part(name: &str, language: Option<&str>) -> Name {
    let whole = || Name::Whole(name.to_owned());
    // More words than any name has: a sentence, or an attack. Not worth a look.
    if name.len() > 200 {
        return whole();
    }
    let (name, mut suffix) = match name.split_once(", ") {
        Some((name, end)) if is(SUFFIXES, end) => (name, end.to_owned()),
        Some((family, given))
            if one_family(family) && given.split(' ').count() <= 2 && !given.contains(',') =>
        {
            return person(given, family, "");
        }
        Some(_) => return whole(),
        None => (name, String::new()),
    };
    let mut words: Vec<&str> = name.split(' ').collect();
    while words.len() > 2 && is(TITLES, words[0]) {
        words.remove(0);
    }
    if suffix.is_empty() && words.len() > 2 && is(SUFFIXES, words[words.len() - 1]) {
        suffix = words.pop().unwrap_or_default().to_owned();
    }
    if words.len() < 2 {
        return whole();
    }
    if name.chars().any(cjk) {
        return match words[..] {
            [family, given] if !name.contains('・') => person(given, family, &suffix),
            _ => whole(),
        };
    }
    if language
        .is_some_and(|tag| tag == "hu" || tag.starts_with("hu-") || tag == "vi" || tag.starts_with("vi-"))
    {
        return person(&words[1..].join(" "), words[0], &suffix);
    }
    let mut start = words.len() - 1;
    while start > 1 && is(PARTICLES, words[start - 1]) {
        start -= 1;
    }
    if start > 2 && JOINS.contains(&words[start - 1]) {
        start -= 2;
    }
    person(&words[..start].join(" "), &words[start..].join(" "), &suffix)
}

/// Parts small particles from the family name.
fn person(given: &str, family: &str, suffix: &str) -> Name {
    let mut rest = family;
    while let Some((word, after)) = rest.split_once(' ') {
        if !PARTICLES.contains(&word) || !word.is_ascii() {
            break;
        }
        rest = after;
    }
    Name::Person {
        given: given.to_owned(),
        particle: family[..family.len() - rest.len()].trim_end().to_owned(),
        family: rest.to_owned(),
        suffix: suffix.to_owned(),
    }
}

/// `Grove` or `van der Berg`, the part before the comma.
fn one_family(text: &str) -> bool {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.pop();
    words.iter().all(|word| is(PARTICLES, word))
}

fn is(list: &[&str], word: &str) -> bool {
    list.contains(&word.to_lowercase().as_str())
}

/// Han, Kana and Hangul: the family name comes first.
pub fn cjk(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The parts that are there, with spaces between.
fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str, language: &str) -> String {
        match part(name, Some(language)) {
            Name::Whole(name) => name,
            Name::Person { given, particle, family, suffix } => {
                format!("{given}|{particle}|{family}|{suffix}")
            }
        }
    }

    #[test]
    fn names_are_parted_as_their_bearers_do() {
        for (name, expected) in [
            ("Jack Grove", "Jack||Grove|"),
            ("Mary Ann Evans", "Mary Ann||Evans|"),
            ("Ursula von der Leyen", "Ursula|von der|Leyen|"),
            ("Robert De Niro", "Robert||De Niro|"),
            ("Al Gore", "Al||Gore|"),
            ("María del Carmen López", "María del Carmen||López|"),
            ("José Ortega y Gasset", "José||Ortega y Gasset|"),
            ("Martin Luther King Jr.", "Martin Luther||King|Jr."),
            ("Martin Luther King, Jr.", "Martin Luther||King|Jr."),
            ("Prof. Dr. Jane Doe", "Jane||Doe|"),
            ("bell hooks", "bell||hooks|"),
            ("Grove, Jack", "Jack||Grove|"),
            ("van der Berg, Anna", "Anna|van der|Berg|"),
            ("Jack Grove, Science Editor", "Jack Grove, Science Editor"),
            ("Banksy", "Banksy"),
            ("محمد عبد الله", "محمد||عبد الله|"),
        ] {
            assert_eq!(parts(name, "en"), expected);
        }
    }

    #[test]
    fn east_asian_and_hungarian_families_come_first() {
        assert_eq!(parts("山田 太郎", "ja"), "太郎||山田|");
        assert_eq!(parts("王小明", "zh"), "王小明");
        assert_eq!(parts("ジョン・スミス", "ja"), "ジョン・スミス");
        assert_eq!(parts("김 민수", "ko"), "민수||김|");
        assert_eq!(parts("Orbán Viktor", "hu"), "Viktor||Orbán|");
    }
}
