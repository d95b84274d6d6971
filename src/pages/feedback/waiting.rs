//! What waits to be sent, and what the server did not take.

use leptos::prelude::*;
use routes::query::Step;
use web::dom::focus_heading;
use web::i18n::lang;
use web::json::from_slice;
use web::published::Loaded;
use web::reactive::reactive;

use crate::components::{Glyph, Icon, SmallGlyph};
use crate::messages::feedback;
use crate::state::{Draft, Entry, city, site};

/// Whether nothing of it will be sent by itself.
pub(super) fn are_refused(entries: &[Entry]) -> bool {
    entries.iter().all(Entry::is_refused)
}

/// What waits to be sent, with a button to try now; nothing if there is none.
#[component]
pub(super) fn WaitingList() -> impl IntoView {
    let outbox = site().outbox;
    reactive(move || {
        let entries = outbox.entries();
        if entries.is_empty() {
            return ().into_any();
        }
        let waits = (!are_refused(&entries)).then(|| {
            view! {
                <p class="next-bar">
                    <button class="btn" type="button" on:click=move |_| outbox.send_all()>{feedback::SEND_NOW.text()}</button>
                    <span class="s soft">{feedback::URGENT.text()} <Hotline/></span>
                </p>
            }
        });
        let rows: Vec<AnyView> = entries
            .into_iter()
            .map(|entry| view! { <WaitingEntry entry/> }.into_any())
            .collect();
        view! { <ul class="list">{rows}</ul> {waits} }.into_any()
    })
}

#[component]
fn Hotline() -> impl IntoView {
    let city = city();
    reactive(move || {
        let number = match city.get() {
            Loaded::Ready(city) if !city.hotline.is_empty() => city.hotline.clone(),
            _ => "12345".to_owned(),
        };
        let to = format!("tel:{number}");
        view! { <a href=to>{number}</a> }.into_any()
    })
}

#[component]
fn WaitingEntry(entry: Entry) -> impl IntoView {
    let site = site();
    let draft = Draft::of(from_slice(entry.body().as_bytes()).unwrap_or_default());
    let text = draft.submission.description.clone();
    let call_off = {
        let entry = entry.clone();
        move |_| {
            site.outbox.remove(&entry);
            request_animation_frame(focus_heading);
        }
    };
    let refused = entry.is_refused().then(|| {
        let open = move |_| {
            site.draft.set(draft.clone());
            site.outbox.remove(&entry);
        };
        view! {
            <p class="bad"><SmallGlyph icon=Icon::WARN/>{feedback::NOT_TAKEN.text()}</p>
            <a class="btn" href=Step::Check.href(lang()) on:click=open>{feedback::OPEN.text()}</a>
        }
    });
    view! {
        <li class="keep">
            <p class="as-written"><b>{text}</b></p>
            <p class="wrap">{refused}<button class="btn btn-2" type="button" on:click=call_off><Glyph icon=Icon::CLOSE/>{feedback::CALL_OFF.text()}</button></p>
        </li>
    }
}
