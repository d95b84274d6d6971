//! The choice of a time: now, or the time in the address.

use civic::time::Local;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::query::{Lookup, Parameter};
use web::format;
use web::i18n::lang;
use web::location::{Open, use_address};

use crate::components::{Glyph, Icon};
use crate::messages::lookup;

/// The form for another time, which navigates to the address with that time.
#[component]
pub(super) fn TimeForm<'a>(query: &'a Lookup, local: Local) -> impl IntoView + use<> {
    let lang = lang();
    let here = use_address();
    let now = query.now();
    let back = (*query != now)
        .then(|| view! { <a class="btn btn-2" href=now.href(lang)>{lookup::ASK_NOW.text()}</a> });
    let query = query.clone();
    let chosen = RwSignal::new(format::field(local));
    let initial = chosen.get_untracked();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let at = chosen.get_untracked();
        let at = Parameter::from_text(at);
        let href = Lookup {
            at,
            ..query.clone()
        }
        .href(lang);
        here.open(&href, Open::Here);
    };
    view! {
        <form class="when no-print" on:submit=submit>
            <label for="at"><Glyph icon=Icon::CLOCK/>{lookup::ANOTHER_TIME.text()}</label>
            <input class="in" id="at" type="datetime-local" value=initial on:input=move |event| chosen.set(event_target_value(&event)) />
            <button class="btn btn-2" type="submit">{lookup::ASK.text()}</button>
            {back}
        </form>
    }
}
