//! Who wrote it.
//!
//! The danger: data that names the house while the byline names the person, or only the first of
//! two. The data's people win, the byline completes them; a house stands only where nobody does.

use crate::article::author::{self, BORDER, Trust, fold};
use crate::article::story::Page;
use crate::article::{Author, AuthorKind};
use crate::metadata::{
    Claim, Field, Name, Value,
    hints::{BIO, CAPTION, FIGURE, HIDDEN, QUOTE},
    words,
};

pub fn choose(page: &Page) -> Vec<Author> {
    let claims = page.of(Field::Author);
    let seen = seen(page, &claims);
    let mut groups: Vec<Vec<Author>> = Vec::new();
    let mut sources: Vec<(&str, Option<usize>)> = Vec::new();
    for (_, claim) in &claims {
        if is_visible(claim) {
            continue;
        }
        let list = read(page, claim);
        match sources.iter().position(|s| *s == (claim.source, claim.about)) {
            Some(i) => add(&mut groups[i], list),
            None => {
                sources.push((claim.source, claim.about));
                let mut group = Vec::new();
                add(&mut group, list);
                groups.push(group);
            }
        }
    }
    groups.retain(|g| !g.is_empty());
    let helpers: Vec<Author> = groups.iter().flatten().filter(|a| a.role.is_some()).cloned().collect();
    let seen_helpers: Vec<Author> = seen.iter().filter(|a| a.role.is_some()).cloned().collect();
    let people = |list: &[Author]| list.iter().any(is_person);
    let data = groups.iter().find(|g| people(g));
    let mut out = match data {
        Some(data) => {
            let all_seen = data.iter().filter(|a| is_person(a)).all(|a| has(&seen, a));
            let persons = |list: &[Author]| list.iter().filter(|a| is_person(a)).count();
            if all_seen && persons(&seen) > persons(data) && persons(&seen) <= 6 {
                seen.clone()
            } else {
                data.clone()
            }
        }
        None if people(&seen) => seen.clone(),
        // A dateline in the text names who wrote it where all else names the house.
        None => match page.body.lines().take(4).chain(page.body.lines().last()).find_map(author::dateline) {
            Some(name) => vec![Author { name, ..Author::default() }],
            None => groups.into_iter().next().unwrap_or(seen),
        },
    };
    // Who helped, in a role of their own, comes after who wrote it.
    let helpers = helpers.into_iter().chain(seen_helpers).filter(|a| a.role.as_deref() == Some("translator"));
    let helpers: Vec<Author> = helpers.collect();
    add(&mut out, helpers);
    if people(&out) {
        out.retain(|a| is_person(a) || !page.context.is_house(&a.name));
    }
    complete(page, &claims, &mut out);
    out
}

fn is_person(author: &Author) -> bool {
    author.kind == AuthorKind::Person
}

fn is_visible(claim: &Claim) -> bool {
    matches!(claim.source, "byline" | "author link" | "mailto")
}

fn has(list: &[Author], author: &Author) -> bool {
    let name = fold(&author.name);
    list.iter().any(|a| fold(&a.name) == name)
}

fn add(group: &mut Vec<Author>, list: Vec<Author>) {
    for author in list {
        if group.len() < 40 && !has(group, &author) {
            group.push(author);
        }
    }
}

/// The people that a claim in data names.
fn read(page: &Page, claim: &Claim) -> Vec<Author> {
    match &claim.value {
        Value::Name(name) => of_name(page, name),
        _ => author::names(&claim.text(), Trust::Data, &page.context),
    }
}

fn of_name(page: &Page, name: &Name) -> Vec<Author> {
    let mut list = author::names(&name.name, Trust::Data, &page.context);
    if name.kind.ends_with("Organization") {
        for author in &mut list {
            author.kind = AuthorKind::Organization;
        }
    }
    if !name.role.is_empty() && name.role != "contributor" && name.role.len() < 40 {
        for author in &mut list {
            author.role.get_or_insert_with(|| name.role.to_lowercase());
        }
    }
    if let [author] = list.as_mut_slice() {
        author.url = Some(name.url.as_str()).filter(|u| !u.is_empty()).and_then(|u| page.address(u));
        if name.email.contains('@') {
            author.email = Some(name.email.clone());
        }
    }
    list
}

/// The people that the page shows as its authors, nearest to the headline first.
fn seen(page: &Page, claims: &[(i32, &Claim)]) -> Vec<Author> {
    let mut found: Vec<(i32, u32, usize, Vec<Author>)> = Vec::new();
    let dated = page.of(Field::Date);
    for (_, claim) in claims.iter().chain(&dated) {
        if claim.place.around & (QUOTE | BIO | HIDDEN | FIGURE | CAPTION) & !page.familiar != 0 {
            continue;
        }
        let near = page.nearness(claim);
        if near < 3 && !(near >= 1 && is_signed(page, claim)) {
            continue;
        }
        let (line, link) = match &claim.value {
            Value::Pieces(pieces) if is_visible(claim) => {
                let mut line = String::new();
                for piece in pieces {
                    if !line.is_empty() {
                        line.push(BORDER);
                    }
                    line.push_str(&piece.text);
                }
                (line, pieces.iter().find_map(|p| p.link.as_deref()))
            }
            // A name may stand in the line of the date.
            Value::Moment { shown, .. } if near >= 4 => (shown.clone(), None),
            _ => continue,
        };
        // Of a box that holds more than names only the beginning is asked.
        let crowded = line.matches(BORDER).count() > 7 || line.chars().count() > 140;
        let line = if crowded { line.split(BORDER).take(2).collect::<Vec<_>>().join("\u{1}") } else { line };
        if line.chars().count() > 140 {
            continue;
        }
        let mut list = author::names(&without_dates(&line), Trust::Seen, &page.context);
        list.retain(|a| !is_button(&a.name));
        if let [author] = list.as_mut_slice() {
            author.url = link.and_then(|u| page.address(u));
        }
        if !list.is_empty() {
            let near = if is_visible(claim) { near } else { near - 1 };
            found.push((near, claim.place.serial, line.len(), list));
        }
    }
    if !found.iter().any(|f| f.3.iter().any(is_person)) {
        return bare(page, claims).into_iter().collect();
    }
    found.retain(|f| f.3.iter().any(is_person));
    let nearest = found.iter().map(|f| f.0).max().unwrap_or(0);
    found.retain(|f| f.0 == nearest);
    found.sort_by_key(|f| (f.1, f.2));
    let mut out = Vec::new();
    for (_, _, _, list) in found {
        add(&mut out, list);
    }
    out
}

