//! The rules that speak of one place and one kind of goods.

use super::Engine;
use crate::answer::prepared::PreparedRules;
use crate::answer::schedule::DaySchedules;
use crate::places::Place;
use crate::rules::Rule;
use crate::time::Date;
use crate::{GoodsId, PlaceId};
use std::sync::Arc;
use std::sync::PoisonError;

/// The rules that speak of one place and one kind of goods, whenever they are in force, made
/// ready to be asked again and again.
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

    pub(super) fn rules(&self) -> impl DoubleEndedIterator<Item = &'a Rule> + ExactSizeIterator {
        let rules = &self.engine.rules;
        self.prepared.positions.iter().map(|i| &rules[*i])
    }
}

impl RulesAtPlace<'_> {
    /// What the schedules of the rules say of a day.
    pub(super) fn schedules(&self, date: Date) -> DaySchedules {
        DaySchedules::of(self.rules(), &self.engine.calendar, date)
    }
}

impl Engine {
    /// The rules for one place and one kind of goods, made ready to be asked again and again;
    /// `None` where the place is not one of this engine's.
    pub fn here(&self, place: &PlaceId, goods: &GoodsId) -> Option<RulesAtPlace<'_>> {
        self.place(place).map(|place| self.at(place, goods))
    }

    /// The same for a place that is at hand.
    pub fn at(&self, place: &Place, goods: &GoodsId) -> RulesAtPlace<'_> {
        let rules = self.rules.iter().enumerate();
        let positions: Vec<usize> = rules
            .filter(|(_, rule)| rule.goods.holds(goods) && rule.scope.holds(place))
            .map(|(i, _)| i)
            .collect();
        let mut known = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        let at = known.binary_search_by(|prepared| prepared.positions.cmp(&positions));
        let at = at.unwrap_or_else(|at| {
            known.insert(
                at,
                Arc::new(PreparedRules::new(&self.rules, &self.zone, positions)),
            );
            at
        });
        RulesAtPlace::new(self, Arc::clone(&known[at]))
    }
}
