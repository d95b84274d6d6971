//! Following a case by its receipt, which is in the fragment so that it is never sent to a server.

use api::Case;
use civic::time::Timestamp;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::api as address;
use routes::query::Follow;
use web::format;
use web::http::{Reply, Unreachable, get_json};
use web::i18n::{lang, localized};
use web::location::{Open, use_address};
use web::reactive::{load_latest, reactive, task};

use super::waiting::{Receipts, Waiting};
use crate::components::{FactRow, FixedHeading, Icon, Note, NoteKind, Skeleton, Tag, TagKind};
use crate::messages::{feedback, follow, frame, trouble};

/// The follow page.
#[component]
pub(crate) fn FollowPage() -> impl IntoView {
    let lang = lang();
    let hash = use_address().fragment;
    let token = Memo::new(move |_| hash.with(|hash| Follow::read_fragment(hash).token));
    let found = RwSignal::new(None::<Result<Found, Unreachable>>);
    load_latest(move || {
        let token = token.get();
        found.set(None);
        if token.is_empty() {
            return None;
        }
        // Only letters, digits and hyphens are ever in a receipt.
        let clean: String = token
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        Some(task(async move {
            let reply = get_json(&address::token(&clean)).await;
            move || {
                found.try_set(Some(reply.map(|reply| Found::of(&reply))));
            }
        }))
    });
    let typed = RwSignal::new(String::new());
    let here = use_address();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let token = typed.get_untracked();
        let href = Follow::new(&token).href(lang);
        here.open(&href, Open::Here);
    };
    view! {
        <FixedHeading text=frame::FOLLOW.text()/>
        <form class="search" on:submit=submit>
            <label for="token">{follow::RECEIPT_LABEL.text()}</label>
            <p class="hint" id="token-hint">{follow::RECEIPT_HINT.text()}</p>
            <input
                id="token" type="text" autocomplete="off" spellcheck="false" aria-describedby="token-hint"
                prop:value=move || token.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <p><button class="btn" type="submit">{follow::LOOK.text()}</button></p>
        </form>
        <div aria-live="polite">
            {reactive(move || match (token.get().is_empty(), found.get()) {
                (true, _) => ().into_any(),
                (false, None) => view! { <Skeleton/> }.into_any(),
                (false, Some(Ok(Found::Case(found)))) => view! { <CaseDetails case=&found/> }.into_any(),
                (false, Some(Ok(Found::NoSuchReceipt))) => view! { <Told kind=NoteKind::Warn text=follow::NO_SUCH_RECEIPT.text()/> }.into_any(),
                (false, Some(Ok(Found::Failed))) => view! { <Told kind=NoteKind::Bad text=trouble::SERVER_TEXT.text()/> }.into_any(),
                (false, Some(Err(_))) => view! { <Told kind=NoteKind::Bad text=trouble::OFFLINE_TEXT.text()/> }.into_any(),
            })}
        </div>
        <Waiting/>
        <Receipts/>
    }
}

/// What the server answered.
#[derive(Clone)]
enum Found {
    Case(Box<Case>),
    NoSuchReceipt,
    Failed,
}

impl Found {
    fn of(reply: &Reply) -> Self {
        match reply.status {
            200 => {
                let case = reply.read::<Vec<Case>>().ok();
                let case = case.and_then(|cases| cases.into_iter().next());
                case.map_or(Self::Failed, |case| Self::Case(Box::new(case)))
            }
            404 => Self::NoSuchReceipt,
            _ => Self::Failed,
        }
    }
}

#[component]
fn Told(kind: NoteKind, text: &'static str) -> impl IntoView {
    view! { <Note kind icon=Icon::WARN><p>{text}</p></Note> }
}

fn day(at: Timestamp) -> String {
    format::date(lang(), at.local().date)
}

/// How far the case has come, as a dated path.
#[component]
fn CaseDetails<'a>(case: &'a Case) -> impl IntoView + use<> {
    let lang = lang();
    let stage = &case.stage;
    let history: Vec<AnyView> = case
        .history
        .iter()
        .map(|change| {
            let stage = lang.term(change.stage.zh(), change.stage.en()).to_owned();
            view! { <li><time>{day(change.at)}</time> " " {stage}</li> }.into_any()
        })
        .collect();
    let answer = case
        .answer
        .as_ref()
        .map(|answer| view! { <h2>{follow::ANSWER.text()}</h2><p>{localized(answer)}</p> });
    view! {
        <section class="case">
            <h2>{follow::CASE_STANDS.text()} " " <Tag kind=TagKind::Good label=lang.term(stage.zh(), stage.en())/> " " {case.overdue.then(|| view! { <Tag kind=TagKind::Bad label=follow::OVERDUE.text()/> }.into_any())}</h2>
            <dl class="facts">
                <FactRow term=follow::RECEIVED_ON.text() value=day(case.requested_datetime).into_any()/>
                <FactRow term=feedback::ANSWER_BY.text() value=case.expected_datetime.map(day).into_any()/>
            </dl>
            <ol class="path" aria-label=follow::CASE_PATH.text()>{history}</ol>
            {answer}
        </section>
    }
}
