//! Rows of 纠偏.csv.

use civic::documents::{Correction, CorrectionTarget};
use civic::duties::added_demands::Flag;

use super::row::{SheetRow, given, joined};
use crate::columns::corrections;

/// The row of a correction.
pub fn correction(correction: &Correction) -> SheetRow {
    let (kind, target) = match &correction.target {
        CorrectionTarget::Requirement(id) => ("工作要求", id.as_str()),
        CorrectionTarget::Place(id) => ("地点", id.as_str()),
        CorrectionTarget::Case(id) => ("诉求", id.as_str()),
    };
    SheetRow::default()
        .set(corrections::ID, &correction.id)
        .set(corrections::TARGET_KIND, kind)
        .set(corrections::TARGET, target)
        .set(
            corrections::FLAGS,
            joined(correction.flags.iter().map(Flag::zh)),
        )
        .set(corrections::FOUND_BY, correction.found_by.zh())
        .set(corrections::FOUND_ON, correction.found_on)
        .set(corrections::DECIDED_ON, given(correction.decided_on))
        .set(corrections::EFFECTIVE_ON, given(correction.effective_on))
        .both(corrections::DECIDED_BY, &correction.decided_by)
        .both(corrections::BEFORE, &correction.before)
        .both(corrections::AFTER, &correction.after)
        .both(corrections::REASON, &correction.reason)
        .set(corrections::DOCUMENT, given(correction.document.as_ref()))
        .source(&correction.source)
}
