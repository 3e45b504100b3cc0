//! The other fields: each is short.

use url::Url;

use crate::article::author::fold;
use crate::article::story::{Page, Standing};
use crate::article::title::likeness;
use crate::article::{Article, Author};
use crate::body::Body;
use crate::metadata::{
    Field, Value,
    hints::{ELSEWHERE, HIDDEN},
    schema_org::is_story,
};

/// A BCP 47 tag, the script of the text having the last word.
pub fn language(page: &Page) -> Option<String> {
    if let Some(language) = of_script(&page.body) {
        let claimed = page.of(Field::Language).into_iter().filter_map(|(_, c)| tag(&c.text()));
        return Some(
            claimed.into_iter().find(|t| t.starts_with(language)).unwrap_or_else(|| language.to_owned()),
        );
    }
    page.of(Field::Language).into_iter().find_map(|(_, c)| tag(&c.text()))
}

fn tag(text: &str) -> Option<String> {
    let text = text.split(',').next().unwrap_or_default().trim().replace('_', "-");
    let primary = text.split('-').next().unwrap_or_default();
    let word = match primary.to_ascii_lowercase().as_str() {
        "english" => return Some("en".into()),
        "german" | "deutsch" => return Some("de".into()),
        "french" | "français" => return Some("fr".into()),
        "spanish" | "español" => return Some("es".into()),
        "kr" => return Some("ko".into()),
        "cn" => return Some("zh".into()),
        "jp" => return Some("ja".into()),
        other => other.to_owned(),
    };
    let ok = matches!(word.len(), 2 | 3)
        && text.len() <= 35
        && text
            .split('-')
            .all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    ok.then(|| format!("{word}{}", &text[primary.len()..]))
}

/// Scripts that only one language of the press writes.
fn of_script(text: &str) -> Option<&'static str> {
    let (mut kana, mut hangul, mut thai, mut hebrew, mut all) = (0, 0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(3000) {
        all += 1;
        match c {
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{ac00}'..='\u{d7a3}' => hangul += 1,
            '\u{e00}'..='\u{e7f}' => thai += 1,
            '\u{590}'..='\u{5ff}' => hebrew += 1,
            _ => {}
        }
    }
    [(kana * 2, "ja"), (hangul, "ko"), (thai, "th"), (hebrew, "he")]
        .into_iter()
        .find(|(count, _)| all > 100 && count * 2 > all)
        .map(|(_, language)| language)
}

/// A name as people write it: not a slug, not an address.
fn is_proper(name: &str) -> bool {
    name.contains(' ') || name.chars().any(char::is_uppercase) || name.chars().any(|c| c > '\u{2ff}')
}

fn is_link(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.") || text.starts_with('@')
}

pub fn site_name(page: &Page) -> Option<String> {
    let names = page.of(Field::SiteName).into_iter().map(|(_, c)| c.text());
    let publishers = page.of(Field::Publisher).into_iter().map(|(_, c)| c.text());
    let all: Vec<String> =
        names.chain(publishers).filter(|n| !is_link(n) && n.len() < 100 && !n.is_empty()).collect();
    let name = all.iter().find(|n| is_proper(n)).or(all.first())?;
    // A slug gives way to the same name written out.
    let written = all.iter().find(|n| is_proper(n) && fold(n) == fold(name));
    Some(written.unwrap_or(name).trim_start_matches('@').to_owned())
}

pub fn publisher(page: &Page) -> Option<String> {
    page.of(Field::Publisher)
        .into_iter()
        .map(|(_, c)| c.text())
        .map(|n| n.trim_start_matches(['©', ' ']).to_owned())
        .find(|n| !is_link(n) && n.len() < 100 && !n.is_empty())
}

/// The line under the headline, where the reader sees one.
pub fn standfirst(page: &Page, title: Option<&str>) -> Option<String> {
    let mut best: Option<(i32, String)> = None;
    for (_, claim) in page.of(Field::Description) {
        let text = claim.text();
        let length = text.chars().count();
        if !(15..=900).contains(&length) || title.is_some_and(|t| fold(t) == fold(&text)) {
            continue;
        }
        if claim.source != "standfirst" {
            continue;
        }
        let near = page.nearness(claim);
        if near < 2 || claim.place.around & (ELSEWHERE | HIDDEN) & !crate::metadata::hints::RELATED != 0 {
            continue;
        }
        if best.as_ref().is_none_or(|(known, _)| near > *known) {
            best = Some((near, text));
        }
    }
    best.map(|(_, text)| text)
}

pub fn section(page: &Page, title: Option<&str>) -> Option<String> {
    let mut crumbs = Vec::new();
    for (_, claim) in page.of(Field::Section) {
        let text = claim.text();
        if text.chars().count() > 60 || is_link(&text) || title.is_some_and(|t| likeness(t, &text) > 0.6) {
            continue;
        }
        if claim.source.contains("readcrumb") {
            crumbs.push(text);
        } else if claim.source != "kicker" || page.nearness(claim) >= 3 {
            return Some(text);
        }
    }
    crumbs.pop()
}

