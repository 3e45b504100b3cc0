//! The headline that the reader sees.
//!
//! The danger: titles for search engines and for sharing, and headings of a logo, a dialog or a
//! related story. A visible heading wins where data speaks for it.

use crate::article::author::fold;
use crate::article::story::{Headline, Page};
use crate::article::title::{likeness, without_site};
use crate::metadata::{
    Claim, Field, Value,
    hints::{ELSEWHERE, HIDDEN, LINK},
};

pub fn choose(page: &Page) -> Option<Headline> {
    let claims = page.of(Field::Title);
    let houses = &page.context.houses;
    let (seen, data): (Vec<_>, Vec<_>) = claims.into_iter().partition(|(_, c)| is_heading(c));
    let shown: Vec<String> = seen
        .iter()
        .filter(|(_, c)| c.source == "h1" || c.place.around & (ELSEWHERE | LINK) == 0)
        .map(|(_, c)| fold(&c.text()))
        .filter(|s| s.len() > 12)
        .collect();
    let data: Vec<(i32, String)> = data
        .into_iter()
        .map(|(weight, c)| (weight, without_site(&c.text(), houses, &shown)))
        .filter(|(_, text)| !text.is_empty() && !page.context.is_house(text))
        .collect();
    let mut best: Option<(f32, Headline)> = None;
    for (_, claim) in seen {
        let Some((score, text)) = judge(page, claim, &data) else { continue };
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((
                score,
                Headline { text, serial: Some(claim.place.serial), around: claim.place.around },
            ));
        }
    }
    if let Some((score, headline)) = best
        && (score >= 3.0 || data.is_empty())
    {
        return Some(headline);
    }
    data.into_iter().next().map(|(_, text)| Headline { text, serial: None, around: 0 })
}

fn is_heading(claim: &Claim) -> bool {
    matches!(claim.source, "h1" | "h2" | "h3" | "headline class")
}

/// How surely a heading is the story's, and its text without a kicker.
fn judge(page: &Page, claim: &Claim, data: &[(i32, String)]) -> Option<(f32, String)> {
    let text = without_kicker(page, claim, data);
    if text.chars().count() < 4 || page.context.is_house(&text) {
        return None;
    }
    let mut alike: f32 = 0.0;
    for (weight, other) in data {
        alike = alike.max(likeness(other, &text) * (0.7 + *weight as f32 / 330.0));
    }
    let mut score = alike * 5.0
        + match claim.source {
            "h1" => 2.0,
            "h2" => 0.3,
            "headline class" => 0.2,
            _ => 0.0,
        };
    let around = claim.place.around;
    if around & ELSEWHERE != 0 {
        score -= 1.5;
    }
    if around & LINK != 0 {
        score -= 2.0;
    }
    if around & HIDDEN != 0 {
        score -= 1.0;
    }
    if let Some((first, last)) = page.text {
        if claim.place.serial <= first {
            score += 0.6;
        } else if claim.place.serial > last {
            score -= 1.5;
        }
    }
    // A heading that no data knows must be the page's first heading to count.
    if alike < 0.35 && !(claim.source == "h1" && around & (ELSEWHERE | LINK) == 0) {
        return None;
    }
    Some((score, text))
}

/// A kicker in the headline's own element goes, where data has the rest as the title.
fn without_kicker(page: &Page, claim: &Claim, data: &[(i32, String)]) -> String {
    let whole = claim.text();
    let Value::Pieces(pieces) = &claim.value else { return whole };
    let joined = crate::metadata::one_line(pieces.iter().flat_map(|p| [p.text.as_str(), " "]));
    let known = |text: &str| data.iter().any(|(_, title)| fold(title) == fold(text));
    if pieces.len() < 2 || known(&joined) {
        return joined;
    }
    for skip in 1..pieces.len().min(4) {
        let rest = crate::metadata::one_line(pieces[skip..].iter().flat_map(|p| [p.text.as_str(), " "]));
        if known(&rest) {
            return rest;
        }
        let rest = crate::metadata::one_line(
            pieces[..pieces.len() - skip].iter().flat_map(|p| [p.text.as_str(), " "]),
        );
        if known(&rest) {
            return rest;
        }
    }
    // A box inside the headline that is called a kicker.
    let kicker = page.of(Field::Section).into_iter().find(|(_, c)| {
        let near = claim.place.serial..claim.place.serial + 6;
        c.source == "kicker" && near.contains(&c.place.serial) && joined.starts_with(&c.text())
    });
    match kicker {
        Some((_, kicker)) => {
            let rest = joined[kicker.text().len()..].trim_start_matches([' ', ':', '-', '–', '|']).to_owned();
            if rest.chars().count() > 12 { rest } else { joined }
        }
        None => joined,
    }
}
