//! From an article to a file or a citation. One list, [`FORMATS`]; menus, help and tables are
//! printed from it.
//!
//! The danger: every field is a stranger's text, and every format has its own way to break out of
//! a field. Each writer escapes for itself, with what [`field`] and the format's own room give it.

pub mod field;

use crate::article::{Article, Date};

/// What the host knows and the page does not. The core has no clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// The day on which the reader saw the page.
    pub accessed: Option<Date>,
}

/// Writes an article in one format.
pub type Write = fn(&Article, &Context) -> String;

/// What a format is for; menus put one heading over each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// A record that a reference manager or a program reads.
    Reference,
    /// A sentence for a list of references.
    Citation,
    /// The article itself.
    Text,
}

/// An export format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What `--format` takes.
    pub name: &'static str,
    /// What a menu shows.
    pub label: &'static str,
    pub group: Group,
    /// File name extension without the dot.
    pub extension: &'static str,
    pub media_type: &'static str,
    pub write: Write,
    /// The same as an HTML fragment with its italics, for a clipboard that takes rich text.
    pub rich: Option<Write>,
}

/// All formats, in the order in which they are offered.
pub const FORMATS: &[Format] = &[Format {
    name: "json",
    label: "Article JSON",
    group: Group::Reference,
    extension: "json",
    media_type: "application/json",
    write: article_json,
    rich: None,
}];

/// The format that `--format` and the popup call `name`.
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The article's own JSON, all fields with their provenance.
fn article_json(article: &Article, _: &Context) -> String {
    serde_json::to_string_pretty(article).unwrap_or_default()
}