/// Does a link to an author or a word such as "by" say that this is a signature?
fn is_signed(page: &Page, claim: &Claim) -> bool {
    claim.source == "author link" || is_visible(claim) && after_label(page, &claim.text()).is_some()
}

/// What stands behind "by" at the beginning of a line.
fn after_label(page: &Page, text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    words::of(page.context.language.as_deref())
        .flat_map(|w| &w.by)
        .filter_map(|by| lower.strip_prefix(by).filter(|rest| rest.starts_with([' ', ':'])))
        .map(|rest| text[text.len() - rest.len()..].trim_start_matches([' ', ':']).to_owned())
        .min_by_key(String::len)
}

/// A signature of one word, as people sign in forums and blogs: only where a link or a word such
/// as "by" says that it is one.
fn bare(page: &Page, claims: &[(i32, &Claim)]) -> Option<Author> {
    claims.iter().find_map(|(_, claim)| {
        let Value::Pieces(pieces) = &claim.value else { return None };
        let outside = claim.place.around & (QUOTE | BIO | HIDDEN | FIGURE | CAPTION) & !page.familiar == 0;
        if !is_visible(claim) || !outside || page.nearness(claim) < 1 || !is_signed(page, claim) {
            return None;
        }
        let text = claim.text();
        let text = without_dates(&after_label(page, &text).unwrap_or(text));
        let mut end = text.len();
        for stop in ["\u{1}", ",", "|", " am ", " on ", " um ", " at ", " in ", " - ", " – "] {
            end = end.min(text.find(stop).unwrap_or(end));
        }
        let text = text[..end].trim();
        if !(2..=30).contains(&text.chars().count()) || text.split(' ').count() > 3 {
            return None;
        }
        let mut list = author::names(text, Trust::Data, &page.context);
        let author = list.pop().filter(|a| list.is_empty() && !is_button(&a.name))?;
        let url = pieces.iter().find_map(|p| p.link.as_deref()).and_then(|u| page.address(u));
        Some(Author { url, ..author })
    })
}

/// Words of comment counts and forms are no names.
fn is_button(name: &str) -> bool {
    let lower = name.to_lowercase();
    let label =
        |w: &words::Words| w.updated.contains(&lower.as_str()) || w.published.contains(&lower.as_str());
    words::all().iter().any(label)
        || words::all().iter().any(|w| w.comments.iter().any(|c| c.chars().count() > 3 && lower.contains(c)))
        || ["e-mail", "email", "twitter", "facebook", "instagram", "linkedin", "whatsapp", "account"]
            .iter()
            .any(|w| lower.contains(w))
}

/// A line with its numbers and months made borders.
fn without_dates(line: &str) -> String {
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    for word in line.split(' ') {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let month = || words::all().iter().any(|w| w.months.iter().any(|forms| forms.contains(&plain)));
        // "AM PDT" behind the clock.
        let clock = out.ends_with(BORDER)
            && plain.len() <= 4
            && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
        let number = clock || word.chars().filter(char::is_ascii_digit).count() * 2 > word.chars().count();
        if !out.is_empty() {
            out.push(' ');
        }
        if number || plain.chars().count() > 2 && month() {
            out.push(BORDER);
        } else {
            out.push_str(word);
        }
    }
    out
}

/// Addresses that the page shows beside a name.
fn complete(page: &Page, claims: &[(i32, &Claim)], authors: &mut [Author]) {
    for (_, claim) in claims {
        match &claim.value {
            Value::Pieces(pieces) => {
                for piece in pieces {
                    let Some(link) = piece.link.as_deref() else { continue };
                    let name = fold(&piece.text);
                    if let Some(author) =
                        authors.iter_mut().find(|a| a.url.is_none() && fold(&a.name) == name)
                    {
                        author.url = page.address(link);
                    }
                }
            }
            Value::Name(name) if claim.source == "mailto" => {
                let local = fold(name.email.split('@').next().unwrap_or_default());
                for author in authors.iter_mut().filter(|a| a.email.is_none() && is_person(a)) {
                    let Some(family) = author.name.split(' ').next_back().map(fold) else { continue };
                    if family.len() > 2 && local.contains(&family) {
                        author.email = Some(name.email.clone());
                    }
                }
            }
            _ => {}
        }
    }
}
