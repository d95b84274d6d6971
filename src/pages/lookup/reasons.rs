//! The reasons for a verdict.

use civic::answer::{Answer, Engine, LossReason};
use civic::published::PlaceShard;
use leptos::prelude::*;
use web::format;
use web::i18n::{lang, localized};

use crate::components::{Citations, SourceTag};
use crate::messages::lookup;

/// The deciding rule, its documents, what a first breach leads to, and the rules that lost.
#[component]
pub(super) fn Reasons<'a>(
    answer: &'a Answer,
    shard: &'a PlaceShard,
    engine: &'a Engine,
) -> impl IntoView + use<> {
    let rule = answer.deciding.as_ref().and_then(|id| engine.rule(id));
    let note = rule.map(
        |r| view! { <p class="wrap">{r.id.to_string()} " " <SourceTag source=&r.source/></p> },
    );
    let outside = rule
        .is_some_and(|r| r.outside_times)
        .then(|| view! { <p>{lookup::OUTSIDE_TIMES.text()}</p> });
    let breach = (!answer.first_breach.is_empty()).then(
        || view! { <h3>{lookup::FIRST_BREACH.text()}</h3><p>{localized(&answer.first_breach)}</p> },
    );
    let lost: Vec<AnyView> = answer
        .lost
        .iter()
        .map(|lost| {
            view! { <li><strong>{lost.rule.to_string()}</strong> ": " {loss(&lost.reason)}</li> }
                .into_any()
        })
        .collect();
    let lost = (!lost.is_empty())
        .then(|| view! { <details><summary>{lookup::OTHER_RULES.text()}</summary><ul>{lost}</ul></details> });
    let documents = (!answer.documents.is_empty()).then(|| {
        view! { <Citations ids=&answer.documents documents=&shard.documents/> }
    });
    let title = rule
        .is_some()
        .then(|| view! { <h2>{lookup::BY_WHICH_RULE.text()}</h2> });
    view! { {title} {note} {outside} {documents} {breach} {lost} }
}

fn loss(reason: &LossReason) -> String {
    let lang = lang();
    match reason {
        LossReason::NotYetInForce(from) => {
            format!(
                "{} {}",
                lookup::LOST_NOT_YET.text(),
                format::moment(lang, *from)
            )
        }
        LossReason::Expired(on) => format!(
            "{} {}",
            lookup::LOST_EXPIRED.text(),
            format::moment(lang, *on)
        ),
        LossReason::OutsideItsTimes => lookup::LOST_OUTSIDE.text().to_owned(),
        LossReason::NoCalendar => lookup::LOST_CALENDAR.text().to_owned(),
        LossReason::OverriddenBy(rule) => format!("{} {rule}", lookup::LOST_OVERRIDDEN.text()),
        LossReason::LowerPriorityThan(rule) => format!("{} {rule}", lookup::LOST_PRIORITY.text()),
    }
}
