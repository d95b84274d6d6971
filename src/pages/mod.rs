//! The pages, one file a journey. They hold no rules: they ask the domain and show what it says.

pub(crate) mod about;
pub(crate) mod duties;
pub(crate) mod feedback;
pub(crate) mod follow;
pub(crate) mod home;
pub(crate) mod map;
pub(crate) mod open_data;
pub(crate) mod requirement;
pub(crate) mod requirements;
pub(crate) mod tasks;
pub(crate) mod updates;
pub(crate) mod vendor;

use leptos::prelude::*;

use crate::app::m;
use crate::parts::{absent, heading};
use crate::paths::Page;

/// The page of an address.
pub(crate) fn show(page: &Page) -> AnyView {
    match page {
        Page::Home => home::page(),
        Page::Tasks => tasks::page(),
        Page::Unit(unit) => duties::unit(unit),
        Page::Duty(unit, duty) => duties::duty(unit.clone(), duty.clone()),
        Page::Requirements => requirements::page(),
        Page::Requirement(id) => requirement::page(id),
        Page::Vendor => vendor::page(),
        Page::Map => map::page(),
        Page::Feedback => feedback::page(),
        Page::Follow => follow::page(),
        Page::Updates => updates::page(),
        Page::OpenData => open_data::page(),
        Page::About => about::page(),
        Page::NotFound => view! { {heading(|| m().not_found.to_owned())} {absent()} }.into_any(),
    }
}
