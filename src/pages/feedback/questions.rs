//! What a kind of feedback asks for itself.

use civic::QuestionCode;
use civic::cases::{Answer, Question, QuestionKind, Service};
use leptos::prelude::*;
use web::i18n::{lang, localized};

use super::fields::{FieldError, class_of, if_bad};
use super::steps::{Problems, question_id};
use crate::messages::{feedback, frame};
use crate::state::{Draft, site};

/// The questions of a kind, in its order.
#[component]
pub(super) fn Questions<'a>(
    service: &'a Service,
    problems: RwSignal<Problems>,
) -> impl IntoView + use<> {
    let fields = service.questions.iter();
    let fields: Vec<AnyView> = fields.map(|question| field(question, problems)).collect();
    fields.into_any()
}

/// What was answered to a question; empty without an answer.
pub(super) fn answered(draft: &Draft, code: &QuestionCode) -> Vec<String> {
    let mut answers = draft.submission.answers.iter();
    let answer = answers.find(|answer| answer.question == *code);
    answer
        .map(|answer| answer.values.clone())
        .unwrap_or_default()
}

fn answer(code: &QuestionCode, values: Vec<String>) {
    site().draft.update(|draft| {
        let answers = &mut draft.edit().answers;
        match answers.iter_mut().find(|answer| answer.question == *code) {
            Some(answer) => answer.values = values,
            None => answers.push(Answer {
                question: code.clone(),
                values,
            }),
        }
    });
}

fn field(question: &Question, problems: RwSignal<Problems>) -> AnyView {
    let (code, id) = (question.code.clone(), question_id(&question.code));
    let optional = (!question.required)
        .then(|| view! { " " <span class="soft">{feedback::OPTIONAL.text()}</span> });
    let hint_id = format!("{id}-hint");
    let hint = (!question.hint.is_empty())
        .then(|| view! { <p class="hint" id=hint_id.clone()>{localized(&question.hint)}</p> });
    let label = view! { {localized(&question.label)} {optional} }.into_any();
    if question.kind.has_options() {
        return view! {
            <fieldset class="opts field">
                <legend>{label}</legend>
                {hint}
                <div class=if_bad(problems, &id, "field-bad", None)>
                    <FieldError problems id=id.clone()/>
                    {options(question, &id)}
                </div>
            </fieldset>
        }
        .into_any();
    }
    let value = site().draft.with_untracked(|draft| answered(draft, &code));
    let value = value.into_iter().next().unwrap_or_default();
    let said_by = format!("{hint_id} {id}-error");
    let typed = move |event| {
        let text: String = event_target_value(&event);
        answer(&code, vec![text]);
    };
    let invalid = if_bad(problems, &id, "true", None);
    let class = class_of(problems, &id);
    let error = view! { <FieldError problems id=id.clone()/> };
    let (kind, mode) = match question.kind {
        QuestionKind::DateTime => ("date", None),
        QuestionKind::Number => ("text", Some("decimal")),
        _ => ("text", None),
    };
    let input = if question.kind == QuestionKind::Paragraph {
        view! {
            <textarea class="in" id=id.clone() rows="4" aria-describedby=said_by aria-invalid=invalid prop:value=value on:input=typed></textarea>
        }
        .into_any()
    } else {
        view! {
            <input class="in" id=id.clone() type=kind inputmode=mode autocomplete="off" aria-describedby=said_by aria-invalid=invalid prop:value=value on:input=typed/>
        }
        .into_any()
    };
    view! { <div class=class><label for=id>{label}</label>{hint}{error}{input}</div> }.into_any()
}

/// One of several, or any of them.
fn options(question: &Question, id: &str) -> AnyView {
    let many = question.kind == QuestionKind::Many;
    let kind = if many { "checkbox" } else { "radio" };
    let rows = question.options.iter().enumerate().map(|(i, option)| {
        let (code, key) = (question.code.clone(), option.key.clone());
        let (mine, of) = (key.clone(), code.clone());
        // The first is where the summary of what is wrong leads.
        let option_id = if i == 0 {
            id.to_owned()
        } else {
            format!("{id}-{i}")
        };
        let checked = move || site().draft.with(|draft| answered(draft, &of).contains(&mine));
        let choose = move |_| {
            let mut values = site().draft.with_untracked(|draft| answered(draft, &code));
            let was_chosen = values.contains(&key);
            if many {
                values.retain(|value| *value != key);
            } else {
                values.clear();
            }
            if !(many && was_chosen) {
                values.push(key.clone());
            }
            answer(&code, values);
        };
        view! {
            <div class="opt">
                <input type=kind name=id.to_owned() id=option_id.clone() prop:checked=checked on:change=choose/>
                <label for=option_id>{localized(&option.name)}</label>
            </div>
        }
        .into_any()
    });
    rows.collect::<Vec<_>>().into_any()
}

/// The answers of a draft to the questions of its kind, with each question.
pub(super) fn in_words(draft: &Draft, service: &Service) -> Vec<(Question, String)> {
    let said = |question: &Question| {
        let values = answered(draft, &question.code);
        let named = values.iter().map(|value| {
            let mut options = question.options.iter();
            let option = options.find(|option| option.key == *value);
            option.map_or(value.as_str(), |option| lang().pick(&option.name))
        });
        let named: Vec<&str> = named.filter(|value| !value.is_empty()).collect();
        named.join(frame::AND.text())
    };
    let questions = service.questions.iter();
    questions
        .map(|question| (question.clone(), said(question)))
        .collect()
}
