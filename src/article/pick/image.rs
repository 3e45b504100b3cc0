//! The picture above the text, with its caption and its credit.
//!
//! The danger: the author's portrait, a logo, another crop. A figure near the headline wins; data
//! names the picture where the page shows none.

use url::Url;

use crate::article::Image;
use crate::article::author::{Context, fold, is_organization};
use crate::article::story::Page;
use crate::metadata::{
    Claim, Field, Picture, Value,
    hints::{AUTHOR, BIO, COMMENTS, RELATED},
    words,
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
    let mut image = Image::default();
    let mut texts = (String::new(), String::new());
    let mut serial = None;
    if let Some((at, figure)) = figure(page, &claims, &data) {
        image.url = page.address(&figure.url);
        image.alt = some(figure.alt.clone());
        texts = (figure.caption.clone(), figure.credit.clone());
        serial = Some(at);
    }
    // The same picture in data is the whole one; the page may show a small copy.
    let same = data
        .iter()
        .filter(|(url, _)| image.url.as_ref().is_some_and(|shown| same_picture(shown, url)))
        .min_by_key(|(url, _)| leaf(url).len());
    if let Some((url, _)) = same.or(data.first().filter(|_| image.url.is_none())) {
        image.url = Some(url.clone());
    }
    if texts.0.is_empty() {
        texts.0 = loose(page, Field::Caption, "caption", serial).unwrap_or_default();
    }
    if texts.1.is_empty() {
        texts.1 = loose(page, Field::Credit, "credit", serial).unwrap_or_default();
    }
    let (caption, credit) = parted(&texts.0, &texts.1);
    image.caption = some(caption);
    image.credit = some(credit);
    for (_, picture) in
        data.iter().filter(|(url, _)| image.url.as_ref().is_some_and(|u| same_picture(u, url)))
    {
        let (caption, credit) = parted(&picture.caption, &picture.credit);
        if image.caption.is_none() {
            image.caption = some(caption);
        }
        if image.credit.is_none() && !page.context.is_house(&credit) {
            image.credit = some(credit);
        }
    }
    (image != Image::default()).then_some(image)
}

/// A caption or credit that no figure with a picture holds: behind the picture, or near the headline.
fn loose(page: &Page, field: Field, source: &str, picture: Option<u32>) -> Option<String> {
    let figures = page.of(Field::Image).into_iter().filter_map(|(_, c)| match &c.value {
        Value::Picture(p) if field == Field::Caption && p.url.is_empty() => Some((c, p.caption.clone())),
        _ => None,
    });
    let texts = page.of(field).into_iter().filter(|(_, c)| c.source == source).map(|(_, c)| (c, c.text()));
    texts
        .chain(figures)
        .filter(|(c, _)| page.nearness(c) >= 1)
        .filter(|(c, _)| match picture {
            Some(serial) => (serial.saturating_sub(3)..serial + 30).contains(&c.place.serial),
            None => page.nearness(c) >= 3,
        })
        .map(|(_, text)| text)
        .find(|text| text.chars().count() > 2 && !plain_credit(text).is_empty())
}

/// Do two addresses show one picture? Crops share the long part of their names.
fn same_picture(a: &Url, b: &Url) -> bool {
    if leaf(a) == leaf(b) {
        return true;
    }
    let stem = |url: &Url| -> Vec<String> {
        leaf(url)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| part.len() >= 6 && part.bytes().any(|b| b.is_ascii_digit()) || part.len() >= 10)
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (stem(a), stem(b));
    a.iter().any(|part| b.contains(part))
}

fn is_visible(claim: &Claim) -> bool {
    matches!(claim.source, "figure" | "img")
}

