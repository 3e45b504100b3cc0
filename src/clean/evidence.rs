//! The signs and their weights, in one table, and how they add up to an opinion.
//!
//! A sign is never a verdict: a name without matching content keeps its element, and content that
//! belongs to the publisher outweighs a name. The weights are small whole numbers, so that a
//! reader of a report can add them up.

use super::Kind;
use super::counts::Counts;
use super::listed::Hit;
use super::names::Names;
use crate::element::{Element, Path};

/// From this sum on an element is dropped.
const ENOUGH: i32 = 8;

/// A sign for or against, with its weight and its plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    weight: i32,
    words: &'static str,
}

macro_rules! signs {
    ($($name:ident = $weight:literal, $words:literal;)*) => {
        $(const $name: Sign = Sign { weight: $weight, words: $words };)*
    };
}

signs! {
    // Advertising.
    AD_VENDOR = 10, "the markup of an ad system";
    FEED_VENDOR = 10, "the markup of a paid recommendation feed";
    AD_NAME = 5, "named as an ad";
    AD_NAME_WEAK = 2, "named like some ads";
    AD_DATA = 5, "data for an ad slot";
    AD_COMMENT = 4, "a comment that announces an ad";
    AD_FRAME = 6, "a frame of an ad system";
    SLOT_SCRIPT = 6, "a script that fills an ad slot";
    ONLY_ADS = 5, "it held nothing but ads";
    HOLLOW = 3, "it is empty";
    SIZED = 2, "it reserves room";
    LABEL = 4, "labelled as advertising";
    WHOLE_LABEL = 9, "its whole text is an advertising label";
    AD_LINKS = 5, "it links to ad hosts";
    SPONSORED_LINKS = 6, "its links are marked as sponsored";
    AWAY = 3, "all its links leave the site";
    SPONSORED_NAME = 4, "named as paid content";
    SPONSORED_LABEL = 5, "labelled as paid content";
    FEED_HEADING = 5, "headed like a paid feed";
    LISTED = 8, "a filter rule for all sites";
    LISTED_HERE = 16, "a filter rule for this site";
    ORDERED = 100, "a rule of the reader's own";
    // Walls.
    WALL_VENDOR = 9, "the markup of a wall vendor";
    WALL_NAME = 4, "named as a wall";
    WALL_WORDS = 4, "it asks to register, log in or subscribe to go on";
    GATE_LINKS = 2, "it links to registration, login or offers";
    ACTIONS = 1, "it asks for an action";
    MODAL = 3, "a dialog over the page";
    BACKDROP = 4, "a backdrop";
    ADBLOCK_WORDS = 5, "it asks to switch an ad blocker off";
    // Sign-ups, consent, apps.
    NEWSLETTER_NAME = 4, "named as a sign-up";
    NEWSLETTER_WORDS = 4, "it asks to sign up";
    EMAIL_FIELD = 4, "it asks for an e-mail address";
    CONSENT_VENDOR = 9, "the markup of a consent vendor";
    CONSENT_NAME = 4, "named as a consent banner";
    CONSENT_WORDS = 4, "it asks for consent";
    APP_NAME = 5, "named as an app banner";
    APP_LINKS = 4, "it links to an app store";
    APP_WORDS = 3, "it offers an app";
    EMPTY_MOUNT = 4, "an empty mount";
    ONLY_SUCH = 5, "it held nothing else";
    FIELD = 3, "it has a field to fill in";
    SIGN_UP_LINK = 4, "it links to a sign-up";
    FRAME_OF_ITS_OWN = 4, "it holds a frame of its own";
    CONSENT_BANNER = 5, "named as a banner for consent";
    // Against.
    PROSE = -8, "it holds running text";
    TEXT = -3, "it holds text of its own";
    MUCH_TEXT = -4, "it holds much text";
    CAPTION = -4, "it holds a captioned picture";
    PLAYER = -5, "it holds a player";
    PICTURES = -3, "it holds pictures of the site";
    OWN_LINKS = -4, "it links into the site";
    FORM = -3, "it holds a form";
    HEADINGS = -2, "it holds headings";
    OTHER_MOUNT = -4, "it holds an empty place for something else";
    OWN_NAME = -4, "named as a part of the site";
    LAYOUT_NAME = -1, "named for the layout";
    IN_FOOTER = -6, "it stands in the page's footer";
    NAVIGATION = -6, "it stands in navigation";
}

