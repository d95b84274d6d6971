//! Until when an answer lasts.

use civic::time::{Instant, Timestamp};
use leptos::prelude::*;
use web::format;
use web::i18n::lang;

use crate::messages::sign;

/// Until when an answer lasts, seen from `local`; at `now`, with the time that is left.
#[component]
pub(crate) fn Until(
    until: Option<Timestamp>,
    local: Timestamp,
    /// The present instant, if the answer is about it.
    now: Option<Instant>,
) -> impl IntoView {
    let lang = lang();
    let Some(until) = until else {
        return view! { <p class="until">{sign::NO_CHANGE.text()}</p> }.into_any();
    };
    let left = now.and_then(|now| format::left(lang, now, until.instant));
    let left = left.map(|left| view! { <small>{left}</small> });
    view! {
        <p class="until">{sign::UNTIL.text()} " " <b>{format::later(lang, until, local)}</b> {left}</p>
    }
    .into_any()
}
