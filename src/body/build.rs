//! Turns chosen blocks of the arena into the typed body that exports read.

use std::collections::HashSet;

use url::Url;

use super::arena::{BlockRecord, NONE, Sort, Tag};
use super::listener::Listener;
use super::{Block, Body, Emphasis, Run, Text};

/// What stands around a block, read once from its boxes.
struct Place {
    heading: Option<u8>,
    /// The list item it is in, with the kind and depth of its list.
    item: Option<(u32, bool, u8)>,
    quote: bool,
    pre: bool,
    figure: Option<u32>,
    caption: bool,
    /// The innermost table, row and cell.
    table: Option<(u32, u32, u32)>,
    names: u32,
}

fn place(listener: &Listener, in_box: u32) -> Place {
    let mut place = Place {
        heading: None,
        item: None,
        quote: false,
        pre: false,
        figure: None,
        caption: false,
        table: None,
        names: 0,
    };
    let (mut item, mut ordered, mut lists) = (None, None, 0u8);
    let (mut cell, mut row) = (None, None);
    for (n, (index, record)) in listener.arena.around(in_box).enumerate() {
        if n < 2 {
            place.names |= record.names;
        }
        match record.tag {
            Tag::Heading(level) if place.heading.is_none() => place.heading = Some(level),
            Tag::Item if item.is_none() => item = Some(index),
            Tag::List | Tag::OrderedList => {
                ordered = ordered.or(Some(record.tag == Tag::OrderedList));
                lists = lists.saturating_add(1);
            }
            Tag::Quote => place.quote = true,
            Tag::Pre => place.pre = true,
            Tag::Figure if place.figure.is_none() => place.figure = Some(index),
            Tag::Caption => place.caption = true,
            Tag::Cell | Tag::HeadCell if cell.is_none() => cell = Some(index),
            Tag::Row if row.is_none() => row = Some(index),
            Tag::Table if place.table.is_none() => place.table = row.zip(cell).map(|(r, c)| (index, r, c)),
            _ => {}
        }
    }
    place.item = item.map(|i| (i, ordered.unwrap_or(false), lists.saturating_sub(1)));
    place
}

pub fn body(listener: &Listener, keep: &[bool], base: Option<&Url>) -> Body {
    let mut blocks: Vec<Block> = Vec::new();
    let layouts = layouts(listener);
    let mut table: Option<(u32, u32, u32)> = None;
    let mut figure = NONE;
    let mut seen = HashSet::new();
    for index in (0..keep.len()).filter(|&i| keep[i]) {
        let record = &listener.arena.blocks[index];
        let place = place(listener, record.in_box);
        match record.sort {
            Sort::Image => {
                let image = address(listener, record, index, base);
                let alt = Some(listener.arena.block_text(index)).filter(|t| !t.is_empty()).map(str::to_owned);
                figure = place.figure.unwrap_or(NONE);
                if image.as_ref().is_some_and(|image| seen.insert(image.clone())) {
                    blocks.push(Block::Figure { image, alt, caption: None, credit: None });
                }
                continue;
            }
            Sort::Embed => {
                if let Some(url) = address(listener, record, index, base) {
                    let title =
                        Some(listener.arena.block_text(index)).filter(|t| !t.is_empty()).map(str::to_owned);
                    blocks.push(Block::Embed { url, title });
                }
                continue;
            }
            Sort::Text => {}
        }
        if place.figure.is_some() && (place.figure == Some(figure) || place.caption) {
            let here = text(listener, index, base);
            if let Some(Block::Figure { caption, credit, .. }) = blocks.last_mut() {
                if caption.is_none() {
                    *caption = Some(here);
                } else if credit.is_none() {
                    *credit = Some(here.plain());
                }
            }
            continue;
        }
        if let Some((in_table, row, cell)) = place.table
            && !layouts.contains(&in_table)
        {
            let plain = listener.arena.block_text(index).to_owned();
            match (&mut table, blocks.last_mut()) {
                (Some((t, r, c)), Some(Block::Table(rows))) if *t == in_table => {
                    if *c == cell && *r == row {
                        if let Some(last) = rows.last_mut().and_then(|r| r.last_mut()) {
                            last.push(' ');
                            last.push_str(&plain);
                        }
                    } else if *r == row {
                        rows.last_mut().into_iter().for_each(|last| last.push(plain.clone()));
                    } else {
                        rows.push(vec![plain]);
                    }
                }
                _ => blocks.push(Block::Table(vec![vec![plain]])),
            }
            table = Some((in_table, row, cell));
            continue;
        }
        table = None;
        let text = text(listener, index, base);
        blocks.push(if place.pre {
            Block::Code(text.plain())
        } else if let Some(level) = place.heading {
            Block::Heading { level: level.clamp(2, 6), text }
        } else if let Some((_, ordered, depth)) = place.item {
            Block::ListItem { ordered, depth, text }
        } else if place.quote {
            Block::Quote(text)
        } else {
            Block::Paragraph(text)
        });
    }
    Body { blocks }
}

/// The tables that lay out the page: a cell of them holds a long text or several.
fn layouts(listener: &Listener) -> HashSet<u32> {
    let mut out = HashSet::new();
    let mut last = (NONE, 0);
    for (i, record) in listener.arena.blocks.iter().enumerate() {
        let Some((table, _, cell)) = place(listener, record.in_box).table else { continue };
        last = if last.0 == cell { (cell, last.1 + 1) } else { (cell, 1) };
        if last.1 > 2 || listener.arena.text_range(i).len() > 400 {
            out.insert(table);
        }
    }
    out
}

fn address(listener: &Listener, _: &BlockRecord, index: usize, base: Option<&Url>) -> Option<Url> {
    let (run, _) = listener.arena.block_runs(index).next()?;
    resolve(listener.arena.link(run.link)?, base)
}

/// Only addresses that a reader may follow: never `javascript:` and the like.
fn resolve(address: &str, base: Option<&Url>) -> Option<Url> {
    let url = match base {
        Some(base) => base.join(address.trim()).ok()?,
        None => Url::parse(address.trim()).ok()?,
    };
    matches!(url.scheme(), "http" | "https" | "mailto").then_some(url)
}

fn text(listener: &Listener, index: usize, base: Option<&Url>) -> Text {
    let mut runs: Vec<Run> = Vec::new();
    let mut last = NONE;
    for (run, part) in listener.arena.block_runs(index) {
        let emphasis: Emphasis = run.emphasis;
        if let Some(before) = runs.last_mut()
            && last == run.link
            && before.emphasis == emphasis
        {
            before.text.push_str(part);
            continue;
        }
        last = run.link;
        let link = listener.arena.link(run.link).and_then(|address| resolve(address, base));
        runs.push(Run { text: part.to_owned(), emphasis, link });
    }
    Text { runs }
}
