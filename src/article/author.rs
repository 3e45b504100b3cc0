//! From a line that names somebody to the people and houses in it.
//!
//! The danger: "By" in a name, two people as one, a town or a job as a person, the paper itself as
//! a person. What is cut off here is never a part of a name in any of the page's languages; what
//! remains must look like a name, and what does not is left out.

mod lists;
mod tidy;

use lists::{AGENCIES, DEGREES, HOUSE_WORDS, PARTICLES, SUFFIXES};
use tidy::{strip_label, tidy};

use super::{Author, AuthorKind};
use crate::metadata::{one_line, words};

/// What helps to read a name: the page's language and the names of the house.
#[derive(Debug, Default, Clone)]
pub struct Context {
    pub language: Option<String>,
    /// Site name, publisher, host: folded.
    pub houses: Vec<String>,
}

/// How much a line can be trusted to hold nothing but names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Data that says "author": single words and odd spellings pass.
    Data,
    /// A visible line: only what looks like a name passes.
    Seen,
}

/// Marks a border between two pieces of a line, such as a link's.
pub const BORDER: char = '\u{1}';

/// Text folded for comparing names: lower case, letters and digits only.
pub fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Context {
    /// Is this the paper itself?
    pub fn is_house(&self, name: &str) -> bool {
        let folded = fold(name);
        if folded.is_empty() {
            return false;
        }
        // "BBC Scotland", "SWR Fernsehen": the house's initials and one of its parts.
        let first = name.split(' ').next().unwrap_or_default();
        let initials = (3..=6).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_uppercase());
        let first = fold(first);
        self.houses.iter().any(|house| {
            initials && *house == first
                || *house == folded
                || house.len() > 5
                    && folded.len() > 5
                    && (folded.starts_with(house.as_str()) || house.starts_with(&folded))
        })
    }

    fn words(&self) -> impl Iterator<Item = &'static words::Words> + Clone {
        words::of(self.language.as_deref())
    }
}

/// A house rather than a person?
pub fn is_organization(name: &str, context: &Context) -> bool {
    let lower = name.to_lowercase();
    if AGENCIES.contains(&lower.as_str()) || context.is_house(name) {
        return true;
    }
    let dotted = lower.rsplit_once('.').is_some_and(|(host, tld)| {
        !host.contains(' ')
            && host.len() > 2
            && (2..=6).contains(&tld.len())
            && tld.bytes().all(|b| b.is_ascii_lowercase())
    });
    let tokens: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|w| !w.is_empty())
        .collect();
    // Agencies glued by a sign: "dpa/AFP".
    let all_agencies = tokens.len() > 1 && tokens.iter().all(|token| AGENCIES.contains(token));
    dotted
        || all_agencies
        || tokens.iter().any(|token| HOUSE_WORDS.contains(token))
        || words::all().iter().any(|w| {
            w.staff.iter().any(|staff| {
                *staff == lower
                    || staff.chars().count() > 3
                        && staff.chars().any(|c| c > '\u{2fff}')
                        && lower.contains(staff)
            })
        })
        || lower.ends_with("redaktion")
        || lower.ends_with("新聞")
        || lower.ends_with("新闻")
        || lower.ends_with("신문")
        || lower.ends_with("編集部")
        || lower.ends_with("オンライン")
        || lower.ends_with("デジタル")
        || lower.ends_with("뉴스팀")
        || lower.ends_with("通信")
}

/// Stands for nobody: "staff", "admin".
fn is_nobody(lower: &str, context: &Context) -> bool {
    matches!(
        lower,
        "null"
            | "undefined"
            | "none"
            | "n/a"
            | "na"
            | "[object object]"
            | "by"
            | "author"
            | "authors"
            | "more"
            | "share"
            | "follow"
            | "subscribe"
            | "about"
            | "-"
            | "false"
            | "true"
    ) || matches!(
        lower,
        "admin"
            | "administrator"
            | "wordpressadmin"
            | "webmaster"
            | "root"
            | "user"
            | "guest"
            | "unknown"
            | "anonymous"
    ) || context.words().any(|w| w.by.contains(&lower))
}

