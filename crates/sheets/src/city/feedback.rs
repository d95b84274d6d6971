//! Corrections, updates, kinds of feedback and published cases: one function per sheet.

use check::Sources;
use check::columns::{cases, corrections, services, updates};
use civic::Text;
use civic::cases::{
    Case, CaseEvent, CloseReason, Means, Pause, Publication, Service, Stage, WithheldReason,
};
use civic::documents::{Correction, CorrectionTarget, FoundBy, Update, UpdateKind};
use civic::duties::added_demands::Flag;

use super::folder::Folder;
use super::paired::paired;
use super::questions;
use crate::grammar;
use crate::grammar::CellError;
use crate::table::RowReader;

pub(crate) fn read(folder: &mut Folder, sources: &mut Sources) {
    corrections(folder, sources);
    updates(folder, sources);
    services(folder, sources);
    questions::read(folder, sources);
    cases(folder, sources);
}

fn corrections(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&corrections::SHEET);
    sources.corrections = folder.rows(&corrections::SHEET, &sheet, |row| {
        let target = row.any_reference(corrections::TARGET);
        let kind = row.term(corrections::TARGET_KIND, |t| match t {
            "工作要求" | "requirement" => Some(0),
            "地点" | "place" => Some(1),
            "诉求" | "case" => Some(2),
            _ => None,
        });
        let found_on = row.date(corrections::FOUND_ON);
        Some(Correction {
            id: row.id(corrections::ID),
            target: match kind? {
                0 => CorrectionTarget::Requirement(target.as_str().into()),
                1 => CorrectionTarget::Place(target.as_str().into()),
                _ => CorrectionTarget::Case(target.as_str().into()),
            },
            flags: row.terms(corrections::FLAGS, Flag::from_term),
            found_by: row.term(corrections::FOUND_BY, FoundBy::from_term)?,
            found_on: found_on?,
            decided_on: row.date(corrections::DECIDED_ON),
            effective_on: row.date(corrections::EFFECTIVE_ON),
            decided_by: row.bilingual(corrections::DECIDED_BY),
            before: row.bilingual(corrections::BEFORE),
            after: row.bilingual(corrections::AFTER),
            reason: row.bilingual(corrections::REASON),
            document: row.reference(corrections::DOCUMENT),
            source: row.source(),
        })
    });
}

fn updates(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&updates::SHEET);
    sources.updates = folder.rows(&updates::SHEET, &sheet, |row| {
        let date = row.date(updates::DATE);
        Some(Update {
            id: row.id(updates::ID),
            date: date?,
            kind: row.term(updates::KIND, UpdateKind::from_term)?,
            title: row.bilingual(updates::TITLE),
            body: row.bilingual(updates::BODY),
            affects: row.ids(updates::AFFECTS),
            effective_on: row.date(updates::EFFECTIVE_ON),
            until: row.date(updates::LAST_DAY).map(|d| d.plus_days(1)),
            source: row.source(),
        })
    });
}

fn services(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&services::SHEET);
    sources.services = folder.rows(&services::SHEET, &sheet, |row| {
        row.source();
        Some(Service {
            code: row.id(services::CODE),
            name: row.bilingual(services::NAME),
            description: row.bilingual(services::DESCRIPTION),
            reply_working_days: row.number(services::REPLY_WORKING_DAYS),
            redirect: row.yes_no(services::REDIRECT).unwrap_or_default(),
            anonymous: row.yes_no(services::ANONYMOUS).unwrap_or_default(),
            publication: row
                .term(services::PUBLICATION, Publication::from_term)
                .unwrap_or_default(),
            questions: Vec::new(),
        })
    });
}

