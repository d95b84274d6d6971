//! What was sent by itself.

use leptos::prelude::*;
use routes::Page;
use web::i18n::lang;
use web::reactive::reactive;

use crate::components::{Icon, Note, NoteKind};
use crate::messages::frame;
use crate::state::site;

/// Sends what waits, and says above every page what was sent by itself, until that was read.
#[component]
pub(crate) fn SentByItself() -> impl IntoView {
    let outbox = site().outbox;
    outbox.start();
    reactive(move || {
        if !outbox.is_sent.get() {
            return ().into_any();
        }
        view! {
            <Note kind=NoteKind::Good icon=Icon::YES>
                <p>{frame::SENT_BY_ITSELF.text()} " " <a href=Page::Follow.path(lang())>{frame::FOLLOW.text()}</a></p>
                <p><button class="btn btn-2" type="button" on:click=move |_| outbox.acknowledge()>{frame::SEEN.text()}</button></p>
            </Note>
        }
        .into_any()
    })
}
