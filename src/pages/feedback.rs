//! 反映问题: one thing a page, no account, a receipt at the end.

use civic::cases::{Field, Problem, Submission, check_submission};
use civic::published::{FeedbackFile, name};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::{focus, lang, m, site};
use crate::components::{heading, when_ready};
use crate::lang::localized;
use crate::paths::Page;
use crate::published::{from_slice, post_json, use_file};
use crate::reactive::{attr, changed, follow, reactive, spawn};
use crate::storage;

/// What has been written so far; it outlives the pages and a reload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    submission: Submission,
    /// The idempotency key: a retry never makes a second case.
    key: String,
    /// The receipt and what was promised, once accepted.
    #[serde(skip)]
    receipt: Option<Receipt>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Receipt {
    token: String,
    expected: String,
}

impl Draft {
    /// The draft of this window, or an empty one.
    fn kept() -> Self {
        storage::get_session(storage::DRAFT)
            .and_then(|kept| from_slice(kept.as_bytes()).ok())
            .unwrap_or_default()
    }

    fn keep(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            storage::set_session(storage::DRAFT, &text);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    What,
    Words,
    Where,
    Contact,
    Check,
    Done,
}

impl Step {
    const ALL: [Self; 6] = [
        Self::What,
        Self::Words,
        Self::Where,
        Self::Contact,
        Self::Check,
        Self::Done,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Words => "words",
            Self::Where => "where",
            Self::Contact => "contact",
            Self::Check => "check",
            Self::Done => "done",
        }
    }

    fn title(self) -> &'static str {
        let m = m();
        match self {
            Self::What => m.step_what,
            Self::Words => m.step_words,
            Self::Where => m.step_where,
            Self::Contact => m.step_contact,
            Self::Check => m.step_check,
            Self::Done => m.step_done,
        }
    }

    /// The step whose page holds a field.
    fn of(field: Field) -> Self {
        match field {
            Field::ServiceCode => Self::What,
            Field::Description => Self::Words,
            Field::AddressString | Field::About | Field::Happened => Self::Where,
            Field::Contact => Self::Contact,
        }
    }

    fn href(self) -> String {
        Page::Feedback.with(lang(), &[("step", self.code())])
    }
}

type Problems = Vec<(Field, String)>;

fn words(problems: &[(Field, Problem)]) -> Problems {
    let lang = lang();
    problems
        .iter()
        .map(|(field, problem)| {
            let text = problem.message(*field);
            (*field, lang.pick(&text).to_owned())
        })
        .collect()
}

/// The feedback form.
pub(crate) fn page() -> AnyView {
    let (m, site) = (m(), site());
    let query = use_query_map();
    let step = Memo::new(move |_| {
        let code = query.with(|q| q.get("step").unwrap_or_default());
        Step::ALL
            .into_iter()
            .find(|s| s.code() == code)
            .unwrap_or(Step::What)
    });
    if site
        .draft
        .with_untracked(|draft| *draft == Draft::default())
    {
        site.draft.set(Draft::kept());
    }
    // A link "something is wrong with this" says what it is about.
    follow(move || {
        if let Some(about) = query.with(|q| q.get("about")).filter(|a| !a.is_empty()) {
            site.draft.update(|d| d.submission.about = about);
        }
    });
    changed(step, |_| request_animation_frame(crate::app::focus_heading));
    follow(move || site.draft.with(Draft::keep));
    let problems = RwSignal::new(Problems::new());
    let title = move || {
        let title = step.get().title();
        if problems.with(Vec::is_empty) {
            title.to_owned()
        } else {
            format!("{}{title}", m.error_prefix)
        }
    };
    let file = use_file::<FeedbackFile>(name::FEEDBACK);
    view! {
        {reactive(move || (step.get() == Step::What).then(|| view! { <p class="lead">{m.feedback_lead}</p> }).into_any())}
        {heading(title)}
        {error_summary(problems)}
        {when_ready(file, move |file| {
            problems.set(Problems::new());
            match step.get() {
                Step::Check => check_answers(&file, problems),
                Step::Done => done(),
                step => question(step, &file, problems),
            }
        })}
    }
    .into_any()
}

fn field_id(field: Field) -> String {
    format!("f-{}", field.name())
}

fn error_summary(problems: RwSignal<Problems>) -> AnyView {
    let m = m();
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
            <div class="callout callout-bad error-summary" role="alert" tabindex="-1">
                <h2>{m.there_is_a_problem}</h2>
                <ul>{rows}</ul>
            </div>
        }
        .into_any()
    })
}

