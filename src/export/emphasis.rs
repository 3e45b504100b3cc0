//! Emphasis in Markdown, which is a guess of the reader's program by the characters around it.
//!
//! By CommonMark's [rules](https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis) a `**`
//! opens only before a letter or after a border, so `**“So”**he` would show its stars. Where the
//! rules would not see an emphasis we leave it out: the words matter, the stars must not show.

use crate::body::{Emphasis, Run, Text};

/// Writes running text; `write` writes one run without its emphasis.
pub fn markdown(text: &Text, write: impl Fn(&Run) -> String) -> String {
    let mut pieces: Vec<(Emphasis, String)> = Vec::new();
    for run in &text.runs {
        let written = write(run);
        match pieces.last_mut() {
            // Emphasis that differs only in its links is one emphasis.
            Some((emphasis, piece)) if *emphasis == run.emphasis => piece.push_str(&written),
            _ => pieces.push((run.emphasis, written)),
        }
    }
    let mut out = String::new();
    let mut marked = false;
    for index in 0..pieces.len() {
        let (emphasis, piece) = &pieces[index];
        let after = pieces.get(index + 1).and_then(|(_, piece)| piece.chars().next());
        let inner = piece.trim();
        let start = piece.len() - piece.trim_start().len();
        let (lead, trail) = (&piece[..start], &piece[start + inner.len()..]);
        let mark = match emphasis {
            Emphasis::None => "",
            Emphasis::Italic => "*",
            Emphasis::Bold => "**",
        };
        let before = out.chars().next_back().filter(|_| lead.is_empty());
        let after = after.filter(|_| trail.is_empty());
        let touches = lead.is_empty() && marked;
        if mark.is_empty() || inner.is_empty() || touches || !opens(before, inner) || !closes(inner, after) {
            out.push_str(piece);
            marked = false;
        } else {
            out.extend([lead, mark, inner, mark, trail]);
            marked = trail.is_empty();
        }
    }
    out.trim().to_owned()
}

/// The mark before `inner` is left-flanking.
fn opens(before: Option<char>, inner: &str) -> bool {
    let first = inner.chars().next().unwrap_or(' ');
    !punctuation(first) || before.is_none_or(border)
}

/// The mark after `inner` is right-flanking.
fn closes(inner: &str, after: Option<char>) -> bool {
    let last = inner.chars().next_back().unwrap_or(' ');
    !punctuation(last) || after.is_none_or(border)
}

fn border(c: char) -> bool {
    c.is_whitespace() || punctuation(c)
}

/// Whatever is no letter, mark or digit; a symbol more than the standard counts does no harm.
fn punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(runs: &[(&str, Emphasis)]) -> String {
        let runs =
            runs.iter().map(|&(text, emphasis)| Run { text: text.into(), emphasis, link: None }).collect();
        markdown(&Text { runs }, |run| run.text.clone())
    }

    #[test]
    fn marks_stand_where_they_are_seen() {
        use Emphasis::{Bold, Italic, None};
        assert_eq!(written(&[("a ", None), (" b ", Italic), ("c", None)]), "a  *b* c");
        assert_eq!(written(&[("“So”", Bold), ("he", None)]), "“So”he");
        assert_eq!(written(&[("“So”", Bold), (" he", None)]), "**“So”** he");
        assert_eq!(written(&[("a", Bold), ("b", Italic)]), "**a**b");
        assert_eq!(written(&[("a", Bold), ("b", Bold)]), "**ab**");
    }
}
