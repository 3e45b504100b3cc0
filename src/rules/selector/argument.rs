//! What stands in the brackets of a condition.
//!
//! The danger is where an argument ends: `:contains(We're)` and `:contains(/a(b)/)` hold a quote and
//! brackets that are only text, also when they stand inside another argument.

use super::parse::is_space;
use super::test::{TextTest, regex};
use crate::rules::Refusal;

/// Conditions whose argument is plain text, where a quote is only a character.
pub(super) fn takes_text(name: &str) -> bool {
    matches!(name, "contains" | "has-text" | "-abp-contains" | "xpath" | "matches-css" | "-abp-properties")
}

/// How far it is to the bracket that closes an argument. `raw`: plain text or an expression, in
/// which a lone apostrophe opens nothing.
pub(super) fn argument_length(text: &str, raw: bool) -> Option<usize> {
    let start = text.trim_start_matches(is_space);
    let lead = text.len() - start.len();
    if raw && let Some(length) = regex_length(start) {
        let after = &start[length..];
        let space = after.len() - after.trim_start_matches(is_space).len();
        if after[space..].starts_with(')') {
            return Some(lead + length + space);
        }
    }
    let mut depth = 0;
    let mut quote = None;
    let mut skip_to = 0;
    for (i, c) in text.char_indices() {
        if i < skip_to {
            continue;
        }
        match (c, quote) {
            ('\\', _) => skip_to = i + 1 + text[i + 1..].chars().next().map_or(0, char::len_utf8),
            (c, Some(q)) if c == q => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) if !raw || (i == lead && text[i + 1..].contains(c)) => quote = Some(c),
            ('(', None) => {
                let name = text[..i].rsplit(':').next().unwrap_or_default();
                if !raw && takes_text(name) {
                    skip_to = i + 1 + argument_length(&text[i + 1..], true)? + 1;
                } else {
                    depth += 1;
                }
            }
            (')', None) if depth == 0 => return Some(i),
            (')', None) => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The length of `/…/flags` at the start, if a slash closes it.
pub(super) fn regex_length(text: &str) -> Option<usize> {
    if !text.starts_with('/') {
        return None;
    }
    let mut escaped = false;
    let mut class = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '/' if !class => {
                let flags = text[i + 1..].bytes().take_while(u8::is_ascii_lowercase).count();
                return Some(i + 1 + flags);
            }
            _ => {}
        }
    }
    None
}

pub(super) fn unquote(text: &str) -> &str {
    let text = text.trim_matches(is_space);
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote)) {
            return inner;
        }
    }
    text
}

/// In plain text a bracket may be written `\(`; in an expression the backslash has its own meaning.
pub(super) fn unescape_brackets(text: &str) -> String {
    if text.starts_with('/') { text.to_owned() } else { text.replace("\\(", "(").replace("\\)", ")") }
}

/// `"name"="value"` of `:matches-attr()`, each part quoted or not.
pub(super) fn split_pair(argument: &str) -> Option<(&str, Option<&str>)> {
    let argument = argument.trim_matches(is_space);
    let end = match argument.chars().next()? {
        quote @ ('"' | '\'') => argument[1..].find(quote)? + 2,
        '/' => regex_length(argument)?,
        _ => argument.find('=').unwrap_or(argument.len()),
    };
    let (name, rest) = argument.split_at(end);
    let rest = rest.trim_start_matches(is_space);
    match rest.strip_prefix('=') {
        Some(value) => Some((unquote(name), Some(unquote(value)))),
        None => rest.is_empty().then_some((unquote(name), None)),
    }
}

/// A name or value of `:matches-attr()`: an expression, a text with `*`, or the whole text.
pub(super) fn pattern(text: &str, name: bool) -> Result<TextTest, Refusal> {
    let text = if name { text.to_ascii_lowercase() } else { text.to_owned() };
    if let Some(found) = regex(&text)? {
        return Ok(TextTest::Regex(Box::new(found), text));
    }
    if !text.contains('*') {
        return Ok(TextTest::Is(text));
    }
    let parts: Vec<_> = text.split('*').map(regex_lite::escape).collect();
    let source = format!("^{}$", parts.join(".*"));
    let compiled = regex_lite::Regex::new(&source).map_err(|_| Refusal::BadRegex(text.clone()))?;
    Ok(TextTest::Regex(Box::new(compiled), text))
}

/// CSS Syntax 3, 6: the An+B microsyntax.
pub(super) fn an_plus_b(formula: &str) -> Option<(i32, i32)> {
    let text: String = formula.trim_matches(is_space).to_ascii_lowercase();
    match text.as_str() {
        "odd" => return Some((2, 1)),
        "even" => return Some((2, 0)),
        _ => {}
    }
    let number = |s: &str| -> Option<i32> {
        let digits = s.strip_prefix(['+', '-']).unwrap_or(s);
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse().ok())?
    };
    let Some((a, b)) = text.split_once('n') else { return Some((0, number(&text)?)) };
    let a = match a {
        "" | "+" => 1,
        "-" => -1,
        a => number(a)?,
    };
    let b: String = b.split(is_space).collect();
    if b.is_empty() {
        return Some((a, 0));
    }
    b.starts_with(['+', '-']).then(|| number(&b).map(|b| (a, b)))?
}
