//! Two days: their choice, and what changed between them.

use civic::published::{State, Timeline};
use civic::time::{Date, Zone};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::query::{AsOf, Between, Parameter};
use web::format;
use web::i18n::lang;
use web::location::{Open, use_address};

use super::differences::differences;
use crate::components::{Icon, NotUnderstood, Note, NoteKind, Subject, before, unpublished};
use crate::messages::history;

/// The form for two days, which navigates to the address with them.
pub(super) fn form(subject: &Subject, asked: &Between) -> AnyView {
    let lang = lang();
    let here = use_address();
    let page = subject.history();
    let day =
        |day: &Parameter<Date>| RwSignal::new(day.value().map(Date::to_string).unwrap_or_default());
    let (from, to) = (day(&asked.from), day(&asked.to));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let days = Between {
            from: Parameter::from_text(from.get_untracked()),
            to: Parameter::from_text(to.get_untracked()),
        };
        here.open(&days.href(&page, lang), Open::Here);
    };
    let field = |id: &'static str, label: &'static str, day: RwSignal<String>| {
        let initial = day.get_untracked();
        view! {
            <p class="part-3"><label for=id>{label}</label>
            <input class="in" id=id type="date" value=initial aria-describedby="days-hint" on:input=move |event| day.set(event_target_value(&event))/></p>
        }
        .into_any()
    };
    view! {
        <section class="part no-print">
            <h2>{history::TWO_DAYS.text()}</h2>
            <p class="hint" id="days-hint">{history::TWO_DAYS_HINT.text()}</p>
            <form class="form" on:submit=submit>
                {field("day-from", history::FROM_DAY.text(), from)}
                {field("day-to", history::TO_DAY.text(), to)}
                <p class="next-bar"><button class="btn" type="submit">{history::COMPARE.text()}</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// What changed between the two days that are asked about; nothing if none is.
pub(super) fn between(
    subject: &Subject,
    timeline: &Timeline,
    asked: &Between,
    zone: &Zone,
) -> AnyView {
    if asked.from.is_empty() && asked.to.is_empty() {
        return ().into_any();
    }
    let unread: Vec<AnyView> = [&asked.from, &asked.to]
        .into_iter()
        .filter(|day| day.is_unreadable())
        .map(|day| {
            let text = day.text().to_owned();
            view! { <NotUnderstood message=history::BAD_DAY.text() text/> }.into_any()
        })
        .collect();
    if !unread.is_empty() {
        return unread.into_any();
    }
    let (from, to) = (asked.from.value().copied(), asked.to.value().copied());
    if matches!((from, to), (Some(from), Some(to)) if to < from) {
        return view! {
            <div role="alert"><Note kind=NoteKind::Warn icon=Icon::WARN><p>{history::WRONG_ORDER.text()}</p></Note></div>
        }
        .into_any();
    }
    let lang = lang();
    let day = |day: Option<Date>, otherwise: &'static str| {
        day.map_or_else(|| otherwise.to_owned(), |day| format::date(lang, day))
    };
    let title = history::BETWEEN
        .text()
        .replace("{from}", &day(from, history::EARLIEST.text()))
        .replace("{to}", &day(to, history::PRESENT.text()));
    let states = timeline.states();
    let state_on = |day: Option<Date>, otherwise: Option<&State>| match day {
        Some(day) => timeline
            .on(day, zone)
            .cloned()
            .ok_or_else(|| before(timeline, day)),
        None => otherwise.cloned().ok_or_else(String::new),
    };
    let (old, new) = (state_on(from, states.first()), state_on(to, states.last()));
    let see: Vec<AnyView> = [(from, &old), (to, &new)]
        .into_iter()
        .filter(|(_, state)| state.as_ref().is_ok_and(State::is_published))
        .filter_map(|(day, _)| {
            let day = day?;
            let on = AsOf {
                on: Parameter::new(&day),
                ..AsOf::default()
            };
            let label = history::SEE_ON
                .text()
                .replace("{day}", &format::date(lang, day));
            let href = on.href(&subject.page(), lang);
            Some(view! { <li><a class="chip" href=href>{label}</a></li> }.into_any())
        })
        .collect();
    view! {
        <section class="part" id="between">
            <h2>{title}</h2>
            {said(subject, old, new)}
            <ul class="chips part-3 no-print">{see}</ul>
        </section>
    }
    .into_any()
}

fn said(subject: &Subject, old: Result<State, String>, new: Result<State, String>) -> AnyView {
    let line = |text: String| view! { <p>{text}</p> }.into_any();
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(one), Err(other)) if one == other => return line(one),
        (old, new) => {
            let unknown = [old.err(), new.err()].into_iter().flatten();
            return unknown.map(line).collect::<Vec<AnyView>>().into_any();
        }
    };
    if old == new && old.is_published() {
        return line(history::SAME.text().to_owned());
    }
    let message = match (old.is_published(), new.is_published()) {
        (true, true) => return differences(subject, &old, &new),
        (false, true) => &history::CAME,
        (true, false) => &history::WENT,
        (false, false) => &history::NEITHER,
    };
    let mut lines = vec![line(message.text().to_owned())];
    for state in [&old, &new] {
        if !state.is_published() {
            lines.push(line(unpublished(state)));
        }
    }
    if old == new {
        lines.pop();
    }
    lines.into_any()
}
