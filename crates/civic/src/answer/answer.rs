//! What is asked, and what is answered.

use crate::open_enum::open_enum;
use crate::time::{Instant, Timestamp};
use crate::{DocumentId, GoodsId, PlaceId, RuleId, Text};
use serde::Serialize;

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
