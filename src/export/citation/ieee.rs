//! [IEEE](https://journals.ieeeauthorcenter.ieee.org/your-role-in-article-production/ieee-editorial-style-manual/):
//! author, “title,” *paper*, date. Accessed: day. [Online]. Available: address. The number in
//! brackets is the list's, not the work's, and is left to the reader.

use crate::export::record::{Kind, Record};

use super::{
    Rich, SHORT, locator, month_first,
    names::{direct_initials, series},
    site,
    title::in_double,
};

pub fn ieee(record: &Record) -> Rich {
    let mut out = Rich::default();
    let names: Vec<String> = record.authors.iter().map(direct_initials).collect();
    match names.as_slice() {
        [] => {}
        [first, ..] if names.len() > 6 => _ = out.text(first).text(" ").italic("et al.").text(", "),
        names => _ = out.text(&series(names, " and ", ", and ")).text(", "),
    }
    let (site, date) = (site(record), record.issued.map(|date| month_first(date, &SHORT)));
    let mark = if site.is_some() || date.is_some() { ',' } else { '.' };
    out.text(
        &record
            .title
            .as_deref()
            .map_or_else(|| format!("untitled{mark}"), |title| in_double(title, mark, false)),
    );
    if let Some(site) = site {
        out.text(" ");
        if record.kind == Kind::Page {
            out.text(site)
        } else {
            out.italic(site)
        };
    }
    if let Some(date) = &date {
        out.text(if site.is_some() { ", " } else { " " }).text(date);
    }
    if let Some(doi) = &record.doi {
        out.text(", doi: ").link(&format!("https://doi.org/{doi}"), doi).text(".");
        return out;
    }
    if site.is_some() || date.is_some() {
        out.stop();
    }
    if let Some(accessed) = record.accessed {
        out.text(&format!(" Accessed: {}.", month_first(accessed, &SHORT)));
    }
    if let Some(url) = locator(record) {
        out.text(" [Online]. Available: ").url(&url);
    }
    out
}
