//! Does an element match? Yes, no, or not yet.
//!
//! The danger is to answer too early: `:not(:has(img))` is true of every element that has just
//! been opened. So each condition that what is still to come could change says `Maybe`, and three
//! values run through the whole selector. A budget of steps bounds what hostile markup can cost;
//! when it is spent nothing matches any more, and the page stays as it is.

use super::*;
use crate::rules::tree::{NodeId, Tree};
use std::cell::Cell;

/// An answer in a document that is still being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    No,
    /// What is to come decides.
    Maybe,
    Yes,
}

use Answer::{Maybe, No, Yes};

impl Answer {
    fn and(self, other: impl FnOnce() -> Answer) -> Answer {
        match self {
            No => No,
            Yes => other(),
            Maybe => {
                if other() == No {
                    No
                } else {
                    Maybe
                }
            }
        }
    }

    fn or(self, other: impl FnOnce() -> Answer) -> Answer {
        match self {
            Yes => Yes,
            No => other(),
            Maybe => {
                if other() == Yes {
                    Yes
                } else {
                    Maybe
                }
            }
        }
    }

    fn not(self) -> Answer {
        match self {
            No => Yes,
            Maybe => Maybe,
            Yes => No,
        }
    }
}

impl From<bool> for Answer {
    fn from(value: bool) -> Self {
        if value { Yes } else { No }
    }
}

/// How many more steps a page may cost.
#[derive(Debug)]
pub struct Fuel(Cell<u32>);

impl Fuel {
    pub fn new(steps: u32) -> Self {
        Fuel(Cell::new(steps))
    }

    fn spend(&self) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(1));
        left > 0
    }

    pub fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// Where an evaluation stands: the page, the budget, and what `:scope` means.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Eval<'a> {
    pub tree: &'a Tree,
    pub fuel: &'a Fuel,
    pub scope: Option<NodeId>,
}

