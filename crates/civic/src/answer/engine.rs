//! The places and rules that answers come from.

use crate::answer::prepared::PreparedRules;
use crate::places::Place;
use crate::rules::Rule;
use crate::time::Calendar;
use crate::time::Zone;
use crate::{PlaceId, RuleId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Answers questions about the places and rules it was given.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(super) places: BTreeMap<PlaceId, Place>,
    /// In the order of their identifiers, so that equal priorities fall the same way everywhere.
    pub(super) rules: Vec<Rule>,
    pub(super) calendar: Calendar,
    pub(super) zone: Zone,
    /// What was made ready for rules that speak together, in order of them: many places have the
    /// same.
    pub(super) prepared: Arc<Mutex<Vec<Arc<PreparedRules>>>>,
}

impl Engine {
    /// An engine over these places and rules.
    pub fn new(places: &[Place], rules: &[Rule], calendar: &Calendar, zone: &Zone) -> Self {
        let mut rules = rules.to_vec();
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        rules.dedup_by(|a, b| a.id == b.id);
        Self {
            places: places.iter().map(|p| (p.id.clone(), p.clone())).collect(),
            rules,
            calendar: calendar.clone(),
            zone: zone.clone(),
            prepared: Arc::default(),
        }
    }

    /// The calendar it answers by.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The zone whose clocks decide.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The place, if it is one of this engine's.
    pub fn place(&self, id: &PlaceId) -> Option<&Place> {
        self.places.get(id)
    }

    /// The rule, if it is one of this engine's.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules
            .binary_search_by(|r| r.id.cmp(id))
            .ok()
            .and_then(|i| self.rules.get(i))
    }

    /// Every rule whose scope holds the place.
    pub fn rules_of(&self, place: &PlaceId) -> Vec<&Rule> {
        self.place(place)
            .map(|place| self.rules.iter().filter(|r| r.scope.holds(place)).collect())
            .unwrap_or_default()
    }
}
