//! Dates as machines and people write them.
//!
//! The danger: a number that is no date ("24/7", a price, a version) and a date that is another's.
//! So a date needs a year of four digits (or a whole string that is nothing else), a month that
//! exists and a day that the month has. Day or month first is asked of the page's language, and
//! of the numbers themselves where one of them can be no month.

mod clock;

use std::collections::HashMap;
use std::sync::LazyLock;

use clock::{clock_at, time_after, time_before};

use super::date::Date;
use crate::metadata::words;

/// A date found in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub date: Date,
    /// The text between the date before (or the beginning) and this one: "Published", "Updated".
    pub label: String,
}

/// Which of two small numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

/// American English and its neighbours put the month first.
pub fn order_of(language: Option<&str>) -> Order {
    match language.map(str::to_ascii_lowercase).as_deref() {
        Some("en" | "en-us" | "en_us" | "en-ph") | None => Order::MonthFirst,
        _ => Order::DayFirst,
    }
}

/// The one date that a value is meant to hold.
pub fn parse(text: &str, order: Order) -> Option<Date> {
    let text = text.trim();
    if text.len() > 200 {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        match text.len() {
            10 => return Date::from_unix(text.parse().ok()?),
            13 => return Date::from_unix(text.parse::<i64>().ok()? / 1000),
            4 => {
                return year(text.parse().ok()?).map(|year| Date {
                    year,
                    month: None,
                    day: None,
                    time: None,
                });
            }
            _ => {}
        }
    }
    if let Some(found) = find(text, order).into_iter().next() {
        return Some(found.date);
    }
    year_and_month(&tokens(text))
}

/// Every date in a text, in order.
pub fn find(text: &str, order: Order) -> Vec<Found> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut i = 0;
    let mut label_from = 0;
    while i < tokens.len() {
        let Some((mut date, next)) = day_at(&tokens, i, order) else {
            i += 1;
            continue;
        };
        let mut end = next;
        if let Some((time, next)) = time_after(&tokens, next) {
            date.time = Some(time);
            end = next;
        } else if let Some(time) = time_before(&tokens, i, label_from) {
            date.time = Some(time);
        }
        let label: Vec<_> = tokens[label_from..i].iter().filter_map(Token::label).collect();
        found.push(Found { date, label: label.join(" ") });
        i = end;
        label_from = end;
    }
    found
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number { value: i64, digits: usize },
    Word(String),
    Sign(char),
}

impl Token {
    fn label(&self) -> Option<&str> {
        match self {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = text.chars().map(plain_digit).peekable();
    while let Some(c) = chars.next() {
        if out.len() >= 200 {
            break;
        }
        if c.is_ascii_digit() {
            let mut value = i64::from(c as u8 - b'0');
            let mut digits = 1;
            while let Some(d) = chars.next_if(char::is_ascii_digit) {
                value = value.saturating_mul(10).saturating_add(i64::from(d as u8 - b'0'));
                digits += 1;
            }
            out.push(Token::Number { value, digits });
        } else if is_cjk(c) {
            // Words run together there: each sign stands for itself, but the ones for noon go in pairs.
            let mut word = c.to_string();
            if matches!(c, '午' | '上' | '下' | '오') {
                word.extend(chars.next_if(|d| is_cjk(*d)));
            }
            out.push(Token::Word(word));
        } else if c.is_alphabetic() || is_mark(c) {
            let mut word: String = c.to_lowercase().collect();
            while let Some(d) = chars
                .next_if(|d| (d.is_alphabetic() || is_mark(*d) || *d == '\'' || *d == '’') && !is_cjk(*d))
            {
                word.extend(d.to_lowercase());
            }
            // Abbreviated with inner dots: "p.m.", "ม.ค.".
            while chars.peek() == Some(&'.') && word.chars().filter(|c| *c != '.').count() <= 5 {
                let mut ahead = chars.clone();
                ahead.next();
                match ahead.peek() {
                    Some(d) if d.is_alphabetic() && !is_cjk(*d) && single_letters(&word) => {
                        chars.next();
                        word.push('.');
                        while let Some(d) =
                            chars.next_if(|d| (d.is_alphabetic() || is_mark(*d)) && !is_cjk(*d))
                        {
                            word.extend(d.to_lowercase());
                        }
                    }
                    _ => break,
                }
            }
            out.push(Token::Word(word));
        } else if !c.is_whitespace() && c != '\u{200e}' && c != '\u{200f}' {
            out.push(Token::Sign(c));
        }
    }
    out
}

/// "p" or "p.m" may be followed by a dot and another letter; "Uhr" may not.
fn single_letters(word: &str) -> bool {
    word.split('.').all(|part| part.chars().filter(|c| !is_mark(*c)).count() <= 2)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{094f}' | '\u{0e31}' | '\u{0e34}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}' | '\u{064b}'..='\u{0652}')
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Arabic-Indic, Persian, Devanagari, Thai and full-width digits and signs as ASCII.
fn plain_digit(c: char) -> char {
    for zero in ['\u{0660}', '\u{06f0}', '\u{0966}', '\u{0e50}', '\u{ff10}'] {
        let d = (c as u32).wrapping_sub(zero as u32);
        if d < 10 {
            return char::from(b'0' + d as u8);
        }
    }
    match c {
        '：' => ':',
        '／' => '/',
        '．' | '。' => '.',
        '－' | '–' | '—' | '−' => '-',
        c => c,
    }
}

static MONTHS: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for language in words::all() {
        for (i, forms) in language.months.iter().enumerate() {
            for form in forms {
                // English comes first in the list and keeps the short names that others share.
                months.entry(form.trim_end_matches('.').to_owned()).or_insert(i as u8 + 1);
            }
        }
    }
    months
});

fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    MONTHS.get(word).copied().or_else(|| {
        // Hebrew and Arabic glue a preposition to the month.
        let mut chars = word.chars();
        let first = chars.next()?;
        matches!(first, 'ב' | 'ل').then(|| MONTHS.get(chars.as_str()).copied()).flatten()
    })
}

fn number(token: Option<&Token>) -> Option<(i64, usize)> {
    match token {
        Some(Token::Number { value, digits }) => Some((*value, *digits)),
        _ => None,
    }
}

fn is_sign(token: Option<&Token>, signs: &[char]) -> bool {
    matches!(token, Some(Token::Sign(c)) if signs.contains(c))
}

fn word(token: Option<&Token>) -> Option<&str> {
    token.and_then(Token::label)
}

/// A year in which a page can be dated; Thai pages count 543 more.
fn year(value: i64) -> Option<i16> {
    match value {
        1800..=2199 => Some(value as i16),
        2400..=2700 => Some((value - 543) as i16),
        _ => None,
    }
}

fn ymd(year_value: i64, month: i64, day: i64) -> Option<Date> {
    Date::from_ymd(year(year_value)?.into(), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// A calendar day that begins at token `i`; with the index after it.
fn day_at(tokens: &[Token], i: usize, order: Order) -> Option<(Date, usize)> {
    let at = |n: usize| tokens.get(i + n);
    if let Some((first, digits)) = number(at(0)) {
        if digits == 8 {
            // 20240430, alone or before T.
            let date = ymd(first / 10_000, first / 100 % 100, first % 100)?;
            return Some((date, i + 1));
        }
        const SEPARATORS: &[char] = &['-', '/', '.'];
        if digits == 4 {
            if is_sign(at(1), SEPARATORS)
                && at(1) == at(3)
                && let (Some((m, 1..=2)), Some((d, 1..=2))) = (number(at(2)), number(at(4)))
            {
                return ymd(first, m, d).map(|date| (date, i + 5));
            }
            // 2024年12月3日, 2024년 5월 15일, 2024. 5. 15
            if matches!(word(at(1)), Some("年" | "년"))
                && let (Some((m, _)), Some("月" | "월"), Some((d, _))) =
                    (number(at(2)), word(at(3)), number(at(4)))
            {
                let end = if matches!(word(at(5)), Some("日" | "일" | "号" | "號")) { 6 } else { 5 };
                return ymd(first, m, d).map(|date| (date, i + end));
            }
            // Hungarian and Lithuanian order: 2024. május 3.
            let skip = if is_sign(at(1), &['.']) { 2 } else { 1 };
            if let (Some(m), Some((d, 1..=2))) = (word(at(skip)).and_then(month), number(at(skip + 1))) {
                return ymd(first, m.into(), d).map(|date| (date, i + skip + 2));
            }
            return None;
        }
        if digits > 2 {
            return None;
        }
        // 30.04.2024, 4/30/2024, 30-4-24, 30. 4. 2024; not v1.2.2019
        let version =
            i.checked_sub(1).and_then(|j| word(tokens.get(j))).is_some_and(|w| matches!(w, "v" | "version"));
        if !version
            && is_sign(at(1), SEPARATORS)
            && at(1) == at(3)
            && let (Some((second, 1..=2)), Some((y, year_digits))) = (number(at(2)), number(at(4)))
        {
            let y = match year_digits {
                4 => y,
                2 if y < 70 => 2000 + y,
                2 => 1900 + y,
                _ => return None,
            };
            let dotted = is_sign(at(1), &['.']);
            let day_first = dotted || order == Order::DayFirst;
            let (d, m) = match (first, second) {
                (13.., _) => (first, second),
                (_, 13..) => (second, first),
                _ if day_first => (first, second),
                _ => (second, first),
            };
            return ymd(y, m, d).map(|date| (date, i + 5));
        }
        // 30 April 2024, 30th of April, 2024, 30. dubna 2024, 1er août 2024
        let mut n = 1;
        while let Some(token) = at(n) {
            match token {
                Token::Sign('.' | ',' | '-' | 'º' | '°' | '/') => n += 1,
                Token::Word(w)
                    if matches!(
                        w.as_str(),
                        "st" | "nd" | "rd" | "th" | "of" | "de" | "er" | "º" | "ª" | "ης" | "τησ"
                    ) =>
                {
                    n += 1
                }
                _ => break,
            }
            if n > 4 {
                return None;
            }
        }
        let m = word(at(n)).and_then(month)?;
        n += 1;
        while let Some(token) = at(n) {
            match token {
                Token::Sign('.' | ',' | '-' | '/' | '\'' | '’') => n += 1,
                Token::Word(w) if matches!(w.as_str(), "de" | "del" | "พ.ศ" | "г") => n += 1,
                _ => break,
            }
            if n > 8 {
                return None;
            }
        }
        let (mut y, year_digits) = number(at(n))?;
        if year_digits == 2 && (15..=40).contains(&y) && !is_sign(at(n + 1), &[':', '.']) {
            y += 2000;
        } else if year_digits != 4 {
            return None;
        }
        return ymd(y, m.into(), first).map(|date| (date, i + n + 1));
    }
    // April 30, 2024; Apr. 30th 2024; "Tue Nov 19 19:47:00 2019" and JavaScript's own form.
    let m = word(at(0)).and_then(month)?;
    let mut n = 1;
    while is_sign(at(n), &['.', '-', '/']) {
        n += 1;
    }
    let (d, 1..=2) = number(at(n))? else { return None };
    n += 1;
    let mut clock = None;
    for _ in 0..4 {
        match at(n) {
            Some(Token::Sign(',' | '.' | '-' | '/')) => n += 1,
            Some(Token::Word(w)) if matches!(w.as_str(), "st" | "nd" | "rd" | "th") => n += 1,
            Some(Token::Number { digits: 1..=2, .. }) if clock.is_none() && is_sign(at(n + 1), &[':']) => {
                let (time, next) = clock_at(tokens, i + n)?;
                clock = Some(time);
                n = next - i;
            }
            _ => break,
        }
    }
    let (y, 4) = number(at(n))? else { return None };
    let mut date = ymd(y, m.into(), d)?;
    date.time = clock;
    Some((date, i + n + 1))
}

/// "November 2019", "2015-01".
fn year_and_month(tokens: &[Token]) -> Option<Date> {
    for (i, token) in tokens.iter().enumerate() {
        if let Some((y, 4)) = number(Some(token)) {
            // "31 February 2024" is no month either.
            let after_a_day = i >= 2 && number(tokens.get(i - 2)).is_some();
            let before =
                i.checked_sub(1).and_then(|j| word(tokens.get(j))).and_then(month).filter(|_| !after_a_day);
            let after = if is_sign(tokens.get(i + 1), &['-']) && tokens.len() == 3 {
                number(tokens.get(i + 2))
                    .and_then(|(m, _)| u8::try_from(m).ok())
                    .filter(|m| (1..=12).contains(m))
            } else {
                None
            };
            if let (Some(year), Some(month)) = (year(y), before.or(after)) {
                return Some(Date { year, month: Some(month), day: None, time: None });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
