//! What the page claims about its article: field, value, source, place. It judges nothing.

use url::Url;

use crate::element::Path;

/// Hears the page's events and writes down claims.
#[derive(Debug, Default)]
pub struct Listener {}

/// All that a page claimed.
#[derive(Debug, Default)]
pub struct Claims {}

impl Listener {
    pub fn open(&mut self, _path: &Path) {}

    /// A whole text node, decoded; scripts too, their element is `path.current()`.
    pub fn text(&mut self, _text: &str, _path: &Path) {}

    pub fn close(&mut self, _path: &Path) {}

    /// The elements with these serials were removed from the page as ads or walls.
    pub fn forget(&mut self, _serials: std::ops::Range<u32>) {}

    /// `url` is the page's address, `None` when it is not known.
    pub fn finish(self, _url: Option<&Url>) -> Claims {
        Claims::default()
    }
}
