//! What is to be done in a week, where every level has a weekly rhythm.

use super::ladder::demands;
use super::values::{Comparison, Entry, Part};
use crate::duties::added_demands::Flag;
use crate::duties::{Period, Step};

/// What is done, in a picture of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The task itself.
    Round,
    /// A deliverable.
    Paper,
    /// The use of a phone tool.
    Tool,
}

/// What one level asks for in a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week<'a> {
    /// Who asks.
    pub step: &'a Step,
    /// How often what is done.
    pub acts: Vec<(Act, Part, u64)>,
}

impl Week<'_> {
    /// How much is done in all.
    pub fn total(&self) -> u64 {
        self.acts.iter().map(|(_, _, times)| times).sum()
    }

    /// How much of it is still asked.
    pub fn standing(&self) -> u64 {
        let acts = self.acts.iter().filter(|(_, part, _)| *part != Part::Gone);
        acts.map(|(_, _, times)| times).sum()
    }
}

/// The most acts of a week that are drawn.
const MAX_ACTS: u64 = 98;

impl<'a> Comparison<'a> {
    /// What each level asks for in a week, if each states a rhythm that can be counted in weeks, one
    /// unit asks at each level, and something was added. What is due more rarely is left out.
    pub fn weeks(&self) -> Option<Vec<Week<'a>>> {
        let mut weeks = Vec::new();
        for (i, column) in self.columns.iter().enumerate() {
            let [step] = column.as_slice() else {
                return None;
            };
            let per_week = |per: &Period, times: u32| match per {
                Period::Week => Some(u64::from(times)),
                Period::Day => Some(u64::from(times) * 7),
                _ => None,
            };
            let frequency = step.frequency.as_ref()?;
            per_week(&frequency.per, frequency.times).filter(|times| *times > 0)?;
            let cell = |flag: &Flag| -> Option<&Entry<'a>> {
                let row = self.rows.iter().find(|row| row.flag == *flag)?;
                row.cells.get(i)?.first()
            };
            let mut acts = Vec::new();
            let bar = cell(&Flag::FrequencyRaised)?.bar.iter();
            acts.extend(bar.map(|(part, sevenths)| (Act::Round, *part, sevenths / 365)));
            for (flag, act) in [
                (Flag::DeliverableAdded, Act::Paper),
                (Flag::AppAdded, Act::Tool),
            ] {
                let Some(entry) = cell(&flag) else { continue };
                for (demand, (_, part)) in demands(&flag, step).iter().zip(&entry.values) {
                    let times = per_week(&demand.frequency.per, demand.frequency.times);
                    acts.extend(times.map(|times| (act, *part, times)));
                }
            }
            let week = Week { step, acts };
            if week.total() > MAX_ACTS {
                return None;
            }
            weeks.push(week);
        }
        let mut acts = weeks.iter().flat_map(|week| &week.acts);
        let is_added = acts.any(|(_, part, _)| matches!(part, Part::Added | Part::Gone));
        is_added.then_some(weeks)
    }
}
