//! What a short text or a picture element says by itself.

use super::clip;
use crate::element::Element;

/// "Von Jane Doe" on a line of its own.
pub(super) fn is_signature(text: &str) -> bool {
    let text = text.trim_start();
    let Some((word, rest)) = text.split_once(' ') else { return false };
    let word = word.trim_end_matches(':');
    ["by", "von", "par", "por", "door"].iter().any(|by| word.eq_ignore_ascii_case(by))
        && rest.trim_start().starts_with(char::is_uppercase)
        && rest.trim().contains(' ')
}

/// Four digits alone that are a year of our time.
pub(super) fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).enumerate().any(|(i, w)| {
        (w.starts_with(b"20") || w.starts_with(b"19"))
            && w[2..].iter().all(u8::is_ascii_digit)
            && !bytes.get(i + 4).is_some_and(u8::is_ascii_digit)
            && !(i > 0 && bytes[i - 1].is_ascii_digit())
    })
}

/// The picture's real address: placeholders stand in `src` while the real one is in a data attribute.
pub(super) fn image_address(element: &Element) -> String {
    let from_set = |set: &str| {
        // The largest of the set comes last, or says so itself.
        set.split(", ")
            .filter_map(|entry| {
                let mut parts = entry.split_whitespace();
                let url = parts.next()?;
                let size = parts
                    .next()
                    .and_then(|s| s.trim_end_matches(['w', 'x', ',']).parse::<f32>().ok())
                    .unwrap_or(0.0);
                Some((url, size))
            })
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(url, _)| url.to_owned())
    };
    let usable = |url: &&str| !url.is_empty() && !url.starts_with("data:") && !url.starts_with("blob:");
    for name in
        ["src", "data-src", "data-original", "data-lazy-src", "data-url", "data-hi-res-src", "data-image"]
    {
        if let Some(url) = element.attr(name).filter(usable) {
            return clip(url, 2000).to_owned();
        }
    }
    for name in ["srcset", "data-srcset", "data-lazy-srcset"] {
        if let Some(url) = element.attr(name).and_then(from_set).filter(|u| usable(&u.as_str())) {
            return clip(&url, 2000).to_owned();
        }
    }
    String::new()
}
