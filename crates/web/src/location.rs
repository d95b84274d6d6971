//! The address of the page: reading it, following links, and the browser's history.
//!
//! This is all that the portal would use of a router; see `docs/decisions/address.md`.

use std::marker::PhantomData;

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, Event, MouseEvent, ScrollToOptions};
use routes::query::{Pairs, Query};

/// The parts of the address, reactively. They live as long as the program.
#[derive(Clone, Copy)]
pub struct Address {
    /// The path, as it is written in the address.
    pub path: RwSignal<String>,
    /// The query without its question mark.
    pub search: RwSignal<String>,
    /// The fragment with its `#`; empty if there is none.
    pub fragment: RwSignal<String>,
}

/// How an address is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// As a new page, read from its top.
    Page,
    /// As a new page, read from where the reader is: another view of the same.
    Here,
    /// In place of the present page, read from its top.
    Instead,
    /// In place of the present page, read from where the reader is.
    InsteadHere,
}

impl Address {
    /// The address of the page, which from now on follows links and the browser's history.
    pub fn follow() -> Self {
        let address = Self {
            path: RwSignal::default(),
            search: RwSignal::default(),
            fragment: RwSignal::default(),
        };
        address.read();
        window_event_listener_untyped("popstate", move |_| address.read());
        window_event_listener_untyped("click", move |event| {
            if let Some((href, open)) = clicked(&event) {
                event.prevent_default();
                address.open(&href, open);
            }
        });
        address
    }

    /// Opens an address of this site.
    pub fn open(self, href: &str, open: Open) {
        let Ok(history) = window().history() else {
            return;
        };
        let opened = match open {
            Open::Page | Open::Here => history.push_state_with_url(&JsValue::NULL, "", Some(href)),
            Open::Instead | Open::InsteadHere => {
                history.replace_state_with_url(&JsValue::NULL, "", Some(href))
            }
        };
        if opened.is_err() {
            // A browser refuses when a page opens hundreds within seconds.
            let _ = window().location().assign(href);
            return;
        }
        self.read();
        if matches!(open, Open::Page | Open::Instead) {
            let fragment = self.fragment.get_untracked();
            request_animation_frame(move || scroll_to(&fragment));
        }
    }

    /// Reads the browser's address.
    fn read(self) {
        let location = window().location();
        let parts = [
            (self.fragment, location.hash()),
            (self.search, location.search()),
            (self.path, location.pathname()),
        ];
        for (signal, now) in parts {
            let now = now.unwrap_or_default();
            let now = now.strip_prefix('?').unwrap_or(&now).to_owned();
            if signal.with_untracked(|before| *before != now) {
                signal.set(now);
            }
        }
    }
}

/// The address of a link that was clicked to be opened here, and how.
fn clicked(event: &Event) -> Option<(String, Open)> {
    let click = event.dyn_ref::<MouseEvent>()?;
    let elsewhere = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    if elsewhere || click.button() != 0 || event.default_prevented() {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    // Of HTML and of drawings alike.
    let link = target.closest("a[href^='/']").ok()??;
    let is_external = link
        .get_attribute("rel")
        .is_some_and(|rel| rel.contains("external"));
    if is_external || link.has_attribute("target") || link.has_attribute("download") {
        return None;
    }
    let here = link.has_attribute("data-noscroll") || link.closest("svg").ok()?.is_some();
    let open = if here { Open::Here } else { Open::Page };
    Some((link.get_attribute("href")?, open))
}

/// Scrolls to what a fragment names, or to the top.
fn scroll_to(fragment: &str) {
    let named = fragment.strip_prefix('#').unwrap_or_default();
    if let Some(element) = document().get_element_by_id(named) {
        return element.scroll_into_view();
    }
    let top = ScrollToOptions::new();
    top.set_top(0.0);
    top.set_left(0.0);
    window().scroll_to_with_scroll_to_options(&top);
}

/// Provides the address as context.
pub fn provide_address(address: Address) {
    provide_context(address);
}

/// The address of the page.
pub fn use_address() -> Address {
    expect_context()
}

/// The query of the address, reactively. It is parsed where it is read: a memo for each type of
/// query would be compiled for each.
pub struct AddressQuery<Q> {
    search: RwSignal<String>,
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

/// The query of the address.
pub fn use_query<Q: Query>() -> AddressQuery<Q> {
    AddressQuery {
        search: use_address().search,
        query: PhantomData,
    }
}

/// Parses the query string of an address.
fn read<Q: Query>(search: &str) -> Q {
    let pairs = Pairs::parse(search);
    Q::read(|key| pairs.get(key))
}
