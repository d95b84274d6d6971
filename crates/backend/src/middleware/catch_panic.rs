//! A handler that panics fails its own request and no other.

use std::any::Any;

use axum::response::{IntoResponse as _, Response};

use crate::response::Refusal;

/// The answer in place of the one that a panic prevented. The panic itself is logged where it
/// happens ([`crate::log::log_panics`]): only there its place is known.
pub(crate) fn answer(_: Box<dyn Any + Send + 'static>) -> Response {
    Refusal::panicked().into_response()
}
