//! Which blocks are the article.

use url::Url;

use super::arena::{NONE, Sort, Tag};
use super::facts::{self, Facts, group};
use super::listener::Listener;
use super::{Body, build};

const AGAINST: u32 = group("related")
    | group("comment")
    | group("share")
    | group("nav")
    | group("ad")
    | group("wall")
    | group("modal")
    | group("tools")
    | group("bio")
    | group("tags")
    | group("meta");

pub fn body(listener: &Listener, base: Option<&Url>) -> Body {
    let facts = facts::of(listener);
    if facts.root == NONE || facts.sums[facts.root as usize].good < 100.0 {
        return Body::default();
    }
    let chosen: Vec<usize> =
        (0..listener.arena.blocks.len()).filter(|&i| keep(listener, &facts, i)).collect();
    build::body(listener, &chosen, base)
}

fn keep(listener: &Listener, facts: &Facts, block: usize) -> bool {
    let record = &listener.arena.blocks[block];
    if !facts.alive[block] {
        return false;
    }
    let m = &facts.measures[block];
    let mut inside = false;
    let mut bad = false;
    let mut names = 0;
    for (i, b) in listener.arena.around(record.in_box) {
        if i == facts.root {
            inside = true;
            break;
        }
        names |= b.names;
        let sum = &facts.sums[i as usize];
        bad |=
            matches!(b.tag, Tag::Nav | Tag::Footer | Tag::Aside | Tag::Dialog | Tag::Form | Tag::Heading(1));
        bad |= sum.weight > 0.0 && sum.linked / sum.weight > 0.5;
    }
    if !inside || bad {
        return false;
    }
    if record.sort != Sort::Text {
        return true;
    }
    if m.link_density() > 0.7 {
        return false;
    }
    names & AGAINST == 0 || (m.weight > 80.0 && m.ends && m.link_density() < 0.3)
}