impl Eval<'_> {
    /// Does `node` match any alternative? Alternatives with steps lead elsewhere: see `targets`.
    pub fn selector(&self, selector: &Selector, node: NodeId) -> Answer {
        any(selector
            .alternatives
            .iter()
            .map(|c| if c.steps.is_empty() { self.complex(&c.base, node) } else { self.stepped(c, node) }))
    }

    /// Inside `:not()` or `:is()`: is `node` where a chain with steps can lead to?
    fn stepped(&self, chain: &Chain, node: NodeId) -> Answer {
        let found = self.tree.descendants(node).any(|d| {
            self.complex(&chain.base, d) == Yes && self.follow(&chain.steps, d) == Some((node, Yes))
        });
        if found { Yes } else { self.later(node) }
    }

    /// Where a chain leads from `node`, and with what certainty.
    pub fn target(&self, chain: &Chain, node: NodeId) -> Option<(NodeId, Answer)> {
        match self.complex(&chain.base, node) {
            No => None,
            base => self.follow(&chain.steps, node).map(|(n, a)| (n, base.and(|| a))),
        }
    }

    fn follow(&self, steps: &[Step], mut node: NodeId) -> Option<(NodeId, Answer)> {
        let mut answer = Yes;
        for step in steps {
            match step {
                Step::Levels(n) => {
                    for _ in 0..*n {
                        node = self.tree.parent(node)?;
                    }
                }
                Step::To(selector) => loop {
                    node = self.tree.parent(node)?;
                    match self.selector(selector, node) {
                        No => continue,
                        found => {
                            answer = answer.and(|| found);
                            break;
                        }
                    }
                },
                Step::Filter(simples) => {
                    answer = answer.and(|| all(simples.iter().map(|s| self.simple(s, node))))
                }
            }
        }
        (answer != No).then_some((node, answer))
    }

    pub fn complex(&self, complex: &Complex, node: NodeId) -> Answer {
        self.compound(&complex.subject, node).and(|| self.context(&complex.context, node))
    }

    fn context(&self, context: &[(Combinator, Compound)], node: NodeId) -> Answer {
        let Some(((combinator, compound), rest)) = context.split_first() else { return Yes };
        let at = |n: NodeId| self.compound(compound, n).and(|| self.context(rest, n));
        let walk = |step: &dyn Fn(NodeId) -> Option<NodeId>| {
            any(std::iter::successors(step(node), |&n| step(n)).map(at))
        };
        match combinator {
            Combinator::Child => self.tree.parent(node).map_or(No, at),
            Combinator::Descendant => walk(&|n| self.tree.parent(n)),
            Combinator::NextSibling => self.tree.previous(node).map_or(No, at),
            Combinator::LaterSibling => walk(&|n| self.tree.previous(n)),
        }
    }

    fn compound(&self, compound: &Compound, node: NodeId) -> Answer {
        if !self.fuel.spend() {
            return No;
        }
        match &compound.tag {
            Some(tag) if tag != self.tree.name(node) => No,
            _ => all(compound.simples.iter().map(|s| self.simple(s, node))),
        }
    }

    fn simple(&self, simple: &Simple, node: NodeId) -> Answer {
        let tree = self.tree;
        match simple {
            Simple::Id(id) => (tree.attribute(node, "id") == Some(id)).into(),
            Simple::Class(class) => tree
                .attribute(node, "class")
                .is_some_and(|value| value.split_ascii_whitespace().any(|c| c == class))
                .into(),
            Simple::Attribute(attribute) => {
                tree.attribute(node, &attribute.name).is_some_and(|value| attribute.matches(value)).into()
            }
            Simple::Not(selector) => self.selector(selector, node).not(),
            Simple::Is(selector) => self.selector(selector, node),
            Simple::Has(list) => self.has(list, node),
            Simple::Scope => match self.scope {
                Some(scope) => (scope == node).into(),
                None => tree.parent(node).is_none().into(),
            },
            Simple::Root => tree.parent(node).is_none().into(),
            Simple::Empty => {
                if tree.is_childless(node) {
                    self.later(node).not()
                } else {
                    No
                }
            }
            Simple::Nth(nth) => self.nth(nth, node),
            Simple::Text(test) => {
                let open = tree.is_open(node);
                if open && !test.is_monotone() {
                    return Maybe;
                }
                if test.matches(tree.text_of(node)) { Yes } else { self.later(node) }
            }
            Simple::MinTextLength(n) => {
                if tree.text_of(node).len() >= *n {
                    Yes
                } else {
                    self.later(node)
                }
            }
            Simple::MaxTextLength(n) => {
                if tree.text_of(node).len() > *n {
                    No
                } else {
                    self.later(node).not()
                }
            }
            Simple::MatchesAttribute { name, value } => tree
                .attributes(node)
                .any(|(n, v)| name.matches(n) && value.as_ref().is_none_or(|test| test.matches(v)))
                .into(),
        }
    }

    /// Not seen inside so far: not yet while it is open, no once it is closed.
    fn later(&self, node: NodeId) -> Answer {
        if self.tree.is_open(node) { Maybe } else { No }
    }

    fn has(&self, list: &[Complex], node: NodeId) -> Answer {
        let inner = Eval { scope: Some(node), ..*self };
        any(list.iter().map(|complex| {
            let first = complex.context.last().map_or(Combinator::Descendant, |(c, _)| *c);
            let (seen, more) = match first {
                Combinator::Descendant | Combinator::Child => (self.tree.descendants(node), self.later(node)),
                Combinator::NextSibling | Combinator::LaterSibling => {
                    let more = if self.tree.may_get_siblings(node) { Maybe } else { No };
                    (self.tree.following(node), more)
                }
            };
            // What is still open among the seen may answer "not yet" by itself.
            any(seen.map(|n| inner.complex(complex, n))).or(|| more)
        }))
    }

    fn nth(&self, nth: &Nth, node: NodeId) -> Answer {
        let tree = self.tree;
        let counts = |n: NodeId| -> Answer {
            if nth.of_type && tree.name(n) != tree.name(node) {
                return No;
            }
            nth.of.as_ref().map_or(Yes, |of| self.selector(of, n))
        };
        if nth.of.is_some() {
            match counts(node) {
                Yes => {}
                other => return other,
            }
        }
        let plain = !nth.of_type && nth.of.is_none();
        if !nth.from_end {
            if plain {
                return nth.holds(tree.nth(node)).into();
            }
            let before = std::iter::successors(tree.previous(node), |&n| tree.previous(n));
            return nth
                .holds(1 + before.filter(|&n| self.fuel.spend() && counts(n) == Yes).count() as u32)
                .into();
        }
        let after = std::iter::successors(tree.next(node), |&n| tree.next(n));
        let count = 1 + after.filter(|&n| self.fuel.spend() && counts(n) == Yes).count() as u32;
        if !tree.may_get_siblings(node) {
            return nth.holds(count).into();
        }
        // The count can only grow: a small fixed place is lost for good once it is passed.
        if nth.a == 0 && i64::from(nth.b) < i64::from(count) { No } else { Maybe }
    }
}

impl Nth {
    fn holds(&self, place: u32) -> bool {
        let offset = i64::from(place) - i64::from(self.b);
        match i64::from(self.a) {
            0 => offset == 0,
            a => offset % a == 0 && offset / a >= 0,
        }
    }
}

impl Attribute {
    pub fn matches(&self, value: &str) -> bool {
        if self.ignore_case {
            return self.compare(&value.to_ascii_lowercase(), &self.value.to_ascii_lowercase());
        }
        self.compare(value, &self.value)
    }

    /// Selectors 4, 6.2: the empty string is never a part of anything.
    fn compare(&self, value: &str, wanted: &str) -> bool {
        match self.operator {
            Operator::Exists => true,
            Operator::Equals => value == wanted,
            Operator::Includes => value.split_ascii_whitespace().any(|token| token == wanted),
            Operator::Dash => {
                value.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
            Operator::Prefix => !wanted.is_empty() && value.starts_with(wanted),
            Operator::Suffix => !wanted.is_empty() && value.ends_with(wanted),
            Operator::Substring => !wanted.is_empty() && value.contains(wanted),
        }
    }
}

fn any(answers: impl Iterator<Item = Answer>) -> Answer {
    let mut result = No;
    for answer in answers {
        match answer {
            Yes => return Yes,
            Maybe => result = Maybe,
            No => {}
        }
    }
    result
}

fn all(answers: impl Iterator<Item = Answer>) -> Answer {
    let mut result = Yes;
    for answer in answers {
        match answer {
            No => return No,
            Maybe => result = Maybe,
            Yes => {}
        }
    }
    result
}
