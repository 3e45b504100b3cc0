//! The page as far as it has been read, in the shape a selector asks about it.
//!
//! A stream knows only open ancestors, yet `:has()`, sibling combinators and text conditions ask
//! about the past and the future. So the past is kept here, small, and the future is admitted: a
//! node knows whether it is still open, and an answer that hangs on what is to come is "not yet".
//! Nodes are numbered in document order, so a subtree is a range, and so is its text.

use crate::element::Element;

/// The place of a node in document order; not the serial of the stream.
pub type NodeId = u32;

const NONE: u32 = u32::MAX;

#[derive(Debug)]
struct Node {
    serial: u32,
    parent: u32,
    previous: u32,
    next: u32,
    /// Counts the element children of the parent from 1.
    nth: u32,
    /// One past the last descendant; meaningful once closed.
    end: u32,
    open: bool,
    has_text: bool,
    last_child: u32,
    children: u32,
    name: [u32; 2],
    attributes: [u32; 2],
    text: [u32; 2],
}

/// Elements in document order with their attributes and, when asked for, their text.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    stack: Vec<NodeId>,
    strings: String,
    attributes: Vec<[u32; 3]>,
    text: String,
    keep_text: bool,
    last_root: u32,
    roots: u32,
    finished: bool,
}

impl Tree {
    /// An empty page. Text costs a copy, so it is kept only where a rule asks about text.
    pub fn new(keep_text: bool) -> Self {
        Tree {
            keep_text,
            last_root: NONE,
            // What most pages need, so that growing copies little.
            nodes: Vec::with_capacity(1 << 11),
            strings: String::with_capacity(1 << 16),
            attributes: Vec::with_capacity(1 << 12),
            ..Tree::default()
        }
    }

    /// From here on text is kept: for elements opened from now on, all of it.
    pub fn keep_text(&mut self) {
        self.keep_text = true;
    }

    /// A start tag: the new node is a child of the innermost open one.
    pub fn open(&mut self, element: &Element, serial: u32) -> NodeId {
        let id = self.nodes.len() as u32;
        let parent = self.stack.last().copied().unwrap_or(NONE);
        let (previous, nth) = match self.nodes.get_mut(parent as usize) {
            Some(p) => {
                p.children += 1;
                (std::mem::replace(&mut p.last_child, id), p.children)
            }
            None => {
                self.roots += 1;
                (std::mem::replace(&mut self.last_root, id), self.roots)
            }
        };
        if let Some(p) = self.nodes.get_mut(previous as usize) {
            p.next = id;
        }
        let (run, name_end, attributes) = element.run();
        let start = self.strings.len();
        self.strings.push_str(run);
        let name = [start as u32, (start + name_end) as u32];
        let first = self.attributes.len() as u32;
        self.attributes.extend(attributes.iter().map(|places| places.map(|place| (start + place) as u32)));
        let text = self.text.len() as u32;
        self.nodes.push(Node {
            serial,
            parent,
            previous,
            next: NONE,
            nth,
            end: id + 1,
            open: true,
            has_text: false,
            last_child: NONE,
            children: 0,
            name,
            attributes: [first, self.attributes.len() as u32],
            text: [text, text],
        });
        self.stack.push(id);
        id
    }

    /// A text node of the innermost open element.
    pub fn text(&mut self, text: &str) {
        if let Some(&id) = self.stack.last() {
            self.nodes[id as usize].has_text |= !text.is_empty();
        }
        if self.keep_text {
            self.text.push_str(text);
        }
    }

    /// The innermost open element ends.
    pub fn close(&mut self) -> Option<NodeId> {
        let id = self.stack.pop()?;
        let end = self.nodes.len() as u32;
        let node = &mut self.nodes[id as usize];
        node.end = end;
        node.open = false;
        node.text[1] = self.text.len() as u32;
        Some(id)
    }

    /// The page ends: nothing more will come.
    pub fn finish(&mut self) {
        while self.close().is_some() {}
        self.finished = true;
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    pub fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// The stream's own number of this element.
    pub fn serial(&self, id: NodeId) -> u32 {
        self.node(id).serial
    }

    pub fn name(&self, id: NodeId) -> &str {
        let [a, b] = self.node(id).name;
        &self.strings[a as usize..b as usize]
    }

    /// The attributes in source order.
    pub fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&str, &str)> {
        let [a, b] = self.node(id).attributes;
        self.attributes[a as usize..b as usize]
            .iter()
            .map(|&[a, b, c]| (&self.strings[a as usize..b as usize], &self.strings[b as usize..c as usize]))
    }

    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id).find(|(n, _)| *n == name).map(|(_, v)| v)
    }

    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).parent)
    }

    pub fn previous(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).previous)
    }

    /// The next element sibling, if one has come yet.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).next)
    }

    /// The place among the parent's element children, from 1.
    pub fn nth(&self, id: NodeId) -> u32 {
        self.node(id).nth
    }

    pub fn is_open(&self, id: NodeId) -> bool {
        self.node(id).open
    }

    /// May this node still get siblings?
    pub fn may_get_siblings(&self, id: NodeId) -> bool {
        match self.parent(id) {
            Some(parent) => self.is_open(parent),
            None => !self.finished,
        }
    }

    /// The descendants seen so far, in document order.
    pub fn descendants(&self, id: NodeId) -> std::ops::Range<NodeId> {
        id + 1..self.end(id)
    }

    /// The later siblings and all inside them, as far as seen.
    pub fn following(&self, id: NodeId) -> std::ops::Range<NodeId> {
        self.end(id)..self.parent(id).map_or(self.len(), |p| self.end(p))
    }

    fn end(&self, id: NodeId) -> NodeId {
        let node = self.node(id);
        if node.open { self.len() } else { node.end }
    }

    /// Has it neither elements nor text, as far as seen?
    pub fn is_childless(&self, id: NodeId) -> bool {
        let node = self.node(id);
        node.children == 0 && !node.has_text
    }

    /// All text inside, as far as seen; empty if text is not kept.
    pub fn text_of(&self, id: NodeId) -> &str {
        let node = self.node(id);
        let end = if node.open { self.text.len() } else { node.text[1] as usize };
        &self.text[node.text[0] as usize..end]
    }
}

fn some(id: u32) -> Option<u32> {
    (id != NONE).then_some(id)
}
