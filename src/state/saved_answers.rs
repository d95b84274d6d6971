//! The answers saved on this phone.

use civic::answer::saved_answer::SavedAnswer;
use civic::time::Timestamp;
use civic::{GoodsId, PlaceId, Text};
use serde::Deserialize;
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

/// What the home page shows of a saved answer.
#[derive(Deserialize)]
pub(crate) struct Head {
    place: PlaceId,
    pub(crate) place_name: Text,
    goods: GoodsId,
    pub(crate) goods_name: Text,
    pub(crate) at: Timestamp,
    sequence: u64,
}

impl Head {
    /// The query that identifies it.
    pub(crate) fn address(&self) -> routes::query::SavedAnswer {
        routes::query::SavedAnswer::new(&self.place, &self.goods, self.at, self.sequence)
    }
}

/// The heads of the saved answers, newest first. To read them whole would take the home page more
/// code than it has itself.
pub(crate) fn heads() -> Vec<Head> {
    let lines = storage::lines(SAVED_ANSWERS);
    lines
        .iter()
        .filter_map(|line| from_slice(line.as_bytes()).ok())
        .collect()
}
