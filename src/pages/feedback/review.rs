//! The review of the answers, and their submission.

use civic::cases::{Field, check_submission};
use civic::published::FeedbackFile;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::query::Step;
use web::dom::random_hex;
use web::http::Reply;
use web::i18n::lang;
use web::location::{Open, use_address};
use web::reactive::{attr, reactive, spawn};

use super::fields::{PersonalData, field_id};
use super::steps::{Problems, step_of, words};
use crate::components::{Icon, Note, NoteKind};
use crate::messages::{feedback, frame};
use crate::state::{Attempt, Draft, Entry, site};

#[component]
pub(crate) fn Review<'a>(
    file: &'a FeedbackFile,
    problems: RwSignal<Problems>,
) -> impl IntoView + use<> {
    let (lang, draft, outbox) = (lang(), site().draft, site().outbox);
    let submission = draft.with_untracked(|d| d.submission.clone());
    let kind = file
        .services
        .iter()
        .find(|s| s.code == submission.service_code)
        .map(|s| lang.pick(&s.name).to_owned());
    let sending = RwSignal::new(false);
    let failed = RwSignal::new(None::<&'static str>);
    let here = use_address();
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
        sending.set(true);
        failed.set(None);
        let entry = draft.try_update(|draft| {
            // 128 random bits, so that a retry never creates a second case.
            let key = draft.key(random_hex::<16>);
            Entry::new(&key, &draft.body())
        });
        let Some(entry) = entry else { return };
        let is_kept = outbox.add(&entry);
        let done = Step::Done.href(lang);
        spawn(async move {
            let attempt = outbox.send(&entry).await;
            sending.try_set(false);
            if !matches!(attempt, Attempt::Later) {
                outbox.remove(&entry);
            }
            let next = match attempt {
                Attempt::Accepted(receipt) => Draft::accepted(receipt),
                Attempt::Later if is_kept => Draft::default(),
                Attempt::Later => {
                    failed.try_set(Some(feedback::SEND_FAILED.text()));
                    return;
                }
                Attempt::Refused(reply) => return refused(&reply, problems, failed),
            };
            draft.set(next);
            here.open(&done, Open::Instead);
        });
    };
    view! {
        <form novalidate on:submit=send>
            <dl class="facts chk">
                <Given field=Field::ServiceCode term=feedback::STEP_WHAT.text() value=kind.unwrap_or_default()/>
                <Given field=Field::Description term=feedback::WORDS_QUESTION.text() value=submission.description/>
                <Given field=Field::AddressString term=feedback::WHERE_QUESTION.text() value=submission.address_string/>
                <Given field=Field::Happened term=feedback::WHEN_QUESTION.text() value=submission.happened/>
                <Given field=Field::About term=feedback::ABOUT_QUESTION.text() value=submission.about/>
                <Given field=Field::Contact term=feedback::CONTACT_QUESTION.text() value=submission.contact/>
            </dl>
            <p class="hint">{feedback::WHAT_IS_STORED.text()}</p>
            <div role="alert">{reactive(move || failed.get().map(|text| view! { <Note kind=NoteKind::Bad icon=Icon::WARN><p>{text}</p></Note> }).into_any())}</div>
            <p class="next-bar">
                <button class="btn" type="submit" aria-disabled=attr(move || sending.get().then_some("true"))>
                    {reactive(move || if sending.get() { feedback::SENDING.text() } else { feedback::SEND.text() }.into_any())}
                </button>
                <a class="go" href=Step::Contact.href(lang)>{frame::BACK.text()}</a>
            </p>
        </form>
    }
}

/// What was given for a field, with a link to change it.
#[component]
fn Given(field: Field, term: &'static str, value: String) -> impl IntoView {
    let value = if value.is_empty() {
        feedback::NOTHING_SAID.text().to_owned()
    } else {
        value
    };
    view! {
        <div>
            <dt>{term}</dt>
            <dd id=field_id(field) tabindex="-1">{value} <PersonalData field/></dd>
            <dd class="change"><a href=step_of(field).href(lang())>{frame::CHANGE.text()} <span class="off">" " {term}</span></a></dd>
        </div>
    }
}

/// The intake's own words beside the fields they name.
fn refused(reply: &Reply, problems: RwSignal<Problems>, failed: RwSignal<Option<&'static str>>) {
    let lang = lang();
    let errors = reply.read::<Vec<api::Error>>().unwrap_or_default();
    let found: Problems = errors
        .iter()
        .filter_map(|error| {
            let field = error.submission_field()?;
            Some((field, lang.pick(&error.message()).to_owned()))
        })
        .collect();
    if found.is_empty() {
        failed.try_set(Some(feedback::SEND_FAILED.text()));
    } else {
        problems.try_set(found);
    }
}
