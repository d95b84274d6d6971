//! What each correction took from a unit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::kind::BurdenKind;
use super::landing::{Burden, Ended};
use crate::documents::Correction;
use crate::time::Date;
use crate::{CorrectionId, RequirementId, Text};

/// What a correction 纠偏 took from a unit: 2,190 photos a year since 18 March.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The correction.
    pub correction: CorrectionId,
    /// What it corrected.
    pub requirement: RequirementId,
    /// The title of the requirement.
    pub title: Text,
    /// The first day on which it is no longer asked.
    pub from: Date,
    /// Who decided.
    pub decided_by: Text,
    /// How many a year it took, by kind.
    pub taken: BTreeMap<BurdenKind, u64>,
}

/// What corrections took from a unit, the latest first. What has no number is not among it.
pub fn cuts<'a>(
    burden: &Burden,
    correction: impl Fn(&CorrectionId) -> Option<&'a Correction>,
) -> Vec<Cut> {
    let mut cuts: BTreeMap<(&Ended, &RequirementId), Cut> = BTreeMap::new();
    for landed in &burden.landed {
        for share in &landed.shares {
            let Some(ended) = &share.ended else { continue };
            let decided_by = || correction(&ended.correction).map(|c| c.decided_by.clone());
            let cut = cuts
                .entry((ended, &landed.requirement))
                .or_insert_with(|| Cut {
                    correction: ended.correction.clone(),
                    requirement: landed.requirement.clone(),
                    title: landed.title.clone(),
                    from: ended.from,
                    decided_by: decided_by().unwrap_or_default(),
                    taken: BTreeMap::new(),
                });
            let taken = cut.taken.entry(landed.kind.clone()).or_default();
            *taken = taken.saturating_add(share.a_year);
        }
    }
    cuts.into_values().rev().collect()
}