/// What an element is taken for, and why.
#[derive(Debug)]
pub(super) struct Opinion {
    pub kind: Kind,
    signs: Vec<Sign>,
    /// A filter rule is among the signs.
    pub by_rule: bool,
}

impl Opinion {
    /// The signs for it, in plain words.
    pub fn reason(&self) -> String {
        let words: Vec<_> = self.signs.iter().filter(|sign| sign.weight > 0).map(|sign| sign.words).collect();
        words.join("; ")
    }
}

impl Opinion {
    /// Is this a box that a reader may call with a click: a log-in, a preference centre? Closed, it
    /// waits in the page's source, and only the live page shows whether it came uncalled.
    pub fn may_be_called(&self, path: &Path) -> bool {
        let has = |sign: Sign| self.signs.contains(&sign);
        let top = path.parent().is_some_and(|open| open.element.name() == "body");
        let boxed = top || has(MODAL) || has(BACKDROP) || has(EMPTY_MOUNT);
        match self.kind {
            Kind::Consent | Kind::App => true,
            Kind::Wall | Kind::Newsletter => boxed,
            _ => false,
        }
    }
}

/// Adds up.
struct Scale {
    kind: Kind,
    sum: i32,
    signs: Vec<Sign>,
}

impl Scale {
    fn new(kind: Kind) -> Self {
        Self { kind, sum: 0, signs: Vec::new() }
    }

    fn add(&mut self, present: bool, sign: Sign) -> &mut Self {
        if present {
            self.sum += sign.weight;
            self.signs.push(sign);
        }
        self
    }
}

/// The opinion on an element that closes, if any sum is enough. `text` is its folded text;
/// without `judgement` only a rule counts.
pub(super) fn weigh(
    path: &Path,
    names: &Names,
    listed: Option<Hit>,
    content: &Counts,
    text: &str,
    judgement: bool,
) -> Option<Opinion> {
    if let Some(hit) = listed.filter(|hit| hit.own || !judgement) {
        let sign = if hit.own {
            ORDERED
        } else if hit.here {
            LISTED_HERE
        } else {
            LISTED
        };
        return Some(Opinion { kind: hit.kind, signs: vec![sign], by_rule: true });
    }
    if names.has(Names::BAIT) || !judgement {
        return None;
    }
    if is_running_text(path, names, content) {
        let only = label(path, names, content, text);
        return (only.sum >= ENOUGH).then_some(Opinion {
            kind: only.kind,
            signs: only.signs,
            by_rule: false,
        });
    }
    let mut scales = [
        ad(path, names, content),
        label(path, names, content, text),
        sponsored(path, names, content),
        wall(names, content),
        newsletter(path, names, content),
        consent(names, content),
        app(path, names, content),
    ];
    // Boxes are what stands in the way, not a button or an item in a row of them.
    let is_control = matches!(path.current().element.name(), "a" | "button" | "li" | "span");
    let in_navigation = path.inside_out().skip(1).any(|open| open.element.name() == "nav");
    for scale in &mut scales {
        let is_box = matches!(scale.kind, Kind::Wall | Kind::Newsletter | Kind::Consent | Kind::App);
        scale.add(is_control && is_box, NAVIGATION);
        scale.add(in_navigation && !names.has(Names::AD_VENDOR), NAVIGATION);
        scale.add(listed.is_some_and(|hit| hit.kind == scale.kind && !hit.here), LISTED);
        scale.add(listed.is_some_and(|hit| hit.kind == scale.kind && hit.here), LISTED_HERE);
    }
    // Of equals the first: an ad before what is only like one.
    let best = scales.into_iter().rev().max_by_key(|scale| scale.sum)?;
    (best.sum >= ENOUGH).then_some(Opinion {
        kind: best.kind,
        signs: best.signs,
        by_rule: listed.is_some_and(|hit| hit.kind == best.kind),
    })
}

