//! Filter lists: the rules that volunteers and readers keep, applied in the same pass.
//!
//! How the rest of the core uses this room:
//!
//! ```
//! use faircopy::element::Path;
//! use faircopy::rules::{Kind, Kinds, Matcher, RuleSet, lists};
//! use url::Url;
//!
//! // Once per program: the compiled lists that a page may need …
//! let mut rules = RuleSet::new();
//! for file in lists::wanted("de", "example.at", lists::Extra::default()) {
//!     let path = format!("{file}.bin"); // read it, then: rules.add_bytes(bytes)
//! }
//! // … and the reader's own text, good lines taken, bad ones told with their number.
//! let checked = rules.add_text(Kind::Own, "site.example##.promo\n##div:hover(");
//! assert_eq!(checked.refused[0].0, 2);
//!
//! // Once per page: what holds on this address, exceptions applied.
//! let url = Url::parse("https://site.example/news").unwrap();
//! let page = rules.for_page(&url, Kinds::default());
//! assert_eq!(page.css(), ".promo { display: none !important; }\n");
//!
//! // Once per event of the stream.
//! let mut matcher = Matcher::new(page);
//! let mut path = Path::default();
//! let element = path.push(0);
//! element.reset("div");
//! element.push_attribute("class", "promo");
//! let opened = matcher.open(&path);
//! assert_eq!(opened.matches[0].serial, 0);   // decided at the start tag
//! assert!(!opened.waits);                    // nothing to be decided at the end tag
//! let rule = opened.matches[0].rule;
//! assert_eq!(matcher.explain(rule), "site.example##.promo");
//! matcher.text("Read on");                   // each text node
//! assert!(matcher.close().is_empty());       // each end tag: what its inside has decided
//! assert!(matcher.end().is_empty());         // after the last byte: what only now is known
//! ```
//!
//! `open` costs a look-up per id, class, attribute and tag of the element, whatever the number of
//! rules. `waits` says that `close` of this element may still match (`:has()`, text conditions):
//! hold its bytes or leave it to the live page. A match names its element by serial, because
//! `:upward()` leads to an ancestor. Rules with the action `Html` hold only in the stream, before
//! the browser has the element; those with `Style` change it instead of hiding it.

mod css;
mod index;
pub mod lists;
mod matcher;
mod page;
mod refusal;
pub mod selector;
mod set;
pub mod syntax;
mod tree;

pub use index::{Index, compile};
pub use matcher::{Match, Matcher, Opened};
pub use page::PageRules;
pub use refusal::Refusal;
pub use set::{Checked, RuleSet, check};

/// What a list is about; the reader's switches go by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Kind {
    Ads,
    /// Registration walls, newsletter pop-ups.
    Walls,
    /// Cookie and consent notices.
    Consent,
    /// "Open in our app".
    App,
    /// Share bars, self-promotion: many readers keep them.
    Annoyances,
    /// Chats, comment boxes: many readers keep them.
    Widgets,
    /// The reader's own rules and subscriptions.
    Own,
}

impl Kind {
    /// All kinds, in the order of their bits.
    pub const ALL: [Kind; 7] =
        [Kind::Ads, Kind::Walls, Kind::Consent, Kind::App, Kind::Annoyances, Kind::Widgets, Kind::Own];

    fn from_bits(bits: u8) -> Kind {
        Self::ALL.get(bits as usize).copied().unwrap_or(Kind::Own)
    }

    /// The name used in files and settings.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Ads => "ads",
            Kind::Walls => "walls",
            Kind::Consent => "consent",
            Kind::App => "app",
            Kind::Annoyances => "annoyances",
            Kind::Widgets => "widgets",
            Kind::Own => "own",
        }
    }
}

/// The kinds that are switched on. By default all but annoyances and widgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kinds(u8);

impl Default for Kinds {
    fn default() -> Self {
        Kinds::ALL.without(Kind::Annoyances).without(Kind::Widgets)
    }
}

impl Kinds {
    pub const ALL: Kinds = Kinds(0x7f);
    pub const NONE: Kinds = Kinds(0);

    #[must_use]
    pub fn with(self, kind: Kind) -> Self {
        Kinds(self.0 | 1 << kind as u8)
    }

    #[must_use]
    pub fn without(self, kind: Kind) -> Self {
        Kinds(self.0 & !(1 << kind as u8))
    }

    pub fn holds(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }
}

/// What a rule does with its elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Action {
    /// `##`: out of sight.
    Hide,
    /// `:remove()`: out of the page.
    Remove,
    /// `:style()`, `#$#`: other declarations, for frozen scrolling and clipped articles.
    Style,
    /// `##^`, `$$`: out of the HTML, before the browser sees it.
    Html,
}

/// A rule of a [`RuleSet`]: which list, which line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId {
    pub(crate) list: u32,
    pub(crate) rule: u32,
}
