//! What lies over a live page, judged by what the browser measured and by what it says.
//!
//! Names and roles are no help here: walls have random classes, wanted dialogs share theirs with
//! unwanted ones. What tells them apart is how they came. A box that covers the page although the
//! reader did nothing to call it, and that is not the page itself, is in the way. Small boxes at
//! the edges are more often the site's own furniture, so they must also say what they are.

use serde::Deserialize;

use super::lexicon::{Lexicon, Says, fold};
use super::veil::{self, LockFact, VeilFact};
use super::{Kind, lock};
use crate::element::Path;

/// What the page told with its HTML.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Boxes that may lie over the page.
    pub boxes: Vec<BoxFact>,
    /// How `html` and `body` stand in the way of scrolling.
    pub locks: Vec<LockFact>,
    /// What hides article text.
    pub veils: Vec<VeilFact>,
    /// Something was in the way on this page, or it says of itself that it is not free.
    pub gated: bool,
    /// Something that the reader called is open.
    pub busy: bool,
}

/// One box, measured in shares of the view.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BoxFact {
    /// The element's number.
    pub n: u32,
    pub position: String,
    pub z: f64,
    /// The share of the view that it covers.
    pub share: f32,
    pub top: f32,
    pub left: f32,
    pub width: f32,
    pub height: f32,
    /// `modal` or `popover` for what the browser itself puts on top.
    pub layer: String,
    /// How much its background covers what is under it, 0 to 1.
    pub dim: f32,
    /// The reader's own click or key called it.
    pub invited: bool,
    /// The page is dimmed or locked, or was a moment ago.
    pub dimmed: bool,
    /// Text that its HTML does not hold: of frames and shadow roots.
    pub text: String,
    /// Characters of prose in it, and on the rest of the page.
    pub prose: u32,
    pub rest: u32,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The page's number of each start tag, by serial; `None` inside `template` and `noscript`.
    pub numbers: Vec<Option<u32>>,
    pub changes: Vec<Change>,
}

/// Something to do to one element.
#[derive(Debug, Clone)]
pub struct Change {
    pub n: u32,
    pub selector: String,
    pub reason: String,
    pub what: What,
}

/// What to do.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Hide(Kind),
    Unlock(veil::Repair),
    Unclip(veil::Repair),
}

/// What a box holds.
#[derive(Debug, Default)]
struct Content {
    text: String,
    links: u32,
    buttons: u32,
    fields: u32,
    passwords: u32,
    frames: u32,
    media: u32,
    labels: u32,
    navigation: bool,
    search: bool,
}

struct Watched {
    fact: BoxFact,
    selector: String,
    depth: usize,
    content: Content,
}

#[derive(Default)]
pub(crate) struct Listener {
    facts: Facts,
    found: Found,
    count: u32,
    open: Vec<Watched>,
    lexicon: Option<&'static Lexicon>,
}

impl Listener {
    pub fn new(facts: Facts) -> Self {
        Self { facts, ..Self::default() }
    }

    pub fn open(&mut self, path: &Path) {
        let unseen =
            path.inside_out().skip(1).any(|open| matches!(open.element.name(), "template" | "noscript"));
        let number = (!unseen).then_some(self.count);
        self.count += u32::from(!unseen);
        self.found.numbers.push(number);
        let Some(n) = number else { return };
        let element = &path.current().element;
        if n == 0 {
            self.lexicon = Some(Lexicon::of(element.attr("lang").unwrap_or_default()));
        }
        if let Some(fact) = self.facts.boxes.iter().find(|fact| fact.n == n) {
            let within =
                |names: &[&str]| path.inside_out().skip(1).any(|open| names.contains(&open.element.name()));
            let mut content = Content { navigation: within(&["nav", "header"]), ..Content::default() };
            fold(&fact.text, &mut content.text);
            let selector = element.selector();
            self.open.push(Watched { fact: fact.clone(), selector, depth: path.depth(), content });
        }
        for watched in &mut self.open {
            watched.content.count(element);
        }
        if let Some(edit) = lock::edit(element) {
            self.found.changes.push(Change {
                n,
                selector: element.selector(),
                reason: "locks scrolling by its name".to_owned(),
                what: What::Unlock(veil::Repair::of(edit)),
            });
        }
        if let Some(fact) = self.facts.veils.iter().find(|fact| fact.n == n) {
            self.found.changes.extend(veil::show(fact, element, self.facts.gated).map(|(reason, repair)| {
                Change {
                    n,
                    selector: element.selector(),
                    reason: reason.to_owned(),
                    what: What::Unclip(repair),
                }
            }));
        }
        if n == 0 && !self.facts.busy {
            self.found.changes.extend(veil::unlock(&self.facts.locks).map(|(n, repair)| Change {
                n,
                selector: if n == 0 { "html" } else { "body" }.to_owned(),
                reason: "the page is taller than the view and cannot be scrolled".to_owned(),
                what: What::Unlock(repair),
            }));
        }
    }

