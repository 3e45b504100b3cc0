//! What filter lists and the reader's own rules say of an element.
//!
//! The reader's own rule is an order that only the guard refuses. A shipped rule for the site weighs
//! much; a generic one, written without this page in view, weighs as much as a clear name. Both are
//! outweighed where the element holds the publisher's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;

use super::Kind;
use crate::element::Path;
use crate::rules::{self, Action, Index, Kinds, Match, Matcher, PageRules, RuleId, RuleSet, lists};

/// The lists that a program has at hand; each page gets those that its language and host need.
#[derive(Clone, Default)]
pub struct Lists {
    shipped: BTreeMap<&'static str, Arc<Index>>,
    own: Vec<Arc<Index>>,
    pub kinds: Kinds,
    pub extra: lists::Extra,
}

impl std::fmt::Debug for Lists {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lists").field("shipped", &self.shipped.keys()).field("own", &self.own.len()).finish()
    }
}

impl Lists {
    /// Adds a compiled file by its name in [`lists::FILES`]. `false`: unknown, or no such file.
    pub fn add_shipped(&mut self, name: &str, bytes: Vec<u8>) -> bool {
        let Some(file) = lists::FILES.iter().find(|file| file.name == name) else { return false };
        let Some(index) = Index::from_bytes(bytes) else { return false };
        self.shipped.insert(file.name, Arc::new(index));
        true
    }

    /// Adds the reader's own rules or a subscription; bad lines are left out.
    pub fn add_text(&mut self, kind: rules::Kind, text: &str) -> rules::Checked {
        let (index, checked) = Index::from_text(kind, text);
        self.own.push(Arc::new(index));
        checked
    }

    /// The rules that hold on a page; `None` without any list.
    pub fn for_page(&self, url: Option<&Url>, language: &str) -> Option<PageRules> {
        if self.shipped.is_empty() && self.own.is_empty() {
            return None;
        }
        let nowhere = Url::parse("about:blank").ok();
        let url = url.or(nowhere.as_ref())?;
        let mut set = RuleSet::new();
        for name in lists::wanted(language, url.host_str().unwrap_or_default(), self.extra) {
            if let Some(index) = self.shipped.get(name) {
                set.add(Arc::clone(index));
            }
        }
        for index in &self.own {
            set.add(Arc::clone(index));
        }
        Some(set.for_page(url, self.kinds))
    }

    /// Takes back all rules that were added as text.
    pub fn clear_text(&mut self) {
        self.own.clear();
    }

    /// The names of the compiled files that a page needs and that are not here yet.
    pub fn missing(&self, language: &str, host: &str) -> Vec<&'static str> {
        lists::wanted(language, host, self.extra).filter(|name| !self.shipped.contains_key(name)).collect()
    }

    pub(super) fn matcher(&self, url: Option<&Url>, language: &str) -> Option<Matcher> {
        self.for_page(url, language).map(Matcher::new)
    }
}

/// A rule that holds for an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub kind: Kind,
    pub rule: RuleId,
    /// The reader's own: an order, not evidence.
    pub own: bool,
    /// It names this site.
    pub here: bool,
}

impl Hit {
    pub fn of(found: &Match) -> Option<Self> {
        let kind = match found.kind {
            rules::Kind::Ads => Kind::Ad,
            rules::Kind::Walls => Kind::Wall,
            rules::Kind::Consent => Kind::Consent,
            rules::Kind::App => Kind::App,
            rules::Kind::Annoyances | rules::Kind::Widgets | rules::Kind::Own => Kind::Own,
        };
        let own = found.kind == rules::Kind::Own;
        (found.action != Action::Style).then_some(Self { kind, rule: found.rule, own, here: found.specific })
    }
}

/// What the rules say when an element opens: the hit on it, and whether its inside may yet decide.
pub(super) fn opened(matcher: &mut Matcher, path: &Path) -> (Option<Hit>, bool) {
    let serial = path.current().serial;
    let opened = matcher.open(path);
    let hit = opened
        .matches
        .iter()
        .filter(|m| m.serial == serial)
        .filter_map(Hit::of)
        .max_by_key(|hit| (hit.own, hit.here));
    (hit, opened.waits)
}
