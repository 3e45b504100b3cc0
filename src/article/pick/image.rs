//! The picture above the text, with its caption and its credit.
//!
//! The danger: the author's portrait, a logo, another crop. A figure near the headline wins; data
//! names the picture where the page shows none.

use url::Url;

use crate::article::Image;
use crate::article::author::fold;
use crate::article::story::Page;
use crate::metadata::{
    Claim, Field, Picture, Value,
    hints::{AUTHOR, BIO, COMMENTS, RELATED},
};

pub fn choose(page: &Page) -> Option<Image> {
    let claims = page.of(Field::Image);
    let data: Vec<(Url, Picture)> = claims
        .iter()
        .filter(|(_, c)| !is_visible(c))
        .filter_map(|(_, c)| {
            let picture = match &c.value {
                Value::Picture(picture) => picture.clone(),
                _ => Picture { url: c.text(), ..Picture::default() },
            };
            Some((page.address(&picture.url)?, picture))
        })
        .collect();
    let figure = figure(page, &claims, &data);
    let mut image = Image::default();
    if let Some(figure) = figure {
        image.url = page.address(&figure.url);
        let (caption, credit) = parted(&figure.caption, &figure.credit);
        image.caption = some(caption);
        image.credit = some(credit);
        image.alt = some(figure.alt.clone());
    }
    if let Some((url, _)) = data.first() {
        image.url.get_or_insert_with(|| url.clone());
    }
    if let Some(leaf) = image.url.as_ref().map(leaf) {
        for (url, picture) in data.iter().filter(|(url, _)| self::leaf(url) == leaf) {
            let _ = url;
            if image.caption.is_none() {
                image.caption = some(picture.caption.clone());
            }
            if image.credit.is_none() {
                image.credit = some(picture.credit.clone());
            }
        }
    }
    (image != Image::default()).then_some(image)
}

fn is_visible(claim: &Claim) -> bool {
    matches!(claim.source, "figure" | "img")
}

/// The first figure of the story: before its text or known to data.
fn figure(page: &Page, claims: &[(i32, &Claim)], data: &[(Url, Picture)]) -> Option<Picture> {
    let mut best: Option<(i32, u32, &Picture)> = None;
    for (_, claim) in claims.iter().filter(|(_, c)| is_visible(c)) {
        let Value::Picture(picture) = &claim.value else { continue };
        let near = page.nearness(claim);
        if near == 0 || claim.place.around & (BIO | COMMENTS | AUTHOR | RELATED) != 0 {
            continue;
        }
        let known = page
            .address(&picture.url)
            .is_some_and(|url| data.iter().any(|(other, _)| leaf(other) == leaf(&url)));
        let mut score = near * 2 + if known { 6 } else { 0 };
        if claim.source == "figure" {
            score += 2;
        }
        if !picture.caption.is_empty() {
            score += 2;
        }
        let better =
            best.is_none_or(|(s, serial, _)| (score, u32::MAX - claim.place.serial) > (s, u32::MAX - serial));
        if score >= 8 && better {
            best = Some((score, claim.place.serial, picture));
        }
    }
    best.map(|(_, _, picture)| picture.clone())
}

/// A caption without the credit at its end.
fn parted(caption: &str, credit: &str) -> (String, String) {
    let mut caption = caption.trim();
    if !credit.is_empty() && fold(caption) == fold(credit) {
        return (String::new(), credit.to_owned());
    }
    if let Some(rest) = caption.strip_suffix(credit).filter(|_| !credit.is_empty()) {
        caption = rest.trim_end_matches([' ', '|', '(', '/', '–', '-', '—', '©', '\u{a0}']);
    }
    (caption.to_owned(), credit.trim().to_owned())
}

fn some(text: String) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The last part of the path: crops of one picture share it.
fn leaf(url: &Url) -> String {
    url.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase()
}
