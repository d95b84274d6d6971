//! Why the verdict is what it is.

use civic::answer::{Answer, Engine, LossReason};
use civic::published::PlaceShard;
use leptos::prelude::*;

use crate::app::{lang, m};
use crate::components::{cite_all, source};
use crate::format;
use crate::lang::localized;

/// By which rule, under which document, what a first lapse brings, and which rules lost.
pub(super) fn why(answer: &Answer, shard: &PlaceShard, engine: &Engine) -> AnyView {
    let m = m();
    let rule = answer.deciding.as_ref().and_then(|id| engine.rule(id));
    let note =
        rule.map(|r| view! { <p class="tags">{r.id.to_string()} " " {source(&r.source)}</p> });
    let outside = rule
        .is_some_and(|r| r.outside_times)
        .then(|| view! { <p>{m.outside_times}</p> });
    let breach = (!answer.first_breach.is_empty())
        .then(|| view! { <h3>{m.first_breach}</h3><p>{localized(&answer.first_breach)}</p> });
    let lost: Vec<AnyView> = answer
        .lost
        .iter()
        .map(|lost| {
            view! { <li><strong>{lost.rule.to_string()}</strong> ": " {loss(&lost.reason)}</li> }
                .into_any()
        })
        .collect();
    let lost = (!lost.is_empty())
        .then(|| view! { <details><summary>{m.other_rules}</summary><ul>{lost}</ul></details> });
    let documents = (!answer.documents.is_empty()).then(|| {
        view! { {cite_all(&answer.documents, &shard.documents)} }
    });
    let title = rule.is_some().then(|| view! { <h2>{m.by_which_rule}</h2> });
    view! { {title} {note} {outside} {documents} {breach} {lost} }.into_any()
}

fn loss(reason: &LossReason) -> String {
    let (lang, m) = (lang(), m());
    match reason {
        LossReason::NotYetInForce(from) => {
            format!("{} {}", m.lost_not_yet, format::moment(lang, *from))
        }
        LossReason::Expired(on) => format!("{} {}", m.lost_expired, format::moment(lang, *on)),
        LossReason::OutsideItsTimes => m.lost_outside.to_owned(),
        LossReason::NoCalendar => m.lost_calendar.to_owned(),
        LossReason::OverriddenBy(rule) => format!("{} {rule}", m.lost_overridden),
        LossReason::LowerPriorityThan(rule) => format!("{} {rule}", m.lost_priority),
    }
}
