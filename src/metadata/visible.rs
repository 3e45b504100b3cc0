//! What the reader sees: headings, dates, bylines, standfirst, pictures, breadcrumbs, topics.
//!
//! The danger is other stories: cards, teasers, comments and menus look the same. Each claim
//! therefore carries its surroundings, and the ranking decides by them. Captures are bounded; one
//! that grows past its limit is no byline and is dropped.

mod marks;

use std::ops::Range;

use marks::{has_year, image_address, is_signature};

use super::hints::{self, *};
use super::{ArticleElement, Field, Ledger, Name, Picture, Piece, Place, Value, clip, one_line};
use crate::element::{Element, Path};

#[derive(Debug, Default)]
pub struct Visible {
    frames: Vec<Frame>,
    captures: Vec<Capture>,
    links: Vec<(usize, String)>,
    figures: Vec<Figure>,
    loose: usize,
    /// Claims made by `line`.
    lines: usize,
    /// The highest serial seen so far.
    latest: u32,
    /// The last words before the current element: "Updated" stands before its `time`.
    before: String,
    paragraph: Option<(u32, usize, u32)>,
    pub articles: Vec<ArticleElement>,
    pub paragraphs: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Frame {
    around: u32,
    /// Index into `articles` plus one.
    article: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Heading(u8),
    Title,
    Moment,
    Byline,
    AuthorLink,
    Standfirst,
    Caption,
    Credit,
    Crumb,
    Topic,
    Section,
    Comments,
    DocumentTitle,
}

impl Role {
    /// More text than this is something else, except where a beginning is enough.
    fn limit(self) -> usize {
        match self {
            Role::Heading(_) | Role::Title | Role::DocumentTitle => 800,
            Role::Moment => 160,
            Role::Byline => 320,
            Role::AuthorLink | Role::Crumb | Role::Topic => 120,
            Role::Standfirst | Role::Caption => 2400,
            Role::Credit => 320,
            Role::Section | Role::Comments => 80,
        }
    }
}

#[derive(Debug)]
struct Capture {
    role: Role,
    depth: usize,
    place: Place,
    pieces: Vec<Piece>,
    /// The element of the last piece; another one begins a new piece.
    last: u32,
    len: usize,
    /// `datetime` and the like.
    machine: String,
    before: String,
}

#[derive(Debug, Default)]
struct Figure {
    depth: usize,
    place: Place,
    picture: Picture,
    /// The caption and the credit as captured inside.
    caption: String,
    credit: String,
    width: u32,
}

const MAX_CAPTURES: usize = 24;
const MAX_LINES: usize = 300;
const MAX_PARAGRAPHS: usize = 20_000;
const MAX_ARTICLES: usize = 4_000;

impl Visible {
    pub fn open(&mut self, path: &Path, ledger: &mut Ledger) {
        let open = path.current();
        let element = &open.element;
        let name = element.name();
        self.latest = open.serial;
        let parent = self.frames.last().copied().unwrap_or_default();
        let own = match name {
            "html" | "body" | "head" | "meta" | "script" | "style" | "br" | "path" | "svg" | "link" => 0,
            _ => hints::of(element) | hints::of_tag(name),
        };
        let mut frame = Frame { around: hints::inherited(parent.around) | own, article: parent.article };
        if name == "article" && frame.around & COMMENTS == 0 && self.articles.len() < MAX_ARTICLES {
            self.articles.push(ArticleElement { serial: open.serial, end: u32::MAX, text: 0 });
            frame.article = self.articles.len() as u32;
            // A teaser's names speak of the teaser; the page's own story is often called one too.
        }
        self.frames.push(frame);
        let depth = self.frames.len();
        let place = Place {
            serial: open.serial,
            article: self.article_serial(frame.article),
            around: hints::inherited(parent.around) | own,
        };
        if name == "a"
            && let Some(href) = element.attr("href")
        {
            if let Some(mail) = href.strip_prefix("mailto:") {
                let mail = mail.split('?').next().unwrap_or_default();
                let name = Name { email: clip(mail, 200).trim().to_owned(), ..Name::default() };
                ledger.push(Field::Author, "mailto", Value::Name(name), place);
            } else {
                self.links.push((depth, clip(href, 2000).to_owned()));
            }
        }
        match name {
            "br" => self.break_line(),
            "p" | "div" | "li" | "section" | "ul" | "tr" | "td" | "h1" | "h2" | "h3" | "h4" | "dt" | "dd" => {
                self.break_line();
            }
            "img" => self.image(element, place, ledger),
            _ => {}
        }
        if name == "p" && self.paragraph.is_none() {
            self.paragraph = Some((open.serial, 0, frame.article));
        }
        if name == "figure" || own & FIGURE != 0 && self.figures.is_empty() {
            self.figures.push(Figure { depth, place, ..Figure::default() });
        }
        self.begin(element, own, parent.around, depth, place);
    }

