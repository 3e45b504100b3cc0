//! Prints what the choice of the article's text weighs, a page a line, for `train.py`.
//!
//!     train-body TRUTH.jsonl [CARDS] > rows.jsonl
//!
//! `path` in each line of the truth names a page, gzipped, beside it. CARDS is a folder with the
//! cards of the first look: `<fold>.card`, the fold being the line's place in `folds.tsv` there.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::path::Path as File;

use faircopy::body::Listener;
use faircopy::element::Path;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Value, json};

fn hear(node: &Handle, path: &mut Path, serial: &mut u32, listener: &mut Listener) {
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let element = path.push(*serial);
            *serial += 1;
            element.reset(&name.local);
            attrs.borrow().iter().for_each(|a| element.push_attribute(&a.name.local, &a.value));
            listener.open(path);
            node.children.borrow().iter().for_each(|child| hear(child, path, serial, listener));
            listener.close(path);
            path.pop();
        }
        NodeData::Text { contents } if !path.is_empty() => listener.text(&contents.borrow(), path),
        _ => node.children.borrow().iter().for_each(|child| hear(child, path, serial, listener)),
    }
}

/// UTF-8 where it is valid, else what the first `charset=` says.
fn decode(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let label = head.split("charset=").nth(1).map(|rest| rest.trim_start_matches(['"', '\'']));
    let label = label.and_then(|rest| rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).next());
    let named = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => named.unwrap_or(encoding_rs::UTF_8).decode(bytes).0.into_owned(),
    }
}

fn page(folder: &File, line: &str, cards: &HashMap<String, String>) -> Result<Value, Box<dyn Error>> {
    let truth: Value = serde_json::from_str(line)?;
    let mut bytes = Vec::new();
    let file = fs::File::open(folder.join(truth["path"].as_str().unwrap_or_default()))?;
    flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes)?;
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(decode(&bytes).as_str());
    let mut listener = Listener::default();
    hear(&dom.document, &mut Path::default(), &mut 0, &mut listener);
    let url = truth["url"].as_str().unwrap_or_default();
    let card = cards.get(url).or_else(|| cards.get(""));
    let (names, rows) = listener.evidence(card.map(String::as_str));
    Ok(json!({"corpus": truth["corpus"], "id": truth["id"], "names": names, "rows": rows}))
}

fn cards(folder: &File) -> Result<HashMap<String, String>, Box<dyn Error>> {
    let card = |name: &str| fs::read_to_string(folder.join(format!("{name}.card")));
    let mut out = HashMap::from([(String::new(), card("all")?)]);
    for line in fs::read_to_string(folder.join("folds.tsv"))?.lines() {
        if let Some((url, fold)) = line.split_once('\t') {
            out.insert(url.to_owned(), card(fold)?);
        }
    }
    Ok(out)
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let truth = arguments.next().ok_or("which truth?")?;
    let cards = arguments.next().map_or(Ok(HashMap::new()), |folder| cards(File::new(&folder)))?;
    let folder = File::new(&truth).parent().unwrap_or(File::new("."));
    let mut out = std::io::stdout().lock();
    for line in fs::read_to_string(&truth)?.lines().filter(|l| !l.contains("\"corpus\": \"readability\"")) {
        writeln!(out, "{}", page(folder, line, &cards)?)?;
    }
    Ok(())
}

fn main() {
    // Deep pages need a deep stack: the walk above recurses.
    let walk = std::thread::Builder::new().stack_size(256 << 20).spawn(|| run().map_err(|e| e.to_string()));
    if let Err(error) = walk.expect("a thread").join().expect("a walk") {
        eprintln!("train-body: {error}");
        std::process::exit(1);
    }
}
