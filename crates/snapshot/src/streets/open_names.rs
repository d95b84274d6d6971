//! The files that keep their names, for programs that subscribe to them.

use civic::PlaceId;
use civic::published::name;
use routes::tree::{Format, TreePath};

/// The directories of the snapshot whose files are copied, with their formats.
const COPIED: [(&str, Format); 2] = [
    (name::CALENDARS_DIR, Format::Calendar),
    (name::FEEDS_DIR, Format::Json),
];

/// The path of the copy of a file with this logical name; `None` if it has none.
pub fn copy_of(logical: &str) -> Option<String> {
    let (place, format) = COPIED
        .iter()
        .find_map(|(directory, format)| Some((logical.strip_prefix(directory)?, *format)))?;
    let path = TreePath::street(&PlaceId::from(place), format)?;
    Some(path.to_string())
}
