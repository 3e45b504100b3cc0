//! From an article to a file or a citation. One list, [`FORMATS`]; menus, help and tables are
//! printed from it.

use crate::article::Article;

/// An export format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What `--format` takes.
    pub name: &'static str,
    /// What a menu shows.
    pub label: &'static str,
    /// File name extension without the dot.
    pub extension: &'static str,
    pub media_type: &'static str,
    pub write: fn(&Article) -> String,
}

/// All formats, in the order in which they are offered.
pub const FORMATS: &[Format] = &[Format {
    name: "json",
    label: "Article JSON",
    extension: "json",
    media_type: "application/json",
    write: article_json,
}];

fn article_json(article: &Article) -> String {
    serde_json::to_string_pretty(article).unwrap_or_default()
}
