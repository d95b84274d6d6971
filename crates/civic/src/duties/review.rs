//! What units have decided about the additions of a requirement 纠偏: corrections and the requirement's
//! own status.

use crate::documents::Correction;
use crate::duties::added_demands::{Addition, AdditionState, Flag, compare};
use crate::duties::{Requirement, RequirementStatus};

/// The additions of the comparison with what was decided about each. A correction decides about the
/// flags it names, and is a review until its own date of decision. Additions that no correction
/// names follow the status of the requirement where it is under review or confirmed; one called
/// corrected says nothing about what its corrections do not name, so that is still to be checked. A
/// basis justifies whatever was decided.
pub fn reviewed(
    requirement: &Requirement,
    corrections: &[Correction],
    deadline_buffer_days: u32,
) -> Vec<Addition> {
    let mut additions = compare(requirement, deadline_buffer_days);
    for addition in &mut additions {
        if addition.state == AdditionState::ToBeChecked {
            addition.state = decided(&addition.flag, &requirement.status, corrections);
        }
    }
    additions
}

fn decided(flag: &Flag, status: &RequirementStatus, corrections: &[Correction]) -> AdditionState {
    let mut naming = corrections.iter().filter(|c| c.flags.contains(flag));
    let mut is_named = false;
    if naming.any(|correction| {
        is_named = true;
        correction.decided_on.is_some()
    }) {
        return AdditionState::Corrected;
    }
    match status {
        _ if is_named => AdditionState::UnderReview,
        RequirementStatus::UnderReview => AdditionState::UnderReview,
        RequirementStatus::Confirmed => AdditionState::Confirmed,
        _ => AdditionState::ToBeChecked,
    }
}
