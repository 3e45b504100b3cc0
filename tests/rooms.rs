//! Imports point one way: hosts → live → stream → clean, metadata, body → rules → element, and
//! hosts → export → article → metadata, body.

use std::fs;
use std::path::Path;

/// Each room, and the rooms it may name.
const MAY: &[(&str, &[&str])] = &[
    ("element", &[]),
    ("error", &[]),
    ("encoding", &[]),
    ("rules", &["element"]),
    ("clean", &["element", "rules"]),
    ("metadata", &["element", "article"]),
    ("body", &["element"]),
    ("article", &["metadata", "body"]),
    ("export", &["article", "body"]),
    ("stream", &["article", "body", "clean", "element", "encoding", "error", "metadata"]),
    ("live", &["stream", "clean", "element", "rules"]),
];

fn check(room: &str, may: &[&str], file: &Path) {
    if file.is_dir() {
        for entry in fs::read_dir(file).expect("a folder").flatten() {
            check(room, may, &entry.path());
        }
        return;
    }
    if file.extension().is_none_or(|e| e != "rs") {
        return;
    }
    let text = fs::read_to_string(file).expect("a file");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let named: String =
                line[at + 7..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if named.is_empty() || named == room {
                continue;
            }
            assert!(may.contains(&named.as_str()), "{} names {named}: {line}", file.display());
        }
        let foreign = line.contains("lol_html::") && !matches!(room, "stream" | "encoding");
        assert!(!foreign, "{} names the parser: {line}", file.display());
    }
}

#[test]
fn rooms_name_only_those_below_them() {
    for (room, may) in MAY {
        for path in [format!("src/{room}.rs"), format!("src/{room}")] {
            if Path::new(&path).exists() {
                check(room, may, Path::new(&path));
            }
        }
    }
}
