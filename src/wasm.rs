//! The door for the extension and the demo: types cross here, nothing is decided.
//!
//! Nothing in here may throw for what a page does. A pass hands the page's own bytes back at a
//! fault, and a reading of a broken page is an empty reading.

use std::cell::RefCell;
use std::panic::AssertUnwindSafe;

use serde::{Deserialize, Serialize};
use url::Url;
use wasm_bindgen::prelude::*;

use crate::article::{Article, Date};
use crate::clean::{Cleaning, KINDS, Lists, Removal};
use crate::export::{self, Context, FORMATS};
use crate::stream::{self, Options};
use crate::{clean, live as live_page, rules};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Settings = { off?: string[] };
export type PassOptions = { url?: string; contentType?: string; liveFollows?: boolean; settings?: Settings };
export type Removal = { kind: string; reason: string; selector: string; bytes: number; serial: number };
export type Refused = { line: number; reason: string };
export type Format = { name: string; label: string; group: string; extension: string; mediaType: string };
"#;

/// A page that streams.
#[wasm_bindgen]
pub struct Pass {
    // A pass catches its own panics and lets the page through; it is never left half changed.
    pass: AssertUnwindSafe<Option<stream::Pass>>,
    reading: Option<Reading>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct PassOptions {
    url: Option<String>,
    live_follows: bool,
    content_type: Option<String>,
    settings: Settings,
}

thread_local! {
    /// Lists and settings serve every page until the module's end; they are given once per wake.
    static LISTS: RefCell<Lists> = RefCell::default();
    static SETTINGS: RefCell<Settings> = RefCell::default();
}

/// What the reader chose.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// Names of kinds to keep.
    off: Vec<String>,
}

impl Settings {
    fn cleaning(&self) -> Cleaning {
        let off = KINDS.iter().copied().filter(|kind| self.off.iter().any(|name| name == kind.name()));
        Cleaning { off: off.collect(), lists: LISTS.with_borrow(Lists::clone), ..Cleaning::default() }
    }
}

/// What the reader chose for all sites, with what is chosen for one page.
fn cleaning(page: Option<&Settings>) -> Cleaning {
    let mut settings = SETTINGS.with_borrow(Settings::clone);
    settings.off.extend(page.iter().flat_map(|page| page.off.iter().cloned()));
    settings.cleaning()
}

/// The compiled list files that a page needs and that were not given yet.
#[wasm_bindgen(js_name = missingLists)]
pub fn missing_lists(language: &str, host: &str) -> Vec<String> {
    LISTS.with_borrow(|lists| lists.missing(language, host).into_iter().map(str::to_owned).collect())
}

/// Takes a compiled list file; `false` if it is none.
#[wasm_bindgen(js_name = addList)]
pub fn add_list(name: &str, bytes: Vec<u8>) -> bool {
    LISTS.with_borrow_mut(|lists| lists.add_shipped(name, bytes))
}

/// What the reader chose: `settings` for all sites, and rules of their own as text.
#[wasm_bindgen]
pub fn configure(#[wasm_bindgen(unchecked_param_type = "Settings")] settings: JsValue, own_rules: &str) {
    SETTINGS.set(serde_wasm_bindgen::from_value(settings).unwrap_or_default());
    LISTS.with_borrow_mut(|lists| {
        lists.clear_text();
        lists.add_text(rules::Kind::Own, own_rules);
    });
}

/// The lines of a text that are no rules, counted from 1, each with its reason.
#[wasm_bindgen(js_name = checkRules, unchecked_return_type = "Refused[]")]
pub fn check_rules(text: &str) -> JsValue {
    #[derive(Serialize)]
    struct Refused {
        line: usize,
        reason: String,
    }
    let refused =
        rules::check(text).filter_map(|(line, rule)| Some(Refused { line, reason: rule.err()?.to_string() }));
    object(&refused.collect::<Vec<_>>())
}

/// The names of all kinds, in the order in which they are shown.
#[wasm_bindgen]
pub fn kinds() -> Vec<String> {
    KINDS.iter().map(|kind| kind.name().to_owned()).collect()
}

