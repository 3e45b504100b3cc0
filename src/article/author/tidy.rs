//! What is cut off a name: labels before it, brackets, titles and jobs around it.

use super::lists::HONORIFICS;
use super::{BORDER, Context};
use crate::metadata::words;

/// Takes "By", "Text:", "Übersetzung:" off; says whether it named a translator.
pub(super) fn strip_label(text: &str, context: &Context) -> (String, bool) {
    let mut text = text.trim().trim_start_matches([':', '：', '-', '–', '.', '/', '／', ' ']).to_owned();
    let mut translator = false;
    for _ in 0..3 {
        let mut cut = 0;
        for language in context.words() {
            for (list, translates) in [
                (&language.by, false),
                (&language.translator, true),
                (&language.published, false),
                (&language.photo, false),
            ] {
                for word in list {
                    let Some(rest) = strip_prefix_ignoring_case(&text, word) else { continue };
                    let cjk = word.chars().last().is_some_and(|c| c > '\u{2fff}');
                    let ends = rest.is_empty()
                        || rest.starts_with([' ', ':', '：', '/', '／', '\n', BORDER])
                        || cjk && !text.chars().all(|c| c > '\u{2fff}');
                    let length = text.len() - rest.len();
                    if ends && length > cut {
                        cut = length;
                        translator |= translates;
                    }
                }
            }
        }
        if cut == 0 {
            break;
        }
        text = text[cut..].trim_start_matches([':', '：', '/', '／', ' ', '-', '–', '.', BORDER]).to_owned();
    }
    // "und AFP" at the beginning of a piece.
    for language in context.words() {
        for and in &language.and {
            if let Some(rest) = strip_prefix_ignoring_case(&text, and)
                && rest.starts_with(' ')
            {
                text = rest.trim_start().to_owned();
            }
        }
    }
    (text, translator)
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for expected in prefix.chars() {
        let c = rest.next()?;
        if c != expected && !c.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Brackets, titles, job words and stray signs off a name.
pub(super) fn tidy(text: &str, context: &Context) -> String {
    let mut text = text.trim().to_owned();
    for (open, close) in [('(', ')'), ('[', ']'), ('（', '）'), ('<', '>')] {
        while let (Some(a), Some(b)) = (text.find(open), text.rfind(close)) {
            if a >= b {
                break;
            }
            text.replace_range(a..b + close.len_utf8(), "");
        }
        if let Some(a) = text.find(open) {
            text.truncate(a);
        }
    }
    let mut text = text
        .trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | ':'
                        | ';'
                        | '-'
                        | '–'
                        | '—'
                        | '|'
                        | '*'
                        | '"'
                        | '“'
                        | '”'
                        | '/'
                        | '@'
                        | '•'
                        | '·'
                        | BORDER
                )
        })
        .to_owned();
    while let Some((first, rest)) = text.split_once(' ') {
        if HONORIFICS.contains(&first.to_lowercase().as_str()) && rest.contains(|c: char| c.is_alphabetic()) {
            text = rest.trim_start().to_owned();
        } else {
            break;
        }
    }
    // Korean and Japanese and Chinese bylines put the job behind: "순천, 광양 구현모 기자".
    if text.chars().any(|c| c > '\u{2fff}') {
        for language in words::all().iter().filter(|w| matches!(w.language, "ko" | "ja" | "zh")) {
            let mut jobs = language.job.clone();
            jobs.sort_by_key(|job| std::cmp::Reverse(job.len()));
            for job in jobs {
                if let Some(name) = text.strip_suffix(job) {
                    let name = name.trim_end_matches(['=', '＝', ' ', '　', '・']).trim();
                    if !name.is_empty() {
                        text = name.rsplit(['=', '＝']).next().unwrap_or(name).trim().to_owned();
                        if language.language == "ko" {
                            text = text.rsplit(' ').next().unwrap_or(&text).to_owned();
                        }
                    }
                    break;
                }
            }
        }
    }
    if text.ends_with('.')
        && !text[..text.len() - 1].ends_with(char::is_uppercase)
        && text.split(' ').next_back().is_some_and(|w| w.len() > 4)
    {
        text.pop();
    }
    let lower = text.to_lowercase();
    // "Jane Doe Staff Writer" and the like.
    for language in context.words() {
        for staff in &language.staff {
            let tail = format!(" {staff}");
            if lower.len() == text.len()
                && lower.ends_with(&tail)
                && text[..text.len() - tail.len()].contains(' ')
            {
                text.truncate(text.len() - tail.len());
                return text;
            }
        }
    }
    text
}
