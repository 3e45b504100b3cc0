//! The article as Markdown ([CommonMark](https://spec.commonmark.org/), tables of
//! [GitHub's](https://github.github.com/gfm/#tables-extension-)), with front matter.
//!
//! Markdown lets HTML through, so a `<` of the page's text must not reach it bare, and a link is
//! written only for the schemes a reader may safely follow.

use url::Url;

use crate::{
    article::Article,
    body::{Block, Text},
};

use super::{Context, emphasis, field, yaml};

/// Front matter, headline, text.
pub fn markdown(article: &Article, context: &Context) -> String {
    let mut out = yaml::front_matter(article, context);
    if let Some(title) = field::some(article.title.as_deref()) {
        out.push_str(&format!("\n# {}\n", escape(&title)));
    }
    if let Some(standfirst) = field::some(article.standfirst.as_deref()) {
        out.push_str(&format!("\n{}\n", escape(&standfirst)));
    }
    let shown = |url: &Url| {
        article
            .body
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Figure { image: Some(image), .. } if image == url))
    };
    if let Some(image) = article.lead_image.as_ref().filter(|image| !image.url.as_ref().is_some_and(shown)) {
        let caption = field::some(image.caption.as_deref()).map(|text| escape(&text));
        let lead = figure(image.url.as_ref(), image.alt.as_deref(), caption, image.credit.as_deref());
        out.extend(lead.map(|lead| format!("\n{lead}\n")));
    }
    let mut list = List::default();
    for block in &article.body.blocks {
        if let Block::ListItem { ordered, depth, text } = block {
            // The items of a list follow line on line.
            let gap = if list.open() { "" } else { "\n" };
            out.push_str(&format!("{gap}{}{}\n", list.marker(*ordered, *depth), inline(text, " ")));
            continue;
        }
        list = List::default();
        if let Some(text) = written(block).filter(|text| !text.trim().is_empty()) {
            out.push_str(&format!("\n{text}\n"));
        }
    }
    out
}

fn written(block: &Block) -> Option<String> {
    Some(match block {
        Block::Paragraph(text) => inline(text, "  \n"),
        Block::Heading { level, text } => {
            format!("{} {}", "#".repeat((*level).clamp(2, 6).into()), inline(text, " "))
        }
        Block::Quote(text) => format!("> {}", inline(text, "  \n").replace('\n', "\n> ")),
        Block::Code(code) => {
            let code = field::lines(code);
            let fence = "`".repeat((longest_run(&code) + 1).max(3));
            format!("{fence}\n{}\n{fence}", code.trim_end_matches('\n'))
        }
        Block::Table(rows) => table(rows)?,
        Block::Figure { image, alt, caption, credit } => {
            let caption = caption.as_ref().map(|text| inline(text, " ")).filter(|text| !text.is_empty());
            figure(image.as_ref(), alt.as_deref(), caption, credit.as_deref())?
        }
        Block::Embed { url, title } => {
            let url = field::web(url)?;
            let title = field::some(title.as_deref()).unwrap_or_else(|| url.clone());
            format!("[{}]({})", escape(&title), destination(&url))
        }
        _ => return None,
    })
}

/// The picture's address, and under it caption and credit.
fn figure(
    image: Option<&Url>,
    alt: Option<&str>,
    caption: Option<String>,
    credit: Option<&str>,
) -> Option<String> {
    let alt = escape(&field::some(alt).unwrap_or_default());
    let image = image.and_then(field::web).map(|url| format!("![{alt}]({})", destination(&url)));
    let credit = field::some(credit).map(|credit| format!("({})", escape(&credit)));
    let under: Vec<String> = [caption, credit].into_iter().flatten().collect();
    let under = Some(under.join(" ")).filter(|under| !under.is_empty());
    let parts: Vec<String> = [image, under].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

fn table(rows: &[Vec<String>]) -> Option<String> {
    let columns = rows.iter().map(Vec::len).max().filter(|columns| *columns > 0)?;
    // A page can claim one row of a million cells; each short row is filled up to it.
    if columns > 100 {
        return Some(
            rows.iter().map(|row| escape(&field::line(&row.join(" ")))).collect::<Vec<_>>().join("\n\n"),
        );
    }
    let line = |row: &Vec<String>| {
        let cells = (0..columns)
            .map(|index| row.get(index).map(|cell| escape(&field::line(cell))).unwrap_or_default());
        format!("| {} |", cells.map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(1, format!("|{}", " --- |".repeat(columns)));
    Some(lines.join("\n"))
}

/// Running text with emphasis and links; `br` stands for a line break in it.
fn inline(text: &Text, br: &str) -> String {
    emphasis::markdown(text, |run| {
        let plain = field::lines(&run.text);
        // Each line is escaped as the start of one, so that no `#` or `1.` gets there.
        let escaped = plain.split('\n').map(|line| escape(&field::spaces(line))).collect::<Vec<_>>().join(br);
        match run.link.as_ref().and_then(field::link) {
            Some(url) if !escaped.trim().is_empty() => format!("[{escaped}]({})", destination(&url)),
            _ => escaped,
        }
    })
}

/// Text in which no character means anything to Markdown, as little escaped as can be.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let live = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '&' => after == '#' || after.is_ascii_alphabetic(),
            // A heading, or a tag in Obsidian.
            '#' => before == ' ',
            // A quotation, a list, a rule, an underlined heading at the start of a line.
            '>' | '-' | '+' | '=' | '|' => at == 0,
            '.' | ')' => digits > 0 && at == digits,
            _ => false,
        };
        if live {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

fn destination(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | '*' | '`' => out.push_str(&format!("%{:02X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

fn longest_run(code: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in code.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Where the last item stood, and how far each level has counted.
#[derive(Default)]
struct List {
    counts: Vec<u32>,
}

impl List {
    fn open(&self) -> bool {
        !self.counts.is_empty()
    }

    /// Four spaces a level stand inside both `- ` and `10. `. An item cannot be deeper than one
    /// level under the one before it, or it would be code.
    fn marker(&mut self, ordered: bool, depth: u8) -> String {
        let depth = usize::from(depth).min(self.counts.len());
        self.counts.truncate(depth + 1);
        if self.counts.len() == depth {
            self.counts.push(0);
        }
        self.counts[depth] += 1;
        let indent = "    ".repeat(depth);
        if ordered { format!("{indent}{}. ", self.counts[depth]) } else { format!("{indent}- ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escape("# no *heading* <b> [x](y)"), r"\# no \*heading\* \<b> \[x\](y)");
        assert_eq!(escape("2025. A year"), r"2025\. A year");
        assert_eq!(escape("snake_case _x_ AT&T &amp; a & b"), r"snake_case \_x\_ AT\&T \&amp; a & b");
        assert_eq!(escape("- a - b"), r"\- a - b");
    }

    #[test]
    fn lists_count_and_never_become_code() {
        let mut list = List::default();
        let markers: Vec<String> = [(true, 7), (true, 0), (false, 1), (true, 0)]
            .map(|(ordered, depth)| list.marker(ordered, depth))
            .into();
        assert_eq!(markers, ["1. ", "2. ", "    - ", "3. "]);
    }

    #[test]
    fn tables_and_code_cannot_be_left() {
        let table = table(&[vec!["a|b".into(), "c".into()], vec!["d\ne".into()]]).unwrap();
        assert_eq!(table, "| a\\|b | c |\n| --- | --- |\n| d e |  |");
        assert_eq!(written(&Block::Code("```\nx".into())).unwrap(), "````\n```\nx\n````");
    }
}
