//! What the page claims about its article: field, value, source, place. It judges nothing.
//!
//! Every source is a file here and a line in [`SOURCES`] or in [`Listener`]; what a claim is worth
//! is the business of `article/rank.rs`. Pages are hostile: everything stored is bounded.

pub mod dublin_core;
pub mod highwire;
pub mod hints;
pub mod html;
pub mod json_ld;
pub mod mend;
pub mod microdata;
pub mod open_graph;
pub mod schema_org;
pub mod standard;
pub mod vendors;
pub mod visible;
pub mod words;

use url::Url;

use crate::element::Path;

/// What a claim is about. Named after [`Article`](crate::article::Article)'s fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Title,
    /// A summary; whether the reader sees it is for the ranking to find out.
    Description,
    Author,
    Published,
    Modified,
    /// A date that does not say which it is.
    Date,
    SiteName,
    Publisher,
    Section,
    /// One topic or a list of them.
    Tags,
    Language,
    Canonical,
    /// The article's own address, as data gives it.
    Address,
    Image,
    Caption,
    Credit,
    Access,
    /// A schema.org type or a word such as `article`.
    Kind,
    CommentCount,
    Licence,
    Doi,
    Issn,
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Name(Name),
    Picture(Picture),
    /// Text the reader sees, in the pieces that the markup makes of it.
    Pieces(Vec<Piece>),
    /// A date with the words around it.
    Moment {
        /// `datetime` or a data attribute.
        machine: String,
        shown: String,
        /// The last words before the element.
        before: String,
    },
}

/// A name with what its source says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    pub name: String,
    /// `Person`, `Organization` …, empty where the source does not say.
    pub kind: String,
    pub role: String,
    pub url: String,
    pub email: String,
    /// Other spellings: `alternateName`.
    pub other: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    pub url: String,
    pub caption: String,
    pub credit: String,
    pub alt: String,
}

/// A run of visible text and where it links to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub link: Option<String>,
}

/// Where a claim stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The element's number in the pass.
    pub serial: u32,
    /// The number of the innermost `article` element around it, 0 for none.
    pub article: u32,
    /// Bits of [`hints`].
    pub around: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub field: Field,
    pub value: Value,
    /// The name the source has for it: `og:title`, `JSON-LD headline`, `h1`.
    pub source: &'static str,
    pub place: Place,
    /// Index into [`Claims::subjects`] for structured data; `None` for claims about the page.
    pub about: Option<usize>,
}

impl Claim {
    /// The value as one line of text.
    pub fn text(&self) -> String {
        match &self.value {
            Value::Text(text) => text.clone(),
            Value::Name(name) => name.name.clone(),
            Value::Picture(picture) => {
                if picture.url.is_empty() {
                    picture.caption.clone()
                } else {
                    picture.url.clone()
                }
            }
            Value::Moment { machine, shown, .. } => if machine.is_empty() { shown } else { machine }.clone(),
            Value::Pieces(pieces) => one_line(pieces.iter().map(|piece| piece.text.as_str())),
        }
    }
}

/// A thing that structured data describes: one node of a graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    pub types: Vec<String>,
    /// Its `@id`, `url` and `mainEntityOfPage`, as written.
    pub addresses: Vec<String>,
    pub headline: String,
    /// Does it carry a text of its own? Long ones are the page's story.
    pub text_len: usize,
    /// Nested in another thing (a part, a mention, a list item)?
    pub nested: bool,
    pub serial: u32,
}

/// An `article` element and how much running text stands in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ArticleElement {
    pub serial: u32,
    pub end: u32,
    pub text: usize,
}

/// All that a page claimed.
#[derive(Debug, Default)]
pub struct Claims {
    pub claims: Vec<Claim>,
    pub subjects: Vec<Subject>,
    pub articles: Vec<ArticleElement>,
    /// Serial and length of each paragraph that is more than a line.
    pub paragraphs: Vec<(u32, u32)>,
    /// The `html lang` as written.
    pub base: Option<Url>,
}

/// Tables of meta names: each source is its file.
pub const SOURCES: &[(&str, &[(&str, Field)])] = &[
    ("OpenGraph", open_graph::NAMES),
    ("standard", standard::NAMES),
    ("Dublin Core", dublin_core::NAMES),
    ("Highwire", highwire::NAMES),
    ("vendors", vendors::NAMES),
];

const MAX_CLAIMS: usize = 6000;
const MAX_VALUE: usize = 8 * 1024;

/// Where listeners put their claims; bounded.
#[derive(Debug, Default)]
pub struct Ledger {
    pub claims: Vec<Claim>,
}

