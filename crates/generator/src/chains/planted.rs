//! What is known of the steps of a chain before it is compared.

use civic::StepId;
use civic::duties::added_demands::{AdditionState, Flag};

use super::case::Case;
use super::shape::Shape;
use crate::random::Random;

/// What is known of one step and one element of its demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planted {
    /// The step.
    pub step: StepId,
    /// What was done.
    pub case: Case,
    /// What the step's flag must be: to be checked, or with a basis; `None` where the step adds
    /// nothing and no flag may be raised.
    pub state: Option<AdditionState>,
}

impl Planted {
    /// The flag it is about.
    pub fn flag(&self) -> Flag {
        self.case.flag()
    }
}

/// What was planted while a chain is made, by the place of its step.
#[derive(Debug, Default)]
pub(crate) struct Plan(pub(crate) Vec<(usize, Case, bool)>);

impl Plan {
    /// A case is planted at all steps of a level.
    pub(crate) fn level(&mut self, shape: &Shape, depth: usize, case: Case) {
        for node in shape.at(depth) {
            self.step(node, case);
        }
    }

    /// A case is planted at one step.
    pub(crate) fn step(&mut self, node: usize, case: Case) {
        self.0.push((node, case, case.adds()));
    }
}

/// One of the cases of a flag that the chain has room for, by their weights.
pub(crate) fn chosen(
    of: impl Fn(Case) -> bool,
    shape: &Shape,
    random: &mut Random,
) -> Option<Case> {
    let cases = || {
        let all = Case::ALL.iter().copied();
        all.filter(|case| of(*case) && case.levels() <= shape.depths)
    };
    let mut left = random.below(cases().map(Case::weight).sum());
    cases().find(|case| {
        let is_it = left < case.weight();
        left = left.saturating_sub(case.weight());
        is_it
    })
}
