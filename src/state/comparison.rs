//! The comparison of notices that is kept on this phone.

use notices::draft::Draft;
use serde::{Deserialize, Serialize};
use web::json::from_slice;
use web::storage;

/// The storage key of the comparison, as JSON.
const COMPARISON: &str = "mingdan.comparison";

/// What was pasted, chosen and corrected. Nothing of it is ever sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptComparison {
    /// The text of the level above, as it stands in the form.
    #[serde(default)]
    pub(crate) above: String,
    /// The text that is to go out, as it stands in the form.
    #[serde(default)]
    pub(crate) here: String,
    /// Which level above was chosen: the code of the choice.
    #[serde(default)]
    pub(crate) level: String,
    /// The published requirement.
    #[serde(default)]
    pub(crate) requirement: String,
    /// Its step.
    #[serde(default)]
    pub(crate) step: String,
    /// The unit whose duty lists it is held against.
    #[serde(default)]
    pub(crate) unit: String,
    /// What the rows of the export say of the whole: the requirement's number, the units.
    #[serde(default)]
    pub(crate) rows: RowHead,
    /// The text of the level above that was read, and its draft.
    #[serde(default)]
    pub(crate) read_above: Option<(String, Draft)>,
    /// The text that was read, and its draft.
    #[serde(default)]
    pub(crate) read_here: Option<(String, Draft)>,
}

/// What a person says of the exported rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowHead {
    /// The requirement's number; empty for that of the published one, or a first one.
    #[serde(default)]
    pub(crate) number: String,
    /// The code of the unit that issued the document above.
    #[serde(default)]
    pub(crate) above: String,
    /// The code of the unit that issues the document.
    #[serde(default)]
    pub(crate) here: String,
}

/// What is kept; empty if nothing is, or if another program wrote it.
pub(crate) fn kept() -> KeptComparison {
    let kept = storage::get(COMPARISON).unwrap_or_default();
    from_slice(kept.as_bytes()).unwrap_or_default()
}

/// Keeps it; `false` if this phone did not.
pub(crate) fn keep(comparison: &KeptComparison) -> bool {
    let text = serde_json::to_string(comparison).unwrap_or_default();
    storage::set(COMPARISON, &text);
    storage::get(COMPARISON).is_some_and(|kept| kept == text)
}

/// Erases it from this phone.
pub(crate) fn erase() {
    storage::set(COMPARISON, "");
}
