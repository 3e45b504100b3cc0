//! AdGuard's `[$path=…,domain=…]` before a rule: on which addresses it holds.

use super::Domains;
use crate::rules::Refusal;
use crate::rules::selector::TextTest;

/// A test on the page's address.
#[derive(Debug, Clone)]
pub struct Condition {
    /// As written after `path=` or `url=`.
    pub source: String,
    test: Test,
}

#[derive(Debug, Clone)]
enum Test {
    Path(TextTest),
    PathPrefix(String),
    Root,
    Url(TextTest),
}

impl Condition {
    pub(super) fn path(source: &str) -> Result<Self, Refusal> {
        let test = if source.is_empty() {
            Test::Root
        } else if source.starts_with('/') && source.len() > 1 && source.ends_with('/') {
            Test::Path(TextTest::parse(source)?)
        } else if let Some(start) = source.strip_prefix('|').map(|s| s.trim_end_matches('*')) {
            Test::PathPrefix(start.to_owned())
        } else {
            Test::Path(TextTest::parse(source)?)
        };
        Ok(Condition { source: format!("path={source}"), test })
    }

    fn url(source: &str) -> Result<Self, Refusal> {
        // Network patterns with anchors and wildcards need more than text; expressions do not.
        let plain = source.trim_matches('*');
        if plain.is_empty() || (!source.starts_with('/') && plain.contains(['|', '^', '*'])) {
            return Err(Refusal::BadModifiers);
        }
        Ok(Condition { source: format!("url={source}"), test: Test::Url(TextTest::parse(plain)?) })
    }

    pub(super) fn path_prefix(path: &str) -> Self {
        Condition { source: format!("path=|{path}*"), test: Test::PathPrefix(path.to_owned()) }
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
            Test::Path(test) => test.matches(path),
            Test::PathPrefix(start) => path.starts_with(start.as_str()),
            Test::Root => path == "/",
            Test::Url(test) => test.matches(url),
        }
    }
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
