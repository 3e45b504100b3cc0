//! One line of a filter list to one typed rule, or the reason why not.
//!
//! Reads what EasyList, uBlock Origin and AdGuard write about elements (their public syntax
//! documents: help.eyeo.com/adblockplus/how-to-write-filters, github.com/gorhill/uBlock/wiki,
//! adguard.com/kb/general/ad-filtering/create-own-filters). Lists come from strangers: what would
//! run code, load anything or is only half understood is refused, never guessed.

mod body;
mod directives;
mod domains;
mod modifiers;
mod network;

pub(super) use directives::Directives;
pub use domains::Domains;
pub use modifiers::Condition;

use super::{Action, Refusal, selector::Selector};

/// A rule as written, understood.
#[derive(Debug, Clone)]
pub struct Rule {
    /// On which sites.
    pub domains: Domains,
    /// On which addresses of these sites, if not on all.
    pub condition: Option<Condition>,
    /// Takes back instead of doing.
    pub exception: bool,
    pub body: Body,
}

/// What a rule speaks about.
#[derive(Debug, Clone)]
pub enum Body {
    /// Elements, and what becomes of them.
    Elements {
        /// As written.
        source: String,
        selector: Selector,
        action: Action,
        /// The declarations of `Action::Style`, checked; else empty.
        style: String,
    },
    /// A whole page, on which a class of rules is silent: `$elemhide` and its halves.
    Silence(Silence),
}

/// Which rules a page exception silences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// `$elemhide`: all.
    All,
    /// `$generichide`: those that name no site.
    Generic,
    /// `$specifichide`: those that name one.
    Specific,
}

/// The marks between domains and body. Longer ones first where one begins another.
const MARKS: &[(&str, Mark)] = &[
    ("#@$?#", Mark { exception: true, kind: Kind::Style }),
    ("#$?#", Mark { exception: false, kind: Kind::Style }),
    ("#@$#", Mark { exception: true, kind: Kind::Style }),
    ("#$#", Mark { exception: false, kind: Kind::Style }),
    ("#@?#", Mark { exception: true, kind: Kind::Hide }),
    ("#?#", Mark { exception: false, kind: Kind::Hide }),
    ("#@%#", Mark { exception: true, kind: Kind::Script }),
    ("#%#", Mark { exception: false, kind: Kind::Script }),
    ("#@#", Mark { exception: true, kind: Kind::Hide }),
    ("##", Mark { exception: false, kind: Kind::Hide }),
    ("$@$", Mark { exception: true, kind: Kind::Html }),
    ("$$", Mark { exception: false, kind: Kind::Html }),
];

#[derive(Debug, Clone, Copy)]
struct Mark {
    exception: bool,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Hide,
    Style,
    Script,
    Html,
}

/// Reads one line. `None`: a comment, a heading or nothing.
pub fn parse_line(line: &str) -> Option<Result<Rule, Refusal>> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('!') {
        return None;
    }
    // `[Adblock Plus 2.0]`, `[uBlock Origin]`: what a list is for.
    if line.starts_with('[') && line.ends_with(']') && !line.starts_with("[$") {
        return None;
    }
    if let Some((before, mark, body)) = split(line) {
        return Some(element_rule(before, mark, body));
    }
    // `# comment` as in hosts files.
    if line.starts_with('#') {
        return None;
    }
    Some(network::parse(line))
}

fn element_rule(before: &str, mark: Mark, body: &str) -> Result<Rule, Refusal> {
    let (modifiers, list) = modifiers::split(before)?;
    let mut domains = Domains::parse(list, ',')?;
    let condition = match modifiers {
        Some(text) => modifiers::parse(text, &mut domains)?,
        None => None,
    };
    let body = body.trim();
    let parsed = match mark.kind {
        Kind::Script => {
            return Err(if body.starts_with("//scriptlet") { Refusal::Scriptlet } else { Refusal::Script });
        }
        Kind::Hide => body::hide(body)?,
        Kind::Style => body::style(body)?,
        Kind::Html => body::html(body)?,
    };
    let body::Parsed { source, selector, action, style, condition: inner } = parsed;
    Ok(Rule {
        domains,
        condition: condition.or(inner),
        exception: mark.exception,
        body: Body::Elements { source: source.to_owned(), selector, action, style },
    })
}

/// Finds the first mark whose left side could be a list of domains.
fn split(line: &str) -> Option<(&str, Mark, &str)> {
    let at = |i: usize| {
        let rest = &line[i..];
        MARKS
            .iter()
            .find(|(text, _)| rest.starts_with(text))
            .map(|(text, mark)| (&line[..i], *mark, &rest[text.len()..]))
    };
    let mut from = modifiers::end(line);
    while let Some(i) = line[from..].find(['#', '$']).map(|i| i + from) {
        if let Some((before, mark, body)) = at(i)
            && plausible(before, mark, body)
        {
            return Some((before, mark, body));
        }
        from = i + 1;
    }
    None
}

