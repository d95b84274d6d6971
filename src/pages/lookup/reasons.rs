//! The reasons for a verdict.

use civic::answer::{Answer, Engine, LossReason};
use civic::published::PlaceShard;
use civic::rules::{Effect, Rule};
use leptos::prelude::*;
use routes::query::cases_about;
use web::format;
use web::i18n::{lang, localized};

use crate::components::until::{Told, end};
use crate::components::{Citations, Glyph, Icon, SourceTag, schedule};
use crate::messages::{frame, lookup, times};

/// What a first breach leads to, the deciding rule, its documents, and the rules that lost.
#[component]
pub(super) fn Reasons<'a>(
    answer: &'a Answer,
    shard: &'a PlaceShard,
    engine: &'a Engine,
) -> impl IntoView + use<> {
    let breach = (!answer.first_breach.is_empty()).then(|| {
        view! {
            <section class="part">
                <h2>{lookup::FIRST_BREACH.text()}</h2>
                <p>{localized(&answer.first_breach)}</p>
            </section>
        }
    });
    let rule = answer.deciding.as_ref().and_then(|id| engine.rule(id));
    let rule = rule.map(|rule| {
        let note = (!rule.note.is_empty()).then(|| view! { <p>{localized(&rule.note)}</p> });
        view! {
            <p>{told(rule)} " " <small class="soft nb">{rule.id.to_string()}</small> " " <SourceTag source=&rule.source/></p>
            {note}
            {cases_of(rule, shard)}
        }
    });
    let documents = (!answer.documents.is_empty()).then(|| {
        let count = answer.documents.len();
        let title = format!(
            "{}{count}{}",
            lookup::DOCUMENTS_BEFORE.text(),
            if count == 1 {
                lookup::DOCUMENT_AFTER.text()
            } else {
                lookup::DOCUMENTS_AFTER.text()
            }
        );
        let cited = view! { <Citations ids=&answer.documents documents=&shard.documents/> };
        folded(Icon::DOC, title, cited.into_any())
    });
    let lost: Vec<AnyView> = answer
        .lost
        .iter()
        .map(|lost| {
            let (id, rule) = (lost.rule.to_string(), engine.rule(&lost.rule));
            let reason = loss(&lost.reason, engine, answer);
            let cases = rule.and_then(|rule| cases_of(rule, shard));
            view! { <li><b>{rule.map(told)}</b> " " <small class="soft nb">{id}</small><br/>{reason}{cases}</li> }.into_any()
        })
        .collect();
    let lost = (!lost.is_empty()).then(|| {
        let inside = view! { <ul class="list lost">{lost}</ul> }.into_any();
        folded(Icon::NONE, lookup::OTHER_RULES.text().to_owned(), inside)
    });
    if rule.is_none() && documents.is_none() && lost.is_none() {
        return breach.into_any();
    }
    view! {
        {breach}
        <section class="part">
            <h2>{lookup::BY_WHICH_RULE.text()}</h2>
            {rule}
            {documents}
            {lost}
        </section>
    }
    .into_any()
}

/// The way to the public cases about a rule, where there are any.
fn cases_of(rule: &Rule, shard: &PlaceShard) -> Option<AnyView> {
    let id = rule.id.as_str();
    let count = shard.cases.get(id)?.to_string();
    let label = lookup::CASES_ABOUT_RULE.text().replace("{n}", &count);
    let href = cases_about(id, lang());
    Some(view! { <p class="no-print"><a class="go" href=href>{label}</a></p> }.into_any())
}

/// A part that is opened by its title.
pub(super) fn folded(icon: Icon, title: String, inside: AnyView) -> AnyView {
    view! {
        <details>
            <summary><Glyph icon/>{title}<Glyph icon=Icon::DOWN/></summary>
            {inside}
        </details>
    }
    .into_any()
}

/// What a rule says: whether it permits, on which days, at which hours.
fn told(rule: &Rule) -> String {
    let lang = lang();
    let effect = match rule.effect {
        Effect::Permit => lookup::RULE_PERMITS.text(),
        Effect::Prohibit => lookup::RULE_PROHIBITS.text(),
    };
    let days = schedule::days(lang, &rule.schedule);
    if rule.outside_times {
        let outside = lookup::OUTSIDE_TIMES.text();
        return if days == times::EVERY_DAY.text() {
            outside.to_owned()
        } else {
            format!("{outside}{}{days}", lookup::COLON.text())
        };
    }
    let core = format!(
        "{effect}{}{days}{}{}",
        lookup::COLON.text(),
        frame::COMMA.text(),
        schedule::hours(lang, &rule.schedule)
    );
    match rule.overrides.as_ref().map(|o| lang.pick(&o.reason)) {
        Some(reason) if !reason.is_empty() => format!(
            "{reason}{}{core}{}",
            lookup::OPEN_BRACKET.text(),
            lookup::CLOSE_BRACKET.text()
        ),
        _ => core,
    }
}

fn loss(reason: &LossReason, engine: &Engine, answer: &Answer) -> String {
    let lang = lang();
    let by = |words: &str, id| {
        let rule = engine.rule(id).map(told);
        format!("{words}{}", rule.unwrap_or_default())
    };
    match reason {
        LossReason::NotYetInForce(from) => {
            format!(
                "{}{}",
                lookup::LOST_NOT_YET.text(),
                format::moment(lang, *from)
            )
        }
        LossReason::Expired(on) => format!(
            "{}{}",
            lookup::LOST_EXPIRED.text(),
            end(lang, *on, answer.local, Told::Then)
        ),
        LossReason::OutsideItsTimes => lookup::LOST_OUTSIDE.text().to_owned(),
        LossReason::NoCalendar => lookup::LOST_CALENDAR.text().to_owned(),
        LossReason::OverriddenBy(rule) => by(lookup::LOST_OVERRIDDEN.text(), rule),
        LossReason::LowerPriorityThan(rule) => by(lookup::LOST_PRIORITY.text(), rule),
    }
}
