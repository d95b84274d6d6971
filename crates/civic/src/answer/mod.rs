//! The answer to 能不能摆: "may I sell this, here, then?"
//!
//! A rule is a *candidate* when its scope holds the place, its goods hold the goods and it is in
//! force. Among the candidates whose time holds, a rule that overrides another beats its target;
//! then the lowest priority number wins. Silence is an answer of its own, never a guess.

mod changes;
mod day_plan;
mod rules_at_place;
mod schedule;
mod spans;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use crate::calendar::Calendar;
use crate::open_enum::open_enum;
use crate::place::Place;
use crate::rule::Rule;
use crate::time::{Date, Instant, Timestamp, Zone};
use crate::{DocumentId, GoodsId, PlaceId, RuleId, Text};

pub(crate) use day_plan::DayKey;
use rules_at_place::PreparedRules;
pub use rules_at_place::{RulesAtPlace, State};
pub use spans::Span;

/// How far ahead a change is looked for, in days.
pub const HORIZON_DAYS: i64 = 400;

open_enum! {
    /// The verdict 结论.
    Verdict {
        /// Permitted.
        Permitted = "permitted", "可以摆", "Permitted";
        /// Permitted under conditions.
        PermittedIf = "permitted_if", "符合条件可以摆", "Permitted if";
        /// Prohibited.
        Prohibited = "prohibited", "不可以摆", "Prohibited";
        /// Nothing is published for this.
        NoPublishedRule = "no_published_rule", "没有公布规定", "No published rule";
        /// A rule depends on a calendar that is not published yet.
        Stale = "stale", "日历未公布，暂不能判断", "Calendar not published yet";
    }
}

impl Verdict {
    /// True for a permission, with or without conditions.
    pub fn permits(&self) -> bool {
        matches!(self, Self::Permitted | Self::PermittedIf)
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where.
    pub place: PlaceId,
    /// What is sold.
    pub goods: GoodsId,
    /// When.
    pub at: Instant,
}

/// Why a rule for this place and these goods does not decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LossReason {
    /// It is in force only from then on.
    NotYetInForce(Timestamp),
    /// It is no longer in force since then.
    Expired(Timestamp),
    /// Its windows, days or seasons do not hold now.
    OutsideItsTimes,
    /// Whether it holds depends on a calendar that is not published.
    NoCalendar,
    /// This rule overrides it.
    OverriddenBy(RuleId),
    /// This rule has a lower priority number.
    LowerPriorityThan(RuleId),
}

/// A rule that does not decide, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// The rule.
    pub rule: RuleId,
    /// Why.
    pub reason: LossReason,
}

/// What a temporary rule says beyond its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Temporary {
    /// Why it was made.
    pub reason: Text,
    /// Where to go instead.
    pub instead: Text,
    /// The rules it replaces while it holds.
    pub replaces: Vec<RuleId>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// The earliest later instant at which the verdict or its conditions differ; `None` where
    /// nothing changes within [`HORIZON_DAYS`].
    pub until: Option<Timestamp>,
    /// The earliest later instant at which it is permitted; `None` where it is permitted now or
    /// not within [`HORIZON_DAYS`].
    pub next_permitted: Option<Timestamp>,
    /// The rule that won.
    pub deciding: Option<RuleId>,
    /// The other rules for this place and these goods, and why each does not decide.
    pub lost: Vec<Lost>,
    /// The conditions of the permission.
    pub conditions: Vec<Text>,
    /// The documents of the rule that won.
    pub documents: Vec<DocumentId>,
    /// What happens at a first breach.
    pub first_breach: Text,
    /// The city's local time that was used.
    pub local: Timestamp,
    /// Set where a temporary rule won.
    pub temporary: Option<Temporary>,
}

/// A part of a day with one verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// The first minute of the day.
    pub from: u16,
    /// The first minute after it, at most 1440.
    pub until: u16,
    /// The verdict.
    pub verdict: Verdict,
    /// The conditions of the permission.
    pub conditions: Vec<Text>,
}

/// Answers questions about the places and rules it was given.
#[derive(Clone, Debug)]
pub struct Engine {
    places: BTreeMap<PlaceId, Place>,
    /// In the order of their identifiers, so that equal priorities fall the same way everywhere.
    rules: Vec<Rule>,
    calendar: Calendar,
    zone: Zone,
    /// What was made ready for rules that speak together, in order of them: many places have the
    /// same.
    prepared: Arc<Mutex<Vec<Arc<PreparedRules>>>>,
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
            known.insert(at, Arc::new(PreparedRules::new(self, positions)));
            at
        });
        RulesAtPlace::new(self, Arc::clone(&known[at]))
    }

    /// The answer; `None` where the place is not one of this engine's.
    pub fn answer(&self, question: &Question) -> Option<Answer> {
        let here = self.here(&question.place, &question.goods)?;
        Some(here.answer(question.at))
    }

    /// The verdicts of one day of the city, from midnight to midnight on its clocks; `None` where
    /// the place is not one of this engine's.
    pub fn day(&self, place: &PlaceId, goods: &GoodsId, date: Date) -> Option<Vec<Segment>> {
        Some(self.here(place, goods)?.day(date).segments)
    }
}
