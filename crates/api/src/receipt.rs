//! The answer to what a person sent.

use civic::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The receipt 回执 of an accepted submission (POST `requests.json`, HTTP 201; 200 where the same had
/// been sent under the same idempotency key). It is given only once the case is durable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// GeoReport: the token by which the case is followed. Whoever has it can read the case, and it
    /// is shown this once: the server keeps only its hash.
    pub token: String,
    /// GeoReport: what the person should know.
    pub service_notice: String,
    /// The same in English.
    pub service_notice_en: String,
    /// By when an answer is promised, the last second of that day; `None` where no day is promised.
    #[serde(default)]
    pub expected_datetime: Option<Timestamp>,
}
