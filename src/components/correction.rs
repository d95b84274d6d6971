//! A correction: before and after, why, by whom, from when, and how long it took.

use civic::documents::{Correction, Document};
use civic::time::Date;
use leptos::prelude::*;
use web::format;
use web::i18n::{Message, lang, localized};

use super::source::{Citations, SourceTag};
use crate::messages::{corrections, requirements};

/// What a correction says. A review has no outcome yet.
#[component]
pub(crate) fn CorrectionText<'a>(
    correction: &'a Correction,
    documents: &'a [Document],
) -> impl IntoView + use<> {
    let lang = lang();
    let before = localized(&correction.before);
    let change = if correction.decided_on.is_some() {
        view! {
            <del>{before}</del>
            <span class="arrow" role="img" aria-label=requirements::BECAME.text()>{requirements::TO.text()}</span>
            <ins>{localized(&correction.after)}</ins>
        }
        .into_any()
    } else {
        view! { <b>{before}</b> }.into_any()
    };
    let on = |message: &'static Message, day: Date| {
        let day = format::date(lang, day);
        message.text().replace("{on}", &day)
    };
    let found = lang.term(correction.found_by.zh(), correction.found_by.en());
    let mut facts = vec![on(&requirements::FOUND, correction.found_on).replace("{how}", found)];
    if let Some(day) = correction.decided_on {
        let by = lang.pick(&correction.decided_by);
        facts.push(on(&requirements::DECIDED, day).replace("{by}", by));
    }
    if let Some(day) = correction.effective_on {
        facts.push(on(&requirements::IN_EFFECT, day));
    }
    facts.extend(correction.days().map(|days| match days {
        0 => corrections::SAME_DAY.text().to_owned(),
        1 => corrections::A_DAY.text().to_owned(),
        days => corrections::DAYS.text().replace("{}", &days.to_string()),
    }));
    let document = correction.document.as_ref().map(|id| {
        view! { <Citations ids=std::slice::from_ref(id) documents=documents/> }
    });
    view! {
        <p class="swap">{change}</p>
        <p>{localized(&correction.reason)}</p>
        <p class="soft s">{facts.join(requirements::SEMICOLON.text())} " " <SourceTag source=&correction.source/></p>
        {document}
    }
}
