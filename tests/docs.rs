//! What the documents list is what the program has.

use faircopy::export::FORMATS;
use std::fmt::Write;
use std::{env, fs};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

fn formats_table() -> String {
    let mut table = "| format | `--format` | file |\n|---|---|---|\n".to_owned();
    for format in FORMATS {
        writeln!(table, "| {} | `{}` | `.{}` |", format.label, format.name, format.extension).unwrap();
    }
    table
}

#[test]
fn the_readme_lists_every_format() {
    let readme = fs::read_to_string(README).unwrap();
    let start = readme.find("<!-- formats:").expect("the README marks its list of formats");
    let start = start + readme[start..].find('\n').unwrap() + 1;
    let end = readme.find("<!-- /formats -->").expect("the README marks the list's end");
    let expected = format!("\n{}\n", formats_table());
    if env::var_os("UPDATE").is_some() {
        let updated = format!("{}{expected}{}", &readme[..start], &readme[end..]);
        fs::write(README, updated).unwrap();
        return;
    }
    assert_eq!(&readme[start..end], expected, "run `UPDATE=1 cargo test --test docs`");
}
