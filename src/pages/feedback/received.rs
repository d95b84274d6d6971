//! What became of a submission: the receipt, or what waits to be sent, as a sign.

use api::{TOKEN_GROUP, read_token};
use leptos::prelude::*;
use routes::Page;
use routes::query::{Follow, Step};
use web::dom::{address_of, copy, focus_heading, print};
use web::format;
use web::i18n::lang;
use web::location::use_address;
use web::published::tree;
use web::reactive::reactive;
use web::text::text_address;

use super::waiting::{WaitingList, are_refused};
use crate::components::{
    FixedHeading, Glyph, Icon, Note, NoteKind, QrCode, SmallGlyph, alone_on_paper,
    set_title_of_page,
};
use crate::messages::{components, feedback, frame};
use crate::state::receipts::{self, KeptReceipt};
use crate::state::{WaitingPhoto, site};

/// The shape of what was received.
const RECEIVED: &str =
    r#"<circle cx="32" cy="32" r="30"/><path class="cut" d="m18 33 10 10 19-21"/>"#;
/// The shape of what waits for a network.
const NO_NETWORK: &str = r#"<g class="line-i" transform="scale(2.6667)"><path d="M3.5 9.5a13 13 0 0 1 5-2.8M20.5 9.5A13 13 0 0 0 12.5 6M6.7 13.2a8 8 0 0 1 3-1.7M17.3 13.2a8 8 0 0 0-1.8-1.2M12 18v.3M4 3.5l16 17"/></g>"#;

