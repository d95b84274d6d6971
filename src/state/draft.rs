//! The feedback being written.

use api::Receipt;
use civic::cases::Submission;
use serde::{Deserialize, Serialize};
use web::json::from_slice;
use web::storage;

/// The storage key of the draft.
const DRAFT: &str = "mingdan.draft";

/// What has been written so far; it survives navigation and a reload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    pub(crate) submission: Submission,
    /// The idempotency key, so that a retry never creates a second case.
    pub(crate) key: String,
    /// The receipt and the promised date, once the case is accepted.
    #[serde(skip)]
    pub(crate) receipt: Option<Receipt>,
}

impl Draft {
    /// The draft saved for this window, or an empty one.
    pub(crate) fn kept() -> Self {
        storage::get_session(DRAFT)
            .and_then(|kept| from_slice(kept.as_bytes()).ok())
            .unwrap_or_default()
    }

    pub(crate) fn keep(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            storage::set_session(DRAFT, &text);
        }
    }
}
