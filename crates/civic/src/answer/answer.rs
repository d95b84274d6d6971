//! The question and its answer.

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;
use crate::time::{Instant, Timestamp};
use crate::{DocumentId, GoodsId, PlaceId, RuleId, Text};

/// How far ahead the engine looks for a change, in days.
pub const HORIZON_DAYS: i64 = 400;

open_enum! {
    /// The verdict 结论.
    Verdict {
        /// Permitted.
        Permitted = "permitted", "可以摆", "Permitted";
        /// Permitted under conditions.
        PermittedIf = "permitted_if", "符合条件可以摆", "Permitted with conditions";
        /// Prohibited.
        Prohibited = "prohibited", "不可以摆", "Prohibited";
        /// No published rule applies.
        NoPublishedRule = "no_published_rule", "没有公布规定", "No published rule";
        /// The verdict depends on a calendar that is not published yet.
        Stale = "stale", "日历未公布，暂不能判断", "Calendar not published yet";
    }
}

impl Verdict {
    /// Returns `true` for a permission, with or without conditions.
    pub fn permits(&self) -> bool {
        matches!(self, Self::Permitted | Self::PermittedIf)
    }
}

/// A question to the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where.
    pub place: PlaceId,
    /// What is sold.
    pub goods: GoodsId,
    /// When.
    pub at: Instant,
}

/// Why a rule for the place and the goods of a question does not decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LossReason {
    /// It comes into force at this later time.
    NotYetInForce(Timestamp),
    /// It expired at this time.
    Expired(Timestamp),
    /// The time is outside its windows, days or seasons.
    OutsideItsTimes,
    /// Whether its schedule holds depends on a calendar that is not published.
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

/// What a deciding temporary rule adds to the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Temporary {
    /// Why it was made.
    pub reason: Text,
    /// Where to go instead.
    pub instead: Text,
    /// The rules it replaces while it applies.
    pub replaces: Vec<RuleId>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// Set if other rules decide on other types of day, the calendar that says which this is is
    /// not published, and the verdict and its conditions are the same whatever it says.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub calendar_pending: bool,
    /// The earliest later instant at which the verdict or its conditions differ; `None` if nothing
    /// changes within [`HORIZON_DAYS`].
    pub until: Option<Timestamp>,
    /// The earliest later instant at which it is permitted; `None` if it is permitted now or not
    /// within [`HORIZON_DAYS`].
    pub next_permitted: Option<Timestamp>,
    /// The deciding rule.
    pub deciding: Option<RuleId>,
    /// The other rules for this place and these goods, and why each does not decide.
    pub lost: Vec<Lost>,
    /// The conditions of the permission.
    pub conditions: Vec<Text>,
    /// The documents of the deciding rule.
    pub documents: Vec<DocumentId>,
    /// What happens at a first breach.
    pub first_breach: Text,
    /// The instant of the question in the city's local time.
    pub local: Timestamp,
    /// Set if the deciding rule is temporary.
    pub temporary: Option<Temporary>,
}

/// A part of a day with a single verdict, in minutes after midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
