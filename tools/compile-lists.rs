//! Build step: the raw filter lists of a folder (`<number>.txt`) to the index files that ship.
//!
//!     compile-lists RAW_FOLDER OUT_FOLDER
//!     compile-lists --read FILE
//!
//! The second form prints how each line was understood, for the test in which another parser judges.
//! Prints one line of JSON per file and one for what was refused, so that `npm run lists` can show what changed.

use faircopy::rules::syntax::{Body, Rule};
use faircopy::rules::{Kind, check, compile, lists};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(raw), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: compile-lists RAW_FOLDER OUT_FOLDER | --read FILE".into());
    };
    if raw == "--read" {
        return read(&std::fs::read_to_string(out)?);
    }
    std::fs::create_dir_all(&out)?;
    let mut rules: BTreeMap<&str, Vec<(Kind, Rule)>> = BTreeMap::new();
    let mut refused: BTreeMap<String, u32> = BTreeMap::new();
    for file in lists::FILES {
        for &(number, kind) in file.sources {
            let text = std::fs::read_to_string(Path::new(&raw).join(format!("{number}.txt")))?;
            for (_, rule) in check(&text) {
                match rule {
                    Ok(rule) if matches!(file.when, lists::When::Always) => {
                        for (name, part) in lists::divide(rule) {
                            rules.entry(name).or_default().push((kind, part));
                        }
                    }
                    Ok(rule) => rules.entry(file.name).or_default().push((kind, rule)),
                    Err(refusal) => *refused.entry(variant(&refusal)).or_default() += 1,
                }
            }
        }
    }
    for (name, rules) in rules {
        let taken = rules.len();
        let bytes = compile(rules);
        std::fs::write(Path::new(&out).join(format!("{name}.bin")), &bytes)?;
        println!(r#"{{"file":"{name}","rules":{taken},"bytes":{}}}"#, bytes.len());
    }
    println!(r#"{{"refused":{}}}"#, serde_json::to_string(&refused)?);
    Ok(())
}

/// The name of a refusal without what is special to one line.
fn variant(refusal: &faircopy::rules::Refusal) -> String {
    let name = format!("{refusal:?}");
    name.split(['(', ' ']).next().unwrap_or_default().to_owned()
}

/// One line of JSON per rule of a list.
fn read(text: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (line, rule) in check(text) {
        let value = match rule {
            Err(refusal) => json!({ "line": line, "refused": variant(&refusal) }),
            Ok(rule) => {
                let (what, selector, style) = match rule.body {
                    Body::Silence(silence) => (format!("{silence:?}"), String::new(), String::new()),
                    Body::Elements { source, action, style, .. } => (format!("{action:?}"), source, style),
                };
                json!({
                    "line": line, "what": what, "exception": rule.exception,
                    "include": rule.domains.include, "exclude": rule.domains.exclude,
                    "condition": rule.condition.map(|c| c.source), "selector": selector, "style": style,
                })
            }
        };
        writeln!(out, "{value}")?;
    }
    Ok(out.flush()?)
}
