//! How often a year: the counting rules of `docs/counting.md`.

use super::kind::BurdenKind;
use crate::Text;
use crate::duties::added_demands::Demand;
use crate::duties::{Frequency, Step};
use crate::open_enum::open_enum;

open_enum! {
    /// Why something cannot be counted.
    Reason {
        /// The period is not one this version knows.
        UnknownPeriod = "unknown_period", "读不出多久一次", "its period is not known";
        /// It is asked for each household, point or person, and how many there are is not written.
        PerItem = "per_item", "按户、点或人要，没有写明有多少", "it is asked for each, and how many there are is not written";
    }
}

/// Something that a step asks, and how much of it a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure<'a> {
    /// Its kind.
    pub kind: BurdenKind,
    /// Its name.
    pub name: &'a Text,
    /// How often.
    pub frequency: &'a Frequency,
    /// Sevenths of a time a year, so that weeks divide evenly; the reason if it has no number.
    pub sevenths: Result<u64, Reason>,
}

impl Measure<'_> {
    /// In words: 日报表（每天1次）.
    pub(super) fn in_words(&self) -> Text {
        let demand = Demand {
            kind: (self.kind.code(), self.kind.zh(), self.kind.en()),
            name: self.name,
            frequency: self.frequency,
        };
        demand.in_words()
    }
}

/// Everything that a step asks to hand in or to do on a phone, in its order.
pub fn measures(step: &Step) -> Vec<Measure<'_>> {
    let deliverables = step.deliverables.iter();
    let deliverables = deliverables.map(|d| (BurdenKind::from(&d.kind), &d.name, &d.frequency));
    let tools = step.tools.iter();
    let tools = tools.map(|t| (BurdenKind::from(&t.kind), &t.name, &t.frequency));
    deliverables
        .chain(tools)
        .map(|(kind, name, frequency)| Measure {
            kind,
            name,
            frequency,
            sevenths: sevenths(step, name, frequency),
        })
        .collect()
}

/// How many of a kind a step asks a year, as far as it can be counted: whole times, the part of a
/// week that is left over at the end of the year being none.
pub fn times_a_year(step: &Step, kind: &BurdenKind) -> u64 {
    let measures = measures(step);
    let of_kind = measures.iter().filter(|measure| measure.kind == *kind);
    let sevenths = of_kind.filter_map(|measure| measure.sevenths.as_ref().ok());
    sevenths.fold(0_u64, |sum, n| sum.saturating_add(*n)) / 7
}

fn sevenths(step: &Step, name: &Text, frequency: &Frequency) -> Result<u64, Reason> {
    let one = frequency.sevenths_a_year().ok_or(Reason::UnknownPeriod)?;
    let Some(each) = each(&name.zh) else {
        return Ok(one);
    };
    // How many there are is known where the step counts its coverage in the same unit.
    let coverage = step
        .coverage
        .as_ref()
        .filter(|c| c.unit == each.to_string());
    let count = coverage.and_then(|c| c.count).ok_or(Reason::PerItem)?;
    Ok(one.saturating_mul(u64::from(count)))
}

/// The measure words 量词 that a name counts by. Words of time are none.
const MEASURE_WORDS: &str = "户点处家人个条块座栋件项店摊次";

/// What a name is asked for each of: 户 of 每户合影, 块 of 逐块航拍, 户 of 一户一档.
fn each(name: &str) -> Option<char> {
    let chars: Vec<char> = name.chars().collect();
    chars
        .windows(3)
        .chain([padded(&chars)?.as_slice()])
        .find_map(|at| {
            let [first, word, next] = at else { return None };
            let is_measure = MEASURE_WORDS.contains(*word);
            let is_time = *word == '个' && "月季周星小年".contains(*next);
            let is_each = matches!(first, '每' | '逐') || *first == '一' && *next == '一';
            (is_each && is_measure && !is_time).then_some(*word)
        })
}

/// The last two characters and nothing after them.
fn padded(chars: &[char]) -> Option<[char; 3]> {
    match chars {
        [.., first, word] => Some([*first, *word, ' ']),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_each_is_read_from_its_name() {
        for (name, word) in [
            ("每户签字照片", Some('户')),
            ("照片，每点", Some('点')),
            ("逐块航拍照片", Some('块')),
            ("逐人工资台账", Some('人')),
            ("一户一档台账", Some('户')),
            ("每次会议照片", Some('次')),
            ("每个点位照片", Some('个')),
            ("每个月报表", None),
            ("每日报表", None),
            ("逐级汇总表", None),
            ("一张登记表", None),
            ("定点打卡照片", None),
            ("每户", Some('户')),
            ("户", None),
            ("", None),
        ] {
            assert_eq!(each(name), word, "{name}");
        }
    }
}
