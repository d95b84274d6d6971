//! A case as the person who reported it follows it.

use civic::cases::Stage;
use civic::time::Timestamp;
use civic::{CaseId, ServiceCode, Text};
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
    /// The stages it went through, oldest first.
    #[serde(default)]
    pub history: Vec<StageChange>,
    /// The answer 答复; `None` until there is one.
    #[serde(default)]
    pub answer: Option<Text>,
}

/// One step of a case's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageChange {
    /// The stage that it reached.
    pub stage: Stage,
    /// When.
    pub at: Timestamp,
}