fn error_of(problems: RwSignal<Problems>, field: Field) -> AnyView {
    reactive(move || {
        problems.with(|problems| {
            let error = problems.iter().find(|(f, _)| *f == field).map(|(_, text)| {
                view! { <p class="field-error" id=format!("{}-error", field_id(field))>{text.clone()}</p> }
            });
            error.into_any()
        })
    })
}

/// One question and "go on": only its own fields are checked.
fn question(step: Step, file: &FeedbackFile, problems: RwSignal<Problems>) -> AnyView {
    let (m, draft) = (m(), site().draft);
    let navigate = use_navigate();
    let (services, settings) = (file.services.clone(), file.settings.clone());
    let go_on = move |event: leptos::web_sys::SubmitEvent| {
        event.prevent_default();
        let submission = draft.with_untracked(|d| d.submission.clone());
        let mut found = check_submission(&submission, &services, &settings);
        found.retain(|(field, _)| Step::of(*field) == step);
        if found.is_empty() {
            let next = match step {
                Step::What => Step::Words,
                Step::Words => Step::Where,
                Step::Where => Step::Contact,
                _ => Step::Check,
            };
            navigate(&next.href(), NavigateOptions::default());
        } else {
            problems.set(words(&found));
        }
    };
    let fields = match step {
        Step::What => kinds(file, problems),
        Step::Words => text_area(problems),
        Step::Where => view! {
            {line(Field::AddressString, m.where_question, m.where_question_hint, problems)}
            {line(Field::Happened, m.when_question, m.when_question_hint, problems)}
            {line(Field::About, m.about_question, m.about_question_hint, problems)}
        }
        .into_any(),
        _ => line(
            Field::Contact,
            m.contact_question,
            m.contact_question_hint,
            problems,
        ),
    };
    let back = match step {
        Step::Words => Some(Step::What),
        Step::Where => Some(Step::Words),
        Step::Contact => Some(Step::Where),
        _ => None,
    };
    view! {
        <form novalidate on:submit=go_on>
            {fields}
            <p class="actions">
                <button class="button" type="submit">{m.go_on}</button>
                {back.map(|step| view! { <a class="back" href=step.href()>{m.back}</a> })}
            </p>
        </form>
    }
    .into_any()
}

fn kinds(file: &FeedbackFile, problems: RwSignal<Problems>) -> AnyView {
    let (m, draft) = (m(), site().draft);
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
                .map(|days| view! { " " {m.reply_within} " " {days} " " {m.working_days} });
            view! {
                <div class="radio">
                    <input
                        type="radio" name="kind" id=id.clone() value=code.to_string()
                        prop:checked=move || draft.with(|d| d.submission.service_code == mine)
                        on:change=move |_| draft.update(|d| d.submission.service_code = picked.clone())
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
            <legend class="visually-hidden">{m.step_what}</legend>
            {error_of(problems, Field::ServiceCode)}
            {choices}
        </fieldset>
    }
    .into_any()
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

fn read(field: Field) -> String {
    let mut submission = site().draft.with_untracked(|d| d.submission.clone());
    std::mem::take(value_of(&mut submission, field))
}

fn text_area(problems: RwSignal<Problems>) -> AnyView {
    let (m, draft) = (m(), site().draft);
    let field = Field::Description;
    let id = field_id(field);
    view! {
        <div class="field">
            <label for=id.clone()>{m.words_question}</label>
            <p class="hint" id="words-hint">{m.words_question_hint}</p>
            {error_of(problems, field)}
            <textarea
                id=id rows="8" aria-describedby="words-hint f-description-error"
                prop:value=read(field)
                on:input=move |event| draft.update(|d| d.submission.description = event_target_value(&event))
            ></textarea>
        </div>
    }
    .into_any()
}

fn line(
    field: Field,
    label: &'static str,
    hint: &'static str,
    problems: RwSignal<Problems>,
) -> AnyView {
    let draft = site().draft;
    let id = field_id(field);
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <p class="hint" id=hint_id.clone()>{hint}</p>
            {error_of(problems, field)}
            <input
                id=id.clone() type="text" aria-describedby=format!("{hint_id} {id}-error")
                prop:value=read(field)
                on:input=move |event| {
                    let value = event_target_value(&event);
                    draft.update(|d| *value_of(&mut d.submission, field) = value);
                }
            />
        </div>
    }
    .into_any()
}

