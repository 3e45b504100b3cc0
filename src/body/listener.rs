//! Hears the page's events and cuts its text into blocks.
//!
//! It is called for every element and every text node of the page, so the common case is one
//! `match` and no work: attributes are read only for elements around text.

use std::collections::HashSet;
use std::ops::Range;

use url::Url;

use super::arena::{Arena, BlockRecord, BoxRecord, NONE, RunRecord, Sort, Tag};
use super::role::{Role, role};
use super::{Body, Emphasis, names};
use crate::element::{Element, Path};

/// Bytes that any page may take.
const SLACK: usize = 1 << 18;

/// Blocks under this length may be joined when the store is tight.
const SHORT: usize = 80;

/// An open element that borders text; its box is written down once there is text.
#[derive(Debug, Clone, Copy)]
struct Frame {
    depth: usize,
    tag: Tag,
    record: u32,
}

/// Hears the page's events and keeps text blocks until the end decides which are the article.
#[derive(Debug, Default)]
pub struct Listener {
    pub(super) arena: Arena,
    frames: Vec<Frame>,
    /// Depths of the outermost open element of that meaning; 0 for none.
    skip: usize,
    link: usize,
    bold: usize,
    italic: usize,
    pre: usize,
    /// The open link in the arena, once it holds text.
    link_index: Option<u32>,
    /// Where the block in the making begins.
    block_start: usize,
    run_start: usize,
    block: Option<(u32, u32, u32)>,
    gap: Gap,
    picture: bool,
    /// Bytes of all text nodes so far, scripts included: what the store may be measured by.
    heard: usize,
    pub(super) gone: Vec<Range<u32>>,
    pub(super) page: PageFacts,
}

/// What the page says of itself, as evidence for the choice.
#[derive(Debug, Default)]
pub(super) struct PageFacts {
    pub title: String,
    pub description: String,
    pub author: String,
    pub language: String,
    /// The article's words as the page's data give them, three by three; to compare, not to show.
    pub told: HashSet<u32>,
}

/// White space that waits for the next word.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
}

impl Listener {
    pub fn open(&mut self, path: &Path) {
        if self.skip != 0 {
            return;
        }
        let depth = path.depth();
        let element = &path.current().element;
        match role(element.name()) {
            Role::Inline => {
                if element.name() == "meta" {
                    self.hear_meta(element);
                }
            }
            Role::Link => {
                if self.link == 0 && element.attr("href").is_some() {
                    self.link = depth;
                    self.link_index = None;
                }
            }
            Role::Bold if self.bold == 0 => self.bold = depth,
            Role::Italic if self.italic == 0 => self.italic = depth,
            Role::Bold | Role::Italic => {}
            Role::Break => self.line_break(),
            Role::Image => {
                self.image(path);
                self.picture = true;
            }
            Role::Embed => {
                self.embed(path);
                self.skip = depth;
            }
            Role::Skip => self.skip = depth,
            Role::Block(tag) => {
                self.flush();
                if tag == Tag::Html {
                    self.page.language = element.attr("lang").unwrap_or_default().to_owned();
                }
                if tag == Tag::Pre && self.pre == 0 {
                    self.pre = depth;
                }
                self.frames.push(Frame { depth, tag, record: NONE });
            }
        }
    }

    /// A whole text node, decoded; its element is `path.current()`.
    pub fn text(&mut self, text: &str, path: &Path) {
        self.heard += text.len();
        if self.skip != 0 {
            self.hear_hidden(text, path);
            return;
        }
        if self.pre != 0 {
            return self.preformatted(text, path);
        }
        let mut words = text.split(is_space).filter(|w| !w.is_empty());
        let Some(first) = words.next() else {
            self.gap = self.gap.max(if text.is_empty() { Gap::None } else { Gap::Space });
            return;
        };
        if text.starts_with(is_space) {
            self.gap = self.gap.max(Gap::Space);
        }
        self.begin_run(path);
        self.arena.text.push_str(first);
        for word in words {
            self.arena.text.push(' ');
            self.arena.text.push_str(word);
        }
        self.end_run();
        if text.ends_with(is_space) {
            self.gap = Gap::Space;
        }
    }

