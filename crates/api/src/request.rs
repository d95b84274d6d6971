//! A published case, as GeoReport has it.

use civic::cases::Stage;
use civic::time::Timestamp;
use civic::{CaseId, PlaceId, ServiceCode, open_enum};
use serde::{Deserialize, Serialize};

use crate::Degrees;

open_enum! {
    /// Whether a case is being worked on.
    Status {
        /// It is.
        Open = "open";
        /// It has ended.
        Closed = "closed";
    }
}

/// A published case 诉求, cleared of anything personal (GET `requests.json`, `requests/{id}.json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// GeoReport: its identifier.
    pub service_request_id: CaseId,
    /// GeoReport: open or closed.
    pub status: Status,
    /// GeoReport: the public answer; empty until there is one.
    #[serde(default)]
    pub status_notes: String,
    /// The same in English.
    #[serde(default)]
    pub status_notes_en: String,
    /// The stage 办理阶段 it has reached.
    pub stage: Stage,
    /// GeoReport: what the kind of feedback is called; empty where the city no longer has it.
    #[serde(default)]
    pub service_name: String,
    /// The same in English.
    #[serde(default)]
    pub service_name_en: String,
    /// GeoReport: the kind of feedback.
    pub service_code: ServiceCode,
    /// GeoReport: what it is about.
    pub description: String,
    /// The same in English.
    #[serde(default)]
    pub description_en: String,
    /// GeoReport: when it was opened. Only the day is published, so it is the beginning of that day
    /// in the city.
    pub requested_datetime: Timestamp,
    /// GeoReport: when something was last done about it, likewise; of a closed case, when it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_datetime: Option<Timestamp>,
    /// GeoReport: where it is, in words; empty where it is about no place.
    #[serde(default)]
    pub address: String,
    /// The same in English.
    #[serde(default)]
    pub address_en: String,
    /// GeoReport: the identifier of the published place that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_id: Option<PlaceId>,
    /// GeoReport: the latitude of that place. Written, never read back: see [`Degrees`].
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub lat: Option<Degrees>,
    /// GeoReport: its longitude, likewise.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub long: Option<Degrees>,
}
