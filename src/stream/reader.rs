//! From lol_html's callbacks to our own words, with the range of every element.
//!
//! A close is told late: an element's range ends where the *next* thing begins, because the end
//! tag itself reaches the sink after its handler ran. And it is told truly: `own` says whether the
//! element was closed by its own end tag or by a rule of the HTML standard; anything else
//! (misnested markup) makes its range unsure, and nothing unsure is ever cut.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use encoding_rs::X_USER_DEFINED;
use lol_html::html_content::{Comment, Element as Tag, EndTag, TextChunk, TextType};
use lol_html::{
    AsciiCompatibleEncoding, DocumentContentHandlers, ElementContentHandlers, HandlerResult, HtmlRewriter,
    MemorySettings, Settings,
};
use url::Url;

use super::hold::Hold;
use super::{Options, Reading, Tap, implied};
use crate::clean::{Judge, TagEdit, overlay};
use crate::element::{Path, is_void};
use crate::encoding::Decoding;
use crate::{body, metadata};

/// A text node is read up to here; its bytes pass in any case.
const TEXT_LIMIT: usize = 2 << 20;
/// What lol_html may keep for one unfinished tag, comment or text.
const PARSER_MEMORY: usize = 64 << 20;

#[derive(Default)]
pub(super) struct Reader {
    hold: Rc<RefCell<Hold>>,
    decoding: Option<Decoding>,
    path: Path,
    elements: u32,
    /// Raw bytes of the text node that is arriving.
    text: Vec<u8>,
    /// The current element has had its end tag (or never has one): it closes when the next thing
    /// begins.
    closing: bool,
    judge: Option<Judge>,
    metadata: Option<metadata::Listener>,
    body: Option<body::Listener>,
    live: Option<overlay::Listener>,
}

impl Reader {
    pub fn new(options: Options, decoding: Decoding, language: &str, hold: Rc<RefCell<Hold>>) -> Self {
        Self {
            hold,
            decoding: Some(decoding),
            judge: options.cleaning.map(|cleaning| Judge::new(cleaning, options.url.as_ref(), language)),
            metadata: (!options.only_clean).then(metadata::Listener::default),
            live: options.live.map(overlay::Listener::new),
            body: (!options.only_clean).then(body::Listener::default),
            ..Self::default()
        }
    }

    /// The position from which on bytes may still be cut.
    pub fn waiting_from(&self) -> Option<usize> {
        self.judge.as_ref().and_then(Judge::waiting_from)
    }

    fn open(&mut self, tag: &mut Tag<'_, '_>) -> u32 {
        self.settle();
        let name = tag.tag_name();
        for _ in 0..implied::closes(&self.path, &name) {
            self.close(true);
        }
        let serial = self.elements;
        self.elements += 1;
        let decoding = self.decoding;
        let element = self.path.push(serial);
        element.reset(&name);
        for attribute in tag.attributes() {
            let value = attribute.value();
            element.push_attribute(&attribute.name(), &read(decoding, value));
        }
        if let Some(judge) = &mut self.judge {
            let start = self.hold.borrow().position();
            if let Some(edit) = judge.open(&self.path, start) {
                self.edit(tag, &edit, start);
            }
        }
        if let Some(metadata) = &mut self.metadata {
            metadata.open(&self.path);
        }
        if let Some(body) = &mut self.body {
            body.open(&self.path);
        }
        if let Some(live) = &mut self.live {
            live.open(&self.path);
        }
        self.cut();
        self.closing = !tag.can_have_content() || is_void(&name);
        serial
    }

    fn text(&mut self, chunk: &TextChunk<'_>) {
        self.settle();
        let text = chunk.as_str();
        if self.text.len() + text.len() <= TEXT_LIMIT {
            extend_raw(&mut self.text, text);
        }
        if chunk.last_in_text_node() {
            self.tell_text(chunk.text_type());
        }
    }

