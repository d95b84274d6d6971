//! The only clock of a browser program; the domain is passed the instant.

use civic::time::Instant;

/// The present instant, to the second.
#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since 1970 over a thousand fit in an i64 for longer than there is a calendar"
)]
pub fn now() -> Instant {
    Instant((js_sys::Date::now() / 1000.0).floor() as i64)
}

/// The UTC offset of the phone's own clock, in minutes.
#[expect(
    clippy::cast_possible_truncation,
    reason = "an offset is less than a day, in whole minutes"
)]
pub fn offset_minutes() -> i16 {
    -(js_sys::Date::new_0().get_timezone_offset() as i16)
}