pub fn tags(page: &Page, authors: &[Author]) -> Vec<String> {
    let claims = page.of(Field::Tags);
    let mut sources: Vec<&str> = Vec::new();
    for (_, claim) in &claims {
        if !sources.contains(&claim.source) {
            sources.push(claim.source);
        }
    }
    for source in sources {
        let mut out: Vec<String> = Vec::new();
        for (_, claim) in claims.iter().filter(|(_, c)| c.source == source) {
            if source == "topics" && page.nearness(claim) == 0 {
                continue;
            }
            let text = claim.text();
            let parts: Vec<&str> = match claim.value {
                Value::Pieces(_) => vec![text.as_str()],
                _ => text.split([',', ';', '、', '，']).collect(),
            };
            for part in parts {
                let part = part.trim().trim_start_matches('#').trim();
                let length = part.chars().count();
                let folded = fold(part);
                let code = part.contains(':')
                    || part.contains('_')
                    || part.bytes().filter(u8::is_ascii_digit).count() > 6;
                if !(2..=60).contains(&length)
                    || code
                    || page.context.is_house(part)
                    || out.len() >= 60
                    || authors.iter().any(|a| fold(&a.name) == folded)
                    || out.iter().any(|t| fold(t) == folded)
                {
                    continue;
                }
                out.push(part.to_owned());
            }
        }
        if !out.is_empty() {
            return out;
        }
    }
    Vec::new()
}

pub fn canonical(page: &Page) -> Option<Url> {
    let claims = page.of(Field::Canonical);
    let is_front = |url: &Url| url.path() == "/" && page.url.is_some_and(|u| u.path() != "/");
    claims
        .into_iter()
        .chain(page.of(Field::Address))
        .filter_map(|(_, c)| page.address(&c.text()))
        .find(|url| !is_front(url))
}

/// `isAccessibleForFree` as it is written: a truth value, a word, an address.
pub fn access(page: &Page) -> Option<bool> {
    page.of(Field::Access).into_iter().find_map(|(_, c)| {
        match c.text().rsplit('/').next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "true" | "free" | "yes" | "1" => Some(true),
            "false" | "locked" | "metered" | "no" | "0" | "paid" | "premium" => Some(false),
            _ => None,
        }
    })
}

/// The article's text on this page ends early.
pub fn is_cut(page: &Page, body: &Body, free: Option<bool>) -> bool {
    let length = body.plain().chars().count();
    let told = page.claims.subjects.iter().zip(&page.standing).filter(|(_, s)| **s == Standing::Story);
    let told = told.map(|(s, _)| s.text_len).max().unwrap_or(0);
    if told > 1000 && length * 2 < told / 3 {
        return true;
    }
    free == Some(false) && length < 900
}

pub fn kind(page: &Page) -> Option<String> {
    page.of(Field::Kind)
        .into_iter()
        .filter(|(_, c)| c.about.is_some_and(|i| page.standing.get(i) == Some(&Standing::Story)))
        .map(|(_, c)| c.text())
        .find(|t| is_story(t))
}

pub fn comment_count(page: &Page) -> Option<u32> {
    page.of(Field::CommentCount).into_iter().find_map(|(_, c)| {
        let text = c.text();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let words = text.split_whitespace().count();
        (digits.len() <= 6 && words <= 5).then(|| digits.parse().ok()).flatten()
    })
}

/// Words; where words run together, two signs count as one.
pub fn word_count(body: &Body) -> u32 {
    let text = body.plain();
    let mut words = 0u32;
    let mut signs = 0u32;
    for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))) {
        let packed =
            word.chars().filter(|c| *c > '\u{2fff}' && !matches!(*c, '\u{ac00}'..='\u{d7a3}')).count();
        if packed > 0 {
            signs += packed as u32;
        } else if !word.is_empty() {
            words += 1;
        }
    }
    words + signs / 2
}

pub fn licence(page: &Page) -> Option<Url> {
    page.of(Field::Licence).into_iter().find_map(|(_, c)| page.address(&c.text()))
}

pub fn doi(page: &Page) -> Option<String> {
    page.of(Field::Doi).into_iter().find_map(|(_, c)| {
        let text = c.text();
        let at = text.find("10.")?;
        let before = &text[..at];
        let doi = text[at..].split_whitespace().next()?;
        let ok = (before.is_empty()
            || before.ends_with("doi.org/")
            || before.to_ascii_lowercase().trim_end().ends_with("doi:"))
            && doi.split_once('/').is_some_and(|(prefix, rest)| {
                prefix[3..].len() >= 4
                    && prefix[3..].bytes().all(|b| b.is_ascii_digit() || b == b'.')
                    && !rest.is_empty()
            });
        ok.then(|| doi.to_owned())
    })
}

pub fn issn(page: &Page) -> Option<String> {
    page.of(Field::Issn).into_iter().find_map(|(_, c)| {
        let text = c.text().trim().to_ascii_uppercase();
        let ok = text.len() == 9
            && text
                .bytes()
                .enumerate()
                .all(|(i, b)| if i == 4 { b == b'-' } else { b.is_ascii_digit() || i == 8 && b == b'X' });
        ok.then_some(text)
    })
}

/// One story, rather than a list of stories or a search?
pub fn is_article(page: &Page, article: &Article, body: &Body) -> bool {
    let length = body.plain().chars().count();
    let front = page.url.is_some_and(|u| u.path() == "/" && u.query().is_none());
    let story = page.standing.contains(&Standing::Story);
    let claimed = page.of(Field::Kind).iter().any(|(_, c)| {
        matches!(c.text().to_ascii_lowercase().as_str(), "article" | "post" | "newsarticle" | "story")
    });
    if front || article.title.is_none() {
        return story && length > 600;
    }
    if story || claimed {
        return true;
    }
    let list = page.claims.subjects.iter().any(|s| {
        s.types.iter().any(|t| {
            matches!(t.as_str(), "CollectionPage" | "SearchResultsPage" | "ItemList" | "ProfilePage")
        }) && !s.nested
    });
    !list && length >= 500 && (article.published.is_some() || !article.authors.is_empty())
}
