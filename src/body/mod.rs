//! The article's text as blocks in reading order.
//!
//! Blocks are gathered while the page streams and chosen at its end; nothing here knows about
//! bytes or markup beyond the events it hears.

mod arena;
mod build;
mod choose;
mod facts;
mod features;
mod lines;
mod listener;
mod names;
mod role;
mod second;
mod weights;

use serde::{Serialize, Serializer};
use url::Url;

pub use listener::Listener;

/// The text of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    pub blocks: Vec<Block>,
}

/// One block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Block {
    Paragraph(Text),
    /// `level` from 2 to 6; the title is not part of the body.
    Heading {
        level: u8,
        text: Text,
    },
    /// `depth` counts enclosing lists from 0.
    ListItem {
        ordered: bool,
        depth: u8,
        text: Text,
    },
    Quote(Text),
    Code(String),
    /// Rows of cells.
    Table(Vec<Vec<String>>),
    Figure {
        image: Option<Url>,
        alt: Option<String>,
        caption: Option<Text>,
        credit: Option<String>,
    },
    /// A video, a post, a chart: what it is called and where it is.
    Embed {
        url: Url,
        title: Option<String>,
    },
}

/// Running text: runs that differ in emphasis or link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    pub runs: Vec<Run>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub emphasis: Emphasis,
    pub link: Option<Url>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Emphasis {
    #[default]
    None,
    Italic,
    Bold,
}

impl Text {
    /// The text alone.
    pub fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Block {
    /// The block as plain text. Figures and embeds are no running text and give none.
    pub fn plain(&self) -> Option<String> {
        match self {
            Block::Paragraph(text)
            | Block::Quote(text)
            | Block::Heading { text, .. }
            | Block::ListItem { text, .. } => Some(text.plain()),
            Block::Code(code) => Some(code.clone()),
            Block::Table(rows) => Some(rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n")),
            Block::Figure { .. } | Block::Embed { .. } => None,
        }
    }
}

impl Body {
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Plain text, a block a line.
    pub fn plain(&self) -> String {
        self.blocks.iter().filter_map(Block::plain).collect::<Vec<_>>().join("\n")
    }
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}
