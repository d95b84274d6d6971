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

use super::reasons::folded;
use super::time_table::{AsTable, Shown};
use super::year_chart::YearChart;
use crate::components::day_strip::{Legend, has_stale, permitted_hours};
use crate::components::{Icon, schedule};
use crate::messages::{frame, lookup};

const MONTHS: i32 = 12;
const WEEK: usize = 7;
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
            view! { <li><span class=class aria-hidden="true">{mark}</span>{words}</li> }.into_any()
        })
        .collect();
    let calendars = view! {
        <p class="hint">{lookup::DAYS_HINT.text()}</p>
        <ul class="legend">{legend}</ul>
        <div class="months">{grid}</div>
    };
    let title = format!(
        "{} {}",
        lookup::YEAR_FROM.text(),
        format::month(lang(), from)
    );
    let mark = if shown.query.at.is_empty() {
        lookup::DAY_NOW.text()
    } else {
        lookup::HERE_MARK.text()
    };
    let label = format!(
        "{title}{}{}",
        frame::STOP.text(),
        lookup::YEAR_PICTURE.text()
    );
    view! {
        <h2>{title}</h2>
        <p class="hint">{lookup::YEAR_HINT.text()}</p>
        <YearChart days=&day_patterns marked=shown.local.date mark label/>
        <Legend has_stale=day_patterns.patterns.iter().any(|p| has_stale(&p.segments))/>
        <h3 class="field">{lookup::IN_WORDS.text()}</h3>
        <RulesInWords shown day_patterns=&day_patterns/>
        {folded(Icon::CALENDAR, lookup::CALENDARS.text().to_owned(), calendars.into_any())}
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
    let lang = lang();
    let cells = month.days.iter().filter_map(|day| {
        let pattern = day_patterns.pattern(*day)?;
        let (class, mark, state) = day_state(pattern.state);
        let href = shown.href(Some(Period::Year), day.date, first_minute(pattern));
        let current = (day.date == shown.local.date).then_some("date");
        let label = format!("{} {state}", format::month_day(lang, day.date.month_day()));
        Some(
            view! { <td><a class=class href=href aria-label=label aria-current=current>{day.date.day()}<span>{mark}</span></a></td> }
                .into_any(),
        )
    });
    let before = usize::from(month.first.weekday().saturating_sub(1));
    let empty = (0..before).map(|_| view! { <td></td> }.into_any());
    let mut cells: Vec<AnyView> = empty.chain(cells).collect();
    let mut weeks: Vec<AnyView> = Vec::new();
    while !cells.is_empty() {
        let rest = cells.split_off(cells.len().min(WEEK));
        weeks.push(view! { <tr>{cells}</tr> }.into_any());
        cells = rest;
    }
    let names: Vec<AnyView> = (1..=7)
        .map(|day| view! { <th scope="col">{format::weekday_name(lang, day)}</th> }.into_any())
        .collect();
    view! {
        <table class="month">
            <caption>{format::month(lang, month.first)}</caption>
            <thead><tr>{names}</tr></thead>
            <tbody>{weeks}</tbody>
        </table>
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
            view! { <tr><th scope="row">{format::month(lang(), month.first)} " " <span class="days">{days}</span></th><td>{permitted_hours(&pattern.segments)}</td></tr> }
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
            let temporary = rule.overrides.as_ref().map(|o| view! { {lookup::OPEN_BRACKET.text()}{localized(&o.reason)}{lookup::CLOSE_BRACKET.text()} });
            let words = schedule::days(lang, &rule.schedule);
            let force = schedule::force(lang, rule, shown.at).join(frame::COMMA.text());
            view! {
                <li>
                    {words}{lookup::COLON.text()}<strong>{schedule::hours(lang, &rule.schedule)}</strong> {temporary} " "
                    <span class="s soft">{force} " " <span class="nb">{rule.id.to_string()}</span></span>
                </li>
            }
            .into_any()
        })
        .collect();
    if rows.is_empty() {
        return view! { <p>{lookup::NOTHING_PERMITTED.text()}</p> }.into_any();
    }
    view! { <ul class="list lost">{rows}</ul> }.into_any()
}
