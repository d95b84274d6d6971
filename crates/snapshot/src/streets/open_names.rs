//! The names of the files that keep theirs, for programs that subscribe to them.

use std::collections::BTreeMap;

use civic::PlaceId;
use civic::published::name;

use crate::file_set::Files;

/// The folder of files that keep their name.
pub const OPEN: &str = "open";

/// The kinds of files: the directory of the snapshot, and the ending of the name that stays.
const KINDS: [(&str, &str); 2] = [(name::CALENDARS_DIR, "ics"), (name::FEEDS_DIR, "json")];

/// The bytes of each file that keeps its name, by its path.
pub type Copies = BTreeMap<String, Vec<u8>>;

/// The path of a street's file that keeps its name.
pub(super) fn open_path(place: &PlaceId, extension: &str) -> String {
    format!("{OPEN}/streets/{place}.{extension}")
}

/// The files that keep their names, from the files of a snapshot.
pub fn copies(files: &Files) -> Copies {
    let copy = |(name, bytes): (&String, &Vec<u8>)| {
        let (place, extension) = KINDS
            .iter()
            .find_map(|(dir, extension)| Some((name.strip_prefix(dir)?, extension)))?;
        let path = open_path(&PlaceId::from(place), extension);
        Some((path, bytes.clone()))
    };
    files.iter().filter_map(copy).collect()
}
