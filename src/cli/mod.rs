//! Arguments, their help, and the exit codes.
//!
//! 0: done. 1: a page or file could not be read or written. 2: the call itself is wrong.

mod batch;
mod rules;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use faircopy::article::Date;
use faircopy::clean::{Cleaning, KINDS, Kind, Lists};
use faircopy::export::{Context, FORMATS};
use faircopy::stream::{Options, Pass, Reading};
use url::Url;

const EXIT_CODES: &str = "Exit codes: 0 done, 1 a file could not be read or written, 2 a wrong call.";

#[derive(Parser)]
#[command(version, about, after_help = EXIT_CODES)]
struct Call {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Clean a page
    #[command(
        after_help = "Example:\n  faircopy clean --url https://news.example/story --explain why.json story.html > clean.html"
    )]
    Clean {
        #[command(flatten)]
        page: Page,
        #[command(flatten)]
        cleaning: CleaningArgs,
        /// Write what was removed, and why, to this file as JSON
        #[arg(long, value_name = "FILE.json")]
        explain: Option<PathBuf>,
    },
    /// Print a page's article
    #[command(
        after_help = "Example:\n  faircopy article --url https://news.example/story --format bibtex story.html"
    )]
    Article {
        #[command(flatten)]
        page: Page,
        /// One of the names that `faircopy formats` lists
        #[arg(long, value_name = "NAME", default_value = "json")]
        format: String,
    },
    /// Take a list of pages: a row of JSON for each
    #[command(
        after_help = "Example:\n  faircopy batch --copy id --out rows.jsonl --cleaned clean/ pages/list.jsonl"
    )]
    Batch(batch::Batch),
    /// Show or check filter rules
    #[command(
        after_help = "Examples:\n  faircopy rules --lists dist/lists --explain https://news.example/story\n  faircopy rules --check own.txt"
    )]
    Rules(rules::Rules),
    /// List the export formats
    #[command(after_help = "Example:\n  faircopy formats")]
    Formats,
}

#[derive(Args)]
struct Page {
    /// The page's address: resolves its links
    #[arg(long)]
    url: Option<Url>,
    /// The page; standard input if it is left out or `-`
    file: Option<PathBuf>,
}

#[derive(Args, Clone)]
struct CleaningArgs {
    /// Kinds to leave in the page
    #[arg(long, value_name = "KIND,KIND", value_delimiter = ',', value_parser = kind)]
    keep: Vec<Kind>,
    /// The folder of the compiled filter lists (`*.bin`, as `npm run build` makes them)
    #[arg(long, value_name = "DIR")]
    lists: Option<PathBuf>,
    /// A file of filter rules of your own, in the syntax of EasyList
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Let only filter rules take anything
    #[arg(long)]
    no_judgement: bool,
}

impl CleaningArgs {
    fn cleaning(&self) -> Result<Cleaning, Failure> {
        let mut lists = Lists::default();
        if let Some(folder) = &self.lists {
            for file in faircopy::rules::lists::FILES {
                let path = folder.join(format!("{}.bin", file.name));
                let bytes = std::fs::read(&path).map_err(|error| Failure::file("read", &path, &error))?;
                if !lists.add_shipped(file.name, bytes) {
                    return Err(Failure {
                        code: 1,
                        text: format!("{} is no compiled list of this version", path.display()),
                    });
                }
            }
        }
        if let Some(path) = &self.rules {
            let text = std::fs::read_to_string(path).map_err(|error| Failure::file("read", path, &error))?;
            for (line, refusal) in lists.add_text(faircopy::rules::Kind::Own, &text).refused {
                eprintln!("faircopy: {}:{line}: left out: {refusal}", path.display());
            }
        }
        Ok(Cleaning { off: self.keep.clone(), lists, live_follows: false, judgement: !self.no_judgement })
    }
}

fn kind(name: &str) -> Result<Kind, String> {
    KINDS.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| {
        let names: Vec<_> = KINDS.iter().map(|kind| kind.name()).collect();
        format!("no such kind; there are {}", names.join(", "))
    })
}

