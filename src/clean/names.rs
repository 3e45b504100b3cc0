//! What an element's own tag says: vocabulary of id and classes, attributes, element name, size.
//!
//! Names are split into words (`topAdBox` is top, ad, box), so that `ad` is a word and not two
//! letters of `header`. A name never decides alone: each sets a bit that [`super::evidence`] weighs
//! with what the element turned out to hold.

use super::vendors;
use super::vocabulary::{meaning, words};
use crate::element::Element;

/// What names and attributes suggest, as a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Names(u32);

impl Names {
    pub const AD_VENDOR: Self = Self(1);
    pub const FEED_VENDOR: Self = Self(1 << 1);
    pub const AD_WORD: Self = Self(1 << 2);
    /// A word that ads share with other things: banner, billboard, sky.
    pub const AD_WEAK: Self = Self(1 << 3);
    pub const AD_DATA: Self = Self(1 << 4);
    pub const SPONSORED: Self = Self(1 << 5);
    pub const WALL_VENDOR: Self = Self(1 << 6);
    pub const WALL: Self = Self(1 << 7);
    pub const NEWSLETTER: Self = Self(1 << 8);
    pub const CONSENT_VENDOR: Self = Self(1 << 9);
    pub const CONSENT: Self = Self(1 << 10);
    pub const APP: Self = Self(1 << 11);
    pub const LABEL: Self = Self(1 << 12);
    pub const MODAL: Self = Self(1 << 13);
    pub const BACKDROP: Self = Self(1 << 14);
    /// The publisher's own: navigation, comments, players, polls, related stories.
    pub const OWN: Self = Self(1 << 15);
    /// Words for how the page is laid out.
    pub const LAYOUT: Self = Self(1 << 16);
    /// Text for screen readers only.
    pub const UNSEEN: Self = Self(1 << 17);
    pub const SIZED: Self = Self(1 << 18);
    /// Off the screen on purpose.
    pub const BAIT: Self = Self(1 << 19);
    /// A comment before it names a slot.
    pub const COMMENT: Self = Self(1 << 20);
    pub const FRAME: Self = Self(1 << 21);
    pub const CONSENT_BANNER: Self = Self(1 << 22);

    const TELLING: u32 = Self::AD_VENDOR.0
        | Self::FEED_VENDOR.0
        | Self::AD_WORD.0
        | Self::AD_DATA.0
        | Self::SPONSORED.0
        | Self::WALL_VENDOR.0
        | Self::WALL.0
        | Self::NEWSLETTER.0
        | Self::CONSENT_VENDOR.0
        | Self::CONSENT.0
        | Self::APP.0
        | Self::MODAL.0;

    pub fn has(self, bit: Self) -> bool {
        self.0 & bit.0 != 0
    }

    /// Is there reason to wait for the whole element?
    pub fn is_telling(self) -> bool {
        self.0 & Self::TELLING != 0
    }

    pub(super) fn add(&mut self, bit: Self) {
        self.0 |= bit.0;
    }
}

