//! What the file above promises, by example.

use super::*;

fn is(text: &str, expected: &str) {
    let date = parse(text, Order::DayFirst).map(|d| d.to_string()).unwrap_or_default();
    assert_eq!(date, expected, "{text}");
}

#[test]
fn machine_forms() {
    is("2024-04-30T16:17:29+02:00", "2024-04-30T16:17:29+02:00");
    is("2024-04-30 16:17:29 +02:00", "2024-04-30T16:17:29+02:00");
    is("2024-09-16T21:33+0100", "2024-09-16T21:33:00+01:00");
    is("2025-05-15T20:00:52.000+0900", "2025-05-15T20:00:52+09:00");
    is("2024-05-03T13:47:42.389Z", "2024-05-03T13:47:42Z");
    is("2023-04-28T13:53:25", "2023-04-28T13:53:25");
    is("2015-01-1", "2015-01-01");
    is("20191119T194700Z", "2019-11-19T19:47:00Z");
    is("20241202", "2024-12-02");
    is("1574207245", "2019-11-19T23:47:25Z");
    is("1574207245000", "2019-11-19T23:47:25Z");
    is("Tue, 19 Nov 2019 19:47:00 GMT", "2019-11-19T19:47:00Z");
    is("Tue Nov 19 2019 19:47:00 GMT+0200 (Eastern European Time)", "2019-11-19T19:47:00+02:00");
    is("Tue Nov 19 19:47:00 2019", "2019-11-19T19:47:00");
    is("2015-01", "2015-01");
    is("2015", "2015");
    is("2022-06-14T07:30:00-05:00", "2022-06-14T07:30:00-05:00");
}

#[test]
fn human_forms_in_many_languages() {
    is("November 19, 2019, 07:47 PM EST", "2019-11-19T19:47:00-05:00");
    is("Wednesday 20 November 2019 9:22 am", "2019-11-20T09:22:00");
    is("9:22 am, Wednesday 20 November 2019", "2019-11-20T09:22:00");
    is("26. Januar 2022 13:05", "2022-01-26T13:05:00");
    is("06.11.2025, 21:18 Uhr", "2025-11-06T21:18:00");
    is("15.04.25 09:56", "2025-04-15T09:56:00");
    is("Publié le 30 août 2023 à 14h52", "2023-08-30T14:52:00");
    is("2 de diciembre de 2024", "2024-12-02");
    is("1º de março de 2021 às 10h05", "2021-03-01T10:05:00");
    is("4 kwietnia 2025 r., 12:30", "2025-04-04T12:30:00");
    is("8. dubna 2025 3:00", "2025-04-08T03:00:00");
    is("15 августа 2016, 10:20", "2016-08-15T10:20:00");
    is("2024年12月3日 23時17分", "2024-12-03T23:17:00");
    is("2024/12/04 00:05", "2024-12-04T00:05:00");
    is("2025.05.15 20:00", "2025-05-15T20:00:00");
    is("2025년 5월 15일 오후 8시 5분", "2025-05-15T20:05:00");
    is("3 ธ.ค. 2567 14:05 น.", "2024-12-03T14:05:00");
    is("٣ ديسمبر ٢٠٢٤", "2024-12-03");
    is("3 בדצמבר 2024", "2024-12-03");
    is("2024. május 3. 10:15", "2024-05-03T10:15:00");
    is("12 Mart 2024 09:30", "2024-03-12T09:30:00");
    is("Nov. 18, 2019, 4:06 p.m.", "2019-11-18T16:06:00");
    is("November 2019", "2019-11");
}

#[test]
fn day_and_month_by_language_and_by_what_is_possible() {
    assert_eq!(parse("11/9/2019", Order::MonthFirst).unwrap().to_string(), "2019-11-09");
    assert_eq!(parse("11/9/2019", Order::DayFirst).unwrap().to_string(), "2019-09-11");
    assert_eq!(parse("11/19/2019", Order::DayFirst).unwrap().to_string(), "2019-11-19");
    assert_eq!(parse("11.9.2019", Order::MonthFirst).unwrap().to_string(), "2019-09-11");
}

#[test]
fn no_date_where_there_is_none() {
    for text in
        ["24/7", "P 3 M", "31 February 2024", "v1.2.2019.4", "15 hours ago", "1,200.50", "", "99999999"]
    {
        assert_eq!(parse(text, Order::DayFirst), None, "{text}");
    }
}

#[test]
fn two_dates_keep_their_labels() {
    let found = find("Published on November 11, 2025 Last updated November 12, 2025", Order::DayFirst);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].label, "published on");
    assert_eq!(found[1].label, "last updated");
    assert_eq!(found[1].date.to_string(), "2025-11-12");
}

#[test]
fn moments_compare_across_offsets() {
    let published = parse("2024-05-03T15:42:11+02:00", Order::DayFirst).unwrap();
    let modified = parse("2024-05-03T13:51:29+00:00", Order::DayFirst).unwrap();
    assert!(published.is_before(&modified));
    assert!(!modified.is_before(&published));
}
