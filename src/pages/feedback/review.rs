//! The review of the answers, and their submission.

use civic::cases::deadline::due_on;
use civic::cases::{Field, Service, check_submission};
use civic::published::FeedbackFile;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::query::Step;
use web::dom::random_hex;
use web::http::Reply;
use web::i18n::lang;
use web::location::{Open, use_address};
use web::published::{Loaded, tree};
use web::reactive::{attr, reactive, spawn};
use web::{clock, format};

use super::about::{Subject, use_subject};
use super::personal::{PersonalData, PublicSees};
use super::steps::{Problems, field_id, step_of, words};
use crate::components::{Glyph, Icon};
use crate::messages::{feedback, frame};
use crate::state::receipts::KeptReceipt;
use crate::state::{Attempt, Draft, Entry, city, site};

#[component]
pub(crate) fn Review<'a>(
    file: &'a FeedbackFile,
    problems: RwSignal<Problems>,
) -> impl IntoView + use<> {
    let (lang, draft, outbox) = (lang(), site().draft, site().outbox);
    let submission = draft.with_untracked(|d| d.submission.clone());
    let service = file
        .services
        .iter()
        .find(|s| s.code == submission.service_code);
    let kind = service.map(|s| lang.pick(&s.name).to_owned());
    let answered = service.map(|service| when_answered(service.clone()));
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
            Entry::new(&key, &draft.submission.service_code.0, &draft.body())
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
                Attempt::Accepted(receipt) => {
                    Draft::accepted(KeptReceipt::new(receipt, entry.service()))
                }
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
    let about = named(&submission.about);
    view! {
        <form novalidate on:submit=send>
            <dl class="chk">
                {given(Field::ServiceCode, feedback::SHORT_WHAT.text(), said(kind.unwrap_or_default()))}
                {given(Field::Description, feedback::SHORT_WORDS.text(), said(submission.description))}
                {given(Field::Happened, feedback::SHORT_WHEN.text(), said(submission.happened))}
                {given(Field::AddressString, feedback::SHORT_WHERE.text(), said(submission.address_string))}
                {given(Field::About, feedback::ABOUT.text(), about)}
                {given(Field::Contact, feedback::SHORT_CONTACT.text(), said(submission.contact))}
            </dl>
            {answered}
            <PublicSees/>
            <p class="hint part-3">{feedback::WHAT_IS_STORED.text()}</p>
            <div role="alert">{reactive(move || failed.get().map(|text| view! { <div class="note note-bad part-3"><Glyph icon=Icon::WARN/><p>{text}</p></div> }).into_any())}</div>
            <p class="next-bar">
                <button class="btn" type="submit" aria-disabled=attr(move || sending.get().then_some("true"))>
                    <Glyph icon=Icon::SEND/>
                    {reactive(move || if sending.get() { feedback::SENDING.text() } else { feedback::SEND.text() }.into_any())}
                </button>
                <span class="s soft">{feedback::SEND_AFTER.text()}</span>
            </p>
        </form>
    }
}

fn said(value: String) -> AnyView {
    if value.is_empty() {
        view! { <span class="soft">{feedback::NOTHING_SAID.text()}</span> }.into_any()
    } else {
        value.into_any()
    }
}

/// The name of what it is about; the person's own words as they are.
fn named(about: &str) -> AnyView {
    if about.is_empty() {
        return said(String::new());
    }
    let words = about.to_owned();
    let subject = use_subject({
        let about = words.clone();
        move || about.clone()
    });
    reactive(move || match subject.get() {
        Some(Subject::Known(_, name)) => name.into_any(),
        Some(Subject::Unknown | Subject::NotRead) => words.clone().into_any(),
        None => ().into_any(),
    })
}

/// What was given for a field, with a link to change it.
fn given(field: Field, term: &'static str, value: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{term}</dt>
            <dd class="as-written" id=field_id(field) tabindex="-1">{value}</dd>
            <dd><a href=step_of(field).href(lang())>{frame::CHANGE.text()} <span class="off">" " {term}</span></a></dd>
            <dd class="said"><PersonalData field/></dd>
        </div>
    }
    .into_any()
}

/// By when an answer is due if it is sent today.
fn when_answered(service: Service) -> AnyView {
    let (lang, city) = (lang(), city());
    let promised = reactive(move || {
        let Some(days) = service.reply_working_days else {
            return feedback::NO_DAY.text().into_any();
        };
        let (Loaded::Ready(city), Some(manifest)) = (city.get(), tree().manifest.get()) else {
            return ().into_any();
        };
        let today = manifest.time_zone.local(clock::now()).date;
        let Some(due) = due_on(&service, today, &city.calendar) else {
            return feedback::NO_DAY.text().into_any();
        };
        let after = if days == 1 {
            feedback::WORKING_DAY_AFTER.text()
        } else {
            feedback::WORKING_DAYS_AFTER.text()
        };
        view! {
            {feedback::IF_SENT_TODAY.text()} <b>{format::near_day(lang, due)}</b> {feedback::IF_SENT_TODAY_AFTER.text()}
            {feedback::WORKING_DAYS_BEFORE.text()} {days} {after}
        }
        .into_any()
    });
    view! {
        <section class="part"><h2>{feedback::WHEN_ANSWERED.text()}</h2><p>{promised}</p></section>
    }
    .into_any()
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
