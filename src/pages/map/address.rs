//! Keeps the state of the map and the address in step.

use leptos::prelude::*;
use routes::query::Map as MapQuery;
use web::i18n::lang;
use web::location::{Open, use_address, use_query};
use web::reactive::{changed, follow};

/// The query of the address as a signal; setting it replaces the address without a history entry.
pub(super) fn follow_address() -> RwSignal<MapQuery> {
    let address = use_query::<MapQuery>();
    let (lang, here) = (lang(), use_address());
    let query = RwSignal::new(address.get_untracked());
    // Not for the first: what the page adds to it before it is shown would be lost.
    changed(
        move || address.get(),
        move |next: &MapQuery| {
            if query.with_untracked(|query| query != next) {
                query.set(next.clone());
            }
        },
    );
    follow(move || {
        let next = query.get();
        if address.get_untracked() != next {
            here.open(&next.href(lang), Open::InsteadHere);
        }
    });
    query
}