/// Is this a piece of a sentence: a link, an emphasis, something within a paragraph? An article
/// keeps its words, also where they lead to a shop.
fn is_running_text(path: &Path, names: &Names, c: &Counts) -> bool {
    let worded = c.text > c.label_text;
    // A link that is named and labelled as paid for is a card, not a word of a sentence.
    let card = names.has(Names::SPONSORED) && c.sponsored_labels + c.labels > 0;
    let inline = !super::names::is_block(path.current().element.name()) && c.images == 0 && !card;
    let within = path
        .inside_out()
        .skip(1)
        .any(|open| matches!(open.element.name(), "p" | "h1" | "h2" | "h3" | "figcaption" | "blockquote"));
    let paragraph = path.current().element.name() == "p" && c.text > c.link_text + c.label_text + 12;
    worded
        && (inline || within || paragraph)
        && !(names.has(Names::AD_VENDOR) || names.has(Names::FEED_VENDOR))
}

/// Nothing that a reader would see or use.
fn is_hollow(content: &Counts) -> bool {
    content.text <= content.label_text
        && content.images == 0
        && content.players == 0
        && content.inputs == 0
        && content.headings == 0
        && content.links == content.ad_links
        && content.own_mounts == 0
}

fn ad(path: &Path, names: &Names, c: &Counts) -> Scale {
    let element = &path.current().element;
    let hollow = is_hollow(c);
    let away = c.links > 0 && c.away_links == c.links;
    let own_links = c.links.saturating_sub(c.away_links);
    let is_frame = names.has(Names::FRAME);
    let named = [
        Names::AD_VENDOR,
        Names::AD_WORD,
        Names::AD_WEAK,
        Names::AD_DATA,
        Names::COMMENT,
        Names::FEED_VENDOR,
        Names::SIZED,
    ]
    .iter()
    .any(|bit| names.has(*bit));
    let mut scale = Scale::new(Kind::Ad);
    scale
        .add(names.has(Names::AD_VENDOR), AD_VENDOR)
        .add(names.has(Names::AD_WORD), AD_NAME)
        .add(names.has(Names::AD_WEAK), AD_NAME_WEAK)
        .add(names.has(Names::AD_DATA), AD_DATA)
        .add(names.has(Names::COMMENT), AD_COMMENT)
        .add(c.ad_frames > 0, AD_FRAME)
        .add(c.slot_scripts > 0, SLOT_SCRIPT)
        .add(c.dropped_ads > 0 && hollow, ONLY_ADS)
        .add(hollow && !(is_frame && element.attr("src").is_some_and(|s| s.starts_with("http"))), HOLLOW)
        .add(names.has(Names::SIZED), SIZED)
        .add(c.labels > 0, LABEL)
        .add(c.ad_links > 0, AD_LINKS)
        .add(away && c.text < 300 && (c.text + c.images > 0), AWAY)
        .add(c.prose > 0, PROSE)
        .add(c.text > 60, TEXT)
        .add(c.text > 300, MUCH_TEXT)
        .add(c.captions > 0, CAPTION)
        .add(c.players > 0, PLAYER)
        .add(c.images > 0 && !away, PICTURES)
        .add(own_links > 1, OWN_LINKS)
        .add(c.inputs > 0, FORM)
        .add(c.headings > 1 && !away, HEADINGS)
        .add(names.has(Names::OWN), OWN_NAME)
        .add(names.has(Names::LAYOUT), LAYOUT_NAME)
        .add(
            path.inside_out().any(|open| open.element.name() == "footer")
                && (c.text > c.label_text || c.links > 0),
            IN_FOOTER,
        )
        .add(c.own_mounts > 0, OWN_NAME)
        .add(c.mounts > 0 && !named && c.slot_scripts == 0, OTHER_MOUNT);
    scale
}

fn label(path: &Path, names: &Names, c: &Counts, text: &str) -> Scale {
    let mut scale = Scale::new(Kind::Label);
    let in_list = path
        .inside_out()
        .take(4)
        .any(|open| matches!(open.element.name(), "li" | "footer" | "nav" | "menu" | "h1" | "figcaption"));
    let whole = c.labels == 1
        && c.text > 0
        && c.images == 0
        && c.inputs == 0
        && c.sponsored_labels == 0
        && text.chars().count() < 120;
    scale
        .add(whole && !in_list && c.links <= 1 && c.text < 100, WHOLE_LABEL)
        .add(c.links > 0 && !names.has(Names::AD_WORD), OWN_LINKS);
    scale
}

