//! The command line's contract, on the real binary.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn faircopy(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_faircopy"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

const PAGE: &str =
    "<html lang=en><title>Story</title><body><h1>Story</h1><p>Text</p><div class=ad></div></body></html>";

#[test]
fn clean_streams_from_input_to_output_and_explains() {
    let why = folder("explain").join("why.json");
    let out = faircopy(&["clean", "--explain", why.to_str().expect("UTF-8")], PAGE);
    assert_eq!(String::from_utf8_lossy(&out.stdout), PAGE.replace("<div class=ad></div>", ""));
    let report: serde_json::Value = serde_json::from_slice(&fs::read(why).expect("a report")).expect("JSON");
    assert_eq!(report["removals"][0]["kind"], "ad");
    assert_eq!(report["removals"][0]["selector"], "div.ad");
}

#[test]
fn article_prints_each_format() {
    let out = faircopy(&["article", "--url", "https://news.example/a"], PAGE);
    let article: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(article["url"], "https://news.example/a");
    for format in faircopy::export::FORMATS {
        let out = faircopy(&["article", "--format", format.name], PAGE);
        assert!(out.status.success(), "{}", format.name);
    }
}

#[test]
fn a_batch_goes_on_past_a_page_that_fails() {
    let folder = folder("batch");
    fs::write(folder.join("a.html"), PAGE).expect("written");
    let list = folder.join("list.jsonl");
    fs::write(&list, "{\"path\":\"a.html\",\"url\":\"https://news.example/a\",\"id\":7}\n{\"path\":\"none.html\"}\nnot json\n").expect("written");
    let cleaned = folder.join("out");
    let arguments = [
        "batch",
        "--copy",
        "id",
        "--cleaned",
        cleaned.to_str().expect("UTF-8"),
        list.to_str().expect("UTF-8"),
    ];
    let out = faircopy(&arguments, "");
    assert!(out.status.success());
    let rows: Vec<serde_json::Value> = String::from_utf8_lossy(&out.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(rows.len(), 3);
    assert_eq!((&rows[0]["id"], &rows[0]["bytes"]), (&7.into(), &PAGE.len().into()));
    assert!(rows[0]["ms"].is_number() && rows[0].get("error").is_none());
    assert!(rows[1]["error"].as_str().is_some_and(|e| e.contains("none.html")));
    assert!(rows[2]["error"].is_string());
    assert!(!fs::read_to_string(cleaned.join("a.html")).expect("a page").contains("class=ad"));
}

#[test]
fn errors_say_what_where_and_what_to_do() {
    let out = faircopy(&["clean", "no-such-file.html"], "");
    assert_eq!(out.status.code(), Some(1));
    let text = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(text.contains("no-such-file.html") && text.contains("check the path"), "{text}");
    let out = faircopy(&["article", "--format", "papyrus"], "");
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("bibtex"));
    assert_eq!(faircopy(&["clean", "--keep", "nonsense"], "").status.code(), Some(2));
}

#[test]
fn rules_of_ones_own_are_taken_and_bad_lines_told() {
    let rules = folder("rules").join("own.txt");
    fs::write(&rules, "##p\n##div:hover(\n").expect("written");
    let out = faircopy(&["clean", "--rules", rules.to_str().expect("UTF-8")], PAGE);
    assert!(!String::from_utf8_lossy(&out.stdout).contains("<p>Text</p>"));
    assert!(String::from_utf8_lossy(&out.stderr).contains(":2: left out:"));
}