/// The first figure of the story: before its text or known to data.
fn figure(page: &Page, claims: &[(i32, &Claim)], data: &[(Url, Picture)]) -> Option<(u32, Picture)> {
    let mut best: Option<(i32, u32, &Picture)> = None;
    for (_, claim) in claims.iter().filter(|(_, c)| is_visible(c)) {
        let Value::Picture(picture) = &claim.value else { continue };
        let near = page.nearness(claim);
        if near == 0 || claim.place.around & !page.familiar & (BIO | COMMENTS | AUTHOR | RELATED) != 0 {
            continue;
        }
        let known = page
            .address(&picture.url)
            .is_some_and(|url| data.iter().any(|(other, _)| same_picture(other, &url)));
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
    best.map(|(_, serial, picture)| (serial, picture.clone()))
}

/// Caption and credit apart: the credit may stand at the caption's end, after a word or a sign.
fn parted(caption: &str, credit: &str) -> (String, String) {
    let caption = caption.trim();
    let mut caption = caption;
    let mut credit = credit.trim().to_owned();
    if !credit.is_empty() {
        if fold(caption) == fold(&credit) && label_at(&credit).is_none() {
            return (String::new(), plain_credit(&credit));
        }
        if let Some(rest) =
            caption.strip_suffix(credit.as_str()).or_else(|| caption.strip_prefix(credit.as_str()))
        {
            caption = trimmed(rest);
        }
    }
    // A credit as long as a caption has the caption in it.
    if caption.is_empty() && credit.chars().count() > 60 {
        let whole = std::mem::take(&mut credit);
        let (caption, credit) = split(&whole);
        return (caption, credit);
    }
    let (rest, found) = split(caption);
    if credit.is_empty() || fold(&found) == fold(&plain_credit(&credit)) {
        if credit.is_empty() {
            credit = found;
        }
        return (rest, plain_credit(&credit));
    }
    let rest = if found.is_empty() || !fold(&credit).contains(&fold(&found)) {
        trimmed(caption).to_owned()
    } else {
        rest
    };
    (rest, plain_credit(&credit))
}

/// Where a credit begins in a caption: at a sign or a word that says so.
fn split(caption: &str) -> (String, String) {
    if let Some(at) = label_at(caption) {
        return (trimmed(&caption[..at]).to_owned(), plain_credit(&caption[at..]));
    }
    if let Some((head, tail)) = caption.rsplit_once(['＝', '='])
        && tail.chars().count() <= 16
        && !head.is_empty()
        && tail.chars().any(|c| c > '\u{2fff}')
    {
        return (head.trim().to_owned(), tail.trim().to_owned());
    }
    // An agency behind the sentence.
    if let Some((head, tail)) = caption.rsplit_once(['.', '。']) {
        let tail = tail.trim();
        if (2..=24).contains(&tail.chars().count()) && is_organization(tail, &Context::default()) {
            return (format!("{head}."), tail.to_owned());
        }
    }
    // "(AP Photo/Jane Doe)" at the end.
    let end = caption.trim_end_matches(['.', ' ']);
    if let Some((head, tail)) = end.strip_suffix(')').and_then(|c| c.rsplit_once('(')) {
        let signed = tail.contains('/')
            || words::all()
                .iter()
                .any(|w| w.photo.iter().any(|p| tail.to_lowercase().contains(p) && p.len() > 3));
        if signed && tail.chars().count() < 80 {
            return (trimmed(head).to_owned(), plain_credit(tail));
        }
    }
    (trimmed(caption).to_owned(), String::new())
}

/// The place of "©", "Foto:", "Image credits:" in a line.
fn label_at(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    let mut at = text.rfind('©');
    if let Some(i) = text.find(" - Copyright ").or_else(|| text.find(" Copyright: ")) {
        at = Some(i + 1);
    }
    if lower.len() != text.len() {
        return at;
    }
    for word in words::all().iter().flat_map(|w| &w.photo) {
        let mut from = 0;
        while let Some(i) = lower[from..].find(word).map(|i| i + from) {
            from = i + word.len();
            let begins = i == 0 || !lower[..i].ends_with(char::is_alphanumeric);
            let rest = lower[from..].trim_start_matches([' ', '\u{a0}']);
            let by = word.ends_with(" by") && lower[from..].starts_with(' ');
            if begins
                && (rest.starts_with([':', '：']) || by)
                && at.is_none_or(|known| i < known || i > known + 4 && text[known..i].trim().is_empty())
            {
                at = Some(i);
            }
        }
    }
    at
}

/// A credit without its label and its brackets.
fn plain_credit(text: &str) -> String {
    let mut text = text.trim().trim_matches(['(', ')', '[', ']', ' ', '|']).trim();
    for _ in 0..2 {
        text = text.trim_start_matches(['©', ':', '：', ' ', '–', '-', '/']);
        if let Some(rest) = text.get(..9).filter(|w| w.eq_ignore_ascii_case("copyright")).map(|_| &text[9..])
        {
            text = rest.trim_start_matches([':', ' ']);
        }
        let lower = text.to_lowercase();
        let label = words::all()
            .iter()
            .flat_map(|w| &w.photo)
            .filter(|word| {
                lower.strip_prefix(**word).is_some_and(|rest| {
                    let rest = rest.trim_start_matches(' ');
                    rest.starts_with([':', '：']) || word.ends_with(" by") || word.ends_with(" of")
                })
            })
            .map(|word| word.len())
            .max();
        match label {
            Some(length) if text.is_char_boundary(length) && lower.len() == text.len() => {
                text = &text[length..]
            }
            _ => break,
        }
    }
    text.trim_start_matches(['©', ':', '：', ' ']).trim().to_owned()
}

fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '|', '(', '/', '–', '—', '-', '©', '\u{a0}']).trim()
}

fn some(text: String) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The last part of the path: crops of one picture share it.
fn leaf(url: &Url) -> String {
    url.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase()
}
