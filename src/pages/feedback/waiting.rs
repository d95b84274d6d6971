//! What waits to be sent, and what the server did not take.

use leptos::prelude::*;
use routes::query::Step;
use web::dom::focus_heading;
use web::i18n::lang;
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
    let draft = Draft::of_body(entry.key(), entry.body(), entry.photos());
    let text = draft.submission.description.clone();
    let photos = match draft.photos.len() {
        0 => None,
        n => Some(feedback::PHOTOS_N.text().replace("{n}", &n.to_string())),
    };
    let photos = photos.map(|photos| view! { <p class="s soft">{photos}</p> });
    let call_off = {
        let entry = entry.clone();
        move |_| {
            site.outbox.erase(&entry);
            request_animation_frame(focus_heading);
        }
    };
    let is_refused = entry.is_refused();
    let open = move |_| {
        site.outbox.take_back(&entry);
        site.draft.set(draft.clone());
    };
    let refused = is_refused.then(
        || view! { <p class="bad"><SmallGlyph icon=Icon::WARN/>{feedback::NOT_TAKEN.text()}</p> },
    );
    let class = if is_refused { "btn" } else { "btn btn-2" };
    view! {
        <li class="keep">
            <p class="as-written"><b>{text}</b></p>
            {photos}
            {refused}
            <p class="wrap">
                <a class=class href=Step::Check.href(lang()) on:click=open>{feedback::CHANGE_IT.text()}</a>
                <button class="btn btn-2" type="button" on:click=call_off><Glyph icon=Icon::CLOSE/>{feedback::CALL_OFF.text()}</button>
            </p>
        </li>
    }
}
