//! Reading the QR code of a receipt with the camera. The script that does it is fetched on the first
//! tap, and nothing that the camera sees is sent.

use leptos::ev::{Custom, Event};
use leptos::html::custom;
use leptos::prelude::*;
use routes::files::SCAN;
use routes::query::Follow;
use web::assets::Asset;
use web::dom::detail;
use web::i18n::lang;
use web::location::{Address, Open, use_address};
use web::reactive::reactive;

use crate::components::{Glyph, Icon};
use crate::messages::follow;

/// Where the reading of a code stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    Off,
    Looking,
    Failed,
}

/// A button that turns the camera on, and what the camera sees.
#[derive(Clone, Copy)]
pub(super) struct Scan {
    stand: RwSignal<Stand>,
    here: Address,
}

impl Scan {
    pub(super) fn new() -> Self {
        Self {
            stand: RwSignal::new(Stand::Off),
            here: use_address(),
        }
    }

    pub(super) fn button(self) -> AnyView {
        let Self { stand, .. } = self;
        let is_on = Memo::new(move |_| stand.get() == Stand::Looking);
        let turn = move |_| {
            if is_on.get_untracked() {
                return stand.set(Stand::Off);
            }
            Asset::Module(SCAN).load(move |is_loaded| {
                let next = if is_loaded {
                    Stand::Looking
                } else {
                    Stand::Failed
                };
                stand.try_set(next);
            });
        };
        let label = reactive(move || {
            if is_on.get() {
                follow::SCAN_STOP.text().into_any()
            } else {
                follow::SCAN.text().into_any()
            }
        });
        view! { <button class="btn btn-2" type="button" on:click=turn><Glyph icon=Icon::QR/>{label}</button> }
            .into_any()
    }

    pub(super) fn camera(self) -> AnyView {
        let Self { stand, here } = self;
        let seen = reactive(move || match stand.get() {
            Stand::Off => ().into_any(),
            Stand::Failed => {
                view! { <p class="part-3">{follow::NOT_SCANNED.text()}</p> }.into_any()
            }
            Stand::Looking => {
                let scanned = move |event: Event| match detail(&event) {
                    Some(text) => {
                        stand.set(Stand::Off);
                        here.open(&receipt(&text).href(lang()), Open::Page);
                    }
                    None => stand.set(Stand::Failed),
                };
                let element = custom("qr-scan")
                    .attr("label", follow::SCANNING.text())
                    .on(Custom::<Event>::new("qr-scanned"), scanned);
                view! { <p class="hint part-3">{follow::SCANNING.text()}</p> {element} }.into_any()
            }
        });
        view! { <div class="said" aria-live="polite">{seen}</div> }.into_any()
    }
}

/// The receipt that a code names: in the fragment of an address, or alone. Whichever site the address is
/// of, no other is opened.
fn receipt(text: &str) -> Follow {
    match text.split_once('#') {
        Some((_, fragment)) => Follow::read_fragment(fragment),
        None => Follow::new(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_a_receipt_by_an_address_or_alone() {
        let expected = Follow::new("K7QM-3XFD");
        for text in [
            "https://city.example/feedback/follow#K7QM-3XFD",
            "https://another.example/x?y#K7QM-3XFD",
            "K7QM-3XFD",
        ] {
            assert_eq!(receipt(text), expected, "{text}");
        }
    }
}
