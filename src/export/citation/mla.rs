//! [MLA](https://style.mla.org/works-cited/works-cited-a-quick-guide/), ninth edition: author,
//! “title,” *container*, date, address.

use crate::export::record::{Kind, Record};

use super::{
    Rich, SHORT, day_first, locator,
    names::{direct, inverted},
    site,
    title::{headline, in_double},
};

pub fn mla(record: &Record) -> Rich {
    let mut out = Rich::default();
    // An organisation that is also the site is not named twice: the title comes first.
    let own = site(record).is_none() && record.container.is_some();
    match record.authors.as_slice() {
        _ if own => {}
        [] => {}
        [one] => _ = out.text(&inverted(one)),
        [first, second] => _ = out.text(&format!("{}, and {}", inverted(first), direct(second))),
        [first, ..] => _ = out.text(&format!("{}, et al.", inverted(first))),
    }
    if !out.plain.is_empty() {
        out.stop().text(" ");
    }
    // A description stands without marks.
    out.text(&record.title.as_deref().map_or_else(
        || "Untitled article.".to_owned(),
        |title| in_double(&headline(title, record.language.as_deref(), true), '.', false),
    ));
    let mut gap = " ";
    if let Some(site) = record.container.as_deref() {
        out.text(gap).italic(site);
        gap = ", ";
    }
    if let Some(publisher) =
        record.publisher.as_deref().filter(|_| matches!(record.kind, Kind::Page | Kind::Blog))
    {
        out.text(gap).text(publisher);
        gap = ", ";
    }
    if let Some(date) = record.issued {
        out.text(gap).text(&day_first(date, &SHORT, ""));
        gap = ", ";
    }
    if let Some(url) = locator(record) {
        // An address may go without its protocol, a DOI may not.
        let short = url.trim_start_matches("https://").trim_start_matches("http://");
        let shown = if record.doi.is_some() { &url } else { short };
        out.text(gap).link(&url, shown);
    }
    out.stop();
    if let (None, Some(accessed)) = (record.issued, record.accessed) {
        out.text(&format!(" Accessed {}.", day_first(accessed, &SHORT, "")));
    }
    out
}
