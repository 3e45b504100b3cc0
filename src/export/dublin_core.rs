//! [Dublin Core in HTML](https://www.dublincore.org/specifications/dublin-core/dc-html/): meta
//! tags for the head of a page.

use html_escape::encode_double_quoted_attribute as attribute;

use crate::article::Article;

use super::{Context, field, name::Name, record::Record};

/// One tag a line.
pub fn dublin_core(article: &Article, context: &Context) -> String {
    let record = Record::of(article, context);
    let mut out = String::from(
        "<link rel=\"schema.DC\" href=\"http://purl.org/dc/elements/1.1/\">\n\
         <link rel=\"schema.DCTERMS\" href=\"http://purl.org/dc/terms/\">\n",
    );
    let mut tag = |name: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&format!("<meta name=\"{name}\" content=\"{}\">\n", attribute(value)));
        }
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    tag("DC.type", "Text");
    tag("DC.title", &text(&record.title));
    record.authors.iter().map(Name::running).for_each(|name| tag("DC.creator", &name));
    record
        .editors
        .iter()
        .chain(&record.translators)
        .map(Name::running)
        .for_each(|name| tag("DC.contributor", &name));
    tag("DC.publisher", &text(&record.publisher.clone().or_else(|| record.container.clone())));
    tag("DCTERMS.isPartOf", &text(&record.container));
    tag("DCTERMS.issued", &article.published.map(|date| date.to_string()).unwrap_or_default());
    tag("DCTERMS.modified", &article.modified.map(|date| date.to_string()).unwrap_or_default());
    tag("DC.language", &text(&record.language));
    tag("DC.description", &text(&record.summary));
    record.tags.iter().for_each(|word| tag("DC.subject", word));
    tag("DC.identifier", &text(&record.url));
    tag("DC.identifier", &record.doi.map(|doi| format!("doi:{doi}")).unwrap_or_default());
    tag("DC.rights", &article.licence.as_ref().and_then(field::web).unwrap_or_default());
    out
}
