//! The instant that an address names.

use civic::time::Instant;
use leptos::prelude::*;
use routes::query::{AskedTime, Parameter};
use web::clock;
use web::published::tree;

/// The instant of a time parameter, now if it is empty, `None` if it is invalid.
pub(crate) fn instant(at: &Parameter<AskedTime>) -> Option<Instant> {
    if at.is_empty() {
        return Some(clock::now());
    }
    let manifest = tree().manifest.get_untracked()?;
    at.value().map(|at| at.instant(&manifest.time_zone))
}
