//! Moves the focus to the next choice, or to the answer: the link that was chosen is gone from the
//! page by then.

use std::cell::Cell;

use leptos::prelude::*;
use web::dom::focus;

thread_local! {
    static IS_CHOSEN: Cell<bool> = const { Cell::new(false) };
}

/// Records whether the question shown now follows from a choice on this page. The focus of a page
/// that was just opened is not moved.
pub(super) fn follows_a_choice(yes: bool) {
    IS_CHOSEN.set(yes);
}

/// Called by what is shown next: moves the focus to it, once for each choice.
pub(super) fn focus_next(selector: &'static str) {
    if IS_CHOSEN.take() {
        request_animation_frame(move || focus(selector));
    }
}
