//! The receipt shown after a submission.

use leptos::prelude::*;
use routes::Page;
use routes::query::Follow;
use web::format;
use web::i18n::lang;
use web::reactive::reactive;

use crate::messages::{components, feedback, frame};
use crate::state::{receipts, site};

#[component]
pub(crate) fn Received() -> impl IntoView {
    let lang = lang();
    let Some(receipt) = site().draft.with(|d| d.receipt.clone()) else {
        return view! {
            <p>{feedback::NO_RECEIPT_HERE.text()}</p>
            <p><a class="go" href=Page::Follow.path(lang)>{frame::FOLLOW.text()}</a></p>
        }
        .into_any();
    };
    let follow = Follow::new(&receipt.token).href(lang);
    let expected = receipt.expected_datetime.map(|by| {
        let day = format::date(lang, by.local().date);
        view! { <p>{feedback::ANSWER_BY.text()} " " <strong>{day}</strong></p> }
    });
    let kept = RwSignal::new(false);
    let token = receipt.token.clone();
    let keep = move |_| {
        receipts::keep(&token);
        kept.set(true);
    };
    view! {
        <div class="callout callout-good">
            <p>{feedback::RECEIPT_IS.text()}</p>
            <p class="receipt"><code id="receipt">{receipt.token.clone()}</code></p>
            <p>{feedback::RECEIPT_KEEP.text()}</p>
        </div>
        <p><button class="button button-plain" type="button" on:click=keep>{feedback::KEEP_ON_PHONE.text()}</button> " " <span role="status">{reactive(move || kept.get().then_some(components::KEPT.text()).into_any())}</span></p>
        <h2>{feedback::WHAT_HAPPENS_NEXT.text()}</h2>
        {expected}
        <p>{feedback::WHAT_HAPPENS_NEXT_TEXT.text()}</p>
        <p><a class="go" href=follow>{feedback::FOLLOW_THIS.text()}</a></p>
    }
    .into_any()
}
