//! Names in lists: turned round, shortened to initials, joined.

use crate::export::name::{Name, cjk};

/// What stands for the name in every style: organisations, single names, and East Asian names,
/// whose family name comes first without a comma.
fn fixed(name: &Name) -> Option<String> {
    match name {
        Name::Whole(name) => Some(name.clone()),
        Name::Person { family, given, .. } if family.chars().any(cjk) => Some(format!("{family}{given}")),
        Name::Person { .. } => None,
    }
}

/// `Jack Grove`.
pub fn direct(name: &Name) -> String {
    match (fixed(name), name) {
        (None, Name::Person { given, suffix, .. }) => {
            let end = if suffix.is_empty() { String::new() } else { format!(" {suffix}") };
            format!("{} {}{end}", dotted(given), name.family())
        }
        (fixed, name) => fixed.unwrap_or_else(|| name.running()),
    }
}

/// A bare initial has its full stop: `J` is `J.`
fn dotted(given: &str) -> String {
    let bare = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let words = given.split(' ').map(|word| if bare(word) { format!("{word}.") } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

/// `Grove, Jack`; `King, Martin Luther, Jr.`
pub fn inverted(name: &Name) -> String {
    turned(name, ", ", dotted)
}

/// `Grove, J.`; `King, M. L., Jr.`
pub fn inverted_initials(name: &Name) -> String {
    turned(name, ", ", |given| initials(given, ". "))
}

/// `Grove, J.` with initials set close, `M.L.`, as Harvard has them.
pub fn inverted_close_initials(name: &Name) -> String {
    turned(name, ", ", |given| initials(given, "."))
}

/// `GROVE, Jack`.
pub fn inverted_capitals(name: &Name) -> String {
    match (fixed(name), name) {
        (None, Name::Person { given, particle, family, suffix }) => {
            let particle = if particle.is_empty() { String::new() } else { format!("{particle} ") };
            let suffix = if suffix.is_empty() { String::new() } else { format!(", {suffix}") };
            format!("{particle}{}, {}{suffix}", family.to_uppercase(), dotted(given))
        }
        (fixed, name) => fixed.unwrap_or_else(|| name.running()).to_uppercase(),
    }
}

/// `J. Grove`; `M. L. King Jr.`
pub fn direct_initials(name: &Name) -> String {
    match (fixed(name), name) {
        (None, Name::Person { given, suffix, .. }) => {
            let end = if suffix.is_empty() { String::new() } else { format!(" {suffix}") };
            format!("{} {}{end}", initials(given, ". "), name.family())
        }
        (fixed, name) => fixed.unwrap_or_else(|| name.running()),
    }
}

/// `Grove J`; `King ML Jr`.
pub fn bare_initials(name: &Name) -> String {
    match (fixed(name), name) {
        (None, Name::Person { given, suffix, .. }) => {
            let end =
                if suffix.is_empty() { String::new() } else { format!(" {}", suffix.trim_end_matches('.')) };
            format!("{} {}{end}", name.family(), initials(given, ""))
        }
        (fixed, name) => fixed.unwrap_or_else(|| name.running()),
    }
}

fn turned(name: &Name, comma: &str, given_as: impl Fn(&str) -> String) -> String {
    match (fixed(name), name) {
        (None, Name::Person { given, suffix, .. }) => {
            let given = given_as(given);
            let mut parts = vec![name.family()];
            parts.extend([given, suffix.clone()].into_iter().filter(|part| !part.is_empty()));
            parts.join(comma)
        }
        (fixed, name) => fixed.unwrap_or_else(|| name.running()),
    }
}

/// Initials, `mark` after each (`". "`, `"."` or nothing). Small particles stay words; a script
/// without capitals has no initials and stays whole.
fn initials(given: &str, mark: &str) -> String {
    let dotted = mark.starts_with('.');
    let mut parts: Vec<String> = Vec::new();
    for word in given.split([' ', '.']).filter(|word| !word.is_empty()) {
        let letters: Vec<char> = word.split('-').filter_map(|part| part.chars().next()).collect();
        let Some(first) = letters.first() else { continue };
        if !first.is_uppercase() && !first.is_lowercase() {
            return given.to_owned();
        }
        let small = first.is_lowercase()
            && given.contains(' ')
            && matches!(word, "de" | "del" | "da" | "dos" | "la" | "y" | "e");
        if small && dotted {
            parts.push(format!("{word} "));
        } else if !small {
            let between = if dotted { ".-" } else { "" };
            let joined = letters.iter().map(char::to_string).collect::<Vec<_>>().join(between);
            parts.push(format!("{joined}{mark}"));
        }
    }
    parts.concat().trim_end().to_owned()
}

/// `a`, `a` + `two` + `b`, or a series with `last` before the end.
pub fn series(names: &[String], two: &str, last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first}{two}{second}"),
        [rest @ .., end] => format!("{}{last}{end}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_bearer() {
        assert_eq!(initials("Jean-Luc Marie", ". "), "J.-L. M.");
        assert_eq!(initials("J.K.", ". "), "J. K.");
        assert_eq!(initials("J. K.", "."), "J.K.");
        assert_eq!(initials("Jean-Luc", ""), "JL");
        assert_eq!(initials("María del Carmen", ". "), "M. del C.");
        assert_eq!(initials("محمد حسنين", ". "), "محمد حسنين");
        assert_eq!(initials("Łukasz", ""), "Ł");
    }
}
