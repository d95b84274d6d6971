//! Values as the texts that cells are read from: `2025-05-01`, `18:00`, `85%`, `630104001001`.

use civic::time::Date;

use super::number_format::{NumberFormat, Shown};
use super::worksheet::Unreadable;

const DAY: i64 = 86_400;

/// From which day a workbook counts its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateSystem {
    From1900,
    From1904,
}

/// A number as its format shows it, but with all of its digits.
pub(super) fn number(
    value: f64,
    format: &NumberFormat,
    system: DateSystem,
) -> Result<String, Unreadable> {
    match format.shown {
        Shown::Number => decimal(value, 0).map(|text| padded(text, format.width)),
        Shown::Percentage => decimal(value, 2).map(|text| text + "%"),
        Shown::Hours => seconds(value).map(clock).ok_or_else(|| no_date(value)),
        Shown::Date | Shown::Moment | Shown::Time => {
            dated(value, format.shown, system).ok_or_else(|| no_date(value))
        }
    }
}

pub(super) fn yes_no(value: bool) -> String {
    if value { "是" } else { "否" }.to_owned()
}

fn no_date(value: f64) -> Unreadable {
    Unreadable::NoDate(value.to_string())
}

/// Zeros before a whole number, up to this width.
fn padded(text: String, width: usize) -> String {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        format!("{text:0>width$}")
    } else {
        text
    }
}

/// A number times ten to the power `shift`, in the fifteen digits that a spreadsheet shows.
fn decimal(value: f64, shift: i32) -> Result<String, Unreadable> {
    if !value.is_finite() || value.abs() >= 1e15 {
        return Err(Unreadable::TooManyDigits(format!("{value}")));
    }
    let scientific = format!("{value:.14e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Ok("0".to_owned());
    }
    // The digits before the point.
    let whole = exponent.parse().unwrap_or(0) + shift + 1;
    let text = match usize::try_from(whole) {
        Ok(0) | Err(_) => {
            let zeros = usize::try_from(-whole).unwrap_or(0);
            format!("0.{}{digits}", "0".repeat(zeros))
        }
        Ok(whole) if digits.len() <= whole => format!("{digits:0<whole$}"),
        Ok(whole) => {
            let (before, after) = digits.split_at(whole);
            format!("{before}.{after}")
        }
    };
    Ok(format!("{sign}{text}"))
}

/// Days and parts of a day in whole seconds; `None` before the first day and after the last.
fn seconds(days: f64) -> Option<i64> {
    const LAST_DAY: f64 = 2_958_466.0;
    if !(0.0..LAST_DAY).contains(&days) {
        return None;
    }
    format!("{:.0}", days * 86_400.0).parse().ok()
}

/// `18:00`, or `18:00:30` where it is not a whole minute.
fn clock(seconds: i64) -> String {
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    }
}

fn dated(value: f64, shown: Shown, system: DateSystem) -> Option<String> {
    let seconds = seconds(value)?;
    let (day, rest) = (seconds / DAY, seconds % DAY);
    match shown {
        // A midnight at the end of a day is written as one day.
        Shown::Time if seconds <= DAY => return Some(clock(seconds)),
        // Day 0 is what a formula makes of an empty cell.
        _ if day == 0 && rest == 0 => return None,
        _ if day == 0 => return Some(clock(rest)),
        _ => {}
    }
    let date = match system {
        DateSystem::From1904 => Date::from_day_number(day + 1462 - 25_569),
        // The system from 1900 has a 29 February that never was: day 60.
        DateSystem::From1900 if day > 60 => Date::from_day_number(day - 25_569),
        DateSystem::From1900 if day < 60 => Date::from_day_number(day - 25_568),
        DateSystem::From1900 => return None,
    };
    if shown == Shown::Date && rest == 0 {
        Some(date.to_string())
    } else {
        Some(format!("{date} {}", clock(rest)))
    }
}

