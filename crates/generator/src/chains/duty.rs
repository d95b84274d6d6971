//! On which list the duty is, and who leads.

use civic::duties::added_demands::Flag;
use civic::duties::{DutyList, Level, Role};

use super::case::Case;
use super::planted::{Plan, chosen};
use super::shape::Shape;
use crate::random::Random;

/// Whether a chain goes where a case needs it to go.
fn fits(case: Case, shape: &Shape) -> bool {
    let first_low = (0..shape.depths).find(|depth| shape.is_low(*depth));
    let has_low_below = first_low.is_some_and(|depth| depth > 0);
    let has_community = shape.level(shape.depths.saturating_sub(1)) == Level::Community;
    match case {
        Case::DutyAssists => first_low.is_some(),
        Case::DutyLedAbove => has_low_below && shape.level(0) != Level::Street,
        Case::DutyTakenBackAbove => first_low.is_none(),
        Case::DutyPassedOn => has_low_below && has_community && shape.depths > 2,
        Case::DutyPushedDown | Case::DutyLeadGiven => has_low_below,
        Case::DutyHandedByStreet => first_low == Some(0) && has_community,
        _ => false,
    }
}

/// The list, and who does what by level. Most requirements are core duties.
pub(crate) fn duty(
    shape: &Shape,
    plan: &mut Plan,
    random: &mut Random,
) -> (DutyList, Vec<Option<Role>>) {
    let nobody = vec![None; shape.depths];
    let of = |case: Case| case.flag() == Flag::DutyPushedDown && fits(case, shape);
    let Some(case) = chosen(of, shape, random).filter(|_| random.percent(35)) else {
        return (DutyList::Core, nobody);
    };
    let low: Vec<usize> = (0..shape.depths)
        .filter(|depth| shape.is_low(*depth))
        .collect();
    let first = low.first().copied().unwrap_or_default();
    let away = if random.percent(60) {
        DutyList::TakenBack
    } else {
        DutyList::Barred
    };
    let roles = |role: &dyn Fn(usize) -> Role| (0..shape.depths).map(|d| Some(role(d))).collect();
    match case {
        Case::DutyAssists => {
            plan.level(shape, first.max(1), case);
            let assists = |depth: usize| {
                if depth < first {
                    Role::Lead
                } else {
                    Role::Assist
                }
            };
            (DutyList::Assist, roles(&assists))
        }
        Case::DutyLedAbove => {
            plan.level(shape, first, case);
            let leads = |depth: usize| {
                if depth + 1 == first {
                    Role::Lead
                } else {
                    Role::Assist
                }
            };
            (DutyList::Assist, roles(&leads))
        }
        Case::DutyLeadGiven => {
            // To the street, or to the community below one that assists.
            let to = random.one_of(&low).copied().unwrap_or(first);
            plan.level(shape, to, case);
            let leads = |depth: usize| {
                if depth >= to {
                    Role::Lead
                } else {
                    Role::Assist
                }
            };
            (DutyList::Assist, roles(&leads))
        }
        Case::DutyTakenBackAbove => {
            plan.level(shape, shape.depths.saturating_sub(1), case);
            (away, nobody)
        }
        Case::DutyPassedOn => {
            plan.level(shape, first, Case::DutyPushedDown);
            plan.level(shape, first + 1, case);
            (away, nobody)
        }
        Case::DutyPushedDown => {
            plan.level(shape, first, case);
            (away, nobody)
        }
        _ => {
            plan.level(shape, first + 1, case);
            (away, nobody)
        }
    }
}
