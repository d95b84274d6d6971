//! The feedback being written.

use civic::cases::Submission;
use web::json::from_slice;
use web::storage;

use super::receipts::KeptReceipt;

/// The storage key of the draft: lines of the receipt, as it is kept, and of the idempotency key, and
/// the submission as JSON.
const DRAFT: &str = "mingdan.draft";

/// What has been written so far, and the receipt of what was sent last. It survives navigation and
/// a reload, and is gone with the window: the next person at a shared phone does not find it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) submission: Submission,
    /// The idempotency key of this text, so that a retry never creates a second case; empty until it
    /// is sent.
    key: String,
    /// The receipt, once the case is accepted.
    pub(crate) receipt: Option<KeptReceipt>,
}

impl Draft {
    /// A draft of what was written before.
    pub(crate) fn of(submission: Submission) -> Self {
        Self {
            submission,
            ..Self::default()
        }
    }

    /// An empty draft with the receipt of the last one.
    pub(crate) fn accepted(receipt: KeptReceipt) -> Self {
        Self {
            receipt: Some(receipt),
            ..Self::default()
        }
    }

    /// The submission, to be changed: another text has another key.
    pub(crate) fn edit(&mut self) -> &mut Submission {
        self.key.clear();
        &mut self.submission
    }

    /// The key of this text, which is `new` if it has none yet.
    pub(crate) fn key(&mut self, new: impl FnOnce() -> String) -> String {
        if self.key.is_empty() {
            self.key = new();
        }
        self.key.clone()
    }

    /// The submission as JSON.
    pub(crate) fn body(&self) -> String {
        serde_json::to_string(&self.submission).unwrap_or_default()
    }

    /// The draft saved for this window, or an empty one.
    pub(crate) fn kept() -> Self {
        let kept = storage::get_session(DRAFT).unwrap_or_default();
        let mut lines = kept.split('\n');
        let mut line = || lines.next().unwrap_or_default();
        Self {
            receipt: KeptReceipt::read(line()),
            key: line().to_owned(),
            submission: from_slice(line().as_bytes()).unwrap_or_default(),
        }
    }

    pub(crate) fn keep(&self) {
        let receipt = self.receipt.as_ref().map(KeptReceipt::line);
        let receipt = receipt.unwrap_or_default();
        let lines = format!("{receipt}\n{}\n{}", self.key, self.body());
        storage::set_session(DRAFT, &lines);
    }
}
