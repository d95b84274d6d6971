//! The year at a glance 一年概览: how many requirements were handed down, how many with added demands and
//! of which kind, what was decided about them and how long that took, by the level that issued.
//!
//! Counts and the cases behind each. Nothing here is by unit, and nothing is ranked.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::documents::{Correction, CorrectionTarget, Document};
use crate::duties::added_demands::{AdditionState, Flag};
use crate::duties::{Level, Milli, Requirement, reviewed};
use crate::{CorrectionId, DocumentId, RequirementId};

/// A decided correction and how long it took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The correction.
    pub correction: CorrectionId,
    /// What it corrects.
    pub requirement: RequirementId,
    /// The days from when it was found to when it was decided.
    pub days: u32,
}

/// The requirements of a year as one level has a part in them, or all levels together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glance {
    /// The level that issued; `None` for all together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Those that this level started; all of them where all levels are together.
    pub started: Vec<RequirementId>,
    /// Those to which this level added something, by what it added.
    pub added: BTreeMap<Flag, Vec<RequirementId>>,
    /// The same by what became of it. One to which several things were added may be in several.
    pub states: BTreeMap<AdditionState, Vec<RequirementId>>,
    /// The decided corrections of what this level added, by their identifier.
    pub decisions: Vec<Decision>,
}

/// The figures of a [`Glance`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlanceFigures {
    /// The level that issued; `None` for all together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// How many requirements started.
    pub started: u32,
    /// How many something was added to.
    pub with_additions: u32,
    /// The same by what was added.
    pub added: BTreeMap<Flag, u32>,
    /// The same by what became of it.
    pub states: BTreeMap<AdditionState, u32>,
    /// How many corrections were decided.
    pub decisions: u32,
    /// The median of the days to a correction, in thousandths; `None` where none was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_days: Option<Milli>,
}

impl Glance {
    /// The requirements to which something was added, in order.
    pub fn with_additions(&self) -> BTreeSet<&RequirementId> {
        self.added.values().flatten().collect()
    }

    /// The counts of what is listed.
    pub fn figures(&self) -> GlanceFigures {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        GlanceFigures {
            level: self.level.clone(),
            started: count(self.started.len()),
            with_additions: count(self.with_additions().len()),
            added: self
                .added
                .iter()
                .map(|(flag, ids)| (flag.clone(), count(ids.len())))
                .collect(),
            states: self
                .states
                .iter()
                .map(|(state, ids)| (state.clone(), count(ids.len())))
                .collect(),
            decisions: count(self.decisions.len()),
            median_days: median(self.decisions.iter().map(|decision| decision.days)),
        }
    }

    fn add(&mut self, requirement: &RequirementId, flag: &Flag, state: &AdditionState) {
        // The requirements come in order, each with all that was added to it.
        let put = |ids: &mut Vec<RequirementId>| {
            if ids.last() != Some(requirement) {
                ids.push(requirement.clone());
            }
        };
        put(self.added.entry(flag.clone()).or_default());
        put(self.states.entry(state.clone()).or_default());
    }

    fn decide(&mut self, decision: &Decision) {
        let same = |d: &Decision| d.correction == decision.correction;
        if !self.decisions.iter().any(same) {
            self.decisions.push(decision.clone());
        }
    }
}

/// The middle of the days, in thousandths; of an even number the mean of the two in the middle.
fn median(days: impl Iterator<Item = u32>) -> Option<Milli> {
    let mut days: Vec<u32> = days.collect();
    days.sort_unstable();
    let upper = *days.get(days.len() / 2)?;
    let lower = *days.get((days.len() - 1) / 2)?;
    Some(Milli((i64::from(lower) + i64::from(upper)) * 500))
}

/// The year of a requirement: that in which its first document was issued; `None` if that is not
/// published.
pub type Year = Option<i32>;

/// The glance at each year: all levels together, then each that issued something, from the top down.
pub fn glances(
    requirements: &[&Requirement],
    corrections: &[&Correction],
    documents: &[&Document],
    deadline_buffer_days: u32,
) -> BTreeMap<Year, Vec<Glance>> {
    let issued: BTreeMap<&DocumentId, Year> = documents
        .iter()
        .map(|document| {
            (
                &document.id,
                document.issued_on.map(crate::time::Date::year),
            )
        })
        .collect();
    let mut corrected: BTreeMap<&RequirementId, Vec<Correction>> = BTreeMap::new();
    for correction in corrections {
        if let CorrectionTarget::Requirement(id) = &correction.target {
            let of = corrected.entry(id).or_default();
            of.push((*correction).clone());
        }
    }
    let mut ordered: Vec<&Requirement> = requirements.to_vec();
    ordered.sort_by(|a, b| a.id.cmp(&b.id));
    let mut years: BTreeMap<Year, BTreeMap<Option<Level>, Glance>> = BTreeMap::new();
    for requirement in ordered {
        let Some(origin) = requirement.steps.first() else {
            continue;
        };
        let year = issued.get(&origin.document).copied().flatten();
        let levels = years.entry(year).or_default();
        for level in [None, Some(origin.level.clone())] {
            let glance = of_level(levels, level);
            glance.started.push(requirement.id.clone());
        }
        let corrections = corrected.get(&requirement.id);
        let corrections = corrections.map(Vec::as_slice).unwrap_or_default();
        for addition in reviewed(requirement, corrections, deadline_buffer_days) {
            let step = requirement.steps.iter().find(|s| s.id == addition.step);
            let level = step.map(|step| step.level.clone());
            for level in [None, level] {
                let glance = of_level(levels, level);
                glance.add(&requirement.id, &addition.flag, &addition.state);
                if addition.state != AdditionState::Corrected {
                    continue;
                }
                let naming = corrections
                    .iter()
                    .filter(|c| c.flags.contains(&addition.flag));
                for decision in naming.filter_map(|c| decision(&requirement.id, c)) {
                    glance.decide(&decision);
                }
            }
        }
    }
    let in_order = |levels: BTreeMap<Option<Level>, Glance>| levels.into_values().collect();
    let years = years.into_iter();
    years
        .map(|(year, levels)| (year, in_order(levels)))
        .collect()
}

fn of_level(levels: &mut BTreeMap<Option<Level>, Glance>, level: Option<Level>) -> &mut Glance {
    levels.entry(level.clone()).or_insert_with(|| Glance {
        level,
        ..Glance::default()
    })
}

fn decision(requirement: &RequirementId, correction: &Correction) -> Option<Decision> {
    let days = correction.decided_on?.day_number() - correction.found_on.day_number();
    Some(Decision {
        correction: correction.id.clone(),
        requirement: requirement.clone(),
        days: u32::try_from(days).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle() {
        let median = |days: &[u32]| median(days.iter().copied()).map(|m| m.to_string());
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[4]).as_deref(), Some("4"));
        assert_eq!(median(&[9, 1, 5]).as_deref(), Some("5"));
        assert_eq!(median(&[8, 1, 5, 4]).as_deref(), Some("4.5"));
    }
}
