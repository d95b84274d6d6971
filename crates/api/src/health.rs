//! Whether the server does its work.

use civic::open_enum;
use serde::{Deserialize, Serialize};

open_enum! {
    /// Whether the server does its work.
    HealthStatus {
        /// It does (HTTP 200).
        Ok = "ok";
        /// Something is failing (HTTP 503); the log says what.
        Failing = "failing";
    }
}

/// The answer of the health check (GET `/healthz`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// The whole.
    pub status: HealthStatus,
    /// The number of the snapshot that is served; `None` where no tree can be read.
    pub sequence: Option<u64>,
    /// True where feedback can be stored.
    pub store: bool,
}
