//! Following a case by its receipt, which is in the fragment so that it is never sent to a server.

use crate::components::{fact_view, heading, skeleton, tag};
use crate::messages::{feedback, follow, frame, trouble};
use crate::state::receipts;
use leptos::ev::SubmitEvent;
use routes::api;
use routes::query::Follow;
use web::format;
use web::http::{Reply, Unreachable, get_json};
use web::i18n::lang;
use web::reactive::{load_latest, reactive, task};

use civic::cases::Stage;
use civic::time::Timestamp;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use serde_json::Value;

/// The follow page.
pub(crate) fn page() -> AnyView {
    let lang = lang();
    let hash = use_location().hash;
    let token = Memo::new(move |_| hash.with(|hash| Follow::read_fragment(hash).token));
    let found = RwSignal::new(None::<Result<(u16, Value), Unreachable>>);
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
            let reply = get_json(&api::token(&clean)).await;
            move || {
                found.try_set(Some(reply.map(|Reply { status, body }| (status, body))));
            }
        }))
    });
    let typed = RwSignal::new(String::new());
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let token = typed.get_untracked();
        let href = Follow::new(&token).href(lang);
        navigate(
            &href,
            NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            },
        );
    };
    let kept: Vec<AnyView> = receipts::kept()
        .into_iter()
        .map(|token| {
            let href = Follow::new(&token).href(lang);
            view! { <li><a href=href><code>{token}</code></a></li> }.into_any()
        })
        .collect();
    let kept = (!kept.is_empty())
        .then(|| view! { <h2>{follow::KEPT_RECEIPTS.text()}</h2><ul class="rows">{kept}</ul> });
    view! {
        {heading(move || frame::FOLLOW.text().to_owned())}
        <form class="search" on:submit=submit>
            <label for="token">{follow::RECEIPT_LABEL.text()}</label>
            <p class="hint" id="token-hint">{follow::RECEIPT_HINT.text()}</p>
            <input
                id="token" type="text" autocomplete="off" spellcheck="false" aria-describedby="token-hint"
                prop:value=move || token.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <p><button class="button" type="submit">{follow::LOOK.text()}</button></p>
        </form>
        <div aria-live="polite">
            {reactive(move || match (token.get().is_empty(), found.get()) {
                (true, _) => ().into_any(),
                (false, None) => skeleton(),
                (false, Some(Ok((200, body)))) => case(&body),
                (false, Some(Ok((404, _)))) => view! { <div class="callout callout-warn"><p>{follow::NO_SUCH_RECEIPT.text()}</p></div> }.into_any(),
                (false, Some(Ok(_))) => view! { <div class="callout callout-bad"><p>{trouble::SERVER_TEXT.text()}</p></div> }.into_any(),
                (false, Some(Err(_))) => view! { <div class="callout callout-bad"><p>{trouble::OFFLINE_TEXT.text()}</p></div> }.into_any(),
            })}
        </div>
        {kept}
    }
    .into_any()
}

fn day(value: Option<&Value>) -> Option<String> {
    let at = Timestamp::parse(value?.as_str()?)?;
    Some(format::date(lang(), at.local().date))
}

/// The stage of a case and its dated history.
fn case(body: &Value) -> AnyView {
    let lang = lang();
    let Some(case) = body.get(0) else {
        return view! { <div class="callout callout-bad"><p>{trouble::SERVER_TEXT.text()}</p></div> }.into_any();
    };
    let text = |key: &str| case.get(key).and_then(Value::as_str).unwrap_or_default();
    let stage = Stage::from_code(text("stage"));
    let overdue = case.get("overdue").and_then(Value::as_bool) == Some(true);
    let history: Vec<AnyView> = case
        .get("history")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|event| {
            let stage = Stage::from_code(event.get("stage").and_then(Value::as_str).unwrap_or_default());
            view! { <li><time>{day(event.get("at"))}</time> " " {lang.term(stage.zh(), stage.en()).to_owned()}</li> }
                .into_any()
        })
        .collect();
    let answer = text("answer");
    let answer = (!answer.is_empty())
        .then(|| view! { <h2>{follow::ANSWER.text()}</h2><p>{answer.to_owned()}</p> });
    view! {
        <section class="case">
            <h2>{follow::CASE_STANDS.text()} " " {tag("yes", lang.term(stage.zh(), stage.en()))} " " {overdue.then(|| tag("no", follow::OVERDUE.text()))}</h2>
            <dl class="facts">
                {fact_view(follow::RECEIVED_ON.text(), day(case.get("requested_datetime")).into_any())}
                {fact_view(feedback::ANSWER_BY.text(), day(case.get("expected_datetime")).into_any())}
            </dl>
            <ol class="path" aria-label=follow::CASE_PATH.text()>{history}</ol>
            {answer}
        </section>
    }
    .into_any()
}
