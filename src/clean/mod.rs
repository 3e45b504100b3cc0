//! What goes and what stays.
//!
//! Every element is judged when it closes, with all its content seen, as an opinion summed from
//! small signs ([`evidence`]). What cannot hold an article's text is waited for from its start
//! tag; the moment it shows substance it is let go, so a page streams. An element that was let go
//! is never dropped afterwards, and the guard is asked before anything is.

mod content;
mod counts;
mod evidence;
mod guard;
pub(crate) mod lexicon;
mod listed;
mod lock;
mod names;
pub mod overlay;
mod scripts;
mod sheet;
pub mod veil;
mod vendors;
mod vocabulary;

use std::ops::Range;

use serde::Serialize;
use url::Url;

use crate::element::{Path, is_void};
use crate::rules::Matcher;
use counts::Counts;
use evidence::Opinion;
use lexicon::{Lexicon, Says, fold};
use listed::Hit;
pub use listed::Lists;
pub use lock::TagEdit;
use names::Names;
pub use sheet::stylesheet;

/// An element larger than this is kept, whatever it is: the most bytes that a page waits for.
pub const LIMIT: usize = 256 * 1024;
/// A box without telling names is waited for up to here.
const PLAIN_LIMIT: usize = 24 * 1024;
const PLAIN_TEXT: u32 = 1500;

/// What a removed element was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Ad,
    Label,
    Sponsored,
    Wall,
    Newsletter,
    Consent,
    App,
    /// What the reader's own rules take.
    Own,
}

/// All kinds, in the order in which they are shown.
pub const KINDS: &[Kind] = &[
    Kind::Ad,
    Kind::Label,
    Kind::Sponsored,
    Kind::Wall,
    Kind::Newsletter,
    Kind::Consent,
    Kind::App,
    Kind::Own,
];

impl Kind {
    /// The name in reports and settings.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Ad => "ad",
            Kind::Label => "label",
            Kind::Sponsored => "sponsored",
            Kind::Wall => "wall",
            Kind::Newsletter => "newsletter",
            Kind::Consent => "consent",
            Kind::App => "app",
            Kind::Own => "own",
        }
    }
}

/// One element taken out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removal {
    pub kind: Kind,
    /// The evidence in plain words.
    pub reason: String,
    /// The element's short selector.
    pub selector: String,
    pub bytes: usize,
    /// The filter rule, where one said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Which start tag of the page it was, from 0.
    pub serial: u32,
}

/// How to clean.
#[derive(Debug, Clone)]
pub struct Cleaning {
    /// Kinds that the reader wants to keep.
    pub off: Vec<Kind>,
    /// Filter lists and the reader's rules.
    pub lists: Lists,
    /// The page is looked at again when it is live: boxes that a reader may call are left to that.
    pub live_follows: bool,
    /// Our own judgement; without it only rules take anything.
    pub judgement: bool,
}

impl Default for Cleaning {
    fn default() -> Self {
        Self { off: vec![], lists: Lists::default(), live_follows: false, judgement: true }
    }
}

/// A dropped element: its bytes, and the serials of its start tags.
pub(crate) type Cut = (Range<usize>, Range<u32>);

/// Judges a page's elements as it streams.
pub(crate) struct Judge {
    off: Vec<Kind>,
    judgement: bool,
    rules: Option<Matcher>,
    lexicon: &'static Lexicon,
    live_follows: bool,
    host: Option<String>,
    frames: Vec<Frame>,
    counts: Counts,
    /// The page's `title`, folded: tells the headline from other headings.
    title: String,
    /// Folded text since the outermost box that is waited for.
    text: String,
    /// Up to where phrases were looked for in `text`.
    scanned: usize,
    /// The next serial.
    serials: u32,
    /// Open frames below this one are let go.
    released: usize,
    /// Open boxes with telling names.
    candidates: usize,
    comment: String,
    cuts: Vec<Cut>,
    removals: Vec<(Range<usize>, Removal)>,
}

/// An open element.
#[derive(Debug, Clone)]
struct Frame {
    start: usize,
    serial: u32,
    names: Names,
    listed: Option<Hit>,
    /// There is reason to wait for the whole element.
    telling: bool,
    before: Counts,
    text_from: usize,
    /// May still be dropped.
    waiting: bool,
    /// Scripts, templates and the like: text that nobody sees.
    silent: bool,
    /// The last child, if it may have to go with the next one.
    pending: Option<Pending>,
}

