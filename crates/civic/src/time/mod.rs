//! Time: instants, the city's time zone and calendar, dates, windows, seasons and weekdays.
//!
//! All spans are half-open, `[from, until)`: the start is included, the end is not.

mod as_string;
mod calendar;
mod date;
mod day_type;
mod instant;
mod recurrence;
mod window;
mod zone;

pub use calendar::{Calendar, CalendarYear, DEFAULT_YEARS, REACH_YEARS, SpecialDay};
pub use date::{Date, DateSpan, MonthDay, month_name};
pub use day_type::DayType;
pub use instant::{DAY_SECONDS, Instant, Local, Timestamp};
pub use recurrence::{Season, WeekdaySet};
pub use window::{DAY_MINUTES, Window, WindowError, parse_minute};
pub use zone::{Transition, Zone};