fn check_answers(file: &FeedbackFile, problems: RwSignal<Problems>) -> AnyView {
    let (lang, m, draft) = (lang(), m(), site().draft);
    let submission = draft.with_untracked(|d| d.submission.clone());
    let kind = file
        .services
        .iter()
        .find(|s| s.code == submission.service_code)
        .map(|s| lang.pick(&s.name).to_owned());
    let row = |field: Field, term: &'static str, value: String| {
        let value = if value.is_empty() {
            m.nothing_said.to_owned()
        } else {
            value
        };
        view! {
            <div>
                <dt>{term}</dt>
                <dd id=field_id(field) tabindex="-1">{value}</dd>
                <dd class="change"><a href=Step::of(field).href()>{m.change} <span class="visually-hidden">" " {term}</span></a></dd>
            </div>
        }
        .into_any()
    };
    let sending = RwSignal::new(false);
    let failed = RwSignal::new(None::<&'static str>);
    let navigate = use_navigate();
    let (services, settings) = (file.services.clone(), file.settings.clone());
    let send = move |event: leptos::web_sys::SubmitEvent| {
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
                d.key = random_key();
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
        let done = Step::Done.href();
        spawn(async move {
            let reply = post_json("/open311/v2/requests.json", &key, body).await;
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
                Ok(reply) => refused(&reply.body, reply.status, problems, failed, m, lang),
                Err(_) => {
                    failed.try_set(Some(m.send_offline));
                }
            }
        });
    };
    view! {
        <form novalidate on:submit=send>
            <dl class="facts check">
                {row(Field::ServiceCode, m.step_what, kind.unwrap_or_default())}
                {row(Field::Description, m.words_question, submission.description.clone())}
                {row(Field::AddressString, m.where_question, submission.address_string.clone())}
                {row(Field::Happened, m.when_question, submission.happened.clone())}
                {row(Field::About, m.about_question, submission.about.clone())}
                {row(Field::Contact, m.contact_question, submission.contact.clone())}
            </dl>
            <p class="hint">{m.what_is_stored}</p>
            {reactive(move || failed.get().map(|text| view! { <div class="callout callout-bad" role="alert"><p>{text}</p></div> }).into_any())}
            <p class="actions">
                <button class="button" type="submit" aria-disabled=attr(move || sending.get().then_some("true"))>
                    {reactive(move || if sending.get() { m.sending } else { m.send }.into_any())}
                </button>
                <a class="back" href=Step::Contact.href()>{m.back}</a>
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

/// The intake's own words beside the fields they name.
fn refused(
    body: &Value,
    status: u16,
    problems: RwSignal<Problems>,
    failed: RwSignal<Option<&'static str>>,
    m: &'static crate::messages::Messages,
    lang: crate::lang::Lang,
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
            m.send_too_many
        } else {
            m.send_failed
        }));
    } else {
        problems.try_set(found);
    }
}

/// 128 random bits for the idempotency key.
fn random_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    crate::format::hex(&bytes)
}

fn done() -> AnyView {
    let (lang, m) = (lang(), m());
    let Some(receipt) = site().draft.with(|d| d.receipt.clone()) else {
        return view! {
            <p>{m.no_receipt_here}</p>
            <p><a class="go" href=Page::Follow.path(lang)>{m.follow}</a></p>
        }
        .into_any();
    };
    let follow = format!("{}#{}", Page::Follow.path(lang), receipt.token);
    let expected = receipt.expected.get(..10).unwrap_or_default().to_owned();
    let expected = civic::time::Date::parse(&expected).map(|on| {
        view! { <p>{m.answer_by} " " <strong>{crate::format::date(lang, on)}</strong></p> }
    });
    let kept = RwSignal::new(false);
    let token = receipt.token.clone();
    let keep = move |_| {
        let mut receipts = storage::get(storage::RECEIPTS).unwrap_or_default();
        if !receipts.lines().any(|line| line == token) {
            receipts.push_str(&token);
            receipts.push('\n');
            storage::set(storage::RECEIPTS, &receipts);
        }
        kept.set(true);
    };
    view! {
        <div class="callout callout-good">
            <p>{m.receipt_is}</p>
            <p class="receipt"><code id="receipt">{receipt.token.clone()}</code></p>
            <p>{m.receipt_keep}</p>
        </div>
        <p><button class="button button-plain" type="button" on:click=keep>{m.keep_on_phone}</button> " " <span role="status">{reactive(move || kept.get().then_some(m.kept).into_any())}</span></p>
        <h2>{m.what_happens_next}</h2>
        {expected}
        <p>{m.what_happens_next_text}</p>
        <p><a class="go" href=follow>{m.follow_this}</a></p>
    }
    .into_any()
}
