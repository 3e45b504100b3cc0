//! The words that all rooms share: an element, its open ancestors, text, the close.
//!
//! The parser's own types stop at `stream/`. What the listeners see is decoded text with its
//! character references resolved, names in lower case, and the path of open elements. A listener
//! that keeps anything copies it: the buffers behind these types are used again for the next tag.

/// A start tag: its name and its attributes, decoded.
#[derive(Debug, Default, Clone)]
pub struct Element {
    // One buffer for the name and all attributes, so that a tag costs no allocation once warm.
    text: String,
    name_end: usize,
    attributes: Vec<[usize; 3]>,
}

impl Element {
    /// Starts over with another name. Names are lower case, as HTML parsers give them.
    pub fn reset(&mut self, name: &str) {
        self.text.clear();
        self.attributes.clear();
        self.text.push_str(name);
        self.name_end = self.text.len();
    }

    /// Adds an attribute; `name` in lower case, `value` with its references resolved.
    /// The first attribute of a name wins, as in the HTML standard.
    pub fn push_attribute(&mut self, name: &str, value: &str) {
        if self.attr(name).is_some() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(name);
        let middle = self.text.len();
        self.text.push_str(value);
        self.attributes.push([start, middle, self.text.len()]);
    }

    /// The local name, in lower case.
    pub fn name(&self) -> &str {
        &self.text[..self.name_end]
    }

    /// The value of an attribute; `name` in lower case. An attribute without a value is `""`.
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attributes().find(|(n, _)| *n == name).map(|(_, v)| v)
    }

    /// All attributes in source order.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|&[a, b, c]| (&self.text[a..b], &self.text[b..c]))
    }

    /// Name and attributes in one run of text: where the name ends, and where each attribute's name
    /// begins, its value begins and ends. For who keeps many elements and must be quick about it.
    pub(crate) fn run(&self) -> (&str, usize, &[[usize; 3]]) {
        (&self.text, self.name_end, &self.attributes)
    }

    /// The `id`, if there is one and it is not empty.
    pub fn id(&self) -> Option<&str> {
        self.attr("id").filter(|id| !id.is_empty())
    }

    /// The tokens of `class`.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.attr("class").unwrap_or_default().split_ascii_whitespace()
    }

    /// Does `class` hold this token? Case counts.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes().any(|c| c == class)
    }

    /// The shortest selector that a reader would recognise: `div#slot-top`, `section.gate`.
    pub fn selector(&self) -> String {
        let mut out = self.name().to_owned();
        match (self.id(), self.classes().next()) {
            (Some(id), _) => {
                out.push('#');
                out.push_str(id);
            }
            (None, Some(class)) => {
                out.push('.');
                out.push_str(class);
            }
            (None, None) => {}
        }
        out
    }
}

/// HTML elements that never have content.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// An element whose end has not been seen yet.
#[derive(Debug, Default, Clone)]
pub struct Open {
    pub element: Element,
    /// Counts start tags from 0 in document order; names the element for the length of a pass.
    pub serial: u32,
}

/// How far outwards an element is looked at; browsers themselves nest no deeper than 512.
const NEAR: usize = 128;

/// The open elements, outermost first. Never empty while a listener is called.
#[derive(Debug, Default)]
pub struct Path {
    // Slots past `depth` keep their buffers for the next element.
    slots: Vec<Open>,
    depth: usize,
}

impl Path {
    /// The element that the event is about: just opened, holding the text, or about to close.
    pub fn current(&self) -> &Open {
        &self.slots[self.depth - 1]
    }

    /// The parent of [`current`](Self::current).
    pub fn parent(&self) -> Option<&Open> {
        self.depth.checked_sub(2).map(|i| &self.slots[i])
    }

    /// The open elements from the current one outwards, the nearest [`NEAR`] of them: a page that
    /// never closes its tags must not make each later element cost as many looks.
    pub fn inside_out(&self) -> impl DoubleEndedIterator<Item = &Open> {
        self.slots[self.depth.saturating_sub(NEAR)..self.depth].iter().rev()
    }

    /// Does [`inside_out`](Self::inside_out) reach the outermost element?
    pub fn is_near(&self) -> bool {
        self.depth <= NEAR
    }

    /// Is an element of this name open and near, the current one included?
    pub fn within(&self, name: &str) -> bool {
        self.inside_out().any(|open| open.element.name() == name)
    }

    pub fn depth(&self) -> usize {
        self.depth
    }

    pub fn is_empty(&self) -> bool {
        self.depth == 0
    }

    /// Opens an element and hands out its buffer to be filled.
    pub fn push(&mut self, serial: u32) -> &mut Element {
        if self.depth == self.slots.len() {
            self.slots.push(Open::default());
        }
        self.depth += 1;
        let open = &mut self.slots[self.depth - 1];
        open.serial = serial;
        &mut open.element
    }

    pub fn pop(&mut self) {
        self.depth -= 1;
    }
}
