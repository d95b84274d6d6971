//! What happens to a case. No event holds free text.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::{PauseReason, Reference, Slot, WithheldReason};
use crate::cases::grouped::GroupId;
use crate::cases::{Answer, CloseReason, ContestGround, Means, Publication};
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{CaseId, CaseKey, PlaceId, ServiceCode, UnitCode};

open_enum! {
    /// What kind of event it is 环节.
    EventKind {
        /// It came in.
        Received = "received", "收到", "Received";
        /// Somebody looked at it, and it will be handled.
        Screened = "screened", "受理", "Screened";
        /// It was merged into another case.
        MergedInto = "merged_into", "并单", "Merged";
        /// It was referred to another channel.
        Referred = "referred", "引导到其他渠道", "Referred elsewhere";
        /// It was assigned to a unit.
        Assigned = "assigned", "转办", "Assigned";
        /// Something was done about it.
        Progress = "progress", "办理", "Worked on";
        /// Its clock was stopped.
        Paused = "paused", "停钟", "Clock stopped";
        /// Its clock runs again.
        Resumed = "resumed", "续钟", "Clock runs again";
        /// It was answered.
        Answered = "answered", "答复", "Answered";
        /// It was closed.
        Closed = "closed", "办结", "Closed";
        /// It was reopened by a reviewer.
        Reopened = "reopened", "重新办理", "Reopened";
        /// Its closing was contested, which reopens it.
        Contested = "contested", "要求再办", "Contested";
        /// The holder of the receipt added something.
        Remark = "remark", "补充", "Remark";
        /// The holder of the receipt rated the answer.
        Rated = "rated", "评价", "Rated";
        /// The holder of the receipt withdrew it.
        Withdrawn = "withdrawn", "撤回", "Withdrawn";
        /// A note between members of staff.
        Noted = "noted", "内部备注", "Internal note";
        /// A public version was drafted.
        Redacted = "redacted", "去掉个人信息", "Redacted";
        /// A public version was cleared for publication.
        Cleared = "cleared", "审核公开", "Cleared for publication";
        /// It was published.
        Published = "published", "公布", "Published";
        /// It is not published.
        Withheld = "withheld", "不公布", "Withheld";
        /// Texts were deleted after the promised time.
        TextsDeleted = "texts_deleted", "到期删除原文", "Texts deleted";
        /// Its 721 class was changed after an audit.
        Reclassified = "reclassified", "重新归类", "Classified again";
        /// It led to something that is published.
        LedTo = "led_to", "促成", "Led to";
        /// It was counted in a published group.
        Grouped = "grouped", "成组计入", "Counted in a group";
    }
}

/// How a case came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The kind of feedback.
    pub service: ServiceCode,
    /// How it would be made public when it was sent. Later settings never make it more public.
    #[serde(default)]
    pub publication: Publication,
    /// The last day for the answer, as promised; `None` where no day was promised.
    #[serde(default)]
    pub due: Option<Date>,
    /// Whether the scan suspected personal data in what was written.
    #[serde(default)]
    pub needs_clearing: bool,
    /// What was chosen from the options of the kind's questions. What was typed is in [`Words`].
    ///
    /// [`Words`]: super::Words
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Answer>,
    /// How many photos came with it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub photos: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// An event of a kind that this version does not know: kept as it is and shown, and nothing is
/// concluded from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnknownEvent {
    /// All its members, `kind` among them.
    pub members: Map<String, Value>,
}