    fn article_serial(&self, index: u32) -> u32 {
        index.checked_sub(1).map_or(0, |i| self.articles[i as usize].serial)
    }

    /// Opens the captures that an element's name and hints ask for.
    fn begin(&mut self, element: &Element, own: u32, around: u32, depth: usize, place: Place) {
        let mut role = |role: Role, machine: &str| {
            if self.captures.len() < MAX_CAPTURES {
                self.captures.push(Capture {
                    role,
                    depth,
                    place,
                    pieces: Vec::new(),
                    last: u32::MAX,
                    len: 0,
                    machine: clip(machine, 100).to_owned(),
                    before: if role == Role::Moment { self.before.clone() } else { String::new() },
                });
            }
        };
        let name = element.name();
        match name {
            "title" if around & HIDDEN == 0 && depth <= 4 => return role(Role::DocumentTitle, ""),
            "h1" => role(Role::Heading(1), ""),
            "h2" => role(Role::Heading(2), ""),
            "h3" => role(Role::Heading(3), ""),
            "figcaption" => role(Role::Caption, ""),
            "address" => role(Role::Byline, ""),
            "time" => {
                let machine =
                    ["datetime", "content", "data-datetime", "data-pubdate", "data-timestamp", "data-date"]
                        .into_iter()
                        .find_map(|a| element.attr(a).filter(|v| !v.is_empty()));
                role(Role::Moment, machine.unwrap_or_default());
            }
            "body" | "html" | "main" | "img" | "input" | "form" | "button" | "iframe" | "source" | "meta" => {
                return;
            }
            _ => {}
        }
        if own == 0 {
            return;
        }
        let heading = matches!(name, "h1" | "h2" | "h3");
        if own & AUTHOR != 0 && !heading && (around & CAPTION != 0 || name == "figcaption") {
            if name != "figcaption" {
                role(Role::Credit, "");
            }
        } else if own & AUTHOR != 0 && !heading {
            let link = name == "a";
            role(if link { Role::AuthorLink } else { Role::Byline }, "");
        }
        if own & DATE != 0 && name != "time" {
            let machine =
                ["datetime", "content", "data-datetime", "data-timestamp", "data-date", "data-published"]
                    .into_iter()
                    .chain((name == "abbr").then_some("title"))
                    .find_map(|a| element.attr(a).filter(|v| !v.is_empty()));
            role(Role::Moment, machine.unwrap_or_default());
        }
        if own & STANDFIRST != 0 && around & (STANDFIRST | LINK | FIGURE) == 0 && name != "a" {
            role(Role::Standfirst, "");
        }
        if own & TITLE != 0
            && !heading
            && around & (LINK | HEADING) == 0
            && matches!(name, "div" | "p" | "span")
        {
            role(Role::Title, "");
        }
        if own & CAPTION != 0 && name != "figcaption" && around & CAPTION == 0 {
            role(Role::Caption, "");
        }
        if own & CREDIT != 0 {
            role(Role::Credit, "");
        }
        if around & BREADCRUMB != 0 && matches!(name, "a" | "li" | "span") {
            role(Role::Crumb, "");
        } else if name == "a" && (around | own) & TOPICS != 0 {
            role(Role::Topic, "");
        } else if own & SECTION != 0 {
            role(Role::Section, "");
        }
        if own & COMMENTS != 0 || heading && around & COMMENTS != 0 {
            role(Role::Comments, "");
        }
    }

