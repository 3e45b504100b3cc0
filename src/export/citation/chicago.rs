//! [Chicago](https://www.chicagomanualofstyle.org/tools_citationguide.html), eighteenth edition:
//! the list entry of author-date, the list entry and the note of notes-bibliography.

use crate::export::{
    name::Name,
    record::{Kind, Record},
};

use super::{
    ENGLISH, Rich, locator, month_first,
    names::{direct, inverted, series},
    of, site,
    title::{headline, in_double},
};

/// Author. Year. “Title.” *Site*, Month Day. Address.
pub fn author_date(record: &Record) -> Rich {
    let mut out = Rich::default();
    let mut site = site(record);
    // What has no author is listed under its paper.
    match (authors(&record.authors), site) {
        (Some(authors), _) => _ = out.text(&authors).stop(),
        (None, Some(paper)) => {
            named(&mut out, record, paper).stop();
            site = None;
        }
        (None, None) => {}
    }
    let gap = if out.plain.is_empty() { "" } else { " " };
    let year = record.issued.map_or_else(|| "n.d.".to_owned(), |date| format!("{}.", date.year));
    out.text(&format!("{gap}{year} {}", quoted(record, '.')));
    let day = record.issued.and_then(|date| {
        let month = of(&ENGLISH, date.month)?;
        Some(date.day.map_or(month.to_owned(), |day| format!("{month} {day}")))
    });
    placed(&mut out, record, site, day.as_deref());
    found(&mut out, record);
    out
}

/// Author. “Title.” *Site*, Month Day, Year. Address.
pub fn bibliography(record: &Record) -> Rich {
    let mut out = Rich::default();
    let mut site = site(record);
    match (authors(&record.authors), site) {
        (Some(authors), _) => _ = out.text(&authors).stop().text(" "),
        (None, Some(paper)) => {
            named(&mut out, record, paper).stop().text(" ");
            site = None;
        }
        _ => {}
    }
    out.text(&quoted(record, '.'));
    placed(&mut out, record, site, record.issued.map(|date| month_first(date, &ENGLISH)).as_deref());
    found(&mut out, record);
    out
}

/// Author, “Title,” *Site*, Month Day, Year, address.
pub fn note(record: &Record) -> Rich {
    let mut out = Rich::default();
    match record.authors.as_slice() {
        [] => {}
        [one] => _ = out.text(&format!("{}, ", direct(one))),
        [first, second] => _ = out.text(&format!("{} and {}, ", direct(first), direct(second))),
        [first, ..] => _ = out.text(&format!("{} et al., ", direct(first))),
    }
    let parts = [
        site(record).is_some(),
        record.issued.is_some() || record.accessed.is_some(),
        locator(record).is_some(),
    ];
    out.text(&quoted(record, if parts.contains(&true) { ',' } else { '.' }));
    let mut gap = " ";
    if let Some(site) = site(record) {
        out.text(gap);
        named(&mut out, record, site);
        gap = ", ";
    }
    match (record.issued, record.accessed) {
        (Some(date), _) => _ = out.text(gap).text(&month_first(date, &ENGLISH)),
        (None, Some(accessed)) => _ = out.text(&format!("{gap}accessed {}", month_first(accessed, &ENGLISH))),
        (None, None) => {}
    }
    gap = if record.issued.is_some() || record.accessed.is_some() { ", " } else { gap };
    if let Some(url) = locator(record) {
        out.text(gap).url(&url);
    }
    if parts.contains(&true) { out.text(".").clone() } else { out }
}

/// Up to six; of more the first three.
fn authors(names: &[Name]) -> Option<String> {
    let (first, rest) = names.split_first()?;
    let mut list = vec![inverted(first)];
    list.extend(rest.iter().map(direct));
    Some(if list.len() > 6 {
        format!("{}, et al.", list[..3].join(", "))
    } else {
        series(&list, ", and ", ", and ")
    })
}

fn quoted(record: &Record, mark: char) -> String {
    let Some(title) = record.title.as_deref() else {
        return if mark == '.' { "Untitled article." } else { "untitled article," }.to_owned();
    };
    in_double(&headline(title, record.language.as_deref(), false), mark, true)
}

/// Papers, magazines and blogs are italic, other sites are not.
fn named<'a>(out: &'a mut Rich, record: &Record, site: &str) -> &'a mut Rich {
    if record.kind == Kind::Page { out.text(site) } else { out.italic(site) }
}

fn placed(out: &mut Rich, record: &Record, site: Option<&str>, date: Option<&str>) {
    if let Some(site) = site {
        out.text(" ");
        named(out, record, site);
    }
    if let Some(date) = date {
        out.text(if site.is_some() { ", " } else { " " }).text(date);
    }
    if site.is_some() || date.is_some() {
        out.stop();
    }
}

/// The address, and without a date the day of the visit.
fn found(out: &mut Rich, record: &Record) {
    if let (None, Some(accessed)) = (record.issued, record.accessed) {
        out.text(&format!(" Accessed {}.", month_first(accessed, &ENGLISH)));
    }
    if let Some(url) = locator(record) {
        out.text(" ").url(&url).text(".");
    }
}