/// What the tag says. `comment` is the comment directly before it, if there was one.
pub(super) fn of(element: &Element, comment: &str) -> Names {
    let mut names = Names::default();
    let name = element.name();
    if vendors::AD_TAGS.contains(&name) {
        names.add(Names::AD_VENDOR);
    } else if name.contains('-') {
        words(name, &mut |word| names.add(meaning(word)));
        vendor(name, true, false, &mut names);
    }
    let mut ad_words = 0;
    let (mut app, mut banner, mut consent, mut bar, mut push) = (false, false, false, false, false);
    for (attribute, value) in element.attributes() {
        match attribute {
            "id" | "class" | "data-testid" | "data-test" | "data-component" | "data-module" | "data-qa"
            | "data-widget" => {
                let is_id = attribute == "id";
                for token in value.split_ascii_whitespace() {
                    vendor(token, is_id || attribute == "class", is_id, &mut names);
                    words(token, &mut |word| {
                        let bits = meaning(word);
                        ad_words += u32::from(bits.has(Names::AD_WORD));
                        consent |= bits.has(Names::CONSENT);
                        bar |= matches!(
                            word,
                            "banner"
                                | "bar"
                                | "notice"
                                | "modal"
                                | "popup"
                                | "dialog"
                                | "message"
                                | "overlay"
                                | "alert"
                                | "layer"
                                | "popover"
                        );
                        push |= matches!(word, "push" | "webpush");
                        app |= matches!(word, "app" | "apps" | "smart");
                        banner |= matches!(
                            word,
                            "banner"
                                | "download"
                                | "downloads"
                                | "promo"
                                | "install"
                                | "smartbanner"
                                | "prompt"
                                | "badges"
                        );
                        names.add(bits);
                    });
                }
            }
            "style" => style(value, &mut names),
            "role" => match value {
                "dialog" | "alertdialog" => names.add(Names::MODAL),
                "navigation" | "search" | "menu" | "menubar" => names.add(Names::OWN),
                _ => {}
            },
            "aria-modal" if value == "true" => names.add(Names::MODAL),
            "aria-label" | "title" | "name"
                if value.len() < 60 && (name == "iframe" || attribute == "aria-label" && is_block(name)) =>
            {
                let mut says_ad = false;
                words(value, &mut |word| {
                    let bits = meaning(word);
                    says_ad |= bits.has(Names::AD_WORD) && word != "adv"
                        || bits.has(Names::FEED_VENDOR)
                        || matches!(word, "taboola" | "outbrain");
                });
                if says_ad {
                    names.add(Names::AD_WORD);
                }
            }
            "itemtype" if value.ends_with("WPAdBlock") => names.add(Names::AD_VENDOR),
            _ if vendors::AD_ATTRIBUTES.contains(&attribute) && !matches!(value, "false" | "0") => {
                names.add(Names::AD_DATA)
            }
            _ if attribute.starts_with("data-") => {
                let mut slot = false;
                words(&attribute[5..], &mut |word| {
                    slot |= matches!(word, "ad" | "ads" | "advert" | "adslot" | "adunit" | "gpt" | "dfp")
                });
                if value.len() < 160 {
                    words(value, &mut |word| {
                        if matches!(
                            word,
                            "outbrain" | "taboola" | "mgid" | "revcontent" | "nativendo" | "plista"
                        ) {
                            names.add(Names::FEED_VENDOR);
                        }
                    });
                }
                if slot && !matches!(value, "false" | "true" | "0" | "1") && value.len() < 400 {
                    names.add(Names::AD_DATA);
                }
            }
            _ => {}
        }
    }
    if consent && bar {
        names.add(Names::CONSENT_BANNER);
    }
    if push && (bar || banner) {
        names.add(Names::NEWSLETTER);
    }
    if app && banner {
        names.add(Names::APP);
    }
    if name == "dialog" {
        names.add(Names::MODAL);
    }
    if matches!(name, "nav" | "video" | "audio" | "canvas") {
        names.add(Names::OWN);
    }
    if name == "iframe" {
        names.add(Names::FRAME);
    }
    if !comment.is_empty() && comment.len() < 120 {
        let mut says = false;
        let mut ends = false;
        words(comment, &mut |word| {
            says |= meaning(word).has(Names::AD_WORD);
            ends |= matches!(word, "end" | "endif" | "if");
        });
        if says && !ends && !comment.trim_start().starts_with('/') {
            names.add(Names::COMMENT);
        }
    }
    // A heap of ad words on something off the screen is there to be watched.
    if ad_words >= 4 && element.classes().count() >= 4 && names.has(Names::BAIT) {
        return Names::BAIT;
    }
    names
}

fn vendor(token: &str, is_name: bool, is_id: bool, names: &mut Names) {
    if !is_name {
        return;
    }
    let mut buffer = [0u8; 48];
    let bytes = token.as_bytes();
    let cut = bytes.len().min(buffer.len());
    buffer[..cut].copy_from_slice(&bytes[..cut]);
    buffer[..cut].make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(&buffer[..cut]) else { return };
    if is_id {
        if vendors::AD_IDS.iter().any(|id| lower.starts_with(id)) {
            names.add(Names::AD_VENDOR);
        }
        if vendors::FEED_IDS.iter().any(|id| lower.starts_with(id)) {
            names.add(Names::FEED_VENDOR);
        }
    } else {
        if vendors::AD_CLASSES.contains(&lower) {
            names.add(Names::AD_VENDOR);
        }
        if vendors::FEED_CLASSES.contains(&lower) {
            names.add(Names::FEED_VENDOR);
        }
    }
    if vendors::WALL_NAMES.iter().any(|name| lower.starts_with(name)) {
        names.add(Names::WALL_VENDOR);
    }
    if vendors::CONSENT_NAMES.iter().any(|name| lower.starts_with(name)) {
        names.add(Names::CONSENT_VENDOR);
    }
    if matches!(
        lower,
        "visually-hidden"
            | "sr-only"
            | "screen-reader-text"
            | "screen-reader-only"
            | "visuallyhidden"
            | "u-visually-hidden"
            | "hidden-visually"
            | "show-for-sr"
            | "offscreen"
    ) {
        names.add(Names::UNSEEN);
    }
}

