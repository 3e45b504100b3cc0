//! The few network rules that speak about element hiding: exceptions for whole pages.

use super::{Body, Condition, Domains, Rule, Silence};
use crate::rules::Refusal;

/// `@@||site.example^$generichide` and its kin; all else is blocking, which is not done here.
pub(super) fn parse(line: &str) -> Result<Rule, Refusal> {
    let Some(exception) = line.strip_prefix("@@") else { return Err(Refusal::Network) };
    let Some((pattern, options)) = exception.rsplit_once('$') else { return Err(Refusal::Network) };
    let mut silence = Vec::new();
    let mut named = Domains::default();
    for option in options.split(',') {
        match option.trim().split_once('=').unwrap_or((option.trim(), "")) {
            ("elemhide" | "ehide", "") => silence.push(Silence::All),
            ("generichide" | "ghide", "") => silence.push(Silence::Generic),
            ("specifichide" | "shide", "") => silence.push(Silence::Specific),
            ("domain" | "from", list) => named = Domains::parse(list, '|')?,
            // Says nothing about elements, but goes with these in lists.
            ("document" | "doc" | "important" | "jsinject" | "content" | "urlblock" | "genericblock", "") => {
            }
            _ => return Err(Refusal::Network),
        }
    }
    let silence = match silence.as_slice() {
        [] => return Err(Refusal::Network),
        [one] => *one,
        _ => Silence::All,
    };
    let (domains, condition) = site(pattern, named)?;
    Ok(Rule { domains, condition, exception: true, body: Body::Silence(silence) })
}

/// The site a pattern names, and the path if it narrows to one.
fn site(pattern: &str, named: Domains) -> Result<(Domains, Option<Condition>), Refusal> {
    let rest =
        ["||", "|https://", "|http://", "https://", "http://"].iter().find_map(|p| pattern.strip_prefix(p));
    let Some(rest) = rest else {
        let anywhere = matches!(pattern, "" | "*" | "|http*" | "^");
        return if anywhere && named.is_specific() {
            Ok((named, None))
        } else {
            Err(Refusal::NetworkPattern)
        };
    };
    if named.is_specific() {
        return Err(Refusal::NetworkPattern);
    }
    let mark = |c| matches!(c, '/' | '^' | '*' | '|' | ':');
    // `name.*` is the one host with a star.
    let end = match rest.find(".*") {
        Some(dot) if !rest[..dot].contains(mark) => dot + 2,
        _ => rest.find(mark).unwrap_or(rest.len()),
    };
    let (host, path) = rest.split_at(end);
    let mut domains = Domains::parse(host, ',').map_err(|_| Refusal::NetworkPattern)?;
    if !domains.is_specific() {
        return Err(Refusal::NetworkPattern);
    }
    domains.exclude = named.exclude;
    let path = path.trim_end_matches(['*', '|']);
    match path {
        "" | "^" | "/" => Ok((domains, None)),
        p if p.starts_with('/') && !p.contains(['*', '|']) => {
            // A final `^` is the end of a name or the end of the address.
            Ok((domains, Some(Condition::path(&format!("|{}", p.trim_end_matches('^')))?)))
        }
        _ => Err(Refusal::NetworkPattern),
    }
}
