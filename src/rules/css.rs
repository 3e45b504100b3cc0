//! The site's own rules as a stylesheet, in effect before the first paint.
//!
//! One block per rule: a browser drops a whole block for one selector it does not know. What is
//! printed comes from the parsed selector and checked declarations, so no list can smuggle in more.

use super::{Action, PageRules};
use std::fmt::Write;

impl PageRules {
    /// The rules that name this site and that a stylesheet can express.
    pub fn css(&self) -> String {
        let mut css = String::new();
        for rule in self.own.iter().filter(|rule| rule.specific && rule.parsed.selector.is_css()) {
            let declarations = match rule.action {
                Action::Hide | Action::Remove => "display: none !important",
                Action::Style => self.declarations(rule.id),
                Action::Html => continue,
            };
            // Writing to a String cannot fail.
            let _ = writeln!(css, "{} {{ {declarations}; }}", rule.parsed.selector);
        }
        css
    }
}
