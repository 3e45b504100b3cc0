//! A citation template of the English Wikipedia:
//! [`{{cite news}}`](https://en.wikipedia.org/wiki/Template:Cite_news), and `{{cite web}}` for
//! what is no paper's article.
//!
//! A pipe in a field is a new parameter, two braces end the template, two apostrophes change the
//! type, three tildes sign with the editor's name. All become character references.

use crate::article::{Article, Date};

use super::{
    Context,
    citation::month,
    name::Name,
    record::{Kind, Record},
};

/// The template in one line.
pub fn wiki(article: &Article, context: &Context) -> String {
    let record = Record::of(article, context);
    let news = matches!(record.kind, Kind::News | Kind::Journal);
    let mut out = String::from(if news { "{{cite news" } else { "{{cite web" });
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&format!(" |{name}={value}"));
        }
    };
    let text = |value: &Option<String>| value.as_deref().map(escape).unwrap_or_default();
    for (names, last, first, whole) in [
        (&record.authors, "last", "first", "author"),
        (&record.editors, "editor-last", "editor-first", "editor"),
        (&record.translators, "translator-last", "translator-first", "translator"),
    ] {
        for (index, name) in names.iter().enumerate() {
            let number = index + 1;
            match name {
                Name::Whole(name) => put(&format!("{whole}{number}"), &escape(name)),
                Name::Person { given, suffix, .. } => {
                    put(&format!("{last}{number}"), &escape(&name.family()));
                    let given = if suffix.is_empty() { given.clone() } else { format!("{given} {suffix}") };
                    put(&format!("{first}{number}"), &escape(&given));
                }
            }
        }
    }
    put("date", &record.issued.map(day).unwrap_or_default());
    put("title", &text(&record.title));
    put("url", &record.url.as_deref().map(address).unwrap_or_default());
    put(if news { "work" } else { "website" }, &text(&record.container));
    put("language", record.language.as_deref().filter(|tag| !tag.starts_with("en")).unwrap_or_default());
    put("doi", &text(&record.doi));
    put("issn", &text(&record.issn));
    if record.url.is_some() {
        put("access-date", &record.accessed.map(day).unwrap_or_default());
    }
    out + "}}\n"
}

/// `11 November 2025`, `November 2025` or `2025`.
fn day(date: Date) -> String {
    let month = date.month.and_then(month);
    match (month, date.day) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year),
        (Some(month), None) => format!("{month} {}", date.year),
        (None, _) => date.year.to_string(),
    }
}

/// Text in which no character means anything to the wiki.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let live = match c {
            '|' | '{' | '}' | '[' | ']' | '<' | '>' | '~' => true,
            '\'' | '_' => rest.starts_with(c),
            ':' => rest.starts_with("//"),
            '&' => names_a_character(rest),
            _ => false,
        };
        if live {
            out.push_str(&format!("&#{};", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a reader would take `&` and this for a character reference.
fn names_a_character(rest: &str) -> bool {
    let name = rest.bytes().take(32).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '|' | '{' | '}' | '[' | ']' | '<' | '>' | '\'' | '~' => {
                out.push_str(&format!("%{:02X}", c as u32))
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_means_anything() {
        assert_eq!(escape("a|b}}{{c"), "a&#124;b&#125;&#125;&#123;&#123;c");
        assert_eq!(
            escape("''x'' ~~~~ [[y]]"),
            "&#39;'x&#39;' &#126;&#126;&#126;&#126; &#91;&#91;y&#93;&#93;"
        );
        assert_eq!(escape("AT&T &amp; Don't"), "AT&T &#38;amp; Don't");
        assert_eq!(escape("<ref>http://a"), "&#60;ref&#62;http&#58;//a");
        assert_eq!(address("https://a.org/?a=[b]|c"), "https://a.org/?a=%5Bb%5D%7Cc");
    }
}