/// A label-like element that goes if an ad follows it directly.
#[derive(Debug, Clone)]
struct Pending {
    bytes: Range<usize>,
    serials: Range<u32>,
    selector: String,
    /// The totals before it.
    before: Counts,
}

impl Judge {
    /// `language` as the page's root element has it, or empty.
    pub fn new(cleaning: Cleaning, url: Option<&Url>, language: &str) -> Self {
        Self {
            rules: cleaning.lists.matcher(url, language),
            lexicon: Lexicon::of(language),
            off: cleaning.off,
            judgement: cleaning.judgement,
            live_follows: cleaning.live_follows,
            host: url.and_then(Url::host_str).map(str::to_owned),
            frames: vec![],
            counts: Counts::default(),
            title: String::new(),
            text: String::new(),
            scanned: 0,
            serials: 0,
            released: 0,
            candidates: 0,
            comment: String::new(),
            cuts: vec![],
            removals: vec![],
        }
    }

    /// `start` is the position of the start tag.
    pub fn open(&mut self, path: &Path, start: usize) -> Option<TagEdit> {
        let open = path.current();
        let element = &open.element;
        let name = element.name();
        self.serials = open.serial + 1;
        if names::is_block(name) {
            self.scan();
        }
        let outer_silent = self.frames.last().is_some_and(|f| f.silent);
        let names = names::of(element, std::mem::take(&mut self.comment).as_str());
        let silent = outer_silent || names::is_silent(name);
        // A child that is no slot parts a label from what comes after it.
        let before = self.counts;
        self.counts.elements += 1;
        if !silent || name == "script" {
            content::count(element, self.host.as_deref(), &mut self.counts);
        }
        let waiting = !outer_silent && guard::may_go(path);
        let (listed, waits) =
            self.rules.as_mut().map(|rules| listed::opened(rules, path)).unwrap_or_default();
        let telling = listed.is_some() || waits || names.is_telling();
        if waiting && telling {
            self.candidates += 1;
        }
        self.frames.push(Frame {
            start,
            serial: open.serial,
            names,
            listed,
            telling,
            before,
            text_from: self.text.len(),
            waiting,
            silent,
            pending: None,
        });
        self.let_go(start);
        lock::edit(element)
    }

    /// A whole text node in `path.current()`.
    pub fn text(&mut self, text: &str, path: &Path) {
        if let Some(rules) = &mut self.rules {
            rules.text(text);
        }
        let Some(frame) = self.frames.last_mut() else { return };
        match path.current().element.name() {
            "script" => {
                let scope = path.inside_out().skip(1);
                if scripts::places_slot(text, scope.filter_map(|open| open.element.id())) {
                    self.counts.slot_scripts += 1;
                }
                return;
            }
            "title" if !path.within("svg") => fold(text, &mut self.title),
            _ => {}
        }
        if frame.silent || text.chars().all(char::is_whitespace) {
            if !frame.silent && !text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            return;
        }
        frame.pending = None;
        let hidden = self.frames.iter().rev().take(4).any(|f| f.names.has(Names::UNSEEN));
        let characters = text.chars().filter(|c| !c.is_whitespace()).count() as u32;
        if !hidden {
            self.counts.text += characters;
            if path.within("a") || path.within("button") {
                self.counts.link_text += characters;
            }
        }
        fold(text, &mut self.text);
    }

    pub fn comment(&mut self, text: &str) {
        self.comment.clear();
        self.comment.push_str(text);
    }