    pub fn close(&mut self, path: &Path) {
        let depth = path.depth();
        if self.skip != 0 {
            if self.skip == depth {
                self.skip = 0;
            }
            return;
        }
        for mark in [&mut self.link, &mut self.bold, &mut self.italic, &mut self.pre] {
            if *mark == depth {
                *mark = 0;
            }
        }
        if self.frames.last().is_some_and(|frame| frame.depth >= depth) {
            self.flush();
            while self.frames.last().is_some_and(|frame| frame.depth >= depth) {
                self.frames.pop();
            }
        }
    }

    /// The elements with these serials were removed from the page: they are no article text.
    pub fn forget(&mut self, serials: Range<u32>) {
        self.gone.push(serials);
    }

    /// Bytes that the kept text takes.
    pub fn size(&self) -> usize {
        self.arena.size()
    }

    /// Every text block with the numbers that the choice weighs, for the training script; those
    /// of the second look too if `first`, the card of the first, is given.
    #[doc(hidden)]
    pub fn evidence(mut self, first: Option<&str>) -> (Vec<String>, Vec<(String, Vec<f32>)>) {
        self.flush();
        super::choose::evidence(&self, first)
    }

    /// A page of one word, to learn what the columns of a row are called.
    pub(super) fn sample() -> Self {
        let mut sample = Listener::default();
        sample.arena.text.push('x');
        sample.push_run(NONE, Emphasis::None, 0);
        sample.add_block(NONE, 0, 0, Sort::Text);
        sample
    }

    /// `base` resolves relative links.
    pub fn finish(mut self, base: Option<&Url>) -> Body {
        self.flush();
        super::choose::body(&self, base)
    }

    /// Texts that are not shown but tell of the article.
    fn hear_hidden(&mut self, text: &str, path: &Path) {
        let element = &path.current().element;
        match element.name() {
            "title" if self.page.title.is_empty() => self.page.title = text.trim().to_owned(),
            "script" if element.attr("type").is_some_and(|t| t.contains("ld+json")) => {
                let mut rest = text;
                while let Some(at) = rest.find("\"articleBody\"") {
                    rest = rest[at + 13..].trim_start().trim_start_matches(':');
                    let body = serde_json::Deserializer::from_str(rest).into_iter::<String>().next();
                    if let Some(Ok(body)) = body {
                        self.page.told.extend(triples(&body));
                    }
                }
            }
            _ => {}
        }
    }

    fn hear_meta(&mut self, element: &Element) {
        let Some(key) = element.attr("name").or(element.attr("property")) else { return };
        let field = match key.to_ascii_lowercase().as_str() {
            "description" | "og:description" => &mut self.page.description,
            "author" | "parsely-author" | "article:author" | "citation_author" | "dc.creator" => {
                &mut self.page.author
            }
            _ => return,
        };
        if field.is_empty() {
            field.push_str(element.attr("content").unwrap_or_default().trim());
        }
    }

    /// Within a paragraph two breaks are a border, elsewhere one is: old pages write their
    /// paragraphs as bare text with breaks.
    fn line_break(&mut self) {
        let flows = self.frames.last().is_some_and(|frame| {
            matches!(
                frame.tag,
                Tag::P | Tag::Item | Tag::Heading(_) | Tag::Caption | Tag::Address | Tag::Definition
            )
        });
        if self.gap == Gap::Line || !flows {
            self.flush();
        }
        self.gap = Gap::Line;
    }

    fn preformatted(&mut self, text: &str, path: &Path) {
        if text.trim().is_empty() && self.block.is_none() {
            return;
        }
        self.gap = Gap::None;
        self.begin_run(path);
        self.arena.text.push_str(text);
        self.end_run();
    }

