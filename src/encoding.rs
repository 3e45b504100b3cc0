//! How to read a page's bytes as text. It never changes them.
//!
//! Rank, as the Encoding and HTML standards have it: byte order mark, HTTP header, `meta` in the
//! first 1,024 bytes, then a guess. <https://html.spec.whatwg.org/#determining-the-character-encoding>

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, X_USER_DEFINED};
use lol_html::{ElementContentHandlers, HtmlRewriter, Settings};

/// The HTML standard's own bound for the `meta` prescan.
pub const PRESCAN: usize = 1024;

/// An encoding to read text by.
#[derive(Debug, Clone, Copy)]
pub struct Decoding(&'static Encoding);

impl Decoding {
    /// `head` is the beginning of the page: [`PRESCAN`] bytes or, if it is shorter, all of it.
    /// `content_type` is the value of the HTTP header.
    pub fn sniff(head: &[u8], content_type: Option<&str>) -> Self {
        if let Some((encoding, _)) = Encoding::for_bom(head) {
            return Self(encoding);
        }
        content_type.and_then(from_header).or_else(|| from_meta(head)).map_or_else(|| Self(guess(head)), Self)
    }

    /// The encoding's name in the Encoding standard.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Is markup plain ASCII in this encoding? Where it is not, a page is passed through unread.
    pub fn is_ascii_compatible(self) -> bool {
        self.0.is_ascii_compatible()
    }

    /// Malformed sequences become U+FFFD.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        self.0.decode_without_bom_handling(bytes).0
    }
}

fn from_header(content_type: &str) -> Option<&'static Encoding> {
    let mime: mime::Mime = content_type.parse().ok()?;
    Encoding::for_label(mime.get_param("charset")?.as_str().as_bytes())
}

/// The standard's prescan, by the parser that reads the page anyway.
fn from_meta(head: &[u8]) -> Option<&'static Encoding> {
    let mut found = None;
    let mut note = |element: &mut lol_html::html_content::Element<'_, '_>| {
        if found.is_none() {
            let label = element.get_attribute("charset").or_else(|| {
                let pragma = element.get_attribute("http-equiv")?;
                let content = element.get_attribute("content")?;
                pragma.eq_ignore_ascii_case("content-type").then(|| charset_of(&content))?
            });
            found = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
        }
        Ok(())
    };
    let settings = Settings::new().append_element_content_handler((
        Cow::Owned("meta".parse().ok()?),
        ElementContentHandlers::default().element(&mut note),
    ));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    // A cut head is not an error: what was seen before the cut counts.
    let _ = rewriter.write(&head[..head.len().min(PRESCAN)]);
    let _ = rewriter.end();
    // A `meta` that can be read cannot be in UTF-16: the standard takes it for UTF-8, and
    // x-user-defined for windows-1252.
    found.map(|encoding| match encoding {
        e if e == X_USER_DEFINED => WINDOWS_1252,
        e if !e.is_ascii_compatible() && e.name().starts_with("UTF-16") => UTF_8,
        e => e,
    })
}

/// <https://html.spec.whatwg.org/#extracting-character-encodings-from-meta-elements>, loosely:
/// what follows `charset=` up to a quote, a semicolon or white space.
fn charset_of(content: &str) -> Option<String> {
    let lower = content.to_ascii_lowercase();
    let rest = lower[lower.find("charset")? + "charset".len()..].trim_start();
    let value = rest.strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    Some(value.split(|c: char| matches!(c, '"' | '\'' | ';') || c.is_ascii_whitespace()).next()?.to_owned())
}

fn guess(head: &[u8]) -> &'static Encoding {
    // Nothing but UTF-8 looks like UTF-8; the last character may be cut.
    if std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Not the last piece: a character may be cut at the end of the head.
    detector.feed(head, false);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(head: &[u8], content_type: Option<&str>) -> &'static str {
        Decoding::sniff(head, content_type).name()
    }

    #[test]
    fn the_byte_order_mark_beats_the_header() {
        assert_eq!(name(b"\xef\xbb\xbf<p>", Some("text/html; charset=windows-1251")), "UTF-8");
        assert_eq!(name(b"\xff\xfe<\0", None), "UTF-16LE");
    }

    #[test]
    fn the_header_beats_the_meta_element() {
        let head = b"<meta charset=shift_jis>";
        assert_eq!(name(head, Some("text/html; charset=\"EUC-KR\"")), "EUC-KR");
        assert_eq!(name(head, Some("text/html; charset=nonsense")), "Shift_JIS");
        assert_eq!(name(head, Some("text/html")), "Shift_JIS");
    }

    #[test]
    fn the_meta_element_is_read_in_both_forms() {
        assert_eq!(name(b"<META CharSet = 'Latin1'>", None), "windows-1252");
        let pragma = b"<meta http-equiv=Content-Type content='text/html; charset=big5'>";
        assert_eq!(name(pragma, None), "Big5");
        assert_eq!(name(b"<meta charset=utf-16>", None), "UTF-8");
        assert_eq!(name(b"<!-- <meta charset=big5> --><meta charset=utf-8>", None), "UTF-8");
    }

    #[test]
    fn what_nothing_declares_is_guessed() {
        assert_eq!(name("<p>é à ü — “quoted”".as_bytes(), None), "UTF-8");
        let (cyrillic, ..) =
            encoding_rs::WINDOWS_1251.encode("<p>Правительство объявило о новых мерах поддержки семей");
        assert_eq!(name(&cyrillic, None), "windows-1251");
    }
}