/// What went wrong, where, and what to do about it.
pub(crate) struct Failure {
    code: u8,
    text: String,
}

impl Failure {
    fn file(what: &str, path: &Path, error: &io::Error) -> Self {
        let hint = match error.kind() {
            io::ErrorKind::NotFound => "; check the path",
            io::ErrorKind::PermissionDenied => "; check its permissions",
            _ => "",
        };
        Self { code: 1, text: format!("cannot {what} {}: {error}{hint}", path.display()) }
    }

    fn call(text: String) -> Self {
        Self { code: 2, text }
    }
}

pub(crate) fn run() -> ExitCode {
    let done = match Call::parse().command {
        Command::Clean { page, cleaning, explain } => clean(page, &cleaning, explain),
        Command::Article { page, format } => article(page, &format),
        Command::Batch(batch) => batch.run(),
        Command::Rules(rules) => rules.run(),
        Command::Formats => formats(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("faircopy: {}", failure.text);
            ExitCode::from(failure.code)
        }
    }
}

fn clean(page: Page, cleaning: &CleaningArgs, explain: Option<PathBuf>) -> Result<(), Failure> {
    let options = Options {
        url: page.url.clone(),
        cleaning: Some(cleaning.cleaning()?),
        only_clean: true,
        ..Options::default()
    };
    let mut out = io::stdout().lock();
    let reading = stream(&page, options, &mut out)?;
    if let Some(path) = explain {
        let report = serde_json::json!({ "removals": reading.removals, "fault": reading.fault });
        let text = serde_json::to_string_pretty(&report).unwrap_or_default();
        std::fs::write(&path, text + "\n").map_err(|error| Failure::file("write", &path, &error))?;
    }
    Ok(())
}

fn article(page: Page, name: &str) -> Result<(), Failure> {
    let format = FORMATS.iter().find(|format| format.name == name).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
        Failure::call(format!("no format is called {name}; there are {}", names.join(", ")))
    })?;
    let options =
        Options { url: page.url.clone(), cleaning: Some(Cleaning::default()), ..Options::default() };
    let article = stream(&page, options, &mut io::sink())?.article();
    let text = (format.write)(&article, &context());
    print(&text)
}

/// What the host knows: today, in UTC.
fn context() -> Context {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let today = Date::from_unix(now.as_secs() as i64).map(|date| Date { time: None, ..date });
    Context { accessed: today }
}

fn formats() -> Result<(), Failure> {
    let rows: Vec<_> =
        FORMATS.iter().map(|f| format!("{}\t{}\t.{}\n", f.name, f.label, f.extension)).collect();
    print(&rows.concat())
}

fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let end = if text.ends_with('\n') { "" } else { "\n" };
    write!(out, "{text}{end}").and_then(|()| out.flush()).or_else(closed_pipe)
}

/// A reader that has seen enough (`| head`) is no failure.
fn closed_pipe(error: io::Error) -> Result<(), Failure> {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(Failure::file("write", Path::new("standard output"), &error)),
    }
}

fn stream(page: &Page, options: Options, out: &mut dyn Write) -> Result<Reading, Failure> {
    let stdin = PathBuf::from("standard input");
    let (mut input, path): (Box<dyn Read>, _) = match &page.file {
        Some(path) if path.as_os_str() != "-" => {
            let file = File::open(path).map_err(|error| Failure::file("read", path, &error))?;
            (Box::new(file), path)
        }
        _ => (Box::new(io::stdin().lock()), &stdin),
    };
    let mut pass = Pass::new(options);
    let (mut chunk, mut ready) = (vec![0; 64 * 1024], vec![]);
    loop {
        let read = input.read(&mut chunk).map_err(|error| Failure::file("read", path, &error))?;
        if read == 0 {
            break;
        }
        pass.write(&chunk[..read], &mut ready);
        out.write_all(&ready).or_else(closed_pipe)?;
        ready.clear();
    }
    let reading = pass.end(&mut ready);
    out.write_all(&ready).and_then(|()| out.flush()).or_else(closed_pipe)?;
    Ok(reading)
}
