//! Who wrote it.
//!
//! The danger: data that names the house while the byline names the person, or only the first of
//! two. The data's people win, the byline completes them; a house stands only where nobody does.

use crate::article::author::{self, BORDER, Trust, fold};
use crate::article::story::Page;
use crate::article::{Author, AuthorKind};
use crate::metadata::{
    Claim, Field, Name, Value,
    hints::{BIO, HIDDEN, QUOTE},
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
        None => groups.into_iter().next().unwrap_or(seen),
    };
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
    let mut found: Vec<(i32, u32, Vec<Author>)> = Vec::new();
    for (_, claim) in claims {
        let Value::Pieces(pieces) = &claim.value else { continue };
        if !is_visible(claim) || claim.place.around & (QUOTE | BIO | HIDDEN) != 0 {
            continue;
        }
        let near = page.nearness(claim);
        if near < 3 {
            continue;
        }
        let mut line = String::new();
        for piece in pieces {
            if !line.is_empty() {
                line.push(BORDER);
            }
            line.push_str(&piece.text);
        }
        let mut list = author::names(&line, Trust::Seen, &page.context);
        if let [author] = list.as_mut_slice() {
            author.url = pieces.iter().find_map(|p| p.link.as_deref()).and_then(|u| page.address(u));
        }
        if !list.is_empty() {
            found.push((near, claim.place.serial, list));
        }
    }
    let nearest = found.iter().map(|f| f.0).max().unwrap_or(0);
    found.retain(|f| f.0 == nearest);
    found.sort_by_key(|f| f.1);
    let mut out = Vec::new();
    for (_, _, list) in found {
        add(&mut out, list);
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
