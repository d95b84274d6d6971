//! Edge cases of timestamps, dates and the calendar.

use civic::time::*;
use fixtures::*;
use proptest::prelude::*;

#[test]
fn s5_8_timestamps_are_rfc_3339_with_an_offset() {
    for text in [
        "2025-06-06T18:00:00+08:00",
        "1969-12-31T23:59:59-05:30",
        "2024-02-29T00:00:00+00:00",
    ] {
        assert_eq!(at(text).to_string(), text);
    }
    assert_eq!(
        at("2025-06-06T10:00:00.123Z").instant,
        at("2025-06-06T18:00:00+08:00").instant
    );
    for text in [
        "",
        "2025-06-06",
        "2025-06-06T18:00:00",
        "2025-02-29T00:00:00Z",
        "2025-06-06T24:00:00Z",
        "2025-06-06T18:60:00Z",
        "2025-06-06T18:00:00.Z",
        "2025-06-06T18:00:00+0800",
        "2025-06-06T18:00:00 08:00",
        "２０２５-06-06T18:00:00Z",
        "2025-06-06T18:00:00+08:00x",
    ] {
        assert_eq!(Timestamp::parse(text), None, "{text}");
    }
}

#[test]
fn working_days_include_make_up_workdays_and_skip_holidays() {
    let calendar = calendar();
    // Friday 10 October 2025 is followed by the make-up workday on Saturday 11 and by Monday 13.
    assert_eq!(
        calendar.plus_working_days(date("2025-10-10"), 2),
        Some(date("2025-10-13"))
    );
    assert_eq!(
        calendar.plus_working_days(date("2025-09-30"), 1),
        Some(date("2025-10-02"))
    );
    assert_eq!(
        calendar.plus_working_days(date("2026-12-31"), 1),
        None,
        "2027 is not published"
    );
}

proptest! {
    #[test]
    fn a_timestamp_round_trips(
        seconds in -2_000_000_000i64..20_000_000_000,
        offset in -840i16..=840,
    ) {
        let timestamp = Timestamp { instant: Instant(seconds), offset_minutes: offset };
        prop_assert_eq!(Timestamp::parse(&timestamp.to_string()), Some(timestamp));
    }

    #[test]
    fn a_date_round_trips(days in -100_000i64..500_000) {
        let date = Date::from_day_number(days);
        prop_assert_eq!(date.day_number(), days);
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
    }

    #[test]
    fn parsing_arbitrary_text_does_not_panic(text in "\\PC{0,30}") {
        let _ = (Date::parse(&text), Timestamp::parse(&text), Window::parse(&text));
        let _ = (MonthDay::parse(&text), WeekdaySet::parse(&text));
        let _ = civic::cases::personal_data::scan(&text);
    }
}

#[test]
fn every_year_of_four_digits_is_itself() {
    for text in ["0001-01-01", "1970-01-01", "7446-01-01", "9999-12-31"] {
        let date = Date::parse(text).expect("a date");
        assert_eq!(Date::from_day_number(date.day_number()), date, "{text}");
        assert!(date.plus_days(400) > date, "{text}");
    }
}

#[test]
fn questions_reach_three_years_around_the_calendars() {
    let calendar = calendar();
    let years: Vec<i32> = calendar.years().map(|year| year.year).collect();
    let (first, last) = (years[0], years[years.len() - 1]);
    assert_eq!(calendar.reach(), first - 3..=last + 3);
    assert_eq!(Calendar::default().reach(), 2022..=2029);
}