/// The receipt, or what waits to be sent.
#[component]
pub(crate) fn Received() -> impl IntoView {
    let (draft, outbox) = (site().draft, site().outbox);
    let fragment = use_address().fragment;
    // Counts what was erased here.
    let erased = RwSignal::new(0);
    reactive(move || {
        erased.get();
        // The receipt that the address names, or the one that was given in this window.
        let named = fragment.with(|fragment| Follow::read_fragment(fragment).token);
        let kept = receipts::kept();
        let named = read_token(&named).ok().map(|token| {
            let known = kept.iter().rev().find(|receipt| receipt.token == token);
            known.cloned().or_else(|| KeptReceipt::read(&token))
        });
        if let Some(receipt) = named
            .flatten()
            .or_else(|| draft.with(|d| d.receipt.clone()))
        {
            return view! { <Receipt receipt erased/> }.into_any();
        }
        let entries = outbox.entries();
        if entries.is_empty() {
            // The window was closed meanwhile: the latest is still on this phone.
            return match kept.into_iter().next_back() {
                Some(receipt) => view! { <Receipt receipt erased/> }.into_any(),
                None => view! { <NothingHere/> }.into_any(),
            };
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
fn Receipt(
    receipt: KeptReceipt,
    /// Counts what was erased or kept here.
    erased: RwSignal<u32>,
) -> impl IntoView {
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
    let (to_copy, to_erase, of_photos) = (token.clone(), token.clone(), token.clone());
    let is_kept = receipts::kept().iter().any(|kept| kept.token == token);
    let file = text_address(&as_text(&receipt));
    let keep = move |_| {
        receipts::keep(&receipt);
        erased.update(|times| *times += 1);
        request_animation_frame(focus_heading);
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
        erased.update(|times| *times += 1);
        request_animation_frame(focus_heading);
    };
    let outbox = site().outbox;
    let photos = reactive(move || photos_of(&outbox.photos(), &of_photos));
    let kept = if is_kept {
        view! {
            <Note kind=NoteKind::Good icon=Icon::YES>
                <p><b>{feedback::RECEIPT_KEPT.text()}</b>{feedback::RECEIPT_KEPT_HOW.text()}</p>
                <p>{feedback::NOT_YOUR_PHONE.text()}</p>
                <p class="wrap"><button class="btn btn-2" type="button" on:click=erase>{feedback::ERASE.text()}</button></p>
            </Note>
        }
        .into_any()
    } else {
        view! {
            <Note kind=NoteKind::Warn icon=Icon::WARN>
                <p><b>{feedback::RECEIPT_KEEP.text()}</b>{feedback::RECEIPT_KEEP_HOW.text()}</p>
                <p class="wrap"><button class="btn btn-2" type="button" on:click=keep>{feedback::KEEP_ON_PHONE.text()}</button></p>
            </Note>
        }
        .into_any()
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
                    <a class="btn" href=file download=feedback::RECEIPT_FILE.text()><Glyph icon=Icon::SAVE/>{feedback::SAVE_RECEIPT.text()}</a>
                    <button class="btn btn-2" type="button" on:click=copy><Glyph icon=Icon::COPY/>{feedback::COPY.text()}</button>
                    <button class="btn btn-2" type="button" on:click=|_| print()><Glyph icon=Icon::PRINT/>{components::PRINT.text()}</button>
                </p>
                <p class="said no-print" role="status">{reactive(move || said.get().into_any())}</p>
            </div>
            <div>
                <div class="no-print">{kept}{photos}</div>
                <section class="part">
                    <h2>{feedback::WHAT_HAPPENS_NEXT.text()}</h2>
                    {next}
                </section>
                <p class="no-print"><a class="go" href=follow>{feedback::FOLLOW_THIS.text()}<Glyph icon=Icon::NEXT/></a></p>
            </div>
        </div></div>
    }
}

/// A receipt in groups of four, to be read and written down; a screen reader spells it.
pub(super) fn code(token: &str) -> AnyView {
    let characters: Vec<char> = token.chars().filter(|c| *c != '-').collect();
    let groups = characters.chunks(TOKEN_GROUP);
    let spelled: Vec<String> = groups
        .clone()
        .map(|group| {
            group
                .iter()
                .map(char::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let groups: Vec<AnyView> = groups
        .map(|group| {
            let group: String = group.iter().collect();
            view! { <span aria-hidden="true">{group}</span> }.into_any()
        })
        .collect();
    view! {
        <p class="off" id="receipt" aria-hidden="true">{token.to_owned()}</p>
        <p class="code"><span class="off">{spelled.join(frame::COMMA.text())}</span>{groups}</p>
    }
    .into_any()
}

/// A receipt as a line of text, with what tells it from others and the address that opens its case.
pub(super) fn as_text(receipt: &KeptReceipt) -> String {
    let mut text = format!("{} {}\n", feedback::RECEIPT.text(), receipt.token);
    if let Some(day) = given_on(receipt) {
        text = format!("{text}{}: {day}\n", feedback::STEP_DONE.text());
    }
    if let Some(by) = receipt.answer_by {
        let day = format::near_day(lang(), by.local().date);
        text = format!("{text}{}: {day}\n", feedback::ANSWER_BY.text());
    }
    let address = address_of(&Follow::new(&receipt.token).href(lang()));
    format!("{text}{address}\n")
}

/// What became of the photos of a case.
fn photos_of(waiting: &[WaitingPhoto], token: &str) -> AnyView {
    let of_case: Vec<WaitingPhoto> = waiting
        .iter()
        .filter(|waiting| waiting.token == token)
        .cloned()
        .collect();
    let still = of_case.iter().filter(|waiting| waiting.refused.is_empty());
    let still = match still.count() {
        0 => None,
        n => Some(feedback::PHOTOS_WAIT.text().replace("{n}", &n.to_string())),
    };
    let still =
        still.map(|still| view! { <p class="row"><SmallGlyph icon=Icon::WAIT/>{still}</p> });
    let refused = of_case
        .into_iter()
        .filter(|waiting| !waiting.refused.is_empty());
    let refused: Vec<AnyView> = refused
        .map(|waiting| {
            let why = waiting.refused.clone();
            let erase = move |_| site().outbox.erase_photo(&waiting);
            view! {
                <p class="bad"><SmallGlyph icon=Icon::WARN/><span>{feedback::PHOTO_NOT_TAKEN.text()}{why}</span></p>
                <p><button class="btn btn-2" type="button" on:click=erase>{feedback::PHOTO_REMOVE.text()}</button></p>
            }
            .into_any()
        })
        .collect();
    view! { <div role="status">{still}{refused}</div> }.into_any()
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
            {row("todo-i no-print", feedback::NEXT_AFTER.text().to_owned(), feedback::NEXT_CONTEST.text())}
        </ol>
        <p class="s soft no-print">{feedback::NEXT_PUBLISHED.text()}</p>
    }
    .into_any()
}
