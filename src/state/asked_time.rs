//! The instant that an address asks about.

use civic::time::Instant;
use leptos::prelude::*;
use routes::query::{AskedTime, Parameter};
use web::clock;
use web::published::tree;

/// The instant that is asked about, now where none is; `None` where what is asked cannot be read.
pub(crate) fn instant(at: &Parameter<AskedTime>) -> Option<Instant> {
    if at.is_empty() {
        return Some(clock::now());
    }
    let manifest = tree().manifest.get_untracked()?;
    at.value().map(|at| at.instant(&manifest.time_zone))
}
