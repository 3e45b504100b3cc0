//! Rules against the events of one page.
//!
//! The same engine for the stream and for a live page. What a start tag decides is said at once;
//! what hangs on the inside is said at the end tag; what hangs on the rest of the page, at its
//! end. Hostile pages are met with limits: past them nothing matches any more.

use super::page::{PageRules, Ready};
use super::selector::eval::{Answer, Eval, Fuel};
use super::selector::key;
use super::tree::{NodeId, Tree};
use super::{Action, Kind, RuleId};
use crate::element::Path;
use std::sync::Arc;

/// Steps a page may cost: some hundred times what the largest news page measured needs.
const FUEL: u32 = 4_000_000;
/// Elements a page may have before matching stops.
const MAX_NODES: u32 = 500_000;

/// A rule holds for an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The element; not always the one of the event, see `:upward()`.
    pub serial: u32,
    pub rule: RuleId,
    pub kind: Kind,
    pub action: Action,
    /// The rule names this site.
    pub specific: bool,
}

/// What a start tag has decided.
pub struct Opened<'a> {
    /// Rules that hold already.
    pub matches: &'a [Match],
    /// The end tag of this element may bring more.
    pub waits: bool,
}

struct Pending {
    node: NodeId,
    rule: Arc<Ready>,
}

/// The rules of a page and what has been seen of it.
pub struct Matcher {
    page: PageRules,
    tree: Tree,
    fuel: Fuel,
    generic: key::Map<RuleId, Option<Arc<Ready>>>,
    /// Undecided, innermost node last.
    pending: Vec<Pending>,
    /// To be decided at the end.
    late: Vec<Pending>,
    found: Vec<Match>,
    candidates: Vec<Arc<Ready>>,
    /// Rules whose earlier element has just been met.
    woken: Vec<Arc<Ready>>,
}

impl Matcher {
    /// Begins a page. Text is kept only if a rule of the site asks for it.
    pub fn new(page: PageRules) -> Self {
        Matcher {
            tree: Tree::new(page.asks_text),
            page,
            fuel: Fuel::new(FUEL),
            generic: key::Map::default(),
            pending: Vec::new(),
            late: Vec::new(),
            found: Vec::new(),
            candidates: Vec::new(),
            woken: Vec::new(),
        }
    }

    /// A start tag: the current element of `path`.
    pub fn open(&mut self, path: &Path) -> Opened<'_> {
        self.found.clear();
        let current = path.current();
        let node = self.tree.open(&current.element, current.serial);
        let element = &current.element;
        let mut waits = false;
        if self.tree.len() <= MAX_NODES && !self.fuel.is_spent() {
            self.collect(element);
            let candidates = std::mem::take(&mut self.candidates);
            if candidates.iter().any(|rule| rule.parsed.asks_text) {
                self.tree.keep_text();
            }
            for rule in &candidates {
                if self.decide(rule, node) == Answer::Maybe {
                    waits |= rule.parsed.waits;
                    self.pending.push(Pending { node, rule: rule.clone() });
                }
            }
            self.candidates = candidates;
        }
        Opened { matches: &self.found, waits }
    }

    /// A text node of the innermost open element.
    pub fn text(&mut self, text: &str) {
        self.tree.text(text);
    }

    /// The innermost open element ends: what holds now that its inside is known.
    pub fn close(&mut self) -> &[Match] {
        self.found.clear();
        if let Some(node) = self.tree.close() {
            while let Some(pending) = self.pending.pop_if(|p| p.node >= node) {
                if self.decide(&pending.rule, pending.node) == Answer::Maybe {
                    self.late.push(pending);
                }
            }
        }
        &self.found
    }

    /// The page is read: what holds now that nothing more comes.
    pub fn end(&mut self) -> &[Match] {
        self.found.clear();
        self.tree.finish();
        let mut late = std::mem::take(&mut self.late);
        late.append(&mut self.pending);
        for pending in &late {
            self.decide(&pending.rule, pending.node);
        }
        &self.found
    }

    /// The rules of this page.
    pub fn page(&self) -> &PageRules {
        &self.page
    }

    /// A rule as it holds on this page, for a person to read.
    pub fn explain(&self, rule: RuleId) -> String {
        self.page.explain(rule)
    }

    /// The declarations of a rule with [`Action::Style`].
    pub fn declarations(&self, rule: RuleId) -> &str {
        self.page.declarations(rule)
    }

    /// Did the page cost more than it may, so that rules were left unasked?
    pub fn gave_up(&self) -> bool {
        self.fuel.is_spent() || self.tree.len() > MAX_NODES
    }

    /// The rules that may take this element.
    fn collect(&mut self, element: &crate::element::Element) {
        let Matcher { page, generic, candidates, woken, .. } = self;
        candidates.clear();
        key::of_element(element, &page.filter, |key| {
            if let Some(places) = page.own_keys.get(&key) {
                candidates.extend(places.iter().map(|&i| page.own[i as usize].clone()));
            }
            for id in page.generic_ids(key) {
                let rule = generic.entry(id).or_insert_with(|| {
                    let rule = page.generic(id);
                    woken.extend(rule.clone().filter(|rule| rule.parsed.earlier));
                    rule
                });
                candidates.extend(rule.clone());
            }
        });
        // What had to come first is here: from now on these look for their elements.
        woken.drain(..).for_each(|rule| page.add(rule));
        // One element can reach a rule by two keys.
        if candidates.len() > 1 {
            candidates.sort_by_key(|c| (!c.specific, c.id));
            candidates.dedup_by_key(|c| c.id);
        }
    }

    /// Notes a match, or says that it is too early.
    fn decide(&mut self, rule: &Arc<Ready>, node: NodeId) -> Answer {
        let eval = Eval { tree: &self.tree, fuel: &self.fuel, scope: None };
        let mut answer = Answer::No;
        for chain in &rule.parsed.selector.alternatives {
            let Some((target, found)) = eval.target(chain, node) else { continue };
            match found {
                Answer::Maybe => answer = if answer == Answer::Yes { answer } else { Answer::Maybe },
                Answer::No => {}
                // Spent fuel answers no, and a denied no would be a false yes.
                Answer::Yes if self.fuel.is_spent() => return Answer::No,
                Answer::Yes if !rule.specific && self.page.is_taken_back(rule) => return Answer::No,
                Answer::Yes => {
                    answer = Answer::Yes;
                    let serial = self.tree.serial(target);
                    let Ready { id, kind, action, specific, .. } = **rule;
                    let found = Match { serial, rule: id, kind, action, specific };
                    if !self.found.contains(&found) {
                        self.found.push(found);
                    }
                }
            }
        }
        answer
    }
}
