//! [APA](https://apastyle.apa.org/style-grammar-guidelines/references/examples/newspaper-article-references),
//! seventh edition: author, (date), title, *periodical*, address.

use crate::export::record::{Kind, Record};

use super::{
    ENGLISH, Rich, locator,
    names::{inverted_initials, series},
    of, site,
};

pub fn apa(record: &Record) -> Rich {
    let mut out = Rich::default();
    let title = record.title.as_deref().unwrap_or("[Untitled]");
    let names: Vec<String> = record.authors.iter().map(inverted_initials).collect();
    if names.is_empty() {
        titled(&mut out, record, title);
        out.text(&format!(" {}.", date(record)));
    } else {
        out.text(&authors(&names)).stop().text(&format!(" {}. ", date(record)));
        titled(&mut out, record, title);
    }
    if let Some(site) = site(record) {
        out.text(" ");
        if record.kind == Kind::Page { out.text(site) } else { out.italic(site) }.stop();
    }
    if let Some(url) = locator(record) {
        out.text(" ").url(&url);
    }
    out
}

/// A page stands for itself and is italic; an article is part of its periodical.
fn titled(out: &mut Rich, record: &Record, title: &str) {
    out.stop_inside(title, record.kind == Kind::Page);
}

/// Up to twenty; of more the first nineteen, three dots and the last.
fn authors(names: &[String]) -> String {
    match names {
        [first @ .., last] if names.len() > 20 => format!("{}, . . . {last}", first[..19].join(", ")),
        _ => series(names, ", & ", ", & "),
    }
}

fn date(record: &Record) -> String {
    let Some(date) = record.issued else { return "(n.d.)".to_owned() };
    match (of(&ENGLISH, date.month), date.day) {
        (Some(month), Some(day)) => format!("({}, {month} {day})", date.year),
        (Some(month), None) => format!("({}, {month})", date.year),
        _ => format!("({})", date.year),
    }
}
