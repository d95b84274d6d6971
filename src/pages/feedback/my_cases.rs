//! The cases whose receipts are kept on this phone, and the public ones that are followed here.

use civic::CaseId;
use civic::published::{CasesFile, FeedbackFile, name};
use leptos::prelude::*;
use routes::query::Follow;
use web::dom::focus_heading;
use web::format;
use web::i18n::lang;
use web::published::{Loaded, Locator, use_file, use_file_at};
use web::reactive::reactive;
use web::text::text_address;

use super::days::boxes;
use super::received::{as_text, given_on};
use super::similar::row as public_row;
use crate::components::{Glyph, Icon};
use crate::messages::{follow, frame, saved};
use crate::state::receipts::{self, KeptReceipt};
use crate::state::{followed, site};

/// The cases kept on this phone, by what they are and when they were received.
#[component]
pub(super) fn MyCases() -> impl IntoView {
    let outbox = site().outbox;
    let file = use_file::<FeedbackFile>(name::FEEDBACK);
    // Counts what was erased here.
    let erased = RwSignal::new(0);
    let rows = reactive(move || {
        outbox.is_sent.get();
        erased.get();
        let kept = receipts::kept();
        if kept.is_empty() {
            return view! { <p class="soft part-3">{follow::NONE_KEPT.text()}</p> }.into_any();
        }
        let text: Vec<String> = kept.iter().map(as_text).collect();
        let rows: Vec<AnyView> = kept
            .into_iter()
            .map(|receipt| {
                let service = match file.get() {
                    Loaded::Ready(file) => {
                        let mut services = file.services.iter();
                        let service = services.find(|s| s.code == receipt.service);
                        service.map(|s| lang().pick(&s.name).to_owned())
                    }
                    _ => None,
                };
                row(&receipt, service, erased)
            })
            .collect();
        view! {
            <ul class="list">{rows}</ul>
            <p class="s soft part-3">{follow::KEPT_HERE.text()}</p>
            {all_of_them(&text.join("\n"), erased)}
        }
        .into_any()
    });
    view! {
        <section class="part"><h2>{follow::KEPT_CASES.text()}</h2>{rows}</section>
        <Followed/>
    }
}

/// What can be done with all of them: save them as a file, or erase them, which is asked twice.
fn all_of_them(text: &str, erased: RwSignal<u32>) -> AnyView {
    let href = text_address(text);
    let is_asked = RwSignal::new(false);
    let erase = move |_| {
        for receipt in receipts::kept() {
            receipts::erase(&receipt.token);
        }
        site().draft.update(|draft| draft.receipt = None);
        site().outbox.acknowledge();
        erased.update(|times| *times += 1);
        request_animation_frame(focus_heading);
    };
    let erasing = reactive(move || {
        if !is_asked.get() {
            return view! { <button class="btn btn-2" type="button" on:click=move |_| is_asked.set(true)><Glyph icon=Icon::CLOSE/>{follow::ERASE_ALL.text()}</button> }.into_any();
        }
        view! {
            <span><b>{follow::ERASE_ALL_SURE.text()}</b></span>
            <button class="btn" type="button" on:click=erase>{follow::ERASE_ALL_YES.text()}</button>
            <button class="btn btn-2" type="button" on:click=move |_| is_asked.set(false)>{follow::ERASE_ALL_NO.text()}</button>
        }
        .into_any()
    });
    view! {
        <p><a class="go go-b" href=href download=follow::EXPORT_FILE.text()><Glyph icon=Icon::SAVE/>{follow::EXPORT.text()}</a></p>
        <p class="wrap" role="group" aria-label=follow::ERASE_ALL.text()>{erasing}</p>
    }
    .into_any()
}

fn row(receipt: &KeptReceipt, service: Option<String>, erased: RwSignal<u32>) -> AnyView {
    let token = receipt.token.clone();
    let href = Follow::new(&token).href(lang());
    let service = service.unwrap_or_else(|| follow::UNNAMED.text().to_owned());
    let said =
        |before: &'static str, day: &str, after: &'static str| format!("{before}{day}{after}");
    let given = given_on(receipt);
    let given = given.map(|day| {
        said(
            follow::GIVEN_BEFORE.text(),
            &day,
            follow::GIVEN_AFTER.text(),
        )
    });
    let due = receipt.answer_by.map(|by| {
        let day = format::near_day(lang(), by.local().date);
        said(follow::DUE_BEFORE.text(), &day, follow::DUE_AFTER.text())
    });
    let when: Vec<String> = given.into_iter().chain(due).collect();
    let when = when.join(frame::COMMA.text());
    let days = receipt.given.zip(receipt.answer_by);
    let days = days.map(|(given, by)| boxes(given, by));
    let label = format!("{} {service} {token}", saved::DELETE.text());
    let erase = {
        let token = token.clone();
        move |_| {
            receipts::erase(&token);
            site().draft.update(|draft| draft.receipt = None);
            site().outbox.acknowledge();
            erased.update(|times| *times += 1);
            request_animation_frame(focus_heading);
        }
    };
    view! {
        <li class="keep-row">
            <a class="list-link" href=href><span><b>{service}</b><br/><small class="soft">{when}</small>{days}<br/><small class="soft"><code>{token}</code></small></span><Glyph icon=Icon::RIGHT/></a>
            <button class="btn btn-2" type="button" aria-label=label on:click=erase>{saved::DELETE.text()}</button>
        </li>
    }
    .into_any()
}

/// The public cases that are followed here; nothing if there is none.
#[component]
fn Followed() -> impl IntoView {
    let ids = RwSignal::new(followed::kept());
    if ids.with_untracked(Vec::is_empty) {
        return ().into_any();
    }
    let rows = reactive(move || {
        let rows: Vec<AnyView> = ids
            .get()
            .into_iter()
            .map(|id| followed_row(id, ids))
            .collect();
        view! { <ul>{rows}</ul> }.into_any()
    });
    view! { <section class="part"><h2>{follow::FOLLOWED.text()}</h2>{rows}</section> }.into_any()
}

/// A public case that is followed here.
fn followed_row(id: CaseId, ids: RwSignal<Vec<CaseId>>) -> AnyView {
    let file = use_file_at::<CasesFile>(Locator::Case(id.clone()));
    let of_file = id.clone();
    let shown = reactive(move || {
        let known = match file.get() {
            Loaded::Ready(file) => Some(file),
            Loaded::Loading => return ().into_any(),
            Loaded::Failed(_) => None,
        };
        let case = known
            .as_deref()
            .and_then(|file| file.cases.iter().find(|case| case.id == of_file));
        match case {
            Some(case) => public_row(&case.title, &case.answer, &case.stage, case.opened_on, None),
            None => view! { <li class="hit"><p>{follow::NOT_PUBLIC.text()} <code>{of_file.to_string()}</code></p></li> }
                .into_any(),
        }
    });
    let label = format!("{} {id}", follow::FOLLOW_NO_MORE.text());
    let stop = move |_| {
        followed::remove(&id);
        ids.set(followed::kept());
        request_animation_frame(focus_heading);
    };
    view! {
        {shown}
        <li><button class="btn btn-2" type="button" aria-label=label on:click=stop>{follow::FOLLOW_NO_MORE.text()}</button></li>
    }
    .into_any()
}
