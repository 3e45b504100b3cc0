//! A field as every format can carry it: one line, no control characters, no marks that turn the
//! text around it.
//!
//! A line break ends a RIS record, a NUL ends a C string, and an unclosed right-to-left override
//! (U+202E) reverses whatever the reader's program shows next. Marks that a script needs (joiners,
//! U+200E, U+200F, U+061C) change nothing outside their field and stay.

use url::Url;

/// One line: white space and line breaks become single spaces, what cannot be shown is left out.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if breaks(c) {
            space = true;
        } else if !hidden(c) {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            out.push(c);
        }
    }
    out
}

/// [`line`], and none where nothing is left.
pub fn some(text: Option<&str>) -> Option<String> {
    text.map(line).filter(|text| !text.is_empty())
}

/// Several lines: as [`line`], but line breaks stay (as `\n`), and so does indentation.
pub fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push('\t'),
            c if hidden(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Runs of spaces and tabs become one space, at the ends too; nothing else changes.
pub fn spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' if out.ends_with(' ') => {}
            '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A web address that may be written into a file: `http` or `https`, without a password. All
/// else (`javascript:`, `data:`, `file:`) is no address of an article.
pub fn web(url: &Url) -> Option<String> {
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    if url.username().is_empty() && url.password().is_none() {
        return Some(url.as_str().to_owned());
    }
    let mut url = url.clone();
    url.set_username("").and_then(|()| url.set_password(None)).ok()?;
    Some(url.into())
}

/// Where a link in the text may lead: [`web`], or a plain mail address.
pub fn link(url: &Url) -> Option<String> {
    if url.scheme() == "mailto" && url.query().is_none() {
        return Some(url.as_str().to_owned());
    }
    web(url)
}

/// Ends a line or separates words. A no-break space is text (French sets it before `?`) and stays.
fn breaks(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Control characters, bidi embeddings, overrides and isolates, the byte order mark, and
/// the code points that no XML or JSON reader need accept.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line("  a\r\n\tb\u{2028}c\u{0}d  "), "a b cd");
        assert_eq!(line("\u{b}\u{0}\n"), "");
    }

    #[test]
    fn marks_that_turn_other_text_go_and_marks_that_scripts_need_stay() {
        assert_eq!(line("a\u{202e}b\u{2067}c\u{feff}"), "abc");
        assert_eq!(line("می\u{200c}شود \u{200f}👩\u{200d}🔬"), "می\u{200c}شود \u{200f}👩\u{200d}🔬");
        assert_eq!(line("Pourquoi\u{a0}?"), "Pourquoi\u{a0}?");
    }

    #[test]
    fn lines_keep_their_breaks() {
        assert_eq!(lines("a\r\n  b\rc\u{0}\u{202e}"), "a\n  b\nc");
    }

    #[test]
    fn only_web_addresses_without_secrets() {
        let web = |text: &str| web(&Url::parse(text).unwrap());
        assert_eq!(web("https://me:secret@example.org/a"), Some("https://example.org/a".into()));
        for bad in
            ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "blob:https://example.org/1"]
        {
            assert_eq!(web(bad), None, "{bad}");
        }
    }
}
