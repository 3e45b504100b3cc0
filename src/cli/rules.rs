//! Filter rules, made visible: which hold on an address, and where each is applied.

use std::path::PathBuf;

use clap::Args;
use faircopy::rules::selector::Needs;
use faircopy::rules::syntax::{Body, parse_line};
use faircopy::rules::{Action, check};
use url::Url;

use super::{CleaningArgs, Failure, print};

#[derive(Args)]
pub(super) struct Rules {
    /// Show the site's rules that hold on this address, and where each is applied
    #[arg(long, value_name = "URL", required_unless_present = "check")]
    explain: Option<Url>,
    /// Check a file of rules: each refused line with its number and the reason
    #[arg(long, value_name = "FILE", conflicts_with = "explain")]
    check: Option<PathBuf>,
    /// The page's language, by which regional lists are chosen
    #[arg(long, value_name = "LANG", default_value = "")]
    language: String,
    #[command(flatten)]
    cleaning: CleaningArgs,
}

impl Rules {
    pub(super) fn run(&self) -> Result<(), Failure> {
        if let Some(path) = &self.check {
            let text = std::fs::read_to_string(path).map_err(|error| Failure::file("read", path, &error))?;
            let (mut good, mut lines) = (0, String::new());
            for (line, rule) in check(&text) {
                match rule {
                    Ok(_) => good += 1,
                    Err(refusal) => lines += &format!("{}:{line}: {refusal}\n", path.display()),
                }
            }
            return print(&format!("{lines}{good} rules taken, {} refused\n", lines.lines().count()));
        }
        let Some(url) = &self.explain else { return Ok(()) };
        let lists = self.cleaning.cleaning()?.lists;
        let page = lists.for_page(Some(url), &self.language);
        let Some(page) = page else {
            return Err(Failure::call(
                "no rules: name a folder with --lists or a file with --rules".to_owned(),
            ));
        };
        let mut out = String::new();
        for text in page.own_rules() {
            let place = match parse_line(&text) {
                Some(Ok(rule)) => place(&rule.body),
                _ => "not applied",
            };
            out += &format!("{place:24}{text}\n");
        }
        let count = out.lines().count();
        out +=
            &format!("{count} rules name this site; generic rules are asked for each element by its names\n");
        print(&out)
    }
}

/// Where the pass or the shell applies a rule.
fn place(body: &Body) -> &'static str {
    let Body::Elements { selector, action, .. } = body else { return "exception" };
    match (action, selector.needs()) {
        (Action::Style, _) => "stylesheet",
        (_, Needs::Nothing | Needs::Siblings) => "stream, at the start",
        (_, Needs::Subtree) => "stream, at the end tag",
        (Action::Html, Needs::Document) => "not applied",
        (_, Needs::Document) if selector.is_css() => "stylesheet, live page",
        (_, Needs::Document) => "live page",
    }
}
