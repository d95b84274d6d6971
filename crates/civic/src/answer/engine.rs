//! The engine: the places and rules that answers are computed from.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use crate::answer::prepared::PreparedRules;
use crate::places::Place;
use crate::rules::Rule;
use crate::time::{Calendar, Zone};
use crate::{PlaceId, RuleId};

/// Answers questions about a set of places and rules.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(super) places: BTreeMap<PlaceId, Place>,
    /// Sorted by identifier, so that ties between equal priorities are broken the same way
    /// everywhere.
    pub(super) rules: Vec<Rule>,
    pub(super) calendar: Calendar,
    pub(super) zone: Zone,
    /// The prepared rule sets, sorted by the positions of their rules; places with the same rules
    /// share one.
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

    /// The calendar of holidays and make-up workdays.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The city's time zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The place with this identifier, if the engine knows it.
    pub fn place(&self, id: &PlaceId) -> Option<&Place> {
        self.places.get(id)
    }

    /// The rule with this identifier, if the engine knows it.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules
            .binary_search_by(|r| r.id.cmp(id))
            .ok()
            .and_then(|i| self.rules.get(i))
    }

    /// The rules whose scope includes the place; empty if the engine does not know it.
    pub fn rules_of(&self, place: &PlaceId) -> Vec<&Rule> {
        self.place(place)
            .map(|place| self.rules.iter().filter(|r| r.scope.holds(place)).collect())
            .unwrap_or_default()
    }
}