    /// `end` is the position after the element; `own` that it ended as the standard has it.
    pub fn close(&mut self, path: &Path, end: usize, own: bool) {
        let element = &path.current().element;
        let name = element.name();
        if names::is_block(name) {
            self.scan();
        }
        for found in self.rules.iter_mut().flat_map(Matcher::close) {
            if let (Some(hit), Some(frame)) =
                (Hit::of(found), self.frames.iter_mut().rev().find(|frame| frame.serial == found.serial))
            {
                frame.listed = frame.listed.filter(|old| old.own || old.here).or(Some(hit));
            }
        }
        let Some(frame) = self.frames.pop() else { return };
        self.released = self.released.min(self.frames.len());
        if frame.waiting && frame.telling {
            self.candidates -= 1;
        }
        if !frame.silent {
            self.weigh_whole(path, &frame);
        }
        let content = self.counts.since(&frame.before);
        let size = end - frame.start;
        let limit =
            if frame.telling { LIMIT } else { PLAIN_LIMIT.max(LIMIT * usize::from(content.dropped_ads > 0)) };
        let may_go = frame.waiting && own && !frame.silent && size <= limit;
        let opinion = (may_go && guard::spares(name, &content).is_none())
            .then(|| {
                evidence::weigh(
                    path,
                    &frame.names,
                    frame.listed,
                    &content,
                    self.text_of(&frame),
                    self.judgement,
                )
            })
            .flatten()
            .filter(|opinion| !self.off.contains(&opinion.kind))
            .filter(|opinion| !(self.live_follows && opinion.may_be_called(path)));
        if let Some(opinion) = opinion {
            self.drop_element(&frame, path, end, opinion);
        } else {
            self.keep_element(frame, path, end, own);
        }
        self.let_go(end);
    }

    fn text_of(&self, frame: &Frame) -> &str {
        self.text.get(frame.text_from..).unwrap_or_default().trim()
    }

    /// What the element's whole text says, and whether it is prose.
    fn weigh_whole(&mut self, path: &Path, frame: &Frame) {
        let name = path.current().element.name();
        let content = self.counts.since(&frame.before);
        let Some(text) = self.text.get(frame.text_from..) else { return };
        let text = text.trim();
        if guard::is_prose(name, &content) {
            self.counts.paragraphs += 1;
            self.counts.prose += content.text;
        }
        if name == "h1" {
            if guard::is_headline(text, &self.title) {
                self.counts.headlines += 1;
            } else {
                self.counts.headings += 1;
            }
        }
        // Told once, by the innermost element that has the whole text.
        if text.is_empty()
            || text.len() > 240
            || content.labels + content.sponsored_labels + content.feed_headings + content.actions > 0
        {
            return;
        }
        // "Advertising" as a link is where one books it.
        // With the payer's name beside it, it is a card's own label.
        let linked = (content.links > 0 || path.within("a")) && !text.contains(['·', '•', '|']);
        let told: Vec<_> = self
            .lexicon
            .whole(text)
            .filter(|says| !(linked && matches!(says, Says::Label | Says::Sponsored | Says::Feed)))
            .collect();
        // A label is what it is first; the same word over a single item is no second sign.
        let is_label = told.iter().any(|says| matches!(says, Says::Label | Says::Continues));
        let is_sponsored = !is_label && told.contains(&Says::Sponsored);
        let is_feed = told.contains(&Says::Feed);
        self.counts.labels += u32::from(is_label);
        self.counts.sponsored_labels += u32::from(is_sponsored);
        self.counts.feed_headings += u32::from(is_feed);
        self.counts.actions += u32::from(told.contains(&Says::Action));
        self.counts.own_headings += u32::from(told.contains(&Says::Keep));
        let labels = is_label || is_sponsored || is_feed;
        if labels {
            self.counts.label_text += content.text;
            self.counts.headings = self.counts.headings.saturating_sub(content.headings);
        }
    }

    /// Looks for phrases in the text that came since the last look.
    fn scan(&mut self) {
        if self.scanned >= self.text.len() {
            self.scanned = self.text.len();
            return;
        }
        let lexicon = self.lexicon;
        let counts = &mut self.counts;
        let from = self.scanned;
        lexicon.within(&self.text[from..], |says| match says {
            Says::Wall => counts.wall_phrases += 1,
            Says::Newsletter | Says::Push => counts.newsletter_phrases += 1,
            Says::Consent => counts.consent_phrases += 1,
            Says::App => counts.app_phrases += 1,
            Says::Adblock => counts.adblock_phrases += 1,
            _ => {}
        });
        if !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        self.scanned = self.text.len();
    }

