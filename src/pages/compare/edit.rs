//! The fields of a demand that is changed or added by hand.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use notices::draft::{Entry, Field, FieldName, fields, value};
use notices::{Kind, Span, Value};
use web::dom::focus;
use web::i18n::lang;
use web::reactive::{attr, reactive};

use super::desk::{Desk, Editing, Side};
use crate::components::{Icon, SmallGlyph};
use crate::messages::compare;

/// What is written in the fields, by name.
type Given = Vec<(FieldName, String)>;

/// The sentence in which a demand is found, and the words of it.
type Found = Option<(Span, Span)>;

/// The fields of an entry.
pub(super) fn editor(desk: &Desk, side: Side, entry: &Entry) -> AnyView {
    let mine = Editing::Entry(side, entry.id);
    form(desk, mine, entry.value.kind(), Some(&entry.value), None)
}

/// The fields of a demand of a kind: of one that is changed, or of one that is to be added.
fn form(desk: &Desk, mine: Editing, kind: Kind, before: Option<&Value>, found: Found) -> AnyView {
    let desk = *desk;
    let lang = lang();
    let before = before.cloned();
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
    let back = StoredValue::new(format!("#{}", mine.opener()));
    let close = move || {
        // What the form keeps ends with it.
        let back = back.get_value();
        desk.editing.set(None);
        request_animation_frame(move || focus(&back));
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
                match (mine, found) {
                    (Editing::In(side, ..), Some((sentence, words))) => {
                        desk.add_in(side, sentence, words, value);
                        return;
                    }
                    (Editing::Entry(side, id), _) => desk.correct(side, |draft| {
                        draft.change(id, value);
                    }),
                    (Editing::Added(side) | Editing::In(side, ..), _) => {
                        desk.correct(side, |draft| {
                            draft.add(value);
                        });
                    }
                }
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
    let (label, cancel, heading_id, form_id) = match mine {
        Editing::Entry(..) => (&compare::SAVE, &compare::CANCEL, Some("edit"), None),
        _ => (
            &compare::SAVE_ADDED,
            &compare::CANCEL_ADDED,
            None,
            Some("edit-new"),
        ),
    };
    view! {
        <form class="seen" novalidate id=form_id on:submit=save aria-label=name>
            <h2 id=heading_id tabindex="-1">{title}</h2>
            <div>
                {shown}
                <p class="next-bar">
                    <button class="btn" type="submit">{label.text()}</button>
                    <button class="btn btn-2" type="button" on:click=move |_| close()>{cancel.text()}</button>
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

/// The choice of the kind of a demand that is added, and its fields. `found` says in which sentence
/// and words a person finds it, `quoted` what these are.
pub(super) fn adder(
    desk: &Desk,
    mine: Editing,
    likely: Kind,
    found: Found,
    quoted: Option<&str>,
) -> AnyView {
    let desk = *desk;
    let lang = lang();
    let kind = RwSignal::new(likely);
    let options: Vec<AnyView> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let name = lang.pick(&kind.name()).to_owned();
            view! { <option value=kind.code() selected=kind == likely>{name}</option> }.into_any()
        })
        .collect();
    let choose = move |event| {
        let code = event_target_value(&event);
        let chosen = Kind::ALL.into_iter().find(|kind| kind.code() == code);
        kind.set(chosen.unwrap_or(likely));
    };
    let quoted = quoted.map(|words| {
        let words = words.to_owned();
        view! { <p class="hint" id="edit-of">{compare::MADE_OF.text()}<span class="as-written" lang="zh-CN">{words}</span></p> }
    });
    view! {
        <div class="field">
            <label for="edit">{compare::WHICH_KIND.text()}</label>
            {quoted}
            <select class="in" id="edit" aria-describedby="edit-of" on:change=choose>{options}</select>
        </div>
        {reactive(move || form(&desk, mine, kind.get(), None, found))}
    }
    .into_any()
}