impl Ledger {
    pub fn push(&mut self, field: Field, source: &'static str, value: Value, place: Place) {
        if self.claims.len() < MAX_CLAIMS {
            self.claims.push(Claim { field, value, source, place, about: None });
        }
    }

    pub fn text(&mut self, field: Field, source: &'static str, text: &str, place: Place) {
        let text = clip(text, MAX_VALUE).trim();
        if !text.is_empty() {
            self.push(field, source, Value::Text(text.to_owned()), place);
        }
    }
}

/// Hears the page's events and writes down claims.
#[derive(Debug, Default)]
pub struct Listener {
    ledger: Ledger,
    visible: visible::Visible,
    scripts: json_ld::Scripts,
    microdata: microdata::Items,
    base: Option<String>,
}

impl Listener {
    pub fn open(&mut self, path: &Path) {
        let open = path.current();
        let element = &open.element;
        match element.name() {
            "meta" => {
                self.visible.open(path, &mut self.ledger);
                self.microdata.open(path);
                meta(path, &mut self.ledger);
                return;
            }
            "script" => {
                self.visible.open(path, &mut self.ledger);
                self.scripts.open(open);
                return;
            }
            "base" if self.base.is_none() => self.base = element.attr("href").map(str::to_owned),
            "link" => html::link(open, &mut self.ledger),
            "html" => html::language(open, &mut self.ledger),
            _ => {}
        }
        self.visible.open(path, &mut self.ledger);
        self.microdata.open(path);
    }

    /// A whole text node, decoded; scripts too, their element is `path.current()`.
    pub fn text(&mut self, text: &str, path: &Path) {
        match path.current().element.name() {
            "script" => {
                self.scripts.text(text);
            }
            "style" => {}
            _ => {
                self.visible.text(text, path, &mut self.ledger);
                self.microdata.text(text);
            }
        }
    }

    pub fn close(&mut self, path: &Path) {
        if path.current().element.name() == "script" {
            self.scripts.close();
        }
        self.visible.close(path, &mut self.ledger);
        self.microdata.close(path);
    }

    /// The elements with these serials were removed from the page as ads or walls.
    pub fn forget(&mut self, serials: std::ops::Range<u32>) {
        self.ledger.claims.retain(|claim| !serials.contains(&claim.place.serial));
        self.visible.forget(&serials);
    }

    /// `url` is the page's address, `None` when it is not known.
    pub fn finish(mut self, url: Option<&Url>) -> Claims {
        let base = match (&self.base, url) {
            (Some(base), Some(url)) => url.join(base).ok(),
            (Some(base), None) => Url::parse(base).ok(),
            (None, url) => url.cloned(),
        };
        self.visible.finish(&mut self.ledger);
        let mut claims = Claims {
            articles: self.visible.articles,
            paragraphs: self.visible.paragraphs,
            base,
            ..Claims::default()
        };
        let mut graph = schema_org::Graph::default();
        for (value, serial) in self.scripts.parse() {
            graph.add(value, serial, schema_org::JSON_LD);
        }
        for (value, serial, sources) in self.microdata.finish() {
            graph.add(value, serial, sources);
        }
        graph.claims(&mut self.ledger, &mut claims.subjects);
        claims.claims = self.ledger.claims;
        claims
    }
}

/// A `meta` with a name and a content, looked up in every table.
fn meta(path: &Path, ledger: &mut Ledger) {
    let open = path.current();
    let element = &open.element;
    let Some(content) = element.attr("content").filter(|c| !c.trim().is_empty()) else { return };
    let place = Place { serial: open.serial, ..Place::default() };
    for attribute in ["property", "name", "itemprop", "http-equiv"] {
        let Some(name) = element.attr(attribute).filter(|n| n.len() <= 64) else { continue };
        for (_, names) in SOURCES {
            if let Some((name, field)) =
                names.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()))
            {
                ledger.text(*field, name, content, place);
                break;
            }
        }
        if attribute == "property" && element.attr("name") == Some(name) {
            break;
        }
    }
}

/// Cuts at a character border.
pub(crate) fn clip(text: &str, max: usize) -> &str {
    let mut end = text.len().min(max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Pieces of text as one line: white space collapsed, soft hyphens and zero-width signs left out.
pub(crate) fn one_line<'a>(pieces: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut space = false;
    for c in pieces.into_iter().flat_map(str::chars) {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
            c if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' => space = true,
            c => {
                if space && !out.is_empty() {
                    out.push(' ');
                }
                space = false;
                out.push(c);
            }
        }
    }
    out.truncate(out.trim_end().len());
    let start = out.len() - out.trim_start().len();
    out.drain(..start);
    out
}
