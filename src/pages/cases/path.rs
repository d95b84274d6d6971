//! What was done about a case, by day: what happened, the pauses of its clock, and its end.

use civic::cases::{Case, Stage};
use civic::time::Date;
use leptos::prelude::*;
use web::format;
use web::i18n::{lang, localized};

use crate::messages::cases;

/// A step of the way.
struct Step {
    on: Date,
    text: AnyView,
    class: &'static str,
}

pub(super) fn path(case: &Case) -> AnyView {
    let lang = lang();
    let step = |on: Date, text: AnyView| Step {
        on,
        text,
        class: "",
    };
    let mut steps = vec![step(
        case.opened_on,
        view! { <b>{cases::RECEIVED.text()}</b> }.into_any(),
    )];
    for event in &case.events {
        steps.push(step(event.on, localized(&event.text)));
    }
    for pause in &case.pauses {
        let end = match pause.until {
            Some(until) => {
                let last = format::date(lang, until.previous());
                cases::UNTIL.text().replace("{day}", &last)
            }
            None => cases::UNTIL_NOW.text().to_owned(),
        };
        let text = view! { {cases::PAUSED.text()}{localized(&pause.reason)}{end} };
        steps.push(step(pause.from, text.into_any()));
    }
    // What was done on the same day stays in its order.
    steps.sort_by_key(|step| step.on);
    if let Some(closed) = case.closed_on {
        let stage = lang.term(case.stage.zh(), case.stage.en()).to_owned();
        let is_late = case.due_on.is_some_and(|due| closed > due);
        let within = match case.due_on {
            Some(_) if case.stage != Stage::Closed => "",
            Some(_) if is_late => cases::LATE.text(),
            Some(_) => cases::IN_TIME.text(),
            None => "",
        };
        let text = view! { <b>{stage}</b>{within} };
        let end = step(closed, text.into_any());
        steps.push(Step {
            class: "end",
            ..end
        });
    } else if let Some(last) = steps.last_mut() {
        last.class = "now";
    }
    let day = |on: Date| match case.group {
        Some(_) => format::month(lang, on),
        None => format::date(lang, on),
    };
    let steps: Vec<AnyView> = steps
        .into_iter()
        .map(|Step { on, text, class }| {
            view! { <li class=class><time datetime=on.to_string()>{day(on)}</time>{text}</li> }
                .into_any()
        })
        .collect();
    view! { <ol class="path" aria-label=cases::PATH.text()>{steps}</ol> }.into_any()
}
