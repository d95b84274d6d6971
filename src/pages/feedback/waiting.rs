//! What is kept on this phone, and can be erased: what waits to be sent, and receipts.

use leptos::prelude::*;
use routes::query::{Follow, Step};
use web::dom::focus_heading;
use web::i18n::lang;
use web::json::from_slice;
use web::reactive::reactive;

use crate::components::{Icon, Note, NoteKind};
use crate::messages::{feedback, follow, saved};
use crate::state::{Draft, Entry, receipts, site};

/// What waits to be sent; nothing if there is none.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let outbox = site().outbox;
    reactive(move || {
        let entries = outbox.entries();
        let waits = entries.iter().any(|entry| !entry.is_refused()).then(|| {
            view! {
                <Note kind=NoteKind::Warn icon=Icon::OFFLINE><p>{feedback::WAITING_TEXT.text()}</p></Note>
                <p><button class="btn" type="button" on:click=move |_| outbox.send_all()>{feedback::SEND_NOW.text()}</button></p>
            }
        });
        let rows: Vec<AnyView> = entries
            .into_iter()
            .map(|entry| view! { <WaitingEntry entry/> }.into_any())
            .collect();
        if rows.is_empty() {
            return ().into_any();
        }
        view! { {waits} <ul class="list">{rows}</ul> }.into_any()
    })
}

#[component]
fn WaitingEntry(entry: Entry) -> impl IntoView {
    let site = site();
    let draft = Draft::of(from_slice(entry.body().as_bytes()).unwrap_or_default());
    let text = draft.submission.description.clone();
    let erase = {
        let entry = entry.clone();
        move || site.outbox.remove(&entry)
    };
    let refused = entry.is_refused().then(|| {
        let open = move |_| {
            site.draft.set(draft.clone());
            site.outbox.remove(&entry);
        };
        view! {
            <p class="bad">{feedback::NOT_TAKEN.text()} " " <a href=Step::Check.href(lang()) on:click=open>{feedback::OPEN.text()}</a></p>
        }
    });
    view! { <Kept what={view! { {text} {refused} }.into_any()} erase=Box::new(erase)/> }
}

/// The receipts kept on this phone; nothing if there are none.
#[component]
pub(super) fn Receipts() -> impl IntoView {
    let outbox = site().outbox;
    let erased = RwSignal::new(false);
    reactive(move || {
        outbox.is_sent.get();
        erased.get();
        let rows: Vec<AnyView> = receipts::kept()
            .into_iter()
            .map(|token| {
                let href = Follow::new(&token).href(lang());
                let what = view! { <a href=href><code>{token.clone()}</code></a> }.into_any();
                let erase = move || {
                    receipts::erase(&token);
                    outbox.acknowledge();
                    erased.set(true);
                };
                view! { <Kept what erase=Box::new(erase)/> }.into_any()
            })
            .collect();
        (!rows.is_empty())
            .then(|| view! { <h2>{follow::KEPT_RECEIPTS.text()}</h2><ul class="list">{rows}</ul> })
            .into_any()
    })
}

/// A row that can be erased from this phone.
#[component]
fn Kept(what: AnyView, erase: Box<dyn Fn()>) -> impl IntoView {
    let act = move |_| {
        erase();
        request_animation_frame(focus_heading);
    };
    view! {
        <li class="keep-row">
            <span>{what}</span>
            <button class="btn btn-2" type="button" on:click=act>{saved::DELETE.text()}</button>
        </li>
    }
}
