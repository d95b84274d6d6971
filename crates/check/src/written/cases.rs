//! Rows of 诉求案例.csv.

use civic::Text;
use civic::cases::{Case, CloseReason, Pause, WithheldReason};

use super::row::{SheetRow, english, given, joined};
use crate::columns::cases;

/// The row of a case. The day by which an answer is due is in no column.
pub fn case(case: &Case) -> SheetRow {
    let events = case.events.iter();
    let pauses = case.pauses.iter();
    SheetRow::default()
        .set(cases::ID, &case.id)
        .set(cases::SERVICE, &case.service)
        .both(cases::TITLE, &case.title)
        .set(cases::GROUP, given(case.group))
        .set(cases::PLACE, given(case.place.as_ref()))
        .set(cases::ABOUT, joined(case.about.iter()))
        .set(cases::OPENED_ON, case.opened_on)
        .set(cases::CLOSED_ON, given(case.closed_on))
        .set(cases::STAGE, case.stage.zh())
        .set(
            cases::CLOSE_REASON,
            case.close_reason.as_ref().map_or("", CloseReason::zh),
        )
        .set(cases::MEANS, case.means.zh())
        .both(cases::MEANS_GROUND, &case.means_ground)
        .set(cases::BASIS, joined(case.basis.iter()))
        .set(cases::PAUSES.zh, joined(case.pauses.iter().map(pause)))
        .set(
            cases::PAUSES.en,
            english(pauses.map(|pause| pause.reason.en.as_str())),
        )
        .set(
            cases::EVENTS.zh,
            joined(events.clone().map(|e| format!("{} {}", e.on, e.text.zh))),
        )
        .set(
            cases::EVENTS.en,
            dated_english(events.map(|e| (e.on, &e.text))),
        )
        .both(cases::ANSWER, &case.answer)
        .set(cases::UNIT, given(case.unit.as_ref()))
        .both(cases::REFERRED_TO, &case.referred_to)
        .set(cases::MERGED_INTO, given(case.merged_into.as_ref()))
        .set(cases::LED_TO, joined(case.led_to.iter()))
        .set(
            cases::WITHHELD,
            case.withheld.as_ref().map_or("", WithheldReason::zh),
        )
        .set(cases::RATING, given(case.rating))
        .source(&case.source)
}

fn pause(pause: &Pause) -> String {
    let reason = &pause.reason.zh;
    match pause.until {
        Some(until) => format!("{}至{} {reason}", pause.from, until.previous()),
        None => format!("{}起 {reason}", pause.from),
    }
}

fn dated_english<'a>(events: impl Iterator<Item = (civic::time::Date, &'a Text)>) -> String {
    let events: Vec<_> = events.collect();
    if events.iter().any(|(_, text)| text.en.is_empty()) {
        return String::new();
    }
    joined(events.iter().map(|(on, text)| format!("{on} {}", text.en)))
}
