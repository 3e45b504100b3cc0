//! The sites a rule is for: `a.example,~b.a.example,name.*`.

use crate::rules::Refusal;

/// Host names in lower case ASCII; `name.*` stands for `name` under any public suffix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Domains {
    /// Empty: everywhere.
    pub include: Vec<String>,
    pub exclude: Vec<String>,
}

impl Domains {
    /// Reads a list joined by `separator` (`,` before a mark, `|` in an option).
    pub fn parse(list: &str, separator: char) -> Result<Self, Refusal> {
        let mut domains = Domains::default();
        let list = list.trim();
        if list.is_empty() {
            return Ok(domains);
        }
        if list.starts_with('/') && list.ends_with('/') {
            return Err(Refusal::RegexDomain);
        }
        for part in list.split(separator) {
            let part = part.trim();
            let (negated, name) = match part.strip_prefix('~') {
                Some(name) => (true, name),
                None => (false, part),
            };
            let name = normal(name).ok_or_else(|| Refusal::BadDomain(part.to_owned()))?;
            match (negated, name.as_str()) {
                (false, "*") => {}
                (true, "*") => return Err(Refusal::BadDomain(part.to_owned())),
                (true, _) => domains.exclude.push(name),
                (false, _) => domains.include.push(name),
            }
        }
        Ok(domains)
    }

    /// Is the rule bound to sites?
    pub fn is_specific(&self) -> bool {
        !self.include.is_empty()
    }
}

/// Lower case and punycode, as browsers know hosts; `None` if no host can be called so.
fn normal(name: &str) -> Option<String> {
    let plain = name.strip_suffix(".*").unwrap_or(name);
    if name == "*" {
        return Some(name.to_owned());
    }
    let bad = |c: char| c.is_ascii() && !(c.is_ascii_alphanumeric() || "-_.[]:".contains(c));
    if plain.is_empty() || plain.contains(bad) || plain.starts_with('.') || plain.ends_with('.') {
        return None;
    }
    let mut normal = if plain.is_ascii() {
        plain.to_ascii_lowercase()
    } else {
        match url::Host::parse(plain).ok()? {
            url::Host::Domain(domain) => domain,
            _ => return None,
        }
    };
    if plain.len() < name.len() {
        normal.push_str(".*");
    }
    Some(normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_split_into_wanted_and_unwanted() {
        let d = Domains::parse("A.example, ~b.a.example,name.*,bücher.example", ',').unwrap();
        assert_eq!(d.include, ["a.example", "name.*", "xn--bcher-kva.example"]);
        assert_eq!(d.exclude, ["b.a.example"]);
        assert!(!Domains::parse("~a.example", ',').unwrap().is_specific());
        assert_eq!(Domains::parse("*", ',').unwrap(), Domains::default());
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for list in ["a b", "a..b/", "a.example,,b", "/a\\d+/", "~*", "a*.example", ".a"] {
            assert!(Domains::parse(list, ',').is_err(), "{list}");
        }
    }
}
