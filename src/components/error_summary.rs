//! What is wrong with a form, first on the page.

use leptos::prelude::*;
use web::dom::focus;
use web::reactive::reactive;

use super::icon::Icon;
use super::note::{Note, NoteKind};
use crate::messages::components;

/// What is wrong, first on the page and with the focus, each with a link to its field: the field's
/// identifier and what is wrong with it. Tracked.
#[component]
pub(crate) fn ErrorSummary(
    problems: Box<dyn Fn() -> Vec<(String, String)> + Send>,
) -> impl IntoView {
    reactive(move || {
        let problems = problems();
        if problems.is_empty() {
            return ().into_any();
        }
        request_animation_frame(|| focus(".error-summary"));
        let rows: Vec<AnyView> = problems
            .into_iter()
            .map(|(id, text)| {
                let to = format!("#{id}");
                view! {
                    <li><a href=to on:click=move |event| {
                        event.prevent_default();
                        focus(&format!("#{id}"));
                    }>{text}</a></li>
                }
                .into_any()
            })
            .collect();
        view! {
            <div class="error-summary" tabindex="-1">
                <Note kind=NoteKind::Bad icon=Icon::WARN>
                    <h2>{components::THERE_IS_A_PROBLEM.text()}</h2>
                    <ul>{rows}</ul>
                </Note>
            </div>
        }
        .into_any()
    })
}
