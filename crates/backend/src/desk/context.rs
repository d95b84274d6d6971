//! What every action at the desk has at hand, and why one was not done.

use civic::CaseKey as DomainKey;
use civic::cases::handling::{Refusal, State};
use civic::time::Instant;

use super::log::{LogError, state};
use crate::published::Snapshot;
use crate::store::{CaseKey, CaseNumber, CaseStore, StoreError, StoredCase};

/// The desk: the store, what is published, and the time.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    pub(crate) store: &'a dyn CaseStore,
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) now: Instant,
}

/// Why something was not done. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// There is no case of this number.
    #[error("there is no case {0}")]
    NoSuchCase(i64),
    /// The rules do not let it be done.
    #[error("{0}")]
    Refused(Refusal),
    /// Somebody else did something to the case since it was looked at.
    #[error("case {0} was changed in between")]
    Changed(i64),
    /// The case is handled by another unit, and whoever asks may not read it.
    #[error("case {0} is another unit's")]
    NotYours(i64),
    /// Its log cannot be read.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The domain's key of a case.
pub(crate) fn domain_key(number: CaseNumber) -> DomainKey {
    DomainKey(number.0.to_string())
}

impl Desk<'_> {
    pub(super) async fn case(&self, number: i64) -> Result<(StoredCase, State), DeskError> {
        let found = self.store.find(CaseKey::Number(CaseNumber(number))).await?;
        let found = found.ok_or(DeskError::NoSuchCase(number))?;
        let state = state(&found)?;
        Ok((found, state))
    }
}