/// The people and houses that a line names, in order.
pub fn names(text: &str, trust: Trust, context: &Context) -> Vec<Author> {
    let line = one_line([text]);
    if line.is_empty() || line.len() > 600 {
        return Vec::new();
    }
    if let Some(name) = dateline(&line) {
        return vec![person(name)];
    }
    let email = line
        .split_whitespace()
        .find(|w| is_email(w))
        .map(|w| w.trim_matches(['(', ')', ',', '<', '>']).to_owned());
    let line = without_addresses(&line);
    let mut out: Vec<Author> = Vec::new();
    let mut translator = false;
    let (parts, commas) = parts(&line, context);
    // "Doe, Jane": one name written from behind.
    if let ([family, given], true) = (parts.as_slice(), commas == 1) {
        let single = |s: &str| {
            !s.trim().contains(' ')
                && s.trim().chars().count() > 1
                && s.trim().starts_with(char::is_uppercase)
        };
        let given_part = given.text.trim();
        let lower = given_part.to_lowercase();
        if trust == Trust::Data
            && single(&family.text)
            && single(given_part)
            && !SUFFIXES.contains(&lower.as_str())
            && ![family.text.trim(), given_part]
                .iter()
                .any(|n| is_organization(n, context) || is_job(&n.to_lowercase(), context))
        {
            return vec![person(format!("{} {}", given_part, family.text.trim()))];
        }
    }
    for part in parts {
        let (name, role) = strip_label(&part.text, context);
        translator |= role;
        let name = tidy(&name, context);
        let lower = name.to_lowercase();
        if SUFFIXES.contains(&lower.as_str()) {
            if let Some(last) = out.last_mut() {
                last.name = format!("{}, {}", last.name, name);
            }
            continue;
        }
        if name.is_empty() || DEGREES.contains(&lower.as_str()) || is_nobody(&lower, context) {
            continue;
        }
        let organization = is_organization(&name, context);
        if !organization && is_job(&lower, context) {
            continue;
        }
        if organization {
            if trust == Trust::Seen && name.chars().count() > 50 {
                continue;
            }
            push(&mut out, Author { name, kind: AuthorKind::Organization, ..Author::default() });
            continue;
        }
        // A single word after people is where they are.
        let after_person = out.iter().any(|a| a.kind == AuthorKind::Person && a.name.contains(' '));
        if part.after_comma
            && after_person
            && !name.contains(' ')
            && name.is_ascii() | name.chars().all(|c| c < '\u{600}')
        {
            continue;
        }
        let looks = looks_like_name(&name);
        let passes = match trust {
            Trust::Seen => looks,
            Trust::Data => {
                name.chars().count() <= 60
                    && name.split(' ').count() <= 6
                    && name.chars().filter(char::is_ascii_digit).count() <= 4
                    && name.chars().any(char::is_alphabetic)
                    && !name.contains("://")
            }
        };
        if passes {
            let role = translator.then(|| "translator".to_owned());
            push(&mut out, Author { name, role, ..Author::default() });
        }
    }
    if let (Some(email), [author]) = (email, out.as_mut_slice()) {
        author.email = Some(email);
    }
    out
}

fn push(out: &mut Vec<Author>, author: Author) {
    let folded = fold(&author.name);
    if out.len() < 40 && !folded.is_empty() && !out.iter().any(|known| fold(&known.name) == folded) {
        out.push(author);
    }
}

fn person(name: String) -> Author {
    Author { name, ..Author::default() }
}

struct Part {
    text: String,
    after_comma: bool,
}

/// Cuts a line at what stands between names.
fn parts(line: &str, context: &Context) -> (Vec<Part>, usize) {
    let mut line = line.to_owned();
    for language in context.words() {
        for and in &language.and {
            let cjk = and.chars().any(|c| c > '\u{2fff}') && and.chars().count() == 1;
            if cjk && !and.chars().all(|c| matches!(c, '、' | '・')) {
                continue;
            }
            let between = if cjk { (*and).to_owned() } else { format!(" {and} ") };
            line = replace_ignoring_case(&line, &between, "\u{2}");
            let at_border = format!("{BORDER}{and} ");
            line = replace_ignoring_case(&line, &at_border, "\u{2}");
            let at_border = format!("{BORDER} {and} ");
            line = replace_ignoring_case(&line, &at_border, "\u{2}");
            let at_border = format!(" {and}{BORDER}");
            line = replace_ignoring_case(&line, &at_border, "\u{2}");
        }
    }
    let mut out = Vec::new();
    let mut commas = 0;
    let mut after_comma = false;
    let mut text = String::new();
    let chars: Vec<char> = line.chars().collect();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        let spaced = i > 0 && chars[i - 1] == ' ' && chars.get(i + 1) == Some(&' ');
        let cut = match c {
            '\u{2}' | BORDER | ';' | '|' | '•' | '›' | '»' | '，' | '；' | '、' | '｜' | '―' | '→' => {
                true
            }
            ',' => {
                commas += 1;
                true
            }
            '/' => {
                !(i > 0
                    && chars[i - 1].is_lowercase()
                    && chars.get(i + 1).is_some_and(|d| d.is_lowercase())
                    && chars.len() < 12)
            }
            '-' | '–' | '—' | '·' | '&' | '+' => spaced,
            _ => false,
        };
        if cut {
            out.push(Part { text: std::mem::take(&mut text), after_comma });
            after_comma = matches!(c, ',' | '|' | '-' | '–' | '—' | '•');
        } else {
            text.push(c);
        }
        i += 1;
    }
    out.push(Part { text, after_comma });
    out.retain(|part| !part.text.trim().is_empty());
    (out, commas)
}

