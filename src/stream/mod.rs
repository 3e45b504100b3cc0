//! The pass: bytes in, bytes out, one time over the page. The only folder that names lol_html.
//!
//! lol_html reads the page as `x-user-defined`, in which each byte above 0x7F is one private
//! character: whatever the encoding or however broken the page, its bytes come out as they went
//! in. Text is decoded on the side, only to be read. Nothing is ever changed through lol_html;
//! what goes is cut by [`hold`] when its end has been seen.
//!
//! The danger is a lost page. So the pass keeps the input that lol_html has not let out yet: on
//! an error or a panic at any byte, what is held and what is owed leave as they came, and the
//! rest of the page follows untouched.

mod head;
mod hold;
mod implied;
mod reader;

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use lol_html::{HtmlRewriter, OutputSink};
use url::Url;

use crate::article::{Article, rank};
use crate::body::Body;
use crate::clean::overlay::{Facts, Found};
use crate::clean::{Cleaning, Removal};
use crate::encoding::{Decoding, PRESCAN};
use crate::error::Fault;
use crate::metadata::Claims;
use hold::Hold;
use reader::Reader;

/// How to take a page.
#[derive(Debug, Default)]
pub struct Options {
    /// The page's address: links are resolved against it, and rules may depend on its host.
    pub url: Option<Url>,
    /// The HTTP header `Content-Type`, if there was one.
    pub content_type: Option<String>,
    /// `None` leaves the page as it is and only reads it.
    pub cleaning: Option<Cleaning>,
    /// Skips metadata and text where only the cleaned bytes are wanted.
    pub only_clean: bool,
    /// What the browser knows of a page that is already there.
    pub live: Option<Facts>,
}

/// A page on its way through. Feed it with [`write`](Self::write), then call [`end`](Self::end).
pub struct Pass {
    state: State,
    url: Option<Url>,
    fault: Option<Fault>,
}

enum State {
    /// Too little has come to know the encoding.
    Head {
        options: Box<Options>,
        bytes: Vec<u8>,
    },
    Running(Box<Running>),
    /// Every byte goes straight through.
    Through,
}

struct Running {
    rewriter: HtmlRewriter<'static, Tap>,
    reader: Rc<RefCell<Reader>>,
    hold: Rc<RefCell<Hold>>,
    /// Input from position `owed_from` on: at least what lol_html has not passed to the sink.
    owed: Vec<u8>,
    owed_from: usize,
}

/// What one pass learned of its page.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Reading {
    /// What was taken out, in page order.
    pub removals: Vec<Removal>,
    pub claims: Claims,
    pub body: Body,
    pub url: Option<Url>,
    /// Why the pass gave up before the end, if it did. What was read until then is kept.
    pub fault: Option<Fault>,
    /// The most bytes kept back between two writes.
    pub held: usize,
    /// Start tags in the page.
    pub elements: u32,
    /// What was found in a page that is already there; empty without [`Options::live`].
    pub live: Found,
}

impl Reading {
    /// Chooses among the claims.
    pub fn article(self) -> Article {
        rank::choose(self.claims, self.body, self.url.as_ref())
    }
}

impl Pass {
    pub fn new(options: Options) -> Self {
        Self {
            url: options.url.clone(),
            state: State::Head { options: Box::new(options), bytes: vec![] },
            fault: None,
        }
    }

    /// How many of the bytes taken have not left yet.
    pub fn pending(&self) -> usize {
        match &self.state {
            State::Head { bytes, .. } => bytes.len(),
            State::Running(running) => running.owed_from + running.owed.len() - running.hold.borrow().start(),
            State::Through => 0,
        }
    }

