//! What keeps a reader from text that is there: locked scrolling, clipped boxes, blur, fades.
//!
//! Undoing what does not really lock breaks layouts with a scroller of their own, so only the
//! browser's measure counts: the page is taller than the view and yet does not move.

use serde::Deserialize;

use super::lock::TagEdit;
use crate::element::Element;

/// How one of the two roots, `html` then `body`, stands in the way of scrolling.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LockFact {
    /// Computed `overflow-y`, `position` and `touch-action`.
    pub overflow: String,
    pub position: String,
    pub touch: String,
    /// Pixels of content beyond its own box.
    pub hidden: f64,
    /// Pixels of content beyond the view.
    pub tall: f64,
}

/// How one element hides article text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct VeilFact {
    pub n: u32,
    pub blur: bool,
    pub opacity: Option<f64>,
    pub mask: bool,
    pub clip: bool,
    /// Pixels cut off at the bottom.
    pub clipped: f64,
    pub hidden: bool,
    pub inert: bool,
    /// Its text is nearly transparent.
    pub faint: bool,
    /// A gradient before or after it lies over the text.
    pub fade: bool,
    /// An empty gradient box over the text.
    pub veil: bool,
    /// Characters of prose in it.
    pub prose: u32,
    /// Visible paragraphs beside it.
    pub beside: u32,
}

/// What makes an element harmless again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Repair {
    /// Properties to set over the page's own.
    pub style: Vec<(&'static str, &'static str)>,
    pub drop_classes: Vec<String>,
    pub drop_attributes: Vec<&'static str>,
    /// Take away what is drawn before and after it.
    pub unfade: bool,
}

impl Repair {
    pub(crate) fn of(edit: TagEdit) -> Self {
        let style = edit.drop_style.iter().map(|property| match *property {
            "position" => ("position", "static"),
            "touch-action" => ("touch-action", "auto"),
            other => (other, "visible"),
        });
        Self { style: style.collect(), drop_classes: edit.drop_classes, ..Self::default() }
    }
}

/// What gives scrolling back; numbers are 0 for `html`, 1 for `body`.
pub(crate) fn unlock(facts: &[LockFact]) -> impl Iterator<Item = (u32, Repair)> {
    let mut out = vec![];
    if let [html, body] = facts {
        let stuck = |fact: &LockFact| matches!(fact.overflow.as_str(), "hidden" | "clip");
        let fixed = body.position == "fixed" && body.tall > 50.0;
        let html_stuck = stuck(html) && (html.hidden > 50.0 || body.tall > 50.0 || fixed);
        let body_stuck = stuck(body) && (body.hidden > 50.0 || html.hidden > 50.0 || html_stuck);
        let touch = |fact: &LockFact| fact.touch == "none";
        if html_stuck || touch(html) {
            out.push((0, free(html_stuck, html_stuck && html.hidden <= 50.0, touch(html))));
        }
        if body_stuck || fixed || touch(body) {
            let mut repair = free(body_stuck || fixed, body_stuck && body.hidden > 50.0, touch(body));
            if fixed {
                repair.style.extend([("position", "static"), ("top", "auto"), ("width", "auto")]);
            }
            out.push((1, repair));
        }
    }
    out.into_iter()
}

fn free(overflow: bool, height: bool, touch: bool) -> Repair {
    let mut style = vec![];
    if overflow {
        style.push(("overflow", "visible"));
    }
    if height {
        style.extend([("height", "auto"), ("max-height", "none")]);
    }
    if touch {
        style.push(("touch-action", "auto"));
    }
    Repair { style, ..Repair::default() }
}

/// Prose below this is a teaser, a caption, a quote: its looks are the site's business.
const PROSE: u32 = 200;

