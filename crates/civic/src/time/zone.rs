//! The city's time zone as an explicit list of UTC offset changes.

use serde::{Deserialize, Serialize};

use crate::time::instant::{Instant, Local, Timestamp};

/// A change of a zone's UTC offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    /// The instant of the change, seconds since the epoch.
    pub at: i64,
    /// The UTC offset from then on, in minutes.
    pub offset_minutes: i16,
}

/// The city's time zone. Its changes are listed at publication, so that readers need no time zone
/// database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// The IANA name, such as `Asia/Shanghai`.
    pub name: String,
    /// The UTC offset before the first change, in minutes.
    pub offset_minutes: i16,
    /// The changes, in chronological order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transitions: Vec<Transition>,
}

impl Zone {
    /// A zone with a fixed offset.
    pub fn fixed(name: &str, offset_minutes: i16) -> Self {
        Self {
            name: name.to_owned(),
            offset_minutes,
            transitions: Vec::new(),
        }
    }

    /// The UTC offset at an instant, in minutes.
    pub fn offset_at(&self, instant: Instant) -> i16 {
        let after = self.transitions.partition_point(|t| t.at <= instant.0);
        after
            .checked_sub(1)
            .and_then(|i| self.transitions.get(i))
            .map_or(self.offset_minutes, |t| t.offset_minutes)
    }

    /// The local time at an instant.
    pub fn local(&self, instant: Instant) -> Local {
        Local::from_local_seconds(instant.0 + i64::from(self.offset_at(instant)) * 60)
    }

    /// The first instant with this local time or, if a change skips it, the instant of that change.
    pub fn instant(&self, local: Local) -> Instant {
        self.instant_at(local.local_seconds())
    }

    /// Like [`Zone::instant`], for seconds since 1970-01-01T00:00:00 local time.
    pub(crate) fn instant_at(&self, wanted: i64) -> Instant {
        let mut offset = self.offset_minutes;
        for transition in &self.transitions {
            let candidate = wanted - i64::from(offset) * 60;
            if candidate < transition.at {
                return Instant(candidate);
            }
            let after = wanted - i64::from(transition.offset_minutes) * 60;
            if after < transition.at {
                return Instant(transition.at);
            }
            offset = transition.offset_minutes;
        }
        Instant(wanted - i64::from(offset) * 60)
    }

    /// The second instant with this local time, if the clocks are set back over it.
    pub fn second_instant(&self, local: Local) -> Option<Instant> {
        let first = self.instant(local);
        self.transitions
            .iter()
            .filter(|t| t.at > first.0)
            .find_map(|t| {
                let again = Instant(local.local_seconds() - i64::from(t.offset_minutes) * 60);
                (again > first && self.local(again) == local).then_some(again)
            })
    }

    /// The instant as a timestamp with the UTC offset in force.
    pub fn timestamp(&self, instant: Instant) -> Timestamp {
        Timestamp {
            instant,
            offset_minutes: self.offset_at(instant),
        }
    }
}
