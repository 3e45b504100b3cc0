//! The compact store of a page's text while it streams.
//!
//! A hostile page can have a million elements or no end of text, so nothing is kept per element:
//! a box is written down only once text stands in it, and text is kept once, in one string.

use std::ops::Range;

/// "No box", "no link".
pub const NONE: u32 = u32::MAX;

/// What an element is, as far as text is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Tag {
    #[default]
    Other,
    Html,
    Body,
    Main,
    Article,
    Section,
    Div,
    P,
    Heading(u8),
    Header,
    Footer,
    Nav,
    Aside,
    Form,
    List,
    OrderedList,
    Item,
    Terms,
    Term,
    Definition,
    Table,
    Row,
    Cell,
    HeadCell,
    Quote,
    Pre,
    Figure,
    Caption,
    Details,
    Address,
    Dialog,
    Custom,
}

/// An element that holds text, with what its names say of it.
#[derive(Debug, Clone, Copy)]
pub struct BoxRecord {
    pub parent: u32,
    /// Tells boxes of one kind (name and classes) from others.
    pub kind: u32,
    /// The vocabulary of its id and classes, see `names`.
    pub names: u32,
    pub tag: Tag,
}

/// Text between two block borders.
#[derive(Debug, Clone, Copy)]
pub struct BlockRecord {
    pub text_end: u32,
    pub run_end: u32,
    pub in_box: u32,
    /// The element in which its text begins.
    pub serial: u32,
    /// The vocabulary of the inline elements around its beginning.
    pub names: u32,
    pub sort: Sort,
    /// A picture, of any size, stands before it.
    pub after_picture: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Text,
    /// Text is the alternative text; the one run's link is the source.
    Image,
    /// Text is the title; the one run's link is the source.
    Embed,
}

/// A stretch of a block with one emphasis and one link.
#[derive(Debug, Clone, Copy)]
pub struct RunRecord {
    pub text_end: u32,
    pub link: u32,
    pub serial: u32,
    pub emphasis: super::Emphasis,
}

#[derive(Debug, Default)]
pub struct Arena {
    pub text: String,
    pub blocks: Vec<BlockRecord>,
    pub runs: Vec<RunRecord>,
    pub boxes: Vec<BoxRecord>,
    links: String,
    link_ends: Vec<u32>,
}

impl Arena {
    pub fn add_link(&mut self, address: &str) -> u32 {
        self.links.push_str(address);
        self.link_ends.push(self.links.len() as u32);
        self.link_ends.len() as u32 - 1
    }

    pub fn link(&self, index: u32) -> Option<&str> {
        let index = index as usize;
        let end = *self.link_ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |i| self.link_ends[i] as usize);
        Some(&self.links[start..end])
    }

    pub fn text_range(&self, block: usize) -> Range<usize> {
        let start = block.checked_sub(1).map_or(0, |i| self.blocks[i].text_end as usize);
        start..self.blocks[block].text_end as usize
    }

    pub fn block_text(&self, block: usize) -> &str {
        &self.text[self.text_range(block)]
    }

    pub fn run_range(&self, block: usize) -> Range<usize> {
        let start = block.checked_sub(1).map_or(0, |i| self.blocks[i].run_end as usize);
        start..self.blocks[block].run_end as usize
    }

    /// The runs of a block, each with its text.
    pub fn block_runs(&self, block: usize) -> impl Iterator<Item = (&RunRecord, &str)> {
        let mut start = self.text_range(block).start;
        self.runs[self.run_range(block)].iter().map(move |run| {
            let text = &self.text[start..run.text_end as usize];
            start = run.text_end as usize;
            (run, text)
        })
    }

    /// The boxes around a box, itself first.
    pub fn around(&self, index: u32) -> impl Iterator<Item = (u32, &BoxRecord)> {
        let mut next = index;
        std::iter::from_fn(move || {
            let record = self.boxes.get(next as usize)?;
            let here = next;
            next = record.parent;
            Some((here, record))
        })
    }

    /// Bytes held.
    pub fn size(&self) -> usize {
        self.text.len()
            + self.links.len()
            + 4 * self.link_ends.len()
            + size_of::<BlockRecord>() * self.blocks.len()
            + size_of::<RunRecord>() * self.runs.len()
            + size_of::<BoxRecord>() * self.boxes.len()
    }
}
