//! Following a case by its receipt, which is in the fragment so that it is never sent to a server.

use api::{NoToken, read_token};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::query::Follow;
use routes::{Page, api as address};
use web::dom::focus_heading;
use web::http::{Unreachable, get_json};
use web::i18n::lang;
use web::location::{Open, use_address};
use web::published::Loaded;
use web::reactive::{changed, load_latest, reactive, task};

use super::case::{case_details, service_name};
use super::found::Found;
use super::my_cases::MyCases;
use super::scan::Scan;
use super::waiting::WaitingList;
use crate::components::{Heading, Icon, Note, NoteKind, Skeleton};
use crate::messages::{feedback, follow, frame, trouble};
use crate::state::{city, site};

/// The follow page: one case by its receipt, or those kept on this phone.
#[component]
pub(crate) fn FollowPage() -> impl IntoView {
    let hash = use_address().fragment;
    let typed = Memo::new(move |_| hash.with(|hash| Follow::read_fragment(hash).token));
    let found = RwSignal::new(None::<Result<Found, Unreachable>>);
    changed(
        move || typed.get(),
        |_| request_animation_frame(focus_heading),
    );
    load_latest(move || {
        let typed = typed.get();
        found.set(None);
        if typed.is_empty() {
            return None;
        }
        let token = match read_token(&typed) {
            Ok(token) => token,
            Err(why) => {
                found.set(Some(Ok(Found::NoReceipt(typed, why))));
                return None;
            }
        };
        Some(task(async move {
            let reply = get_json(&address::token(&token)).await;
            move || {
                found.try_set(Some(reply.map(|reply| Found::of(&reply))));
            }
        }))
    });
    let title = move || {
        found.with(|found| match found {
            Some(Ok(Found::Case(case))) => service_name(case),
            _ => frame::FOLLOW.text().to_owned(),
        })
    };
    let has_token = Memo::new(move |_| !typed.with(String::is_empty));
    let above = reactive(move || {
        if has_token.get() {
            return view! { <p class="crumbs"><a href=Page::Follow.path(lang())>{frame::FOLLOW.text()}</a></p> }
                .into_any();
        }
        ().into_any()
    });
    let city = city();
    // The days of a case are counted by the city's calendar, and would push down what follows them.
    let is_known = Memo::new(move |_| match found.get() {
        None => false,
        Some(Ok(Found::Case(_))) => !matches!(city.get(), Loaded::Loading),
        Some(_) => true,
    });
    let details = reactive(move || match (has_token.get(), found.get()) {
        (false, _) => ().into_any(),
        (true, None) => view! { <Skeleton/> }.into_any(),
        (true, Some(_)) if !is_known.get() => view! { <Skeleton/> }.into_any(),
        (true, Some(Ok(Found::Case(case)))) => case_details(&case, found),
        (true, Some(Ok(Found::NoReceipt(typed, why)))) => no_receipt(&typed, &why),
        (true, Some(Ok(Found::NoSuchReceipt))) => told(
            NoteKind::Warn,
            follow::NO_SUCH_RECEIPT.text(),
            follow::NO_SUCH_RECEIPT_TEXT.text(),
        ),
        (true, Some(Ok(Found::Failed))) => told(
            NoteKind::Bad,
            trouble::SERVER_TITLE.text(),
            trouble::SERVER_TEXT.text(),
        ),
        (true, Some(Err(_))) => told(
            NoteKind::Bad,
            trouble::OFFLINE_TITLE.text(),
            trouble::OFFLINE_TEXT.text(),
        ),
    });
    let lead = reactive(move || {
        (!has_token.get())
            .then(|| view! { <p class="soft">{follow::LEAD.text()}</p> })
            .into_any()
    });
    // What stands below a case would be moved by it when it comes.
    let is_still = Memo::new(move |_| !has_token.get() || is_known.get());
    let once_known = move |show: Box<dyn Fn() -> AnyView + Send>| {
        reactive(move || is_still.get().then(&show).into_any())
    };
    let others = once_known(Box::new(|| view! { {waiting()} <MyCases/> }.into_any()));
    let ask = once_known(Box::new(move || {
        view! { <div class="part"><Ask typed/></div> }.into_any()
    }));
    view! {
        <div class="form">
            {above}
            <Heading text=Signal::derive(title)/>
            {lead}
        </div>
        <div class="pick-r">
            <div>
                <div class="said" aria-live="polite">{details}</div>
                {others}
            </div>
            {ask}
        </div>
    }
}

/// What waits to be sent, under a heading; nothing if there is none.
fn waiting() -> AnyView {
    let outbox = site().outbox;
    let has_any = Memo::new(move |_| !outbox.entries().is_empty());
    reactive(move || {
        if !has_any.get() {
            return ().into_any();
        }
        view! { <section class="part"><h2>{feedback::WAITING_LIST.text()}</h2><WaitingList/></section> }
            .into_any()
    })
}

/// The field for a receipt that is not kept here.
#[component]
fn Ask(typed: Memo<String>) -> impl IntoView {
    let field = RwSignal::new(String::new());
    let here = use_address();
    let scan = Scan::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let href = Follow::new(&field.get_untracked()).href(lang());
        here.open(&href, Open::Here);
    };
    view! {
        <form on:submit=submit>
            <h2 class="rule"><label for="token">{follow::ELSEWHERE.text()}</label></h2>
            <p class="hint" id="token-hint">{follow::RECEIPT_HINT.text()}</p>
            <input
                class="in" id="token" type="text" autocomplete="off" spellcheck="false" autocapitalize="characters" aria-describedby="token-hint"
                prop:value=move || typed.get()
                on:input=move |event| field.set(event_target_value(&event))
            />
            <p class="next-bar"><button class="btn" type="submit">{follow::LOOK.text()}</button>{scan.button()}</p>
            {scan.camera()}
        </form>
    }
}

fn told(kind: NoteKind, title: &'static str, text: &'static str) -> AnyView {
    view! { <Note kind icon=Icon::WARN><p><b>{title}</b></p><p>{text}</p></Note> }.into_any()
}

/// Which part of what was typed is no receipt.
fn no_receipt(typed: &str, why: &NoToken) -> AnyView {
    let typed = typed.to_owned();
    let why = match why {
        NoToken::Character(c) => format!(
            "{}{c}{}",
            follow::NO_SUCH_CHARACTER_BEFORE.text(),
            follow::NO_SUCH_CHARACTER_AFTER.text()
        ),
        NoToken::Length(length) => format!(
            "{}{length}{}",
            follow::LENGTH_BEFORE.text(),
            follow::LENGTH_AFTER.text()
        ),
        NoToken::Check => follow::CHECK.text().to_owned(),
    };
    view! {
        <Note kind=NoteKind::Warn icon=Icon::WARN>
            <p><b>{follow::NOT_A_RECEIPT.text()}</b>{why}</p>
            <p><code>{typed}</code></p>
            <p>{follow::NOT_ASKED.text()}</p>
        </Note>
    }
    .into_any()
}
