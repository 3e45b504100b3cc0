//! schema.org [NewsArticle](https://schema.org/NewsArticle) as
//! [JSON-LD](https://www.w3.org/TR/json-ld11/), ready to stand in a page's `<script>`.
//!
//! Inside a script element nothing is decoded and `</script` ends it, so `<`, `>` and `&` are
//! written as JSON escapes, and so are U+2028 and U+2029, which old JavaScript takes for line
//! ends. The article's text is not repeated here; the formats for reading have it.

use serde_json::{Map, Value, json};

use crate::article::{Article, Author, AuthorKind, Image};

use super::{Context, field, record::Record};

/// One JSON-LD object.
pub fn json_ld(article: &Article, context: &Context) -> String {
    escape(&serde_json::to_string_pretty(&object(article, context)).unwrap_or_default()) + "\n"
}

fn object(article: &Article, context: &Context) -> Value {
    let record = Record::of(article, context);
    let kind = article
        .kind
        .as_deref()
        .filter(|kind| !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphabetic()));
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        if !matches!(&value, Value::Null) && value != json!([]) {
            out.insert(name.to_owned(), value);
        }
    };
    put("@context", "https://schema.org".into());
    put("@type", kind.unwrap_or(if article.is_article { "NewsArticle" } else { "WebPage" }).into());
    put("headline", record.title.into());
    put("description", record.summary.into());
    let by = |role: fn(&str) -> bool| -> Value {
        let role = |author: &&Author| role(author.role.as_deref().unwrap_or_default());
        article.authors.iter().filter(role).filter_map(person).collect()
    };
    put(
        "author",
        by(|role| !matches!(role, "editor" | "translator" | "photographer" | "illustrator" | "publisher")),
    );
    put("editor", by(|role| role == "editor"));
    put("translator", by(|role| role == "translator"));
    put("contributor", by(|role| matches!(role, "photographer" | "illustrator")));
    put("datePublished", article.published.map(|date| date.to_string()).into());
    put("dateModified", article.modified.map(|date| date.to_string()).into());
    let publisher = record.publisher.or_else(|| record.container.clone());
    put("publisher", publisher.map(|name| json!({ "@type": "Organization", "name": name })).into());
    put("isPartOf", record.container.map(|name| json!({ "@type": "WebSite", "name": name })).into());
    put("articleSection", record.section.into());
    put("keywords", record.tags.into());
    put("inLanguage", record.language.into());
    put("url", record.url.clone().into());
    put("mainEntityOfPage", record.url.into());
    put("image", article.lead_image.as_ref().and_then(image).into());
    put("isAccessibleForFree", article.is_accessible_for_free.into());
    put("commentCount", article.comment_count.into());
    put("wordCount", article.word_count.into());
    put("timeRequired", article.reading_minutes.map(|minutes| format!("PT{minutes}M")).into());
    put("license", article.licence.as_ref().and_then(field::web).into());
    put("issn", record.issn.into());
    put(
        "identifier",
        record.doi.map(|doi| json!({ "@type": "PropertyValue", "propertyID": "DOI", "value": doi })).into(),
    );
    Value::Object(out)
}

fn person(author: &Author) -> Option<Value> {
    let mut out = Map::new();
    let kind = match author.kind {
        AuthorKind::Person => "Person",
        AuthorKind::Organization => "Organization",
    };
    out.insert("@type".into(), kind.into());
    out.insert("name".into(), field::some(Some(&author.name))?.into());
    let email = field::some(author.email.as_deref())
        .filter(|email| email.contains('@') && !email.contains([' ', ':']));
    for (name, value) in [("url", author.url.as_ref().and_then(field::web)), ("email", email)] {
        if let Some(value) = value {
            out.insert(name.into(), value.into());
        }
    }
    Some(Value::Object(out))
}

fn image(image: &Image) -> Option<Value> {
    let fields = [
        ("url", image.url.as_ref().and_then(field::web)),
        ("caption", field::some(image.caption.as_deref().or(image.alt.as_deref()))),
        ("creditText", field::some(image.credit.as_deref())),
    ];
    let mut out = Map::new();
    for (name, value) in fields {
        if let Some(value) = value {
            out.insert(name.into(), value.into());
        }
    }
    if out.is_empty() {
        return None;
    }
    out.insert("@type".into(), "ImageObject".into());
    Some(Value::Object(out))
}

/// Markup characters in strings as JSON escapes. Outside strings JSON has none of them.
fn escape(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_the_script_element() {
        let title = "</script><script>alert(1)</script> & <!-- \u{2028}";
        let article =
            Article { title: Some(title.into()), kind: Some("</script>".into()), ..Article::default() };
        let out = json_ld(&article, &Context::default());
        assert!(!out.contains(['<', '>', '&', '\u{2028}']), "{out}");
        let read: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(read["headline"], field::line(title));
        assert_eq!(read["@type"], "WebPage");
    }
}
