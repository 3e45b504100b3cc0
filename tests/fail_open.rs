//! Whatever goes wrong, the reader gets the page's own bytes, all of them.

mod common;

use common::{PAGES, cleaning, pass};
use faircopy::error::Fault;
use faircopy::stream::Options;

#[test]
fn without_cleaning_the_page_is_untouched() {
    for page in PAGES {
        let (out, reading) = pass(Options::default(), [page.as_bytes()]);
        assert_eq!(out, page.as_bytes());
        assert!(reading.removals.is_empty());
    }
}

#[test]
fn bytes_that_are_no_text_pass_as_they_are() {
    let mut page =
        b"<!doctype html><meta charset=utf-8><p title='\xff\xfe'>\xff\xff\xe9 \x80\x81</p>\0<div class=\xe9>"
            .to_vec();
    page.extend((0..=255u8).cycle().take(3000));
    let (out, _) = pass(cleaning(), page.chunks(7));
    assert_eq!(out, page);
}

#[test]
fn legacy_encodings_keep_their_bytes_and_are_read() {
    let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(
        "<!doctype html><html lang=ja><meta charset=shift_jis><body><p>記事の本文がここにあります。</p><div class=ad><span>広告</span></div>",
    );
    let (out, reading) = pass(cleaning(), [&*bytes]);
    let (kept, ..) = encoding_rs::SHIFT_JIS.decode(&out);
    assert!(kept.contains("<p>記事の本文がここにあります。</p>"));
    assert!(!kept.contains("広告"));
    assert!(!reading.removals.is_empty());
}

#[test]
fn encodings_whose_markup_is_not_ascii_pass_unread() {
    let page: Vec<u8> = "\u{feff}<div class=ad>x</div>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (out, reading) = pass(cleaning(), page.chunks(5));
    assert_eq!(out, page);
    assert!(matches!(reading.fault, Some(Fault::Encoding(_))));
}

#[test]
fn past_the_parsers_memory_the_rest_passes() {
    let start = "<p>before</p><div class=ad></div>";
    let page = format!("{start}<a title=\"{}\">after", "x".repeat(80 << 20));
    let (out, reading) = pass(cleaning(), page.as_bytes().chunks(1 << 20));
    assert!(matches!(reading.fault, Some(Fault::Parser(_))));
    let rest = &page[start.len()..];
    assert!(out.starts_with(b"<p>before</p>"));
    assert!(out.ends_with(rest.as_bytes()), "{} of {} bytes", out.len(), page.len());
}

#[test]
fn an_element_past_the_limit_is_kept() {
    let inside = format!("<i>{}</i>", "<!-- -->".repeat(40_000));
    let page = format!("<body><div class=\"ad\">{inside}</div><p>text</p>");
    let (out, reading) = pass(cleaning(), page.as_bytes().chunks(4096));
    assert_eq!(out, page.as_bytes());
    assert!(reading.held < 600_000, "{} bytes were held", reading.held);
}

#[test]
fn misnested_markup_loses_nothing_beside_the_ad() {
    for (page, kept) in [
        ("<article><div class=ad>x<p>one</p><p>two</p></article>end", "<p>one</p><p>two</p>"),
        ("<p class=ad>x<p>one</p>two</p>", "<p>one</p>two"),
        ("<div class=ad><b></div>bold text that stays</b>", "bold text that stays"),
        ("<div><div class=ad-slot></section></div>one</div>two", "one</div>two"),
    ] {
        let (out, _) = pass(cleaning(), [page.as_bytes()]);
        let out = String::from_utf8(out).expect("UTF-8");
        assert!(out.contains(kept), "{page} gave {out}");
    }
}

#[test]
fn a_page_of_a_million_elements_passes() {
    let page = "<b></b><i>".repeat(500_000);
    let (out, reading) = pass(cleaning(), page.as_bytes().chunks(1 << 16));
    assert_eq!(out.len(), page.len());
    assert!(reading.fault.is_none(), "{:?}", reading.fault);
}
