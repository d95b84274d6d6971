//! Keeps the state of the map and the address in step.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use routes::query::Map as MapQuery;
use web::i18n::lang;
use web::location::use_query;
use web::reactive::follow;

/// The query of the address as a signal; setting it replaces the address without a history entry.
pub(super) fn follow_address() -> RwSignal<MapQuery> {
    let address = use_query::<MapQuery>();
    let (lang, navigate) = (lang(), use_navigate());
    let asked = RwSignal::new(address.get_untracked());
    follow(move || {
        let query = address.get();
        if asked.with_untracked(|asked| *asked != query) {
            asked.set(query);
        }
    });
    follow(move || {
        let query = asked.get();
        if address.get_untracked() != query {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&query.href(lang), options);
        }
    });
    asked
}