fn cases(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&cases::SHEET);
    sources.cases = folder.rows(&cases::SHEET, &sheet, |row| {
        let opened_on = row.date(cases::OPENED_ON);
        Some(Case {
            id: row.id(cases::ID),
            service: row.id(cases::SERVICE),
            title: row.bilingual(cases::TITLE),
            group: row.number(cases::GROUP),
            place: row.reference(cases::PLACE),
            about: row.ids(cases::ABOUT),
            opened_on: opened_on?,
            due_on: None,
            closed_on: row.date(cases::CLOSED_ON),
            stage: row.term(cases::STAGE, Stage::from_term)?,
            close_reason: row.term(cases::CLOSE_REASON, close_reason),
            means: row
                .term(cases::MEANS, Means::from_term)
                .unwrap_or(Means::Unclassified),
            means_ground: row.bilingual(cases::MEANS_GROUND),
            basis: row.ids(cases::BASIS),
            pauses: pauses(row),
            events: events(row),
            answer: row.bilingual(cases::ANSWER),
            unit: row.reference(cases::UNIT),
            referred_to: row.bilingual(cases::REFERRED_TO),
            merged_into: row.reference(cases::MERGED_INTO),
            led_to: row.ids(cases::LED_TO),
            withheld: row.term(cases::WITHHELD, WithheldReason::from_term),
            rating: row.read(cases::RATING, rating),
            source: row.source(),
        })
    });
}

/// A term of its own has a comma, which is written in either width.
fn close_reason(text: &str) -> Option<CloseReason> {
    CloseReason::from_term(text).or_else(|| CloseReason::from_term(&text.replace(',', "，")))
}

/// `2026-08-13至2026-08-20 等配件；2026-09-01起 等另一单位答复`, the last day included.
fn pauses(row: &mut RowReader<'_>) -> Vec<Pause> {
    let lines = paired(row, cases::PAUSES, |text| {
        grammar::list(text).iter().map(|line| pause(line)).collect()
    });
    lines
        .into_iter()
        .map(|(pause, en)| Pause {
            reason: Text::new(pause.reason.zh, en.trim()),
            ..pause
        })
        .collect()
}

fn pause(line: &str) -> Result<Pause, CellError> {
    let (days, reason) = line.split_once([' ', '\u{3000}']).unwrap_or((line, ""));
    let reason = Text::new(reason.trim(), "");
    if reason.zh.is_empty() {
        return Err(CellError {
            what: Text::new("暂停要写原因", "A pause needs its reason"),
            example: "2026-08-13至2026-08-20 等配件",
        });
    }
    if let Some(from) = days.strip_suffix('起') {
        return Ok(Pause {
            from: grammar::date(from)?,
            until: None,
            reason,
        });
    }
    match grammar::date_spans(days)?.as_slice() {
        [span] => Ok(Pause {
            from: span.from,
            until: Some(span.until),
            reason,
        }),
        _ => Err(CellError {
            what: Text::new(
                "每项写一段日期和原因，用“；”隔开",
                "Write one span of days and its reason for each, separated by ；",
            ),
            example: "2026-08-13至2026-08-20 等配件",
        }),
    }
}

fn rating(text: &str) -> Result<u8, CellError> {
    let rating = grammar::number(text)
        .ok()
        .and_then(|n| u8::try_from(n).ok());
    rating.filter(|r| (1..=5).contains(r)).ok_or(CellError {
        what: Text::new("评价是 1 到 5", "A rating is 1 to 5"),
        example: "5",
    })
}

/// `2025-05-06 告知附近可摆路段；2025-05-12 回访`.
fn events(row: &mut RowReader<'_>) -> Vec<CaseEvent> {
    let lines = paired(row, cases::EVENTS, |text| {
        grammar::list(text)
            .iter()
            .map(|line| {
                let (date, words) = line.split_once([' ', '\u{3000}']).unwrap_or((line, ""));
                Ok((grammar::date(date)?, words.trim().to_owned()))
            })
            .collect::<Result<Vec<_>, CellError>>()
    });
    let mut events = Vec::new();
    for ((on, zh), en) in lines {
        // The English line has the same date, or none.
        let dated = en
            .split_once(' ')
            .and_then(|(day, words)| Some((grammar::date(day).ok()?, words)));
        if let Some((day, _)) = dated.filter(|(day, _)| *day != on) {
            let what = Text::new(
                format!(
                    "英文的日期是 {day}，同一项的中文是 {on}，对不上；按中文的顺序写，日期可以不写"
                ),
                format!(
                    "The English is of {day} and the Chinese beside it of {on}, so that they do not pair; keep the order of the Chinese, with or without the dates"
                ),
            );
            let error = CellError {
                what,
                example: "2025-05-06 告知 → 2025-05-06 Told",
            };
            row.refuse_as("list_unpaired", cases::EVENTS.en, &error);
        }
        let en = dated.map_or(en.as_str(), |(_, words)| words);
        events.push(CaseEvent {
            on,
            text: Text::new(zh, en.trim()),
        });
    }
    events
}
