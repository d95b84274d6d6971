//! The cases whose receipts are kept on this phone.

use civic::published::{FeedbackFile, name};
use leptos::prelude::*;
use routes::query::Follow;
use web::dom::focus_heading;
use web::format;
use web::i18n::lang;
use web::published::{Loaded, use_file};
use web::reactive::reactive;

use super::received::given_on;
use crate::components::{Glyph, Icon};
use crate::messages::{follow, frame, saved};
use crate::state::receipts::{self, KeptReceipt};
use crate::state::site;

/// The cases kept on this phone, by what they are and when they were received.
#[component]
pub(super) fn MyCases() -> impl IntoView {
    let outbox = site().outbox;
    let file = use_file::<FeedbackFile>(name::FEEDBACK);
    let erased = RwSignal::new(false);
    let rows = reactive(move || {
        outbox.is_sent.get();
        erased.get();
        let rows: Vec<AnyView> = receipts::kept()
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
        if rows.is_empty() {
            return view! { <p class="soft part-3">{follow::NONE_KEPT.text()}</p> }.into_any();
        }
        view! {
            <ul class="list">{rows}</ul>
            <p class="s soft part-3">{follow::KEPT_HERE.text()}</p>
        }
        .into_any()
    });
    view! { <section class="part"><h2>{follow::KEPT_CASES.text()}</h2>{rows}</section> }
}

fn row(receipt: &KeptReceipt, service: Option<String>, erased: RwSignal<bool>) -> AnyView {
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
    let label = format!("{} {service} {token}", saved::DELETE.text());
    let erase = {
        let token = token.clone();
        move |_| {
            receipts::erase(&token);
            site().outbox.acknowledge();
            erased.set(true);
            request_animation_frame(focus_heading);
        }
    };
    view! {
        <li class="keep-row">
            <a class="list-link" href=href><span><b>{service}</b><br/><small class="soft">{when}</small><br/><small class="soft"><code>{token}</code></small></span><Glyph icon=Icon::RIGHT/></a>
            <button class="btn btn-2" type="button" aria-label=label on:click=erase>{saved::DELETE.text()}</button>
        </li>
    }
    .into_any()
}
