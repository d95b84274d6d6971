//! By when it is to be done.

use civic::duties::added_demands::Flag;
use civic::time::Date;

use super::case::Case;
use super::planted::{Plan, chosen};
use super::shape::Shape;
use crate::city::{City, first_day};
use crate::random::Random;

/// The days by level; some requirements have none.
pub(crate) fn deadline(shape: &Shape, plan: &mut Plan, random: &mut Random) -> Vec<Option<Date>> {
    let origin = first_day().day_number() + 120 + i64::from(random.below(500));
    let mut days = vec![Some(origin); shape.depths];
    let buffer = City::BUFFER_DAYS;
    let is_deadline = |case: Case| case.flag() == Flag::DeadlineEarlier;
    let Some(case) = chosen(is_deadline, shape, random).filter(|_| random.percent(75)) else {
        return vec![None; shape.depths];
    };
    let mut from = |depth: usize, day: Option<i64>| {
        for later in days.iter_mut().skip(depth) {
            *later = day;
        }
    };
    let earlier = i64::from(random.between(buffer + 1, buffer + 30));
    match case {
        Case::DeadlineLater => {
            let at = shape.below_origin(0, random);
            from(at, Some(origin + i64::from(random.between(1, 30))));
            plan.level(shape, at, case);
        }
        Case::DeadlineInBuffer => {
            let at = shape.below_origin(0, random);
            from(at, Some(origin - i64::from(random.between(1, buffer))));
            plan.level(shape, at, case);
        }
        Case::DeadlineFirstSet => {
            let at = shape.below_origin(0, random);
            from(0, None);
            from(at, Some(origin));
            plan.level(shape, at, case);
        }
        Case::DeadlineEarlier => {
            let at = shape.below_origin(0, random);
            from(at, Some(origin - earlier));
            plan.level(shape, at, case);
        }
        Case::DeadlineDrifts => {
            let at = shape.below_origin(1, random);
            let first = i64::from(random.between(2, buffer));
            let second = i64::from(random.between(buffer - 1, buffer));
            from(at, Some(origin - first));
            from(at + 1, Some(origin - first - second));
            plan.level(shape, at, Case::DeadlineInBuffer);
            plan.level(shape, at + 1, case);
        }
        Case::DeadlineTakenBack => {
            let at = shape.below_origin(1, random);
            from(at, Some(origin + earlier));
            from(at + 1, Some(origin));
            plan.level(shape, at, Case::DeadlineLater);
            plan.level(shape, at + 1, case);
        }
        Case::DeadlinePassedOver => {
            let at = shape.below_origin(2, random);
            from(at, Some(origin - earlier));
            if let Some(silent) = days.get_mut(at + 1) {
                *silent = None;
            }
            plan.level(shape, at, Case::DeadlineEarlier);
            plan.level(shape, at + 2, case);
        }
        _ => plan.level(shape, shape.below_origin(0, random), case),
    }
    let days = days.into_iter();
    days.map(|day| day.map(Date::from_day_number)).collect()
}
