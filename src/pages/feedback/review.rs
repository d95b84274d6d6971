//! The review of the answers, and their submission.

use std::sync::Arc;

use civic::cases::{Field, Service, Told};
use civic::duties::Level;
use civic::published::{CityFile, FeedbackFile};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::query::Step;
use web::dom::random_hex;
use web::http::Reply;
use web::i18n::lang;
use web::location::{Open, use_address};
use web::published::Loaded;
use web::reactive::{attr, reactive, spawn};

use super::about::{Kind, Subject};
use super::fields::TextField;
use super::personal::{PersonalData, PublicSees};
use super::questions::in_words;
use super::steps::{
    Problems, field_id, is_grouped, problems as found_in, question_id, refused, service_of, step_of,
};
use super::who::who_answers;
use crate::components::{Glyph, Icon, Note, NoteKind};
use crate::messages::{feedback, frame};
use crate::state::receipts::KeptReceipt;
use crate::state::{Attempt, Draft, Entry, PlaceBy, city, site};

/// Everything that would be sent, each with the way to change it.
#[component]
pub(crate) fn Review<'a>(
    file: &'a Arc<FeedbackFile>,
    problems: RwSignal<Problems>,
    /// What it is about.
    subject: Memo<Option<Subject>>,
) -> impl IntoView + use<> {
    let (lang, draft, outbox) = (lang(), site().draft, site().outbox);
    let service = draft.with_untracked(|draft| service_of(file, draft).cloned());
    let of_group = is_grouped(service.as_ref());
    let kind = service.as_ref().map(|s| lang.pick(&s.name).to_owned());
    let sending = RwSignal::new(false);
    let failed = RwSignal::new(None::<&'static str>);
    let (here, of_file, the_city) = (use_address(), Arc::clone(file), city());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let found = draft.with_untracked(|draft| found_in(draft, &of_file));
        if !found.is_empty() {
            return problems.set(found);
        }
        if sending.get_untracked() {
            return;
        }
        let entry = draft.try_update(|draft| {
            let service = service_of(&of_file, draft)?.clone();
            // 128 random bits, so that a retry never creates a second case.
            let key = draft.key(random_hex::<16>);
            let body = draft.body(&service, told(&untrack(|| the_city.get()), draft, subject));
            let photos = if of_group { &[][..] } else { &draft.photos };
            Some(Entry::new(&key, service.code.as_str(), &body, photos))
        });
        let Some(entry) = entry.flatten() else { return };
        sending.set(true);
        failed.set(None);
        let (is_kept, alone) = outbox.add(&entry);
        let done = Step::Done.href(lang);
        spawn(async move {
            let attempt = entry.send().await;
            drop(alone);
            sending.try_set(false);
            let next = match attempt {
                Attempt::Accepted(receipt) => {
                    let receipt = KeptReceipt::new(receipt, entry.service());
                    outbox.accepted(&entry, &receipt);
                    outbox.start();
                    Draft::accepted(receipt)
                }
                Attempt::Later if is_kept => Draft::default(),
                Attempt::Later => {
                    outbox.take_back(&entry);
                    failed.try_set(Some(feedback::SEND_FAILED.text()));
                    return;
                }
                Attempt::Refused(reply) => {
                    outbox.take_back(&entry);
                    return not_taken(&reply, problems, failed);
                }
            };
            draft.set(next);
            here.open(&done, Open::Instead);
        });
    };
    let alert = reactive(move || {
        let text = failed.get().map(|text| view! { <div class="note note-bad part-3"><Glyph icon=Icon::WARN/><p>{text}</p></div> });
        text.into_any()
    });
    let answered = service.clone().map(|service| who_answers(service, subject));
    let seen = if of_group {
        view! { <div class="part"><Note kind=NoteKind::Plain icon=Icon::INFO><p>{feedback::GROUPED.text()}</p></Note></div> }.into_any()
    } else {
        view! { <PublicSees/> }.into_any()
    };
    let contact = (!of_group).then(|| {
        view! { <TextField field=Field::Contact label=feedback::CONTACT_QUESTION.text() hint=feedback::CONTACT_QUESTION_HINT.text() problems/> }
    });
    view! {
        <form novalidate on:submit=send>
            <dl class="chk">
                {given(Field::ServiceCode, feedback::SHORT_WHAT.text(), said(kind.unwrap_or_default()))}
                {written(service.as_ref(), of_group, subject)}
            </dl>
            {answered}
            {seen}
            {contact}
            <p class="hint part-3">{feedback::WHAT_IS_STORED.text()}</p>
            <div role="alert">{alert}</div>
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

/// What the city's data say of what was written.
fn told(city: &Loaded<CityFile>, draft: &Draft, subject: Memo<Option<Subject>>) -> Told {
    let place = &draft.submission.address_string;
    Told {
        about_requirement: subject.with_untracked(|subject| {
            let known = subject.as_ref().and_then(Subject::known);
            known.is_some_and(|known| known.kind == Kind::Requirement)
        }),
        in_county: match city {
            Loaded::Ready(city) => {
                let mut counties = city.units.iter().filter(|unit| unit.level == Level::County);
                counties.any(|unit| unit.name.zh == *place || unit.name.en == *place)
            }
            _ => false,
        },
    }
}

/// What was written, without the kind.
fn written(service: Option<&Service>, of_group: bool, subject: Memo<Option<Subject>>) -> AnyView {
    let draft = site().draft.get_untracked();
    let submission = &draft.submission;
    let answers = service.map(|service| in_words(&draft, service));
    let answers: Vec<AnyView> = answers
        .unwrap_or_default()
        .into_iter()
        .map(|(question, words)| {
            let name = lang().pick(&question.label).to_owned();
            let id = question_id(&question.code);
            row(id, name, said(words), Step::Words, ().into_any())
        })
        .collect();
    let point = draft.point.filter(|_| !of_group);
    let point =
        point.map(|_| view! { <br/><small class="soft">{feedback::POINT_SENT.text()}</small> });
    let is_there = matches!(draft.place_by, PlaceBy::Brought | PlaceBy::Name);
    let (words, has_point) = (submission.address_string.clone(), point.is_some());
    let place = reactive(move || {
        let there = subject.with(|subject| subject.as_ref().and_then(Subject::place));
        let there = there.filter(|_| is_there && !of_group && words.is_empty());
        match there.unwrap_or_else(|| words.clone()) {
            place if place.is_empty() && has_point => ().into_any(),
            place => said(place),
        }
    });
    let place = view! { {place}{point} }.into_any();
    let rest = (!of_group).then(|| {
        let photos = match draft.photos.len() {
            0 => String::new(),
            n => feedback::PHOTOS_N.text().replace("{n}", &n.to_string()),
        };
        let covered: u32 = draft.photos.iter().map(|photo| photo.covered).sum();
        let covered = match covered {
            0 => String::new(),
            n => format!("{}{}", frame::COMMA.text(), feedback::PHOTO_COVERED.text().replace("{n}", &n.to_string())),
        };
        let photos = said(format!("{photos}{covered}"));
        view! {
            {given(Field::Happened, feedback::SHORT_WHEN.text(), said(submission.happened.clone()))}
            {row("f-photos".to_owned(), feedback::SHORT_PHOTOS.text().to_owned(), photos, Step::Photo, ().into_any())}
        }
    });
    let where_term = if of_group {
        feedback::SHORT_COUNTY.text()
    } else {
        feedback::SHORT_WHERE.text()
    };
    view! {
        {given(Field::Description, feedback::SHORT_WORDS.text(), said(submission.description.clone()))}
        {answers}
        {given(Field::AddressString, where_term, place)}
        {rest}
        {given(Field::About, feedback::ABOUT.text(), named(subject, submission.about.clone(), of_group))}
    }
    .into_any()
}

fn said(value: String) -> AnyView {
    if value.is_empty() {
        view! { <span class="soft">{feedback::NOTHING_SAID.text()}</span> }.into_any()
    } else {
        value.into_any()
    }
}

/// The name of what it is about; the person's own words as they are. Of a kind that is public only in
/// groups nothing but a requirement is sent.
fn named(subject: Memo<Option<Subject>>, about: String, of_group: bool) -> AnyView {
    if about.is_empty() {
        return said(String::new());
    }
    reactive(move || match subject.get() {
        Some(Subject::Known(known)) => {
            if of_group && known.kind != Kind::Requirement {
                return view! { <span class="soft">{feedback::NOT_SENT.text()}</span> }.into_any();
            }
            let detail = (!known.detail.is_empty() && !of_group)
                .then(|| view! { <br/><small class="soft">{known.detail.clone()}</small> });
            view! { {known.name} {detail} }.into_any()
        }
        Some(_) if of_group => {
            view! { <span class="soft">{feedback::NOT_SENT.text()}</span> }.into_any()
        }
        Some(_) => about.clone().into_any(),
        None => ().into_any(),
    })
}

/// What was given for a field, with a link to change it.
fn given(field: Field, term: &'static str, value: AnyView) -> AnyView {
    let warning = view! { <PersonalData field/> }.into_any();
    row(
        field_id(field),
        term.to_owned(),
        value,
        step_of(field),
        warning,
    )
}

fn row(id: String, term: String, value: AnyView, step: Step, warning: AnyView) -> AnyView {
    let change = term.clone();
    view! {
        <div>
            <dt>{term}</dt>
            <dd class="as-written" id=id tabindex="-1">{value}</dd>
            <dd><a href=step.href(lang())>{frame::CHANGE.text()} <span class="off">" " {change}</span></a></dd>
            <dd class="said">{warning}</dd>
        </div>
    }
    .into_any()
}

/// The intake's own words beside the fields they name.
fn not_taken(reply: &Reply, problems: RwSignal<Problems>, failed: RwSignal<Option<&'static str>>) {
    let errors = reply.read::<Vec<api::Error>>().unwrap_or_default();
    let found = refused(&errors);
    if found.is_empty() {
        failed.try_set(Some(feedback::SEND_FAILED.text()));
    } else {
        problems.try_set(found);
    }
}
