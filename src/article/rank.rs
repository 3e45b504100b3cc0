//! Which claim wins, per field, in one table.
//!
//! The danger: a source that is right on one site is wrong on the next. So a source has only a
//! weight here; what agrees with other sources and with the visible page gains on it in `pick/`.

use url::Url;

use super::{Article, Provenance, author::Context, pick, story::Page};
use crate::{
    body::Body,
    metadata::{Claim, Claims, Field},
};

/// The weight of each source of a field, best first. A source in no line weighs [`OTHER`].
/// A source stands for all that begin with it.
const WEIGHTS: &[(Field, &[(&str, i32)])] = &[
    (
        Field::Title,
        &[
            ("JSON-LD headline", 100),
            ("microdata headline", 95),
            ("og:title", 90),
            ("citation_title", 90),
            ("parsely-title", 85),
            ("twitter:title", 80),
            ("title", 70),
            ("JSON-LD name", 60),
            ("JSON-LD alternativeHeadline", 20),
        ],
    ),
    (
        Field::Author,
        &[
            ("JSON-LD author", 100),
            ("citation_author", 95),
            ("microdata author", 90),
            ("parsely-author", 80),
            ("author", 75),
            ("article:author", 70),
            ("JSON-LD creator", 65),
            ("dc", 60),
            ("itemprop author", 60),
            ("JSON-LD contributor", 30),
        ],
    ),
    (
        Field::Published,
        &[
            ("JSON-LD datePublished", 100),
            ("article:published", 92),
            ("microdata datePublished", 90),
            ("citation_", 85),
            ("parsely-pub-date", 80),
            ("itemprop datePublished", 78),
            ("og:", 75),
            ("pubdate", 70),
        ],
    ),
    (Field::Date, &[("date", 60), ("time", 55), ("dc", 50), ("JSON-LD dateCreated", 25)]),
    (
        Field::Modified,
        &[
            ("JSON-LD dateModified", 100),
            ("article:modified", 95),
            ("microdata dateModified", 85),
            ("og:", 70),
            ("last-modified", 60),
        ],
    ),
    (
        Field::SiteName,
        &[
            ("og:site_name", 100),
            ("JSON-LD WebSite", 70),
            ("JSON-LD isPartOf", 60),
            ("citation_journal_title", 110),
            ("application-name", 55),
            ("apple-mobile", 40),
        ],
    ),
    (
        Field::Publisher,
        &[
            ("JSON-LD publisher", 100),
            ("microdata publisher", 90),
            ("citation_publisher", 95),
            ("publisher", 60),
        ],
    ),
    (
        Field::Section,
        &[
            ("JSON-LD articleSection", 100),
            ("article:section", 90),
            ("parsely-section", 80),
            ("breadcrumb", 75),
            ("JSON-LD BreadcrumbList", 70),
            ("microdata", 70),
            ("kicker", 60),
            ("section", 55),
            ("category", 50),
        ],
    ),
    (
        Field::Tags,
        &[
            ("topics", 100),
            ("article:tag", 90),
            ("JSON-LD keywords", 85),
            ("news_keywords", 80),
            ("parsely-tags", 70),
            ("keywords", 60),
        ],
    ),
    (
        Field::Language,
        &[("html lang", 100), ("JSON-LD inLanguage", 90), ("content-language", 70), ("og:locale", 60)],
    ),
    (
        Field::Image,
        &[("figure", 100), ("og:image", 90), ("JSON-LD image", 85), ("twitter:image", 70), ("img", 30)],
    ),
    (Field::Kind, &[("JSON-LD @type", 100), ("microdata @type", 80)]),
];

/// What an unlisted source weighs.
const OTHER: i32 = 45;

/// How much a claim's source weighs for its field.
pub(super) fn weight(claim: &Claim) -> i32 {
    WEIGHTS
        .iter()
        .find(|(field, _)| *field == claim.field)
        .and_then(|(_, sources)| sources.iter().find(|(source, _)| claim.source.starts_with(source)))
        .map_or(OTHER, |(_, weight)| *weight)
}

/// The most losers that one field keeps.
const MAX_PROVENANCE: usize = 12;