    /// The store may not outgrow the page: a page of a million one-letter paragraphs gets coarser
    /// blocks instead of a million records.
    fn tight(&self) -> bool {
        self.arena.size() > SLACK + 3 * self.heard / 2
    }

    /// Opens the block if none is, writes the waiting space, and sees to it that the last run is
    /// of the kind that the coming text is.
    fn begin_run(&mut self, path: &Path) {
        if self.block.is_none() {
            let in_box = self.box_at(path);
            self.block = Some((in_box, path.current().serial, self.inline_names(path)));
            self.gap = Gap::None;
        }
        let link = if self.link == 0 { NONE } else { self.open_link(path) };
        let emphasis = if self.bold != 0 {
            Emphasis::Bold
        } else if self.italic != 0 {
            Emphasis::Italic
        } else {
            Emphasis::None
        };
        let serial = path.current().serial;
        let last = self.arena.runs[self.run_start..].last().copied();
        let same = last.is_some_and(|r| r.link == link && r.emphasis == emphasis && r.serial == serial)
            || last.is_some() && self.tight();
        let space = match std::mem::take(&mut self.gap) {
            Gap::None => None,
            Gap::Space => Some(' '),
            Gap::Line => Some('\n'),
        };
        let plain = |r: &RunRecord| r.link == NONE && r.emphasis == Emphasis::None;
        if let (Some(space), Some(last)) = (space, last) {
            // The space between two words goes to the plainer run: "a *b*", not "a* b*".
            if same || plain(&last) {
                self.arena.text.push(space);
                self.end_run();
            } else if link == NONE && emphasis == Emphasis::None {
                self.push_run(link, emphasis, serial);
                self.arena.text.push(space);
                return;
            } else {
                self.push_run(NONE, Emphasis::None, last.serial);
                self.arena.text.push(space);
                self.end_run();
            }
        }
        if !same {
            self.push_run(link, emphasis, serial);
        }
    }

    fn push_run(&mut self, link: u32, emphasis: Emphasis, serial: u32) {
        self.arena.runs.push(RunRecord { text_end: self.arena.text.len() as u32, link, serial, emphasis });
    }

    fn end_run(&mut self) {
        let end = self.arena.text.len() as u32;
        if let Some(run) = self.arena.runs[self.run_start..].last_mut() {
            run.text_end = end;
        }
    }

    fn open_link(&mut self, path: &Path) -> u32 {
        if let Some(index) = self.link_index {
            return index;
        }
        let element = path.inside_out().nth(path.depth() - self.link);
        let address = element.and_then(|open| open.element.attr("href")).unwrap_or_default();
        // A script or a blob is no address that an export could use.
        let address = if address.len() > 2048 { "" } else { address };
        let index = if self.tight() { NONE } else { self.arena.add_link(address) };
        self.link_index = Some(index);
        index
    }

    fn inline_names(&self, path: &Path) -> u32 {
        let inline = path.depth() - self.frames.last().map_or(0, |frame| frame.depth);
        path.inside_out().take(inline.min(3)).fold(0, |bits, open| bits | names::of(&open.element).0)
    }

    fn flush(&mut self) {
        self.gap = Gap::None;
        if let Some((in_box, serial, names)) = self.block.take() {
            if self.tight()
                && let Some(last) = self.arena.blocks.last_mut()
                && last.sort == Sort::Text
                && last.in_box == in_box
                && self.arena.text.len() - self.block_start < SHORT
            {
                last.text_end = self.arena.text.len() as u32;
                last.run_end = self.arena.runs.len() as u32;
                (self.block_start, self.run_start) = (self.arena.text.len(), self.arena.runs.len());
                return;
            }
            self.add_block(in_box, serial, names, Sort::Text);
        }
    }

    fn add_block(&mut self, in_box: u32, serial: u32, names: u32, sort: Sort) {
        let text_end = self.arena.text.len() as u32;
        let run_end = self.arena.runs.len() as u32;
        let after_picture = std::mem::take(&mut self.picture);
        self.arena.blocks.push(BlockRecord { text_end, run_end, in_box, serial, names, sort, after_picture });
        self.block_start = text_end as usize;
        self.run_start = run_end as usize;
    }