#[wasm_bindgen]
impl Pass {
    /// `options`: `{url, contentType?, settings?}`; what cannot be read of them counts as absent.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "PassOptions")] options: JsValue) -> Pass {
        let options: PassOptions = serde_wasm_bindgen::from_value(options).unwrap_or_default();
        let pass = stream::Pass::new(Options {
            url: options.url.as_deref().and_then(address),
            content_type: options.content_type,
            cleaning: Some(Cleaning {
                live_follows: options.live_follows,
                ..cleaning(Some(&options.settings))
            }),
            ..Options::default()
        });
        Pass { pass: AssertUnwindSafe(Some(pass)), reading: None }
    }

    /// Takes the next bytes; returns those that are ready to leave.
    pub fn write(&mut self, chunk: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(chunk.len());
        match &mut *self.pass {
            Some(pass) => pass.write(chunk, &mut out),
            None => out.extend_from_slice(chunk),
        }
        out
    }

    /// How many of the bytes taken have not left yet: what the host must still write if this
    /// module stops working.
    pub fn pending(&self) -> usize {
        self.pass.as_ref().map_or(0, stream::Pass::pending)
    }

    /// The rest of the page.
    pub fn end(&mut self) -> Vec<u8> {
        let mut out = vec![];
        if let Some(pass) = self.pass.take() {
            self.reading = Some(Reading::new(pass.end(&mut out)));
        }
        out
    }

    /// What was learned of the page; empty before [`end`](Self::end), and handed out once.
    pub fn reading(&mut self) -> Reading {
        self.reading.take().unwrap_or_default()
    }
}

/// Reads one whole page that is known as text; nothing is cleaned.
#[wasm_bindgen]
pub fn read(html: &str, url: &str) -> Reading {
    let mut pass = stream::Pass::new(Options {
        url: address(url),
        content_type: Some("text/html; charset=utf-8".to_owned()),
        cleaning: Some(cleaning(None)),
        ..Options::default()
    });
    let mut out = vec![];
    pass.write(html.as_bytes(), &mut out);
    Reading::new(pass.end(&mut out))
}

/// What a page told.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reading {
    article: Article,
    removals: Vec<Removal>,
    fault: Option<String>,
}

impl Reading {
    fn new(reading: stream::Reading) -> Self {
        let removals = reading.removals.clone();
        let fault = reading.fault.as_ref().map(ToString::to_string);
        Self { removals, fault, article: reading.article() }
    }
}

#[wasm_bindgen]
impl Reading {
    /// The article's JSON as an object.
    #[wasm_bindgen(unchecked_return_type = "any")]
    pub fn article(&self) -> JsValue {
        object(&self.article)
    }

    #[wasm_bindgen(unchecked_return_type = "Removal[]")]
    pub fn removals(&self) -> JsValue {
        object(&self.removals)
    }

    /// Why the page went through unread from some byte on, if it did.
    pub fn fault(&self) -> Option<String> {
        self.fault.clone()
    }

    /// The article in a format of [`formats`]; `accessed` is today, `YYYY-MM-DD`.
    pub fn export(&self, format: &str, accessed: Option<String>) -> String {
        let context = Context { accessed: accessed.as_deref().and_then(day) };
        export::by_name(format).map(|format| (format.write)(&self.article, &context)).unwrap_or_default()
    }

    /// The same as an HTML fragment, where the format has one.
    pub fn rich(&self, format: &str, accessed: Option<String>) -> Option<String> {
        let context = Context { accessed: accessed.as_deref().and_then(day) };
        let rich = export::by_name(format)?.rich?;
        Some(rich(&self.article, &context))
    }

    /// A name for the exported file.
    #[wasm_bindgen(js_name = fileName)]
    pub fn file_name(&self, format: &str) -> String {
        export::by_name(format).map(|format| export::file_name(&self.article, format)).unwrap_or_default()
    }
}

/// All export formats, in the order in which they are offered.
#[wasm_bindgen(unchecked_return_type = "Format[]")]
pub fn formats() -> JsValue {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Row {
        name: &'static str,
        label: &'static str,
        group: String,
        extension: &'static str,
        media_type: &'static str,
    }
    let rows: Vec<_> = FORMATS
        .iter()
        .map(|format| Row {
            name: format.name,
            label: format.label,
            group: format!("{:?}", format.group).to_lowercase(),
            extension: format.extension,
            media_type: format.media_type,
        })
        .collect();
    object(&rows)
}

/// The style sheet that hides what is known before the page is first painted.
#[wasm_bindgen]
pub fn stylesheet(_host: &str) -> String {
    clean::stylesheet()
}

/// A live page, or a part of it: HTML in, edits by element number out.
#[wasm_bindgen(unchecked_return_type = "any")]
pub fn live(html: &str, request: JsValue) -> JsValue {
    let request: live_page::Request = serde_wasm_bindgen::from_value(request).unwrap_or_default();
    object(&live_page::judge(html, &request, cleaning(None)))
}

/// The crate's version.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn address(url: &str) -> Option<Url> {
    Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

fn day(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().and_then(|month| month.parse().ok()).filter(|month| (1..=12).contains(month));
    let day = parts.next().and_then(|day| day.parse().ok()).filter(|day| (1..=31).contains(day));
    Some(Date { year, month, day: month.and(day), time: None })
}

/// As JSON would have it: maps are objects, nothing is `undefined`.
fn object(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
