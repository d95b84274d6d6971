//! What the address bar asks of the map, both ways.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use routes::query::Map as MapQuery;
use web::i18n::lang;
use web::location::use_query;
use web::reactive::follow;

/// What the address asks; what is set here becomes the address, without a step in the history.
pub(super) fn follow_address() -> RwSignal<MapQuery> {
    let query = use_query::<MapQuery>();
    let (lang, navigate) = (lang(), use_navigate());
    let asked = RwSignal::new(query.get_untracked());
    follow(move || {
        let said = query.get();
        if asked.with_untracked(|asked| *asked != said) {
            asked.set(said);
        }
    });
    follow(move || {
        let wanted = asked.get();
        if query.get_untracked() != wanted {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&wanted.href(lang), options);
        }
    });
    asked
}
