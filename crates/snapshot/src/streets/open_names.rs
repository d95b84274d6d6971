//! The files that keep their names, for programs that subscribe to them.

use std::collections::BTreeMap;

use civic::PlaceId;
use civic::published::name;
use routes::tree::{Format, TreePath};

use crate::file_set::Files;

/// The directories of the snapshot whose files are copied, with their formats.
const COPIED: [(&str, Format); 2] = [
    (name::CALENDARS_DIR, Format::Calendar),
    (name::FEEDS_DIR, Format::Json),
];

/// The bytes of each file that keeps its name, by its path in the tree.
pub type Copies = BTreeMap<String, Vec<u8>>;

/// The files that keep their names, from the files of a snapshot.
pub fn copies(files: &Files) -> Copies {
    let copy = |(name, bytes): (&String, &Vec<u8>)| Some((copy_of(name)?, bytes.clone()));
    files.iter().filter_map(copy).collect()
}

/// The path of the copy of a file with this logical name; `None` if it has none.
pub fn copy_of(logical: &str) -> Option<String> {
    let (place, format) = COPIED
        .iter()
        .find_map(|(directory, format)| Some((logical.strip_prefix(directory)?, *format)))?;
    let path = TreePath::street(&PlaceId::from(place), format)?;
    Some(path.to_string())
}
