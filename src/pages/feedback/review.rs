//! The review of the answers, and their submission.

use super::fields::field_id;
use super::steps::{Problems, step_of, words};
use crate::messages::{feedback, frame};
use crate::state::{Draft, Receipt, site};
use civic::lang::Lang;
use leptos::ev::SubmitEvent;
use routes::api;
use routes::query::Step;
use web::dom::random_hex;
use web::http::post_json;
use web::i18n::lang;
use web::reactive::{attr, reactive, spawn};

use civic::cases::{Field, check_submission};
use civic::published::FeedbackFile;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde_json::Value;

pub(crate) fn check_answers(file: &FeedbackFile, problems: RwSignal<Problems>) -> AnyView {
    let (lang, draft) = (lang(), site().draft);
    let submission = draft.with_untracked(|d| d.submission.clone());
    let kind = file
        .services
        .iter()
        .find(|s| s.code == submission.service_code)
        .map(|s| lang.pick(&s.name).to_owned());
    let row = |field: Field, term: &'static str, value: String| {
        let value = if value.is_empty() {
            feedback::NOTHING_SAID.text().to_owned()
        } else {
            value
        };
        view! {
            <div>
                <dt>{term}</dt>
                <dd id=field_id(field) tabindex="-1">{value}</dd>
                <dd class="change"><a href=step_of(field).href(lang)>{frame::CHANGE.text()} <span class="visually-hidden">" " {term}</span></a></dd>
            </div>
        }
        .into_any()
    };
    let sending = RwSignal::new(false);
    let failed = RwSignal::new(None::<&'static str>);
    let navigate = use_navigate();
    let (services, settings) = (file.services.clone(), file.settings.clone());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let found = draft.with_untracked(|d| check_submission(&d.submission, &services, &settings));
        if !found.is_empty() {
            problems.set(words(&found));
            return;
        }
        if sending.get_untracked() {
            return;
        }
        draft.update(|d| {
            if d.key.is_empty() {
                // 128 random bits, so that a retry never creates a second case.
                d.key = random_hex::<16>();
            }
        });
        sending.set(true);
        failed.set(None);
        let (key, body) = draft.with_untracked(|d| {
            (
                d.key.clone(),
                serde_json::to_string(&d.submission).unwrap_or_default(),
            )
        });
        let navigate = navigate.clone();
        let done = Step::Done.href(lang);
        spawn(async move {
            let reply = post_json(api::REQUESTS, &key, body).await;
            sending.try_set(false);
            match reply {
                Ok(reply) if (200..300).contains(&reply.status) => {
                    let receipt = receipt(&reply.body);
                    draft.set(Draft {
                        receipt: Some(receipt),
                        ..Draft::default()
                    });
                    navigate(
                        &done,
                        NavigateOptions {
                            replace: true,
                            ..NavigateOptions::default()
                        },
                    );
                }
                Ok(reply) => show_errors(&reply.body, reply.status, problems, failed, lang),
                Err(_) => {
                    failed.try_set(Some(feedback::SEND_OFFLINE.text()));
                }
            }
        });
    };
    view! {
        <form novalidate on:submit=send>
            <dl class="facts check">
                {row(Field::ServiceCode, feedback::STEP_WHAT.text(), kind.unwrap_or_default())}
                {row(Field::Description, feedback::WORDS_QUESTION.text(), submission.description.clone())}
                {row(Field::AddressString, feedback::WHERE_QUESTION.text(), submission.address_string.clone())}
                {row(Field::Happened, feedback::WHEN_QUESTION.text(), submission.happened.clone())}
                {row(Field::About, feedback::ABOUT_QUESTION.text(), submission.about.clone())}
                {row(Field::Contact, feedback::CONTACT_QUESTION.text(), submission.contact.clone())}
            </dl>
            <p class="hint">{feedback::WHAT_IS_STORED.text()}</p>
            {reactive(move || failed.get().map(|text| view! { <div class="callout callout-bad" role="alert"><p>{text}</p></div> }).into_any())}
            <p class="actions">
                <button class="button" type="submit" aria-disabled=attr(move || sending.get().then_some("true"))>
                    {reactive(move || if sending.get() { feedback::SENDING.text() } else { feedback::SEND.text() }.into_any())}
                </button>
                <a class="back" href=Step::Contact.href(lang)>{frame::BACK.text()}</a>
            </p>
        </form>
    }
    .into_any()
}

fn receipt(body: &Value) -> Receipt {
    let text = |key: &str| {
        body.get(0)
            .and_then(|first| first.get(key))
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    Receipt {
        token: text("token"),
        expected: text("expected_datetime"),
    }
}

/// Shows the server's errors beside the fields they name.
fn show_errors(
    body: &Value,
    status: u16,
    problems: RwSignal<Problems>,
    failed: RwSignal<Option<&'static str>>,
    lang: Lang,
) {
    let fields = [
        Field::ServiceCode,
        Field::Description,
        Field::AddressString,
        Field::About,
        Field::Happened,
        Field::Contact,
    ];
    let mut found = Problems::new();
    for error in body.as_array().into_iter().flatten() {
        let name = error
            .get("field")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let text = error
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if let Some(field) = fields.into_iter().find(|f| f.name() == name) {
            let (zh, en) = text.split_once(" / ").unwrap_or((text, text));
            found.push((field, lang.term(zh, en).to_owned()));
        }
    }
    if found.is_empty() {
        failed.try_set(Some(if status == 429 {
            feedback::SEND_TOO_MANY.text()
        } else {
            feedback::SEND_FAILED.text()
        }));
    } else {
        problems.try_set(found);
    }
}
