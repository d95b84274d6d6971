//! The address of the page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use routes::query::{Pairs, Query};

/// The query of the address, reactively. It is parsed from the address itself, since the router
/// decodes its parameters once too often.
pub fn use_query<Q>() -> Memo<Q>
where
    Q: Query + Clone + PartialEq + Send + Sync + 'static,
{
    let search = use_location().search;
    Memo::new(move |_| search.with(|search| read(search)))
}

/// Parses the query string of an address.
fn read<Q: Query>(search: &str) -> Q {
    let pairs = Pairs::parse(search);
    Q::read(|key| pairs.get(key))
}
