//! When it was published, and when it was changed.
//!
//! The danger: the date of another story, a change taken for the publication, and local times
//! stamped as UTC. What several sources agree on wins; a change before the publication is none.

use url::Url;

use crate::article::date::Date;
use crate::article::date_text::{self, Order};
use crate::article::story::Page;
use crate::metadata::{Claim, Field, Value, words};

struct Candidate {
    date: Date,
    weight: i32,
    /// The page shows it to the reader.
    shown: bool,
    /// Sources of one family copy each other.
    family: &'static str,
}

pub fn choose(page: &Page) -> (Option<Date>, Option<Date>) {
    let order = date_text::order_of(page.context.language.as_deref());
    let mut published = Vec::new();
    let mut modified = Vec::new();
    for field in [Field::Published, Field::Modified] {
        for (weight, claim) in page.of(field) {
            let Some(date) = date_text::parse(&claim.text(), order).filter(is_plausible) else { continue };
            let list = if field == Field::Published { &mut published } else { &mut modified };
            list.push(Candidate { date, weight, shown: false, family: family(claim) });
        }
    }
    // Dates far from the headline are only asked where nothing near it and no data has one.
    for far in [false, true] {
        if far && !published.is_empty() {
            break;
        }
        for (weight, claim) in page.of(Field::Date) {
            match &claim.value {
                Value::Moment { machine, shown, before } => {
                    moment(
                        page,
                        claim,
                        [machine, shown, before],
                        (order, far),
                        &mut published,
                        &mut modified,
                    );
                }
                _ if !far => {
                    if let Some(date) = date_text::parse(&claim.text(), order).filter(is_plausible) {
                        published.push(Candidate { date, weight, shown: false, family: family(claim) });
                    }
                }
                _ => {}
            }
        }
        for (_, claim) in page.of(Field::Author) {
            if let Value::Pieces(_) = claim.value {
                let text = claim.text();
                moment(page, claim, ["", &text, ""], (order, far), &mut published, &mut modified);
            }
        }
    }
    if let Some(date) = page.url.and_then(in_address) {
        published.push(Candidate { date, weight: 40, shown: false, family: "address" });
    }
    let first = best(&published, &[]);
    let first = first.map(|date| refined(date, &published));
    let known: Vec<Date> = first.into_iter().collect();
    modified.retain(|c| known.iter().all(|p| !c.date.is_before(p)));
    let changed = best(&modified, &[]).map(|date| refined(date, &modified));
    (first, changed)
}

/// A visible date: its label says which one it is.
fn moment(
    page: &Page,
    claim: &Claim,
    [machine, shown, before]: [&str; 3],
    (order, far): (Order, bool),
    published: &mut Vec<Candidate>,
    modified: &mut Vec<Candidate>,
) {
    let near = page.nearness(claim);
    if near < if far { 1 } else { 2 } {
        return;
    }
    let mut found = date_text::find(shown, order);
    let by_machine = date_text::parse(machine, order);
    if let Some(date) = by_machine {
        let label = found.first().map_or_else(|| shown.to_lowercase(), |f| f.label.clone());
        found.truncate(1);
        match found.first_mut() {
            Some(first) => first.date = date,
            None => found.push(date_text::Found { date, label }),
        }
    }
    for (i, found) in found.into_iter().enumerate() {
        let label = if i == 0 { format!("{before} {}", found.label) } else { found.label };
        if !is_plausible(&found.date) {
            continue;
        }
        let loose = claim.source == "text" || claim.field == Field::Author;
        let weight = 30 + near * 5 + if machine.is_empty() { 0 } else { 3 } - if loose { 12 } else { 0 };
        let candidate = Candidate { date: found.date, weight, shown: true, family: "shown" };
        match which(&label) {
            Some(true) => modified.push(candidate),
            Some(false) => published.push(Candidate { weight: weight + 8, ..candidate }),
            None => published.push(candidate),
        }
    }
}

/// Does the label name a change (`true`) or the publication (`false`)? The last word counts.
fn which(label: &str) -> Option<bool> {
    let label = label.to_lowercase();
    let mut at: Option<(usize, usize, bool)> = None;
    for language in words::all() {
        for (list, change) in [(&language.updated, true), (&language.published, false)] {
            for word in list {
                if word.chars().count() < 3 && word.is_ascii() {
                    continue;
                }
                if let Some(i) = label.rfind(word) {
                    let end = i + word.len();
                    if at.is_none_or(|(known, length, _)| (end, word.len()) > (known, length)) {
                        at = Some((end, word.len(), change));
                    }
                }
            }
        }
    }
    at.map(|(_, _, change)| change)
}

fn family(claim: &Claim) -> &'static str {
    match claim.source {
        s if s.starts_with("JSON-LD") => "JSON-LD",
        s if s.starts_with("microdata") || s.starts_with("itemprop") => "microdata",
        "time" => "shown",
        _ => "meta",
    }
}

/// The heaviest; each other family that has the day adds to it.
fn best(candidates: &[Candidate], _: &[Date]) -> Option<Date> {
    let score = |c: &Candidate| {
        let mut families: Vec<&str> = candidates
            .iter()
            .filter(|o| o.date.same_day(&c.date) && o.family != c.family)
            .map(|o| o.family)
            .collect();
        families.sort_unstable();
        families.dedup();
        c.weight + 15 * families.len() as i32
    };
    let mut best: Option<(i32, &Candidate)> = None;
    for candidate in candidates {
        let score = score(candidate);
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, c)| c.date)
}

/// The same moment, better known: a time where the winner has only a day, the true offset where
/// another source has the same clock.
fn refined(date: Date, candidates: &[Candidate]) -> Date {
    let same_day = || candidates.iter().filter(|c| c.date.same_day(&date));
    match date.time {
        None => same_day()
            .filter(|c| !c.shown || c.date.time.is_some())
            .find(|c| c.date.time.is_some())
            .map_or(date, |c| c.date),
        Some(time) if time.offset.is_none_or(|o| o == 0) => same_day()
            .filter(|c| c.date.time.is_some_and(|t| (t.hour, t.minute) == (time.hour, time.minute)))
            .find(|c| c.date.time.is_some_and(|t| t.offset.is_some_and(|o| o != 0)))
            .map_or(date, |c| c.date),
        Some(_) => date,
    }
}

fn is_plausible(date: &Date) -> bool {
    (1990..=2100).contains(&date.year) && date.day.is_some()
}

/// `/2024/05/17/` or `/20240517` in the address.
fn in_address(url: &Url) -> Option<Date> {
    let path = url.path();
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    for window in parts.windows(3) {
        if window[0].len() == 4
            && window[1].len() == 2
            && window[2].len() == 2
            && let (Ok(year), Ok(month), Ok(day)) = (window[0].parse(), window[1].parse(), window[2].parse())
            && let Some(date) = Date::from_ymd(year, month, day).filter(is_plausible)
        {
            return Some(date);
        }
    }
    parts.iter().find_map(|part| {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        if digits.len() < 8 || digits.len() > 14 || !digits.len().is_multiple_of(2) {
            return None;
        }
        Date::from_ymd(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..8].parse().ok()?)
            .filter(|d| (1995..=2035).contains(&d.year))
    })
}