    fn tell_text(&mut self, kind: TextType) {
        if self.text.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.text);
        if !self.path.is_empty() {
            let text = decode(self.decoding, &bytes);
            let text = if kind.allows_html_entities() { resolve(text) } else { text };
            if let Some(judge) = &mut self.judge {
                judge.text(&text, &self.path);
            }
            if let Some(metadata) = &mut self.metadata {
                metadata.text(&text, &self.path);
            }
            if let Some(body) = &mut self.body {
                body.text(&text, &self.path);
            }
            if let Some(live) = &mut self.live {
                live.text(&text, &self.path);
            }
            self.cut();
        }
        self.text = bytes;
        self.text.clear();
    }

    fn comment(&mut self, comment: &Comment<'_>) {
        self.settle();
        if let Some(judge) = &mut self.judge {
            judge.comment(&comment.text());
        }
    }

    fn end_tag(&mut self, serial: u32, name: &str) {
        let depth = |path: &Path| path.inside_out().position(|open| open.serial == serial);
        // An end tag that an implied end has overtaken tells nothing, not even where something ends.
        if depth(&self.path).is_none() {
            return;
        }
        self.settle();
        // The close that was due may have been this very element's: then the tag was another's.
        let Some(above) = depth(&self.path) else { return };
        for _ in 0..above {
            self.close(false);
        }
        if self.path.current().element.name() == name {
            self.closing = true;
        } else {
            // An optional end tag left out at the end of the parent is good HTML.
            let optional = matches!(
                self.path.current().element.name(),
                "p" | "li" | "td" | "th" | "tr" | "dd" | "dt" | "option" | "tbody"
            );
            self.close(optional);
        }
    }

    /// Everything that has begun is now over.
    pub fn end(&mut self) {
        self.settle();
        while !self.path.is_empty() {
            self.close(false);
        }
        self.cut();
    }

    fn settle(&mut self) {
        if std::mem::take(&mut self.closing) {
            self.close(true);
        }
    }

    fn close(&mut self, own: bool) {
        if let Some(body) = &mut self.body {
            body.close(&self.path);
        }
        if let Some(live) = &mut self.live {
            live.close(&self.path);
        }
        if let Some(metadata) = &mut self.metadata {
            metadata.close(&self.path);
        }
        if let Some(judge) = &mut self.judge {
            let end = self.hold.borrow().position();
            judge.close(&self.path, end, own);
        }
        self.cut();
        self.path.pop();
    }

    fn cut(&mut self) {
        let Some(judge) = &mut self.judge else { return };
        for (bytes, serials) in judge.take_cuts() {
            self.hold.borrow_mut().cut(bytes);
            if let Some(metadata) = &mut self.metadata {
                metadata.forget(serials.clone());
            }
            if let Some(body) = &mut self.body {
                body.forget(serials);
            }
        }
    }

    /// `start` is the tag's position in the page.
    fn edit(&self, tag: &Tag<'_, '_>, edit: &TagEdit, start: usize) {
        let offset = tag.source_location().bytes().start;
        for attribute in tag.attributes() {
            let Some(new) = edit.value(&attribute.name(), &attribute.value()) else { continue };
            let Some(location) = attribute.value_source_location() else { continue };
            let range = location.bytes();
            let mut bytes = vec![];
            extend_raw(&mut bytes, &new);
            self.hold.borrow_mut().set_value(range.start - offset + start..range.end - offset + start, bytes);
        }
    }

    pub fn finish(self, url: Option<Url>) -> Reading {
        Reading {
            removals: self.judge.map(Judge::finish).unwrap_or_default(),
            claims: self.metadata.map(|m| m.finish(url.as_ref())).unwrap_or_default(),
            body: self.body.map(|b| b.finish(url.as_ref())).unwrap_or_default(),
            elements: self.elements,
            live: self.live.map(overlay::Listener::finish).unwrap_or_default(),
            url,
            ..Reading::default()
        }
    }
}

/// lol_html with our handlers.
pub(super) fn rewriter(reader: &Rc<RefCell<Reader>>, tap: Tap) -> HtmlRewriter<'static, Tap> {
    let (on_open, on_text, on_comment) = (Rc::clone(reader), Rc::clone(reader), Rc::clone(reader));
    let encoding = AsciiCompatibleEncoding::new(X_USER_DEFINED).expect("x-user-defined extends ASCII");
    let settings = Settings::new()
        .append_element_content_handler((
            Cow::Owned("*".parse().expect("a valid selector")),
            ElementContentHandlers::default().element(move |tag: &mut Tag<'_, '_>| -> HandlerResult {
                let serial = on_open.borrow_mut().open(tag);
                if tag.can_have_content() {
                    let reader = Rc::clone(&on_open);
                    tag.on_end_tag(Box::new(move |end: &mut EndTag<'_>| {
                        reader.borrow_mut().end_tag(serial, &end.name());
                        Ok(())
                    }))?;
                }
                Ok(())
            }),
        ))
        .append_document_content_handler(
            DocumentContentHandlers::default()
                .text(move |chunk: &mut TextChunk<'_>| -> HandlerResult {
                    on_text.borrow_mut().text(chunk);
                    Ok(())
                })
                .comments(move |comment: &mut Comment<'_>| -> HandlerResult {
                    on_comment.borrow_mut().comment(comment);
                    Ok(())
                }),
        )
        .with_encoding(encoding)
        .with_strict(false)
        .with_memory_settings(
            MemorySettings::new()
                .with_max_allowed_memory_usage(PARSER_MEMORY)
                .with_graceful_bail_out_on_memory_limit_exceeded(true),
        )
        .with_graceful_bail_out_on_content_handler_error(true);
    HtmlRewriter::new(settings, tap)
}

/// From `x-user-defined` text (private characters U+F780 to U+F7FF) back to the page's bytes.
fn extend_raw(bytes: &mut Vec<u8>, text: &str) {
    if text.is_ascii() {
        bytes.extend_from_slice(text.as_bytes());
    } else {
        bytes.extend(text.chars().map(|c| c as u32 as u8));
    }
}

fn decode(decoding: Option<Decoding>, bytes: &[u8]) -> Cow<'_, str> {
    match (std::str::from_utf8(bytes), decoding) {
        (Ok(text), _) if text.is_ascii() => Cow::Borrowed(text),
        (_, Some(decoding)) => decoding.decode(bytes),
        (_, None) => String::from_utf8_lossy(bytes),
    }
}

fn resolve(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('&') {
        return text;
    }
    Cow::Owned(html_escape::decode_html_entities(&text).into_owned())
}

/// An attribute's value as text.
fn read(decoding: Option<Decoding>, value: String) -> String {
    if value.is_ascii() {
        return if value.contains('&') { resolve(Cow::Owned(value)).into_owned() } else { value };
    }
    let mut bytes = Vec::with_capacity(value.len());
    extend_raw(&mut bytes, &value);
    resolve(decode(decoding, &bytes)).into_owned()
}
