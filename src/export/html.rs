//! The article as one clean HTML file: its metadata in the head, its text in the body, nothing
//! that loads or runs.
//!
//! Built from the typed blocks alone, every text escaped, every address checked; no markup of the
//! page is ever copied. The content security policy says the same to the browser again.

use html_escape::{encode_double_quoted_attribute as attribute, encode_text};
use url::Url;

use crate::{
    article::Article,
    body::{Block, Emphasis, Text},
};

use super::{Context, dublin_core, field, jsonld, record::Record, text::byline};

const STYLE: &str = "body{max-width:38em;margin:2em auto;padding:0 1em;font:1.1em/1.5 Georgia,serif}\
h1{line-height:1.2}figure{margin:1em 0;font-size:.9em}blockquote{margin-inline:1em;font-style:italic}\
pre{overflow:auto}td{border:1px solid;padding:.2em .5em}footer{margin-top:2em;font-size:.9em}";

/// A whole document.
pub fn html(article: &Article, context: &Context) -> String {
    let record = Record::of(article, context);
    let title = record.title.as_deref().unwrap_or_default();
    let link =
        |url: &str| format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", attribute(url), encode_text(url));
    let mut out = String::from("<!DOCTYPE html>\n");
    out.push_str(&match record.language.as_deref() {
        Some(tag) => format!("<html lang=\"{tag}\" dir=\"{}\">\n", direction(tag)),
        None => "<html>\n".to_owned(),
    });
    out.push_str(
        "<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n",
    );
    out.push_str(&format!("<title>{}</title>\n", encode_text(title)));
    out.extend(
        record.url.as_deref().map(|url| format!("<link rel=\"canonical\" href=\"{}\">\n", attribute(url))),
    );
    out.push_str(&dublin_core::dublin_core(article, context));
    out.push_str(&format!(
        "<script type=\"application/ld+json\">\n{}</script>\n<style>{STYLE}</style>\n</head>\n<body>\n<article>\n",
        jsonld::json_ld(article, context)
    ));
    if !title.is_empty() {
        out.push_str(&format!("<h1 dir=\"auto\">{}</h1>\n", encode_text(title)));
    }
    out.extend(
        record.summary.as_deref().map(|text| format!("<p dir=\"auto\"><em>{}</em></p>\n", encode_text(text))),
    );
    let by = byline(&record);
    if !by.is_empty() {
        out.push_str(&format!("<p dir=\"auto\"><small>{}</small></p>\n", encode_text(&by)));
    }
    out.push_str(&fragment(article));
    out.push_str("</article>\n");
    out.extend(record.url.as_deref().map(|url| format!("<footer>{}</footer>\n", link(url))));
    out + "</body>\n</html>\n"
}

/// The article's text alone, as safe to insert as text: for the reader view and the clipboard.
pub fn fragment(article: &Article) -> String {
    let mut out = String::new();
    let mut lists = Lists::default();
    for block in &article.body.blocks {
        if let Block::ListItem { ordered, depth, text } = block {
            lists.item(&mut out, *ordered, *depth);
            out.push_str(&inline(text));
        } else {
            lists.close(&mut out, 0);
            out.extend(written(block).map(|html| html + "\n"));
        }
    }
    lists.close(&mut out, 0);
    out
}

fn written(block: &Block) -> Option<String> {
    Some(match block {
        Block::Paragraph(text) => format!("<p dir=\"auto\">{}</p>", inline(text)),
        Block::Heading { level, text } => {
            let level = (*level).clamp(2, 6);
            format!("<h{level} dir=\"auto\">{}</h{level}>", inline(text))
        }
        Block::Quote(text) => format!("<blockquote dir=\"auto\">{}</blockquote>", inline(text)),
        Block::Code(code) => format!("<pre><code>{}</code></pre>", encode_text(&field::lines(code))),
        Block::Table(rows) => {
            let cell = |cell: &String| format!("<td dir=\"auto\">{}</td>", encode_text(&field::line(cell)));
            let row = |row: &Vec<String>| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>());
            format!("<table>{}</table>", rows.iter().map(row).collect::<String>())
        }
        Block::Figure { image, alt, caption, credit } => {
            figure(image.as_ref(), alt, caption.as_ref(), credit)?
        }
        Block::Embed { url, title } => {
            let url = field::web(url)?;
            let title = field::some(title.as_deref()).unwrap_or_else(|| url.clone());
            format!("<p dir=\"auto\">{}</p>", anchor(&url, &encode_text(&title)))
        }
        _ => return None,
    })
}