fn style(value: &str, names: &mut Names) {
    let mut off_screen = false;
    for declaration in value.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim());
        let pixels = value.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<f32>().ok();
        match property.as_str() {
            "min-height" | "height" | "width" | "min-width"
                if value.contains("px") && pixels.is_some_and(|p| p >= 50.0) =>
            {
                names.add(Names::SIZED)
            }
            "left" | "top" | "text-indent" if pixels.is_some_and(|p| p <= -500.0) => off_screen = true,
            _ => {}
        }
    }
    if off_screen {
        names.add(Names::BAIT);
    }
}

/// Does an empty element wait for a script that will fill it?
pub(super) fn is_mount(element: &Element) -> bool {
    element.attributes().any(|(name, _)| name == "id" || name.starts_with("data-"))
        || element.name().contains('-')
}

/// Elements whose text nobody sees.
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "title"
            | "svg"
            | "math"
            | "textarea"
            | "select"
            | "iframe"
            | "object"
    )
}

/// Elements that part one run of text from the next.
pub(super) fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "b"
            | "i"
            | "em"
            | "strong"
            | "span"
            | "small"
            | "sup"
            | "sub"
            | "u"
            | "mark"
            | "abbr"
            | "font"
            | "code"
            | "cite"
            | "q"
            | "time"
            | "svg"
            | "path"
            | "use"
            | "img"
            | "label"
            | "s"
            | "bdi"
            | "wbr"
            | "g"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str, attributes: &[(&str, &str)]) -> Names {
        let mut element = Element::default();
        element.reset(name);
        for (name, value) in attributes {
            element.push_attribute(name, value);
        }
        of(&element, "")
    }

    #[test]
    fn ad_is_a_word_and_not_letters() {
        for class in ["ad", "topAd", "ad_slot", "story-ad-3", "ADBox", "sidebarads", "top-ad__inner"] {
            assert!(tag("div", &[("class", class)]).has(Names::AD_WORD), "{class}");
        }
        for class in [
            "header",
            "thread",
            "adventure",
            "shadow",
            "gradient",
            "loading",
            "reader",
            "badge",
            "adapt",
            "address",
            "breadcrumbs",
        ] {
            assert!(!tag("div", &[("class", class)]).has(Names::AD_WORD), "{class}");
        }
    }

    #[test]
    fn vendors_are_known_by_their_own_markup() {
        assert!(tag("div", &[("id", "div-gpt-ad-1")]).has(Names::AD_VENDOR));
        assert!(tag("ins", &[("class", "adsbygoogle")]).has(Names::AD_VENDOR));
        assert!(tag("amp-ad", &[]).has(Names::AD_VENDOR));
        assert!(tag("div", &[("id", "taboola-below")]).has(Names::FEED_VENDOR));
        assert!(tag("div", &[("id", "onetrust-banner-sdk")]).has(Names::CONSENT_VENDOR));
    }

    #[test]
    fn bait_off_the_screen_is_only_bait() {
        let bait = tag(
            "div",
            &[("class", "ad ads adsbox ad-slot banner-ad"), ("style", "position:absolute;left:-9999px")],
        );
        assert_eq!(bait, Names::BAIT);
    }

    #[test]
    fn a_switch_on_every_teaser_is_no_slot() {
        assert!(!tag("div", &[("data-ads-enabled", "true")]).has(Names::AD_DATA));
        assert!(tag("div", &[("data-voc-ad-position", "mid")]).has(Names::AD_DATA));
    }
}
