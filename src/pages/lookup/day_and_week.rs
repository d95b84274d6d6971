//! The verdict over time: the chosen day, the seven days from it, the twelve months from its month.

use std::sync::Arc;

use civic::answer::day_patterns::Day;
use civic::answer::{Engine, Segment};
use civic::lang::Lang;
use civic::time::{Date, DayType, Instant, Local};
use leptos::prelude::*;
use routes::query::{Lookup, Period};
use web::format;
use web::i18n::lang;
use web::location::use_query;
use web::reactive::{attr, reactive};

use super::time::TimeForm;
use super::time_table::{AsTable, Shown};
use super::year::Year;
use crate::components::day_strip::{
    DayStrip, Legend, On, RowAxis, RowStrip, class, has_stale, permitted_hours, rows,
};
use crate::components::{Glyph, Icon, SmallGlyph, Tag, TagKind, verdict_icon};
use crate::messages::{lookup, sign};

const WEEK_DAYS: i64 = 7;

/// One period at a time: the week and the year are computed only when chosen.
#[component]
pub(super) fn Periods<'a>(
    engine: Engine,
    query: &'a Lookup,
    at: Instant,
    local: Local,
) -> impl IntoView + use<> {
    let address = use_query::<Lookup>();
    let show = move || address.get().show.value().copied();
    let choice = |period: Option<Period>, label: &'static str| {
        let href = query.showing(period).href(lang());
        let current = attr(move || (show() == period).then_some("true"));
        view! { <a href=href aria-current=current data-noscroll="">{label}</a> }.into_any()
    };
    let choices = vec![
        choice(None, lookup::SHOW_DAY.text()),
        choice(Some(Period::Week), lookup::SHOW_WEEK.text()),
        choice(Some(Period::Year), lookup::SHOW_YEAR.text()),
    ];
    let form = view! { <TimeForm query local/> }.into_any();
    let shown = Shown {
        engine,
        place: query.place.clone().unwrap_or_default(),
        goods: query.goods.clone().unwrap_or_default(),
        query: query.clone(),
        local,
        at,
    };
    let shown = Arc::new(shown);
    let period = reactive(move || match show() {
        Some(Period::Week) => view! { <Week shown=&shown/> }.into_any(),
        Some(Period::Year) => view! { <Year shown=&shown/> }.into_any(),
        None => view! { <Day shown=&shown/> }.into_any(),
    });
    view! {
        <nav class="seg" aria-label=lookup::SHOW.text()>{choices}</nav>
        {period}
        {form}
    }
}

fn dated(date: Date) -> String {
    format::dated(lang(), date)
}

