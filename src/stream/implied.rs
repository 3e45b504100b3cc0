//! Which start tags end which open elements.
//!
//! The tokenizer knows no implied ends: `<p>a<p>b` nests there. Left so, the range of an ad in an
//! unclosed `p` or `li` would reach over the paragraphs after it. These are the cases of the HTML
//! standard's tree construction that matter for a range: "closes a p element" and the start tags
//! of list items, table parts and options. <https://html.spec.whatwg.org/#parsing-main-inbody>

use crate::element::Path;

/// How many of the open elements, from the inside, a start tag of this name ends.
pub(super) fn closes(path: &Path, name: &str) -> usize {
    let (targets, scope): (&[&str], &[&str]) = match name {
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "option" => (&["option"], &["select", "datalist", "optgroup"]),
        "optgroup" => (&["option", "optgroup"], &["select"]),
        "tr" => (&["tr", "td", "th"], &["table", "tbody", "thead", "tfoot"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot", "tr", "td", "th"], &["table"]),
        "body" => (&["head"], &["html"]),
        name if closes_p(name) => (&["p"], &[]),
        _ => return 0,
    };
    let mut ended = 0;
    for (i, open) in path.inside_out().enumerate() {
        let open = open.element.name();
        if targets.contains(&open) {
            ended = i + 1;
        } else if scope.contains(&open) || is_barrier(open) {
            break;
        }
    }
    ended
}

/// Elements that an implied end does not reach through ("scope" in the standard, and the special
/// elements at which the search for an open `li` or `dd` stops).
fn is_barrier(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "body"
            | "table"
            | "td"
            | "th"
            | "caption"
            | "template"
            | "object"
            | "applet"
            | "marquee"
            | "button"
            | "svg"
            | "math"
            | "div"
            | "section"
            | "article"
            | "aside"
            | "main"
            | "nav"
            | "header"
            | "footer"
            | "ul"
            | "ol"
            | "dl"
            | "blockquote"
            | "figure"
            | "form"
            | "fieldset"
            | "details"
            | "dialog"
            | "select"
    )
}

fn closes_p(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "listing"
            | "plaintext"
            | "xmp"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(open: &[&str], name: &str) -> usize {
        let mut path = Path::default();
        for (i, open) in open.iter().enumerate() {
            path.push(i as u32).reset(open);
        }
        closes(&path, name)
    }

    #[test]
    fn a_block_ends_the_open_paragraph_and_what_is_in_it() {
        assert_eq!(closed(&["body", "p"], "p"), 1);
        assert_eq!(closed(&["body", "p", "b"], "div"), 2);
        assert_eq!(closed(&["body", "p"], "span"), 0);
        assert_eq!(closed(&["body", "p", "button"], "p"), 0);
        assert_eq!(closed(&["body", "div"], "p"), 0);
    }

    #[test]
    fn items_and_cells_end_their_like_in_the_same_list_or_row_only() {
        assert_eq!(closed(&["ul", "li"], "li"), 1);
        assert_eq!(closed(&["ul", "li", "ul"], "li"), 0);
        assert_eq!(closed(&["table", "tbody", "tr", "td"], "td"), 1);
        assert_eq!(closed(&["table", "tbody", "tr", "td"], "tr"), 2);
        assert_eq!(closed(&["dl", "dt"], "dd"), 1);
    }
}