fn sponsored(path: &Path, names: &Names, c: &Counts) -> Scale {
    let away = c.links > 0 && c.away_links == c.links;
    let own_links = c.links.saturating_sub(c.away_links);
    let named = [Names::FEED_VENDOR, Names::SPONSORED, Names::AD_WORD].iter().any(|bit| names.has(*bit));
    let in_footer = path.inside_out().any(|open| open.element.name() == "footer") && c.links > 0;
    let mut scale = Scale::new(Kind::Sponsored);
    scale
        .add(names.has(Names::FEED_VENDOR), FEED_VENDOR)
        .add(names.has(Names::SPONSORED), SPONSORED_NAME)
        .add(c.sponsored_labels + c.labels > 0, SPONSORED_LABEL)
        .add(c.feed_headings > 0, FEED_HEADING)
        .add(c.sponsored_links > 0 && c.sponsored_links * 2 >= c.links, SPONSORED_LINKS)
        .add(c.ad_links > 0, AD_LINKS)
        .add(names.has(Names::AD_WORD), AD_NAME)
        .add(away, AWAY)
        .add(is_hollow(c) && (named || c.dropped_ads > 0), HOLLOW)
        .add(in_footer, IN_FOOTER)
        .add(c.own_mounts > 0, OWN_NAME)
        .add(c.prose > 0, PROSE)
        .add(c.text > 400 && c.items > 3, MUCH_TEXT)
        .add(c.text > 1000, MUCH_TEXT)
        .add(c.captions > 0, CAPTION)
        .add(c.players > 0, PLAYER)
        .add(own_links > 2, OWN_LINKS)
        .add(c.inputs > 0, FORM)
        .add(names.has(Names::OWN), OWN_NAME);
    scale
}

fn wall(names: &Names, c: &Counts) -> Scale {
    let telling = [Names::WALL, Names::WALL_VENDOR, Names::MODAL].iter().any(|bit| names.has(*bit));
    let mut scale = Scale::new(Kind::Wall);
    let empty = is_hollow(c) && c.links == 0;
    scale
        .add(names.has(Names::WALL_VENDOR), WALL_VENDOR)
        .add(names.has(Names::WALL), WALL_NAME)
        .add(c.wall_phrases > 0, WALL_WORDS)
        .add(c.wall_phrases > 1, WALL_WORDS)
        .add(c.adblock_phrases > 0, ADBLOCK_WORDS)
        .add(c.gate_links > 0 && c.wall_phrases > 0, GATE_LINKS)
        .add(c.actions > 0 && c.wall_phrases > 0, ACTIONS)
        .add(names.has(Names::MODAL), MODAL)
        .add(names.has(Names::BACKDROP), BACKDROP)
        .add(empty && names.has(Names::WALL), EMPTY_MOUNT)
        .add(is_hollow(c) && c.dropped_walls > 0, ONLY_SUCH)
        .add(is_hollow(c) && c.dropped_walls > 0, HOLLOW)
        .add(
            c.gate_links == 0 && c.actions == 0 && c.buttons == 0 && !empty && !names.has(Names::WALL_VENDOR),
            TEXT,
        )
        .add(c.prose > 700, PROSE)
        .add(c.text > 1500, MUCH_TEXT)
        .add(c.links > 12 || c.links > c.gate_links && !telling, OWN_LINKS)
        .add(c.players > 0, PLAYER)
        .add(names.has(Names::OWN), OWN_NAME);
    scale
}

