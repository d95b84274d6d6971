//! The public cases that are followed on this phone.

use civic::CaseId;
use web::storage;

/// The storage key of the cases, one a line.
const FOLLOWED: &str = "mingdan.followed";

/// The cases, in the order in which they were chosen.
pub(crate) fn kept() -> Vec<CaseId> {
    let lines = storage::lines(FOLLOWED);
    lines.iter().map(|line| line.as_str().into()).collect()
}

/// Follows a case; false if the phone cannot keep it.
pub(crate) fn add(id: &CaseId) -> bool {
    storage::replace_line(FOLLOWED, id.as_str(), id.as_str());
    kept().contains(id)
}

/// Follows a case no longer.
pub(crate) fn remove(id: &CaseId) {
    storage::replace_line(FOLLOWED, id.as_str(), "");
}
