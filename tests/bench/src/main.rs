//! `bench ROUNDS FILE…`: one JSON object on standard output, times in seconds over all pages.
//!
//! The contenders take turns page by page, so that what else the machine does falls on all alike;
//! each page's best round counts.

use std::fs::File;
use std::hint::black_box;
use std::io::{self, Read};

use cpu_time::ThreadTime;
use faircopy::clean::Cleaning;
use faircopy::stream::{Options, Pass};
use flate2::read::GzDecoder;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use lol_html::{HtmlRewriter, Settings};
use markup5ever_rcdom::RcDom;
use serde_json::json;

/// As a browser hands them over.
const CHUNK: usize = 16 * 1024;

/// Everything on: cleaning, metadata, text, the article. Returns the most bytes held back.
fn faircopy(page: &[u8]) -> usize {
    let mut pass = Pass::new(Options { cleaning: Some(Cleaning::default()), ..Options::default() });
    let mut out = Vec::with_capacity(page.len());
    for chunk in page.chunks(CHUNK) {
        pass.write(chunk, &mut out);
    }
    let reading = pass.end(&mut out);
    let held = reading.held;
    black_box((out, reading.article()));
    held
}

fn lol_html(page: &[u8]) {
    let mut out = Vec::with_capacity(page.len());
    let mut rewriter = HtmlRewriter::new(Settings::new(), |bytes: &[u8]| out.extend_from_slice(bytes));
    let fed = page.chunks(CHUNK).try_for_each(|chunk| rewriter.write(chunk));
    fed.and_then(|()| rewriter.end()).expect("lol_html takes every page");
    black_box(out);
}

fn html5ever(page: &[u8]) {
    black_box(parse_document(RcDom::default(), ParseOpts::default()).from_utf8().one(page));
}

/// Of the processor, not of the wall: on a busy machine the clock favours whoever is quick enough
/// not to be interrupted.
fn seconds(work: impl FnOnce()) -> f64 {
    let start = ThreadTime::now();
    work();
    start.elapsed().as_secs_f64()
}

fn read(path: &str) -> io::Result<Vec<u8>> {
    let mut bytes = vec![];
    let mut file = File::open(path)?;
    if path.ends_with(".gz") {
        GzDecoder::new(file).read_to_end(&mut bytes)?;
    } else {
        file.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    let rounds: usize = args.next().and_then(|n| n.parse().ok()).expect("usage: bench ROUNDS FILE…");
    let mut total = [0.0; 3];
    let mut bytes = 0;
    let mut held = vec![];
    let mut pages = vec![];
    for path in args {
        let page = read(&path)?;
        let mut best = [f64::INFINITY; 3];
        for round in 0..rounds {
            let times = [
                seconds(|| {
                    let most = faircopy(&page);
                    if round == 0 {
                        held.push(most);
                    }
                }),
                seconds(|| lol_html(&page)),
                seconds(|| html5ever(&page)),
            ];
            best = std::array::from_fn(|i| best[i].min(times[i]));
        }
        total = std::array::from_fn(|i| total[i] + best[i]);
        bytes += page.len();
        pages.push(best[0]);
    }
    let [faircopy, lol_html, html5ever] = total;
    println!(
        "{}",
        json!({"bytes": bytes, "faircopy": faircopy, "lol_html": lol_html, "html5ever": html5ever,
               "held": held, "pages": pages})
    );
    Ok(())
}