/// A picture is a link: the file loads nothing by itself.
fn figure(
    image: Option<&Url>,
    alt: &Option<String>,
    caption: Option<&Text>,
    credit: &Option<String>,
) -> Option<String> {
    let alt = field::some(alt.as_deref());
    let image =
        image.and_then(field::web).map(|url| anchor(&url, &encode_text(alt.as_deref().unwrap_or(&url))));
    let caption = caption.map(inline).filter(|caption| !caption.is_empty());
    let credit =
        field::some(credit.as_deref()).map(|credit| format!("<small>{}</small>", encode_text(&credit)));
    let under: Vec<String> = [caption, credit].into_iter().flatten().collect();
    if image.is_none() && under.is_empty() {
        return None;
    }
    let under = match under.join(" ") {
        text if text.is_empty() => text,
        text => format!("<figcaption dir=\"auto\">{text}</figcaption>"),
    };
    Some(format!("<figure>{}{under}</figure>", image.unwrap_or_default()))
}

fn inline(text: &Text) -> String {
    let mut out = String::new();
    for run in &text.runs {
        let escaped = encode_text(&field::lines(&run.text)).replace('\n', "<br>");
        let linked = match run.link.as_ref().and_then(field::link) {
            Some(url) => anchor(&url, &escaped),
            None => escaped,
        };
        out.push_str(&match run.emphasis {
            Emphasis::None => linked,
            Emphasis::Italic => format!("<em>{linked}</em>"),
            Emphasis::Bold => format!("<strong>{linked}</strong>"),
        });
    }
    out
}

/// `inner` is escaped already.
fn anchor(url: &str, inner: &str) -> String {
    format!("<a href=\"{}\" rel=\"noreferrer\">{inner}</a>", attribute(url))
}

/// Writing direction, by the language's usual script or the script its tag names.
pub fn direction(tag: &str) -> &'static str {
    const RIGHT_TO_LEFT: &[&str] =
        &["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    match parts.find(|part| part.len() == 4).map(str::to_ascii_lowercase).as_deref() {
        Some("arab" | "hebr" | "syrc" | "thaa") => "rtl",
        Some(_) => "ltr",
        None if RIGHT_TO_LEFT.contains(&language.as_str()) => "rtl",
        None => "ltr",
    }
}

/// Open lists, outermost first; each has an open item.
#[derive(Default)]
struct Lists {
    open: Vec<bool>,
}

impl Lists {
    fn item(&mut self, out: &mut String, ordered: bool, depth: u8) {
        let depth = usize::from(depth).min(self.open.len());
        self.close(out, depth + 1);
        if self.open.get(depth).is_some_and(|open| *open != ordered) {
            self.close(out, depth);
        }
        if self.open.len() > depth {
            out.push_str("</li>\n<li dir=\"auto\">");
        } else {
            out.push_str(if ordered { "<ol>\n<li dir=\"auto\">" } else { "<ul>\n<li dir=\"auto\">" });
            self.open.push(ordered);
        }
    }

    /// Closes lists until `depth` are left.
    fn close(&mut self, out: &mut String, depth: usize) {
        while self.open.len() > depth {
            out.push_str(if self.open.pop() == Some(true) { "</li>\n</ol>\n" } else { "</li>\n</ul>\n" });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Body, Run};

    fn text(text: &str) -> Text {
        Text { runs: vec![Run { text: text.into(), ..Run::default() }] }
    }

    #[test]
    fn lists_nest_and_close() {
        let item = |ordered, depth, t: &str| Block::ListItem { ordered, depth, text: text(t) };
        let blocks = vec![
            item(false, 0, "a"),
            item(true, 1, "b"),
            item(false, 0, "c"),
            item(true, 0, "d"),
            Block::Quote(text("q")),
        ];
        let html = fragment(&Article { body: Body { blocks }, ..Article::default() });
        let flat = html.replace('\n', "").replace(" dir=\"auto\"", "");
        assert_eq!(
            flat,
            "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul><ol><li>d</li></ol><blockquote>q</blockquote>"
        );
    }

    #[test]
    fn scripts_decide_the_direction() {
        assert_eq!(
            [direction("ar-EG"), direction("en"), direction("az-Arab"), direction("he")],
            ["rtl", "ltr", "rtl", "rtl"]
        );
    }
}
