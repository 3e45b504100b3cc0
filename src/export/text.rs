//! The article as plain text: headline, byline, text, source.

use crate::{
    article::{Article, Date},
    body::Block,
};

use super::{Context, field, name::Name, record::Record};

/// Paragraphs between empty lines.
pub fn text(article: &Article, context: &Context) -> String {
    let record = Record::of(article, context);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(record.title.clone());
    parts.extend(record.summary.clone());
    parts.extend(Some(byline(&record)).filter(|line| !line.is_empty()));
    let mut in_list = false;
    for block in &article.body.blocks {
        let item = matches!(block, Block::ListItem { .. });
        let Some(text) = plain(block).filter(|text| !text.trim().is_empty()) else { continue };
        match parts.last_mut() {
            // The items of a list stand together.
            Some(last) if item && in_list => {
                last.push('\n');
                last.push_str(&text);
            }
            _ => parts.push(text),
        }
        in_list = item;
    }
    parts.extend(record.url);
    parts.join("\n\n") + "\n"
}

/// `Jack Grove · Times Higher Education · 2025-11-11`, in no language.
pub fn byline(record: &Record) -> String {
    let names: Vec<String> = record.authors.iter().map(Name::running).collect();
    let date = record.issued.map(|date| Date { time: None, ..date }.to_string());
    let parts = [Some(names.join(", ")), record.container.clone(), date];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn plain(block: &Block) -> Option<String> {
    Some(match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => field::lines(&text.plain()),
        Block::ListItem { depth, text, .. } => {
            format!("{}- {}", "  ".repeat(usize::from(*depth).min(8)), field::line(&text.plain()))
        }
        Block::Quote(text) => format!("> {}", field::lines(&text.plain()).replace('\n', "\n> ")),
        Block::Figure { caption, credit, alt, .. } => {
            let caption = caption.as_ref().map(|text| field::line(&text.plain()));
            let caption = caption.filter(|text| !text.is_empty()).or_else(|| field::some(alt.as_deref()));
            let parts = [caption, field::some(credit.as_deref()).map(|credit| format!("({credit})"))];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            if parts.is_empty() {
                return None;
            }
            format!("[{}]", parts.join(" "))
        }
        Block::Embed { url, title } => match (field::some(title.as_deref()), field::web(url)) {
            (Some(title), Some(url)) => format!("[{title}: {url}]"),
            (title, url) => format!("[{}]", title.or(url)?),
        },
        block => field::lines(&block.plain()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Body, Run, Text};

    #[test]
    fn lists_stand_together_and_paragraphs_apart() {
        let text_of = |text: &str| Text { runs: vec![Run { text: text.into(), ..Run::default() }] };
        let item = |depth, text: &str| Block::ListItem { ordered: false, depth, text: text_of(text) };
        let article = Article {
            title: Some("Title".into()),
            body: Body {
                blocks: vec![
                    Block::Paragraph(text_of("One.")),
                    item(0, "a"),
                    item(1, "b"),
                    Block::Quote(text_of("said\nso")),
                ],
            },
            ..Article::default()
        };
        assert_eq!(text(&article, &Context::default()), "Title\n\nOne.\n\n- a\n  - b\n\n> said\n> so\n");
    }
}