    pub fn text(&mut self, text: &str, path: &Path, ledger: &mut Ledger) {
        let current = path.current();
        let name = current.element.name();
        if matches!(name, "rt" | "rp" | "textarea" | "option") {
            return;
        }
        if let Some((_, len, _)) = &mut self.paragraph {
            *len += text.len();
        } else if text.len() >= 160 && !matches!(name, "title" | "noscript") {
            let article = self.frames.last().map_or(0, |f| f.article);
            self.count(current.serial, text.len(), article);
        }
        if !text.trim().is_empty() {
            let tail = text.trim_end();
            let mut start = tail.len().saturating_sub(40);
            while !tail.is_char_boundary(start) {
                start += 1;
            }
            self.before.clear();
            self.before.push_str(&tail[start..]);
        }
        self.line(text, path, ledger);
        if self.captures.is_empty() {
            return;
        }
        let link = self.links.last().map(|(_, href)| href);
        for capture in &mut self.captures {
            let room = (capture.role.limit() + 1).saturating_sub(capture.len);
            if room == 0 {
                continue;
            }
            let part = clip(text, room.max(4));
            capture.len += part.trim().len();
            match capture.pieces.last_mut() {
                Some(piece) if capture.last == current.serial => piece.text.push_str(part),
                _ => capture.pieces.push(Piece { text: part.to_owned(), link: link.cloned() }),
            }
            capture.last = current.serial;
        }
    }

    /// Lines that speak without any markup: a short one with a year in it, and the copyright notice.
    fn line(&mut self, text: &str, path: &Path, ledger: &mut Ledger) {
        if text.len() > 300 || self.lines >= MAX_LINES || path.current().element.name() == "title" {
            return;
        }
        let around = self.frames.last().map_or(0, |f| f.around);
        let article = self.article_serial(self.frames.last().map_or(0, |f| f.article));
        let place = Place { serial: path.current().serial, article, around };
        if text.contains('©') || text.contains("opyright") {
            if around & (FIGURE | CAPTION | COMMENTS) == 0 {
                self.lines += 1;
                ledger.text(Field::Publisher, "copyright line", &one_line([text]), place);
            }
        } else if text.len() <= 60 && around & (LINK | AUTHOR | COMMENTS | CAPTION) == 0 && is_signature(text)
        {
            self.lines += 1;
            let value = Value::Pieces(vec![Piece { text: one_line([text]), link: None }]);
            ledger.push(Field::Author, "byline", value, place);
        } else if text.len() <= 120 && around & (LINK | DATE) == 0 && has_year(text) {
            self.lines += 1;
            let value =
                Value::Moment { machine: String::new(), shown: one_line([text]), before: String::new() };
            ledger.push(Field::Date, "text", value, place);
        }
    }

    fn break_line(&mut self) {
        for capture in &mut self.captures {
            if let Some(piece) = capture.pieces.last_mut() {
                if !piece.text.ends_with('\n') {
                    piece.text.push('\n');
                }
                capture.last = u32::MAX;
            }
        }
    }

    fn count(&mut self, serial: u32, len: usize, article: u32) {
        if self.paragraphs.len() < MAX_PARAGRAPHS {
            self.paragraphs.push((serial, len as u32));
        }
        if let Some(i) = article.checked_sub(1) {
            self.articles[i as usize].text += len;
        }
    }

    pub fn close(&mut self, path: &Path, ledger: &mut Ledger) {
        let open = path.current();
        let depth = self.frames.len();
        match open.element.name() {
            "p" => {
                self.break_line();
                if let Some((serial, len, article)) = self.paragraph
                    && serial == open.serial
                {
                    self.paragraph = None;
                    if len >= 80 {
                        self.count(serial, len, article);
                    }
                }
            }
            "div" | "li" | "section" | "h1" | "h2" | "h3" => self.break_line(),
            "article" => {
                if let Some(article) = self.articles.iter_mut().rev().find(|a| a.serial == open.serial) {
                    article.end = self.latest;
                }
            }
            _ => {}
        }
        while let Some(i) = self.captures.iter().rposition(|c| c.depth == depth) {
            let capture = self.captures.remove(i);
            self.emit(capture, ledger);
        }
        if self.figures.last().is_some_and(|f| f.depth == depth) {
            let figure = self.figures.pop().expect("just seen");
            emit_figure(figure, ledger);
        }
        if self.links.last().is_some_and(|(d, _)| *d == depth) {
            self.links.pop();
        }
        self.frames.pop();
    }

