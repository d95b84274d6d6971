//! What can be done with an answer: keep it, hand it on, print the street's notice, hear it.

use civic::PlaceId;
use civic::answer::saved_answer::SavedAnswer;
use leptos::prelude::*;
use routes::query::StreetNotice;
use web::device::{HandedOn, be_silent, can_hand_on, can_speak, hand_on, speak};
use web::dom::address;
use web::i18n::lang;

use crate::components::{Glyph, Icon, SaveAnswer, Status};
use crate::messages::{components, lookup};

/// The actions on the sign. `sentence` is the answer in short, `aloud` all of it.
#[component]
pub(super) fn Actions<'a>(
    place: &'a PlaceId,
    saved: SavedAnswer,
    sentence: String,
    aloud: String,
) -> impl IntoView + use<> {
    let lang = lang();
    let handed = RwSignal::new(String::new());
    let share = can_hand_on().then(|| {
        let give = move |_| {
            hand_on(&sentence, &address(), move |how| {
                let words = match how {
                    HandedOn::ToTheBrowser => "",
                    HandedOn::Copied => lookup::COPIED.text(),
                    HandedOn::Failed => lookup::NOT_COPIED.text(),
                };
                handed.try_set(words.to_owned());
            });
        };
        view! { <button class="btn on-sign" type="button" on:click=give><Glyph icon=Icon::SHARE/>{lookup::HAND_ON.text()}</button> }
    });
    let notice = StreetNotice::of(place).href(lang);
    let print = view! { <a class="btn on-sign" href=notice aria-label=lookup::NOTICE_LINK.text()><Glyph icon=Icon::PRINT/>{components::PRINT.text()}</a> };
    let others = view! { {share} {print} }.into_any();
    let say = can_speak().then(|| {
        on_cleanup(be_silent);
        view! { <button class="say no-print" type="button" on:click=move |_| speak(&aloud, lang)><Glyph icon=Icon::SPEAK/>{lookup::READ_ALOUD.text()}</button> }
    });
    view! {
        <SaveAnswer saved others/>
        <Status said=handed/>
        {say}
    }
}