fn replace_ignoring_case(text: &str, what: &str, with: &str) -> String {
    let lower = text.to_lowercase();
    if lower.len() != text.len() || !lower.contains(what) {
        return if text.contains(what) { text.replace(what, with) } else { text.to_owned() };
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(at) = lower[from..].find(what) {
        out.push_str(&text[from..from + at]);
        out.push_str(with);
        from += at + what.len();
    }
    out.push_str(&text[from..]);
    out
}

/// A job title, not a name: it has a job's word in it.
fn is_job(lower: &str, context: &Context) -> bool {
    let tokens: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    context.words().any(|w| w.job.iter().any(|job| tokens.contains(job)))
        || tokens.iter().any(|t| {
            t.ends_with("redakteur")
                || t.ends_with("redakteurin")
                || t.ends_with("korrespondent")
                || t.ends_with("korrespondentin")
        })
}

fn is_email(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(local, host)| !local.is_empty() && host.contains('.') && host.len() > 3)
}

fn without_addresses(line: &str) -> String {
    let is_address = |word: &str| {
        is_email(word)
            || word.contains("://")
            || word.starts_with("www.")
            || word.starts_with('@')
            || word.starts_with("facebook.com")
    };
    line.split(' ')
        .filter(|word| !is_address(word.trim_matches(['(', ')', ',', '<', '>'])))
        .collect::<Vec<_>>()
        .join(" ")
}

/// 【ソウル＝小池和樹】: where it was written and by whom.
pub fn dateline(line: &str) -> Option<String> {
    let start = line.find('【')?;
    let rest = &line[start + '【'.len_utf8()..];
    let inside = &rest[..rest.find('】')?];
    let (_, name) = inside.split_once(['＝', '='])?;
    let name = name.trim();
    let count = name.chars().count();
    ((2..=6).contains(&count) && name.chars().all(|c| c > '\u{2fff}')).then(|| name.to_owned())
}

/// Two to five words that begin with capitals, or a short word of a script without them.
pub fn looks_like_name(name: &str) -> bool {
    let length = name.chars().count();
    if !(2..=50).contains(&length)
        || name.chars().any(|c| {
            c.is_ascii_digit() || matches!(c, '!' | '?' | ':' | '#' | '%' | '€' | '$' | '…' | '©' | '_')
        })
    {
        return false;
    }
    let uncased =
        name.chars().filter(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase()).count();
    if uncased > 0 {
        let words = name.split(' ').count();
        return if name.chars().any(|c| c > '\u{2fff}') {
            length <= 12 && words <= 3
        } else {
            words <= 5 && length <= 40 && words >= 2
        };
    }
    let words: Vec<&str> = name.split([' ', '\u{a0}']).filter(|w| !w.is_empty()).collect();
    if !(2..=6).contains(&words.len()) {
        return false;
    }
    let capital = |w: &&str| w.trim_start_matches(['\'', '’', '„', '"', '«']).starts_with(char::is_uppercase);
    let capitals = words.iter().filter(|w| capital(w)).count();
    capitals >= 2
        && words.iter().all(|w| {
            capital(w)
                || PARTICLES.contains(w)
                || w.starts_with("d'")
                || w.starts_with("d’")
                || w.starts_with("al-")
                || w.starts_with("el-")
        })
}

#[cfg(test)]
mod tests;
