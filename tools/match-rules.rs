//! Test step: the rules of compiled lists against pages given as events, one JSON line each.
//!
//!     match-rules FOLDER < events > matches
//!
//! In: `{"url":…,"lists":[…]}` begins a page, `["o",name,[[attribute,value]…]]`, `["t",text]` and `["c"]`
//! tell it, `{"end":true}` ends it. Out: `{"n":element,"rule":text}` per match, then `{"rules":…}`
//! with what holds for the site and `{"done":…}` with the milliseconds it took.

use faircopy::element::Path;
use faircopy::rules::{Kinds, Match, Matcher, RuleSet};
use serde_json::{Value, json};
use std::io::{BufRead, BufWriter, Write};
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error>;

struct Page {
    matcher: Matcher,
    path: Path,
    next: u32,
    begun: Duration,
    spent: Duration,
    rules: Vec<String>,
}

impl Page {
    fn begin(set: &RuleSet, url: &str) -> Result<Self, Failure> {
        let url = url::Url::parse(url)?;
        let start = Instant::now();
        let rules = set.for_page(&url, Kinds::ALL);
        let begun = start.elapsed();
        let own = rules.own_rules().collect();
        Ok(Page {
            matcher: Matcher::new(rules),
            path: Path::default(),
            next: 0,
            begun,
            spent: Duration::ZERO,
            rules: own,
        })
    }

    /// One event; the matches it brings.
    fn event(&mut self, event: &[Value]) -> Vec<Match> {
        let text = |i: usize| event.get(i).and_then(Value::as_str).unwrap_or_default();
        let start;
        let found = match text(0) {
            "o" => {
                let element = self.path.push(self.next);
                self.next += 1;
                element.reset(text(1));
                for pair in event.get(2).and_then(Value::as_array).into_iter().flatten() {
                    let part = |i: usize| pair.get(i).and_then(Value::as_str).unwrap_or_default();
                    element.push_attribute(part(0), part(1));
                }
                start = Instant::now();
                self.matcher.open(&self.path).matches.to_vec()
            }
            "t" => {
                start = Instant::now();
                self.matcher.text(text(1));
                Vec::new()
            }
            _ => {
                start = Instant::now();
                let found = self.matcher.close().to_vec();
                self.path.pop();
                found
            }
        };
        self.spent += start.elapsed();
        found
    }
}

fn main() -> Result<(), Failure> {
    let folder = std::path::PathBuf::from(std::env::args_os().nth(1).ok_or("usage: match-rules FOLDER")?);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut page: Option<Page> = None;
    for line in std::io::stdin().lock().lines() {
        match (serde_json::from_str(&line?)?, &mut page) {
            (Value::Array(event), Some(page)) => {
                for found in page.event(&event) {
                    writeln!(
                        out,
                        "{}",
                        json!({ "n": found.serial, "rule": page.matcher.explain(found.rule) })
                    )?;
                }
            }
            (Value::Object(head), _) if head.contains_key("url") => {
                let mut set = RuleSet::new();
                let start = Instant::now();
                let mut read = Duration::ZERO;
                for name in head["lists"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    let reading = Instant::now();
                    let bytes = std::fs::read(folder.join(format!("{name}.bin")))?;
                    read += reading.elapsed();
                    if !set.add_bytes(bytes) {
                        return Err(format!("{name}.bin is no compiled list").into());
                    }
                }
                let load = start.elapsed() - read;
                page = Some(Page::begin(&set, head["url"].as_str().unwrap_or_default())?);
                writeln!(out, "{}", json!({ "loadMs": load.as_secs_f64() * 1e3, "rulesLoaded": set.len() }))?;
            }
            (_, last) => {
                let Some(mut page) = last.take() else { continue };
                let start = Instant::now();
                let found = page.matcher.end().to_vec();
                page.spent += start.elapsed();
                for found in found {
                    writeln!(
                        out,
                        "{}",
                        json!({ "n": found.serial, "rule": page.matcher.explain(found.rule) })
                    )?;
                }
                let ms = |d: Duration| d.as_secs_f64() * 1e3;
                writeln!(out, "{}", json!({ "rules": page.rules }))?;
                writeln!(
                    out,
                    "{}",
                    json!({
                        "done": true, "forPageMs": ms(page.begun), "matchMs": ms(page.spent),
                        "elements": page.next, "gaveUp": page.matcher.gave_up(),
                    })
                )?;
            }
        }
    }
    Ok(out.flush()?)
}
