//! How much of it there is to be: a rate, a limit, a count that may be shared out.

use civic::Text;
use civic::duties::added_demands::Flag;
use civic::duties::{Bound, Milli, Target};

use super::case::Case;
use super::planted::{Plan, chosen};
use super::shape::Shape;
use crate::random::Random;

const RATES: [(&str, &str); 4] = [
    ("入户率", "Homes visited"),
    ("办结率", "Requests closed"),
    ("签约率", "Agreements signed"),
    ("知晓率", "People informed"),
];
const LIMITS: [(&str, &str); 2] = [
    ("逾期率", "Requests overdue"),
    ("差错率", "Records in error"),
];
const COUNTS: [(&str, &str, &str); 4] = [
    ("新设便民点", "New service points", "处"),
    ("示范户", "Model homes", "户"),
    ("宣讲活动", "Talks", "场"),
    ("整改问题", "Faults put right", "个"),
];

fn target(name: (&str, &str), unit: &str, bound: Bound, value: u32) -> Target {
    Target {
        measure: Text::new(name.0, name.1),
        unit: unit.to_owned(),
        rate: Target::is_rate(name.0, unit),
        bound,
        value: Milli(i64::from(value) * 1000),
    }
}

/// Whether a case goes with the number of units of the last level: a count that one unit passes on
/// would be another demand where each of several had to reach it.
fn fits(case: Case, width: usize) -> bool {
    match case {
        Case::RateOfEach
        | Case::RateOfOneRaised
        | Case::SplitFair
        | Case::LimitSplitFair
        | Case::NormForEach
        | Case::SplitOver => width > 1,
        Case::CountKept
        | Case::CountShare
        | Case::CountInOtherUnit
        | Case::LimitShareAlone
        | Case::RestatedBySameUnit
        | Case::CountRaised => width == 1,
        _ => true,
    }
}

/// The target by step; many requirements have none. A second document of a unit is a step more.
pub(crate) fn targets(
    shape: &mut Shape,
    plan: &mut Plan,
    random: &mut Random,
) -> Vec<Option<Target>> {
    let width = shape.width();
    let of = |case: Case| case.flag() == Flag::TargetRaised && fits(case, width);
    let Some(case) = chosen(of, shape, random).filter(|_| random.percent(60)) else {
        return vec![None; shape.nodes.len()];
    };
    let at = shape.below_origin(0, random);
    let last = shape.depths.saturating_sub(1);
    let rate = random.one_of(&RATES).copied().unwrap_or(RATES[0]);
    let limit = random.one_of(&LIMITS).copied().unwrap_or(LIMITS[0]);
    let (zh, en, unit) = random.one_of(&COUNTS).copied().unwrap_or(COUNTS[0]);
    let count = (zh, en);
    let percent = random.between(60, 90);
    let allowed = random.between(8, 20);
    let whole = random.between(20, 90);
    let at_least = |value| target(rate, "%", Bound::AtLeast, value);
    let at_most = |value| target(limit, "%", Bound::AtMost, value);
    let counted = |value| target(count, unit, Bound::AtLeast, value);
    let (before, after) = match case {
        Case::RateLower => (at_least(percent), at_least(percent - random.between(1, 20))),
        Case::RateRaised => (at_least(percent), at_least(percent + random.between(1, 10))),
        Case::LimitLowered => (at_most(allowed), at_most(allowed - random.between(1, 7))),
        Case::LimitLoosened => (at_most(allowed), at_most(allowed + random.between(1, 9))),
        Case::RatePerMille => (
            at_least(percent),
            target(rate, "‰", Bound::AtLeast, percent * 10),
        ),
        Case::TimeInOtherUnit => {
            let name = ("办理时长", "Time to close");
            (
                target(name, "天", Bound::AtMost, 3),
                target(name, "小时", Bound::AtMost, 48),
            )
        }
        Case::MeasureRenamed => {
            let renamed = (rate.0.replace('率', "比例"), rate.1);
            let raised = percent + random.between(1, 10);
            (
                at_least(percent),
                target((&renamed.0, renamed.1), "%", Bound::AtLeast, raised),
            )
        }
        Case::CountShare => (counted(whole), counted(random.between(1, whole - 1))),
        Case::CountRaised => (counted(whole), counted(whole + random.between(1, whole))),
        Case::CountInOtherUnit => (
            counted(whole),
            target(
                count,
                "项次",
                Bound::AtLeast,
                whole + random.between(1, whole),
            ),
        ),
        Case::LimitShareAlone => {
            let name = ("新增点位", "New points");
            (
                target(name, "处", Bound::AtMost, whole),
                target(name, "处", Bound::AtMost, random.between(1, whole - 1)),
            )
        }
        _ => return by_unit(case, shape, plan, random, last),
    };
    plan.level(shape, at, case);
    let nodes = shape.nodes.iter();
    nodes
        .map(|node| {
            Some(if node.depth < at {
                before.clone()
            } else {
                after.clone()
            })
        })
        .collect()
}

/// The cases in which the units of the last level differ, or nothing does.
fn by_unit(
    case: Case,
    shape: &mut Shape,
    plan: &mut Plan,
    random: &mut Random,
    last: usize,
) -> Vec<Option<Target>> {
    let (zh, en, unit) = random.one_of(&COUNTS).copied().unwrap_or(COUNTS[0]);
    let whole = random.between(20, 90);
    let rate = random.one_of(&RATES).copied().unwrap_or(RATES[0]);
    let percent = random.between(60, 90);
    if case == Case::RestatedBySameUnit
        && let Some(again) = shape.nodes.last().cloned()
    {
        shape.nodes.push(again);
    }
    let width = shape.width();
    let (name, unit, bound, value) = match case {
        Case::RateKept | Case::RateOfEach | Case::RateOfOneRaised => {
            (rate, "%", Bound::AtLeast, percent)
        }
        Case::LimitSplitFair => (("新增点位", "New points"), "处", Bound::AtMost, whole),
        Case::NormForEach => {
            let each = ("每个单位活动场次", "Events of each unit");
            (each, "场", Bound::AtLeast, random.between(2, 6))
        }
        _ => ((zh, en), unit, Bound::AtLeast, whole),
    };
    let shares = match case {
        Case::SplitFair => shares(value - random.below(4), width),
        Case::LimitSplitFair => shares(value, width),
        Case::SplitOver => shares(value + random.between(1, 8), width),
        Case::RateOfOneRaised => {
            let mut same = vec![value; width];
            let one = random.below(u32::try_from(width).unwrap_or(1)) as usize;
            if let Some(one) = same.get_mut(one) {
                *one += random.between(1, 10);
            }
            same
        }
        _ => vec![value; width],
    };
    let units: Vec<usize> = shape.at(last).collect();
    for (node, share) in units.iter().zip(&shares) {
        let planted = match case {
            Case::RateOfOneRaised if *share == value => Case::RateOfEach,
            case => case,
        };
        plan.step(*node, planted);
    }
    let nodes = shape.nodes.iter().enumerate();
    nodes
        .map(|(at, _)| {
            let place = units.iter().position(|unit| *unit == at);
            let own = place.and_then(|place| shares.get(place)).copied();
            Some(target(name, unit, bound.clone(), own.unwrap_or(value)))
        })
        .collect()
}

/// A whole number in so many parts that differ by little, each at least 1.
fn shares(whole: u32, parts: usize) -> Vec<u32> {
    let parts = u32::try_from(parts).unwrap_or(1).max(1);
    (0..parts)
        .map(|part| whole / parts + u32::from(part < whole % parts))
        .collect()
}
