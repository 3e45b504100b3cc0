//! JSON-LD scripts: kept as they pass, read at the end.
//!
//! Sites put the blocks anywhere, late in the body too, and refer from one to another by `@id`;
//! so nothing is read before all are there. Stored text is bounded.

use serde_json::Value;

use super::mend;
use crate::element::Open;

/// All blocks of a page together.
const MAX_STORED: usize = 2 * 1024 * 1024;

#[derive(Debug, Default)]
pub struct Scripts {
    blocks: Vec<(String, u32)>,
    listening: bool,
    stored: usize,
}

impl Scripts {
    pub fn open(&mut self, open: &Open) {
        let media_type = open.element.attr("type").unwrap_or_default();
        self.listening = media_type.to_ascii_lowercase().contains("ld+json") && self.blocks.len() < 500;
        if self.listening {
            self.blocks.push((String::new(), open.serial));
        }
    }

    pub fn text(&mut self, text: &str) {
        if self.listening
            && self.stored + text.len() <= MAX_STORED
            && let Some((block, _)) = self.blocks.last_mut()
        {
            block.push_str(text);
            self.stored += text.len();
        }
    }

    pub fn close(&mut self) {
        self.listening = false;
    }

    /// The blocks' values with their elements' serials.
    pub fn parse(self) -> Vec<(Value, u32)> {
        self.blocks
            .into_iter()
            .flat_map(|(text, serial)| mend::read(&text).into_iter().map(move |value| (value, serial)))
            .collect()
    }
}
