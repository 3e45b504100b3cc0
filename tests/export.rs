//! Exports: citations against expectations written by hand, and hostile fields through every format.

use std::time::{Duration, Instant};

use faircopy::{
    article::{Article, Author, AuthorKind, Date},
    body::{Block, Body, Run, Text},
    export::{Context, FORMATS, by_name, file_name},
};
use url::Url;

const SEEN: Context =
    Context { accessed: Some(Date { year: 2026, month: Some(11), day: Some(25), time: None }) };

/// `2025`, `2025-04` or `2025-04-01`.
fn date(text: &str) -> Date {
    let mut parts = text.split('-').map(|part| part.parse::<i16>().unwrap());
    let year = parts.next().unwrap();
    let mut part = || parts.next().map(|part| u8::try_from(part).unwrap());
    Date { year, month: part(), day: part(), time: None }
}

fn author(name: &str, kind: AuthorKind) -> Author {
    Author { name: name.into(), kind, ..Author::default() }
}

/// The rich form with stars for its italics and without its links.
fn starred(html: &str) -> String {
    let mut text = html.replace("<i>", "*").replace("</i>", "*");
    for tag in ["</a>", "<bdi>", "</bdi>"] {
        text = text.replace(tag, "");
    }
    while let Some(start) = text.find("<a ") {
        let end = start + text[start..].find('>').unwrap();
        text.replace_range(start..=end, "");
    }
    html_escape::decode_html_entities(&text).into_owned()
}