/// What happens to a case: `{"kind": "assigned", …}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// It came in. Words: the description, and what else was written.
    Received(Received),
    /// Somebody looked at it, and it will be handled. Words: a step, if any.
    Screened {},
    /// It is the same matter as another, and goes on there. Words: a step, if any.
    MergedInto {
        /// The other case.
        into: CaseKey,
    },
    /// It belongs to another channel. Words: the referral.
    Referred {
        /// The unit it is referred to, if it is one of the city's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<UnitCode>,
    },
    /// A unit has to handle it. Words: a step, if any.
    Assigned {
        /// The unit.
        unit: UnitCode,
        /// Those of it who handle it, by the names they sign in with; anyone of the unit where empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        handlers: Vec<String>,
    },
    /// Something was done about it. Words: a step.
    Progress {},
    /// The clock is stopped. Words: a step, if any.
    Paused {
        /// Why.
        reason: PauseReason,
    },
    /// The clock runs again. Words: a step, if any.
    Resumed {},
    /// It is answered. Words: the answer.
    Answered {
        /// What the answer rests on 依据.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        basis: Vec<Reference>,
    },
    /// It is closed. Words: the ground of its class.
    Closed {
        /// Why.
        reason: CloseReason,
        /// Its class under the 721 method.
        means: Means,
    },
    /// A reviewer reopened it. Words: a note.
    Reopened {
        /// The last day for a new answer; `None` where no day is promised.
        #[serde(default)]
        due: Option<Date>,
    },
    /// The holder of the receipt contested the closing, and it is handled again by another person.
    /// Words: the contest.
    Contested {
        /// Why.
        ground: ContestGround,
        /// The last day for a new answer; `None` where no day is promised.
        #[serde(default)]
        due: Option<Date>,
    },
    /// The holder of the receipt added something. Words: the remark, unless there are only photos.
    Remark {
        /// How many photos came with it.
        #[serde(default, skip_serializing_if = "is_zero")]
        photos: u32,
    },
    /// The holder of the receipt rated the answer. Words: a comment, if any.
    Rated {
        /// 1 to 5.
        score: u8,
    },
    /// The holder of the receipt withdrew it.
    Withdrawn {},
    /// A note between members of staff. Words: the note.
    Noted {},
    /// A public version was drafted. Words: its title and description.
    Redacted {
        /// What the person wrote that the public version leaves out.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        left_out: Vec<Slot>,
    },
    /// All that is public so far was cleared. Words: title and description of the public version, and
    /// each part that looks like personal data and is none.
    Cleared {
        /// The place it is about, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<PlaceId>,
        /// What else it is about.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        about: Vec<Reference>,
        /// What the person wrote that the public version leaves out.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        left_out: Vec<Slot>,
        /// The photos that may be public, counted from 0 in the order in which they came.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        photos: Vec<u32>,
    },
    /// It was published as it was cleared.
    Published {
        /// The identifier of the published case.
        id: CaseId,
    },
    /// It is not published, or no longer. Words: a note, if any.
    Withheld {
        /// Why.
        reason: WithheldReason,
    },
    /// Texts were deleted.
    TextsDeleted {
        /// Which.
        slots: Vec<Slot>,
    },
    /// Its 721 class was changed after an audit. Words: the ground.
    Reclassified {
        /// The class it has from now on.
        means: Means,
    },
    /// It led to something that is published.
    LedTo {
        /// What.
        to: Reference,
    },
    /// It was counted in a published group.
    Grouped {
        /// The group.
        group: GroupId,
    },
    /// Something that a newer version wrote.
    #[serde(skip)]
    Unknown(UnknownEvent),
}

impl Event {
    /// What kind of event it is.
    pub fn kind(&self) -> EventKind {
        match self {
            Self::Received(_) => EventKind::Received,
            Self::Screened {} => EventKind::Screened,
            Self::MergedInto { .. } => EventKind::MergedInto,
            Self::Referred { .. } => EventKind::Referred,
            Self::Assigned { .. } => EventKind::Assigned,
            Self::Progress {} => EventKind::Progress,
            Self::Paused { .. } => EventKind::Paused,
            Self::Resumed {} => EventKind::Resumed,
            Self::Answered { .. } => EventKind::Answered,
            Self::Closed { .. } => EventKind::Closed,
            Self::Reopened { .. } => EventKind::Reopened,
            Self::Contested { .. } => EventKind::Contested,
            Self::Remark { .. } => EventKind::Remark,
            Self::Rated { .. } => EventKind::Rated,
            Self::Withdrawn {} => EventKind::Withdrawn,
            Self::Noted {} => EventKind::Noted,
            Self::Redacted { .. } => EventKind::Redacted,
            Self::Cleared { .. } => EventKind::Cleared,
            Self::Published { .. } => EventKind::Published,
            Self::Withheld { .. } => EventKind::Withheld,
            Self::TextsDeleted { .. } => EventKind::TextsDeleted,
            Self::Reclassified { .. } => EventKind::Reclassified,
            Self::LedTo { .. } => EventKind::LedTo,
            Self::Grouped { .. } => EventKind::Grouped,
            Self::Unknown(unknown) => {
                EventKind::Unknown(kind_of(&unknown.members).unwrap_or_default().to_owned())
            }
        }
    }
}

fn kind_of(members: &Map<String, Value>) -> Option<&str> {
    members.get("kind").and_then(Value::as_str)
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown(unknown) => unknown.serialize(serializer),
            known => Self::serialize(known, serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;

        let members = Map::<String, Value>::deserialize(deserializer)?;
        let kind = kind_of(&members).ok_or_else(|| D::Error::missing_field("kind"))?;
        // A known kind with members that cannot be read is an error, never an unknown event.
        if matches!(EventKind::from_code(kind), EventKind::Unknown(_)) {
            return Ok(Self::Unknown(UnknownEvent { members }));
        }
        Self::deserialize(Value::Object(members)).map_err(D::Error::custom)
    }
}
