//! [RIS](https://en.wikipedia.org/wiki/RIS_(file_format)), by the tags that reference managers
//! agree on.
//!
//! A record is lines: two letters, two spaces, a hyphen, a space, a value, CR LF. Values are one
//! line each ([`Record`]), so no field can open another or end the record.

use crate::article::{Article, Date};

use super::{
    Context,
    key::key,
    name::Name,
    record::{Kind, Record},
};

/// One RIS record.
pub fn ris(article: &Article, context: &Context) -> String {
    let record = Record::of(article, context);
    let mut out = String::new();
    let mut tag = |name: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&format!("{name}  - {value}\r\n"));
        }
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    tag(
        "TY",
        match record.kind {
            Kind::News => "NEWS",
            Kind::Blog => "BLOG",
            Kind::Journal => "JOUR",
            Kind::Page => "ELEC",
        },
    );
    tag("ID", &key(&record));
    tag("TI", &text(&record.title));
    record.authors.iter().for_each(|name| tag("AU", &person(name)));
    record.editors.iter().for_each(|name| tag("A2", &person(name)));
    record.translators.iter().for_each(|name| tag("A4", &person(name)));
    tag("T2", &text(&record.container));
    tag("PB", &text(&record.publisher));
    tag("SE", &text(&record.section));
    if let Some(date) = record.issued {
        tag("PY", &format!("{:04}", date.year));
        tag("DA", &day(date));
    }
    tag("UR", &text(&record.url));
    tag("Y2", &record.accessed.map(day).unwrap_or_default());
    tag("DO", &text(&record.doi));
    tag("SN", &text(&record.issn));
    tag("LA", &text(&record.language));
    tag("AB", &text(&record.summary));
    record.tags.iter().for_each(|word| tag("KW", word));
    out.push_str("ER  - \r\n");
    out
}

/// `Family, Given, Suffix`.
fn person(name: &Name) -> String {
    match name {
        Name::Whole(name) => name.clone(),
        Name::Person { given, suffix, .. } if suffix.is_empty() => format!("{}, {given}", name.family()),
        Name::Person { given, suffix, .. } => format!("{}, {given}, {suffix}", name.family()),
    }
}

/// `YYYY/MM/DD/`, the slashes always there.
fn day(date: Date) -> String {
    let two = |part: Option<u8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/", date.year, two(date.month), two(date.day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_ends_the_record() {
        let article = Article {
            title: Some("A\r\nER  - \r\n\r\nTY  - BOOK\u{2028}AU  - Mallory".into()),
            ..Article::default()
        };
        let record = ris(&article, &Context::default());
        assert_eq!(record.matches("\r\nER  - \r\n").count(), 1);
        assert!(record.contains("TI  - A ER - TY - BOOK AU - Mallory\r\n"), "{record}");
    }

    #[test]
    fn dates_say_what_is_known() {
        assert_eq!(day(Date { year: 2025, month: None, day: None, time: None }), "2025///");
        assert_eq!(day(Date { year: 2025, month: Some(3), day: Some(4), time: None }), "2025/03/04/");
    }
}
