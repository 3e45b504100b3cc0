//! The rules that hold on one address: the site's own, the generic ones, minus the exceptions.
//!
//! Exceptions are what keeps lists from breaking pages, so they are applied here, once, across
//! all lists: an exception in the reader's rules takes back a rule of a shipped list.

use super::index::{EVERYWHERE, Index, Parsed};
use super::selector::Selector;
use super::selector::key::{self, File};
use super::syntax::Condition;
use super::{Action, Kind, Kinds, RuleId};
use std::collections::HashSet;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use url::Url;

/// A rule ready to be asked.
pub(super) struct Ready {
    pub id: RuleId,
    pub kind: Kind,
    pub action: Action,
    /// It names this site.
    pub specific: bool,
    pub parsed: Arc<Parsed>,
}

/// What holds on one page. Made by [`RuleSet::for_page`](super::RuleSet::for_page).
pub struct PageRules {
    lists: Vec<Arc<Index>>,
    pub(super) filter: key::Bloom,
    kinds: Kinds,
    url: String,
    path: String,
    /// Generic rules are silent, save the reader's own.
    generic_off: bool,
    /// Rules for the site.
    pub(super) own: Vec<Arc<Ready>>,
    pub(super) own_keys: key::Map<u64, Vec<u32>>,
    /// Generic rules that name this site as one where they do not hold.
    excluded: HashSet<RuleId>,
    /// Printed selectors that an exception takes back, with the style if it has one.
    taken_back: HashSet<String>,
    /// The name in the rule by which it holds here.
    names: key::Map<RuleId, String>,
    pub(super) asks_text: bool,
}

impl PageRules {
    pub(super) fn new(lists: Vec<Arc<Index>>, filter: &key::Bloom, url: &Url, kinds: Kinds) -> Self {
        let mut page = PageRules {
            lists,
            filter: filter.clone(),
            kinds,
            url: url.as_str().to_owned(),
            path: url[url::Position::BeforePath..url::Position::AfterQuery].to_owned(),
            generic_off: false,
            own: Vec::new(),
            own_keys: key::Map::default(),
            excluded: HashSet::new(),
            taken_back: HashSet::new(),
            names: key::Map::default(),
            asks_text: false,
        };
        page.asks_text = page.lists.iter().any(|list| list.asks_text());
        page.resolve(url.host_str().unwrap_or_default());
        page
    }

    fn resolve(&mut self, host: &str) {
        let mut found = Vec::new();
        for name in names_of(host) {
            let key = key::host(&name);
            for (list, index) in self.lists.iter().enumerate() {
                for number in index.host(key) {
                    let id = RuleId { list: list as u32, rule: number >> 1 };
                    if number & 1 == 1 {
                        self.excluded.insert(id);
                    } else if let Entry::Vacant(vacant) = self.names.entry(id) {
                        vacant.insert(if name == EVERYWHERE { String::new() } else { name.clone() });
                        found.push(id);
                    }
                }
            }
        }
        found.retain(|id| !self.excluded.contains(id));
        let mut specific_off = false;
        for &id in &found {
            let index = &self.lists[id.list as usize];
            let [text, style, condition] = index.text(id.rule);
            if !index.is_exception(id.rule) || !self.condition_holds(condition) {
                continue;
            }
            if index.is_page(id.rule) {
                self.generic_off |= text != "specifichide";
                specific_off |= text != "generichide";
            } else if let Some(parsed) = index.parsed(id.rule) {
                self.taken_back.insert(taken_back_key(&parsed.selector, index.action(id.rule), style));
            }
        }
        for id in found {
            let index = &self.lists[id.list as usize];
            if index.is_exception(id.rule) || (specific_off && index.kind(id.rule) != Kind::Own) {
                continue;
            }
            if let Some(ready) = self.ready(id, true).filter(|ready| !self.is_taken_back(ready)) {
                self.add(ready);
            }
        }
    }

