//! Vancouver, by the National Library of Medicine's
//! [Citing Medicine](https://www.ncbi.nlm.nih.gov/books/NBK7251/): newspapers on the Internet.

use crate::{article::Date, export::record::Record};

use super::{Rich, locator, names::bare_initials, of, site};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub fn vancouver(record: &Record) -> Rich {
    let mut out = Rich::default();
    let names: Vec<String> = record.authors.iter().map(bare_initials).collect();
    if names.len() > 6 {
        out.text(&format!("{}, et al. ", names[..6].join(", ")));
    } else if !names.is_empty() {
        out.text(&names.join(", ")).stop().text(" ");
    }
    let title = record.title.as_deref().unwrap_or("[title unknown]");
    out.text(title);
    if let Some(site) = site(record) {
        out.stop().text(" ").text(site);
    }
    out.text(" [Internet]. ");
    out.text(&record.issued.map_or_else(|| "[date unknown]".to_owned(), day));
    if let Some(accessed) = record.accessed {
        out.text(&format!(" [cited {}]", day(accessed)));
    }
    out.text(".");
    if let Some(url) = locator(record) {
        out.text(" Available from: ").url(&url);
    }
    out
}

/// `2025 Nov 11`, as far as known.
fn day(date: Date) -> String {
    match (of(&MONTHS, date.month), date.day) {
        (Some(month), Some(day)) => format!("{} {month} {day}", date.year),
        (Some(month), None) => format!("{} {month}", date.year),
        _ => date.year.to_string(),
    }
}
