//! The fields of a demand that is changed or added by hand.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use notices::Kind;
use notices::draft::{Entry, Field, FieldName, fields, value};
use web::dom::focus;
use web::i18n::lang;
use web::reactive::{attr, reactive};

use super::desk::{Desk, Side};
use crate::components::{Icon, SmallGlyph};
use crate::messages::compare;

/// What is written in the fields, by name.
type Given = Vec<(FieldName, String)>;

/// The fields of an entry, or of a demand of a kind that is to be added.
pub(super) fn editor(desk: &Desk, side: Side, kind: Kind, entry: Option<&Entry>) -> AnyView {
    let desk = *desk;
    let lang = lang();
    let before = entry.map(|entry| entry.value.clone());
    let id = entry.map(|entry| entry.id);
    let all = fields(kind, before.as_ref());
    let given = StoredValue::new(
        all.iter()
            .map(|field| (field.name, field.given.clone()))
            .collect::<Given>(),
    );
    let wrong = RwSignal::new(None::<FieldName>);
    let shown: Vec<AnyView> = all
        .into_iter()
        .map(|field| shown(field, given, wrong))
        .collect();
    let back_to = match id {
        Some(id) => format!("#{}-e{id}", side.code()),
        None => format!("#{}-add", side.code()),
    };
    let back = StoredValue::new(back_to);
    let close = move || {
        desk.editing.set(None);
        request_animation_frame(move || focus(&back.get_value()));
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let read = given.with_value(|given| {
            let said = |name: FieldName| {
                let field = given.iter().find(|(other, _)| *other == name);
                field.map_or_else(String::new, |(_, text)| text.clone())
            };
            value(kind, before.as_ref(), &said)
        });
        match read {
            Ok(value) => {
                let back = back.get_value();
                desk.correct(side, |draft| match id {
                    Some(id) => {
                        draft.change(id, value);
                    }
                    None => {
                        draft.add(value);
                    }
                });
                request_animation_frame(move || focus(&back));
            }
            Err(name) => {
                wrong.set(Some(name));
                focus(&format!("#edit-{}", name.code()));
            }
        }
    };
    let title = lang.pick(&kind.name()).to_owned();
    let name = title.clone();
    let label = if id.is_some() {
        compare::SAVE.text()
    } else {
        compare::SAVE_ADDED.text()
    };
    let (heading_id, form_id) = match id {
        Some(_) => (Some("edit"), None),
        None => (None, Some("edit-new")),
    };
    view! {
        <form class="seen" novalidate id=form_id on:submit=save aria-label=name>
            <h2 id=heading_id tabindex="-1">{title}</h2>
            <div>
                {shown}
                <p class="next-bar">
                    <button class="btn" type="submit">{label}</button>
                    <button class="btn btn-2" type="button" on:click=move |_| close()>{compare::CANCEL.text()}</button>
                </p>
            </div>
        </form>
    }
    .into_any()
}

/// A field, and what is wrong with it.
fn shown(field: Field, given: StoredValue<Given>, wrong: RwSignal<Option<FieldName>>) -> AnyView {
    let lang = lang();
    let name = field.name;
    let id = format!("edit-{}", name.code());
    let write = move |event| {
        let text = event_target_value(&event);
        given.update_value(|given| {
            if let Some((_, said)) = given.iter_mut().find(|(other, _)| *other == name) {
                *said = text;
            }
        });
    };
    let class = attr(move || {
        let is_wrong = wrong.get() == Some(name);
        Some(if is_wrong { "field field-bad" } else { "field" })
    });
    let bad = attr(move || (wrong.get() == Some(name)).then_some("true"));
    let error_id = format!("{id}-error");
    let control = if field.choices.is_empty() {
        view! {
            <input
                class="in" type="text" id=id.clone() autocomplete="off" aria-invalid=bad
                aria-describedby=error_id.clone() prop:value=field.given on:input=write
            />
        }
        .into_any()
    } else {
        let chosen = field.given;
        let options: Vec<AnyView> = field
            .choices
            .into_iter()
            .map(|(code, text)| {
                let is_chosen = code == chosen;
                let text = lang.pick(&text).to_owned();
                view! { <option value=code selected=is_chosen>{text}</option> }.into_any()
            })
            .collect();
        view! { <select class="in" id=id.clone() on:change=write>{options}</select> }.into_any()
    };
    // It is in the page before its text, so that it is read out.
    let error = reactive(move || {
        let error = (wrong.get() == Some(name)).then(|| {
            let text = lang.pick(&name.wrong()).to_owned();
            view! { <SmallGlyph icon=Icon::WARN/>{text} }
        });
        error.into_any()
    });
    view! {
        <div class=class>
            <label for=id>{lang.pick(&name.label()).to_owned()}</label>
            <p class="bad" id=error_id role="alert">{error}</p>
            {control}
        </div>
    }
    .into_any()
}

/// The choice of the kind of a demand that is added, and its fields.
pub(super) fn adder(desk: &Desk, side: Side) -> AnyView {
    let desk = *desk;
    let lang = lang();
    let kind = RwSignal::new(Kind::Deadline);
    let options: Vec<AnyView> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let name = lang.pick(&kind.name()).to_owned();
            view! { <option value=kind.code()>{name}</option> }.into_any()
        })
        .collect();
    let choose = move |event| {
        let code = event_target_value(&event);
        let chosen = Kind::ALL.into_iter().find(|kind| kind.code() == code);
        kind.set(chosen.unwrap_or(Kind::Deadline));
    };
    view! {
        <div class="field">
            <label for="edit">{compare::WHICH_KIND.text()}</label>
            <select class="in" id="edit" on:change=choose>{options}</select>
        </div>
        {reactive(move || editor(&desk, side, kind.get(), None))}
    }
    .into_any()
}
