//! Tests on a string: plain text, or a regular expression written `/…/flags`.
//!
//! `regex-lite` runs in linear time, so a list cannot stall a page; it has no look-around, and a
//! pattern that needs one is refused.

use crate::rules::Refusal;
use regex_lite::{Regex, RegexBuilder};

/// Longer patterns are refused: compiling one costs memory in proportion.
const MAX_REGEX: usize = 2048;

/// What a string is asked.
#[derive(Debug, Clone)]
pub enum TextTest {
    /// Holds this text.
    Holds(String),
    /// Is this text.
    Is(String),
    /// Matches this expression; the source is kept for printing.
    Regex(Box<Regex>, String),
}

impl TextTest {
    /// Reads `/re/i` as an expression and all else as text to be held.
    pub fn parse(source: &str) -> Result<Self, Refusal> {
        match regex(source)? {
            Some(regex) => Ok(TextTest::Regex(Box::new(regex), source.to_owned())),
            None => Ok(TextTest::Holds(source.to_owned())),
        }
    }

    pub fn matches(&self, text: &str) -> bool {
        match self {
            TextTest::Holds(part) => text.contains(part.as_str()),
            TextTest::Is(whole) => text == whole,
            TextTest::Regex(regex, _) => regex.is_match(text),
        }
    }

    /// More text can make the answer yes, but never no again.
    pub(super) fn is_monotone(&self) -> bool {
        matches!(self, TextTest::Holds(_))
    }

    pub(super) fn source(&self) -> &str {
        match self {
            TextTest::Holds(s) | TextTest::Is(s) | TextTest::Regex(_, s) => s,
        }
    }
}

/// The expression in `/…/flags`, or `None` if this is not one.
pub(in crate::rules) fn regex(source: &str) -> Result<Option<Regex>, Refusal> {
    let Some((pattern, flags)) = source.strip_prefix('/').and_then(|rest| rest.rsplit_once('/')) else {
        return Ok(None);
    };
    // `/news/item` is a path: those are no flags.
    if pattern.is_empty() || !flags.bytes().all(|b| b"dgimsuvy".contains(&b)) {
        return Ok(None);
    }
    let bad = || Refusal::BadRegex(source.to_owned());
    if pattern.len() > MAX_REGEX {
        return Err(bad());
    }
    let mut builder = RegexBuilder::new(&translate(pattern));
    for flag in flags.bytes() {
        match flag {
            b'i' => builder.case_insensitive(true),
            b's' => builder.dot_matches_new_line(true),
            b'm' => builder.multi_line(true),
            b'u' | b'g' => &mut builder,
            _ => return Err(bad()),
        };
    }
    builder.size_limit(1 << 20).build().map(Some).map_err(|_| bad())
}

/// JavaScript lets any punctuation be escaped (`\/`, `\"`); `regex-lite` only what has a meaning.
fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some('u')) => {
                let hex: String = chars.clone().skip(1).take(4).collect();
                if hex.len() == 4 && hex.bytes().all(|b| b.is_ascii_hexdigit()) {
                    out.push_str(&format!("\\u{{{hex}}}"));
                    chars.nth(4);
                } else {
                    out.push('\\');
                }
            }
            ('\\', Some(next)) => {
                chars.next();
                if next.is_ascii_alphanumeric() || r"\.+*?()|[]{}^$#&-~".contains(next) {
                    out.push('\\');
                }
                out.push(next);
            }
            _ => out.push(c),
        }
    }
    out
}
