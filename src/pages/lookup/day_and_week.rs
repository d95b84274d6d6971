//! Pictures of time: the asked day, the seven days from it, the twelve months from its own.

use std::sync::Arc;

use civic::answer::day_patterns::{Day, DayPatterns};
use civic::answer::{Engine, Segment, Verdict};
use civic::time::{Date, DayType, Instant, Local};
use civic::{GoodsId, PlaceId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::Asked;
use super::year::year;
use crate::app::{lang, m};
use crate::components::day_strip::{bar, hours, key, scale, strip};
use crate::components::tag;
use crate::format;
use crate::reactive::{attr, reactive};

const WEEK: &str = "week";
pub(super) const YEAR: &str = "year";
const WEEK_DAYS: i64 = 7;

/// What every day patterns is made from.
pub(super) struct Shown {
    pub(super) engine: Engine,
    asked: Asked,
    place: PlaceId,
    goods: GoodsId,
    pub(super) local: Local,
    pub(super) at: Instant,
}

impl Shown {
    /// The address that asks about a minute of a day, and shows the same day patterns.
    pub(super) fn ask(&self, show: &str, date: Date, minute: u16) -> String {
        let second = u32::from(minute) * 60;
        let at = format::field(Local { date, second });
        Asked {
            at,
            ..self.asked.clone()
        }
        .showing(show)
    }

    pub(super) fn day_patterns(&self, from: Date, until: Date) -> DayPatterns {
        let day_patterns = self
            .engine
            .day_patterns(&self.place, &self.goods, from, until);
        day_patterns.unwrap_or_default()
    }
}

/// The day patterns, one at a time: the week and the year are worked out when they are asked for.
pub(super) fn pictures(engine: Engine, asked: &Asked, at: Instant, local: Local) -> AnyView {
    let m = m();
    let query = use_query_map();
    let show = Memo::new(move |_| query.with(|q| q.get("show").unwrap_or_default()));
    let choice = |code: &'static str, word: &'static str| {
        let current = attr(move || (show.get() == code).then_some("true"));
        view! {
            <li><a class="choice" href=asked.showing(code) aria-current=current data-noscroll="">{word}</a></li>
        }
        .into_any()
    };
    let choices = [
        choice("", m.show_day),
        choice(WEEK, m.show_week),
        choice(YEAR, m.show_year),
    ];
    let shown = Shown {
        engine,
        place: asked.place.as_str().into(),
        goods: asked.goods.as_str().into(),
        asked: asked.clone(),
        local,
        at,
    };
    let shown = Arc::new(shown);
    let day_patterns = reactive(move || match show.get().as_str() {
        WEEK => week(&shown),
        YEAR => year(&shown),
        _ => day(&shown),
    });
    view! {
        <nav aria-label=m.show><ul class="choices">{choices.into_iter().collect::<Vec<_>>()}</ul></nav>
        {day_patterns}
    }
    .into_any()
}

fn dated(date: Date) -> String {
    format!(
        "{} {}",
        format::date(lang(), date),
        format::weekday(lang(), date)
    )
}

fn day(shown: &Shown) -> AnyView {
    let m = m();
    let Local { date, second } = shown.local;
    let segments = shown.engine.day(&shown.place, &shown.goods, date);
    let title = if shown.asked.at.is_empty() {
        m.day_now
    } else {
        m.day_then
    };
    view! {
        <h2>{title} " " <span class="whole">{dated(date)}</span></h2>
        {strip(&segments.unwrap_or_default(), u16::try_from(second / 60).ok(), &|minute| shown.ask("", date, minute))}
    }
    .into_any()
}

/// 节假日 or 调休上班日 with what it is called; nothing for an ordinary day.
fn special(engine: &Engine, date: Date) -> Option<AnyView> {
    let calendar = engine.calendar();
    let kind = calendar.day_type(date)?;
    let class = match kind {
        DayType::Holiday => "flag",
        DayType::MakeupWorkday => "plain",
        _ => return None,
    };
    let term = lang().term(kind.zh(), kind.en());
    let name = calendar.name(date).map(|name| lang().pick(name));
    let word = match name {
        Some(name) if !name.is_empty() => format!("{term} · {name}"),
        _ => term.to_owned(),
    };
    Some(tag(class, word))
}

fn week(shown: &Shown) -> AnyView {
    let m = m();
    let from = shown.local.date;
    let minute = u16::try_from(shown.local.second / 60).unwrap_or_default();
    let day_patterns = shown.day_patterns(from, from.plus_days(WEEK_DAYS));
    let said = |day: &Day| -> Vec<Segment> {
        let pattern = day_patterns.pattern(*day);
        pattern.map(|p| p.segments.clone()).unwrap_or_default()
    };
    let strips: Vec<AnyView> = day_patterns
        .days
        .iter()
        .map(|day| {
            let date = day.date;
            let now = (date == from).then_some(minute);
            view! {
                <li>
                    <p><a href=shown.ask(WEEK, date, minute)>{dated(date)}</a> " " {special(&shown.engine, date)}</p>
                    {bar(&said(day), now, &|minute| shown.ask(WEEK, date, minute))}
                </li>
            }
            .into_any()
        })
        .collect();
    let rows: Vec<AnyView> = day_patterns
        .days
        .iter()
        .map(|day| {
            view! {
                <tr><th scope="row">{dated(day.date)} " " {special(&shown.engine, day.date)}</th><td>{hours(&said(day))}</td></tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <h2>{m.week_from} " " <span class="whole">{dated(from)}</span></h2>
        <p class="hint">{m.pictures_hint}</p>
        <ol class="week">{strips}</ol>
        {scale()}
        {keys(&day_patterns)}
        {table(m.column_days, m.column_hours, rows)}
    }
    .into_any()
}

/// The verdicts that the day patterns shows, each with the pattern that draws it.
fn keys(day_patterns: &DayPatterns) -> AnyView {
    let segments = || day_patterns.patterns.iter().flat_map(|p| &p.segments);
    let rows: Vec<AnyView> = Verdict::ALL
        .iter()
        .filter(|verdict| segments().any(|s| s.verdict == **verdict))
        .map(|verdict| {
            view! { <li>{key(verdict)}{lang().term(verdict.zh(), verdict.en()).to_owned()}</li> }
                .into_any()
        })
        .collect();
    view! { <ul class="strip-list" aria-hidden="true">{rows}</ul> }.into_any()
}

/// What a day patterns says, for whoever would rather read it.
pub(super) fn table(first: &'static str, second: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! {
        <details>
            <summary>{m().as_table}</summary>
            <table>
                <thead><tr><th scope="col">{first}</th><th scope="col">{second}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}
