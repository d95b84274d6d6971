//! What lands on every unit, requirement by requirement.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::kind::BurdenKind;
use super::reach::{UnitTree, path};
use super::year::{Reason, measures, times_a_year};
use crate::documents::{Correction, CorrectionTarget};
use crate::duties::added_demands::{Addition, AdditionState, Flag};
use crate::duties::{DutyList, Level, Requirement, Step, Unit, reviewed};
use crate::time::Date;
use crate::{CorrectionId, RequirementId, StepId, Text, UnitCode};

/// A correction that takes something away.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ended {
    /// The first day on which it is no longer asked.
    pub from: Date,
    /// The correction.
    pub correction: CorrectionId,
}

/// What one step asked first of what lands on a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The step.
    pub step: StepId,
    /// Its level.
    pub level: Level,
    /// The unit that asked.
    pub by: Text,
    /// Whether that is the unit itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// How many a year.
    pub a_year: u64,
    /// What was decided about it; `None` for what the origin asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AdditionState>,
    /// What took it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
}

impl Share {
    /// Whether it is no longer asked on a day.
    pub fn is_over(&self, day: Date) -> bool {
        self.ended.as_ref().is_some_and(|ended| ended.from <= day)
    }
}

/// What one requirement asks of a unit of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landed {
    /// The requirement.
    pub requirement: RequirementId,
    /// Its title.
    pub title: Text,
    /// The last step that reaches the unit.
    pub step: StepId,
    /// The kind.
    pub kind: BurdenKind,
    /// What that step asks, in words.
    pub said: Text,
    /// Who asked for how much, from the origin down. Together they are what the step asks a year.
    pub shares: Vec<Share>,
}

/// What a requirement asks of a unit without saying how much that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uncounted {
    /// The requirement.
    pub requirement: RequirementId,
    /// Its title.
    pub title: Text,
    /// The step that asks.
    pub step: StepId,
    /// The kind.
    pub kind: BurdenKind,
    /// What it asks, in words.
    pub said: Text,
    /// Why it cannot be counted.
    pub reason: Reason,
    /// What took it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
}

/// What lands on one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Burden {
    /// The requirements that reach it, in order, also those that ask for nothing that is counted.
    pub requirements: Vec<RequirementId>,
    /// What they ask, by requirement and kind.
    pub landed: Vec<Landed>,
    /// What they ask without a number.
    pub uncounted: Vec<Uncounted>,
}

/// What lands on every unit that a requirement reaches, in the order of their codes. It depends on no
/// day: each share says from when it is over.
///
/// What lands on a unit is made when it is taken. That of all units together is as large as the
/// requirements themselves, so that a requirement is rather compared once for each unit it reaches.
pub fn burdens<'a>(
    units: &'a [Unit],
    requirements: &[&'a Requirement],
    corrections: &[&'a Correction],
) -> impl Iterator<Item = (UnitCode, Burden)> + use<'a> {
    let tree = UnitTree::new(units);
    let mut corrected: BTreeMap<&RequirementId, Vec<Correction>> = BTreeMap::new();
    for correction in corrections {
        if let CorrectionTarget::Requirement(id) = &correction.target {
            let of = corrected.entry(id).or_default();
            of.push((*correction).clone());
        }
    }
    let mut arrivals: BTreeMap<&UnitCode, Vec<Arrival<'_>>> = BTreeMap::new();
    for requirement in requirements {
        for (unit, steps) in tree.reached(requirement) {
            let steps = steps.into_iter().map(|(step, _)| step).collect();
            let arrived = arrivals.entry(unit).or_default();
            arrived.push(Arrival { requirement, steps });
        }
    }
    arrivals.into_iter().map(move |(unit, arrivals)| {
        let mut burden = Burden::default();
        for Arrival { requirement, steps } in arrivals {
            let corrections = corrected.get(&requirement.id);
            let corrections = corrections.map(Vec::as_slice).unwrap_or_default();
            let decided = Decided {
                requirement,
                corrections,
                // The days of a deadline play no part in what is handed in.
                additions: reviewed(requirement, corrections, 0),
            };
            burden.requirements.push(requirement.id.clone());
            for last in steps {
                decided.lands(unit, &path(requirement, last), &mut burden);
            }
        }
        (unit.clone(), burden)
    })
}

/// A requirement that reaches a unit, and the last steps by which it does.
struct Arrival<'a> {
    requirement: &'a Requirement,
    steps: Box<[&'a Step]>,
}

/// A requirement and what was decided about what it adds.
struct Decided<'a> {
    requirement: &'a Requirement,
    corrections: &'a [Correction],
    additions: Vec<Addition>,
}

