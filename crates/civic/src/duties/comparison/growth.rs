//! How much was added, in words.

use crate::Text;
use crate::duties::added_demands::{Demand, Flag, sevenths_per_year, unit_en};
use crate::duties::{Milli, Period, Step, Target};

pub(super) fn with_unit(value: Milli, unit: &str) -> Text {
    Text::new(
        format!("{value}{unit}"),
        format!("{value}{}", unit_en(unit)),
    )
}

/// What is counted in a unit, at the head of a row.
pub(super) fn count_in(unit: &str) -> Text {
    let en = match unit_en(unit).trim_start() {
        "" => "number",
        en => en,
    };
    Text::new(unit, en)
}

/// How much more a step asks than what it is compared with.
pub(super) fn grown(flag: &Flag, target: Option<&Target>, step: &Step, from: u64, to: u64) -> Text {
    let diff = to.abs_diff(from);
    match flag {
        Flag::FrequencyRaised => more_often(diff, "次", |n| if n == 1 { "time" } else { "times" }),
        Flag::DeadlineEarlier => Text::new(
            format!("早 {diff} 天"),
            format!("{diff} day{} earlier", if diff == 1 { "" } else { "s" }),
        ),
        Flag::TargetRaised => {
            let unit = target.map_or("", |target| target.unit.as_str());
            let diff = Milli(diff.try_into().unwrap_or(i64::MAX));
            match (unit, to > from) {
                ("%", true) => Text::new(
                    format!("高 {diff} 个百分点"),
                    format!("up {diff} percentage points"),
                ),
                ("%", false) => Text::new(
                    format!("低 {diff} 个百分点"),
                    format!("down {diff} percentage points"),
                ),
                (_, true) => Text::new(
                    format!("多 {diff} {unit}"),
                    format!("{diff}{} more", unit_en(unit)),
                ),
                (_, false) => Text::new(
                    format!("少 {diff} {unit}"),
                    format!("{diff}{} less", unit_en(unit)),
                ),
            }
        }
        _ => match step.coverage.as_ref() {
            Some(coverage) if from > 0 && to > from => Text::new(
                format!("多 {diff} {}", coverage.unit),
                format!("{diff} more"),
            ),
            _ => Text::new("扩大到全部", "widened to all"),
        },
    }
}

/// What is demanded more of one kind: what is new, by its period; if something that was there was
/// raised, the difference.
pub(super) fn more_demanded(flag: &Flag, before: &[Demand<'_>], after: &[Demand<'_>]) -> Vec<Text> {
    let (measure, one, many) = match flag {
        Flag::AppAdded => ("次", "time", "times"),
        _ => ("件", "piece", "pieces"),
    };
    let noun = |n: u64| if n == 1 { one } else { many };
    let mut new: Vec<&Demand<'_>> = after.iter().collect();
    for demand in before {
        let Some(same) = new.iter().position(|other| *other == demand) else {
            let diff = sevenths_per_year(after) - sevenths_per_year(before);
            return vec![more_often(diff, measure, noun)];
        };
        new.remove(same);
    }
    let mut grown = Vec::new();
    for per in Period::ALL {
        let times = new.iter().filter(|demand| demand.frequency.per == *per);
        let times: u64 = times.map(|demand| u64::from(demand.frequency.times)).sum();
        if times > 0 {
            grown.push(more(per, times, "", measure, noun(times)));
        }
    }
    grown
}

/// A difference in sevenths of a time a year, in the longest step that divides it.
fn more_often(sevenths: u64, measure: &str, noun: impl Fn(u64) -> &'static str) -> Text {
    for (per, length) in [
        (Period::Day, 2555),
        (Period::Week, 365),
        (Period::Month, 84),
        (Period::Quarter, 28),
        (Period::Year, 7),
    ] {
        if sevenths.is_multiple_of(length) {
            let times = sevenths / length;
            return more(&per, times, "", measure, noun(times));
        }
    }
    let times = (sevenths + 3) / 7;
    more(&Period::Year, times, "约", measure, noun(times))
}

fn more(per: &Period, times: u64, about: &str, measure: &str, noun: &str) -> Text {
    let about_en = if about.is_empty() { "" } else { "about " };
    if *per == Period::Once {
        return Text::new(
            format!("多{about} {times} {measure}"),
            format!("{about_en}{times} more"),
        );
    }
    let zh = if *per == Period::Year {
        "一年"
    } else {
        per.zh()
    };
    Text::new(
        format!("{zh}{about}多 {times} {measure}"),
        format!("{about_en}{times} more {noun} {}", per.en()),
    )
}
