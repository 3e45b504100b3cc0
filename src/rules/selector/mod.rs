//! Selectors: CSS as far as a document can answer it without layout, and the procedural
//! conditions of filter lists (`:has-text()`, `:upward()`, `:matches-attr()`).
//!
//! Written by strangers and run on every page, so: the parser refuses what it does not know in
//! full, and matching is bounded (`eval::Fuel`).

mod argument;
pub(super) mod eval;
mod html_filter;
pub(super) mod key;
mod parse;
mod print;
pub(super) mod test;

pub use test::TextTest;

/// A selector list: matches what any of its alternatives matches.
#[derive(Debug, Clone)]
pub struct Selector {
    pub(super) alternatives: Vec<Chain>,
}

/// A complex selector, then the procedural steps that lead from its matches to others.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    pub base: Complex,
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Go up this many elements.
    Levels(u32),
    /// Go up to the nearest ancestor that matches.
    To(Selector),
    /// Stay only if this holds too.
    Filter(Vec<Simple>),
}

/// Compounds joined by combinators, from the subject leftwards.
#[derive(Debug, Clone, Default)]
pub(super) struct Complex {
    pub subject: Compound,
    pub context: Vec<(Combinator, Compound)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Combinator {
    Descendant,
    Child,
    NextSibling,
    LaterSibling,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Compound {
    /// Lower case; `None` also stands for `*`.
    pub tag: Option<String>,
    pub simples: Vec<Simple>,
}

#[derive(Debug, Clone)]
pub(super) enum Simple {
    Id(String),
    Class(String),
    Attribute(Attribute),
    Not(Selector),
    Is(Selector),
    /// Relative selectors; each one's leftmost compound is `Scope`.
    Has(Vec<Complex>),
    /// The element that `:has()` was asked about.
    Scope,
    Root,
    Empty,
    Nth(Nth),
    Text(TextTest),
    MinTextLength(usize),
    MaxTextLength(usize),
    MatchesAttribute {
        name: TextTest,
        value: Option<TextTest>,
    },
}

#[derive(Debug, Clone)]
pub(super) struct Attribute {
    pub name: String,
    pub operator: Operator,
    pub value: String,
    pub ignore_case: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Exists,
    Equals,
    Includes,
    Dash,
    Prefix,
    Suffix,
    Substring,
}

/// `:nth-child(an+b of …)` and its relatives.
#[derive(Debug, Clone)]
pub(super) struct Nth {
    pub a: i32,
    pub b: i32,
    pub from_end: bool,
    pub of_type: bool,
    pub of: Option<Selector>,
}

/// What must have been read before a selector can be answered for an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// The start tag and the open ancestors.
    Nothing,
    /// The siblings before it.
    Siblings,
    /// All that is inside it.
    Subtree,
    /// What comes after it, or the inside of an ancestor.
    Document,
}

impl Selector {
    /// What an answer waits for, at most.
    pub fn needs(&self) -> Needs {
        self.alternatives.iter().map(Chain::needs).max().unwrap_or(Needs::Nothing)
    }

    /// Does an answer hang on the text of the page?
    pub fn asks_text(&self) -> bool {
        self.any_simple(&|s| {
            matches!(s, Simple::Text(_) | Simple::MinTextLength(_) | Simple::MaxTextLength(_))
        })
    }

    /// Does it hang on the text of other elements than the one first asked?
    pub(super) fn asks_earlier_text(&self) -> bool {
        let text =
            |s: &Simple| matches!(s, Simple::Text(_) | Simple::MinTextLength(_) | Simple::MaxTextLength(_));
        self.asks_text()
            && self.alternatives.iter().any(|c| {
                !c.steps.is_empty()
                    || c.base.context.iter().any(|(_, c)| c.simples.iter().any(|s| s.any(&text)))
            })
    }

    /// Can a browser's stylesheet hold it as it is?
    pub fn is_css(&self) -> bool {
        self.alternatives.iter().all(|c| c.steps.is_empty())
            && !self.any_simple(&|s| {
                matches!(
                    s,
                    Simple::Text(_)
                        | Simple::MinTextLength(_)
                        | Simple::MaxTextLength(_)
                        | Simple::MatchesAttribute { .. }
                )
            })
    }

    fn any_simple(&self, test: &dyn Fn(&Simple) -> bool) -> bool {
        self.alternatives.iter().any(|chain| {
            chain.base.any_simple(test)
                || chain.steps.iter().any(|step| match step {
                    Step::Levels(_) => false,
                    Step::To(selector) => selector.any_simple(test),
                    Step::Filter(simples) => simples.iter().any(|s| s.any(test)),
                })
        })
    }
}

impl Chain {
    fn needs(&self) -> Needs {
        if self.steps.is_empty() { self.base.needs() } else { Needs::Document }
    }
}

impl Complex {
    fn any_simple(&self, test: &dyn Fn(&Simple) -> bool) -> bool {
        std::iter::once(&self.subject)
            .chain(self.context.iter().map(|(_, c)| c))
            .any(|c| c.simples.iter().any(|s| s.any(test)))
    }

    fn needs(&self) -> Needs {
        let mut needs = self.subject.needs();
        let mut above = false;
        for (combinator, compound) in &self.context {
            let own = compound.needs();
            match combinator {
                Combinator::Descendant | Combinator::Child => above = true,
                // An earlier sibling is closed, so its inside is known.
                Combinator::NextSibling | Combinator::LaterSibling => needs = needs.max(Needs::Siblings),
            }
            let own = match own {
                Needs::Subtree if above => Needs::Document,
                Needs::Subtree => Needs::Siblings,
                own => own,
            };
            needs = needs.max(own);
        }
        needs
    }
}

impl Compound {
    fn needs(&self) -> Needs {
        self.simples.iter().map(Simple::needs).max().unwrap_or(Needs::Nothing)
    }
}

impl Simple {
    fn any(&self, test: &dyn Fn(&Simple) -> bool) -> bool {
        test(self)
            || match self {
                Simple::Not(s) | Simple::Is(s) => s.any_simple(test),
                Simple::Has(list) => list.iter().any(|c| c.any_simple(test)),
                Simple::Nth(Nth { of: Some(of), .. }) => of.any_simple(test),
                _ => false,
            }
    }

    fn needs(&self) -> Needs {
        match self {
            Simple::Not(s) | Simple::Is(s) => s.needs(),
            Simple::Has(list) => {
                let beside = list.iter().any(|c| {
                    matches!(c.context.last(), Some((Combinator::NextSibling | Combinator::LaterSibling, _)))
                });
                if beside { Needs::Document } else { Needs::Subtree }
            }
            Simple::Empty | Simple::Text(_) | Simple::MinTextLength(_) | Simple::MaxTextLength(_) => {
                Needs::Subtree
            }
            Simple::Nth(nth) if nth.from_end => Needs::Document,
            Simple::Nth(nth) => nth.of.as_ref().map_or(Needs::Siblings, |of| of.needs().max(Needs::Siblings)),
            _ => Needs::Nothing,
        }
    }
}
