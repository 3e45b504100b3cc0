//! Frozen scrolling in the page's source: classes and inline styles on `html` and `body`.
//!
//! Only what says by its name that it stops scrolling is taken off; a class that merely exists on
//! `html` is the site's own business. Locks that scripts set later are the live page's work.

use crate::element::Element;

/// What to change in a start tag. The rest of the tag stays byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagEdit {
    /// Class tokens to take off.
    pub drop_classes: Vec<String>,
    /// Properties of the inline style to take out.
    pub drop_style: Vec<&'static str>,
}

/// Words that mean a locked page where they stand in a class of `html` or `body`.
const LOCKS: &[&str] = &[
    "no-scroll",
    "noscroll",
    "scroll-lock",
    "scroll-locked",
    "scrolllock",
    "scrolllocked",
    "lock-scroll",
    "disable-scroll",
    "disable-scrolling",
    "scroll-disabled",
    "scrolling-disabled",
    "prevent-scroll",
    "stop-scroll",
    "stop-scrolling",
    "overflow-hidden",
    "modal-open",
    "has-overlay",
    "overlay-open",
    "overlay-active",
    "is-locked",
    "body-lock",
    "body-locked",
    "is-frozen",
    "freeze",
    "tp-modal-open",
    "paywall-active",
    "paywall-open",
    "has-paywall-overlay",
    "gated",
    "locked",
    "unscrollable",
    "fixed-body",
    "is-clipped",
    "modal-active",
    "dialog-open",
    "sp-message-open",
    "didomi-popup-open",
    "cmp-open",
    "no-scrolling",
];

/// What to change in this element's start tag, if anything.
pub(crate) fn edit(element: &Element) -> Option<TagEdit> {
    if !matches!(element.name(), "html" | "body") {
        return None;
    }
    let drop_classes: Vec<_> = element.classes().filter(|class| is_lock(class)).map(str::to_owned).collect();
    let drop_style = element.attr("style").map(locked_properties).unwrap_or_default();
    (!drop_classes.is_empty() || !drop_style.is_empty()).then_some(TagEdit { drop_classes, drop_style })
}

/// Does this class say that it locks scrolling?
pub(crate) fn is_lock(class: &str) -> bool {
    let class = class.to_ascii_lowercase().replace('_', "-");
    LOCKS
        .iter()
        .any(|lock| class.strip_suffix(lock).is_some_and(|before| before.is_empty() || before.ends_with('-')))
}

fn locked_properties(style: &str) -> Vec<&'static str> {
    let mut out = vec![];
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
        let name = ["overflow", "overflow-y", "position", "touch-action"]
            .into_iter()
            .find(|name| property.trim().eq_ignore_ascii_case(name));
        match (name, value.as_str()) {
            (Some("position"), "fixed") | (Some("touch-action"), "none") => out.extend(name),
            (Some("overflow" | "overflow-y"), "hidden" | "clip") => out.extend(name),
            _ => {}
        }
    }
    out
}

impl TagEdit {
    /// The new value of an attribute, or `None` where it stays.
    pub(crate) fn value(&self, name: &str, value: &str) -> Option<String> {
        match name {
            "class" if !self.drop_classes.is_empty() => {
                let kept = value
                    .split_ascii_whitespace()
                    .filter(|class| !self.drop_classes.iter().any(|d| d == class));
                Some(kept.collect::<Vec<_>>().join(" "))
            }
            "style" if !self.drop_style.is_empty() => {
                let kept = value.split(';').filter(|declaration| {
                    let property = declaration.split(':').next().unwrap_or_default().trim();
                    !self.drop_style.iter().any(|drop| property.eq_ignore_ascii_case(drop))
                });
                Some(kept.collect::<Vec<_>>().join(";"))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(class: &str, style: &str) -> Option<TagEdit> {
        let mut element = Element::default();
        element.reset("body");
        element.push_attribute("class", class);
        element.push_attribute("style", style);
        edit(&element)
    }

    #[test]
    fn a_lock_goes_and_its_neighbours_stay() {
        let edit = body("home no-scroll is-locked-nav", "overflow: hidden !important; margin:0").unwrap();
        assert_eq!(edit.value("class", "home no-scroll is-locked-nav").unwrap(), "home is-locked-nav");
        assert_eq!(edit.value("style", "overflow: hidden !important; margin:0").unwrap(), " margin:0");
        assert_eq!(edit.value("id", "x"), None);
    }

    #[test]
    fn other_classes_and_styles_are_left_alone() {
        assert_eq!(body("scroll-smooth block", "overflow-x: hidden; position: relative"), None);
        assert!(body("u-noscroll", "").is_some());
        assert!(body("page--no-scroll", "").is_some());
    }
}
