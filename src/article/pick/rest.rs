//! The other fields: each is short.

use url::Url;

use crate::article::author::fold;
use crate::article::language;
use crate::article::story::{Page, Standing};
use crate::article::title::likeness;
use crate::article::{Article, Author};
use crate::body::Body;
use crate::metadata::{
    Claim, Field, Value,
    hints::{ELSEWHERE, FIGURE, FOOTER, HIDDEN, LINK, NAV, RELATED, SIDE},
    schema_org::is_story,
};

/// A BCP 47 tag; a long text in clearly another language has the last word.
pub fn language(page: &Page) -> Option<String> {
    let claimed: Vec<String> =
        page.of(Field::Language).into_iter().filter_map(|(_, c)| tag(&c.text())).collect();
    let Some(read) = language::of(&page.body) else { return claimed.into_iter().next() };
    // Danish and Norwegian, Malay and Indonesian share their small words.
    let near = |tag: &String| match tag.split('-').next().unwrap_or_default() {
        "nb" | "nn" | "no" | "da" => matches!(read, "no" | "da"),
        "ms" | "id" => read == "id",
        primary => primary == read,
    };
    Some(claimed.into_iter().find(near).unwrap_or_else(|| read.to_owned()))
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
    Some(without_initials(written.unwrap_or(name).trim_start_matches('@')).to_owned())
}

/// "Times Example Education (TEE)": the initials in brackets repeat the name.
fn without_initials(name: &str) -> &str {
    let Some((full, bracket)) = name.strip_suffix(')').and_then(|n| n.split_once(" (")) else { return name };
    let initials: String = full.split(' ').filter_map(|w| w.chars().next()).collect();
    if initials.eq_ignore_ascii_case(bracket) { full } else { name }
}

/// Who owns the paper: the copyright notice says it better than data, which repeats the paper.
pub fn publisher(page: &Page) -> Option<String> {
    let claims = page.of(Field::Publisher);
    let notice = claims
        .iter()
        .filter(|(_, c)| c.source == "copyright line" && is_below(page, c))
        .filter_map(|(_, c)| of_notice(&c.text()).map(|name| (is_firm(&name), name)))
        .max_by_key(|(firm, _)| *firm)
        .map(|(_, name)| name);
    notice.or_else(|| {
        claims
            .into_iter()
            .filter(|(_, c)| c.source != "copyright line")
            .map(|(_, c)| c.text().trim_start_matches(['©', ' ']).to_owned())
            .find(|n| !is_link(n) && n.len() < 100 && !n.is_empty())
    })
}

/// A notice of the page, not of a picture: in the footer or after the text.
fn is_below(page: &Page, claim: &Claim) -> bool {
    claim.place.around & FOOTER != 0 || page.text.is_none_or(|(_, last)| claim.place.serial > last)
}

/// Does a name carry a firm's legal form?
fn is_firm(name: &str) -> bool {
    const FORMS: &[&str] = &[
        "gmbh",
        "ag",
        "inc",
        "llc",
        "ltd",
        "limited",
        "kg",
        "s.l",
        "s.a",
        "sa",
        "srl",
        "s.r.l",
        "spa",
        "s.p.a",
        "bv",
        "b.v",
        "nv",
        "ab",
        "as",
        "a/s",
        "oy",
        "plc",
        "corp",
        "corporation",
        "company",
        "co",
        "pty",
        "media",
        "group",
        "gruppe",
        "verlag",
        "publishing",
        "holdings",
    ];
    name.to_lowercase().split([' ', ',']).any(|word| FORMS.contains(&word.trim_matches('.')))
}

/// The name in "Copyright © 2024 The Example Company. All rights reserved."
fn of_notice(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let at = match (text.rfind('©'), lower.find("copyright")) {
        (Some(at), _) => at + '©'.len_utf8(),
        (None, Some(at)) if lower.len() == text.len() => at + "copyright".len(),
        _ => return None,
    };
    let mut name = text[at..].trim();
    loop {
        let before = name;
        name = name.trim_start_matches(|c: char| !c.is_alphabetic() || c == 'ⓒ');
        for word in ["copyright", "by", "(c)"] {
            if let Some(head) = name.get(..word.len())
                && head.eq_ignore_ascii_case(word)
                && name[word.len()..].starts_with([' ', ':'])
            {
                name = &name[word.len()..];
            }
        }
        if name == before {
            break;
        }
    }
    // The name ends at a sentence's end, a sign, a year.
    let mut end = name.len();
    for stop in [
        ". ",
        " | ",
        " – ",
        " - ",
        " • ",
        " · ",
        ", all ",
        " all rights",
        " alle rechte",
        " tous droits",
        " todos los",
        "; ",
    ] {
        if let Some(i) = name.to_lowercase().find(stop)
            && name.is_char_boundary(i)
            && i < end
            && !is_short_form(&name[..i])
        {
            end = i;
        }
    }
    let name = name[..end].rsplit(" division of ").next().unwrap_or_default();
    let name =
        name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '-' | '–' | '(' | '/'));
    let length = name.chars().count();
    let ok = (3..=70).contains(&length)
        && !name.to_lowercase().contains("rights")
        && !name.contains('{')
        && is_proper(name);
    ok.then(|| name.trim_end_matches(" -").to_owned())
}