    /// Takes the next bytes of the page and appends those that are ready to leave to `out`.
    /// Never fails: at a fault the page's own bytes go through.
    pub fn write(&mut self, chunk: &[u8], out: &mut Vec<u8>) {
        match &mut self.state {
            State::Head { bytes, .. } => {
                bytes.extend_from_slice(chunk);
                if bytes.len() >= PRESCAN {
                    self.start(out);
                }
            }
            State::Running(running) => {
                if let Err(fault) = running.write(chunk, out) {
                    self.give_up(fault, out);
                }
            }
            State::Through => out.extend_from_slice(chunk),
        }
    }

    /// Appends the rest of the page to `out` and says what was learned.
    pub fn end(mut self, out: &mut Vec<u8>) -> Reading {
        if matches!(self.state, State::Head { .. }) {
            self.start(out);
        }
        let url = self.url.take();
        let State::Running(running) = std::mem::replace(&mut self.state, State::Through) else {
            return Reading { fault: self.fault, url, ..Reading::default() };
        };
        let Running { rewriter, reader, hold, mut owed, owed_from } = *running;
        let ended = guarded(|| rewriter.end());
        let fault = ended.err();
        let finished = guarded(|| {
            reader.borrow_mut().end();
            Ok(())
        });
        let fault = fault.or(finished.err());
        let mut hold = hold.borrow_mut();
        let sunk = hold.position();
        hold.release_all(out);
        if fault.is_some() {
            out.extend_from_slice(owed.split_off((sunk - owed_from).min(owed.len())).as_slice());
        }
        let reader = std::mem::take(&mut *reader.borrow_mut());
        Reading { fault, held: hold.peak, ..reader.finish(url) }
    }

    fn start(&mut self, out: &mut Vec<u8>) {
        let State::Head { options, bytes } = std::mem::replace(&mut self.state, State::Through) else {
            return;
        };
        let decoding = Decoding::sniff(&bytes, options.content_type.as_deref());
        if !decoding.is_ascii_compatible() {
            self.fault = Some(Fault::Encoding(decoding.name().to_owned()));
            out.extend_from_slice(&bytes);
            return;
        }
        let hold = Rc::new(RefCell::new(Hold::default()));
        let reader =
            Rc::new(RefCell::new(Reader::new(*options, decoding, &head::language(&bytes), Rc::clone(&hold))));
        let rewriter = reader::rewriter(&reader, Tap(Rc::clone(&hold)));
        self.state = State::Running(Box::new(Running { rewriter, reader, hold, owed: vec![], owed_from: 0 }));
        self.write(&bytes, out);
    }

    fn give_up(&mut self, fault: Fault, out: &mut Vec<u8>) {
        let State::Running(running) = std::mem::replace(&mut self.state, State::Through) else { return };
        let Running { hold, owed, owed_from, .. } = *running;
        let mut hold = hold.borrow_mut();
        let sunk = hold.position();
        hold.release_all(out);
        out.extend_from_slice(&owed[(sunk - owed_from).min(owed.len())..]);
        self.fault = Some(fault);
    }
}

impl Running {
    fn write(&mut self, chunk: &[u8], out: &mut Vec<u8>) -> Result<(), Fault> {
        self.owed.extend_from_slice(chunk);
        guarded(|| self.rewriter.write(chunk))?;
        let mut hold = self.hold.borrow_mut();
        let sunk = hold.position();
        self.owed.drain(..sunk - self.owed_from);
        self.owed_from = sunk;
        let until = self.reader.borrow().waiting_from().unwrap_or(sunk);
        hold.release(until, out);
        Ok(())
    }
}

/// Turns the parser's errors and our own panics into a [`Fault`].
fn guarded(work: impl FnOnce() -> Result<(), lol_html::errors::RewritingError>) -> Result<(), Fault> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(Fault::Parser(error.to_string())),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            Err(Fault::Panic(text.unwrap_or_else(|| "unknown".to_owned())))
        }
    }
}

/// Where lol_html's output arrives.
pub(crate) struct Tap(Rc<RefCell<Hold>>);

impl OutputSink for Tap {
    fn handle_chunk(&mut self, chunk: &[u8]) {
        self.0.borrow_mut().push(chunk);
    }
}
