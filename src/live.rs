//! The same pass over a page that is already there: HTML in, element numbers out.
//!
//! The page numbers its elements in document order and leaves out what is inside `template` and
//! `noscript`, because it cannot see them as the parser does. The core counts every start tag. The
//! two are brought together here, and the count goes back too: where it differs from the page's
//! own, the page edits nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::clean::overlay::{Facts, What};
use crate::clean::veil::Repair;
use crate::clean::{Cleaning, Kind};
use crate::stream::{Options, Pass};

/// A question about a live page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Request {
    pub url: String,
    /// The first elements are only the shells of ancestors.
    pub shells: u32,
    /// What only the browser knows.
    pub facts: Facts,
}

/// What to do to the page.
#[derive(Debug, Default, Serialize, PartialEq)]
pub struct Answer {
    pub edits: Vec<Edit>,
    /// How many elements the core counted.
    pub count: u32,
}

/// One change to one element.
#[derive(Debug, Clone, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Edit {
    /// The element's number.
    pub n: u32,
    pub action: Action,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    pub reason: String,
    pub selector: String,
    /// Properties to set over the page's own.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub style: BTreeMap<&'static str, &'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drop_classes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drop_attributes: Vec<&'static str>,
    /// Take away what is drawn before and after it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unfade: bool,
    /// Judged by what the browser measured, not by markup alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub measured: bool,
}

/// What is done to an element.
#[derive(Debug, Clone, Copy, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Not shown any more; it stays in the page for the page's scripts.
    Hide,
    /// Scrolling is given back.
    Unlock,
    /// Text is shown in full.
    Unclip,
    /// Taken out, where nothing less frees the page.
    Remove,
}

/// Judges a page or a part of it. `cleaning` is what the reader chose.
pub fn judge(html: &str, request: &Request, cleaning: Cleaning) -> Answer {
    let mut pass = Pass::new(Options {
        url: Url::parse(&request.url).ok(),
        content_type: Some("text/html; charset=utf-8".to_owned()),
        cleaning: Some(cleaning),
        only_clean: true,
        live: Some(request.facts.clone()),
    });
    let mut out = vec![];
    pass.write(html.as_bytes(), &mut out);
    let reading = pass.end(&mut out);
    if reading.fault.is_some() {
        return Answer::default();
    }
    let number = |serial: u32| reading.live.numbers.get(serial as usize).copied().flatten();
    let hidden = reading.removals.iter().filter_map(|removal| {
        let n = number(removal.serial).filter(|n| *n >= request.shells)?;
        Some(Edit {
            n,
            action: Action::Hide,
            kind: Some(removal.kind),
            reason: removal.reason.clone(),
            selector: removal.selector.clone(),
            style: BTreeMap::new(),
            drop_classes: vec![],
            drop_attributes: vec![],
            unfade: false,
            measured: false,
        })
    });
    let changed = reading.live.changes.iter().filter_map(|change| {
        let (action, kind, repair) = match &change.what {
            What::Hide(kind) => (Action::Hide, Some(*kind), Repair::default()),
            What::Unlock(repair) => (Action::Unlock, None, repair.clone()),
            What::Unclip(repair) => (Action::Unclip, None, repair.clone()),
        };
        if action == Action::Hide && change.n < request.shells {
            return None;
        }
        Some(Edit {
            n: change.n,
            action,
            kind,
            reason: change.reason.clone(),
            selector: change.selector.clone(),
            style: repair.style.into_iter().collect(),
            drop_classes: repair.drop_classes,
            drop_attributes: repair.drop_attributes,
            unfade: repair.unfade,
            measured: true,
        })
    });
    let edits = hidden.chain(changed).collect();
    Answer { edits, count: reading.live.numbers.iter().flatten().count() as u32 }
}