    /// Files a rule under the keys of the elements it takes.
    pub(super) fn add(&mut self, ready: Arc<Ready>) {
        self.asks_text |= ready.parsed.selector.asks_earlier_text();
        let (mut keys, mut marks) = (Vec::new(), Vec::new());
        key::of_selector(&ready.parsed.selector, File::Subject, &mut keys, &mut marks);
        let place = self.own.len() as u32;
        self.own.push(ready);
        for key in keys {
            self.filter.insert(key);
            let places = self.own_keys.entry(key).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        marks.into_iter().for_each(|mark| self.filter.insert(mark));
    }

    /// A rule, if it holds here.
    fn ready(&self, id: RuleId, specific: bool) -> Option<Arc<Ready>> {
        let index = &self.lists[id.list as usize];
        let (kind, action) = (index.kind(id.rule), index.action(id.rule));
        let [.., condition] = index.text(id.rule);
        if !self.kinds.holds(kind) || !self.condition_holds(condition) {
            return None;
        }
        let parsed = index.parsed(id.rule)?;
        Some(Arc::new(Ready { id, kind, action, specific, parsed }))
    }

    /// Has an exception taken this rule back?
    pub(super) fn is_taken_back(&self, rule: &Ready) -> bool {
        if self.taken_back.is_empty() {
            return false;
        }
        let style = self.declarations(rule.id);
        self.taken_back.contains(&taken_back_key(&rule.parsed.selector, rule.action, style))
    }

    /// The generic rules under a key, by number; each is to be asked of [`generic`](Self::generic).
    pub(super) fn generic_ids(&self, key: u64) -> impl Iterator<Item = RuleId> {
        let lists = self.lists.iter().enumerate();
        lists.flat_map(move |(list, index)| {
            index.generic(key).map(move |rule| RuleId { list: list as u32, rule })
        })
    }

    /// A generic rule, if it holds here.
    pub(super) fn generic(&self, id: RuleId) -> Option<Arc<Ready>> {
        let own = self.lists[id.list as usize].kind(id.rule) == Kind::Own;
        if (self.generic_off && !own) || self.excluded.contains(&id) {
            return None;
        }
        self.ready(id, false)
    }

    fn condition_holds(&self, source: &str) -> bool {
        source.is_empty() || Condition::from_source(source).is_ok_and(|c| c.holds(&self.url, &self.path))
    }

    /// The declarations of a rule with [`Action::Style`]; else empty.
    pub fn declarations(&self, id: RuleId) -> &str {
        self.lists.get(id.list as usize).map_or("", |index| index.text(id.rule)[1])
    }

    /// A rule as it holds on this page, for a person to read.
    pub fn explain(&self, id: RuleId) -> String {
        let Some(index) = self.lists.get(id.list as usize) else { return String::new() };
        let [text, style, condition] = index.text(id.rule);
        let condition = if condition.is_empty() { String::new() } else { format!("[${condition}]") };
        let name = self.names.get(&id).map_or("", String::as_str);
        match index.action(id.rule) {
            Action::Hide => format!("{condition}{name}##{text}"),
            Action::Remove => format!("{condition}{name}##{text}:remove()"),
            Action::Style => format!("{condition}{name}#$#{text} {{ {style} }}"),
            Action::Html => format!("{condition}{name}##^{text}"),
        }
    }

    /// The rules of this site, each as it would be written for it.
    pub fn own_rules(&self) -> impl Iterator<Item = String> {
        self.own.iter().filter(|r| r.specific).map(|ready| self.explain(ready.id))
    }
}

fn taken_back_key(selector: &Selector, action: Action, style: &str) -> String {
    // An exception to hiding also speaks of removing: `#@#.x` and `##.x:remove()` name one thing.
    match action {
        Action::Hide | Action::Remove => selector.to_string(),
        Action::Style => format!("{selector}{{{style}"),
        Action::Html => format!("^{selector}"),
    }
}

/// The names under which rules for a host are filed: itself, its parents, entities, everywhere.
fn names_of(host: &str) -> Vec<String> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let mut names = vec![EVERYWHERE.to_owned()];
    let address = host.starts_with('[') || host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let labels: Vec<&str> = host.split('.').collect();
    for i in 0..labels.len() {
        names.push(labels[i..].join("."));
        if address {
            break;
        }
        // `name.*` holds for `name` under a public suffix: one label, or two as in `co.uk`.
        for j in i + 1..labels.len() {
            if is_suffix(&labels[j..]) {
                names.push(format!("{}.*", labels[i..j].join(".")));
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// One label, or a country's `co`, `com`, `ac` …: not the whole public suffix list, whose other
/// entries are the names of towns and hosting companies, where news sites do not share a name.
fn is_suffix(labels: &[&str]) -> bool {
    const SECOND: &[&str] = &[
        "ac", "co", "com", "edu", "go", "gob", "gov", "gv", "ltd", "me", "ne", "net", "nom", "or", "org",
        "plc",
    ];
    match labels {
        [_] => true,
        [second, country] => country.len() == 2 && SECOND.contains(second),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_answers_to_its_parents_and_entities() {
        let names = names_of("www.name.co.uk");
        for name in ["www.name.co.uk", "name.co.uk", "co.uk", "uk", "www.name.*", "name.*", "*"] {
            assert!(names.iter().any(|n| n == name), "{name}: {names:?}");
        }
        assert!(!names_of("name.example.org").contains(&"name.*".to_owned()));
        assert_eq!(names_of("192.0.2.1"), ["*", "192.0.2.1"]);
    }
}
