//! How it is assessed.

use civic::duties::Assessment;
use civic::duties::added_demands::Flag;

use super::case::Case;
use super::planted::{Plan, chosen};
use super::shape::Shape;
use crate::random::Random;

/// The assessment by level; most requirements have none.
pub(crate) fn assessment(shape: &Shape, plan: &mut Plan, random: &mut Random) -> Vec<Assessment> {
    let none = Assessment::default();
    let of = |case: Case| case.flag() == Flag::AssessmentAdded;
    let Some(case) = chosen(of, shape, random).filter(|_| random.percent(35)) else {
        return vec![none; shape.depths];
    };
    let ranking = Assessment {
        ranking: true,
        ..none
    };
    let veto = Assessment { veto: true, ..none };
    let pledge = Assessment {
        pledge: true,
        ..none
    };
    let at = if case == Case::RankingOverSilence {
        shape.below_origin(1, random) + 1
    } else {
        shape.below_origin(0, random)
    };
    let (before, after) = match case {
        Case::AssessmentDropped => (ranking, none),
        Case::AssessmentAdded => match random.below(4) {
            0 => (none, ranking),
            1 => (none, veto),
            2 => (none, pledge),
            _ => {
                let both = Assessment {
                    pledge: true,
                    ..ranking
                };
                (ranking, both)
            }
        },
        Case::AssessmentSwapped => (ranking, veto),
        _ => (ranking, ranking),
    };
    plan.level(shape, at, case);
    let depths = 0..shape.depths;
    depths
        .map(|depth| match case {
            Case::RankingOverSilence if depth + 1 == at => none,
            _ if depth < at => before,
            _ => after,
        })
        .collect()
}
