//! The sink that can keep bytes back.
//!
//! When a start-tag handler runs, everything before that tag is already here, and nothing of the
//! tag is. So an element's range is known from positions alone: it begins at the length of the
//! stream when it opens, and ends at the length when the next thing begins after its end tag.
//! What may yet be cut is not let out; what is cut never leaves. lol_html itself changes nothing,
//! so positions in its output are positions in the page.

use std::ops::Range;

/// Byte positions count from the beginning of the page.
#[derive(Debug, Default)]
pub(super) struct Hold {
    held: Vec<u8>,
    /// The position of `held[0]`.
    start: usize,
    /// In order of position, apart from each other; none begins before `start`.
    edits: Vec<Edit>,
    /// The most bytes that were ever kept back between two writes.
    pub peak: usize,
}

#[derive(Debug)]
struct Edit {
    range: Range<usize>,
    /// `None` cuts; `Some` is the new value of an attribute.
    value: Option<Vec<u8>>,
}

impl Hold {
    pub fn push(&mut self, bytes: &[u8]) {
        self.held.extend_from_slice(bytes);
    }

    /// How many bytes have come so far.
    pub fn position(&self) -> usize {
        self.start + self.held.len()
    }

    /// The position of the first byte that has not been let out.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Cuts a range out. Edits within it go with it. The range must still be held.
    pub fn cut(&mut self, range: Range<usize>) {
        debug_assert!(range.start >= self.start && range.end <= self.position());
        let first = self.edits.partition_point(|edit| edit.range.start < range.start);
        let after = self.edits.partition_point(|edit| edit.range.start < range.end);
        self.edits.splice(first..after, [Edit { range, value: None }]);
    }

    /// Gives an attribute another value; `range` is the old value without its quotes, in the tag
    /// that is about to arrive.
    pub fn set_value(&mut self, range: Range<usize>, value: Vec<u8>) {
        self.edits.push(Edit { range, value: Some(value) });
    }

    /// Lets everything before `until` out.
    pub fn release(&mut self, until: usize, out: &mut Vec<u8>) {
        let end = until.clamp(self.start, self.position());
        let mut at = self.start;
        let due = self.edits.partition_point(|edit| edit.range.end <= end);
        for edit in self.edits.drain(..due) {
            out.extend_from_slice(&self.held[at - self.start..edit.range.start - self.start]);
            if let Some(value) = edit.value {
                // A bare value may turn empty, and then needs quotes to stay a value.
                let before = edit.range.start.checked_sub(self.start + 1).map(|i| self.held[i]);
                let quotes: &[u8] = if matches!(before, Some(b'"' | b'\'')) { b"" } else { b"\"" };
                out.extend_from_slice(quotes);
                out.extend_from_slice(&value);
                out.extend_from_slice(quotes);
            }
            at = edit.range.end;
        }
        // An edit that reaches past the end waits, and so do the bytes it belongs to.
        let end = self.edits.first().map_or(end, |edit| end.min(edit.range.start));
        if end > at {
            out.extend_from_slice(&self.held[at - self.start..end - self.start]);
            at = end;
        }
        self.held.drain(..at - self.start);
        self.start = at;
        self.peak = self.peak.max(self.held.len());
    }

    /// Lets everything out, edits that are complete applied.
    pub fn release_all(&mut self, out: &mut Vec<u8>) {
        let position = self.position();
        self.edits.retain(|edit| edit.range.end <= position);
        self.release(position, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(bytes: &[u8]) -> Hold {
        let mut hold = Hold::default();
        hold.push(bytes);
        hold
    }

    #[test]
    fn an_outer_cut_takes_inner_edits_with_it() {
        let mut hold = hold(b"ab<<cd>>ef");
        hold.cut(4..6);
        hold.cut(2..8);
        let mut out = vec![];
        hold.release_all(&mut out);
        assert_eq!(out, b"abef");
    }

    #[test]
    fn what_is_awaited_stays() {
        let mut hold = hold(b"abcdef");
        let mut out = vec![];
        hold.release(2, &mut out);
        assert_eq!((out.as_slice(), hold.position(), hold.peak), (&b"ab"[..], 6, 4));
        hold.cut(3..5);
        hold.release_all(&mut out);
        assert_eq!(out, b"abcf");
    }

    #[test]
    fn a_value_keeps_or_gets_its_quotes() {
        for (tag, want) in [("<p class='x'>", "<p class=''>"), ("<p class=x>", "<p class=\"\">")] {
            let mut hold = Hold::default();
            let at = tag.find('x').unwrap();
            hold.set_value(at..at + 1, vec![]);
            hold.push(tag.as_bytes());
            let mut out = vec![];
            hold.release_all(&mut out);
            assert_eq!(String::from_utf8(out).unwrap(), want);
        }
    }
}
