//! Dates, times and sizes as people write them. Integers only: formatting a float costs 7 KB.

use civic::lang::Lang;
use civic::time::{DAY_SECONDS, Date, Instant, Local, MonthDay, Timestamp, month_name};

use crate::messages::{DAY, DAYS_AGO, MONTH, ONE_DAY_AGO, TODAY_AGO, TOMORROW, WEEKDAYS, YEAR};

/// `2026年11月23日`, `23 Nov 2026`.
pub fn date(lang: Lang, date: Date) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match lang {
        Lang::Zh => format!("{year}{YEAR}{month}{MONTH}{day}{DAY}"),
        Lang::En => format!("{day} {} {year}", month_name(month)),
    }
}

/// `11月23日`, `23 Nov`.
pub fn month_day(lang: Lang, month_day: MonthDay) -> String {
    let (month, day) = (month_day.month, month_day.day);
    match lang {
        Lang::Zh => format!("{month}{MONTH}{day}{DAY}"),
        Lang::En => format!("{day} {}", month_name(month.into())),
    }
}

/// A day of these weeks: `11月23日 周一`, `Mon 23 Nov`.
pub fn near_day(lang: Lang, date: Date) -> String {
    let (month, day, weekday) = (date.month(), date.day(), weekday(lang, date));
    match lang {
        Lang::Zh => format!("{month}{MONTH}{day}{DAY} {weekday}"),
        Lang::En => format!("{weekday} {day} {}", month_name(month)),
    }
}

/// `2026年11月`, `Nov 2026`.
pub fn month(lang: Lang, date: Date) -> String {
    let (year, month) = (date.year(), date.month());
    match lang {
        Lang::Zh => format!("{year}{YEAR}{month}{MONTH}"),
        Lang::En => format!("{} {year}", month_name(month)),
    }
}

/// `11月`, `Nov`.
pub fn month_alone(lang: Lang, date: Date) -> String {
    let month = date.month();
    match lang {
        Lang::Zh => format!("{month}{MONTH}"),
        Lang::En => month_name(month).to_owned(),
    }
}

/// `周一`, `Mon`.
pub fn weekday(lang: Lang, date: Date) -> &'static str {
    weekday_name(lang, date.weekday())
}

/// The name of an ISO weekday, 1 Monday to 7 Sunday.
pub fn weekday_name(lang: Lang, weekday: u8) -> &'static str {
    let index = usize::from(weekday.saturating_sub(1));
    WEEKDAYS.get(index).map_or("", |name| name.of(lang))
}

/// `18:00`, or `18:00:30` if there are seconds; `24:00` at the end of a day.
pub fn clock(second: u32) -> String {
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

/// `2026年11月23日 周一`, `Mon 23 Nov 2026`.
pub fn dated(lang: Lang, day: Date) -> String {
    let (date, weekday) = (date(lang, day), weekday(lang, day));
    match lang {
        Lang::Zh => format!("{date} {weekday}"),
        Lang::En => format!("{weekday} {date}"),
    }
}

/// `2026年11月23日 周一 18:00`, `Mon 23 Nov 2026 18:00`.
pub fn moment(lang: Lang, at: Timestamp) -> String {
    let local = at.local();
    format!("{} {}", dated(lang, local.date), clock(local.second))
}

/// A later moment relative to `now`: `18:00`, `明天 06:00`, or in full.
pub fn later(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    let (then, today) = (at.local(), now.local().date);
    let clock = clock(then.second);
    match then.date.day_number() - today.day_number() {
        0 => clock,
        1 => format!("{} {clock}", TOMORROW.of(lang)),
        _ => moment(lang, at),
    }
}

/// The value of a `datetime-local` field: `2026-11-23T18:00`.
pub fn field(local: Local) -> String {
    format!("{}T{}", local.date, clock(local.second / 60 * 60))
}

/// How long ago: `今天`, `3 天前`.
pub fn age(lang: Lang, since: Timestamp, now: Instant) -> String {
    let seconds = now.0 - since.instant.0;
    match seconds.div_euclid(DAY_SECONDS) {
        i64::MIN..=0 => TODAY_AGO.of(lang).to_owned(),
        1 => ONE_DAY_AGO.of(lang).to_owned(),
        days => format!("{days}{}", DAYS_AGO.of(lang)),
    }
}

/// `2,190`: groups of three digits.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `12.3 KB`, in integers.
pub fn bytes(size: u64) -> String {
    if size < 1000 {
        return format!("{size} B");
    }
    let tenths = (size + 50) / 100;
    format!("{}.{} KB", tenths / 10, tenths % 10)
}

/// Lowercase hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("a timestamp")
    }

    #[test]
    fn a_number_has_its_digits_in_threes() {
        for (n, said) in [
            (0, "0"),
            (365, "365"),
            (2190, "2,190"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(number(n), said);
        }
    }

    #[test]
    fn moments_and_clock_times() {
        let evening = at("2026-11-23T18:05:00+08:00");
        assert_eq!(moment(Lang::Zh, evening), "2026年11月23日 周一 18:05");
        assert_eq!(moment(Lang::En, evening), "Mon 23 Nov 2026 18:05");
        let day = evening.local().date;
        assert_eq!(near_day(Lang::Zh, day), "11月23日 周一");
        assert_eq!(near_day(Lang::En, day), "Mon 23 Nov");
        assert_eq!(clock(86_400), "24:00");
        assert_eq!(clock(61), "00:01:01");
    }

    #[test]
    fn a_later_moment_is_relative_to_now() {
        let now = at("2026-11-23T18:05:00+08:00");
        let zh = |text| later(Lang::Zh, at(text), now);
        assert_eq!(zh("2026-11-23T22:00:00+08:00"), "22:00");
        assert_eq!(zh("2026-11-24T06:00:00+08:00"), "明天 06:00");
        assert_eq!(zh("2026-12-24T06:00:00+08:00"), "2026年12月24日 周四 06:00");
    }

    #[test]
    fn a_field_has_minutes() {
        let local = at("2026-11-23T18:05:59+08:00").local();
        assert_eq!(field(local), "2026-11-23T18:05");
    }

    #[test]
    fn sizes_are_rounded_to_a_tenth() {
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(12_345), "12.3 KB");
        assert_eq!(bytes(12_350), "12.4 KB");
    }
}
