//! The clock of a case 办理时限: working days by the city's own calendar, without those on which it was
//! stopped. Spans of days are half-open, so that a pause begun and ended on one day costs nothing.

use crate::time::{Calendar, Date};

/// A time in which the clock was stopped 停钟: `[from, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The day on which it was stopped, the first that does not count.
    pub from: Date,
    /// The day on which it ran again, which counts; `None` while it is stopped.
    pub until: Option<Date>,
}

/// The clock of a case, by days of the city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The day on which it was started, which is not counted.
    pub started: Date,
    /// The last day for the answer as it was promised; `None` where no day was.
    pub due: Option<Date>,
    /// When it was stopped, in chronological order.
    pub pauses: Vec<Pause>,
    /// The day on which it ended, with the first answer or with the case; `None` while it runs.
    pub ended: Option<Date>,
}

impl Clock {
    /// The last day for the answer, pushed by the working days on which the clock was stopped until
    /// `today`. A pause that begins after that day does not push it: what was overdue stays overdue.
    ///
    /// `None` where no day was promised, or a year on the way has no calendar.
    pub fn due_on(&self, today: Date, calendar: &Calendar) -> Option<Date> {
        let promised = self.due?;
        let is_never_paused = !self
            .pauses
            .iter()
            .any(|pause| pause.from <= promised && pause.from < self.until(*pause, today));
        if is_never_paused {
            return Some(promised);
        }
        let mut left = working_days(self.started, promised, calendar, |_| true)?;
        let mut date = self.started;
        while left > 0 {
            date = next(date)?;
            if calendar.is_working_day(date)? && self.runs_on(date, today) {
                left -= 1;
            }
        }
        Some(date)
    }

    /// Whether it is overdue 超期: the day has passed without an answer, or the answer came after it.
    /// `None` where no day was promised, or a year on the way has no calendar.
    pub fn is_overdue(&self, today: Date, calendar: &Calendar) -> Option<bool> {
        let end = self.ended.unwrap_or(today);
        Some(end > self.due_on(end, calendar)?)
    }

    /// The working days used until it ended, or until and with `today`, without those on which it was
    /// stopped. `None` where a year on the way has no calendar.
    pub fn used(&self, today: Date, calendar: &Calendar) -> Option<u32> {
        let end = self.ended.unwrap_or(today);
        // While it is stopped it does not run today either.
        let stopped_until = self.ended.or_else(|| next(today))?;
        working_days(self.started, end, calendar, |date| {
            self.runs_on(date, stopped_until)
        })
    }

    /// The working days that are left after `today` until and with the last day; negative by as many
    /// as have passed since, without those on which it was stopped. `None` once it has ended, where no day was promised, or a year on the way
    /// has no calendar.
    pub fn left(&self, today: Date, calendar: &Calendar) -> Option<i64> {
        if self.ended.is_some() {
            return None;
        }
        let due = self.due_on(today, calendar)?;
        let between = |from, to| {
            let days = working_days(from, to, calendar, |date| self.runs_on(date, today));
            days.map(i64::from)
        };
        if due >= today {
            between(today, due)
        } else {
            between(due, today).map(|days| -days)
        }
    }

    /// True where the clock is stopped now.
    pub fn is_paused(&self) -> bool {
        self.ended.is_none()
            && self
                .pauses
                .last()
                .is_some_and(|pause| pause.until.is_none())
    }

    fn runs_on(&self, date: Date, today: Date) -> bool {
        !self
            .pauses
            .iter()
            .any(|pause| pause.from <= date && date < self.until(*pause, today))
    }

    /// The first day that counts again: one that lasts counts as ended on `today`.
    fn until(&self, pause: Pause, today: Date) -> Date {
        pause.until.or(self.ended).unwrap_or(today)
    }
}

/// The working days in `(from, to]` that `counts` lets through; none where `to` is not later.
fn working_days(
    from: Date,
    to: Date,
    calendar: &Calendar,
    counts: impl Fn(Date) -> bool,
) -> Option<u32> {
    let mut date = from;
    let mut days = 0;
    while date < to {
        date = next(date)?;
        if calendar.is_working_day(date)? && counts(date) {
            days += 1;
        }
    }
    Some(days)
}

/// The day after; `None` at the end of time.
fn next(date: Date) -> Option<Date> {
    let next = date.next();
    (next > date).then_some(next)
}
