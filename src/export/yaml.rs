//! Front matter in [YAML 1.2](https://yaml.org/spec/1.2.2/).
//!
//! A bare YAML word can be a truth value, a number, a date or a new key. Every text is written in
//! double quotes with JSON's escapes, which YAML shares; only full dates stand bare, so that
//! programs take them for dates.

use crate::article::{Article, Date};

use super::{Context, key::key, name::Name, record::Record};

/// The block between its two lines of hyphens.
pub fn front_matter(article: &Article, context: &Context) -> String {
    let record = Record::of(article, context);
    let mut out = String::from("---\n");
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {value}\n"));
        }
    };
    put("title", record.title.as_deref().map(text));
    put("author", list(record.authors.iter().map(Name::running)));
    put("published", record.issued.map(date));
    put("modified", article.modified.map(date));
    put("site", record.container.as_deref().map(text));
    put("section", record.section.as_deref().map(text));
    put("description", record.summary.as_deref().map(text));
    put("url", record.url.as_deref().map(text));
    put("language", record.language.as_deref().map(text));
    put("accessed", record.accessed.map(date));
    put("tags", list(record.tags.iter().cloned()));
    put("citation_key", Some(text(&key(&record))));
    out + "---\n"
}

/// JSON's form of a string is YAML's double-quoted form too.
fn text(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

fn list(values: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<String> = values.map(|value| format!("\n  - {}", text(&value))).collect();
    (!items.is_empty()).then(|| items.concat())
}

fn date(date: Date) -> String {
    let day = Date { time: None, ..date }.to_string();
    if date.day.is_some() { day } else { text(&day) }
}
