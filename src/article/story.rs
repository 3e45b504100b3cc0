//! The page as the choice sees it: which described thing is its story, and where the story stands.
//!
//! The danger: teasers, videos and products with dates and authors of their own. A claim about one
//! of them is no claim about the page.

use url::Url;

use super::author::{Context, fold};
use super::rank::weight;
use super::title;
use crate::body::Body;
use crate::metadata::{
    ArticleElement, Claim, Claims, Field,
    hints::{ELSEWHERE, LINK, RELATED},
    schema_org::{is_page, is_story},
};

pub(super) struct Page<'a> {
    pub claims: &'a Claims,
    pub url: Option<&'a Url>,
    pub base: Option<&'a Url>,
    pub context: Context,
    /// What each subject is to the page.
    pub standing: Vec<Standing>,
    /// The first and last element of the story, as far as paragraphs tell.
    pub text: Option<(u32, u32)>,
    /// The headline's element.
    pub headline: Option<u32>,
    /// What the headline's surroundings are called: names that hold it too mean nothing bad.
    pub familiar: u32,
    /// The `article` element with most text.
    pub article: Option<ArticleElement>,
    /// The text as one string, for comparing.
    pub body: String,
}

/// What a described thing is to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Another story, a product, a part.
    Decoy,
    /// The page that holds the story, or the house.
    Page,
    Story,
}

/// A title and where it stands.
pub(super) struct Headline {
    pub text: String,
    pub serial: Option<u32>,
    pub around: u32,
}

