//! The machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use civic::time::Instant;

/// The instant now. A clock before 1970 counts as 1970.
pub(crate) fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.map_or(0, |since| since.as_secs());
    Instant(i64::try_from(seconds).unwrap_or(i64::MAX))
}
