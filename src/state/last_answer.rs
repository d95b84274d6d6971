//! The answer that was shown last.

use civic::answer::last_answer::LastAnswer;
use web::json::from_slice;
use web::reactive::{next_task, spawn};
use web::storage;

/// The storage key of the answer, as JSON.
const ANSWER: &str = "mingdan.answer";

/// The last answer; `None` if there was none on this phone, or it cannot be read.
pub(crate) fn kept() -> Option<LastAnswer> {
    from_slice(storage::get(ANSWER)?.as_bytes()).ok()
}

/// Keeps an answer in place of the last one, once it is shown.
pub(crate) fn keep(answer: LastAnswer) {
    spawn(async move {
        next_task().await;
        if let Ok(text) = serde_json::to_string(&answer) {
            storage::set(ANSWER, &text);
        }
    });
}
