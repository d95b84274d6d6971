//! Which steps of a requirement reach a unit.
//!
//! A step names a unit and has a level. Where the level is the unit's own, the step *names* the unit:
//! it says what that unit is to do. Where the level is a lower one, such as 街道 beside the code of a
//! district, the step *addresses* every unit of that level below the one it names. A unit that is
//! neither named nor addressed is not reached, whatever happens in its district; nor is the unit
//! that starts a requirement, of which nobody above has asked anything.

use std::collections::{BTreeMap, BTreeSet};

use crate::UnitCode;
use crate::duties::added_demands::parent_of;
use crate::duties::{Requirement, Step, Unit};

/// The units by code, and those directly below each.
pub(super) struct UnitTree<'a> {
    by_code: BTreeMap<&'a UnitCode, &'a Unit>,
    below: BTreeMap<&'a UnitCode, Vec<&'a Unit>>,
}

impl<'a> UnitTree<'a> {
    pub(super) fn new(units: &'a [Unit]) -> Self {
        let mut below: BTreeMap<&UnitCode, Vec<&Unit>> = BTreeMap::new();
        for unit in units {
            if let Some(parent) = &unit.parent {
                below.entry(parent).or_default().push(unit);
            }
        }
        Self {
            by_code: units.iter().map(|unit| (&unit.code, unit)).collect(),
            below,
        }
    }

    /// The units of the step's level below the one it names; `None` if it names a unit of its level.
    fn addressed(&self, step: &Step) -> Option<BTreeSet<&'a UnitCode>> {
        let unit = self.by_code.get(&step.unit)?;
        (unit.level.depth()? < step.level.depth()?).then(|| {
            // Units that are above each other in a circle, an error at publication, are seen once.
            let mut seen: BTreeSet<&UnitCode> = BTreeSet::from([&unit.code]);
            let mut open = vec![*unit];
            let mut found = BTreeSet::new();
            while let Some(above) = open.pop() {
                for unit in self.below.get(&above.code).into_iter().flatten() {
                    if seen.insert(&unit.code) {
                        open.push(unit);
                        if unit.level == step.level {
                            found.insert(&unit.code);
                        }
                    }
                }
            }
            found
        })
    }

    /// The last steps that reach each unit, one for each branch on which the requirement arrives.
    pub(super) fn reached(&self, requirement: &'a Requirement) -> Reached<'a> {
        let mut reached = Reached::new();
        for step in &requirement.steps {
            match self.addressed(step) {
                Some(units) => {
                    for unit in units {
                        reached.entry(unit).or_default().push((step, false));
                    }
                }
                None if parent_of(requirement, step).is_some() => {
                    reached.entry(&step.unit).or_default().push((step, true));
                }
                None => {}
            }
        }
        for steps in reached.values_mut().filter(|steps| steps.len() > 1) {
            let all = steps.clone();
            steps.retain(|(step, is_named)| {
                let is_passed_on = all.iter().any(|(other, _)| {
                    other.id != step.id && path(requirement, other).iter().any(|s| s.id == step.id)
                });
                // What is written to a unit by name stands for what is written beside it to all.
                let is_replaced = !is_named
                    && all
                        .iter()
                        .any(|(other, named)| *named && other.parent == step.parent);
                !is_passed_on && !is_replaced
            });
        }
        reached
    }
}

/// The steps that reach each unit, and whether they name it.
pub(super) type Reached<'r> = BTreeMap<&'r UnitCode, Vec<(&'r Step, bool)>>;

/// The steps from the origin to a step.
pub(super) fn path<'r>(requirement: &'r Requirement, step: &'r Step) -> Vec<&'r Step> {
    let mut path = vec![step];
    // The loop is bounded, as a cycle of parents (an error at publication) would not end.
    for _ in &requirement.steps {
        match path.last().and_then(|step| parent_of(requirement, step)) {
            Some(parent) => path.push(parent),
            None => break,
        }
    }
    path.reverse();
    path
}
