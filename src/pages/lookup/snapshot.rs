//! The snapshot that a question is answered from.

use std::sync::Arc;

use civic::published::{CityFile, Manifest};
use web::published::Locator;

/// The snapshot that a question is answered from.
#[derive(Clone)]
pub(super) struct Version {
    pub(super) manifest: Arc<Manifest>,
    pub(super) city: Arc<CityFile>,
    /// Its sequence number, if it is not the current one.
    pub(super) archived: Option<u64>,
}

impl Version {
    /// The same resource in this snapshot.
    pub(super) fn locator(&self, locator: Locator) -> Locator {
        match self.archived {
            Some(sequence) => Locator::Of(sequence, Box::new(locator)),
            None => locator,
        }
    }
}
