//! The address of the page.

use std::marker::PhantomData;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use routes::query::{Pairs, Query};

/// The query of the address, reactively. It is parsed where it is read: a memo for each type of
/// query would be compiled for each.
pub struct AddressQuery<Q> {
    search: Memo<String>,
    query: PhantomData<fn() -> Q>,
}

impl<Q> Clone for AddressQuery<Q> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q> Copy for AddressQuery<Q> {}

impl<Q: Query> AddressQuery<Q> {
    /// The query; follows the address.
    pub fn get(self) -> Q {
        self.search.with(|search| read(search))
    }

    /// The query; does not follow the address.
    pub fn get_untracked(self) -> Q {
        self.search.with_untracked(|search| read(search))
    }
}

/// The query of the address. It is parsed from the address itself, since the router decodes its
/// parameters once too often.
pub fn use_query<Q: Query>() -> AddressQuery<Q> {
    AddressQuery {
        search: use_location().search,
        query: PhantomData,
    }
}

/// Parses the query string of an address.
fn read<Q: Query>(search: &str) -> Q {
    let pairs = Pairs::parse(search);
    Q::read(|key| pairs.get(key))
}