#[test]
fn citations_are_as_the_styles_have_them() {
    let mut faults = Vec::new();
    let cases: Vec<&str> = include_str!("export/citations.txt").split("\n= ").skip(1).collect();
    assert_eq!(cases.len(), 25);
    for case in cases {
        let (name, lines) = case.split_once('\n').unwrap();
        let mut article =
            Article { is_article: true, url: Url::parse("https://example.org/a").ok(), ..Article::default() };
        let mut styles = 0;
        for line in lines.lines().filter(|line| !line.is_empty()) {
            let (field, value) = line.split_once(": ").unwrap();
            let text = Some(value.to_owned());
            match field {
                "author" => article.authors.push(author(value, AuthorKind::Person)),
                "organisation" => article.authors.push(author(value, AuthorKind::Organization)),
                "title" => article.title = text,
                "date" => article.published = Some(date(value)),
                "site" => article.site_name = text,
                "language" => article.language = text,
                "kind" => article.kind = text,
                "doi" => article.doi = text,
                style => {
                    styles += 1;
                    let format = by_name(style).unwrap_or_else(|| panic!("no format {style}"));
                    let rich = starred(&format.rich.unwrap()(&article, &SEEN));
                    let plain = (format.write)(&article, &SEEN);
                    if rich != value || plain != value.replace('*', "") {
                        faults.push(format!(
                            "{name}, {style}\n  expected {value}\n  rich     {rich}\n  plain    {plain}"
                        ));
                    }
                }
            }
        }
        assert_eq!(styles, 9, "{name}");
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// What a hostile page may put into any field.
const HOSTILE: &[&str] = &[
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</title></style></textarea><svg onload=alert(1)>",
    "}\n}\n@article{evil, title={x",
    "\r\nER  - \r\n\r\nTY  - BOOK\r\nTI  - evil",
    "|title=evil}}{{delete}} ~~~~ [[x]] <ref>",
    "x\n---\nevil: true\n# h\n[a](javascript:alert(1))",
    "\u{202e}desrever\u{2066}\u{0}\u{1b}[31m\u{2028}\u{feff}",
    "\\write18{rm} \\input{/etc/passwd} % $ # _ ~ ^ {",
];

fn hostile(text: &str) -> Article {
    let link = |text: &str| Url::parse(text).ok();
    let run = |link| Text { runs: vec![Run { text: text.into(), link, ..Run::default() }] };
    let field = || Some(text.to_owned());
    Article {
        title: field(),
        standfirst: field(),
        authors: vec![author(text, AuthorKind::Person), author(text, AuthorKind::Organization)],
        published: Some(date("2025-11-11")),
        site_name: field(),
        publisher: field(),
        section: field(),
        tags: vec![text.into()],
        language: field(),
        kind: field(),
        doi: field(),
        issn: field(),
        url: link("javascript:alert(document.domain)"),
        canonical: link("data:text/html,<script>alert(1)</script>"),
        is_article: true,
        body: Body {
            blocks: vec![
                Block::Paragraph(run(link("javascript:alert(1)"))),
                Block::Heading { level: 2, text: run(link("data:text/html,x")) },
                Block::ListItem { ordered: true, depth: 200, text: run(None) },
                Block::Quote(run(link("https://example.org/?q=\"><script>)"))),
                Block::Code(text.into()),
                Block::Table(vec![vec![text.into(); 3]]),
                Block::Figure {
                    image: link("javascript:1"),
                    alt: field(),
                    caption: Some(run(None)),
                    credit: field(),
                },
                Block::Embed { url: Url::parse("javascript:alert(1)").unwrap(), title: field() },
            ],
        },
        ..Article::default()
    }
}

#[test]
fn no_hostile_field_breaks_out() {
    for text in HOSTILE {
        let article = hostile(text);
        let written = |name: &str| (by_name(name).unwrap().write)(&article, &SEEN);
        for format in FORMATS.iter().filter(|format| format.name != "json") {
            let mut outputs = vec![(format.write)(&article, &SEEN)];
            outputs.extend(format.rich.map(|rich| rich(&article, &SEEN)));
            for out in outputs {
                let bad = |c: char| {
                    matches!(c, '\u{0}' | '\u{1b}' | '\u{202e}' | '\u{2066}' | '\u{2028}' | '\u{feff}')
                };
                assert!(!out.contains(bad), "{}: {out}", format.name);
                if format.name == "markdown" {
                    let text = out.replace("\\](", "");
                    // Past the front matter, and without the code block, where text stands as it is.
                    let body = text.split("\n---\n").skip(1).collect::<String>();
                    let body = body.split("```").step_by(2).collect::<String>();
                    assert!(!body.contains("](javascript:") && !body.contains("](data:"), "{out}");
                }
                if format.media_type == "text/html"
                    || format.rich.is_some_and(|rich| rich(&article, &SEEN) == out)
                {
                    assert!(
                        !out.contains("<script>") && !out.contains("<img") && !out.contains("<svg"),
                        "{out}"
                    );
                }
            }
            let file = file_name(&article, format);
            assert!(
                !file.contains(['/', '\\', ':', '"', '<', '|', '\n', '\0']) && !file.starts_with('.'),
                "{file}"
            );
        }
        assert_eq!(written("ris").matches("\r\nER  - \r\n").count(), 1);
        for name in ["bibtex", "biblatex"] {
            let entry = written(name);
            let mut depth = 0i32;
            let ends: Vec<usize> = entry
                .char_indices()
                .filter(|(_, c)| {
                    depth += i32::from(*c == '{') - i32::from(*c == '}');
                    *c == '}' && depth == 0
                })
                .map(|(at, _)| at)
                .collect();
            assert_eq!(ends, [entry.trim_end().len() - 1], "{name}: {entry}");
        }
        let wiki = written("wiki");
        assert_eq!((wiki.matches("{{").count(), wiki.matches("}}").count()), (1, 1), "{wiki}");
        let markdown = written("markdown");
        assert_eq!(
            markdown.lines().filter(|line| *line == "---").count(),
            2 + usize::from(text.contains("\n---\n"))
        );
        for name in ["csl-json", "json-ld", "json"] {
            assert!(serde_json::from_str::<serde_json::Value>(&written(name)).is_ok(), "{name}");
        }
    }
}

/// A megabyte in every field costs time in proportion; a square would take hours.
#[test]
fn a_megabyte_does_not_hang() {
    for unit in ["a ", "“", "[", "\"'’s ", "&#", "\\{", "新", "*_`"] {
        let text = unit.repeat(1_000_000 / unit.len());
        let article = Article {
            authors: vec![author(&text, AuthorKind::Person)],
            body: Body {
                blocks: vec![Block::Paragraph(Text {
                    runs: vec![Run { text: text.clone(), ..Run::default() }],
                })],
            },
            title: Some(text),
            ..Article::default()
        };
        for format in FORMATS {
            let start = Instant::now();
            assert!(!(format.write)(&article, &SEEN).is_empty());
            assert!(start.elapsed() < Duration::from_secs(20), "{} with {unit:?}", format.name);
        }
    }
}