impl Decided<'_> {
    /// Adds what arrives on a path to what lands on the unit at its end.
    fn lands(&self, unit: &UnitCode, path: &[&Step], burden: &mut Burden) {
        let Some(last) = path.last() else { return };
        let returned = self.returned(path);
        let asked = measures(last);
        let mut kinds: Vec<&BurdenKind> = Vec::new();
        for measure in &asked {
            if !kinds.contains(&&measure.kind) {
                kinds.push(&measure.kind);
            }
            if let Err(reason) = &measure.sevenths {
                burden.uncounted.push(Uncounted {
                    requirement: self.requirement.id.clone(),
                    title: self.requirement.title.clone(),
                    step: last.id.clone(),
                    kind: measure.kind.clone(),
                    said: measure.in_words(),
                    reason: reason.clone(),
                    ended: self.uncounted_ended(
                        path,
                        &measure.kind,
                        measure.name,
                        returned.as_ref(),
                    ),
                });
            }
        }
        for kind in kinds {
            let shares: Vec<Share> = shares(path, kind)
                .into_iter()
                .map(|(at, step, a_year)| {
                    let state = (at > 0).then(|| self.state(step, kind));
                    let taken = matches!(state, Some(AdditionState::Corrected));
                    let taken = taken.then(|| self.taken(&flag_of(kind))).flatten();
                    Share {
                        step: step.id.clone(),
                        level: step.level.clone(),
                        by: step.unit_name.clone(),
                        own: step.unit == *unit,
                        a_year,
                        state,
                        ended: taken.into_iter().chain(returned.clone()).min(),
                    }
                })
                .collect();
            if shares.is_empty() {
                continue;
            }
            let said = asked.iter().filter(|measure| measure.kind == *kind);
            burden.landed.push(Landed {
                requirement: self.requirement.id.clone(),
                title: self.requirement.title.clone(),
                step: last.id.clone(),
                kind: kind.clone(),
                said: joined(said.map(super::year::Measure::in_words)),
                shares,
            });
        }
    }

    /// What was decided about what a step adds of a kind. Where the comparison of the step's words
    /// finds nothing more, it is its wider coverage that makes it more.
    fn state(&self, step: &Step, kind: &BurdenKind) -> AdditionState {
        let find = |flag: &Flag| {
            let mut of_step = self.additions.iter().filter(|a| a.step == step.id);
            of_step.find(|addition| addition.flag == *flag)
        };
        let found = find(&flag_of(kind)).or_else(|| find(&Flag::ScopeWidened));
        found.map_or(AdditionState::ToBeChecked, |addition| {
            addition.state.clone()
        })
    }

    /// From when on a flag is corrected: the first decided correction that names it.
    fn taken(&self, flag: &Flag) -> Option<Ended> {
        let naming = self.corrections.iter().filter(|c| c.flags.contains(flag));
        let ended = naming.filter_map(|correction| {
            let decided = correction.decided_on?;
            Some(Ended {
                from: correction.effective_on.unwrap_or(decided),
                correction: correction.id.clone(),
            })
        });
        ended.min()
    }

    /// From when on the whole duty is back where it belongs: a step on the way gave away a duty that
    /// was taken back or barred, and that was corrected.
    fn returned(&self, path: &[&Step]) -> Option<Ended> {
        let list = &self.requirement.list;
        if !matches!(list, DutyList::TakenBack | DutyList::Barred) {
            return None;
        }
        let is_corrected = self.additions.iter().any(|addition| {
            addition.flag == Flag::DutyPushedDown
                && addition.state == AdditionState::Corrected
                && path.iter().any(|step| step.id == addition.step)
        });
        is_corrected
            .then(|| self.taken(&Flag::DutyPushedDown))
            .flatten()
    }

    /// From when on something without a number is no longer asked: the step that first asked for it
    /// was corrected.
    fn uncounted_ended(
        &self,
        path: &[&Step],
        kind: &BurdenKind,
        name: &Text,
        returned: Option<&Ended>,
    ) -> Option<Ended> {
        let asks = |step: &&&Step| {
            let mut measures = measures(step).into_iter();
            measures.any(|measure| measure.kind == *kind && measure.name == name)
        };
        let first = path.iter().rev().take_while(asks).last();
        let is_added =
            first.filter(|first| path.first().is_none_or(|origin| origin.id != first.id));
        let taken = is_added
            .filter(|step| self.state(step, kind) == AdditionState::Corrected)
            .and_then(|_| self.taken(&flag_of(kind)));
        taken.into_iter().chain(returned.cloned()).min()
    }
}

/// The flag that speaks of a kind.
fn flag_of(kind: &BurdenKind) -> Flag {
    if kind.is_tool() {
        Flag::AppAdded
    } else {
        Flag::DeliverableAdded
    }
}

/// Who on a path asked for how much of what its last step asks. What a step asks more than the one
/// above is its own; where a step asks less, what was added last falls away first, so that nothing
/// is counted that does not arrive.
fn shares<'a>(path: &[&'a Step], kind: &BurdenKind) -> Vec<(usize, &'a Step, u64)> {
    let mut shares: Vec<(usize, &Step, u64)> = Vec::new();
    let mut total = 0_u64;
    for (at, step) in path.iter().enumerate() {
        let asked = times_a_year(step, kind);
        if asked > total {
            shares.push((at, step, asked - total));
        }
        let mut less = total.saturating_sub(asked);
        while less > 0 {
            match shares.last_mut() {
                Some((_, _, last)) if *last > less => {
                    *last -= less;
                    less = 0;
                }
                Some((_, _, last)) => {
                    less -= *last;
                    shares.pop();
                }
                None => break,
            }
        }
        total = asked;
    }
    shares
}

fn joined(texts: impl Iterator<Item = Text>) -> Text {
    let (zh, en): (Vec<String>, Vec<String>) = texts.map(|text| (text.zh, text.en)).unzip();
    Text::new(zh.join("；"), en.join("; "))
}
