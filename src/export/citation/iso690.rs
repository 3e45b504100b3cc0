//! [DIN ISO 690](https://www.iso.org/standard/72642.html), name and date, in German as the German
//! standard is used: NAME, Vorname, Jahr. Titel. In: *Zeitung* [online]. Tag [Zugriff am: …].

use crate::export::record::Record;

use super::{
    GERMAN, Rich, day_first, locator,
    names::{inverted_capitals, series},
    site,
};

pub fn iso690(record: &Record) -> Rich {
    let mut out = Rich::default();
    let title = record.title.as_deref().unwrap_or("[ohne Titel]");
    let year = record.issued.map_or_else(|| "[ohne Datum]".to_owned(), |date| date.year.to_string());
    let names: Vec<String> = record.authors.iter().map(inverted_capitals).collect();
    let site = site(record);
    match names.as_slice() {
        [] => {}
        [first, _, _, _, ..] => _ = out.text(&format!("{first} et al., {year}. ")),
        names => _ = out.text(&format!("{}, {year}. ", series(names, " und ", " und "))),
    }
    if site.is_some() {
        out.text(title)
    } else {
        out.italic(title)
    };
    if names.is_empty() {
        out.text(&format!(", {year}"));
    }
    if let Some(site) = site {
        out.stop().text(" In: ").italic(site);
    }
    out.text(" [online].");
    let day = record.issued.filter(|date| date.month.is_some()).map(|date| day_first(date, &GERMAN, "."));
    let accessed = record.accessed.map(|date| format!("[Zugriff am: {}]", day_first(date, &GERMAN, ".")));
    let when: Vec<String> = [day, accessed].into_iter().flatten().collect();
    if !when.is_empty() {
        out.text(&format!(" {}.", when.join(" ")));
    }
    if let Some(url) = locator(record) {
        out.text(" Verfügbar unter: ").url(&url);
    }
    out
}
