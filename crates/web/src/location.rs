//! The address of the page, as its pages read it.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use routes::query::{Pairs, Query};

/// The question of the address, followed. It is read from the address itself: what the router
/// hands out has been decoded once more than it was encoded.
pub fn use_query<Q>() -> Memo<Q>
where
    Q: Query + Clone + PartialEq + Send + Sync + 'static,
{
    let search = use_location().search;
    Memo::new(move |_| search.with(|search| read(search)))
}

/// The question of an address's query.
fn read<Q: Query>(search: &str) -> Q {
    let pairs = Pairs::parse(search);
    Q::read(|key| pairs.get(key))
}
