//! The fields of the form, each with what is wrong with it.

use leptos::prelude::*;
use web::i18n::Message;
use web::reactive::{Attr, attr, reactive};

use super::desk::{Desk, Side};
use crate::components::{Icon, SmallGlyph};

/// What is wrong with a field, beside it.
pub(super) fn field_error(desk: &Desk, field: &'static str) -> AnyView {
    let desk = *desk;
    let id = format!("{field}-error");
    reactive(move || {
        desk.problems.with(|problems| {
            let problem = problems.iter().find(|(other, _)| *other == field);
            let shown = problem.map(|(_, text)| {
                view! { <p class="bad" id=id.clone()><SmallGlyph icon=Icon::WARN/>{text.clone()}</p> }
            });
            shown.into_any()
        })
    })
}

/// The class of a field, by whether something is wrong with it.
pub(super) fn class_of(desk: &Desk, field: &'static str) -> Attr {
    let desk = *desk;
    attr(move || {
        let is_bad = desk
            .problems
            .with(|problems| problems.iter().any(|(other, _)| *other == field));
        Some(if is_bad { "field field-bad" } else { "field" })
    })
}

/// A text to paste.
pub(super) fn document(
    desk: &Desk,
    side: Side,
    label: &'static Message,
    hint: Option<&'static Message>,
) -> AnyView {
    let desk = *desk;
    let id = side.field();
    let text = desk.text(side);
    let hint = hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint.text()}</p> });
    let bad = attr(move || {
        let is_bad = desk
            .problems
            .with(|problems| problems.iter().any(|(other, _)| *other == id));
        is_bad.then_some("true")
    });
    view! {
        <div class=class_of(&desk, id)>
            <label for=id>{label.text()}</label>
            {hint}
            {field_error(&desk, id)}
            <textarea
                class="in" id=id rows="9" lang="zh-CN" autocomplete="off" spellcheck="false"
                aria-describedby=format!("{id}-hint {id}-error") aria-invalid=bad
                prop:value=move || {
                    // The text of the field is its own while it is typed.
                    desk.renewed.get();
                    text.get_value()
                }
                on:input=move |event| text.set_value(event_target_value(&event))
                on:change=move |_| untrack(|| desk.keep())
            ></textarea>
        </div>
    }
    .into_any()
}
