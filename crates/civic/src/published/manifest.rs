//! `manifest.json`: one snapshot and its files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::time::{Timestamp, Zone};

/// The version of the published format. It is incremented only if an old reader would misread a
/// newer tree.
pub const FORMAT: u32 = 1;

/// One file of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its content-addressed path in the tree: `f/<first 32 hex digits of its SHA-256>.json`, or
    /// `.ics` for a calendar.
    pub path: String,
    /// Its SHA-256, 64 hex digits.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

/// The snapshot before this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previous {
    /// Its sequence number.
    pub sequence: u64,
    /// The SHA-256 of its manifest, archived as `manifests/<sequence>.json`.
    pub sha256: String,
}

/// The licence of the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Its name.
    pub name: Text,
    /// Where to read it.
    pub url: String,
}

/// `manifest.json`: one snapshot 发布版本.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the published format, [`FORMAT`].
    pub format: u32,
    /// The sequence number of the snapshot, from 1.
    pub sequence: u64,
    /// When it was published.
    pub published_at: Timestamp,
    /// The previous snapshot; `None` for the first.
    pub previous: Option<Previous>,
    /// The city's short name.
    pub city: String,
    /// The city's name.
    pub city_name: Text,
    /// Set if the city is a sample, whose rules are made up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
    /// The city's time zone.
    pub time_zone: Zone,
    /// The licence of the data.
    pub licence: Licence,
    /// The top-level files by their logical name.
    pub files: BTreeMap<String, Entry>,
}

/// An earlier snapshot, whose manifest is archived as `manifests/<sequence>.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Its sequence number.
    pub sequence: u64,
    /// When it was published.
    pub published_at: Timestamp,
    /// The SHA-256 of its manifest.
    pub sha256: String,
}
