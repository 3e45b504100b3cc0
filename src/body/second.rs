//! The second look: what the first look says of a block's neighbours and of the boxes around it.
//!
//! A list item or a one-word paragraph says nothing by itself. Between two paragraphs of the
//! article it is the article's, between two teasers it is not.

use std::collections::HashMap;

use super::arena::Tag;
use super::facts::Facts;
use super::features::{Row, Writer};
use super::listener::Listener;
use super::weights::chance;

#[derive(Debug, Clone, Copy, Default)]
struct Mass {
    weight: f32,
    likely: f32,
    gain: f32,
}

impl Mass {
    fn add(&mut self, other: Mass) {
        self.weight += other.weight;
        self.likely += other.likely;
        self.gain += other.gain;
    }

    fn mean(&self) -> f32 {
        if self.weight > 0.0 { self.likely / self.weight } else { -0.1 }
    }
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// Hands to `each` the row of each block: what the first card's points say of its surroundings.
pub fn rows(
    listener: &Listener,
    facts: &Facts,
    blocks: &[usize],
    points: &[f32],
    mut names_out: Option<&mut Vec<String>>,
    each: &mut dyn FnMut(usize, &Row),
) {
    let arena = &listener.arena;
    let count = blocks.len();
    let points: Vec<f32> = points.iter().map(|p| p.clamp(-8.0, 8.0)).collect();
    let chances: Vec<f32> = points.iter().map(|&p| chance(p)).collect();
    let own: Vec<Mass> = (0..count)
        .map(|n| {
            let weight = facts.measures[blocks[n]].weight + 4.0;
            Mass { weight, likely: weight * chances[n], gain: weight.min(400.0) * (chances[n] - 0.4) }
        })
        .collect();
    let mut masses = vec![Mass::default(); arena.boxes.len()];
    let mut kinds = vec![Mass::default(); facts.kinds];
    let mut classes: HashMap<u32, Mass> = HashMap::new();
    let mut total = Mass::default();
    for n in 0..count {
        let in_box = arena.blocks[blocks[n]].in_box;
        if let Some(mass) = masses.get_mut(in_box as usize) {
            mass.add(own[n]);
            classes.entry(arena.boxes[in_box as usize].kind).or_default().add(own[n]);
        }
        kinds[facts.kind(in_box)].add(own[n]);
        total.add(own[n]);
    }
    for i in (0..masses.len()).rev() {
        let mass = masses[i];
        if let Some(parent) = masses.get_mut(arena.boxes[i].parent as usize) {
            parent.add(mass);
        }
    }
    let mut depths = vec![0u16; arena.boxes.len()];
    for i in 0..depths.len() {
        depths[i] = depths.get(arena.boxes[i].parent as usize).map_or(0, |d| d.saturating_add(1));
    }
    let mut root = 0;
    for (i, mass) in masses.iter().enumerate() {
        if mass.gain >= masses[root].gain {
            root = i;
        }
    }
    // The deepest boxes that still hold most of the likely text.
    let cores = [0.5, 0.75, 0.9].map(|part| {
        (0..masses.len())
            .rev()
            .filter(|&i| masses[i].likely >= part * total.likely)
            .max_by(|&a, &b| depths[a].cmp(&depths[b]).then(masses[a].likely.total_cmp(&masses[b].likely)))
    });
    let solid = |n: usize| chances[n] > 0.6 && own[n].weight > 64.0;
    let first_solid = (0..count).find(|&n| solid(n)).unwrap_or(count);
    let last_solid = (0..count).rfind(|&n| solid(n)).unwrap_or(0);
    // Distances to the nearest solid block, in blocks and in text between.
    let (mut back, mut ahead) = (vec![(99.0f32, 9999.0f32); count], vec![(99.0f32, 9999.0f32); count]);
    for (list, order) in [(&mut back, false), (&mut ahead, true)] {
        let (mut steps, mut text) = (99.0, 9999.0);
        for k in 0..count {
            let n = if order { count - 1 - k } else { k };
            list[n] = (steps, text);
            if solid(n) {
                (steps, text) = (0.0, 0.0);
            } else {
                steps += 1.0;
                text += own[n].weight;
            }
        }
    }
    let mut before = 0.0;
    let mut row = Row::new();
    for n in 0..count {
        let in_box = arena.blocks[blocks[n]].in_box;
        row.clear();
        let mut w = Writer { row: &mut row, names: names_out.take() };
        w.put("2:points", points[n]);
        for (name, at) in
            [("2:b1", n.wrapping_sub(1)), ("2:b2", n.wrapping_sub(2)), ("2:a1", n + 1), ("2:a2", n + 2)]
        {
            w.join(name, "", points.get(at).copied().unwrap_or(-9.0));
        }
        let mean = |range: std::ops::Range<usize>| {
            let mut sum = Mass::default();
            range.filter(|&k| k != n).for_each(|k| sum.add(own[k]));
            sum.mean()
        };
        w.put("2:before4", mean(n.saturating_sub(4)..n));
        w.put("2:after4", mean(n + 1..(n + 5).min(count)));
        w.put("2:around10", mean(n.saturating_sub(10)..(n + 11).min(count)));
        let mut around = arena.around(in_box);
        let mut root_depth = -1.0;
        for up in ["2:box0", "2:box1", "2:box2", "2:box3", "2:box4"] {
            let here = around.next();
            let mut mass = here.map(|(b, _)| masses[b as usize]).unwrap_or_default();
            let with = mass.likely;
            // What the others in the box are like, not the block itself.
            mass.weight -= own[n].weight;
            mass.likely -= own[n].likely;
            let stop = here.is_none_or(|(_, b)| matches!(b.tag, Tag::Body | Tag::Html));
            w.join(up, "_mean", if stop || mass.weight < 1.0 { -0.1 } else { mass.mean() });
            w.join(up, "_share", with / total.likely.max(1.0));
        }
        let kin = kinds[facts.kind(in_box)];
        let others =
            Mass { weight: kin.weight - own[n].weight, likely: kin.likely - own[n].likely, gain: 0.0 };
        w.put("2:kind_mean", if others.weight < 1.0 { -0.1 } else { others.mean() });
        w.put("2:kind_share", kin.likely / total.likely.max(1.0));
        let class =
            arena.boxes.get(in_box as usize).and_then(|b| classes.get(&b.kind)).copied().unwrap_or_default();
        w.put("2:class_mean", class.mean());
        w.put("2:class_share", class.likely / total.likely.max(1.0));
        w.put("2:page", (1.0 + total.likely).ln());
        w.put("2:page_mean", total.mean());
        w.put("2:passed", before / total.likely.max(1.0));
        w.put("2:before_first", flag(n < first_solid));
        w.put("2:after_last", flag(n > last_solid));
        w.put("2:back", (1.0 + back[n].0).ln());
        w.put("2:back_text", (1.0 + back[n].1).ln());
        w.put("2:ahead", (1.0 + ahead[n].0).ln());
        w.put("2:ahead_text", (1.0 + ahead[n].1).ln());
        w.put("2:between", (1.0 + back[n].0.max(ahead[n].0)).ln());
        for (up, (b, _)) in arena.around(in_box).enumerate() {
            if b as usize == root {
                root_depth = up as f32;
                break;
            }
        }
        w.put("2:root", root_depth);
        w.put("2:root_share", masses.get(root).map_or(0.0, |m| m.likely / total.likely.max(1.0)));
        w.put("2:root_mean", masses.get(root).map_or(0.0, Mass::mean));
        for (name, core) in [("2:core50", cores[0]), ("2:core75", cores[1]), ("2:core90", cores[2])] {
            let steps = arena.around(in_box).position(|(b, _)| Some(b as usize) == core);
            w.put(name, steps.map_or(-1.0, |s| s as f32));
            // Outside: how far up one must go to meet it.
            let up = core.map_or(0, |core| {
                let above: Vec<u32> = arena.around(core as u32).map(|(b, _)| b).collect();
                let meet = arena.around(in_box).find_map(|(b, _)| above.iter().position(|&a| a == b));
                meet.unwrap_or(above.len())
            });
            w.join(name, "_up", up as f32);
        }
        before += own[n].likely;
        each(n, &row);
    }
}
