//! How much of the time for an answer has gone 已用工作日, as a box a working day.

use super::clock::Clock;
use crate::time::{Calendar, Date};

/// The working days of a time for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaysUsed {
    /// Those that have begun, the present day included.
    pub used: u32,
    /// All of them.
    pub of: u32,
}

/// No time for an answer is longer, in days.
const LONGEST: i64 = 400;

/// The working days after `received` until `due`, and how many of them have begun on `today`; make-up
/// workdays included. `None` where a year on the way has no calendar, or the days do not follow one
/// another.
pub fn days_used(received: Date, due: Date, today: Date, calendar: &Calendar) -> Option<DaysUsed> {
    if due > received.plus_days(LONGEST) {
        return None;
    }
    let clock = Clock {
        started: received,
        due: None,
        pauses: Vec::new(),
        ended: None,
    };
    Some(DaysUsed {
        used: clock.used(today.min(due), calendar)?,
        of: clock.used(due, calendar)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{Source, SourceKind};
    use crate::time::CalendarYear;

    fn calendar() -> Calendar {
        Calendar::from(vec![CalendarYear {
            year: 2026,
            days: Vec::new(),
            source: Source {
                kind: SourceKind::Sample,
                reference: String::new(),
            },
        }])
    }

    fn day(day: u32) -> Date {
        Date::new(2026, 11, day).expect("a day")
    }

    #[test]
    fn a_box_is_a_working_day_after_the_day_of_receipt() {
        // Monday the 23rd; five working days end on Monday the 30th.
        let used = |today| days_used(day(23), day(30), day(today), &calendar());
        assert_eq!(used(23), Some(DaysUsed { used: 0, of: 5 }));
        assert_eq!(used(24), Some(DaysUsed { used: 1, of: 5 }));
        assert_eq!(used(29), Some(DaysUsed { used: 4, of: 5 }));
        assert_eq!(used(30), Some(DaysUsed { used: 5, of: 5 }));
    }

    #[test]
    fn without_a_calendar_nothing_is_counted() {
        let due = Date::new(2027, 1, 4).expect("a day");
        assert_eq!(days_used(day(23), due, day(24), &calendar()), None);
        assert_eq!(
            days_used(day(23), day(20), day(24), &calendar()),
            Some(DaysUsed { used: 0, of: 0 })
        );
    }
}
