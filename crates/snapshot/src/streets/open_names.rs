//! The files that keep their names, for people who take them away and programs that subscribe to them.

use civic::published::name;
use civic::{PlaceId, UnitCode};
use routes::tree::{Format, OPEN_FOLDER, SHEETS_FOLDER, TreePath};

/// The directories of the snapshot whose files are copied, with their formats.
const COPIED: [(&str, Format); 2] = [
    (name::CALENDARS_DIR, Format::Calendar),
    (name::FEEDS_DIR, Format::Json),
];

/// The path of the copy of a file with this logical name; `None` if it has none.
pub fn copy_of(logical: &str) -> Option<String> {
    let feed = match logical {
        name::CASES_FEED => Some(Format::Json),
        name::CASES_ATOM => Some(Format::Atom),
        _ => None,
    };
    if let Some(format) = feed {
        return Some(TreePath::CasesFeed { format }.to_string());
    }
    if let Some(sheet) = logical.strip_prefix(name::SHEETS_DIR) {
        let path = match sheet.split_once('/') {
            None => match logical {
                name::DATA_PACKAGE | name::CATALOGUE => format!("{OPEN_FOLDER}/{sheet}"),
                _ => format!("{OPEN_FOLDER}/{SHEETS_FOLDER}/{sheet}"),
            },
            Some(_) => format!("{OPEN_FOLDER}/{sheet}"),
        };
        return Some(TreePath::parse(&path)?.to_string());
    }
    if let Some(unit) = logical.strip_prefix(name::DUTIES_DIR) {
        let path = TreePath::duty_list(&UnitCode::from(unit), Format::Json)?;
        return Some(path.to_string());
    }
    let (place, format) = COPIED
        .iter()
        .find_map(|(directory, format)| Some((logical.strip_prefix(directory)?, *format)))?;
    let path = TreePath::street(&PlaceId::from(place), format)?;
    Some(path.to_string())
}
