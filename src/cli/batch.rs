//! Many pages: a list in, a row of JSON out for each, in order. A page that fails gives a row
//! with `error`, and the batch goes on.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use faircopy::clean::Cleaning;
use faircopy::stream::{Options, Pass};
use flate2::read::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use url::Url;

use super::{CleaningArgs, Failure, closed_pipe};

#[derive(Args)]
pub(super) struct Batch {
    /// A JSON object a line, with `path` (relative to the list; `.gz` is read through) and `url`
    #[arg(value_name = "LIST.jsonl")]
    list: PathBuf,
    /// Keys of the line to copy into its row
    #[arg(long, value_name = "KEY,KEY", value_delimiter = ',')]
    copy: Vec<String>,
    /// Where the rows go; standard output if it is left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the clean pages to this folder, at the same relative paths without `.gz`
    #[arg(long, value_name = "DIR")]
    cleaned: Option<PathBuf>,
    /// Pages at a time; all cores if it is left out
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Do not clean: read the article from the page as it is
    #[arg(long)]
    no_clean: bool,
    #[command(flatten)]
    cleaning: CleaningArgs,
}

impl Batch {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let list = File::open(&self.list).map_err(|error| Failure::file("read", &self.list, &error))?;
        let lines: Vec<String> = BufReader::new(list)
            .lines()
            .collect::<Result<_, _>>()
            .map_err(|error| Failure::file("read", &self.list, &error))?;
        let lines: Vec<_> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
        let mut out: Box<dyn Write> = match &self.out {
            Some(path) => Box::new(File::create(path).map_err(|error| Failure::file("write", path, &error))?),
            None => Box::new(io::stdout()),
        };
        let mut out = BufWriter::new(&mut out);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.jobs.unwrap_or(0))
            .build()
            .map_err(|error| Failure::call(format!("cannot start the jobs: {error}")))?;
        let cleaning = self.cleaning.cleaning()?;
        let bar = progress(lines.len());
        // A bounded piece at a time: rows leave in order, and memory does not grow with the list.
        for piece in lines.chunks(256) {
            let rows: Vec<Value> = pool.install(|| {
                piece.par_iter().map(|line| self.row(line, &cleaning)).inspect(|_| bar.inc(1)).collect()
            });
            for row in rows {
                writeln!(out, "{row}").or_else(closed_pipe)?;
            }
        }
        bar.finish_and_clear();
        out.flush().or_else(closed_pipe)
    }

    fn row(&self, line: &str, cleaning: &Cleaning) -> Value {
        let entry: Map<String, Value> = match serde_json::from_str(line) {
            Ok(entry) => entry,
            Err(error) => return json!({ "error": format!("the line is no JSON object: {error}") }),
        };
        let mut row: Map<String, Value> =
            self.copy.iter().filter_map(|key| Some((key.clone(), entry.get(key)?.clone()))).collect();
        match self.page(&entry, cleaning) {
            Ok(fields) => row.extend(fields),
            Err(error) => {
                row.insert("error".into(), error.into());
            }
        }
        row.into()
    }

    fn page(&self, entry: &Map<String, Value>, cleaning: &Cleaning) -> Result<Map<String, Value>, String> {
        let path = entry.get("path").and_then(Value::as_str).ok_or("the line has no `path`")?;
        let url = match entry.get("url").and_then(Value::as_str) {
            Some(url) => Some(Url::parse(url).map_err(|error| format!("`url` is none: {error}"))?),
            None => None,
        };
        let file = self.list.parent().unwrap_or(Path::new("")).join(path);
        let bytes = read(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        let options =
            Options { url, cleaning: (!self.no_clean).then(|| cleaning.clone()), ..Options::default() };
        let begun = Instant::now();
        let mut clean = Vec::with_capacity(bytes.len());
        let mut pass = Pass::new(options);
        // As a network gives it, not all at once: what is held back shows.
        for chunk in bytes.chunks(64 * 1024) {
            pass.write(chunk, &mut clean);
        }
        let reading = pass.end(&mut clean);
        let (removed, held, fault) = (reading.removals.len(), reading.held, reading.fault.clone());
        let article = reading.article();
        let ms = begun.elapsed().as_secs_f64() * 1e3;
        if let Some(folder) = &self.cleaned {
            let name = path.strip_suffix(".gz").unwrap_or(path);
            write(&folder.join(name), &clean)?;
        }
        let Ok(Value::Object(mut fields)) = serde_json::to_value(&article) else {
            return Err("the article has no JSON form".to_owned());
        };
        fields.shift_remove("provenance");
        fields.insert("ms".into(), json!((ms * 1e3).round() / 1e3));
        fields.insert("bytes".into(), bytes.len().into());
        fields.insert("removed".into(), removed.into());
        fields.insert("held".into(), held.into());
        if let Some(fault) = fault {
            fields.insert("fault".into(), fault.to_string().into());
        }
        Ok(fields)
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = vec![];
    let file = File::open(path)?;
    if path.extension().is_some_and(|e| e == "gz") {
        MultiGzDecoder::new(file).read_to_end(&mut bytes)?;
    } else {
        BufReader::new(file).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn progress(length: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length as u64).with_style(style)
}
