//! [CSL-JSON](https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html), an array with
//! one item, as its [schema](https://github.com/citation-style-language/schema) has it.
//!
//! CSL processors read `<i>`, `<b>` and the like in a title as markup and every other `<` as text;
//! a page's `<i>` in a title is text for us, and a processor escapes what it prints as HTML.

use serde_json::{Map, Value, json};

use crate::article::{Article, Date};

use super::{
    Context,
    key::key,
    name::Name,
    record::{Kind, Record},
};

/// The item in its array.
pub fn csl_json(article: &Article, context: &Context) -> String {
    let record = Record::of(article, context);
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::Array(values) => values.is_empty(),
            _ => false,
        };
        if !empty {
            item.insert(name.to_owned(), value);
        }
    };
    put("id", key(&record).into());
    put(
        "type",
        match record.kind {
            Kind::News => "article-newspaper",
            Kind::Blog => "post-weblog",
            Kind::Journal => "article-journal",
            Kind::Page => "webpage",
        }
        .into(),
    );
    put("title", record.title.into());
    put("author", names(&record.authors));
    put("editor", names(&record.editors));
    put("translator", names(&record.translators));
    put("container-title", record.container.into());
    put("publisher", record.publisher.into());
    put("section", record.section.into());
    put("issued", record.issued.map_or(Value::Null, date));
    put("accessed", record.accessed.map_or(Value::Null, date));
    put("URL", record.url.into());
    put("DOI", record.doi.into());
    put("ISSN", record.issn.into());
    put("language", record.language.into());
    put("abstract", record.summary.into());
    let tags: Vec<String> = record.tags.iter().map(|tag| tag.replace(',', " ")).collect();
    put("keyword", Some(tags.join(", ")).filter(|tags| !tags.is_empty()).into());
    serde_json::to_string_pretty(&[Value::Object(item)]).unwrap_or_default() + "\n"
}

fn names(names: &[Name]) -> Value {
    names.iter().map(name).collect()
}

fn name(name: &Name) -> Value {
    match name {
        Name::Whole(name) => json!({ "literal": name }),
        Name::Person { given, particle, family, suffix } => {
            let parts = [
                ("family", family),
                ("given", given),
                ("non-dropping-particle", particle),
                ("suffix", suffix),
            ];
            parts
                .into_iter()
                .filter(|(_, part)| !part.is_empty())
                .map(|(name, part)| (name.to_owned(), part.clone().into()))
                .collect::<Map<_, _>>()
                .into()
        }
    }
}

/// Year, month, day as far as known; CSL has no time of day.
fn date(date: Date) -> Value {
    let mut parts = vec![i32::from(date.year)];
    if let Some(month) = date.month {
        parts.push(month.into());
        parts.extend(date.day.map(i32::from));
    }
    json!({ "date-parts": [parts] })
}
