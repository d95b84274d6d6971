//! Small cities made of a few lines, for tests.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::allow_attributes,
    clippy::expect_used,
    clippy::panic,
    reason = "each test file is a crate of its own and uses some of these"
)]

use civic::Text;
pub mod city;
pub mod random;

use civic::answer::{Answer, Engine, Question, Verdict};
use civic::calendar::{Calendar, CalendarYear, SpecialDay};
use civic::document::{Source, SourceKind};
use civic::place::{Grade, Place, PlaceKind, Side};
use civic::rule::{Effect, GoodsSet, Override, Rule, Schedule, Scope};
use civic::time::{Date, Season, Timestamp, WeekdaySet, Window, Zone};

pub fn sample() -> Source {
    Source {
        kind: SourceKind::Sample,
        reference: String::new(),
    }
}

pub fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

pub fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap_or_else(|| panic!("{text} is RFC 3339"))
}

/// A local time of Xining: `2025-06-06 18:00` or with seconds.
pub fn local(text: &str) -> Timestamp {
    let text = text.replace(' ', "T");
    let seconds = if text.len() == 16 { ":00" } else { "" };
    at(&format!("{text}{seconds}+08:00"))
}

pub fn place(id: &str, grade: Grade) -> Place {
    Place {
        id: id.into(),
        name: Text::new(id, id),
        section: Text::default(),
        kind: PlaceKind::Street,
        side: Side::Both,
        grade,
        unit: "630103001".into(),
        pinyin: String::new(),
        aliases: Vec::new(),
        capacity: None,
        geometry: None,
        note: Text::default(),
        source: sample(),
    }
}

/// A rule for place `P`, all goods, the whole time, in force since 2024.
pub fn rule(id: &str, effect: Effect, priority: u16) -> Rule {
    Rule {
        id: id.into(),
        effect,
        scope: Scope::Places(vec!["P".into()]),
        goods: GoodsSet::All,
        schedule: Schedule::default(),
        in_force: local("2024-01-01 00:00"),
        expires: None,
        priority,
        overrides: None,
        outside_times: false,
        conditions: Vec::new(),
        documents: vec!["D-1".into()],
        first_breach: Text::default(),
        note: Text::default(),
        source: sample(),
    }
}

pub fn windows(list: &[&str]) -> Vec<Window> {
    list.iter()
        .map(|w| Window::parse(w).expect("a window"))
        .collect()
}

pub fn weekdays(days: &str) -> Option<WeekdaySet> {
    WeekdaySet::parse(days)
}

pub fn season(from: &str, until: &str) -> Season {
    let day = |text| civic::time::MonthDay::parse(text).expect("a month and day");
    Season {
        from: day(from),
        until: day(until),
    }
}

pub fn overriding(targets: &[&str]) -> Override {
    Override {
        targets: targets.iter().map(|t| (*t).into()).collect(),
        reason: Text::new("临时", "For a time"),
        instead: Text::default(),
    }
}

/// Calendars of 2024 to 2026 with a few real days.
pub fn calendar() -> Calendar {
    let year = |year: i32, days: &[(&str, bool)]| CalendarYear {
        year,
        days: days
            .iter()
            .map(|(day, off)| SpecialDay {
                date: date(day),
                off: *off,
                name: Text::default(),
            })
            .collect(),
        source: sample(),
    };
    Calendar::from(vec![
        year(2024, &[("2024-01-01", true)]),
        year(
            2025,
            &[
                ("2025-01-01", true),
                ("2025-10-01", true),
                ("2025-10-11", false),
            ],
        ),
        year(
            2026,
            &[
                ("2026-01-01", true),
                ("2026-01-02", true),
                ("2026-01-04", false),
            ],
        ),
    ])
}

pub fn xining() -> Zone {
    Zone::fixed("Asia/Shanghai", 480)
}

pub fn engine(rules: &[Rule]) -> Engine {
    Engine::new(
        &[place("P", Grade::Guided), place("Q", Grade::Strict)],
        rules,
        &calendar(),
        &xining(),
    )
}

pub fn ask(engine: &Engine, time: &str) -> Answer {
    ask_at(engine, local(time))
}

pub fn ask_at(engine: &Engine, time: Timestamp) -> Answer {
    engine
        .answer(&Question {
            place: "P".into(),
            goods: "snack".into(),
            at: time.instant,
        })
        .expect("P is a place")
}

pub fn verdict(engine: &Engine, time: &str) -> Verdict {
    ask(engine, time).verdict
}
