//! A title between quotation marks, and a title in headline capitals.
//!
//! Quotations in a title change their marks with what is around them: in double marks they become
//! single, and a quotation within them double again. An apostrophe is the same character as a
//! closing single mark, so a mark is changed only where its partner is found.

/// American double marks; `mark` goes inside, before the marks that close, unless the title ends
/// with a mark of its own. A comma is added to such a title only if `both`.
pub fn in_double(title: &str, mark: char, both: bool) -> String {
    let (text, closing) = nested(title, true);
    let (body, tail) = text.split_at(text.len() - closing);
    let own = body.ends_with(['?', '!', '…', '？', '！', '؟', '。']) || (mark == '.' && body.ends_with('.'));
    let mark = if own && !(both && mark == ',') { String::new() } else { mark.to_string() };
    format!("“{body}{mark}{tail}”").replace("..”", ".”")
}

/// British single marks.
pub fn in_single(title: &str) -> String {
    format!("‘{}’", nested(title, false).0)
}

/// The title with its quotations marked for a place inside double or single marks, and how many
/// bytes of closing marks stand at its end.
fn nested(title: &str, in_double: bool) -> (String, usize) {
    let mut chars: Vec<char> = title.chars().collect();
    // „So“ closes with the mark that opens elsewhere. Other marks than these do not clash.
    if chars.iter().any(|c| matches!(c, '„' | '‚')) {
        return (title.to_owned(), 0);
    }
    let role = roles(&chars);
    let mut depth = 0usize;
    for (c, role) in chars.iter_mut().zip(&role) {
        if *role == Role::Close {
            depth = depth.saturating_sub(1);
        }
        let single = depth.is_multiple_of(2) == in_double;
        match (role, single) {
            (Role::Open, true) => *c = '‘',
            (Role::Open, false) => *c = '“',
            (Role::Close, true) => *c = '’',
            (Role::Close, false) => *c = '”',
            (Role::None, _) => {}
        }
        if *role == Role::Open {
            depth += 1;
        }
    }
    let closing = role.iter().rev().take_while(|role| **role == Role::Close).count();
    (chars.into_iter().collect(), closing * '’'.len_utf8())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    None,
    Open,
    Close,
}

/// Which characters open and close a quotation.
fn roles(chars: &[char]) -> Vec<Role> {
    let mut role = vec![Role::None; chars.len()];
    // Open marks: where, and whether double.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let word = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric());
    let closes = |at: usize| chars[at] == '’' && !word(at + 1);
    // Whether a mark that can close single ones follows before other marks.
    let mut later = vec![false; chars.len() + 1];
    for at in (0..chars.len()).rev() {
        later[at] = closes(at) || (later[at + 1] && !matches!(chars[at], '‘' | '“' | '”' | '"'));
    }
    for at in 0..chars.len() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        match chars[at] {
            '‘' => open.push((at, false)),
            '“' => open.push((at, true)),
            '"' if before.is_none_or(|c| c.is_whitespace() || "([{—–-‘“/".contains(c)) => {
                open.push((at, true))
            }
            '”' | '"' => {
                if let Some(index) = open.iter().rposition(|(_, double)| *double) {
                    role[open[index].0] = Role::Open;
                    role[at] = Role::Close;
                    open.truncate(index);
                }
            }
            // The possessive of a plural looks like a close: wait where another follows.
            '’' if closes(at) && !(before == Some('s') && later[at + 1]) => {
                if let Some((start, false)) = open.last().copied() {
                    role[start] = Role::Open;
                    role[at] = Role::Close;
                    open.pop();
                }
            }
            _ => {}
        }
    }
    role
}

/// The stop words of the [CSL specification](https://docs.citationstyles.org/en/stable/specification.html#title-case-conversion).
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "on",
    "onto", "or", "over", "so", "the", "till", "to", "up", "via", "with", "yet", "v", "v.", "vs", "vs.",
];

/// MLA writes all prepositions small.
const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "among",
    "around",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "between",
    "beyond",
    "despite",
    "during",
    "except",
    "inside",
    "like",
    "near",
    "off",
    "out",
    "outside",
    "past",
    "since",
    "than",
    "through",
    "throughout",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "upon",
    "within",
    "without",
];

/// Headline capitals for an English title. Only small letters become capitals, never the other way.
pub fn headline(title: &str, language: Option<&str>, prepositions_small: bool) -> String {
    if !language.is_some_and(|tag| tag == "en" || tag.starts_with("en-")) {
        return title.to_owned();
    }
    let last = title.rfind(|c: char| c.is_alphanumeric()).unwrap_or_default();
    let mut out = String::with_capacity(title.len());
    let mut at = 0;
    let mut first = true;
    for word in title.split_inclusive([' ', '\u{a0}', '-', '—', '–', '/']) {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = core.to_lowercase();
        let ends = at + word.len() > last;
        let small =
            SMALL.contains(&lower.as_str()) || (prepositions_small && PREPOSITIONS.contains(&lower.as_str()));
        let odd = core.chars().any(char::is_uppercase)
            || word.contains(['<', '>'])
            || word.contains("://")
            || core.contains(['.', '@']);
        if (small && !first && !ends) || odd || core.is_empty() {
            out.push_str(word);
        } else {
            let start = core.as_ptr() as usize - word.as_ptr() as usize;
            let mut letters = core.chars();
            out.push_str(&word[..start]);
            out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(letters.as_str());
            out.push_str(&word[start + core.len()..]);
        }
        if !core.is_empty() || !first {
            let mark = word.trim_end().trim_end_matches(['’', '”', '"']);
            first = mark.ends_with([':', '?', '!', '.', '—']) && !core.is_empty();
        }
        at += word.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_alternate() {
        assert_eq!(in_double("“So,” he said", '.', false), "“‘So,’ he said.”");
        assert_eq!(in_double("A “b ‘c’ d” e", '.', false), "“A ‘b “c” d’ e.”");
        assert_eq!(in_double("He’s \"in\"", '.', false), "“He’s ‘in.’”");
        assert_eq!(in_double("‘Why?’", '.', false), "“‘Why?’”");
        assert_eq!(in_double("The workers’ day", '.', false), "“The workers’ day.”");
        assert_eq!(in_double("Why?", ',', true), "“Why?,”");
        assert_eq!(in_single("‘Mutually beneficial’ trip"), "‘“Mutually beneficial” trip’");
        assert_eq!(in_single("‘The workers’ rights’ row"), "‘“The workers’ rights” row’");
        assert_eq!(in_single("A “b ‘c’ d” e’s"), "‘A “b ‘c’ d” e’s’");
        assert_eq!(in_double("„Über“ uns", '.', false), "“„Über“ uns.”");
    }

    #[test]
    fn headlines_have_capitals_in_english() {
        let mla = |title| headline(title, Some("en-GB"), true);
        assert_eq!(mla("the road to a well-known iPhone shop"), "The Road to a Well-Known iPhone Shop");
        assert_eq!(mla("what he is up to"), "What He Is up To");
        assert_eq!(mla("war: a history of life after bbc.co.uk"), "War: A History of Life after bbc.co.uk");
        assert_eq!(headline("life after war ends", Some("en"), false), "Life After War Ends");
        assert_eq!(headline("das ist neu", Some("de"), true), "das ist neu");
    }
}
