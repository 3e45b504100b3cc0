//! The article: what the page says of itself, one chosen value per field.
//!
//! Types here refuse nonsense: a date is a date with what is known of it, a person is not an
//! organisation, a URL is absolute. Losers of the choice stay visible as provenance.

pub mod author;
pub mod date;
pub mod date_text;
mod language;
mod pick;
pub mod rank;
mod story;
pub mod title;

use serde::Serialize;
use url::Url;

pub use date::Date;

/// An article as citation tools want it. A field that the page does not tell is absent.
///
/// Serialised, the names are those of the article's own JSON format.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Article {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The line under the headline that the reader sees; not the description for search engines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The address the page was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_image: Option<Image>,
    /// The publisher's claim, `isAccessibleForFree` of schema.org.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_accessible_for_free: Option<bool>,
    /// The text on this page ends before the article does.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub text_is_cut: bool,
    /// A schema.org type: `NewsArticle`, `LiveBlogPosting`, `OpinionNewsArticle` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment_count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word_count: Option<u32>,
    /// Whole minutes, at least 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading_minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issn: Option<String>,
    /// The text in reading order; its JSON is plain text, a block a line.
    #[serde(skip_serializing_if = "crate::body::Body::is_empty")]
    pub body: crate::body::Body,
    /// Where each field came from, and what else was claimed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provenance: Vec<Provenance>,
    /// False for a front page, a section, a search: a page that holds no one article.
    pub is_article: bool,
}

/// Who wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Author {
    /// As one would write it in running text, `Given Family` in most languages.
    pub name: String,
    pub kind: AuthorKind,
    /// `translator`, `editor` …; none for the plain author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorKind {
    #[default]
    Person,
    Organization,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Image {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

/// One claim about one field: what was said, by which source, and whether it won.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The field's name in [`Article`].
    pub field: &'static str,
    pub value: String,
    /// `JSON-LD datePublished`, `og:title`, `h1` …
    pub source: String,
    pub chosen: bool,
}
