//! Formatted citations, each style in its own room.
//!
//! Written by hand: the engine that would take any style weighs more than all the rest of the
//! extension and prints faults that a reader would hand in (see the issue on exports). News pages
//! need one kind of entry of each style, an article of a periodical on the web, and its plain
//! neighbours; that is a page of rules, tested against what the styles' own guides print.
//!
//! What a machine cannot know stays as published: APA's and Vancouver's sentence case would need
//! to know every proper noun, so titles keep their capitals there.

mod apa;
mod chicago;
mod harvard;
mod ieee;
mod iso690;
mod mla;
mod names;
mod rich;
mod title;
mod vancouver;

use crate::article::{Article, Date};

use super::{Context, record::Record};

pub use apa::apa;
pub use chicago::{author_date, bibliography, note};
pub use harvard::harvard;
pub use ieee::ieee;
pub use iso690::iso690;
pub use mla::mla;
pub use rich::Rich;
pub use vancouver::vancouver;

/// Formats one record.
pub type Style = fn(&Record) -> Rich;

/// A citation without markup and without a line end: it goes into a sentence or a list.
pub fn plain(style: Style, article: &Article, context: &Context) -> String {
    style(&Record::of(article, context)).plain
}

/// The same as an HTML fragment.
pub fn html(style: Style, article: &Article, context: &Context) -> String {
    style(&Record::of(article, context)).html
}

/// Where the work is found: its DOI as an address, else its address.
fn locator(record: &Record) -> Option<String> {
    record.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")).or_else(|| record.url.clone())
}

/// The site, unless it is already there as the only author.
fn site(record: &Record) -> Option<&str> {
    let site = record.container.as_deref()?;
    let same = record.authors.len() == 1 && record.authors[0].running().eq_ignore_ascii_case(site);
    (!same).then_some(site)
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
/// As MLA and IEEE shorten them.
const SHORT: [&str; 12] =
    ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

fn of(months: &[&'static str; 12], number: Option<u8>) -> Option<&'static str> {
    months.get(usize::from(number?).checked_sub(1)?).copied()
}

/// The English name of a month, counted from 1.
pub fn month(number: u8) -> Option<&'static str> {
    of(&ENGLISH, Some(number))
}

/// `11 November 2025`, as far as known; `dot` follows the day.
fn day_first(date: Date, months: &[&'static str; 12], dot: &str) -> String {
    match (date.day, of(months, date.month)) {
        (Some(day), Some(month)) => format!("{day}{dot} {month} {}", date.year),
        (None, Some(month)) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}

/// `November 11, 2025`, as far as known.
fn month_first(date: Date, months: &[&'static str; 12]) -> String {
    match (of(months, date.month), date.day) {
        (Some(month), Some(day)) => format!("{month} {day}, {}", date.year),
        (Some(month), None) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}
