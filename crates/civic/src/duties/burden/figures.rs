//! The figures of one unit on a day.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::kind::BurdenKind;
use super::landing::Burden;
use crate::RequirementId;
use crate::duties::Level;
use crate::duties::added_demands::AdditionState;
use crate::time::Date;

/// What lands on a unit, added up over the requirements that are alike in all but the amount. There
/// are few of them however many requirements a city publishes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Figure {
    /// The kind.
    pub kind: BurdenKind,
    /// The level that asked first.
    pub level: Level,
    /// Whether it is the unit itself that asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// What was decided about it; `None` for what the origin asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AdditionState>,
    /// The first day on which it is no longer asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// How many a year.
    pub a_year: u64,
    /// The number of requirements.
    pub requirements: u32,
}

/// Adds up what lands on a unit.
pub fn figures(burden: &Burden) -> Vec<Figure> {
    let mut sums: BTreeMap<Figure, (u64, BTreeSet<&RequirementId>)> = BTreeMap::new();
    for landed in &burden.landed {
        for share in &landed.shares {
            let alike = Figure {
                kind: landed.kind.clone(),
                level: share.level.clone(),
                own: share.own,
                state: share.state.clone(),
                until: share.ended.as_ref().map(|ended| ended.from),
                a_year: 0,
                requirements: 0,
            };
            let (sum, requirements) = sums.entry(alike).or_default();
            *sum = sum.saturating_add(share.a_year);
            requirements.insert(&landed.requirement);
        }
    }
    sums.into_iter()
        .map(|(alike, (a_year, requirements))| Figure {
            a_year,
            requirements: u32::try_from(requirements.len()).unwrap_or(u32::MAX),
            ..alike
        })
        .collect()
}

/// What one level added, whether or not it is still asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelShare {
    /// The level.
    pub level: Level,
    /// Whether it is the unit itself.
    pub own: bool,
    /// What is still asked and has a basis.
    pub justified: u64,
    /// What is still asked without one.
    pub standing: u64,
    /// What corrections took away.
    pub gone: u64,
}

impl LevelShare {
    /// What the level added in all.
    pub fn added(&self) -> u64 {
        self.justified
            .saturating_add(self.standing)
            .saturating_add(self.gone)
    }
}

/// What lands on a unit in a year of one kind, or of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KindYear {
    /// What the origins ask and is still asked.
    pub original: u64,
    /// What the origins ask and corrections took from the unit.
    pub original_gone: u64,
    /// What was added on the way, by level from the top down, the unit itself last.
    pub added: Vec<LevelShare>,
}

impl KindYear {
    /// What the origins ask in all.
    pub fn asked(&self) -> u64 {
        self.original.saturating_add(self.original_gone)
    }

    /// What was added on the way in all.
    pub fn added_in_all(&self) -> u64 {
        self.sum(LevelShare::added)
    }

    /// What corrections took away.
    pub fn gone(&self) -> u64 {
        self.original_gone.saturating_add(self.sum(|l| l.gone))
    }

    /// What was added and is still asked, with a basis or without.
    pub fn standing(&self) -> u64 {
        self.sum(|level| level.standing.saturating_add(level.justified))
    }

    /// What is asked now.
    pub fn now(&self) -> u64 {
        self.original.saturating_add(self.standing())
    }

    /// What was asked before any correction.
    pub fn before(&self) -> u64 {
        self.asked().saturating_add(self.added_in_all())
    }

    fn sum(&self, of: impl Fn(&LevelShare) -> u64) -> u64 {
        let levels = self.added.iter().map(of);
        levels.fold(0, u64::saturating_add)
    }

    fn add(&mut self, figure: &Figure, today: Date) {
        let is_over = figure.until.is_some_and(|until| until <= today);
        let Some(state) = &figure.state else {
            let sum = if is_over {
                &mut self.original_gone
            } else {
                &mut self.original
            };
            *sum = sum.saturating_add(figure.a_year);
            return;
        };
        let same = |level: &LevelShare| level.level == figure.level && level.own == figure.own;
        let at = self.added.iter().position(same).unwrap_or_else(|| {
            let before = |level: &LevelShare| {
                (level.own, level.level.depth()) <= (figure.own, figure.level.depth())
            };
            let at = self.added.partition_point(before);
            let none = LevelShare {
                level: figure.level.clone(),
                own: figure.own,
                justified: 0,
                standing: 0,
                gone: 0,
            };
            self.added.insert(at, none);
            at
        });
        if let Some(level) = self.added.get_mut(at) {
            let sum = match state {
                _ if is_over => &mut level.gone,
                AdditionState::Justified => &mut level.justified,
                _ => &mut level.standing,
            };
            *sum = sum.saturating_add(figure.a_year);
        }
    }
}

/// What lands on a unit in a year, as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeYear {
    /// All kinds together.
    pub all: KindYear,
    /// Each kind that was ever asked, in the order of [`BurdenKind::ALL`].
    pub kinds: Vec<(BurdenKind, KindYear)>,
}

/// The year of a unit as it stands on a day: corrections in force by then count.
pub fn office_year(figures: &[Figure], today: Date) -> OfficeYear {
    let mut all = KindYear::default();
    let mut kinds: BTreeMap<&BurdenKind, KindYear> = BTreeMap::new();
    for figure in figures {
        all.add(figure, today);
        kinds.entry(&figure.kind).or_default().add(figure, today);
    }
    let kinds = kinds.into_iter().map(|(kind, year)| (kind.clone(), year));
    OfficeYear {
        all,
        kinds: kinds.collect(),
    }
}