    pub fn text(&mut self, text: &str, path: &Path) {
        if self.open.is_empty() || matches!(path.current().element.name(), "script" | "style") {
            return;
        }
        let mut folded = String::new();
        fold(text, &mut folded);
        let label =
            self.lexicon().whole(folded.trim()).any(|says| matches!(says, Says::Label | Says::Sponsored));
        for watched in &mut self.open {
            watched.content.text.push(' ');
            watched.content.text.push_str(&folded);
            watched.content.labels += u32::from(label);
        }
    }

    pub fn close(&mut self, path: &Path) {
        while self.open.last().is_some_and(|watched| watched.depth >= path.depth()) {
            let Some(watched) = self.open.pop() else { return };
            if let Some((kind, reason)) = judge(&watched.fact, &watched.content, self.lexicon()) {
                self.found.changes.push(Change {
                    n: watched.fact.n,
                    selector: watched.selector,
                    reason: reason.to_owned(),
                    what: What::Hide(kind),
                });
            }
        }
    }

    fn lexicon(&self) -> &'static Lexicon {
        self.lexicon.unwrap_or_else(|| Lexicon::of(""))
    }

    pub fn finish(self) -> Found {
        self.found
    }
}

impl Content {
    fn count(&mut self, element: &crate::element::Element) {
        match element.name() {
            "a" => self.links += 1,
            "button" => self.buttons += 1,
            "input" | "textarea" | "select" => match element.attr("type") {
                Some("password") => self.passwords += 1,
                Some("hidden") => {}
                Some("submit" | "button") => self.buttons += 1,
                Some("search") => self.search = true,
                _ => self.fields += 1,
            },
            "iframe" => self.frames += 1,
            "video" | "img" | "picture" | "canvas" => self.media += 1,
            "nav" | "header" => self.navigation = true,
            _ => {}
        }
        match element.attr("role") {
            Some("button") => self.buttons += 1,
            Some("navigation" | "banner") => self.navigation = true,
            Some("search" | "searchbox") => self.search = true,
            _ => {}
        }
        for attribute in ["title", "aria-label", "placeholder"] {
            if let Some(value) = element.attr(attribute) {
                self.text.push(' ');
                fold(value, &mut self.text);
            }
        }
    }

    /// What the text speaks of most: the first kind in this order that it names.
    fn says(&self, lexicon: &Lexicon) -> Option<Kind> {
        let mut counts = [0u32; 5];
        lexicon.within(&self.text, |says| {
            let at = match says {
                Says::Consent => 0,
                Says::Adblock | Says::Wall => 1,
                Says::App | Says::Push => 2,
                Says::Newsletter => 3,
                Says::Survey => 4,
                _ => return,
            };
            counts[at] += 1;
        });
        let kinds = [Kind::Consent, Kind::Wall, Kind::App, Kind::Newsletter, Kind::Newsletter];
        let most = counts.iter().copied().max().filter(|&most| most > 0)?;
        counts.iter().position(|&count| count == most).map(|at| kinds[at])
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.frames + self.media + self.fields + self.buttons == 0
    }
}

/// Less of the page's own prose than this: the box may be the page itself.
const PAGE: u32 = 200;

