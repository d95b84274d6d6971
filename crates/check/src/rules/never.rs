//! Rules and windows that can never apply: which filters contradict each other, and the day that
//! comes closest.

use civic::Text;
use civic::rules::{Rule, Schedule};
use civic::time::{Date, Instant, Local, Window};

use super::days::Days;
use super::example::day;
use super::filter::Filter;
use crate::checker::{Check, cell, message};
use crate::columns::files;
use crate::{Example, Row, WrittenEnd, columns};

/// Before every rule.
const ALWAYS: Instant = Instant(i64::MIN);

pub(crate) fn check(check: &mut Check<'_>, days: &Days) {
    let sources = check.sources;
    for row in sources.rules.iter().filter(|r| !r.value.outside_times) {
        let rule = &row.value;
        if days.holds(rule, ALWAYS).is_some() {
            idle_windows(check, days, row);
        } else if rule
            .expires
            .is_some_and(|e| e.instant <= rule.in_force.instant)
        {
            ends_first(check, row);
        } else {
            contradicts(check, days, row);
        }
    }
}

fn ends_first(check: &mut Check<'_>, row: &Row<Rule>) {
    let rule = &row.value;
    let Some(expires) = rule.expires else { return };
    let id = &rule.id;
    let column = if rule.overrides.is_some() {
        columns::changes::UNTIL
    } else {
        columns::rules::EXPIRES
    };
    let (from, until) = (
        check.clock(rule.in_force.instant),
        check.clock(expires.instant),
    );
    // A change of one day, its end written as that day.
    let one_day = match check.sources.written_ends.get(id) {
        Some(WrittenEnd::Day(day)) if check.zone.local(rule.in_force.instant).date == *day => {
            let (next, setting) = (day.next(), files::SETTINGS);
            Text::new(
                format!(
                    "；只有 {day} 这一天的，写“{next}”，或者在 {setting} 的 [rules] 写 expiry_day = \"included\""
                ),
                format!(
                    "; for {day} alone give {next}, or write expiry_day = \"included\" under [rules] in {setting}"
                ),
            )
        }
        _ => Text::default(),
    };
    let message = message(
        format!(
            "规则“{id}”的结束（{}）不晚于开始（{}），一刻也不会成立",
            until.zh, from.zh
        ),
        format!(
            "Rule {id} ends ({}) no later than it begins ({}) and never holds",
            until.en, from.en
        ),
        format!(
            "把结束改到开始之后，例如开始“2025-05-01”、结束“2025-10-08”{}",
            one_day.zh
        ),
        format!(
            "Let it end after it begins, such as from 2025-05-01 to 2025-10-08{}",
            one_day.en
        ),
    )
    .with(check.instant(rule.in_force.instant));
    check.error(
        "window_never_holds",
        cell(row, column),
        &expires.to_string(),
        message,
    );
}

/// A window that never falls into the rule's force, beside others that do.
fn idle_windows(check: &mut Check<'_>, days: &Days, row: &Row<Rule>) {
    let rule = &row.value;
    if rule.schedule.windows.len() < 2 || rule.expires.is_none() {
        return;
    }
    for window in &rule.schedule.windows {
        let alone = Rule {
            schedule: Schedule {
                windows: vec![*window],
                ..rule.schedule.clone()
            },
            ..rule.clone()
        };
        if days.holds(&alone, ALWAYS).is_some() {
            continue;
        }
        let (id, force) = (&rule.id, force(check, rule));
        let (closest, said) = closest(check, days, &alone);
        let message = message(
            format!(
                "规则“{id}”的时段 {window} 在它生效的时间里（{}）一次也碰不上；{}",
                force.zh, said.zh
            ),
            format!(
                "The window {window} of rule {id} never comes while the rule is in force ({}); {}",
                force.en, said.en
            ),
            "删去这个时段，或者把生效和失效改到包含它",
            "Take the window out, or let the rule be in force when it comes",
        )
        .with(closest);
        let at = cell(row, columns::rules::WINDOWS);
        check.warn("window_never_holds", at, &window.to_string(), message);
    }
}

/// When the rule is in force.
fn force(check: &Check<'_>, rule: &Rule) -> Text {
    let from = check.clock(rule.in_force.instant);
    let Some(expires) = rule.expires else {
        return Text::new(format!("{} 起", from.zh), format!("from {}", from.en));
    };
    let until = check.clock(expires.instant);
    Text::new(
        format!("{} 至 {}", from.zh, until.zh),
        format!("{} to {}", from.en, until.en),
    )
}

/// The fewest filters that contradict each other or, alone or even without any, the rule's force.
fn fewest(days: &Days, rule: &Rule) -> Vec<Filter> {
    let present = Filter::of(&rule.schedule);
    let mut sets: Vec<Vec<Filter>> = (0..1u32 << present.len())
        .map(|mask| {
            let chosen = present.iter().enumerate();
            chosen
                .filter(|(i, _)| mask >> i & 1 == 1)
                .map(|(_, f)| *f)
                .collect()
        })
        .collect();
    sets.sort_by_key(Vec::len);
    sets.into_iter()
        .find(|set| {
            let alone = Rule {
                schedule: Filter::keep(set, &rule.schedule),
                ..rule.clone()
            };
            days.holds(&alone, ALWAYS).is_none()
        })
        .unwrap_or(present)
}

