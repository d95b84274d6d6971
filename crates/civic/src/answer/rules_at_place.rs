//! The rules that apply to one place and one kind of goods.

use std::sync::{Arc, PoisonError};

use super::Engine;
use crate::answer::prepared::PreparedRules;
use crate::answer::schedule::DaySchedules;
use crate::places::Place;
use crate::rules::Rule;
use crate::time::Date;
use crate::{GoodsId, PlaceId};

/// The rules that apply to one place and one kind of goods, in force or not, prepared for many
/// queries.
#[derive(Debug)]
pub struct RulesAtPlace<'a> {
    pub(super) engine: &'a Engine,
    pub(super) prepared: Arc<PreparedRules>,
}

impl<'a> RulesAtPlace<'a> {
    pub(super) fn new(engine: &'a Engine, prepared: Arc<PreparedRules>) -> Self {
        Self { engine, prepared }
    }

    pub(super) fn rule(&self, i: usize) -> &'a Rule {
        &self.engine.rules[self.prepared.positions[i]]
    }

    pub(super) fn rules(
        &self,
    ) -> impl DoubleEndedIterator<Item = &'a Rule> + ExactSizeIterator + Clone {
        let rules = &self.engine.rules;
        self.prepared.positions.iter().map(|i| &rules[*i])
    }
}

impl RulesAtPlace<'_> {
    /// Whether the schedule of each rule holds on a day.
    pub(super) fn schedules(&self, date: Date) -> DaySchedules {
        DaySchedules::of(&self.rules(), &self.engine.calendar, date)
    }
}

impl Engine {
    /// The rules for one place and one kind of goods, prepared for many queries; `None` if the
    /// engine does not know the place.
    pub fn rules_at(&self, place: &PlaceId, goods: &GoodsId) -> Option<RulesAtPlace<'_>> {
        self.place(place).map(|place| self.at(place, goods))
    }

    /// Like [`Engine::rules_at`], for a place that the caller already has.
    pub fn at(&self, place: &Place, goods: &GoodsId) -> RulesAtPlace<'_> {
        let rules = self.rules.iter().enumerate();
        let positions: Vec<usize> = rules
            .filter(|(_, rule)| rule.goods.holds(goods) && rule.scope.holds(place))
            .map(|(i, _)| i)
            .collect();
        let mut known = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        let index = known.binary_search_by(|prepared| prepared.positions.cmp(&positions));
        let index = index.unwrap_or_else(|at| {
            known.insert(
                at,
                Arc::new(PreparedRules::new(&self.rules, &self.zone, positions)),
            );
            at
        });
        RulesAtPlace::new(self, Arc::clone(&known[index]))
    }
}
