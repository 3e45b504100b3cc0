//! The article as a reference: fields chosen, cleaned and parted once for all formats.

use crate::article::{Article, Author, Date};

use super::{Context, field, name::Name};

/// What the work is. Formats have different words for it; the choice is made here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An article of a paper, an agency, a magazine.
    News,
    /// A post of a blog, also a live blog (a `BlogPosting` of schema.org).
    Blog,
    /// An article of a scholarly journal.
    Journal,
    /// Any other page.
    Page,
}

/// Every text is one clean line; every address is `http` or `https`.
#[derive(Debug, Clone)]
pub struct Record {
    pub kind: Kind,
    pub title: Option<String>,
    pub authors: Vec<Name>,
    pub editors: Vec<Name>,
    pub translators: Vec<Name>,
    /// The paper or the site: the work that holds this one.
    pub container: Option<String>,
    /// Only where it is not the container under the same name.
    pub publisher: Option<String>,
    pub section: Option<String>,
    pub summary: Option<String>,
    pub tags: Vec<String>,
    pub issued: Option<Date>,
    pub accessed: Option<Date>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub doi: Option<String>,
    pub issn: Option<String>,
}

impl Record {
    pub fn of(article: &Article, context: &Context) -> Record {
        let language = article.language.as_deref().filter(|tag| is_tag(tag)).map(str::to_owned);
        let names = |wanted: fn(&str) -> bool| -> Vec<Name> {
            let role = |author: &&Author| wanted(author.role.as_deref().unwrap_or_default());
            article
                .authors
                .iter()
                .filter(role)
                .filter_map(|author| Name::of(author, language.as_deref()))
                .collect()
        };
        let publisher = field::some(article.publisher.as_deref());
        let container = field::some(article.site_name.as_deref()).or_else(|| publisher.clone());
        Record {
            kind: kind(article, container.is_some()),
            title: field::some(article.title.as_deref()),
            authors: names(is_author),
            editors: names(|role| role == "editor"),
            translators: names(|role| role == "translator"),
            publisher: publisher.filter(|publisher| Some(publisher) != container.as_ref()),
            container,
            section: field::some(article.section.as_deref()),
            summary: field::some(article.standfirst.as_deref()),
            tags: article.tags.iter().filter_map(|tag| field::some(Some(tag))).collect(),
            issued: article.published,
            accessed: context.accessed,
            url: article
                .canonical
                .as_ref()
                .and_then(field::web)
                .or_else(|| article.url.as_ref().and_then(field::web)),
            doi: article
                .doi
                .as_deref()
                .map(field::line)
                .filter(|doi| doi.starts_with("10.") && !doi.contains(' ')),
            issn: article.issn.as_deref().filter(|issn| is_issn(issn)).map(str::to_owned),
            language,
        }
    }

    /// The first part of the language tag, small: `pt` of `pt-BR`.
    pub fn language(&self) -> Option<String> {
        let tag = self.language.as_deref()?;
        Some(tag.split('-').next().unwrap_or(tag).to_ascii_lowercase())
    }
}

/// Everyone who is not named for another work on it. An unknown role is an author: better one
/// name too many than an author lost.
fn is_author(role: &str) -> bool {
    !matches!(role, "editor" | "translator" | "photographer" | "illustrator" | "publisher")
}

/// By the publisher's own claim of a schema.org type.
fn kind(article: &Article, container: bool) -> Kind {
    let name = article.kind.as_deref().unwrap_or_default();
    match name {
        "ScholarlyArticle" | "MedicalScholarlyArticle" if container => Kind::Journal,
        name if name.ends_with("Posting") => Kind::Blog,
        name if name.ends_with("Article") || name == "Report" => Kind::News,
        "" if article.is_article => Kind::News,
        _ => Kind::Page,
    }
}

/// [BCP 47](https://www.rfc-editor.org/info/bcp47): letters, digits, hyphens.
fn is_tag(tag: &str) -> bool {
    (2..36).contains(&tag.len())
        && tag.split('-').all(|part| (1..9).contains(&part.len()) && alphanumeric(part))
}

fn is_issn(issn: &str) -> bool {
    issn.len() == 9
        && issn.split_once('-').is_some_and(|(a, b)| a.len() == 4 && alphanumeric(a) && alphanumeric(b))
}

fn alphanumeric(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_follow_the_claim() {
        let kind_of = |name: &str, is_article| {
            let name = Some(name).filter(|name| !name.is_empty()).map(str::to_owned);
            kind(&Article { kind: name, is_article, ..Article::default() }, true)
        };
        assert_eq!(kind_of("OpinionNewsArticle", true), Kind::News);
        assert_eq!(kind_of("LiveBlogPosting", true), Kind::Blog);
        assert_eq!(kind_of("ScholarlyArticle", true), Kind::Journal);
        assert_eq!(kind_of("CollectionPage", false), Kind::Page);
        assert_eq!(kind_of("", true), Kind::News);
        assert_eq!(kind_of("", false), Kind::Page);
    }

    #[test]
    fn a_hostile_tag_or_number_is_left_out() {
        let article = Article {
            language: Some("en\"><script>".into()),
            doi: Some("javascript:1".into()),
            issn: Some("</script>".into()),
            ..Article::default()
        };
        let record = Record::of(&article, &Context::default());
        assert_eq!((record.language, record.doi, record.issn), (None, None, None));
    }
}