/// The first day in force that most filters let through, and what it fails.
fn closest(check: &Check<'_>, days: &Days, rule: &Rule) -> (Example, Text) {
    let schedule = &rule.schedule;
    let present = Filter::of(schedule);
    let first = check.zone.local(rule.in_force.instant).date;
    let last = rule.expires.map_or(days.last, |e| {
        let last = check.zone.local(Instant(e.instant.0 - 1)).date;
        last.day_number().min(days.last)
    });
    let mut best = (first, usize::MAX);
    for number in first.day_number()..=last {
        let date = Date::from_day_number(number);
        let fails = |f: &&Filter| !f.lets_through(schedule, date, days);
        let failed = present.iter().filter(fails).count();
        if failed < best.1 {
            best = (date, failed);
        }
        if failed <= 1 {
            break;
        }
    }
    let date = best.0;
    let start = schedule.windows().first().map_or(0, |w| w.start());
    let local = Local {
        date,
        second: u32::from(start) * 60,
    };
    let failed: Vec<Filter> = present
        .into_iter()
        .filter(|f| !f.lets_through(schedule, date, days))
        .collect();
    let named = day(date);
    let said = if failed.is_empty() {
        Text::new(
            format!(
                "最接近的是 {}，日子都符合，时段却不在生效的时间里",
                named.zh
            ),
            format!(
                "{} comes closest: the day fits, but its windows lie outside the time in force",
                named.en
            ),
        )
    } else {
        let zh: Vec<String> = failed
            .iter()
            .map(|f| format!("“{}”", f.column().zh))
            .collect();
        let en: Vec<&str> = failed.iter().map(|f| f.en()).collect();
        let known = days
            .known_type(date)
            .filter(|_| failed.contains(&Filter::DayTypes));
        let (type_zh, type_en) = known.map_or_else(Default::default, |t| {
            (
                format!("，那天是{}", t.zh()),
                format!("; it is a {}", t.en().to_lowercase()),
            )
        });
        Text::new(
            format!(
                "最接近的是 {}，只是不符合{}{type_zh}",
                named.zh,
                zh.concat()
            ),
            format!(
                "{} comes closest and fails the {}{type_en}",
                named.en,
                en.join(" and ")
            ),
        )
    };
    (check.instant(check.zone.instant(local)), said)
}

fn contradicts(check: &mut Check<'_>, days: &Days, row: &Row<Rule>) {
    let rule = &row.value;
    let (id, schedule) = (&rule.id, &rule.schedule);
    let set = fewest(days, rule);
    let named: Vec<Text> = set.iter().map(|f| f.named(schedule)).collect();
    let force = force(check, rule);
    let why = match named.as_slice() {
        [] => {
            let windows: Vec<String> = schedule.windows().iter().map(Window::to_string).collect();
            Text::new(
                format!(
                    "时段（{}）没有一个落在生效的时间里（{}）",
                    windows.join("；"),
                    force.zh
                ),
                format!(
                    "none of its windows ({}) comes while it is in force ({})",
                    windows.join("; "),
                    force.en
                ),
            )
        }
        [only] => Text::new(
            format!("{}和生效的时间（{}）碰不到一起", only.zh, force.zh),
            format!(
                "its {} and the time it is in force ({}) do not meet",
                only.en, force.en
            ),
        ),
        [first, second] => Text::new(
            format!("{}和{}互相矛盾，没有一天同时符合", first.zh, second.zh),
            format!(
                "its {} and {} contradict each other: no day meets both",
                first.en, second.en
            ),
        ),
        more => {
            let zh: Vec<&str> = more.iter().map(|t| t.zh.as_str()).collect();
            let en: Vec<&str> = more.iter().map(|t| t.en.as_str()).collect();
            Text::new(
                format!("{}没有一天同时符合", zh.join("、")),
                format!("no day meets its {} together", en.join(", ")),
            )
        }
    };
    let (example, said) = closest(check, days, rule);
    let fix = if set.len() < 2 {
        (
            "把生效和失效改到包含这些日子和时段，或者改这一格".to_owned(),
            "Let the rule be in force on such days and times, or change this cell",
        )
    } else {
        let (day_types, weekdays) = (Filter::DayTypes.column().zh, Filter::Weekdays.column().zh);
        (
            format!(
                "放宽其中一项；例如“{day_types}”写“周末”时，“{weekdays}”就不要只写“周一至周五”"
            ),
            "Widen one of them; for example, day type 周末 cannot go with weekdays 周一至周五",
        )
    };
    let message = message(
        format!("规则“{id}”一刻也不会成立：{}；{}", why.zh, said.zh),
        format!("Rule {id} never holds: {}; {}", why.en, said.en),
        fix.0,
        fix.1,
    )
    .with(example);
    let column = set.last().map_or(columns::rules::WINDOWS, |f| f.column());
    check.error("window_never_holds", cell(row, column), "", message);
}
