//! What a person does to a case, and what has to be known to decide on it.

use serde::{Deserialize, Serialize};

use super::{EventKind, PauseReason, Reference, Slot, State, WithheldReason};
use crate::cases::grouped::GroupId;
use crate::cases::{CloseReason, ContestGround, FeedbackSettings, Means, Service};
use crate::duties::Unit;
use crate::time::{Calendar, Instant, Zone};
use crate::{CaseId, CaseKey, PlaceId, Text, UnitCode};

/// What somebody does to a case: `{"action": "assign", …}`. What a person may leave out by mistake is
/// an `Option`, so that the refusal can say what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// Takes it on: it will be handled.
    Screen {
        /// What is told with it, if anything.
        #[serde(default)]
        text: Text,
    },
    /// Merges it into another case about the same matter. [`Context::other`] is that case.
    Merge {
        /// The other case.
        into: CaseKey,
        /// What is told with it, if anything.
        #[serde(default)]
        text: Text,
    },
    /// Refers it to another channel.
    Refer {
        /// The unit, if it is one of the city's.
        #[serde(default)]
        to: Option<UnitCode>,
        /// To whom, and how to go on there.
        #[serde(default)]
        text: Text,
    },
    /// Assigns it to a unit.
    Assign {
        /// The unit.
        unit: UnitCode,
        /// Those of it who handle it; anyone of the unit where empty.
        #[serde(default)]
        handlers: Vec<String>,
        /// What is told with it, if anything.
        #[serde(default)]
        text: Text,
    },
    /// Tells what was done.
    Progress {
        /// What.
        #[serde(default)]
        text: Text,
    },
    /// Stops the clock.
    Pause {
        /// Why.
        #[serde(default)]
        reason: Option<PauseReason>,
        /// What is told with it, if anything.
        #[serde(default)]
        text: Text,
    },
    /// Lets the clock run again.
    Resume {
        /// What is told with it, if anything.
        #[serde(default)]
        text: Text,
    },
    /// Answers it, or answers it anew.
    Answer {
        /// The answer.
        #[serde(default)]
        text: Text,
        /// What it rests on.
        #[serde(default)]
        basis: Vec<Reference>,
    },
    /// Closes it.
    Close {
        /// Why.
        #[serde(default)]
        reason: Option<CloseReason>,
        /// Its class.
        #[serde(default)]
        means: Option<Means>,
        /// Why it is of that class.
        #[serde(default)]
        ground: Text,
    },
    /// Reopens it.
    Reopen {
        /// Why, for the staff.
        #[serde(default)]
        note: String,
    },
    /// Contests the closing.
    Contest {
        /// Why.
        #[serde(default)]
        ground: Option<ContestGround>,
        /// The same in words.
        #[serde(default)]
        text: String,
    },
    /// Adds something.
    Remark {
        /// What; may be empty where there are photos.
        #[serde(default)]
        text: String,
        /// How many photos come with it.
        #[serde(default)]
        photos: u32,
    },
    /// Rates the answer, or rates it anew.
    Rate {
        /// 1 to 5.
        score: u8,
        /// What is said with it, if anything.
        #[serde(default)]
        comment: String,
    },
    /// Withdraws it.
    Withdraw {},
    /// Notes something for the staff.
    Note {
        /// What.
        #[serde(default)]
        text: String,
    },
    /// Drafts the public version.
    Redact {
        /// Its title.
        #[serde(default)]
        title: Text,
        /// What happened, without personal data.
        #[serde(default)]
        description: Text,
        /// What the person wrote that is left out.
        #[serde(default)]
        left_out: Vec<Slot>,
    },
    /// Clears all that is public so far, with this public version.
    Clear(PublicVersion),
    /// Publishes it as it was cleared.
    Publish {
        /// The identifier of the published case: the one it has, or a new one.
        id: CaseId,
    },
    /// Does not publish it, or takes it back.
    Withhold {
        /// Why.
        #[serde(default)]
        reason: Option<WithheldReason>,
        /// The same in words, for the staff.
        #[serde(default)]
        note: String,
    },
    /// Classifies it again after an audit.
    Reclassify {
        /// The class it has from now on.
        #[serde(default)]
        means: Option<Means>,
        /// Why.
        #[serde(default)]
        ground: Text,
    },
    /// Says what it led to.
    Link {
        /// What.
        to: Reference,
    },
    /// Deletes texts after the promised time.
    DeleteTexts {
        /// Which.
        slots: Vec<Slot>,
    },
    /// Counts it in a group that is being published.
    Group {
        /// The group.
        group: GroupId,
    },
}

impl Action {
    /// The kind of event it comes to.
    pub fn kind(&self) -> EventKind {
        match self {
            Self::Screen { .. } => EventKind::Screened,
            Self::Merge { .. } => EventKind::MergedInto,
            Self::Refer { .. } => EventKind::Referred,
            Self::Assign { .. } => EventKind::Assigned,
            Self::Progress { .. } => EventKind::Progress,
            Self::Pause { .. } => EventKind::Paused,
            Self::Resume { .. } => EventKind::Resumed,
            Self::Answer { .. } => EventKind::Answered,
            Self::Close { .. } => EventKind::Closed,
            Self::Reopen { .. } => EventKind::Reopened,
            Self::Contest { .. } => EventKind::Contested,
            Self::Remark { .. } => EventKind::Remark,
            Self::Rate { .. } => EventKind::Rated,
            Self::Withdraw {} => EventKind::Withdrawn,
            Self::Note { .. } => EventKind::Noted,
            Self::Redact { .. } => EventKind::Redacted,
            Self::Clear { .. } => EventKind::Cleared,
            Self::Publish { .. } => EventKind::Published,
            Self::Withhold { .. } => EventKind::Withheld,
            Self::Reclassify { .. } => EventKind::Reclassified,
            Self::Link { .. } => EventKind::LedTo,
            Self::DeleteTexts { .. } => EventKind::TextsDeleted,
            Self::Group { .. } => EventKind::Grouped,
        }
    }
}

/// The public version of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicVersion {
    /// Its title.
    #[serde(default)]
    pub title: Text,
    /// What happened, without personal data.
    #[serde(default)]
    pub description: Text,
    /// The place it is about, if any.
    #[serde(default)]
    pub place: Option<PlaceId>,
    /// What else it is about.
    #[serde(default)]
    pub about: Vec<Reference>,
    /// What the person wrote that is left out.
    #[serde(default)]
    pub left_out: Vec<Slot>,
    /// The photos that may be public, counted from 0.
    #[serde(default)]
    pub photos: Vec<u32>,
    /// Each part that looks like personal data and is none, as it is written.
    #[serde(default)]
    pub not_personal: Vec<String>,
}

/// What has to be known to decide on an action.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The case's own key.
    pub key: &'a CaseKey,
    /// The time.
    pub now: Instant,
    /// The city's clocks.
    pub zone: &'a Zone,
    /// The city's calendar.
    pub calendar: &'a Calendar,
    /// The city's settings of feedback.
    pub settings: &'a FeedbackSettings,
    /// The case's kind; `None` where the city no longer has it.
    pub service: Option<&'a Service>,
    /// The city's units.
    pub units: &'a [Unit],
    /// The case that this one is to be merged into; `None` where there is none of that key.
    pub other: Option<&'a State>,
}
