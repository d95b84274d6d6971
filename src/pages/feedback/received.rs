//! The receipt shown after a submission.

use civic::time::Timestamp;
use leptos::prelude::*;
use routes::Page;
use routes::query::Follow;
use web::dom::focus_heading;
use web::format;
use web::i18n::lang;
use web::reactive::reactive;

use super::waiting::Waiting;
use crate::components::{Icon, Note, NoteKind};
use crate::messages::{components, feedback, frame};
use crate::state::{receipts, site};

/// The receipt, or what waits to be sent.
#[component]
pub(crate) fn Received() -> impl IntoView {
    let draft = site().draft;
    reactive(move || {
        let (token, answer_by) = draft.with(|d| (d.token.clone(), d.answer_by));
        if token.is_empty() {
            return view! {
                <Waiting/>
                <p><a class="go" href=Page::Follow.path(lang())>{frame::FOLLOW.text()}</a></p>
            }
            .into_any();
        }
        view! { <Receipt token answer_by/> }.into_any()
    })
}

#[component]
fn Receipt(token: String, answer_by: Option<Timestamp>) -> impl IntoView {
    let (lang, draft) = (lang(), site().draft);
    let follow = Follow::new(&token).href(lang);
    let expected = answer_by.map(|by| {
        let day = format::date(lang, by.local().date);
        view! { <p>{feedback::ANSWER_BY.text()} " " <strong>{day}</strong></p> }
    });
    let kept = RwSignal::new(false);
    let (to_keep, to_erase) = (token.clone(), token.clone());
    let keep = move |_| {
        receipts::keep(&to_keep);
        kept.set(true);
    };
    let erase = move |_| {
        receipts::erase(&to_erase);
        draft.update(|d| d.token.clear());
        request_animation_frame(focus_heading);
    };
    view! {
        <Note kind=NoteKind::Good icon=Icon::YES>
            <p>{feedback::RECEIPT_IS.text()}</p>
            <p class="receipt"><code id="receipt">{token}</code></p>
            <p>{feedback::RECEIPT_KEEP.text()}</p>
        </Note>
        <p class="next-bar">
            <button class="btn btn-2" type="button" on:click=keep>{feedback::KEEP_ON_PHONE.text()}</button>
            <span role="status">{reactive(move || kept.get().then_some(components::KEPT.text()).into_any())}</span>
            <button class="btn btn-2" type="button" on:click=erase>{feedback::ERASE.text()}</button>
        </p>
        <h2>{feedback::WHAT_HAPPENS_NEXT.text()}</h2>
        {expected}
        <p>{feedback::WHAT_HAPPENS_NEXT_TEXT.text()}</p>
        <p><a class="go" href=follow>{feedback::FOLLOW_THIS.text()}</a></p>
    }
}