    fn image(&mut self, path: &Path) {
        let element = &path.current().element;
        let small = |name| element.attr(name).and_then(|v| v.parse::<u32>().ok()).is_some_and(|v| v < 100);
        if self.pre != 0 || small("width") || small("height") {
            return;
        }
        let Some(source) = image_source(element) else { return };
        // Only pictures near text count: in a figure or directly in the flow, not icons in links.
        let figure = self.frames.iter().rev().take(4).any(|f| f.tag == Tag::Figure);
        if !figure && self.link != 0 || self.tight() {
            return;
        }
        if self.block.is_some() {
            return;
        }
        let alt = element.attr("alt").unwrap_or_default();
        self.leaf(path, source, alt, Sort::Image);
    }

    fn embed(&mut self, path: &Path) {
        let element = &path.current().element;
        let source = ["src", "data-src", "data-lazy-src", "data-videoid"]
            .iter()
            .find_map(|name| element.attr(name).filter(|v| v.starts_with("http") || v.starts_with("//")));
        let Some(source) = source.filter(|s| s.len() <= 2048) else { return };
        self.flush();
        self.leaf(path, source, element.attr("title").unwrap_or_default(), Sort::Embed);
    }

    fn leaf(&mut self, path: &Path, source: &str, text: &str, sort: Sort) {
        self.flush();
        let in_box = self.box_at(path);
        let link = self.arena.add_link(source);
        self.arena.text.push_str(text.trim());
        self.push_run(link, Emphasis::None, path.current().serial);
        self.add_block(in_box, path.current().serial, 0, sort);
    }

    /// The box of the innermost bordering element; writes down those around it that are not yet.
    fn box_at(&mut self, path: &Path) -> u32 {
        if self.tight()
            && let Some(frame) = self.frames.iter().rev().find(|frame| frame.record != NONE)
        {
            return frame.record;
        }
        let known = self.frames.iter().rposition(|frame| frame.record != NONE);
        let mut parent = known.map_or(NONE, |i| self.frames[i].record);
        for frame in &mut self.frames[known.map_or(0, |i| i + 1)..] {
            let Some(open) = path.inside_out().nth(path.depth() - frame.depth) else { break };
            let (names, kind) = names::of(&open.element);
            frame.record = self.arena.boxes.len() as u32;
            self.arena.boxes.push(BoxRecord { parent, kind, names, tag: frame.tag });
            parent = frame.record;
        }
        parent
    }
}

fn image_source(element: &Element) -> Option<&str> {
    let address = |v: &&str| !v.is_empty() && v.len() <= 2048 && !v.starts_with("data:");
    ["src", "data-src", "data-lazy-src", "data-original"]
        .iter()
        .find_map(|name| element.attr(name).filter(address))
        .or_else(|| {
            let set = element.attr("srcset").or(element.attr("data-srcset"))?;
            set.split([' ', ',']).find(|part| !part.is_empty()).filter(address)
        })
}

/// White space, and the signs that only tell where a line may break.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}' | '\u{a0}' | '\u{200b}' | '\u{feff}')
        || (c > '\u{7f}' && c.is_whitespace())
}

/// Each three neighbouring words as a number. A text of one or two words gives one.
pub(super) fn triples(text: &str) -> impl Iterator<Item = u32> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let (mut a, mut b) = (0u32, 0u32);
    words.enumerate().filter_map(move |(n, word)| {
        let mut hash = 0x811c_9dc5u32;
        for c in word.chars() {
            hash = (hash ^ c as u32).wrapping_mul(0x0100_0193);
        }
        let triple = a.wrapping_mul(31).wrapping_add(b).wrapping_mul(31).wrapping_add(hash);
        (a, b) = (b, hash);
        (n >= 2).then_some(triple)
    })
}
