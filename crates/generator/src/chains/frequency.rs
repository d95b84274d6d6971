//! How often it is to be done.

use civic::duties::added_demands::Flag;
use civic::duties::{Frequency, Period};

use super::case::Case;
use super::planted::{Plan, chosen};
use super::shape::Shape;
use crate::random::Random;

pub(crate) fn often(times: u32, per: Period) -> Frequency {
    Frequency { times, per }
}

/// A rhythm, and one that is more often.
pub(crate) fn rarer_and_oftener(random: &mut Random) -> (Frequency, Frequency) {
    let rhythms = [
        (1, Period::Year),
        (2, Period::Year),
        (1, Period::Quarter),
        (1, Period::Month),
        (2, Period::Month),
        (1, Period::Week),
        (2, Period::Week),
        (1, Period::Day),
        (3, Period::Day),
    ];
    let of = |at: u32| {
        let rhythm = rhythms.get(at as usize).cloned();
        let (times, per) = rhythm.unwrap_or((1, Period::Day));
        often(times, per)
    };
    let rarer = random.below(8);
    (of(rarer), of(random.between(rarer + 1, (rarer + 3).min(8))))
}

/// The same rhythm by two periods.
pub(crate) fn written_twice(random: &mut Random) -> (Frequency, Frequency) {
    let pairs = [
        ((12, Period::Year), (1, Period::Month)),
        ((4, Period::Year), (1, Period::Quarter)),
        ((3, Period::Quarter), (1, Period::Month)),
        ((7, Period::Week), (1, Period::Day)),
    ];
    let pair = random.one_of(&pairs).cloned();
    let ((a, per_a), (b, per_b)) = pair.unwrap_or(((7, Period::Week), (1, Period::Day)));
    let both = (often(a, per_a), often(b, per_b));
    if random.percent(50) {
        both
    } else {
        (both.1, both.0)
    }
}

/// The rhythm by level; many requirements have none.
pub(crate) fn frequency(
    shape: &Shape,
    plan: &mut Plan,
    random: &mut Random,
) -> Vec<Option<Frequency>> {
    let (rarer, oftener) = rarer_and_oftener(random);
    let is_frequency = |case: Case| case.flag() == Flag::FrequencyRaised;
    let Some(case) = chosen(is_frequency, shape, random).filter(|_| random.percent(60)) else {
        return vec![None; shape.depths];
    };
    let at = shape.below_origin(0, random);
    // From the origin, then from a level on.
    let two = |before: Option<Frequency>, at: usize, after: Option<Frequency>| {
        let depths = 0..shape.depths;
        let by_level = depths.map(|depth| {
            if depth < at {
                before.clone()
            } else {
                after.clone()
            }
        });
        by_level.collect::<Vec<_>>()
    };
    match case {
        Case::FrequencyRarer => {
            plan.level(shape, at, case);
            two(Some(oftener), at, Some(rarer))
        }
        Case::FrequencyRewritten => {
            plan.level(shape, at, case);
            let (before, after) = written_twice(random);
            two(Some(before), at, Some(after))
        }
        Case::FrequencyFirstSet => {
            plan.level(shape, at, case);
            two(None, at, Some(rarer))
        }
        Case::FrequencyOftener => {
            plan.level(shape, at, case);
            two(Some(rarer), at, Some(oftener))
        }
        Case::FrequencyJustOftener => {
            plan.level(shape, at, case);
            two(
                Some(often(4, Period::Month)),
                at,
                Some(often(1, Period::Week)),
            )
        }
        Case::FrequencyOnceToYearly => {
            plan.level(shape, at, case);
            two(
                Some(often(1, Period::Once)),
                at,
                Some(often(1, Period::Year)),
            )
        }
        Case::FrequencyOverSilence | Case::FrequencyOftenerOverSilence => {
            let at = shape.below_origin(1, random);
            let again = if case.adds() { oftener } else { rarer.clone() };
            let mut levels = two(Some(rarer), at + 1, Some(again));
            silence(&mut levels, at);
            plan.level(shape, at + 1, case);
            levels
        }
        Case::FrequencyPassedOver => {
            let at = shape.below_origin(2, random);
            let mut levels = two(Some(rarer), at, Some(oftener));
            silence(&mut levels, at + 1);
            plan.level(shape, at, Case::FrequencyOftener);
            plan.level(shape, at + 2, case);
            levels
        }
        _ => {
            plan.level(shape, at, case);
            two(Some(rarer.clone()), at, Some(rarer))
        }
    }
}

fn silence(levels: &mut [Option<Frequency>], at: usize) {
    if let Some(level) = levels.get_mut(at) {
        *level = None;
    }
}
