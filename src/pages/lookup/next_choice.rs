//! Moves the focus to the next choice, or to the answer: the link that was chosen is gone from the
//! page by then. Each step has a heading of its own, which takes over the focus of the one before.

use std::cell::Cell;

use leptos::prelude::*;
use web::dom::{focus, focus_heading, heading_has_focus};
use web::published::DataError;

use crate::components::{Failure, FixedHeading, Skeleton};
use crate::messages::lookup;

thread_local! {
    static IS_CHOSEN: Cell<bool> = const { Cell::new(false) };
    static INSTEAD: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Records whether the question shown now follows from a choice on this page. The focus of a page
/// that was just opened is not moved.
pub(super) fn follows_a_choice(yes: bool) {
    IS_CHOSEN.set(yes);
}

/// Called by what is shown next: moves the focus to it, once for each choice.
pub(super) fn focus_next(selector: &'static str) {
    let selector = INSTEAD.take().unwrap_or(selector);
    if IS_CHOSEN.take() {
        request_animation_frame(move || focus(selector));
    }
}

/// The choice that follows keeps the focus where it was made, since more may be chosen there.
pub(super) fn focus_next_on(selector: &'static str) {
    INSTEAD.set(Some(selector));
}

/// Called when a step is built, before it replaces the one before.
pub(super) fn keep_heading() {
    if heading_has_focus() {
        request_animation_frame(focus_heading);
    }
}

/// A step with the page's heading above it.
pub(super) fn step(inside: AnyView) -> AnyView {
    keep_heading();
    view! {
        <div class="w part">
            <FixedHeading text=lookup::VENDOR_TITLE.text()/>
            {inside}
        </div>
    }
    .into_any()
}

/// The step while its data loads.
pub(super) fn loading() -> AnyView {
    step(view! { <Skeleton/> }.into_any())
}

/// The step whose data cannot be read.
pub(super) fn failed(error: &DataError) -> AnyView {
    step(view! { <Failure error/> }.into_any())
}
