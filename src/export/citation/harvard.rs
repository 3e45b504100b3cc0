//! Harvard as [Cite Them Right](https://www.citethemrightonline.com/) has it: author (year)
//! ‘title’, *paper*, day and month. Available at: address (Accessed: day).

use crate::export::record::{Kind, Record};

use super::{
    ENGLISH, Rich, day_first, locator,
    names::{inverted_close_initials, series},
    of, site,
    title::in_single,
};

pub fn harvard(record: &Record) -> Rich {
    let mut out = Rich::default();
    let title = record.title.as_deref().unwrap_or("Untitled");
    let year = record.issued.map_or_else(|| "(no date)".to_owned(), |date| format!("({})", date.year));
    let names: Vec<String> = record.authors.iter().map(inverted_close_initials).collect();
    let mut site = site(record);
    let page = record.kind == Kind::Page;
    match (names.as_slice(), site.filter(|_| !page)) {
        ([], Some(paper)) => {
            out.italic(paper);
            site = None;
        }
        ([], None) => _ = out.italic(title),
        ([first, _, _, _, ..], _) => _ = out.text(first).text(" ").italic("et al."),
        (names, _) => _ = out.text(&series(names, " and ", " and ")),
    }
    out.text(&format!(" {year}"));
    let titled = names.is_empty() && (page || record.container.is_none());
    if !titled {
        out.text(" ");
        if page {
            out.italic(title)
        } else {
            out.text(&quoted(record))
        };
    }
    if !page {
        if let Some(site) = site {
            out.text(", ").italic(site);
        }
        if let Some(month) = record.issued.and_then(|date| of(&ENGLISH, date.month)) {
            let day =
                record.issued.and_then(|date| date.day).map(|day| format!("{day} ")).unwrap_or_default();
            out.text(&format!(", {day}{month}"));
        }
    }
    out.text(".");
    if let Some(url) = locator(record) {
        out.text(" Available at: ").url(&url);
        // A DOI does not change, so the day does not matter.
        if let Some(accessed) = record.accessed.filter(|_| record.doi.is_none()) {
            out.text(&format!(" (Accessed: {})", day_first(accessed, &ENGLISH, "")));
        }
        out.text(".");
    }
    out
}

fn quoted(record: &Record) -> String {
    record.title.as_deref().map_or_else(|| "[Untitled]".to_owned(), in_single)
}
