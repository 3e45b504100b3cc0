//! Reading the broken JSON that sites publish.
//!
//! Seen in the wild: CDATA and comment wrappers, raw line breaks inside strings, trailing commas,
//! a semicolon at the end, unescaped quotes, single quotes, values that break off. Well-formed
//! JSON never comes near the mending; mended text is read by the same strict parser.

use serde_json::Value;

/// All values of a block, in order; none where nothing can be made of it.
pub fn read(text: &str) -> Vec<Value> {
    let text = unwrap(text);
    if text.is_empty() {
        return Vec::new();
    }
    let strict = values(text);
    if !strict.is_empty() {
        return strict;
    }
    let decoded;
    let text = if text.contains("&quot;") && !text.contains('"') {
        decoded = html_escape::decode_html_entities(text).into_owned();
        decoded.as_str()
    } else {
        text
    };
    values(&mend(text))
}

/// As many values as stand one after another before the first fault.
fn values(text: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(text).into_iter::<Value>().map_while(Result::ok).take(100).collect()
}

/// Drops what stands around the value: comments, CDATA marks, an assignment's semicolon.
fn unwrap(text: &str) -> &str {
    let start = text.find(['{', '[']).unwrap_or(text.len());
    // `<![CDATA[` has a bracket of its own.
    let start = match text[start..].strip_prefix("[CDATA[") {
        Some(rest) => rest.find(['{', '[']).map_or(text.len(), |i| text.len() - rest.len() + i),
        None => start,
    };
    let text = &text[start..];
    let end = text.rfind(['}', ']']).map_or(text.len(), |i| i + 1);
    let end = match text[..end].strip_suffix("]]").or(text[..end].strip_suffix("]")) {
        Some(rest) if text[end..].starts_with('>') => rest.rfind(['}', ']']).map_or(end, |i| i + 1),
        _ => end,
    };
    &text[..end]
}

/// One pass over the signs; each goes out as it is, mended or not at all.
fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut open: Vec<char> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let rest = &text[i + c.len_utf8()..];
        match c {
            '"' | '\'' => {
                need_comma(&mut out);
                out.push('"');
                let mut escaped = false;
                for (j, d) in chars.by_ref() {
                    let after = &text[j + d.len_utf8()..];
                    if escaped {
                        escaped = false;
                        match d {
                            '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => out.extend(['\\', d]),
                            'u' if after.len() >= 4
                                && after.as_bytes()[..4].iter().all(u8::is_ascii_hexdigit) =>
                            {
                                out.push_str("\\u");
                            }
                            d if d.is_control() => out.push(' '),
                            d => out.push(d),
                        }
                    } else if d == '\\' {
                        escaped = true;
                    } else if d == c {
                        if ends_string(after) {
                            break;
                        }
                        out.push_str(if d == '"' { "\\\"" } else { "'" });
                    } else if d == '"' {
                        out.push_str("\\\"");
                    } else if d.is_control() {
                        out.push(' ');
                    } else {
                        out.push(d);
                    }
                }
                out.push('"');
            }
            '/' if rest.starts_with('/') => while chars.next_if(|(_, d)| *d != '\n').is_some() {},
            '/' if rest.starts_with('*') => {
                let end = rest.find("*/").map_or(text.len(), |e| i + 1 + e + 2);
                while chars.next_if(|(j, _)| *j < end).is_some() {}
            }
            '{' | '[' => {
                need_comma(&mut out);
                open.push(if c == '{' { '}' } else { ']' });
                out.push(c);
            }
            '}' | ']' => {
                drop_comma(&mut out);
                if open.pop().is_none() {
                    break;
                }
                out.push(c);
                if open.is_empty() {
                    break;
                }
            }
            ',' => {
                let last = out.trim_end().chars().next_back();
                if !matches!(last, Some(',' | '{' | '[' | ':')) {
                    out.push(',');
                }
            }
            'u' if rest.starts_with("ndefined") => {
                out.push_str("null");
                chars.nth("ndefined".len() - 1);
            }
            'N' if rest.starts_with("aN") => {
                out.push_str("null");
                chars.nth(1);
            }
            // One blank is enough, and keeps looking back for a comma short.
            c if c.is_control() || c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    if out.trim_end().ends_with(':') {
        out.push_str("null");
    }
    while let Some(bracket) = open.pop() {
        drop_comma(&mut out);
        out.push(bracket);
    }
    out
}

/// Does a quote end its string here? Only if what follows can follow a string.
fn ends_string(after: &str) -> bool {
    let after = after.trim_start();
    match after.chars().next() {
        None | Some(':' | '}' | ']') => true,
        Some(',') => {
            let next = after[1..].trim_start().chars().next();
            matches!(
                next,
                None | Some(
                    '"' | '\'' | '{' | '[' | '}' | ']' | '-' | '0'..='9' | 't' | 'f' | 'n' | ',' | '/'
                )
            )
        }
        // A comma was forgotten between two members.
        Some('"') => after[1..].split_once('"').is_some_and(|(_, rest)| rest.trim_start().starts_with(':')),
        _ => false,
    }
}

fn need_comma(out: &mut String) {
    if matches!(out.trim_end().chars().next_back(), Some('}' | ']' | '"')) {
        out.push(',');
    }
}

fn drop_comma(out: &mut String) {
    let end = out.trim_end().len();
    if out[..end].ends_with(',') {
        out.truncate(end - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headline(text: &str) -> Option<String> {
        read(text).first()?.get("headline")?.as_str().map(str::to_owned)
    }

    #[test]
    fn wrappers_come_off() {
        for text in [
            "//<![CDATA[\n{\"headline\":\"A\"}\n//]]>",
            "/* <![CDATA[ */ {\"headline\":\"A\"} /* ]]> */",
            "<!-- {\"headline\":\"A\"} -->",
            "window.ld = {\"headline\":\"A\"};",
            "<![CDATA[{\"headline\":\"A\"}]]>",
        ] {
            assert_eq!(headline(text).as_deref(), Some("A"), "{text}");
        }
    }

    #[test]
    fn faults_are_mended() {
        for text in [
            "{\"headline\":\"A\",}",
            "{\"k\":[\"a\",\"b\",],\"headline\":\"A\"}",
            "{\"d\":\"two\nlines\",\"headline\":\"A\"}",
            "{\"headline\":\"A\"}}",
            "{\"headline\":\"A\" \"d\":\"x\"}",
            "{'headline':'A'}",
            "{\"d\":\"it\\'s\",\"headline\":\"A\"}",
            "{\"d\": undefined, \"headline\":\"A\"}",
            "{\"headline\":\"A\", // the title\n \"d\":1}",
            "{\"headline\":\"A\",\"d\":\"breaks off",
            "{\"d\":\"he said \"no\" twice\",\"headline\":\"A\"}",
            "{&quot;headline&quot;:&quot;A&quot;}",
        ] {
            assert_eq!(headline(text).as_deref(), Some("A"), "{text}");
        }
    }

    #[test]
    fn nothing_comes_of_nothing() {
        for text in ["", "   ", "plain words", "{", "[", "}", "]]>"] {
            assert!(read(text).iter().all(|v| v.get("headline").is_none()), "{text}");
        }
    }

    #[test]
    fn a_million_brackets_pass() {
        assert!(read(&"[".repeat(1_000_000)).is_empty());
        assert!(read(&"\"{".repeat(300_000)).len() <= 1);
        assert!(read(&", ".repeat(1_000_000)).is_empty());
        assert!(read(&format!("[{}", ", ".repeat(1_000_000))).len() <= 1);
    }
}
