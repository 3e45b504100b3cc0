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

/// Numbers that look random and are the same in every run.
fn scattered(seed: u64) -> impl Iterator<Item = usize> {
    let next =
        |x: &u64| Some(x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
    std::iter::successors(Some(seed), next).map(|x| (x >> 33) as usize)
}

#[test]
fn every_split_in_two_gives_the_same() {
    for page in PAGES.iter().map(|page| page.as_bytes()).filter(|page| page.len() < 1000) {
        let whole = outcome([page]);
        for at in 0..=page.len() {
            let (a, b) = page.split_at(at);
            assert_eq!(outcome([a, b]), whole, "split at {at}");
        }
    }
}

#[test]
fn scattered_splits_of_large_pages_give_the_same() {
    for page in PAGES.iter().map(|page| page.as_bytes()).filter(|page| page.len() >= 1000) {
        let whole = outcome([page]);
        for seed in 0..60 {
            let mut at: Vec<_> =
                scattered(seed).take(5).map(|n| n % page.len()).chain([0, page.len()]).collect();
            at.sort_unstable();
            let pieces = at.windows(2).map(|ends| &page[ends[0]..ends[1]]);
            assert_eq!(outcome(pieces), whole, "seed {seed}: {at:?}");
        }
    }
}

#[test]
fn every_chunk_size_gives_the_same() {
    for page in PAGES {
        let whole = outcome([page.as_bytes()]);
        for size in [1, 2, 7, 13, 64, 1024, 1025] {
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
