//! When: now, or the time the address bar holds.

use civic::time::{Instant, Local, Timestamp};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::Asked;
use crate::app::{m, site};
use crate::clock;
use crate::format;

/// The instant an address asks about: local time as the field writes it, or RFC 3339.
pub(crate) fn instant(at: &str) -> Option<Instant> {
    if at.is_empty() {
        return Some(clock::now());
    }
    let manifest = site().tree.manifest.get_untracked()?;
    Timestamp::parse(at)
        .map(|t| t.instant)
        .or_else(|| format::read_field(at).map(|local| manifest.time_zone.instant(local)))
}

/// Another time: the address takes it.
pub(super) fn form(asked: &Asked, local: Local) -> AnyView {
    let m = m();
    let navigate = use_navigate();
    let now = Asked {
        at: String::new(),
        seq: String::new(),
        ..asked.clone()
    };
    let back = (*asked != now)
        .then(|| view! { <a class="button button-plain" href=now.href()>{m.ask_now}</a> });
    let asked = asked.clone();
    let chosen = RwSignal::new(format::field(local));
    let initial = chosen.get_untracked();
    let ask = move |event: leptos::web_sys::SubmitEvent| {
        event.prevent_default();
        let at = chosen.get_untracked();
        let href = Asked {
            at,
            ..asked.clone()
        }
        .href();
        navigate(
            &href,
            NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            },
        );
    };
    view! {
        <form class="when" on:submit=ask>
            <label for="at">{m.another_time}</label>
            <input id="at" type="datetime-local" value=initial on:input=move |event| chosen.set(event_target_value(&event)) />
            <button class="button button-plain" type="submit">{m.ask}</button>
            {back}
        </form>
    }
    .into_any()
}