/// What shows the text, if the element hides any that is the article's.
pub(crate) fn show(fact: &VeilFact, element: &Element, gated: bool) -> Option<(&'static str, Repair)> {
    let mut repair = Repair::default();
    let mut reason = None;
    let mut because = |text| _ = reason.get_or_insert(text);
    if fact.veil {
        return gated
            .then(|| ("a gradient over the text", Repair { style: vec![("display", "none")], ..repair }));
    }
    let named = names_a_gate(element);
    let suspect = gated || named;
    let enough = fact.prose >= PROSE || element.name() == "p" && fact.prose >= 60;
    if fact.blur && enough {
        because("blurred text");
        repair.style.push(("filter", "none"));
    }
    if fact.opacity.is_some_and(|opacity| opacity < 0.6) && enough && suspect {
        because("faint text");
        repair.style.push(("opacity", "1"));
    }
    if fact.mask && enough {
        because("masked text");
        repair.style.extend([("mask", "none"), ("-webkit-mask", "none")]);
    }
    if fact.clip && enough && suspect {
        because("cut text");
        repair.style.push(("clip-path", "none"));
    }
    if fact.faint && enough && suspect {
        because("transparent text");
        repair.style.extend([("color", "CanvasText"), ("-webkit-text-fill-color", "currentcolor")]);
    }
    if fact.clipped > 40.0 && fact.prose >= PROSE && (suspect || fact.mask || fact.fade) {
        because("text cut off at a height");
        repair.style.extend([("max-height", "none"), ("height", "auto"), ("overflow", "visible")]);
    }
    if fact.fade && enough && (suspect || fact.clipped > 40.0) {
        because("text that fades out");
        repair.unfade = true;
    }
    if fact.hidden && named && enough && (fact.beside > 0 || fact.prose >= 2 * PROSE) {
        because("article text that is not shown");
        repair.style.extend([("display", "revert"), ("visibility", "visible")]);
    }
    if fact.inert && fact.prose >= PROSE {
        because("text that cannot be reached");
        repair.drop_attributes.extend(["inert", "aria-hidden"]);
    }
    reason.map(|reason| (reason, repair))
}

/// Does a class or id say that the text is kept for some readers?
fn names_a_gate(element: &Element) -> bool {
    const GATES: &[&str] = &[
        "paywall",
        "premium",
        "subscriber",
        "metered",
        "meter",
        "locked",
        "lock",
        "gated",
        "gate",
        "restricted",
        "regwall",
        "registration",
        "members",
        "teaser",
        "truncated",
        "preview",
        "piano",
        "blurred",
        "fade",
        "plus",
    ];
    let names = element.classes().chain(element.id());
    names
        .flat_map(|name| {
            name.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_lowercase).collect::<Vec<_>>()
        })
        .any(|word| GATES.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(overflow: &str, hidden: f64, tall: f64) -> LockFact {
        LockFact { overflow: overflow.into(), hidden, tall, ..LockFact::default() }
    }

    #[test]
    fn a_page_that_scrolls_inside_itself_is_left_alone() {
        assert_eq!(unlock(&[fact("hidden", 0.0, 0.0), fact("hidden", 0.0, 0.0)]).count(), 0);
    }

    #[test]
    fn a_locked_tall_page_is_freed() {
        let found: Vec<_> = unlock(&[fact("visible", 2000.0, 2000.0), fact("hidden", 0.0, 2000.0)]).collect();
        assert_eq!(found, [(1, Repair { style: vec![("overflow", "visible")], ..Repair::default() })]);
        assert_eq!(unlock(&[fact("hidden", 2000.0, 2000.0), fact("visible", 0.0, 2000.0)]).count(), 1);
    }

    #[test]
    fn a_collapsed_box_without_a_sign_of_a_gate_stays() {
        let mut element = Element::default();
        element.reset("div");
        let fact = VeilFact { clipped: 500.0, prose: 900, ..VeilFact::default() };
        assert_eq!(show(&fact, &element, false), None);
        assert!(show(&fact, &element, true).is_some());
    }
}
