//! Deadlines 办理时限: counted in working days by the city's own calendar. Whether a case is overdue
//! is always computed, never stored.

use super::clock::{Clock, Pause as Stopped};
use super::{Case, FeedbackSettings, Service, Stage};
use crate::time::{Calendar, Date, Local, Timestamp, Zone};

/// The last day for the answer to a case 应答复日 that was received on `received`: the service's
/// working days later, make-up workdays included. The day of receipt is not counted.
///
/// `None` where the service promises no time, or a year on the way has no calendar: no day is
/// promised then, rather than a wrong one.
pub fn due_on(service: &Service, received: Date, calendar: &Calendar) -> Option<Date> {
    calendar.plus_working_days(received, service.reply_working_days?)
}

/// The last day for the answer to a published case: later than [`due_on`] by each working day on which
/// its clock stood still. `None` also while a pause lasts: there is no such day yet.
pub fn due_on_with_pauses(service: &Service, case: &Case, calendar: &Calendar) -> Option<Date> {
    if case.pauses.iter().any(|pause| pause.until.is_none()) {
        return None;
    }
    let due = due_on(service, case.opened_on, calendar);
    clock_of(case, due).due_on(case.opened_on, calendar)
}

/// The working days that a case took, from the day after it was received until the day it was closed;
/// those on which its clock stood still are not counted. `None` where it is open, or a year has no
/// calendar.
pub fn working_days_taken(case: &Case, calendar: &Calendar) -> Option<u32> {
    clock_of(case, None).used(case.closed_on?, calendar)
}

/// The clock of a published case.
fn clock_of(case: &Case, due: Option<Date>) -> Clock {
    let pauses = case.pauses.iter();
    Clock {
        started: case.opened_on,
        due,
        pauses: pauses
            .map(|pause| Stopped {
                from: pause.from,
                until: pause.until,
            })
            .collect(),
        ended: case.closed_on,
    }
}

/// The last day on which somebody looks at a case 受理期限 that was received on `received`; `None` where
/// a year on the way has no calendar. Once it was screened, nothing is due by it any more.
pub fn screen_by(received: Date, settings: &FeedbackSettings, calendar: &Calendar) -> Option<Date> {
    calendar.plus_working_days(received, settings.screen_working_days)
}

/// The last second of the day `due`, by the city's clocks.
pub fn due_at(due: Date, zone: &Zone) -> Timestamp {
    let end = Local {
        date: due,
        second: 86_399,
    };
    zone.timestamp(zone.instant(end))
}

/// True where a case is overdue 超期 on the day `today`: the day `due` has passed and the case has
/// not ended.
pub fn is_overdue(due: Option<Date>, stage: &Stage, today: Date) -> bool {
    !stage.is_final() && due.is_some_and(|due| today > due)
}
