//! A chunk's border is never special: the same bytes and the same reading for every split.

mod common;

use common::{PAGES, cleaning, pass};
use faircopy::clean::Removal;

fn outcome<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (String, Vec<Removal>, String) {
    let (out, reading) = pass(cleaning(), pieces);
    let removals = reading.removals.clone();
    let article = serde_json::to_string(&reading.article()).expect("an article is JSON");
    (String::from_utf8_lossy(&out).into_owned(), removals, article)
}

#[test]
fn every_split_in_two_gives_the_same() {
    for page in PAGES {
        let page = page.as_bytes();
        let whole = outcome([page]);
        // Past the prescan a split falls into the same states again: every third byte will do.
        for at in (0..=page.len().min(1100)).chain((1100..=page.len()).step_by(3)) {
            let (a, b) = page.split_at(at.min(page.len()));
            assert_eq!(outcome([a, b]), whole, "split at {at}");
        }
    }
}

#[test]
fn every_chunk_size_gives_the_same() {
    for page in PAGES {
        let whole = outcome([page.as_bytes()]);
        for size in [1, 2, 3, 5, 7, 13, 64, 1000, 1024, 1025] {
            assert_eq!(outcome(page.as_bytes().chunks(size)), whole, "chunks of {size}");
        }
    }
}

#[test]
fn a_page_leaves_while_it_arrives() {
    let mut pass = faircopy::stream::Pass::new(cleaning());
    let mut out = vec![];
    let paragraph =
        format!("<p>{}</p>", "A sentence that is part of the article, and then another one. ".repeat(4));
    pass.write(b"<!doctype html><html><body><article><h1>Headline</h1>", &mut out);
    for _ in 0..20 {
        pass.write(paragraph.as_bytes(), &mut out);
    }
    assert!(out.len() > 2 * paragraph.len(), "only {} bytes have left", out.len());
}