#[component]
fn Day<'a>(shown: &'a Shown) -> impl IntoView + use<> {
    let Local { date, second } = shown.local;
    let segments = shown.engine.day(&shown.place, &shown.goods, date);
    let segments = segments.unwrap_or_default();
    let href_at: &dyn Fn(u16) -> String = &|minute| shown.href(None, date, minute);
    let title = if shown.query.at.is_empty() {
        lookup::DAY_NOW.text()
    } else {
        lookup::DAY_THEN.text()
    };
    let table: Vec<AnyView> = rows(&segments)
        .into_iter()
        .map(|(from, hours, verdict)| {
            let href = shown.href(None, date, from);
            let word = format!("word-s c-{}", class(verdict));
            let term = lang().term(verdict.zh(), verdict.en()).to_owned();
            view! {
                <tr><th scope="row"><a href=href>{hours}</a></th><td><span class=word><SmallGlyph icon=verdict_icon(verdict)/>{term}</span></td></tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <h2>{title} " " <span class="soft nb">{dated(date)}</span> " " {day_type_tag(&shown.engine, date)}</h2>
        <DayStrip segments=&segments now=u16::try_from(second / 60).ok() href_at on=On::Page/>
        <Legend has_stale=has_stale(&segments)/>
        <AsTable first=lookup::COLUMN_HOURS.text() second=lookup::ANSWER.text() rows=table/>
    }
}

/// The tag of a 节假日 or 调休上班日, with its name; nothing for an ordinary day.
fn day_type_tag(engine: &Engine, date: Date) -> Option<AnyView> {
    let calendar = engine.calendar();
    let kind = calendar.day_type(date)?;
    let tag = match kind {
        DayType::Holiday => TagKind::Pending,
        DayType::MakeupWorkday => TagKind::Plain,
        _ => return None,
    };
    let term = lang().term(kind.zh(), kind.en());
    let name = calendar.name(date).map(|name| lang().pick(name));
    let label = match name {
        Some(name) if !name.is_empty() => format!("{term} · {name}"),
        _ => term.to_owned(),
    };
    Some(view! { <Tag kind=tag label/> }.into_any())
}

#[component]
fn Week<'a>(shown: &'a Shown) -> impl IntoView + use<> {
    let from = shown.local.date;
    let minute = u16::try_from(shown.local.second / 60).unwrap_or_default();
    let day_patterns = shown.day_patterns(from, from.plus_days(WEEK_DAYS));
    let segments = |day: &Day| -> Vec<Segment> {
        let pattern = day_patterns.pattern(*day);
        pattern.map(|p| p.segments.clone()).unwrap_or_default()
    };
    let is_now = shown.query.at.is_empty();
    let strips: Vec<AnyView> = day_patterns
        .days
        .iter()
        .enumerate()
        .map(|(n, day)| {
            let date = day.date;
            let now = (date == from).then_some(minute);
            let segments = segments(day);
            let name = match n {
                0 if is_now => lookup::DAY_NOW.text(),
                // The English word is too long to stand there.
                1 if is_now && lang() == Lang::Zh => sign::TOMORROW.text(),
                _ => format::weekday(lang(), date),
            };
            let href_at: &dyn Fn(u16) -> String = &|at| shown.href(Some(Period::Week), date, at);
            let before = n.checked_sub(1).and_then(|n| day_patterns.days.get(n));
            let differs = before.is_some_and(|before| before.pattern != day.pattern);
            let hours = view! { <span class=differs.then_some("is")>{permitted_hours(&segments)}</span> };
            view! {
                <li>
                    <a href=href_at(minute)><b>{name}</b><small>{format::month_day(lang(), date.month_day())}</small></a>
                    <RowStrip segments=&segments now href_at/>
                    <p>{hours} " " {day_type_tag(&shown.engine, date)}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    let usual = day_patterns.days.first().map(segments).unwrap_or_default();
    let week = |days| shown.href(Some(Period::Week), from.plus_days(days), minute);
    let (before, after) = (week(-WEEK_DAYS), week(WEEK_DAYS));
    let rows: Vec<AnyView> = day_patterns
        .days
        .iter()
        .map(|day| {
            view! {
                <tr><th scope="row">{dated(day.date)} " " {day_type_tag(&shown.engine, day.date)}</th><td>{permitted_hours(&segments(day))}</td></tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <h2>{lookup::WEEK_FROM.text()} " " <span class="nb">{dated(from)}</span></h2>
        <p class="hint">{lookup::PICTURES_HINT.text()}</p>
        <ol class="wk">{strips}</ol>
        <div class="wk-l"><RowAxis segments=&usual/></div>
        <Legend has_stale=day_patterns.patterns.iter().any(|p| has_stale(&p.segments))/>
        <p class="wrap"><a class="go" href=before data-noscroll="">{lookup::WEEK_BEFORE.text()}</a><a class="go" href=after data-noscroll="">{lookup::WEEK_AFTER.text()}<Glyph icon=Icon::NEXT/></a></p>
        <AsTable first=lookup::COLUMN_DAYS.text() second=lookup::COLUMN_HOURS.text() rows/>
    }
}