/// Chooses one value per field. `url` is the page's address.
pub fn choose(claims: Claims, body: Body, url: Option<&Url>) -> Article {
    let mut page = Page::new(&claims, &body, url);
    let language = pick::rest::language(&page);
    let site_name = pick::rest::site_name(&page);
    let publisher = pick::rest::publisher(&page);
    page.context = Context { language: language.clone(), houses: page.houses() };
    let title = pick::title::choose(&page);
    page.find_story(title.as_ref());
    let (published, modified) = pick::dates::choose(&page);
    let authors = pick::authors::choose(&page);
    let title = title.map(|title| title.text);
    let standfirst = pick::rest::standfirst(&page, title.as_deref());
    let section = pick::rest::section(&page, title.as_deref());
    let tags = pick::rest::tags(&page, &authors);
    let canonical = pick::rest::canonical(&page);
    let lead_image = pick::image::choose(&page);
    let free = pick::rest::access(&page);
    let words = pick::rest::word_count(&body);
    let mut article = Article {
        title,
        standfirst,
        authors,
        published,
        modified,
        site_name,
        publisher,
        section,
        tags,
        language,
        url: url.cloned(),
        canonical,
        lead_image,
        is_accessible_for_free: free,
        text_is_cut: pick::rest::is_cut(&page, &body, free),
        kind: pick::rest::kind(&page),
        comment_count: pick::rest::comment_count(&page),
        word_count: (words > 0).then_some(words),
        reading_minutes: (words > 0).then(|| words.div_ceil(230).max(1)),
        licence: pick::rest::licence(&page),
        doi: pick::rest::doi(&page),
        issn: pick::rest::issn(&page),
        is_article: false,
        ..Article::default()
    };
    article.is_article = pick::rest::is_article(&page, &article, &body);
    article.provenance = provenance(&claims, &article);
    article.body = body;
    article
}

/// What was claimed, and which claims say what was chosen.
fn provenance(claims: &Claims, article: &Article) -> Vec<Provenance> {
    let mut out: Vec<Provenance> = Vec::new();
    for claim in &claims.claims {
        let Some((field, chosen)) = chosen(claim, article) else { continue };
        let value = claim.text();
        if value.is_empty() || value.len() > 1000 {
            continue;
        }
        let same = |p: &Provenance| p.field == field && p.source == claim.source && p.value == value;
        let full = out.iter().filter(|p| p.field == field && !p.chosen).count() >= MAX_PROVENANCE;
        if (full && !chosen) || out.len() >= 200 || out.iter().any(same) {
            continue;
        }
        out.push(Provenance { field, value, source: claim.source.to_owned(), chosen });
    }
    out
}

/// The article's field that a claim speaks of, and whether the claim's value is the chosen one.
fn chosen(claim: &Claim, article: &Article) -> Option<(&'static str, bool)> {
    use super::author::fold;
    let said = fold(&claim.text());
    let is = |value: &Option<String>| value.as_ref().is_some_and(|v| fold(v) == said);
    let date = |date: &Option<super::Date>| {
        let order = super::date_text::order_of(article.language.as_deref());
        date.is_some() && super::date_text::parse(&claim.text(), order) == *date
    };
    Some(match claim.field {
        Field::Title => ("title", article.title.as_ref().is_some_and(|t| said.contains(&fold(t)))),
        Field::Description => ("standfirst", is(&article.standfirst)),
        Field::Author => ("authors", article.authors.iter().any(|a| said.contains(&fold(&a.name)))),
        Field::Published | Field::Date => ("published", date(&article.published)),
        Field::Modified => ("modified", date(&article.modified)),
        Field::SiteName => ("site_name", is(&article.site_name)),
        Field::Publisher => ("publisher", is(&article.publisher)),
        Field::Section => ("section", is(&article.section)),
        Field::Tags => ("tags", article.tags.iter().any(|t| said.contains(&fold(t)))),
        Field::Language => {
            ("language", article.language.as_ref().is_some_and(|l| said.starts_with(&fold(l))))
        }
        Field::Canonical => {
            ("canonical", article.canonical.as_ref().is_some_and(|u| fold(u.as_str()) == said))
        }
        Field::Image => (
            "lead_image",
            article
                .lead_image
                .as_ref()
                .and_then(|i| i.url.as_ref())
                .is_some_and(|u| fold(u.as_str()) == said),
        ),
        Field::Access => ("is_accessible_for_free", article.is_accessible_for_free.is_some()),
        Field::Kind => ("kind", is(&article.kind)),
        Field::CommentCount => {
            ("comment_count", article.comment_count.is_some_and(|n| said.contains(&n.to_string())))
        }
        Field::Licence => ("licence", article.licence.as_ref().is_some_and(|u| fold(u.as_str()) == said)),
        Field::Doi => ("doi", article.doi.as_ref().is_some_and(|d| said.contains(&fold(d)))),
        Field::Issn => ("issn", is(&article.issn)),
        Field::Caption => ("lead_image", article.lead_image.as_ref().is_some_and(|i| is(&i.caption))),
        Field::Credit => ("lead_image", article.lead_image.as_ref().is_some_and(|i| is(&i.credit))),
        Field::Address => return None,
    })
}
