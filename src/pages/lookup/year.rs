//! The twelve months from the chosen day's month, as calendars, as text and as a table.

use civic::answer::day_patterns::{
    DayPatterns, DayState, Month, Pattern, PatternDays, month_start,
};
use civic::rules::{Effect, Rule};
use civic::time::DateSpan;
use leptos::prelude::*;
use routes::query::Period;
use web::format;
use web::i18n::{lang, localized};

use super::time_table::{AsTable, Shown};
use crate::components::day_strip::permitted_hours;
use crate::components::schedule;
use crate::messages::lookup;

const MONTHS: i32 = 12;
const NOON: u16 = 12 * 60;

/// The CSS class, the symbol and the label of a day's state.
fn day_state(state: DayState) -> (&'static str, &'static str, &'static str) {
    match state {
        DayState::AllDay => ("cell cell-all", "●", lookup::STATE_ALL_DAY.text()),
        DayState::Sometimes => ("cell cell-some", "◐", lookup::STATE_SOMETIMES.text()),
        DayState::Never => ("cell cell-no", "✕", lookup::STATE_NEVER.text()),
        DayState::NotPublished => ("cell cell-none", "–", lookup::STATE_NOT_PUBLISHED.text()),
        DayState::Stale => ("cell cell-stale", "?", lookup::STATE_STALE.text()),
    }
}

#[component]
pub(super) fn Year<'a>(shown: &'a Shown) -> impl IntoView + use<> {
    let from = month_start(shown.local.date, 0);
    let day_patterns = shown.day_patterns(from, month_start(from, MONTHS));
    let months = day_patterns.months();
    let grid: Vec<AnyView> = months
        .iter()
        .map(|month| view! { <MonthGrid shown day_patterns=&day_patterns month/> }.into_any())
        .collect();
    let rows: Vec<AnyView> = months
        .iter()
        .flat_map(|month| month_rows(shown, &day_patterns, month))
        .collect();
    let states = [
        DayState::AllDay,
        DayState::Sometimes,
        DayState::Never,
        DayState::NotPublished,
        DayState::Stale,
    ];
    let legend: Vec<AnyView> = states
        .into_iter()
        .filter(|state| day_patterns.patterns.iter().any(|p| p.state == *state))
        .map(|state| {
            let (class, mark, words) = day_state(state);
            view! { <li><span class=class>{mark}</span> " " {words}</li> }.into_any()
        })
        .collect();
    view! {
        <h2>{lookup::YEAR_FROM.text()} " " <span class="nb">{format::month(lang(), from)}</span></h2>
        <p class="hint">{lookup::PICTURES_HINT.text()}</p>
        <div aria-hidden="true">
            <ul class="strip-list year-key">{legend}</ul>
            <div class="year">{grid}</div>
        </div>
        <h3>{lookup::IN_WORDS.text()}</h3>
        <RulesInWords shown day_patterns=&day_patterns/>
        <AsTable first=lookup::COLUMN_MONTH.text() second=lookup::COLUMN_HOURS.text() rows/>
    }
}

/// The minute of a day to link to: the first that is permitted, or noon.
fn first_minute(pattern: &Pattern) -> u16 {
    let first = pattern.segments.iter().find(|s| s.verdict.permits());
    first.map_or(NOON, |s| s.from)
}

/// A month as its weeks, Monday first.
#[component]
fn MonthGrid<'a>(
    shown: &'a Shown,
    day_patterns: &'a DayPatterns,
    month: &'a Month,
) -> impl IntoView + use<> {
    let cells: Vec<AnyView> = month
        .days
        .iter()
        .filter_map(|day| {
            let pattern = day_patterns.pattern(*day)?;
            let (class, mark, _) = day_state(pattern.state);
            let href = shown.href(Some(Period::Year), day.date, first_minute(pattern));
            let current = (day.date == shown.local.date).then_some("date");
            Some(
                view! { <a class=class href=href tabindex="-1" aria-current=current>{day.date.day()} <span>{mark}</span></a> }
                    .into_any(),
            )
        })
        .collect();
    let before = month.first.weekday().saturating_sub(1);
    let offset = (before > 0).then(|| {
        view! { <span style:grid-column=format!("span {before}")></span> }
    });
    view! {
        <div class="month">
            <p>{format::month(lang(), month.first)}</p>
            <div class="month-days">{offset}{cells}</div>
        </div>
    }
}

/// The days of a month grouped by their pattern; each span links to its first day.
fn month_rows(shown: &Shown, day_patterns: &DayPatterns, month: &Month) -> Vec<AnyView> {
    let row = |group: &PatternDays| {
        let pattern = day_patterns.patterns.get(group.pattern)?;
        let minute = first_minute(pattern);
        let days: Vec<AnyView> = group
            .spans
            .iter()
            .map(|span| {
                let href = shown.href(Some(Period::Year), span.from, minute);
                view! { <a class="affects" href=href>{days_of(*span)}</a> " " }.into_any()
            })
            .collect();
        Some(
            view! { <tr><th scope="row">{format::month(lang(), month.first)} " " {days}</th><td>{permitted_hours(&pattern.segments)}</td></tr> }
                .into_any(),
        )
    };
    month.groups.iter().filter_map(row).collect()
}

/// `1–7`, `9`: days of one month.
fn days_of(span: DateSpan) -> String {
    let (first, last) = (span.from.day(), span.until.plus_days(-1).day());
    if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    }
}

/// The permitting rules of these months, each with its days and hours.
#[component]
fn RulesInWords<'a>(shown: &'a Shown, day_patterns: &'a DayPatterns) -> impl IntoView + use<> {
    let lang = lang();
    let mut rules: Vec<&Rule> = day_patterns
        .rules
        .iter()
        .filter_map(|id| shown.engine.rule(id))
        .filter(|rule| rule.effect == Effect::Permit)
        .collect();
    rules.sort_by_key(|rule| rule.overrides.is_some());
    let rows: Vec<AnyView> = rules
        .into_iter()
        .map(|rule| {
            let temporary = rule.overrides.as_ref().map(|o| view! { " " {localized(&o.reason)} });
            let words = schedule::days(lang, &rule.schedule);
            let force = schedule::join(lang, schedule::force(lang, rule, shown.at).into_iter());
            view! {
                <li>
                    {words} ": " <strong>{schedule::hours(lang, &rule.schedule)}</strong> {temporary} " "
                    <span class="s soft">{rule.id.to_string()} " " {force}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    if rows.is_empty() {
        return view! { <p>{lookup::NOTHING_PERMITTED.text()}</p> }.into_any();
    }
    view! { <ul>{rows}</ul> }.into_any()
}