    fn drop_element(&mut self, frame: &Frame, path: &Path, end: usize, opinion: Opinion) {
        self.counts = frame.before;
        self.text.truncate(frame.text_from);
        self.scanned = self.scanned.min(self.text.len());
        let bytes = frame.start..end;
        let is_ad = matches!(opinion.kind, Kind::Ad | Kind::Label | Kind::Sponsored);
        if is_ad {
            if let Some(pending) = self.frames.last_mut().and_then(|parent| parent.pending.take()) {
                self.counts = pending.before;
                self.record(
                    pending.bytes.clone(),
                    pending.serials.clone(),
                    Removal {
                        kind: Kind::Label,
                        reason: "a short text directly before an ad".to_owned(),
                        selector: pending.selector,
                        bytes: pending.bytes.len(),
                        rule: None,
                        serial: pending.serials.start,
                    },
                );
            }
            self.counts.dropped_ads += 1;
        }
        match opinion.kind {
            Kind::Wall => self.counts.dropped_walls += 1,
            Kind::Newsletter => self.counts.dropped_newsletters += 1,
            Kind::Consent => self.counts.dropped_consents += 1,
            Kind::Ad | Kind::Label | Kind::Sponsored | Kind::App | Kind::Own => {}
        }
        let removal = Removal {
            kind: opinion.kind,
            reason: opinion.reason(),
            selector: path.current().element.selector(),
            bytes: bytes.len(),
            rule: opinion.by_rule.then(|| self.rule_of(frame)).flatten(),
            serial: frame.serial,
        };
        self.record(bytes, frame.serial..self.serials, removal);
    }

    fn rule_of(&self, frame: &Frame) -> Option<String> {
        Some(self.rules.as_ref()?.explain(frame.listed?.rule))
    }

    fn record(&mut self, bytes: Range<usize>, serials: Range<u32>, removal: Removal) {
        // What lay within is part of this removal now.
        let inner = self.removals.partition_point(|(range, _)| range.start < bytes.start);
        self.removals.truncate(inner);
        self.removals.push((bytes.clone(), removal));
        self.cuts.push((bytes, serials));
    }

    fn keep_element(&mut self, frame: Frame, path: &Path, end: usize, own: bool) {
        let element = &path.current().element;
        let name = element.name();
        let content = self.counts.since(&frame.before);
        let text = self.text_of(&frame);
        let pending = (frame.waiting
            && own
            && !frame.silent
            && evidence::may_follow_an_ad(element, &frame.names, &content, text))
        .then(|| Pending {
            bytes: frame.start..end,
            serials: frame.serial..self.serials,
            selector: element.selector(),
            before: frame.before,
        });
        if frame.names.has(Names::OWN) && content.text == 0 && content.elements <= 3 && content.links == 0 {
            self.counts.own_mounts += 1;
        }
        let is_leaf = content.elements == 1 && content.text == 0 && content.images == 0 && !frame.silent;
        if is_leaf && names::is_block(name) && !is_void(name) && names::is_mount(element) {
            self.counts.mounts += 1;
        }
        let Some(parent) = self.frames.last_mut() else { return };
        if pending.is_some() {
            parent.pending = pending;
        } else if !(name == "br" || names::is_silent(name)) {
            parent.pending = None;
        }
    }

    /// Lets boxes go that have shown substance, from the outside in.
    fn let_go(&mut self, position: usize) {
        while let Some(frame) = self.frames.get_mut(self.released) {
            if frame.waiting {
                let content = self.counts.since(&frame.before);
                let size = position - frame.start;
                let plain = !frame.telling;
                let substantial = guard::spares("", &content).is_some()
                    || size > LIMIT
                    || plain
                        && self.candidates == 0
                        && (size > PLAIN_LIMIT && content.dropped_ads == 0 || content.text > PLAIN_TEXT);
                if !substantial {
                    break;
                }
                frame.waiting = false;
                if frame.telling {
                    self.candidates -= 1;
                }
            }
            self.released += 1;
        }
        if self.released == self.frames.len() && self.frames.last().is_none_or(|f| f.pending.is_none()) {
            self.scan();
            self.text.clear();
            self.scanned = 0;
        }
    }

    /// From which byte on something may still be cut.
    pub fn waiting_from(&self) -> Option<usize> {
        let open = self.frames.get(self.released).map(|frame| frame.start);
        let pending = self
            .frames
            .iter()
            .take(self.released)
            .filter_map(|f| f.pending.as_ref())
            .map(|p| p.bytes.start)
            .min();
        open.into_iter().chain(pending).min()
    }

    pub fn take_cuts(&mut self) -> Vec<Cut> {
        std::mem::take(&mut self.cuts)
    }

    pub fn finish(self) -> Vec<Removal> {
        self.removals.into_iter().map(|(_, removal)| removal).collect()
    }
}
