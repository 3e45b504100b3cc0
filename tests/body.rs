//! The text of an article: one promise each.

use std::fs;

use faircopy::body::{Block, Body, Emphasis};
use faircopy::stream::{Options, Pass};
use url::Url;

fn read(html: &[u8]) -> Body {
    let url = Url::parse("https://paper.example/story").ok();
    let mut pass = Pass::new(Options { url, ..Options::default() });
    let mut out = Vec::new();
    for chunk in html.chunks(1 << 14) {
        pass.write(chunk, &mut out);
    }
    pass.end(&mut out).body
}

fn fixture(name: &str) -> Body {
    let path = format!("{}/tests/fixtures/body/{name}.html", env!("CARGO_MANIFEST_DIR"));
    read(&fs::read(&path).expect(&path))
}

#[track_caller]
fn begins_and_ends(body: &Body, first: &str, last: &str) {
    let plain = body.plain();
    assert!(plain.starts_with(first), "begins with: {}", plain.lines().next().unwrap_or_default());
    assert!(plain.ends_with(last), "ends with: {}", plain.lines().last().unwrap_or_default());
}

#[test]
fn the_text_is_whole_and_nothing_else_is() {
    let body = fixture("plain");
    begins_and_ends(&body, "The river rose by two metres", "the mayor said on Tuesday evening.");
    let plain = body.plain();
    for foreign in
        ["Most read", "Sign up", "Share", "Ferry back in service", "All rights", "Nonsense, every word"]
    {
        assert!(!plain.contains(foreign), "{foreign}");
    }
}

#[test]
fn blocks_keep_what_they_are() {
    let body = fixture("kinds");
    let blocks = &body.blocks;
    let linked = blocks.iter().find_map(|b| match b {
        Block::Paragraph(text) => text.runs.iter().find(|run| run.link.is_some()),
        _ => None,
    });
    let linked = linked.expect("a link");
    assert_eq!(
        (linked.text.as_str(), linked.link.as_ref().map(Url::as_str)),
        ("the report", Some("https://paper.example/report"))
    );
    let bold = |b: &Block| matches!(b, Block::Paragraph(t) if t.runs.iter().any(|r| r.emphasis == Emphasis::Bold && r.text == "forty tonnes"));
    assert!(blocks.iter().any(bold));
    assert!(
        blocks
            .iter()
            .any(|b| matches!(b, Block::Heading { level: 2, text } if text.plain() == "What was found"))
    );
    let items: Vec<_> = blocks
        .iter()
        .filter_map(|b| match b {
            Block::ListItem { ordered, depth, text } => {
                Some((*ordered, *depth, text.plain().split(' ').next()?.to_owned()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(items, [(true, 0, "Clean".into()), (true, 0, "Count".into()), (false, 1, "Sort".into())]);
    assert!(blocks.iter().any(|b| matches!(b, Block::Quote(t) if t.plain().starts_with("We had never"))));
    assert!(
        blocks
            .iter()
            .any(|b| matches!(b, Block::Table(rows) if rows.len() == 3 && rows[1] == ["Glass", "12 tonnes"]))
    );
    assert!(blocks.iter().any(|b| matches!(b, Block::Code(c) if c.contains("for box in\n    boxes"))));
    let figure = blocks.iter().find_map(|b| match b {
        Block::Figure { image, caption, credit, .. } => Some((image, caption, credit)),
        _ => None,
    });
    let (image, caption, credit) = figure.expect("a figure");
    assert_eq!(image.as_ref().map(Url::as_str), Some("https://paper.example/pier.jpg"));
    assert_eq!(caption.as_ref().map(|c| c.plain()).as_deref(), Some("The old pier at low water"));
    assert_eq!(credit.as_deref(), Some("Photo: R. Lind"));
    assert!(
        blocks
            .iter()
            .any(|b| matches!(b, Block::Embed { url, .. } if url.as_str() == "https://video.example/v/1"))
    );
}

#[test]
fn addresses_that_run_script_are_no_links() {
    let body =
        read(include_str!("fixtures/body/kinds.html").replace("/report", "javascript:alert(1)").as_bytes());
    assert!(body.plain().contains("the report"));
    assert!(!format!("{body:?}").contains("javascript"));
}

#[test]
fn bare_text_with_breaks_is_read_as_paragraphs() {
    let body = fixture("breaks");
    begins_and_ends(&body, "In the spring of that year", "and the bell was rung again.");
    assert!(body.blocks.len() >= 4, "{}", body.blocks.len());
}

#[test]
fn text_that_the_wall_hides_is_read_and_twice_told_text_once() {
    let plain = fixture("walled").plain();
    assert!(plain.ends_with("before the first frost comes."), "{plain}");
    assert_eq!(plain.matches("The orchard was planted in 1911").count(), 1);
    assert!(!plain.contains("subscriber"), "{plain}");
}

#[test]
fn scripts_without_spaces_or_from_right_to_left() {
    begins_and_ends(&fixture("ja"), "川沿いの町では", "と話した。");
    begins_and_ends(&fixture("ar"), "ارتفع منسوب النهر", "قبل نهاية الأسبوع.");
    begins_and_ends(&fixture("th"), "แม่น้ำ", "ในสัปดาห์หน้า");
}

#[test]
fn a_page_of_teasers_has_no_article() {
    let weight = fixture("front").plain().len();
    assert!(weight < 200, "{weight}");
}

#[test]
fn a_million_empty_elements_pass() {
    let html = format!("<body>{}</body>", "<div></div>".repeat(1_000_000));
    assert!(read(html.as_bytes()).is_empty());
}

#[test]
fn a_page_of_twenty_megabytes_passes() {
    let paragraph =
        "<p>The ferry left at nine, as it had on every morning of the year, and nobody looked up.</p>";
    let html = format!("<body><article>{}</article></body>", paragraph.repeat(20_000_000 / paragraph.len()));
    let body = read(html.as_bytes());
    assert!(body.plain().starts_with("The ferry left"));
}
