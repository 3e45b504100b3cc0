//! What is never dropped, asked before every removal.
//!
//! Names mislead: the element round a whole article may be called paywall, ad, gate or hidden.
//! So the guard looks at content only. An element that holds the headline, or several paragraphs
//! of running text, stays, whatever it is called and whoever says otherwise.

use super::counts::Counts;
use crate::element::Path;

/// Characters from which a paragraph reads like running text; scripts that write a word in a
/// character or two need fewer, which the parts below allow for by counting paragraphs too.
const PARAGRAPH: u32 = 80;
/// Running text of this much, in this many paragraphs, is an article's.
const PROSE: u32 = 1200;
const PARAGRAPHS: u32 = 4;

/// May this element be dropped at all, by its name and place?
pub(super) fn may_go(path: &Path) -> bool {
    let inert = |name: &str| {
        matches!(
            name,
            "head" | "select" | "svg" | "math" | "frameset" | "plaintext" | "template" | "noscript"
        )
    };
    let name = path.current().element.name();
    let structural = matches!(
        name,
        "html"
            | "head"
            | "body"
            | "main"
            | "title"
            | "meta"
            | "link"
            | "style"
            | "base"
            | "h1"
            | "br"
            | "hr"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "thead"
            | "tfoot"
            | "colgroup"
            | "col"
            | "caption"
            | "option"
            | "source"
            | "track"
            | "input"
            | "label"
            | "summary"
            | "script"
    );
    // Nested deeper than is looked at: in doubt it stays.
    !structural && path.is_near() && !path.inside_out().any(|open| inert(open.element.name()))
}

/// Why an element with this content must stay, if it must.
pub(super) fn spares(name: &str, content: &Counts) -> Option<&'static str> {
    if content.headlines > 0 {
        return Some("it holds the headline");
    }
    if content.prose >= PROSE && content.paragraphs >= PARAGRAPHS {
        return Some("it holds paragraphs of running text");
    }
    (name == "p" && content.text - content.link_text.min(content.text) > 400)
        .then_some("it is a paragraph of running text")
}

/// Does an element that closes with this content read like a paragraph of running text?
pub(super) fn is_prose(name: &str, content: &Counts) -> bool {
    matches!(name, "p" | "blockquote")
        && content.paragraphs == 0
        && content.text >= PARAGRAPH
        && content.link_text * 3 < content.text
}

/// Is a main heading the article's, as the page's title has it? Both folded.
pub(super) fn is_headline(heading: &str, title: &str) -> bool {
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let heading = words(heading);
    if heading.is_empty() {
        return false;
    }
    let title = words(title);
    let shared = heading.iter().filter(|word| title.contains(word)).count();
    // Without a title to compare with, any main heading counts.
    title.is_empty() || shared * 2 >= heading.len() || title.len() <= 2
}