fn judge(fact: &BoxFact, content: &Content, lexicon: &Lexicon) -> Option<(Kind, &'static str)> {
    if fact.invited || fact.rest < PAGE || fact.prose > fact.rest {
        return None;
    }
    let says = content.says(lexicon);
    let asks = content.fields + content.passwords + content.buttons + content.links + content.frames > 0;
    if content.is_empty() {
        return (fact.share > 0.8 && fact.dim >= 0.15 && fact.layer != "popover")
            .then_some((Kind::Wall, "an empty layer that dims the page"));
    }
    let menu = content.navigation || content.links >= 8 && content.buttons <= 2;
    let furniture = menu && content.fields + content.frames == 0;
    if furniture && says.is_none() && (fact.share < 0.3 || fact.dim < 0.15 || content.links >= 8) {
        return None;
    }
    if content.search && says.is_none() {
        return None;
    }
    let labelled = content.labels > 0;
    if !fact.layer.is_empty() || fact.share >= 0.45 {
        let is_ad = labelled && content.fields == 0;
        let kind = says.unwrap_or(if is_ad { Kind::Ad } else { Kind::Wall });
        let opaque = fact.share > 0.9 && fact.dim >= 0.15;
        return (asks || opaque || says.is_some() || is_ad).then_some((kind, "covers the page uninvited"));
    }
    if labelled && content.frames + content.media > 0 {
        return Some((Kind::Ad, "a labelled ad that stays in view"));
    }
    // A bar with a handful of links is the site's own, whatever it offers.
    let bar = fact.width > 0.9 && fact.height < 0.16 && fact.top <= 0.16 && content.links >= 4;
    if let Some(kind) = says.filter(|_| asks && !bar) {
        return Some((kind, "asks for something the reader did not come for"));
    }
    if furniture || bar {
        return None;
    }
    let fixed = fact.position == "fixed";
    let bottom = fixed && fact.top + fact.height > 0.97;
    let words = content.text.trim().chars().count();
    if fixed && content.fields > 0 && content.buttons > 0 && fact.height > 0.08 {
        return Some((Kind::Newsletter, "a form that stays in view though nobody called it"));
    }
    if bottom
        && fact.width > 0.5
        && content.buttons > 0
        && content.links <= 5
        && (50..1500).contains(&words)
        && content.media == 0
    {
        return Some((Kind::Consent, "a notice that waits for an answer"));
    }
    if bottom && fact.width > 0.5 && content.frames > 0 && words == 0 {
        return Some((Kind::Ad, "a frame that stays at the foot of the view"));
    }
    if fixed
        && fact.share >= 0.22
        && content.buttons > 0
        && content.links < 8
        && fact.z >= 100.0
        && fact.top > 0.05
    {
        return Some((Kind::Wall, "a sheet over the page that nobody called"));
    }
    // A question with its answers over everything else, asked by a script.
    let prompt = content.buttons >= 2
        && content.links + content.fields + content.media == 0
        && content.text.len() < 400;
    if prompt && fact.z >= 100_000.0 && fact.share < 0.3 {
        return Some((Kind::App, "a prompt over everything that nobody called"));
    }
    // A card over a page that is dimmed or locked, though nobody called it.
    (fact.dimmed
        && !furniture
        && asks
        && fact.share >= 0.02
        && fact.z >= 100.0
        && fact.height > 0.08
        && fact.width > 0.15)
        .then_some((Kind::Wall, "stands over a page that was dimmed uninvited"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall() -> (BoxFact, Content) {
        let fact = BoxFact {
            share: 1.0,
            dim: 0.8,
            rest: 4000,
            position: "fixed".into(),
            z: 1000.0,
            ..BoxFact::default()
        };
        let content = Content { text: "qqq".into(), fields: 1, buttons: 1, ..Content::default() };
        (fact, content)
    }

    #[test]
    fn what_covers_the_page_uninvited_goes_whatever_it_says() {
        let (fact, content) = wall();
        assert_eq!(judge(&fact, &content, Lexicon::of("en")).map(|(kind, _)| kind), Some(Kind::Wall));
    }

    #[test]
    fn what_the_reader_called_stays() {
        let (fact, content) = wall();
        assert_eq!(judge(&BoxFact { invited: true, ..fact }, &content, Lexicon::of("en")), None);
    }

    #[test]
    fn the_page_itself_stays() {
        let (fact, content) = wall();
        assert_eq!(judge(&BoxFact { rest: 0, ..fact.clone() }, &content, Lexicon::of("en")), None);
        assert_eq!(judge(&BoxFact { prose: 9000, ..fact }, &content, Lexicon::of("en")), None);
    }

    #[test]
    fn an_empty_dim_layer_goes_and_a_clear_one_stays() {
        let (fact, _) = wall();
        assert!(judge(&fact, &Content::default(), Lexicon::of("en")).is_some());
        assert!(judge(&BoxFact { dim: 0.0, ..fact }, &Content::default(), Lexicon::of("en")).is_none());
    }

    #[test]
    fn a_header_that_stays_in_view_is_furniture() {
        let fact = BoxFact {
            share: 0.08,
            width: 1.0,
            height: 0.08,
            rest: 4000,
            z: 1000.0,
            dimmed: true,
            ..BoxFact::default()
        };
        let content =
            Content { text: "news sport log in".into(), links: 6, navigation: true, ..Content::default() };
        assert_eq!(judge(&fact, &content, Lexicon::of("en")), None);
    }
}
