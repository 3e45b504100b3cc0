//! A date with exactly what is known of it: a year, perhaps a day, perhaps a time with its offset.
//!
//! Months and days count from 1, as in ISO 8601 and CSL. Reading dates is done in `date_text.rs`;
//! this file holds what a date is and how two of them compare.

use std::fmt;

use serde::{Serialize, Serializer};

/// ISO 8601 calendar date, as precise as its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub year: i16,
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub time: Option<Time>,
}

/// Wall-clock time; `offset` in minutes east of UTC where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    pub offset: Option<i16>,
}

impl Date {
    /// A calendar day; `None` for days that no calendar has.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Date> {
        let month_name = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month_name, day).ok()?;
        Some(Date { year: i16::try_from(year).ok()?, month: Some(month), day: Some(day), time: None })
    }

    /// Seconds since 1970 in UTC.
    pub fn from_unix(seconds: i64) -> Option<Date> {
        let moment = time::OffsetDateTime::from_unix_timestamp(seconds).ok()?;
        let mut date = Date::from_ymd(moment.year(), moment.month().into(), moment.day())?;
        date.time = Some(Time {
            hour: moment.hour(),
            minute: moment.minute(),
            second: moment.second(),
            offset: Some(0),
        });
        Some(date)
    }

    /// The wall clock as seconds since 1970, its offset left aside; the day's start without a time.
    pub fn clock(&self) -> Option<i64> {
        let month = time::Month::try_from(self.month?).ok()?;
        let day = time::Date::from_calendar_date(self.year.into(), month, self.day?).ok()?;
        let time = self
            .time
            .map_or(0, |t| i64::from(t.hour) * 3600 + i64::from(t.minute) * 60 + i64::from(t.second));
        Some(day.midnight().assume_utc().unix_timestamp() + time)
    }

    /// The instant, where time and offset are known.
    pub fn moment(&self) -> Option<i64> {
        let offset = self.time?.offset?;
        Some(self.clock()? - i64::from(offset) * 60)
    }

    /// Is `self` before `other`, as far as both are known?
    pub fn is_before(&self, other: &Date) -> bool {
        if let (Some(a), Some(b)) = (self.moment(), other.moment()) {
            return a < b;
        }
        match (self.time, other.time) {
            // An unknown offset may shift a clock by half a day and more.
            (Some(_), Some(_)) => {
                matches!((self.clock(), other.clock()), (Some(a), Some(b)) if a + 14 * 3600 < b)
            }
            _ => self.day_key() < other.day_key(),
        }
    }

    /// The same calendar day, as both write it.
    pub fn same_day(&self, other: &Date) -> bool {
        self.day.is_some() && self.day_key() == other.day_key()
    }

    fn day_key(&self) -> (i16, u8, u8) {
        (self.year, self.month.unwrap_or(0), self.day.unwrap_or(0))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        let Some(month) = self.month else { return Ok(()) };
        write!(f, "-{month:02}")?;
        let Some(day) = self.day else { return Ok(()) };
        write!(f, "-{day:02}")?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour, time.minute, time.second)?;
        match time.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
