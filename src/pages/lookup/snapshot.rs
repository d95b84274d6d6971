//! The snapshot that answers.

use std::sync::Arc;
use web::published::Want;

use civic::published::{CityFile, Manifest};

/// The snapshot that is to answer.
#[derive(Clone)]
pub(super) struct Version {
    pub(super) manifest: Arc<Manifest>,
    pub(super) city: Arc<CityFile>,
    /// Its number where it is not the present one.
    pub(super) archived: Option<u64>,
}

impl Version {
    /// What is wanted of this snapshot.
    pub(super) fn want(&self, want: Want) -> Want {
        match self.archived {
            Some(sequence) => Want::Of(sequence, Box::new(want)),
            None => want,
        }
    }
}
