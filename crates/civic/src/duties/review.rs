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

/// What became of the additions that no basis justifies: each state once, what was decided first. It
/// is empty if nothing was added.
pub fn states(additions: &[Addition]) -> Vec<AdditionState> {
    let states = AdditionState::ALL.iter().rev();
    states
        .filter(|state| **state != AdditionState::Justified)
        .filter(|state| additions.iter().any(|a| a.state == **state))
        .cloned()
        .collect()
}

/// The flags whose additions were all corrected, but for those that a basis justifies.
pub fn corrected_flags(additions: &[Addition]) -> Vec<Flag> {
    let of = |flag: &Flag| -> Vec<&AdditionState> {
        let states = additions.iter().filter(|a| a.flag == *flag);
        let states = states.map(|a| &a.state);
        states.filter(|s| **s != AdditionState::Justified).collect()
    };
    let flags = Flag::ALL.iter().filter(|flag| {
        let states = of(flag);
        !states.is_empty() && states.iter().all(|s| **s == AdditionState::Corrected)
    });
    flags.cloned().collect()
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
