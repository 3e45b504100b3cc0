//! A citation as it grows: plain text and the same in HTML, with italics.

use html_escape::{encode_double_quoted_attribute as attribute, encode_text};

/// Both forms of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rich {
    pub plain: String,
    pub html: String,
}

impl Rich {
    pub fn text(&mut self, text: &str) -> &mut Rich {
        self.plain.push_str(text);
        self.html.push_str(&isolated(text));
        self
    }

    pub fn italic(&mut self, text: &str) -> &mut Rich {
        self.plain.push_str(text);
        self.html.push_str(&format!("<i>{}</i>", isolated(text)));
        self
    }

    /// An address, shown as `text`.
    pub fn link(&mut self, url: &str, text: &str) -> &mut Rich {
        self.plain.push_str(text);
        self.html.push_str(&format!("<a href=\"{}\">{}</a>", attribute(url), encode_text(text)));
        self
    }

    pub fn url(&mut self, url: &str) -> &mut Rich {
        self.link(url, url)
    }

    /// Ends a part with a full stop, unless a mark that ends sentences stands there already, alone
    /// or inside quotation marks.
    pub fn stop(&mut self) -> &mut Rich {
        if !ends(&self.plain) && !self.plain.is_empty() {
            self.text(".");
        }
        self
    }

    /// [`Rich::stop`] as Americans set it: inside a quotation that ends here.
    pub fn stop_inside(&mut self, title: &str, italic: bool) {
        let title = match title.strip_suffix('”').filter(|_| !ends(title)) {
            Some(title) => format!("{title}.”"),
            None => title.to_owned(),
        };
        if italic { self.italic(&title) } else { self.text(&title) }.stop();
    }
}

/// Whether a sentence ends here.
pub fn ends(text: &str) -> bool {
    text.trim_end_matches(['’', '”', '"', '»']).ends_with(['.', '?', '!', '…', '。', '？', '！', '؟'])
}

/// Escaped, and where it holds letters that run from right to left, kept from turning the rest.
fn isolated(text: &str) -> String {
    let escaped = encode_text(text);
    let turns = text
        .chars()
        .any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'));
    if turns { format!("<bdi>{escaped}</bdi>") } else { escaped.into_owned() }
}
