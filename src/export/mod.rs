//! From an article to a file or a citation. One list, [`FORMATS`]; menus, help and tables are
//! printed from it.
//!
//! The danger: every field is a stranger's text, and every format has its own way to break out of
//! a field. Each writer escapes for itself, with what [`field`] and the format's own room give it.

mod bibtex;
mod citation;
mod coins;
mod csl;
mod dublin_core;
mod emphasis;
pub mod field;
mod file;
pub mod html;
mod jsonld;
mod key;
mod latin;
mod markdown;
mod name;
mod record;
mod ris;
mod tex;
mod text;
mod wiki;
mod yaml;

use crate::article::{Article, Date};

pub use file::file_name;

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
pub const FORMATS: &[Format] = &[
    reference("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex::bibtex),
    reference("biblatex", "BibLaTeX", "bib", "application/x-bibtex", bibtex::biblatex),
    reference("ris", "RIS", "ris", "application/x-research-info-systems", ris::ris),
    reference("csl-json", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl::csl_json),
    reference("json-ld", "schema.org JSON-LD", "jsonld", "application/ld+json", jsonld::json_ld),
    reference("dublin-core", "Dublin Core meta tags", "html", "text/html", dublin_core::dublin_core),
    reference("coins", "COinS", "html", "text/html", coins::coins),
    reference("wiki", "Wikipedia template", "txt", "text/plain", wiki::wiki),
    reference("json", "Article JSON", "json", "application/json", article_json),
    citation(
        "apa",
        "APA 7",
        |a, c| citation::plain(citation::apa, a, c),
        |a, c| citation::html(citation::apa, a, c),
    ),
    citation(
        "mla",
        "MLA 9",
        |a, c| citation::plain(citation::mla, a, c),
        |a, c| citation::html(citation::mla, a, c),
    ),
    citation(
        "chicago-author-date",
        "Chicago 18, author-date",
        |a, c| citation::plain(citation::author_date, a, c),
        |a, c| citation::html(citation::author_date, a, c),
    ),
    citation(
        "chicago-bibliography",
        "Chicago 18, bibliography",
        |a, c| citation::plain(citation::bibliography, a, c),
        |a, c| citation::html(citation::bibliography, a, c),
    ),
    citation(
        "chicago-note",
        "Chicago 18, note",
        |a, c| citation::plain(citation::note, a, c),
        |a, c| citation::html(citation::note, a, c),
    ),
    citation(
        "harvard",
        "Harvard (Cite Them Right)",
        |a, c| citation::plain(citation::harvard, a, c),
        |a, c| citation::html(citation::harvard, a, c),
    ),
    citation(
        "ieee",
        "IEEE",
        |a, c| citation::plain(citation::ieee, a, c),
        |a, c| citation::html(citation::ieee, a, c),
    ),
    citation(
        "vancouver",
        "Vancouver",
        |a, c| citation::plain(citation::vancouver, a, c),
        |a, c| citation::html(citation::vancouver, a, c),
    ),
    citation(
        "din-iso-690",
        "DIN ISO 690",
        |a, c| citation::plain(citation::iso690, a, c),
        |a, c| citation::html(citation::iso690, a, c),
    ),
    text("markdown", "Markdown", "md", "text/markdown", markdown::markdown),
    text("html", "HTML", "html", "text/html", html::html),
    text("text", "Plain text", "txt", "text/plain", text::text),
];

const fn citation(name: &'static str, label: &'static str, write: Write, rich: Write) -> Format {
    let (group, extension, media_type) = (Group::Citation, "txt", "text/plain");
    Format { name, label, group, extension, media_type, write, rich: Some(rich) }
}

const fn text(
    name: &'static str,
    label: &'static str,
    extension: &'static str,
    media_type: &'static str,
    write: Write,
) -> Format {
    Format { name, label, group: Group::Text, extension, media_type, write, rich: None }
}

const fn reference(
    name: &'static str,
    label: &'static str,
    extension: &'static str,
    media_type: &'static str,
    write: Write,
) -> Format {
    Format { name, label, group: Group::Reference, extension, media_type, write, rich: None }
}

/// The format that `--format` and the popup call `name`.
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The article's own JSON, all fields with their provenance.
fn article_json(article: &Article, _: &Context) -> String {
    serde_json::to_string_pretty(article).unwrap_or_default()
}
