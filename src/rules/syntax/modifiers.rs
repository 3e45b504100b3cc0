//! AdGuard's `[$path=…,domain=…]` before a rule: on which addresses it holds.

use super::Domains;
use crate::rules::Refusal;
use crate::rules::selector::test::regex;
use regex_lite::Regex;

/// A test on the page's address.
#[derive(Debug, Clone)]
pub struct Condition {
    /// As written after `path=` or `url=`, with the name.
    pub source: String,
    whole: bool,
    test: Test,
}

#[derive(Debug, Clone)]
enum Test {
    /// `path` without a value: the first page of a site.
    Root,
    Expression(Box<Regex>),
}

impl Condition {
    pub(super) fn path(source: &str) -> Result<Self, Refusal> {
        let test =
            if source.is_empty() { Test::Root } else { Test::Expression(Box::new(expression(source)?)) };
        Ok(Condition { source: format!("path={source}"), whole: false, test })
    }

    fn url(source: &str) -> Result<Self, Refusal> {
        let test = Test::Expression(Box::new(expression(source)?));
        Ok(Condition { source: format!("url={source}"), whole: true, test })
    }

    /// Reads back what `source` holds.
    pub(in crate::rules) fn from_source(source: &str) -> Result<Self, Refusal> {
        match source.split_once('=') {
            Some(("path", path)) => Condition::path(path),
            Some(("url", url)) => Condition::url(url),
            _ => Err(Refusal::BadModifiers),
        }
    }

    /// `path` is the path with its query, as the address shows it.
    pub fn holds(&self, url: &str, path: &str) -> bool {
        match &self.test {
            Test::Root => path == "/",
            Test::Expression(regex) => regex.is_match(if self.whole { url } else { path }),
        }
    }
}

/// An expression, or a pattern as network rules have them: `|` is the begin or the end, `||` the
/// begin of a host name, `*` anything, `^` a separator. Case does not count.
fn expression(source: &str) -> Result<Regex, Refusal> {
    // In a modifier a comma and the backslash itself are written with a backslash before them.
    let source = source.replace("\\,", ",").replace("\\\\", "\\");
    if let Some(regex) = regex(&source)? {
        return Ok(regex);
    }
    let (start, rest) = match (source.strip_prefix("||"), source.strip_prefix('|')) {
        (Some(rest), _) => ("^[a-z]+://(?:[^/?#]*\\.)?", rest),
        (None, Some(rest)) => ("^", rest),
        (None, None) => ("", source.as_str()),
    };
    let (rest, end) = match rest.strip_suffix('|') {
        Some(rest) => (rest, "$"),
        None => (rest, ""),
    };
    let middle: String = rest
        .split_inclusive(['*', '^'])
        .map(|part| match (part.strip_suffix('*'), part.strip_suffix('^')) {
            (Some(text), _) => regex_lite::escape(text) + ".*",
            (_, Some(text)) => regex_lite::escape(text) + "(?:[^a-z0-9_.%-]|$)",
            _ => regex_lite::escape(part),
        })
        .collect();
    Regex::new(&format!("(?i){start}{middle}{end}")).map_err(|_| Refusal::BadRegex(source.clone()))
}

/// Where the modifier list at the start of a line ends; 0 if there is none.
pub(super) fn end(line: &str) -> usize {
    if !line.starts_with("[$") {
        return 0;
    }
    // Brackets inside an expression or behind a backslash close nothing; what closes the list is
    // followed by a domain or a mark.
    let bytes = line.as_bytes();
    (2..bytes.len())
        .find(|&i| {
            bytes[i] == b']' && bytes[i - 1] != b'\\' && balanced(&line[2..i]) && follows(&line[i + 1..])
        })
        .map_or(0, |i| i + 1)
}

fn balanced(text: &str) -> bool {
    text.matches('[').count() == text.matches(']').count()
}

fn follows(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(|c: char| c.is_alphanumeric() || "#$~*_/.".contains(c))
}

/// The modifier list, if any, and the domain list.
pub(super) fn split(before: &str) -> Result<(Option<&str>, &str), Refusal> {
    if !before.starts_with("[$") {
        return Ok((None, before));
    }
    match end_at_domains(before) {
        0 => Err(Refusal::BadModifiers),
        end => Ok((Some(&before[2..end - 1]), &before[end..])),
    }
}

fn end_at_domains(before: &str) -> usize {
    if before.ends_with(']') && balanced(&before[2..before.len() - 1]) { before.len() } else { end(before) }
}

pub(super) fn parse(text: &str, domains: &mut Domains) -> Result<Option<Condition>, Refusal> {
    let mut condition = None;
    for modifier in pieces(text) {
        let (name, value) = modifier.split_once('=').unwrap_or((modifier, ""));
        match name.trim() {
            "path" => condition = Some(Condition::path(value)?),
            "url" => condition = Some(Condition::url(value)?),
            "domain" => {
                let more = Domains::parse(value, '|')?;
                domains.include.extend(more.include);
                domains.exclude.extend(more.exclude);
            }
            other => return Err(Refusal::UnknownModifier(other.to_owned())),
        }
    }
    Ok(condition)
}

/// Cut at commas, but not inside `/…/` nor behind a backslash.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut regex = false;
    let bytes = text.as_bytes();
    for i in 0..bytes.len() {
        let escaped = i > 0 && bytes[i - 1] == b'\\';
        match bytes[i] {
            b'/' if !regex && i > 0 && bytes[i - 1] == b'=' && closes(&text[i + 1..]) => regex = true,
            b'/' if regex && !escaped => {
                // An expression ends where its value does.
                regex = !matches!(bytes.get(i + 1), None | Some(b','));
            }
            b',' if !regex && !escaped => {
                out.push(&text[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

fn closes(rest: &str) -> bool {
    rest.ends_with('/') || rest.contains("/,")
}
