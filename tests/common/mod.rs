//! What the behaviour tests share: a page through the pass in one call.

#![allow(dead_code, reason = "each test file uses its part")]

use faircopy::clean::Cleaning;
use faircopy::stream::{Options, Pass, Reading};

pub fn cleaning() -> Options {
    Options {
        url: Some("https://news.example/2026/story".parse().expect("a URL")),
        cleaning: Some(Cleaning::default()),
        ..Options::default()
    }
}

/// A page in pieces.
pub fn pass<'a>(options: Options, pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<u8>, Reading) {
    let mut pass = Pass::new(options);
    let mut out = vec![];
    for piece in pieces {
        pass.write(piece, &mut out);
    }
    let reading = pass.end(&mut out);
    (out, reading)
}

pub fn clean(html: &str) -> String {
    let (out, _) = pass(cleaning(), [html.as_bytes()]);
    String::from_utf8(out).expect("UTF-8 in, UTF-8 out")
}

/// Small pages that between them reach every room.
pub const PAGES: &[&str] = &[
    include_str!("../fixtures/founding/full-head.html"),
    include_str!("../fixtures/founding/bare-head.html"),
    "<!doctype html><p>a<p class=ad>b<p>c</p>d</p><ul><li class=ad-slot><li>two<li>three</ul>tail",
    "<div class=ad><b>x</div></b><div class=ad><p>y</div>z</p><!-- ad --><div></div><br></br>",
    "<body class=no-scroll><div id=div-gpt-ad-1><script>googletag.display('div-gpt-ad-1')</script></div>é ü — 漢字 &amp; &#233;",
    "<template><div class=ad></div></template><noscript><div class=ad></div></noscript><svg><a class=ad /></svg>",
    "<div class='banner ad'",
    "",
];
