//! The answers saved on this phone.

use civic::answer::saved_answer::SavedAnswer;
use web::json::from_slice;
use web::storage;

/// The storage key of the saved answers, newest first, each a line of JSON.
const SAVED_ANSWERS: &str = "mingdan.slips";

/// The saved answers, newest first; lines that cannot be parsed are skipped.
pub(crate) fn kept() -> Vec<SavedAnswer> {
    let lines = storage::get(SAVED_ANSWERS).unwrap_or_default();
    lines
        .lines()
        .filter_map(|line| from_slice(line.as_bytes()).ok())
        .collect()
}

pub(crate) fn write(answers: &[SavedAnswer]) {
    let lines: Vec<String> = answers
        .iter()
        .filter_map(|saved| serde_json::to_string(saved).ok())
        .collect();
    storage::set(SAVED_ANSWERS, &lines.join("\n"));
}

pub(crate) fn is_kept(saved: &SavedAnswer) -> bool {
    kept().iter().any(|kept| kept.is_same(saved))
}

/// The query that identifies a saved answer: enough to find it on this phone, and to ask the same
/// question on another.
pub(crate) fn address(saved: &SavedAnswer) -> routes::query::SavedAnswer {
    routes::query::SavedAnswer::new(&saved.place, &saved.goods, saved.at, saved.sequence)
}
