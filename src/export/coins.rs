//! COinS: an [OpenURL](https://www.niso.org/standards-committees/openurl) (ANSI/NISO Z39.88) in
//! the title of an empty span, which reference managers find on a page.
//!
//! Twice encoded: each value as a URL part, the whole as an HTML attribute.

use html_escape::encode_double_quoted_attribute as attribute;
use url::form_urlencoded::byte_serialize;

use crate::article::{Article, Date};

use super::{
    Context,
    name::Name,
    record::{Kind, Record},
};

/// One span.
pub fn coins(article: &Article, context: &Context) -> String {
    let record = Record::of(article, context);
    let mut pairs = String::from("ctx_ver=Z39.88-2004");
    let mut pair = |name: &str, value: &str| {
        if !value.is_empty() {
            // A space as %20: not every reader takes the plus of forms for one.
            let value = byte_serialize(value.as_bytes()).collect::<String>().replace('+', "%20");
            pairs.push_str(&format!("&{name}={value}"));
        }
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let date = record.issued.map(|date| Date { time: None, ..date }.to_string()).unwrap_or_default();
    if record.container.is_some() && matches!(record.kind, Kind::News | Kind::Journal) {
        pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal");
        pair("rft.genre", "article");
        pair("rft.atitle", &text(&record.title));
        pair("rft.jtitle", &text(&record.container));
        if let Some(Name::Person { given, .. }) = record.authors.first() {
            pair("rft.aulast", &record.authors[0].family());
            pair("rft.aufirst", given);
        }
        record.authors.iter().for_each(|name| pair("rft.au", &name.running()));
        pair("rft.date", &date);
        pair("rft.issn", &text(&record.issn));
    } else {
        pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc");
        pair("rft.type", if record.kind == Kind::Blog { "blogPost" } else { "webpage" });
        pair("rft.title", &text(&record.title));
        pair("rft.source", &text(&record.container));
        record.authors.iter().for_each(|name| pair("rft.creator", &name.running()));
        pair("rft.date", &date);
        pair("rft.identifier", &text(&record.url));
    }
    pair("rft.language", &text(&record.language));
    pair("rft_id", &text(&record.url));
    pair("rft_id", &record.doi.map(|doi| format!("info:doi/{doi}")).unwrap_or_default());
    format!("<span class=\"Z3988\" title=\"{}\"></span>\n", attribute(&pairs))
}
