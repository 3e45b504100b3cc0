//! [BibTeX](https://www.ctan.org/pkg/bibtex) and [BibLaTeX](https://www.ctan.org/pkg/biblatex).
//!
//! BibTeX has no type for a web page: its styles take an unknown `@online` for `@misc` with a
//! warning. So a news article is an `@article` of its paper, as reference managers write it, and
//! all else is `@misc`. BibLaTeX has `@online`, and `@article` with `entrysubtype = newspaper`.
//! `url`, `urldate`, `doi` and the like are ignored by the styles that do not know them.

use crate::article::{Article, Date};

use super::{
    Context,
    key::key,
    name::Name,
    record::{Kind, Record},
    tex,
};

/// One BibTeX entry.
pub fn bibtex(article: &Article, context: &Context) -> String {
    let record = Record::of(article, context);
    let mut entry = Entry::default();
    head(&mut entry, &record);
    let in_journal = matches!(record.kind, Kind::News | Kind::Journal) && record.container.is_some();
    entry.text(if in_journal { "journal" } else { "howpublished" }, record.container.as_deref());
    entry.text("publisher", record.publisher.as_deref());
    if let Some(date) = record.issued {
        entry.raw("year", &date.year.to_string());
        if let Some(month) = date.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1))) {
            entry.lines.push(format!("month = {month}"));
            entry.raw("day", &date.day.map(|day| day.to_string()).unwrap_or_default());
        }
    }
    entry.text("language", record.language.as_deref());
    tail(&mut entry, &record);
    entry.finish(if in_journal { "article" } else { "misc" }, &key(&record))
}

/// One BibLaTeX entry.
pub fn biblatex(article: &Article, context: &Context) -> String {
    let record = Record::of(article, context);
    let mut entry = Entry::default();
    head(&mut entry, &record);
    entry.people("translator", &record.translators);
    let in_journal = matches!(record.kind, Kind::News | Kind::Journal) && record.container.is_some();
    if in_journal {
        entry.text("journaltitle", record.container.as_deref());
        entry.raw("entrysubtype", if record.kind == Kind::News { "newspaper" } else { "" });
    } else {
        entry.text("organization", record.container.as_deref());
    }
    entry.text("publisher", record.publisher.as_deref().filter(|_| in_journal));
    entry.raw("date", &record.issued.map(day).unwrap_or_default());
    let language = record.language();
    let langid = language.as_deref().and_then(|code| LANGIDS.iter().find(|(known, _)| *known == code));
    entry.raw("langid", langid.map_or("", |(_, langid)| langid));
    tail(&mut entry, &record);
    entry.finish(if in_journal { "article" } else { "online" }, &key(&record))
}

fn head(entry: &mut Entry, record: &Record) {
    let title = record.title.as_deref().map(|title| tex::title(title, record.language.as_deref()));
    entry.raw("title", &title.unwrap_or_default());
    entry.people("author", &record.authors);
    entry.people("editor", &record.editors);
}

fn tail(entry: &mut Entry, record: &Record) {
    entry.raw("url", &record.url.as_deref().map(tex::url).unwrap_or_default());
    entry.raw("urldate", &record.accessed.map(day).unwrap_or_default());
    entry.raw("doi", &record.doi.as_deref().map(tex::url).unwrap_or_default());
    entry.raw("issn", record.issn.as_deref().unwrap_or_default());
    entry.text("abstract", record.summary.as_deref());
    let tags: Vec<String> = record.tags.iter().map(|tag| tex::escape(&tag.replace(',', " "))).collect();
    entry.raw("keywords", &tags.join(", "));
}

/// Fields in order.
#[derive(Default)]
struct Entry {
    lines: Vec<String>,
}

impl Entry {
    fn text(&mut self, name: &str, text: Option<&str>) {
        self.raw(name, &text.map(tex::escape).unwrap_or_default());
    }

    /// `value` is escaped already; an empty one is no field.
    fn raw(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.lines.push(format!("{name} = {{{value}}}"));
        }
    }

    fn people(&mut self, name: &str, names: &[Name]) {
        self.raw(name, &names.iter().map(person).collect::<Vec<_>>().join(" and "));
    }

    fn finish(self, kind: &str, key: &str) -> String {
        format!("@{kind}{{{key},\n  {}\n}}\n", self.lines.join(",\n  "))
    }
}

/// `von Last, Jr, First`. Braces make one word of what BibTeX would part: an organisation, a name
/// with `and` or a comma in it, a family name with small words.
fn person(name: &Name) -> String {
    let Name::Person { given, particle, family, suffix } = name else {
        return format!("{{{}}}", tex::escape(&name.running()));
    };
    let family = guarded(family, family.contains(' ') && family.split(' ').any(small));
    let last = [particle.as_str(), &family]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let parts = [last, guarded(suffix, false), guarded(given, false)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn guarded(part: &str, wanted: bool) -> String {
    let splits = part.contains(',') || part.split(' ').any(|word| word.eq_ignore_ascii_case("and"));
    if wanted || splits { format!("{{{}}}", tex::escape(part)) } else { tex::escape(part) }
}

fn small(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

/// ISO 8601 as far as known, without the time.
fn day(date: Date) -> String {
    Date { time: None, ..date }.to_string()
}

/// BibTeX's own names for months; styles print them in their language.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Names of the [babel](https://www.ctan.org/pkg/babel) package, which biblatex takes as `langid`.
const LANGIDS: &[(&str, &str)] = &[
    ("ar", "arabic"),
    ("bg", "bulgarian"),
    ("ca", "catalan"),
    ("cs", "czech"),
    ("da", "danish"),
    ("de", "ngerman"),
    ("el", "greek"),
    ("en", "english"),
    ("es", "spanish"),
    ("et", "estonian"),
    ("fa", "persian"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("he", "hebrew"),
    ("hr", "croatian"),
    ("hu", "hungarian"),
    ("it", "italian"),
    ("ja", "japanese"),
    ("ko", "korean"),
    ("lt", "lithuanian"),
    ("lv", "latvian"),
    ("nb", "norsk"),
    ("nl", "dutch"),
    ("no", "norsk"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sk", "slovak"),
    ("sl", "slovenian"),
    ("sr", "serbian"),
    ("sv", "swedish"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
    ("vi", "vietnamese"),
    ("zh", "chinese"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Author, AuthorKind};

    fn written(name: &str, kind: AuthorKind) -> String {
        person(&Name::of(&Author { name: name.into(), kind, ..Author::default() }, None).unwrap())
    }

    #[test]
    fn names_read_back_as_written() {
        use AuthorKind::{Organization, Person};
        assert_eq!(written("Ursula von der Leyen", Person), "von der Leyen, Ursula");
        assert_eq!(written("Martin Luther King Jr.", Person), "King, Jr., Martin Luther");
        assert_eq!(written("José Ortega y Gasset", Person), "{Ortega y Gasset}, José");
        assert_eq!(written("Barnes and Noble, Inc.", Organization), "{Barnes and Noble, Inc.}");
        assert_eq!(written("Simon and Simon", Person), "Simon, {Simon and}");
        assert_eq!(written("Banksy", Person), "{Banksy}");
        assert_eq!(written("A}, title={B", Organization), r"{A\textbraceright{}, title=\textbraceleft{}B}");
    }

    #[test]
    fn a_page_without_anything_is_still_an_entry() {
        let entry = bibtex(&Article::default(), &Context::default());
        assert!(entry.starts_with("@misc{articlendx"), "{entry}");
    }
}