impl<'a> Page<'a> {
    pub fn new(claims: &'a Claims, body: &Body, url: Option<&'a Url>) -> Page<'a> {
        let all: usize = claims.paragraphs.iter().map(|p| p.1 as usize).sum();
        let article = claims.articles.iter().copied().filter(|a| a.text > 200 && a.text * 5 > all * 2);
        let article = article.max_by_key(|a| a.text);
        let mut page = Page {
            claims,
            url,
            base: claims.base.as_ref().or(url),
            context: Context::default(),
            standing: Vec::new(),
            text: None,
            headline: None,
            familiar: 0,
            article,
            body: body.plain(),
        };
        page.text = page.text_range();
        page.standing = page.standings();
        page
    }

    fn text_range(&self) -> Option<(u32, u32)> {
        let long = |p: &&(u32, u32)| p.1 >= 80;
        let within = |p: &&(u32, u32)| self.article.is_none_or(|a| (a.serial..=a.end).contains(&p.0));
        let mut paragraphs = self.claims.paragraphs.iter().filter(long).filter(within).map(|p| p.0);
        let first = paragraphs.next()?;
        Some((first, paragraphs.next_back().unwrap_or(first)))
    }

    /// Names of the house, folded: site name, publisher, host.
    pub fn houses(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut add = |name: &str| {
            let folded = fold(name);
            if folded.len() >= 2 && folded.len() < 60 && !out.contains(&folded) {
                out.push(folded);
            }
        };
        for claim in &self.claims.claims {
            if matches!(claim.field, Field::SiteName | Field::Publisher) && self.is_own(claim) {
                add(&claim.text());
            }
        }
        if let Some(host) = self.url.and_then(Url::host_str) {
            let host = host.trim_start_matches("www.");
            add(host);
            let labels: Vec<&str> = host.split('.').collect();
            if let Some(label) = labels.iter().rev().skip(1).find(|l| l.len() > 3) {
                add(label);
            }
        }
        out
    }

    fn standings(&self) -> Vec<Standing> {
        let shown: Vec<String> = self
            .claims
            .claims
            .iter()
            .filter(|c| {
                c.field == Field::Title
                    && c.about.is_none()
                    && (matches!(c.source, "h1" | "title" | "og:title")
                        || c.source == "h2" && c.place.around & (ELSEWHERE | LINK) == 0)
            })
            .map(Claim::text)
            .collect();
        let canonical: Vec<String> = self
            .claims
            .claims
            .iter()
            .filter(|c| matches!(c.source, "link canonical" | "og:url"))
            .map(Claim::text)
            .chain(self.url.map(Url::to_string))
            .map(|u| address_key(&u))
            .collect();
        let scores: Vec<f32> = self
            .claims
            .subjects
            .iter()
            .map(|subject| {
                let story = subject.types.iter().any(|t| is_story(t));
                let live = subject.types.iter().any(|t| t == "LiveBlogPosting");
                let mut score = if story { 10.0 } else { 0.0 };
                let alike = shown.iter().map(|s| title::likeness(s, &subject.headline)).fold(0.0, f32::max);
                score += 8.0 * alike;
                if subject.addresses.iter().any(|a| canonical.contains(&address_key(a))) {
                    score += 5.0;
                }
                if subject.nested {
                    score -= 6.0;
                }
                if subject.text_len > 500 {
                    score += 1.0;
                }
                if live {
                    score += 2.0;
                }
                if !story { -100.0 } else { score }
            })
            .collect();
        let best = scores.iter().copied().fold(-100.0, f32::max);
        let mut taken: Option<&str> = None;
        self.claims
            .subjects
            .iter()
            .zip(&scores)
            .map(|(subject, score)| {
                let page = subject.types.iter().any(|t| is_page(t)) || subject.types.is_empty();
                let house = subject
                    .types
                    .iter()
                    .any(|t| t == "WebSite" || t == "BreadcrumbList" || t.ends_with("Organization"));
                if *score >= 7.0 && *score >= best - 2.5 {
                    // Several objects may tell of the one story; another headline is another story.
                    match taken {
                        Some(known)
                            if !subject.headline.is_empty()
                                && title::likeness(known, &subject.headline) < 0.5 =>
                        {
                            return Standing::Decoy;
                        }
                        None => taken = Some(&subject.headline),
                        _ => {}
                    }
                    Standing::Story
                } else if (page || house) && !subject.nested {
                    Standing::Page
                } else {
                    Standing::Decoy
                }
            })
            .collect()
    }

    /// Does the claim speak of this page or its story?
    pub fn is_own(&self, claim: &Claim) -> bool {
        claim.about.is_none_or(|i| self.standing.get(i).is_none_or(|s| *s != Standing::Decoy))
    }

    /// Claims about a field that are the page's own, heaviest first; what is said of the story
    /// before what is said of the page around it.
    pub fn of(&self, field: Field) -> Vec<(i32, &'a Claim)> {
        let mut out: Vec<(i32, &Claim)> = self
            .claims
            .claims
            .iter()
            .filter(|c| c.field == field && self.is_own(c))
            .map(|c| {
                let page = c.about.is_some_and(|i| self.standing.get(i) == Some(&Standing::Page));
                (weight(c) - if page { 30 } else { 0 }, c)
            })
            .collect();
        out.sort_by_key(|(weight, _)| -*weight);
        out
    }

    /// The headline is known now: what is near is measured from it.
    pub fn find_story(&mut self, title: Option<&Headline>) {
        self.headline = title.and_then(|t| t.serial);
        self.familiar = title.map_or(0, |t| t.around);
    }

    /// How surely a visible claim belongs to the story, 0 for not at all.
    pub fn nearness(&self, claim: &Claim) -> i32 {
        let place = claim.place;
        let around = place.around & !self.familiar;
        if around & ELSEWHERE & !RELATED != 0 {
            return 0;
        }
        let mut near = if around & RELATED != 0 { 0 } else { 1 };
        let inside = self.article.is_some_and(|a| (a.serial..=a.end).contains(&place.serial));
        if inside && place.article == self.article.map_or(0, |a| a.serial) {
            near += 2;
        } else if place.article != 0 && !self.holds_story(place.article) {
            return 0;
        }
        let start = self.headline.or(self.text.map(|t| t.0));
        if let Some(start) = start {
            let first = self.text.map_or(start, |t| t.0.max(start));
            if place.serial + 60 >= start && place.serial <= first.min(start + 250) + 12 {
                near += 3;
            }
        }
        if let Some((_, last)) = self.text {
            if place.serial > last + 120 {
                near -= 2;
            } else if place.serial > last {
                near -= 1;
            }
        }
        near.max(0)
    }

    /// Is the element an `article` around the headline or the story's text?
    fn holds_story(&self, article: u32) -> bool {
        let Some(found) = self.claims.articles.iter().find(|a| a.serial == article) else { return false };
        let holds = |serial: u32| (found.serial..=found.end).contains(&serial);
        self.headline.is_some_and(holds) || self.article.is_some_and(|a| holds(a.serial))
    }

    /// An absolute web address.
    pub fn address(&self, text: &str) -> Option<Url> {
        let text = text.trim();
        let url = match self.base {
            Some(base) => base.join(text).ok()?,
            None => Url::parse(text).ok()?,
        };
        matches!(url.scheme(), "http" | "https").then_some(url)
    }
}

/// An address without what does not tell pages apart.
fn address_key(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.trim_start_matches("www.").trim_end_matches('/').to_ascii_lowercase()
}
