//! The time of day beside a date, with its offset.

use super::{Token, is_sign, month, number, word};
use crate::article::date::Time;
use crate::metadata::words;

/// A time within a few tokens after a date: "T16:17:29+02:00", ", 07:47 PM EST", "um 16.17 Uhr".
pub(super) fn time_after(tokens: &[Token], from: usize) -> Option<(Time, usize)> {
    for i in from..tokens.len().min(from + 7) {
        match &tokens[i] {
            Token::Number { digits: 1..=2, .. } => {
                let part_of_day = i.checked_sub(1).and_then(|j| word(tokens.get(j)));
                if let Some((mut time, next)) = clock_at(tokens, i) {
                    noon(&mut time, part_of_day);
                    return Some((time, next));
                }
                // Another number: the next date begins.
                return None;
            }
            // 20191119T194700Z
            Token::Number { value, digits: 6 } if i == from + 1 => {
                let time = time(value / 10_000, value / 100 % 100, value % 100)?;
                return Some(with_offset(time, tokens, i + 1));
            }
            Token::Number { .. } => return None,
            Token::Word(w) if month(w).is_some() && w.chars().count() > 3 => return None,
            // A label begins the next date.
            Token::Word(w) if is_label(w) => return None,
            _ => {}
        }
    }
    None
}

fn is_label(word: &str) -> bool {
    words::all()
        .iter()
        .flat_map(|w| w.updated.iter().chain(&w.published))
        .any(|label| *label == word || label.split(' ').next() == Some(word) && word.chars().count() > 4)
}

/// A time just before the date: "9:22 am, Wednesday 20 November 2019".
pub(super) fn time_before(tokens: &[Token], before: usize, not_before: usize) -> Option<Time> {
    (before.saturating_sub(8).max(not_before)..before).find_map(|i| {
        let (mut time, next) = clock_at(tokens, i)?;
        if i > not_before && is_sign(tokens.get(i - 1), &[':', '.']) || next > before {
            return None;
        }
        noon(&mut time, i.checked_sub(1).and_then(|j| word(tokens.get(j))));
        Some(time)
    })
}

fn time(hour: i64, minute: i64, second: i64) -> Option<Time> {
    let in_range = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..=60).contains(&second);
    in_range.then(|| Time {
        hour: hour as u8,
        minute: minute as u8,
        second: second.min(59) as u8,
        offset: None,
    })
}

/// A clock time at token `i`, with seconds, am or pm and offset where they follow.
pub(super) fn clock_at(tokens: &[Token], i: usize) -> Option<(Time, usize)> {
    let (hour, 1..=2) = number(tokens.get(i))? else { return None };
    let mut n = i + 1;
    let (mut minute, mut second) = (0, 0);
    let marker = word(tokens.get(n));
    let half = marker.and_then(noon_word);
    if half.is_some() {
        // 7 pm
    } else if matches!(marker, Some("h" | "hs" | "時" | "时" | "點" | "点" | "시" | "u" | "h'")) {
        n += 1;
        if let Some((m, 1..=2)) = number(tokens.get(n)) {
            minute = m;
            n += 1;
            if matches!(word(tokens.get(n)), Some("分" | "분" | "min" | "m")) {
                n += 1;
            }
        }
    } else if is_sign(tokens.get(n), &[':', '.']) {
        let dotted = is_sign(tokens.get(n), &['.']);
        let (m, 2) = number(tokens.get(n + 1))? else { return None };
        minute = m;
        n += 2;
        if dotted && is_sign(tokens.get(n), &['.']) && number(tokens.get(n + 1)).is_some_and(|(_, d)| d == 4)
        {
            return None;
        }
        if is_sign(tokens.get(n), &[':']) {
            let (s, 1..=2) = number(tokens.get(n + 1))? else { return None };
            second = s;
            n += 2;
            // Fractions are below what a citation knows.
            if is_sign(tokens.get(n), &['.', ',']) && number(tokens.get(n + 1)).is_some() {
                n += 2;
            }
        }
    } else {
        return None;
    }
    let mut time = time(hour, minute, second)?;
    if let Some(w) = word(tokens.get(n))
        && noon_word(w).is_some()
    {
        noon(&mut time, Some(w));
        n += 1;
        if is_sign(tokens.get(n), &['.']) {
            n += 1;
        }
    }
    Some(with_offset(time, tokens, n))
}

fn noon_word(word: &str) -> Option<bool> {
    let word = word.trim_end_matches('.');
    let is = |list: &[&str]| list.iter().any(|w| w.trim_end_matches('.') == word);
    words::all().iter().find_map(|w| {
        if is(&w.pm) {
            Some(true)
        } else if is(&w.am) {
            Some(false)
        } else {
            None
        }
    })
}

/// Moves a time to its half of the day, where a word says which.
fn noon(time: &mut Time, word: Option<&str>) {
    match word.and_then(noon_word) {
        Some(true) if time.hour < 12 => time.hour += 12,
        Some(false) if time.hour == 12 => time.hour = 0,
        _ => {}
    }
}

fn with_offset(mut time: Time, tokens: &[Token], i: usize) -> (Time, usize) {
    let mut n = i;
    if is_sign(tokens.get(n), &['(']) {
        n += 1;
    }
    // "GMT+0200" is one offset.
    if let Some(zone) = word(tokens.get(n)) {
        if let Some(offset) = zone_offset(zone) {
            time.offset = Some(offset);
            n += 1;
            if offset != 0 || !is_sign(tokens.get(n), &['+', '-']) {
                return (time, n);
            }
        } else if matches!(zone, "uhr" | "klo" | "น" | "น.") {
            n += 1;
        }
    }
    let sign = match tokens.get(n) {
        Some(Token::Sign('+')) => 1,
        Some(Token::Sign('-')) => -1,
        _ => return (time, i.max(n)),
    };
    let minutes =
        match (number(tokens.get(n + 1)), is_sign(tokens.get(n + 2), &[':']), number(tokens.get(n + 3))) {
            (Some((h, 1..=2)), true, Some((m, 2))) => Some((h * 60 + m, n + 4)),
            (Some((hm, 4)), _, _) => Some((hm / 100 * 60 + hm % 100, n + 2)),
            (Some((h, 1..=2)), false, _) if sign > 0 => Some((h * 60, n + 2)),
            (Some((h, 2)), false, _) if tokens.len() == n + 2 => Some((h * 60, n + 2)),
            _ => None,
        };
    match minutes {
        Some((minutes, next)) if minutes <= 14 * 60 => {
            time.offset = Some(sign * minutes as i16);
            (time, next)
        }
        _ => (time, n),
    }
}

/// Zone names that papers print; those that two continents share are left unknown.
fn zone_offset(name: &str) -> Option<i16> {
    Some(match name {
        "z" | "utc" | "gmt" | "wet" => 0,
        "bst" | "cet" | "mez" | "west" => 60,
        "cest" | "mesz" | "eet" | "sast" | "cat" => 120,
        "msk" | "мск" | "eest" | "eat" => 180,
        "pkt" => 300,
        "wib" | "ict" => 420,
        "sgt" | "hkt" | "awst" | "wita" => 480,
        "jst" | "kst" | "wit" => 540,
        "aest" => 600,
        "aedt" => 660,
        "nzst" => 720,
        "nzdt" => 780,
        "adt" => -180,
        "est" => -300,
        "edt" => -240,
        "cdt" => -300,
        "mst" => -420,
        "mdt" => -360,
        "pst" => -480,
        "pdt" => -420,
        _ => return None,
    })
}
