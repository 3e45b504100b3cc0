//! Text inside a BibTeX field.
//!
//! BibTeX counts braces before TeX sees anything, and counts `\{` too: one stray brace and the
//! rest of the reader's file is swallowed. So a brace of the text becomes a command, never an
//! escaped brace. Letters stay UTF-8, which every engine of the last ten years reads.

/// Escapes TeX's [ten special characters](https://www.ctan.org/pkg/comprehensive).
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            c => out.push(c),
        }
    }
    out
}

/// A title, with braces where a style must not make letters small.
///
/// Styles write titles in sentence case, by English rules. A word with capitals in an English
/// title is kept: in a title in sentence case all but the first, in Title Case only those with
/// capitals inside (`NATO`, `iPhone`). A title in another language is kept as a whole.
pub fn title(text: &str, language: Option<&str>) -> String {
    if !language.is_some_and(|tag| tag == "en" || tag.starts_with("en-")) {
        return format!("{{{}}}", escape(text));
    }
    let title_case = in_title_case(text);
    let mut out = String::with_capacity(text.len() + 16);
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let capital = core.chars().next().is_some_and(char::is_uppercase);
        let inside = core.chars().skip(1).any(char::is_uppercase);
        if inside || (capital && (core == "I" || (!title_case && index > 0))) {
            let start = core.as_ptr() as usize - word.as_ptr() as usize;
            let end = start + core.len();
            out.push_str(&format!("{}{{{}}}{}", escape(&word[..start]), escape(core), escape(&word[end..])));
        } else {
            out.push_str(&escape(word));
        }
    }
    out
}

/// Most of the longer words begin with a capital.
fn in_title_case(text: &str) -> bool {
    let (mut capitals, mut small) = (0, 0);
    for word in text.split(' ').skip(1).filter(|word| word.chars().count() > 3) {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some(c) if c.is_uppercase() => capitals += 1,
            Some(_) => small += 1,
            None => {}
        }
    }
    capitals > small
}

/// An address. BibTeX packages read it verbatim, so nothing is escaped; what would break the
/// field is percent-encoded, which means the same.
pub fn url(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_always_balance() {
        for text in ["a}b", "{{{", "\\", "\\{", "}, author={x}", "100% & #1 $5 a_b ~ ^"] {
            let mut depth = 0i32;
            for c in escape(text).chars() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                assert!(depth >= 0, "{text}");
            }
            assert_eq!(depth, 0, "{text}");
        }
        assert_eq!(escape("100% & #1 $5 a_b"), r"100\% \& \#1 \$5 a\_b");
    }

    #[test]
    fn capitals_are_kept_where_they_mean_something() {
        assert_eq!(
            title("Vallance targets ‘China’ trip at AT&T", Some("en-GB")),
            r"Vallance targets ‘{China}’ trip at {AT\&T}"
        );
        assert_eq!(title("How NATO Lost Its Way in a War", Some("en")), "How {NATO} Lost Its Way in a War");
        assert_eq!(
            title("Der Bundestag {tagt}", Some("de")),
            r"{Der Bundestag \textbraceleft{}tagt\textbraceright{}}"
        );
        assert_eq!(title("NASA", None), "{NASA}");
    }
}
