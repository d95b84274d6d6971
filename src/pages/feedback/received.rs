//! What became of a submission: the receipt, or what waits to be sent, as a sign.

use leptos::prelude::*;
use routes::Page;
use routes::query::{Follow, Step};
use web::dom::{address_of, copy, focus_heading, print};
use web::format;
use web::i18n::lang;
use web::published::tree;
use web::reactive::reactive;

use super::waiting::{WaitingList, are_refused};
use crate::components::{
    FixedHeading, Glyph, Icon, Note, NoteKind, QrCode, alone_on_paper, set_title_of_page,
};
use crate::messages::{components, feedback, frame};
use crate::state::receipts::{self, KeptReceipt};
use crate::state::site;

/// The shape of what was received.
const RECEIVED: &str =
    r#"<circle cx="32" cy="32" r="30"/><path class="cut" d="m18 33 10 10 19-21"/>"#;
/// The shape of what waits for a network.
const NO_NETWORK: &str = r#"<g class="line-i" transform="scale(2.6667)"><path d="M3.5 9.5a13 13 0 0 1 5-2.8M20.5 9.5A13 13 0 0 0 12.5 6M6.7 13.2a8 8 0 0 1 3-1.7M17.3 13.2a8 8 0 0 0-1.8-1.2M12 18v.3M4 3.5l16 17"/></g>"#;

/// The receipt, or what waits to be sent.
#[component]
pub(crate) fn Received() -> impl IntoView {
    let (draft, outbox) = (site().draft, site().outbox);
    reactive(move || {
        if let Some(receipt) = draft.with(|d| d.receipt.clone()) {
            return view! { <Receipt receipt/> }.into_any();
        }
        let entries = outbox.entries();
        if entries.is_empty() {
            return view! { <NothingHere/> }.into_any();
        }
        if are_refused(&entries) {
            return view! {
                <div class="w narrow form"><FixedHeading text=feedback::STEP_REFUSED.text()/><WaitingList/></div>
            }
            .into_any();
        }
        view! { <Waits/> }.into_any()
    })
}

/// A sign that is the heading of its page.
fn sign(class: &'static str, shape: &'static str, word: &'static str, until: AnyView) -> AnyView {
    set_title_of_page(word);
    alone_on_paper();
    view! {
        <section class=class><div class="w v-sign got">
            <div class="sign-main">
                <svg class="shape" width="64" height="64" viewBox="0 0 64 64" aria-hidden="true" focusable="false" inner_html=shape></svg>
                <h1 class="word word-l" tabindex="-1">{word}</h1>
            </div>
            <p class="until">{until}</p>
        </div></section>
    }
    .into_any()
}

#[component]
fn NothingHere() -> impl IntoView {
    let lang = lang();
    view! {
        <div class="w narrow form">
            <FixedHeading text=feedback::NO_RECEIPT_HERE.text()/>
            <p>{feedback::NO_RECEIPT_TEXT.text()}</p>
            <p class="wrap part-3">
                <a class="btn" href=Page::Follow.path(lang)>{frame::FOLLOW.text()}</a>
                <a class="btn btn-2" href=Step::What.href(lang)>{feedback::WRITE_ANOTHER.text()}</a>
            </p>
        </div>
    }
}

/// What waits for a network.
#[component]
fn Waits() -> impl IntoView {
    let until =
        view! { {feedback::WAITING_UNTIL.text()} <small>{feedback::WAITING_SAFE.text()}</small> };
    let word = feedback::STEP_WAITING.text();
    let row =
        |icon, text| view! { <li class="row"><Glyph icon/><span>{text}</span></li> }.into_any();
    view! {
        {sign("sign s-stale", NO_NETWORK, word, until.into_any())}
        <div class="w narrow">
            <section class="part"><h2>{feedback::WAITING_LIST.text()}</h2><WaitingList/></section>
            <section class="part">
                <h2>{feedback::WAITING_HOW.text()}</h2>
                <ul class="stack part-3">
                    {row(Icon::SEND, feedback::WAITING_SENT.text())}
                    {row(Icon::SAVE, feedback::WAITING_RECEIPT.text())}
                    {row(Icon::CLOSE, feedback::WAITING_ERASE.text())}
                </ul>
            </section>
            <p class="part-3"><a class="go" href=Page::Follow.path(lang())>{frame::FOLLOW.text()}</a></p>
        </div>
    }
}