/// Reads `2025-05-01` or `2025-05-01T18:00:00`.
pub(super) fn iso_date(text: &str) -> Result<String, Unreadable> {
    let read = || {
        let (day, time) = match text.split_once(['T', ' ']) {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        let date = Date::parse(day)?;
        // LibreOffice counts its days from here, and shows an empty cell as this one.
        let is_day_0 = date.to_string() == "1899-12-30";
        let clock = match time {
            Some(time) => Some(clock(iso_clock(time)?)),
            None => None,
        };
        match (is_day_0, clock) {
            (false, None) => Some(date.to_string()),
            (false, Some(clock)) => Some(format!("{date} {clock}")),
            (true, Some(clock)) if clock != "00:00" => Some(clock),
            (true, _) => None,
        }
    };
    read().ok_or_else(|| Unreadable::NoDate(text.to_owned()))
}

/// The seconds of `18:00:00` or `18:00`, rounded.
fn iso_clock(text: &str) -> Option<i64> {
    let mut parts = text.trim_end_matches('Z').split(':');
    let hour = whole(parts.next()?)?;
    let minute = whole(parts.next()?)?;
    let second = rounded(parts.next().unwrap_or("0"))?;
    (parts.next().is_none() && hour <= 24 && minute < 60 && second <= 60)
        .then(|| hour * 3600 + minute * 60 + second)
}

/// Reads `PT18H30M00S`.
pub(super) fn iso_duration(text: &str) -> Result<String, Unreadable> {
    let read = || {
        let rest = text.strip_prefix("PT")?;
        let (hours, rest) = rest.split_once('H').unwrap_or(("0", rest));
        let (minutes, rest) = rest.split_once('M').unwrap_or(("0", rest));
        let seconds = rest.strip_suffix('S').or(rest.is_empty().then_some("0"))?;
        Some(clock(
            whole(hours)? * 3600 + whole(minutes)? * 60 + rounded(seconds)?,
        ))
    };
    read().ok_or_else(|| Unreadable::NoDate(text.to_owned()))
}

fn whole(text: &str) -> Option<i64> {
    (text.len() <= 7 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

fn rounded(text: &str) -> Option<i64> {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_half = fraction.starts_with(|c: char| ('5'..='9').contains(&c));
    let is_number = fraction.bytes().all(|b| b.is_ascii_digit());
    is_number
        .then(|| whole(seconds))?
        .map(|s| s + i64::from(is_half))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(value: f64, code: &str) -> Result<String, Unreadable> {
        number(value, &NumberFormat::new(code, None), DateSystem::From1900)
    }

    #[test]
    fn numbers_keep_their_digits() {
        for (value, code, text) in [
            (1.0, "General", "1"),
            (630_104_001_001.0, "General", "630104001001"),
            (630_104_001_001.0, "0.00E+00", "630104001001"),
            (0.1 + 0.2, "General", "0.3"),
            (-1200.5, "#,##0.00", "-1200.5"),
            (0.000_001, "General", "0.000001"),
            (7.0, "000", "007"),
            (0.85, "0%", "85%"),
            (0.855, "0%", "85.5%"),
            (0.29, "0%", "29%"),
            (1.0, "0%", "100%"),
            (0.0, "0%", "0%"),
            (0.001, "0.00%", "0.1%"),
        ] {
            assert_eq!(shown(value, code), Ok(text.to_owned()), "{value} {code}");
        }
        for value in [1e15, 632_101_199_001_011_230.0, f64::INFINITY, f64::NAN] {
            assert!(matches!(
                shown(value, "General"),
                Err(Unreadable::TooManyDigits(_))
            ));
        }
    }

    #[test]
    fn dates_and_times_are_as_they_are_shown() {
        for (value, code, text) in [
            (45_778.0, "yyyy/m/d", "2025-05-01"),
            (45_778.75, "yyyy/m/d h:mm", "2025-05-01 18:00"),
            (45_778.75, "yyyy/m/d", "2025-05-01 18:00"),
            (45_778.0, "yyyy/m/d h:mm", "2025-05-01 00:00"),
            (0.75, "h:mm", "18:00"),
            (0.763_888_888_888_889, "h:mm", "18:20"),
            (0.0, "h:mm", "00:00"),
            (1.0, "h:mm", "24:00"),
            (1.0, "[h]:mm", "24:00"),
            (1.25, "[h]:mm", "30:00"),
            (0.75, "yyyy/m/d", "18:00"),
            (61.0, "yyyy/m/d", "1900-03-01"),
            (59.0, "yyyy/m/d", "1900-02-28"),
        ] {
            assert_eq!(shown(value, code), Ok(text.to_owned()), "{value} {code}");
        }
        for value in [0.0, 60.0, -1.0, 3e6, f64::NAN] {
            assert!(shown(value, "yyyy/m/d").is_err(), "{value}");
        }
        let format = NumberFormat::new("yyyy/m/d", None);
        assert_eq!(
            number(44_316.0, &format, DateSystem::From1904),
            Ok("2025-05-01".to_owned())
        );
    }

    #[test]
    fn iso_dates_and_durations_are_read() {
        assert_eq!(iso_date("2025-05-01"), Ok("2025-05-01".to_owned()));
        assert_eq!(
            iso_date("2025-05-01T18:00:00"),
            Ok("2025-05-01 18:00".to_owned())
        );
        assert_eq!(iso_date("1899-12-30T18:00:00"), Ok("18:00".to_owned()));
        for text in ["1899-12-30", "2025-02-29", "2025-05-01T1800", ""] {
            assert!(iso_date(text).is_err(), "{text}");
        }
        assert_eq!(iso_duration("PT18H30M00S"), Ok("18:30".to_owned()));
        assert_eq!(iso_duration("PT24H00M00S"), Ok("24:00".to_owned()));
        assert_eq!(iso_duration("PT08H29M59.999999S"), Ok("08:30".to_owned()));
        for text in ["", "P1D", "-PT1H", "PT1H1X", "PT99999999999999H"] {
            assert!(iso_duration(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_read_as_it_was_written(digits in 0_u64..1_000_000_000_000_000, places in 0_u32..6) {
            let divisor = 10_u64.pow(places);
            let whole = digits / divisor;
            let part = digits % divisor;
            let written = if places == 0 {
                whole.to_string()
            } else {
                let text = format!("{whole}.{part:0width$}", width = places as usize);
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            };
            let value: f64 = written.parse().expect("a number");
            prop_assert_eq!(shown(value, "General"), Ok(written));
        }

        #[test]
        fn no_number_panics(bits in any::<u64>(), code in "[ymdhs0#%.;\\[\\]\"@a/]{0,8}") {
            let _ = shown(f64::from_bits(bits), &code);
        }
    }
}
