//! What the first bytes say before the pass begins: the language, by which lists are chosen.

use lol_html::{ElementContentHandlers, HtmlRewriter, Settings};
use std::borrow::Cow;

/// The `lang` of the root element, if the head shows one; else empty.
pub(super) fn language(head: &[u8]) -> String {
    let mut found = String::new();
    let Ok(root) = "html".parse() else { return found };
    let settings = Settings::new().append_element_content_handler((
        Cow::Owned(root),
        ElementContentHandlers::default().element(|element: &mut lol_html::html_content::Element<'_, '_>| {
            found = element
                .get_attribute("lang")
                .or_else(|| element.get_attribute("xml:lang"))
                .unwrap_or_default();
            Ok(())
        }),
    ));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    // A cut head is no error: what was seen before the cut counts.
    let _ = rewriter.write(head);
    drop(rewriter);
    found
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn the_root_elements_language_is_found_in_a_cut_head() {
        assert_eq!(language(b"<!doctype html><html class=x lang=\"de-AT\"><head><meta na"), "de-AT");
        assert_eq!(language(b"<p>no root"), "");
    }
}