#[component]
fn Receipt(receipt: KeptReceipt) -> impl IntoView {
    let (lang, draft) = (lang(), site().draft);
    let token = receipt.token.clone();
    let follow = Follow::new(&token).href(lang);
    let address = address_of(&follow);
    let day = |at: civic::time::Timestamp| format::near_day(lang, at.local().date);
    let until = match receipt.answer_by {
        Some(by) => view! { {feedback::ANSWER_BY_BEFORE.text()} <b>{day(by)}</b> <small>{feedback::ANSWER_BY_AFTER.text()}</small> }.into_any(),
        None => view! { <small>{feedback::NO_DAY.text()}</small> }.into_any(),
    };
    let next = next(given_on(&receipt), receipt.answer_by.map(day));
    let said = RwSignal::new("");
    let (to_copy, to_erase) = (token.clone(), token.clone());
    let keep = move |_| {
        receipts::keep(&receipt);
        said.set(components::KEPT.text());
    };
    let copy = move |_| {
        copy(&to_copy, move |is_copied| {
            said.try_set(if is_copied {
                feedback::COPIED.text()
            } else {
                feedback::NOT_COPIED.text()
            });
        });
    };
    let erase = move |_| {
        receipts::erase(&to_erase);
        draft.update(|d| d.receipt = None);
        request_animation_frame(focus_heading);
    };
    view! {
        {sign("sign s-yes", RECEIVED, feedback::STEP_DONE.text(), until)}
        <div class="w"><div class="pick-r part">
            <div>
                <div class="receipt">
                    <div>
                        <h2>{feedback::RECEIPT.text()}</h2>
                        <p class="s soft">{feedback::RECEIPT_IS.text()}</p>
                        {code(&token)}
                    </div>
                    <div class="tear"></div>
                    <div class="rc-qr"><QrCode address=&address/><p class="s">{feedback::RECEIPT_READ.text()}</p></div>
                </div>
                <p class="wrap part-3 no-print">
                    <button class="btn" type="button" on:click=keep><Glyph icon=Icon::SAVE/>{feedback::KEEP_ON_PHONE.text()}</button>
                    <button class="btn btn-2" type="button" on:click=copy><Glyph icon=Icon::COPY/>{feedback::COPY.text()}</button>
                    <button class="btn btn-2" type="button" on:click=|_| print()><Glyph icon=Icon::PRINT/>{components::PRINT.text()}</button>
                </p>
                <p class="said no-print" role="status">{reactive(move || said.get().into_any())}</p>
            </div>
            <div>
                <div class="no-print">
                    <Note kind=NoteKind::Warn icon=Icon::WARN>
                        <p><b>{feedback::RECEIPT_KEEP.text()}</b>{feedback::RECEIPT_KEEP_HOW.text()}</p>
                        <p>{feedback::NOT_YOUR_PHONE.text()}</p>
                        <p class="wrap"><button class="btn btn-2" type="button" on:click=erase>{feedback::ERASE.text()}</button></p>
                    </Note>
                </div>
                <section class="part">
                    <h2>{feedback::WHAT_HAPPENS_NEXT.text()}</h2>
                    {next}
                </section>
                <p class="no-print"><a class="go" href=follow>{feedback::FOLLOW_THIS.text()}<Glyph icon=Icon::NEXT/></a></p>
            </div>
        </div></div>
    }
}

/// A receipt in groups of four, to be read and written down.
fn code(token: &str) -> AnyView {
    let digits: Vec<char> = token.chars().filter(|c| *c != '-').collect();
    let groups: Vec<AnyView> = digits
        .chunks(4)
        .map(|group| {
            let group: String = group.iter().collect();
            view! { <span>{group}</span> }.into_any()
        })
        .collect();
    view! {
        <p class="off" id="receipt">{token.to_owned()}</p>
        <p class="code" aria-hidden="true">{groups}</p>
    }
    .into_any()
}

/// The day on which a receipt was given.
pub(super) fn given_on(receipt: &KeptReceipt) -> Option<String> {
    let manifest = tree().manifest.get_untracked()?;
    let date = manifest.time_zone.local(receipt.given?).date;
    Some(format::near_day(lang(), date))
}

/// What happens to what was received, as a path.
fn next(given: Option<String>, due: Option<String>) -> AnyView {
    let due = due.map(|due| format!("{}{due}", feedback::ANSWER_BY_BEFORE.text()));
    let row = |class, when: String, what: &'static str| {
        view! { <li class=class><span class="when">{when}</span><b>{what}</b></li> }.into_any()
    };
    view! {
        <ol class="path">
            {row("", given.unwrap_or_default(), feedback::STEP_DONE.text())}
            {row("todo-i", feedback::NEXT_AFTER.text().to_owned(), feedback::NEXT_READ.text())}
            {row("todo-i", due.unwrap_or_default(), feedback::NEXT_ANSWER.text())}
        </ol>
        <p class="s soft">{feedback::NEXT_PUBLISHED.text()}</p>
    }
    .into_any()
}