    fn emit(&mut self, capture: Capture, ledger: &mut Ledger) {
        let Capture { role, place, pieces, len, machine, before, .. } = capture;
        let overflow = len > role.limit();
        let text = one_line(pieces.iter().map(|p| p.text.as_str()));
        let pieces: Vec<Piece> = pieces
            .into_iter()
            .map(|p| Piece { text: p.text, link: p.link })
            .filter(|p| !p.text.is_empty())
            .collect();
        if matches!(role, Role::Caption | Role::Credit)
            && let Some(figure) = self.figures.last_mut()
        {
            let slot = if role == Role::Caption { &mut figure.caption } else { &mut figure.credit };
            if slot.is_empty() && !overflow {
                *slot = text;
            } else if role == Role::Credit && !overflow && !slot.contains(&text) {
                slot.push_str(" / ");
                slot.push_str(&text);
            }
            return;
        }
        if role == Role::Moment {
            if overflow || text.is_empty() && machine.is_empty() {
                return;
            }
            let before = one_line([before.as_str()]);
            ledger.push(Field::Date, "time", Value::Moment { machine, shown: text, before }, place);
            return;
        }
        if overflow || text.is_empty() {
            return;
        }
        let (field, source) = match role {
            Role::Heading(1) => (Field::Title, "h1"),
            Role::Heading(2) => (Field::Title, "h2"),
            Role::Heading(_) => (Field::Title, "h3"),
            Role::Title => (Field::Title, "headline class"),
            Role::DocumentTitle => (Field::Title, "title"),
            Role::Byline => (Field::Author, "byline"),
            Role::AuthorLink => (Field::Author, "author link"),
            Role::Standfirst => (Field::Description, "standfirst"),
            Role::Caption => (Field::Caption, "caption"),
            Role::Credit => (Field::Credit, "credit"),
            Role::Crumb => (Field::Section, "breadcrumb"),
            Role::Topic => (Field::Tags, "topics"),
            Role::Section => (Field::Section, "kicker"),
            Role::Comments => (Field::CommentCount, "comments"),
            Role::Moment => unreachable!("handled above"),
        };
        ledger.push(field, source, Value::Pieces(pieces), place);
    }

    fn image(&mut self, element: &Element, place: Place, ledger: &mut Ledger) {
        let width =
            element.attr("width").and_then(|w| w.trim_end_matches("px").parse::<u32>().ok()).unwrap_or(0);
        let url = image_address(element);
        let alt = one_line([element.attr("alt").unwrap_or_default()]);
        if let Some(figure) = self.figures.last_mut() {
            let empty = figure.picture.url.is_empty();
            if empty || width > figure.width && figure.picture.url.starts_with("data:") {
                figure.picture.url = url;
                figure.width = width;
            }
            if figure.picture.alt.is_empty() {
                figure.picture.alt = alt;
            }
        } else if self.loose < 200 && place.around & (NAV | FOOTER) == 0 && (width == 0 || width >= 300) {
            self.loose += 1;
            let picture = Picture { url, alt, ..Picture::default() };
            if !picture.url.is_empty() {
                ledger.push(Field::Image, "img", Value::Picture(picture), place);
            }
        }
    }

    pub fn forget(&mut self, serials: &Range<u32>) {
        self.captures.retain(|c| !serials.contains(&c.place.serial));
        self.figures.retain(|f| !serials.contains(&f.place.serial));
        self.paragraphs.retain(|(serial, _)| !serials.contains(serial));
    }

    /// Closes what the page left open.
    pub fn finish(&mut self, ledger: &mut Ledger) {
        while let Some(capture) = self.captures.pop() {
            self.emit(capture, ledger);
        }
        while let Some(figure) = self.figures.pop() {
            emit_figure(figure, ledger);
        }
    }
}

fn emit_figure(figure: Figure, ledger: &mut Ledger) {
    let Figure { place, mut picture, caption, credit, .. } = figure;
    picture.caption = caption;
    picture.credit = credit;
    if !picture.url.is_empty() || !picture.caption.is_empty() {
        ledger.push(Field::Image, "figure", Value::Picture(picture), place);
    }
}