fn newsletter(path: &Path, names: &Names, c: &Counts) -> Scale {
    let in_footer = path.inside_out().any(|open| open.element.name() == "footer");
    let named = names.has(Names::NEWSLETTER);
    let mut scale = Scale::new(Kind::Newsletter);
    let empty = is_hollow(c) && c.links == 0;
    scale
        .add(names.has(Names::NEWSLETTER), NEWSLETTER_NAME)
        .add(c.newsletter_phrases > 0, NEWSLETTER_WORDS)
        .add(c.newsletter_phrases > 1, ACTIONS)
        .add(c.email_inputs > 0 && (c.newsletter_phrases > 0 || names.has(Names::NEWSLETTER)), EMAIL_FIELD)
        .add(c.actions > 0 && c.newsletter_phrases > 0, ACTIONS)
        .add(names.has(Names::MODAL) && (c.newsletter_phrases > 0 || named), MODAL)
        .add(empty && named, EMPTY_MOUNT)
        .add(named && c.inputs > 0 && c.email_inputs == 0, FIELD)
        .add(named && c.players > 0 && c.text < 120 && c.links == 0, FRAME_OF_ITS_OWN)
        .add(c.newsletter_links > 0 && c.links <= 2 && c.items <= 1 && c.text < 300, SIGN_UP_LINK)
        .add(is_hollow(c) && c.dropped_newsletters > 0, ONLY_SUCH)
        .add(is_hollow(c) && c.dropped_newsletters > 0, HOLLOW)
        .add(in_footer, IN_FOOTER)
        .add(names.has(Names::OWN), OWN_NAME)
        .add(c.prose > 400, PROSE)
        .add(c.text > 700, MUCH_TEXT)
        .add(c.links > 6, OWN_LINKS)
        .add(c.images > 3, PICTURES)
        .add(c.players > 0 && !named, PLAYER);
    scale
}

fn consent(names: &Names, c: &Counts) -> Scale {
    let mut scale = Scale::new(Kind::Consent);
    let empty = is_hollow(c) && c.links == 0;
    let consenting = names.has(Names::CONSENT) || names.has(Names::CONSENT_VENDOR);
    scale
        .add(names.has(Names::CONSENT_VENDOR), CONSENT_VENDOR)
        .add(names.has(Names::CONSENT), CONSENT_NAME)
        .add(c.consent_phrases > 0, CONSENT_WORDS)
        .add(c.consent_phrases > 1, ACTIONS)
        .add(c.actions + c.buttons > 0 && c.consent_phrases > 0, ACTIONS)
        .add(names.has(Names::MODAL) && c.consent_phrases > 0, MODAL)
        .add(empty && consenting, EMPTY_MOUNT)
        .add(names.has(Names::CONSENT_BANNER), CONSENT_BANNER)
        .add(is_hollow(c) && c.dropped_consents > 0, ONLY_SUCH)
        .add(is_hollow(c) && c.dropped_consents > 0, HOLLOW)
        .add(c.images > 4, PICTURES)
        .add(c.players > 0, PLAYER)
        .add(c.paragraphs > 6, PROSE);
    scale
}

fn app(path: &Path, names: &Names, c: &Counts) -> Scale {
    let in_footer = path.inside_out().any(|open| open.element.name() == "footer");
    let mut scale = Scale::new(Kind::App);
    scale
        .add(names.has(Names::APP), APP_NAME)
        .add(c.app_links > 0, APP_LINKS)
        .add(c.app_phrases > 0, APP_WORDS)
        .add(is_hollow(c) && names.has(Names::APP), EMPTY_MOUNT)
        .add(c.prose > 0, PROSE)
        .add(c.text > 300, MUCH_TEXT)
        .add(in_footer, IN_FOOTER)
        .add(c.links > c.app_links + 3, OWN_LINKS);
    scale
}

/// Is this the kind of short text that stands over an ad and means nothing without it?
pub(super) fn may_follow_an_ad(element: &Element, names: &Names, content: &Counts, text: &str) -> bool {
    let short = content.text <= 40
        && content.elements <= 4
        && content.links + content.images + content.inputs + content.players + content.items == 0;
    let headed = content.headings > 0;
    let says = content.labels + content.sponsored_labels + content.feed_headings > 0;
    let wordless = !text.is_empty() && text.chars().filter(|c| c.is_alphanumeric()).count() <= 3;
    short && !headed && (says || names.has(Names::AD_WORD) || names.has(Names::LABEL) && wordless)
        || says
            && content.text <= 80
            && content.elements <= 6
            && matches!(element.name(), "h2" | "h3" | "h4" | "h5" | "h6")
}
