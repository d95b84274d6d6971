//! Windows 时段 of a day.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::as_string::as_string;
use crate::time::date::digits;

/// Minutes in a day.
pub const DAY_MINUTES: u16 = 1440;

/// A window 时段 of a day: `[start, end)` in minutes after the midnight of the day on which it
/// starts; `end` above 1440 runs into the next day. Written `18:00-22:00`, `22:00-04:00+1`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    start: u16,
    end: u16,
}

/// Why two times do not form a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowError {
    /// A time beyond 24:00.
    BeyondDay,
    /// Start and end are the same moment.
    Empty,
    /// The end is not after the start, and is not marked as being on the next day.
    NeedsEndsNextDay,
    /// It is marked as ending on the next day, but would last longer than 24 hours.
    LongerThanDay,
}

impl Window {
    /// The whole day, `00:00-24:00`.
    pub const WHOLE_DAY: Self = Self {
        start: 0,
        end: DAY_MINUTES,
    };

    /// Creates a window from minutes of the day, 0 to 1440.
    pub fn new(start: u16, end: u16, ends_next_day: bool) -> Result<Self, WindowError> {
        if start >= DAY_MINUTES || end > DAY_MINUTES {
            return Err(WindowError::BeyondDay);
        }
        if start == end {
            return Err(WindowError::Empty);
        }
        match (end > start, ends_next_day) {
            (true, false) => Ok(Self { start, end }),
            (false, true) => Ok(Self {
                start,
                end: end + DAY_MINUTES,
            }),
            (false, false) => Err(WindowError::NeedsEndsNextDay),
            (true, true) => Err(WindowError::LongerThanDay),
        }
    }

    /// The first minute.
    pub fn start(self) -> u16 {
        self.start
    }

    /// The first minute after the window; above 1440 if it runs into the next day.
    pub fn end(self) -> u16 {
        self.end
    }

    /// Returns `true` if it runs into the next day.
    pub fn ends_next_day(self) -> bool {
        self.end > DAY_MINUTES
    }

    /// Parses `18:00-22:00` or `22:00-04:00+1`.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, next) = match text.strip_suffix("+1") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let (start, end) = text.split_once('-')?;
        Self::new(parse_minute(start)?, parse_minute(end)?, next).ok()
    }
}

/// Parses `18:00` as minutes of the day; `24:00` is the end of the day.
pub fn parse_minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= u32::from(DAY_MINUTES))
        .then(|| u16::try_from(total).ok())
        .flatten()
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.ends_next_day() {
            self.end - DAY_MINUTES
        } else {
            self.end
        };
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            self.start / 60,
            self.start % 60,
            end / 60,
            end % 60
        )?;
        if self.ends_next_day() {
            f.write_str("+1")
        } else {
            Ok(())
        }
    }
}

impl fmt::Debug for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

as_string!(Window, "a window such as 18:00-22:00 or 22:00-04:00+1");
