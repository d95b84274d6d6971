//! The button that saves an answer on the phone.

use civic::answer::saved_answer::{SavedAnswer, keep};
use leptos::prelude::*;
use web::i18n::lang;
use web::reactive::reactive;

use super::icon::{Glyph, Icon};
use crate::messages::saved;
use crate::state::saved_answers;

/// The button that saves an answer, beside the other things to do with it, and a status message.
#[component]
pub(crate) fn SaveAnswer(saved: SavedAnswer, others: AnyView) -> impl IntoView {
    let open = saved_answers::address(&saved).href(lang());
    let is_saved = RwSignal::new(None::<bool>);
    let on_save = move |_| {
        let mut answers = saved_answers::kept();
        keep(&mut answers, saved.clone());
        saved_answers::write(&answers);
        is_saved.set(Some(saved_answers::is_kept(&saved)));
    };
    let status = reactive(move || match is_saved.get() {
        None => ().into_any(),
        Some(true) => {
            view! { {saved::SAVED.text()} " " <a href=open.clone()>{saved::OPEN.text()}</a> }
                .into_any()
        }
        Some(false) => saved::NOT_SAVED.text().into_any(),
    });
    view! {
        <div class="acts no-print">
            <button class="btn on-sign-full" type="button" on:click=on_save><Glyph icon=Icon::SAVE/>{saved::SAVE.text()}</button>
            {others}
        </div>
        <p class="said" role="status">{status}</p>
    }
}
