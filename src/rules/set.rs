//! The lists in use: compiled ones as files, the reader's own as text.

use super::index::{Index, compile};
use super::selector::key::Bloom;
use super::syntax::{Directives, Rule, parse_line};
use super::{Kind, Kinds, PageRules, Refusal};
use std::borrow::Cow;
use std::sync::Arc;
use url::Url;

/// What became of the lines of a text. Line numbers count from 1.
#[derive(Debug, Default)]
pub struct Checked {
    pub taken: u32,
    pub refused: Vec<(usize, Refusal)>,
}

/// Reads a text line by line: each rule, or why it is none. Comments, empty lines and what `!#if`
/// keeps for others are left out.
pub fn check(text: &str) -> impl Iterator<Item = (usize, Result<Rule, Refusal>)> {
    let mut directives = Directives::default();
    text.lines().enumerate().filter_map(move |(i, line)| {
        let read = directives.reads(line);
        Some((i + 1, read.then(|| parse_line(line))??))
    })
}

impl Index {
    /// Compiles rules as text: the good lines are taken, the others told.
    pub fn from_text(kind: Kind, text: &str) -> (Index, Checked) {
        let mut checked = Checked::default();
        let mut rules = Vec::new();
        for (line, rule) in check(text) {
            match rule {
                Ok(rule) => rules.push((kind, rule)),
                Err(refusal) => checked.refused.push((line, refusal)),
            }
        }
        checked.taken = rules.len() as u32;
        let index = Index::from_bytes(compile(rules)).expect("what has just been compiled can be read");
        (index, checked)
    }
}

/// All lists that are loaded. Cheap to clone.
#[derive(Clone)]
pub struct RuleSet {
    lists: Vec<Arc<Index>>,
    filter: Arc<Bloom>,
}

impl Default for RuleSet {
    fn default() -> Self {
        Self::new()
    }
}

impl RuleSet {
    pub fn new() -> Self {
        RuleSet { lists: Vec::new(), filter: Arc::new(Bloom::new()) }
    }

    /// Adds a compiled list. `false`: these bytes are none, and nothing has changed.
    pub fn add_bytes(&mut self, bytes: impl Into<Cow<'static, [u8]>>) -> bool {
        Index::from_bytes(bytes).map(|index| self.add(Arc::new(index))).is_some()
    }

    /// Adds a list that is already read; one list may be shared by many sets.
    pub fn add(&mut self, index: Arc<Index>) {
        Arc::make_mut(&mut self.filter).union(index.filter());
        self.lists.push(index);
    }

    /// Adds rules as text: the good lines are taken, the others told.
    pub fn add_text(&mut self, kind: Kind, text: &str) -> Checked {
        let (index, checked) = Index::from_text(kind, text);
        if !index.is_empty() {
            self.add(Arc::new(index));
        }
        checked
    }

    /// How many rules are loaded.
    pub fn len(&self) -> u32 {
        self.lists.iter().map(|l| l.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// What holds on one page.
    pub fn for_page(&self, url: &Url, kinds: Kinds) -> PageRules {
        PageRules::new(self.lists.clone(), &self.filter, url, kinds)
    }
}
