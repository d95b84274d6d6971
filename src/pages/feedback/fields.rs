//! The fields of the form.

use civic::cases::personal_data::scan;
use civic::cases::{Field, Submission};
use civic::published::FeedbackFile;
use leptos::prelude::*;
use web::dom::focus;
use web::i18n::{lang, localized};
use web::reactive::reactive;

use super::steps::Problems;
use crate::components::{Icon, Note, NoteKind};
use crate::messages::feedback;
use crate::state::{Draft, site};

pub(crate) fn field_id(field: Field) -> String {
    format!("f-{}", field.name())
}

#[component]
pub(crate) fn ErrorSummary(problems: RwSignal<Problems>) -> impl IntoView {
    reactive(move || {
        let problems = problems.get();
        if problems.is_empty() {
            return ().into_any();
        }
        request_animation_frame(|| focus(".error-summary"));
        let rows: Vec<AnyView> = problems
            .iter()
            .map(|(field, text)| {
                let id = field_id(*field);
                let to = format!("#{id}");
                view! {
                    <li><a href=to on:click=move |event| {
                        event.prevent_default();
                        focus(&format!("#{id}"));
                    }>{text.clone()}</a></li>
                }
                .into_any()
            })
            .collect();
        view! {
            <div class="error-summary" tabindex="-1">
                <Note kind=NoteKind::Bad icon=Icon::WARN>
                    <h2>{feedback::THERE_IS_A_PROBLEM.text()}</h2>
                    <ul>{rows}</ul>
                </Note>
            </div>
        }
        .into_any()
    })
}

#[component]
fn FieldError(problems: RwSignal<Problems>, field: Field) -> impl IntoView {
    reactive(move || {
        problems.with(|problems| {
            let error = problems.iter().find(|(f, _)| *f == field).map(|(_, text)| {
                view! { <p class="bad" id=format!("{}-error", field_id(field))>{text.clone()}</p> }
            });
            error.into_any()
        })
    })
}

#[component]
pub(crate) fn Kinds<'a>(
    file: &'a FeedbackFile,
    problems: RwSignal<Problems>,
) -> impl IntoView + use<> {
    let draft = site().draft;
    let choices: Vec<AnyView> = file
        .services
        .iter()
        .enumerate()
        .map(|(i, service)| {
            let code = service.code.clone();
            let (mine, picked) = (code.clone(), code.clone());
            let id = if i == 0 {
                field_id(Field::ServiceCode)
            } else {
                format!("kind-{code}")
            };
            let days = service
                .reply_working_days
                .map(|days| view! { " " {feedback::REPLY_WITHIN.text()} " " {days} " " {feedback::WORKING_DAYS.text()} });
            view! {
                <div class="opt">
                    <input
                        type="radio" name="kind" id=id.clone() value=code.to_string()
                        prop:checked=move || draft.with(|d| d.submission.service_code == mine)
                        on:change=move |_| draft.update(|d| d.edit().service_code = picked.clone())
                    />
                    <label for=id>
                        {localized(&service.name)}
                        <span class="hint">{localized(&service.description)} {days}</span>
                    </label>
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset>
            <legend class="off">{feedback::STEP_WHAT.text()}</legend>
            <FieldError problems field=Field::ServiceCode/>
            {choices}
        </fieldset>
    }
}

fn value_of(submission: &mut Submission, field: Field) -> &mut String {
    match field {
        Field::ServiceCode => &mut submission.service_code.0,
        Field::Description => &mut submission.description,
        Field::AddressString => &mut submission.address_string,
        Field::About => &mut submission.about,
        Field::Happened => &mut submission.happened,
        Field::Contact => &mut submission.contact,
    }
}

fn read(draft: RwSignal<Draft>, field: Field) -> String {
    let mut submission = draft.with(|d| d.submission.clone());
    std::mem::take(value_of(&mut submission, field))
}

/// Warns of what may be personal data in a text, while it is written. The way to reach a person is
/// stored apart, so there it belongs.
#[component]
pub(super) fn PersonalData(field: Field) -> impl IntoView {
    let (lang, draft) = (lang(), site().draft);
    // The text of a view that does not change is not written again, nor announced.
    let warning = reactive(move || {
        let text = read(draft, field);
        let suspects = match field {
            Field::Contact => Vec::new(),
            _ => scan(&text),
        };
        let mut said = String::new();
        for suspect in suspects {
            if said.is_empty() {
                said.push_str(feedback::PERSONAL.text());
            }
            let part = text.get(suspect.start..suspect.end).unwrap_or_default();
            for words in [lang.term(suspect.kind.zh(), suspect.kind.en()), part] {
                said.push(' ');
                said.push_str(words);
            }
        }
        said.into_any()
    });
    view! { <p class="bad" role="status" id=format!("{}-personal", field_id(field))>{warning}</p> }
}

#[component]
pub(crate) fn DescriptionField(problems: RwSignal<Problems>) -> impl IntoView {
    let draft = site().draft;
    let field = Field::Description;
    let id = field_id(field);
    view! {
        <div class="field">
            <label for=id.clone()>{feedback::WORDS_QUESTION.text()}</label>
            <p class="hint" id="words-hint">{feedback::WORDS_QUESTION_HINT.text()}</p>
            <FieldError problems field/>
            <textarea
                id=id rows="8" aria-describedby="words-hint f-description-error f-description-personal"
                prop:value=read(draft, field)
                on:input=move |event| draft.update(|d| d.edit().description = event_target_value(&event))
            ></textarea>
            <PersonalData field/>
        </div>
    }
}

#[component]
pub(super) fn TextField(
    field: Field,
    label: &'static str,
    hint: &'static str,
    problems: RwSignal<Problems>,
) -> impl IntoView {
    let draft = site().draft;
    let id = field_id(field);
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <p class="hint" id=hint_id.clone()>{hint}</p>
            <FieldError problems field/>
            <input
                id=id.clone() type="text" aria-describedby=format!("{hint_id} {id}-error {id}-personal")
                prop:value=read(draft, field)
                on:input=move |event| {
                    let value = event_target_value(&event);
                    draft.update(|d| *value_of(d.edit(), field) = value);
                }
            />
            <PersonalData field/>
        </div>
    }
}