/// Network rules can hold `$$` or `##` too: their left side is no list of domains.
fn plausible(before: &str, mark: Mark, body: &str) -> bool {
    let list = &before[modifiers::end(before)..];
    let regex = list.starts_with('/') && list.ends_with('/');
    let domains = regex
        || !list.contains(['/', '^', '=', '?', '&', ':', '|', '"', '\'', '(', '!', ' ', '\t', '@', '#']);
    match mark.kind {
        // `$$` also ends some network rules.
        Kind::Html => domains && body.starts_with(|c: char| c.is_ascii_alphabetic() || "#.[*".contains(c)),
        // A line of hashes, or a heading in a comment.
        _ => domains && !(before.is_empty() && (body.starts_with([' ', '\t']) || is_fence(body))),
    }
}

fn is_fence(body: &str) -> bool {
    body.bytes().all(|b| b == b'#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(line: &str) -> Rule {
        parse_line(line).expect("not a comment").unwrap_or_else(|r| panic!("{line}: {r}"))
    }

    fn refusal(line: &str) -> Refusal {
        parse_line(line).expect("not a comment").expect_err(line)
    }

    fn elements(line: &str) -> (String, Action, String) {
        match rule(line).body {
            Body::Elements { source, action, style, .. } => (source, action, style),
            Body::Silence(s) => panic!("{line}: {s:?}"),
        }
    }

    #[test]
    fn comments_and_headings_are_no_rules() {
        for line in ["", "  ", "! x", "!## x", "[Adblock Plus 2.0]", "# hosts", "#", "#####", "!#if x"] {
            assert!(parse_line(line).is_none(), "{line}");
        }
    }

    #[test]
    fn marks_say_what_a_rule_does() {
        assert_eq!(elements("##.ad"), (".ad".into(), Action::Hide, String::new()));
        assert_eq!(elements("a.example###x").0, "#x");
        assert!(rule("a.example#@#.ad").exception);
        assert_eq!(elements("a.example#?#.x:has-text(y)").1, Action::Hide);
        assert_eq!(elements("a.example##.x:remove()"), (".x".into(), Action::Remove, String::new()));
        assert_eq!(
            elements("a.example#$#body { overflow: auto !important; }"),
            ("body".into(), Action::Style, "overflow: auto !important".into())
        );
        assert_eq!(
            elements("a.example#$?#.x { remove: true; }"),
            (".x".into(), Action::Remove, String::new())
        );
        assert_eq!(elements("a.example##body:style(overflow: auto !important)").1, Action::Style);
        assert_eq!(elements("a.example##^script:has-text(x)").1, Action::Html);
        assert_eq!(elements("a.example$$div[tag-content=\"x\"]").1, Action::Html);
    }

    #[test]
    fn what_would_run_or_load_is_refused() {
        assert_eq!(refusal("a.example##"), Refusal::EmptySelector);
        assert_eq!(refusal("a.example##+js(set, x, true)"), Refusal::Scriptlet);
        assert_eq!(refusal("a.example#%#//scriptlet('x')"), Refusal::Scriptlet);
        assert_eq!(refusal("a.example#%#alert(1)"), Refusal::Script);
        assert_eq!(refusal("a.example#$#abort-on-property-read x"), Refusal::Scriptlet);
        assert_eq!(refusal("a.example##^responseheader(refresh)"), Refusal::ResponseHeader);
        assert_eq!(refusal("||ads.example^$script"), Refusal::Network);
        assert_eq!(refusal("a.example#$#b { background: url(//x) }"), Refusal::StyleLoads);
        assert_eq!(refusal("a.example##b:style(x: \\75rl(//x))"), Refusal::StyleLoads);
        assert_eq!(refusal("a.example#$#b { color: red } i { color: red }"), Refusal::BadSelector(3));
    }

    #[test]
    fn page_exceptions_of_network_syntax_are_taken() {
        let rule = rule("@@||a.example^$generichide");
        assert!(matches!(rule.body, Body::Silence(Silence::Generic)));
        assert_eq!(rule.domains.include, ["a.example"]);
        assert_eq!(refusal("@@||a.example^$script"), Refusal::Network);
        assert_eq!(refusal("@@/ads/$elemhide"), Refusal::NetworkPattern);
    }

    #[test]
    fn addresses_narrow_a_rule() {
        let rule = rule("[$path=/news]a.example##.x");
        let condition = rule.condition.expect("a condition");
        assert!(condition.holds("https://a.example/news/1", "/news/1"));
        assert!(!condition.holds("https://a.example/", "/"));
    }
}
