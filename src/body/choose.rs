//! Which blocks are the article.
//!
//! No container is trusted: a wall may be named "article" and the article "wall". Each block gets
//! points twice, first for itself, then among its neighbours, and those above zero are the text.

use std::collections::HashSet;
use std::sync::OnceLock;

use url::Url;

use super::arena::{Sort, Tag};
use super::listener::Listener;
use super::weights::{Card, chance};
use super::{Body, build, facts, features, second};

/// The two cards, bound to the columns of a row at the first page that is read.
struct Cards {
    first: Card,
    second: Card,
}

static CARDS: OnceLock<Cards> = OnceLock::new();

/// A block counts as text from this chance on. A little under one half: a missing sentence is
/// worse than a line too many.
const ENOUGH: f32 = 0.48;

pub fn body(listener: &Listener, base: Option<&Url>) -> Body {
    let facts = facts::of(listener);
    let bound = CARDS.get();
    let mut table = features::table(listener, &facts, bound.is_none());
    if table.rows.is_empty() {
        return Body::default();
    }
    let cards = if let Some(cards) = bound {
        second::look(listener, &facts, &mut table, &cards.first, false);
        cards
    } else {
        let first = Card::parse(include_str!("words/first.card"), &table.names);
        second::look(listener, &facts, &mut table, &first, true);
        let second = Card::parse(include_str!("words/second.card"), &table.names);
        CARDS.get_or_init(|| Cards { first, second })
    };
    let mut keep = vec![false; listener.arena.blocks.len()];
    for (row, &block) in table.rows.iter().zip(&table.blocks) {
        keep[block] = chance(cards.second.points(row)) >= ENOUGH;
    }
    once_only(listener, &mut keep);
    pictures(listener, &facts.alive, &mut keep);
    build::body(listener, &keep, base)
}

/// A text of some length that comes again word for word is an access twin, a reading tab or a
/// slide show, never the author's.
fn once_only(listener: &Listener, keep: &mut [bool]) {
    let mut seen = HashSet::new();
    for (i, keep) in keep.iter_mut().enumerate() {
        let text = listener.arena.block_text(i);
        if *keep && text.len() > 50 && !seen.insert(text) {
            *keep = false;
        }
    }
}

/// Pictures and embeds between two kept texts, or right before the first, belong to the article;
/// and what stands in a kept picture's figure belongs to the picture.
fn pictures(listener: &Listener, alive: &[bool], keep: &mut [bool]) {
    let blocks = &listener.arena.blocks;
    let texts = |range: &mut dyn Iterator<Item = usize>| {
        range.filter(|&i| blocks[i].sort == Sort::Text).take(3).any(|i| keep[i])
    };
    let kept: Vec<usize> = (0..blocks.len())
        .filter(|&i| blocks[i].sort != Sort::Text && alive[i])
        .filter(|&i| {
            texts(&mut (0..i).rev()) && texts(&mut (i + 1..blocks.len()))
                || texts(&mut (i + 1..blocks.len()).take(4))
        })
        .collect();
    for i in kept {
        keep[i] = true;
        let figure = |i: usize| {
            listener.arena.around(blocks[i].in_box).find(|(_, b)| b.tag == Tag::Figure).map(|(b, _)| b)
        };
        let Some(here) = figure(i) else { continue };
        for (text, keep) in keep.iter_mut().enumerate().skip(i + 1).take(3) {
            if alive[text] && blocks[text].sort == Sort::Text && figure(text) == Some(here) {
                *keep = true;
            }
        }
    }
}
