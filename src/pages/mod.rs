//! The pages, one file a journey. They hold no rules: they ask the domain and show what it says.

pub(crate) mod about;
pub(crate) mod duties;
pub(crate) mod feedback;
pub(crate) mod follow;
pub(crate) mod home;
pub(crate) mod lookup;
pub(crate) mod map;
pub(crate) mod open_data;
pub(crate) mod requirement;
pub(crate) mod requirements;
pub(crate) mod saved_answer;
pub(crate) mod street_notice;
pub(crate) mod tasks;
pub(crate) mod updates;

use leptos::prelude::*;

use crate::app::{m, site};
use crate::chunks::Chunk;
use crate::components::{elsewhere, heading};
use crate::paths::Page;

/// The page of an address.
pub(crate) fn show(page: &Page) -> AnyView {
    match (page, Chunk::of(page)) {
        (_, Some(chunk)) => site().chunks.show(chunk, page),
        (Page::Home, None) => home::page(),
        (_, None) => {
            view! { {heading(|| m().not_found.to_owned())} {elsewhere(().into_any())} }.into_any()
        }
    }
}