/// Ends with an abbreviation, so that its full stop ends no sentence: "Example Co. KG".
fn is_short_form(text: &str) -> bool {
    text.split(' ').next_back().is_some_and(|w| w.eq_ignore_ascii_case("co") || w.chars().count() <= 1)
}

/// The line under the headline, where the reader sees one. What data says of the story helps to
/// know it, but is no standfirst by itself.
pub fn standfirst(page: &Page, title: Option<&str>) -> Option<String> {
    let claims = page.of(Field::Description);
    let told: Vec<String> =
        claims.iter().filter(|(_, c)| c.source != "standfirst").map(|(_, c)| c.text()).collect();
    let headings = page.of(Field::Title).into_iter().filter(|(_, c)| matches!(c.source, "h2" | "h3"));
    let mut best: Option<(i32, String)> = None;
    for (_, claim) in claims.iter().copied().chain(headings) {
        let heading = claim.field == Field::Title;
        if !heading && claim.source != "standfirst" || claim.place.around & HIDDEN & !page.familiar != 0 {
            continue;
        }
        let mut text = claim.text();
        // The headline may stand in the same box.
        if let Some(rest) = title.and_then(|t| text.strip_prefix(t)) {
            text = rest.trim().to_owned();
        }
        let length = text.chars().count();
        if !(15..=900).contains(&length) || title.is_some_and(|t| fold(t) == fold(&text)) {
            continue;
        }
        let alike = told.iter().map(|t| likeness(t, &text)).fold(0.0, f32::max);
        let near = page.nearness(claim);
        let ends = text.ends_with(['.', '!', '?', '…', '。', '”', '"', '»', ':']);
        let before = page.headline.is_some_and(|h| claim.place.serial < h);
        let score =
            near * 2 + if alike > 0.55 { 6 } else { 0 } + if length >= 50 { 2 } else { 0 } + i32::from(ends)
                - if before { 5 } else { 0 }
                - if claim.place.around & (LINK | FIGURE) != 0 { 4 } else { 0 };
        let least = if heading { 12 } else { 8 };
        if near >= 2 && score >= least && best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, text));
        }
    }
    best.map(|(_, text)| text)
}

/// The rubric: the shown path before what data says, the plainest word last.
pub fn section(page: &Page, title: Option<&str>) -> Option<String> {
    let mut shown = Vec::new();
    let mut told = Vec::new();
    for (_, claim) in page.of(Field::Section) {
        let text = claim.text();
        let length = text.chars().count();
        let same = title
            .is_some_and(|t| likeness(t, &text) > 0.6 || fold(t).starts_with(&fold(&text)) && length > 30);
        if !(2..=50).contains(&length) || is_link(&text) || same || page.context.is_house(&text) {
            continue;
        }
        match claim.source {
            "breadcrumb" => {
                let other = claim.place.around & (ELSEWHERE & !(NAV | RELATED)) & !page.familiar != 0;
                if !other
                    && !shown.contains(&text)
                    && page.headline.is_none_or(|h| claim.place.serial < h + 40)
                {
                    shown.push(text);
                }
            }
            "kicker" => {
                if page.nearness(claim) >= 3 {
                    told.push(text);
                }
            }
            _ => told.push(text),
        }
    }
    let plain = |text: &String| {
        matches!(
            fold(text).as_str(),
            "news"
                | "home"
                | "homepage"
                | "startseite"
                | "accueil"
                | "inicio"
                | "website"
                | "article"
                | "articles"
                | "general"
                | "uncategorized"
                | "top"
                | "nachrichten"
                | "aktuelles"
        )
    };
    // A path of crumbs: the second is the rubric, the first is often the house.
    let crumb = shown.iter().filter(|t| !plain(t)).min_by_key(|_| 0).cloned();
    let told =
        told.into_iter().map(|t| t.rsplit(['>', '/', '|']).next().unwrap_or_default().trim().to_owned());
    let told: Vec<String> = told.filter(|t| !t.is_empty()).collect();
    told.iter()
        .find(|t| !plain(t) && shown.iter().any(|s| fold(s) == fold(t)))
        .cloned()
        .or(crumb)
        .or_else(|| told.iter().find(|t| !plain(t)).cloned())
        .or_else(|| shown.into_iter().next_back())
        .or_else(|| told.into_iter().next())
}

/// A topic of this story: a link in its list of topics, not one of a menu or another story.
fn is_topic(page: &Page, claim: &Claim) -> bool {
    let around = claim.place.around & !page.familiar;
    let after = page.headline.is_none_or(|h| claim.place.serial + 20 >= h);
    let far = page.text.is_some_and(|(_, last)| claim.place.serial > last + 400);
    around & ELSEWHERE & !SIDE == 0 && after && !far
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
            if source == "topics" && !is_topic(page, claim) {
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
