//! A case as the person who reported it follows it.

use civic::cases::{CloseReason, ContestGround, Means, Stage};
use civic::time::Timestamp;
use civic::{CaseId, ServiceCode, Text, open_enum};
use serde::{Deserialize, Serialize};

use crate::{Degrees, Status};

/// A case 诉求 by its receipt (GET `tokens/{token}.json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// GeoReport: the token that was asked for.
    pub token: String,
    /// GeoReport: the identifier of the published case; `None` until it is published.
    #[serde(default)]
    pub service_request_id: Option<CaseId>,
    /// Open or closed.
    pub status: Status,
    /// The stage 办理阶段 it has reached.
    pub stage: Stage,
    /// The kind of feedback.
    pub service_code: ServiceCode,
    /// What the kind is called; empty where the city no longer has it.
    #[serde(default)]
    pub service_name: String,
    /// The same in English.
    #[serde(default)]
    pub service_name_en: String,
    /// GeoReport: the latitude of the point that was sent. Written, never read back: see
    /// [`Degrees`].
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub lat: Option<Degrees>,
    /// GeoReport: its longitude, likewise.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub long: Option<Degrees>,
    /// When it was received.
    pub requested_datetime: Timestamp,
    /// When it reached its stage.
    pub updated_datetime: Timestamp,
    /// By when an answer is promised, the last second of that day; `None` where no day is promised.
    #[serde(default)]
    pub expected_datetime: Option<Timestamp>,
    /// True where that day has passed and the case has not ended.
    #[serde(default)]
    pub overdue: bool,
    /// What was done, oldest first.
    #[serde(default)]
    pub history: Vec<CaseStep>,
    /// The answer 答复; `None` until there is one.
    #[serde(default)]
    pub answer: Option<Text>,
    /// What the person wrote, as long as it is kept.
    #[serde(default)]
    pub description: String,
    /// The unit that leads the answer; empty until it is assigned.
    #[serde(default)]
    pub unit: Text,
    /// Why it was closed.
    #[serde(default)]
    pub reason: Option<CloseReason>,
    /// The class under the 721 method, once it is closed.
    #[serde(default)]
    pub means: Option<Means>,
    /// Why it is of that class.
    #[serde(default)]
    pub ground: Text,
    /// What the answer rests on.
    #[serde(default)]
    pub basis: Vec<Basis>,
    /// How many working days were used until it was answered, or until now.
    #[serde(default)]
    pub working_days: Option<u32>,
    /// Until when the closing can be contested, the last second of that day.
    #[serde(default)]
    pub contest_until: Option<Timestamp>,
    /// How the person rated the answer, 1 to 5.
    #[serde(default)]
    pub score: Option<u8>,
    /// What its holder can do now.
    #[serde(default)]
    pub follow_ups: Vec<FollowUpKind>,
}

/// One step of a case's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStep {
    /// What was done.
    pub kind: StepKind,
    /// The stage that the case had reached with it.
    pub stage: Stage,
    /// When.
    pub at: Timestamp,
    /// The unit that did it; empty where it was the person who reported it, or nobody in particular.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub by: Text,
    /// What was said; empty where nothing was, or it is no longer kept.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub text: Text,
}

open_enum! {
    /// What was done in a step.
    StepKind {
        /// It was received, screened, assigned, worked on, merged or reopened: the stage says it.
        Stage = "stage";
        /// Something was said about how it stands.
        Note = "note";
        /// It was answered.
        Answer = "answer";
        /// The clock was stopped, with a reason.
        Paused = "paused";
        /// The clock runs again.
        Resumed = "resumed";
        /// The person who reported it added something.
        Remark = "remark";
        /// They contested the closing.
        Contested = "contested";
        /// They rated the answer.
        Rated = "rated";
        /// Its class under the 721 method was changed.
        Reclassified = "reclassified";
        /// It was published, without anything personal.
        Published = "published";
        /// It is not published.
        Withheld = "withheld";
        /// What the person wrote was deleted after the promised time.
        TextsDeleted = "texts_deleted";
    }
}

/// What an answer rests on 依据.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// What it is called.
    pub title: Text,
    /// Its page on the portal, from the root; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
}

/// What the holder of a receipt does (POST `tokens/{token}/follow_ups.json`). The answer is the case as
/// it is then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// What it is.
    pub kind: FollowUpKind,
    /// What they say; needed for a remark and for contesting a closing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Why a closing is contested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<ContestGround>,
    /// How the answer is rated, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
}

open_enum! {
    /// What the holder of a receipt can do.
    FollowUpKind {
        /// Add something.
        Remark = "remark";
        /// Contest the closing.
        Contest = "contest";
        /// Rate the answer.
        Rate = "rate";
        /// Withdraw the case.
        Withdraw = "withdraw";
    }
}
