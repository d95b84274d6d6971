//! The calendar and the feed of each street of which a rule speaks by name, as files of the
//! snapshot and once more under names that never change, for programs that subscribe to them.

mod feed;
mod icalendar;
mod lines;
mod street;
mod told;
mod zone;

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use civic::PlaceId;
use civic::sources::{CitySettings, Sources};
use civic::time::Timestamp;
use civic::tree::{Manifest, name};

use crate::files::Files;
use crate::publish::{PublishError, read, write_whole};
use street::{City, Moment, Street};

/// The folder of files that keep their name.
pub(crate) const OPEN: &str = "open";

/// The kinds of files: the directory of the snapshot, and the ending of the name that stays.
const KINDS: [(&str, &str); 2] = [(name::CALENDARS_DIR, "ics"), (name::FEEDS_DIR, "json")];

/// The bytes of each file that keeps its name, by its path.
pub(crate) type Copies = BTreeMap<String, Vec<u8>>;

/// The path of a street's file that keeps its name.
fn open_path(place: &PlaceId, extension: &str) -> String {
    format!("{OPEN}/streets/{place}.{extension}")
}

/// The files of all streets. `before` is the tree and manifest in force: what says the same as
/// there keeps the date at which it last changed.
pub(crate) fn make(
    sources: &Sources,
    settings: &CitySettings,
    published_at: Timestamp,
    before: Option<(&Path, &Manifest)>,
) -> Result<Files, serde_json::Error> {
    let city = City::new(sources, settings);
    let moment = Moment {
        published_at,
        sequence: before.map_or(1, |(_, m)| m.sequence + 1),
    };
    let mut files = Files::new();
    for place in sources.places.iter().map(|r| &r.value) {
        let named = city.named.contains_key(&place.id);
        if !named || !is_file_name(place.id.as_str()) {
            continue;
        }
        let street = Street::of(&city, place);
        // A tree without it, or a damaged one, has nothing to keep.
        let published = |directory: &str| {
            let (out, manifest) = before?;
            let name = format!("{directory}{}", place.id);
            read(out, manifest, &name).ok()
        };
        let calendar = published(name::CALENDARS_DIR).and_then(|b| String::from_utf8(b).ok());
        let calendar = icalendar::calendar(&street, &moment, calendar.as_deref());
        files.insert(
            format!("{}{}", name::CALENDARS_DIR, place.id),
            calendar.into_bytes(),
        );
        let feed = feed::feed(&street, &moment, published(name::FEEDS_DIR).as_deref())?;
        files.insert(format!("{}{}", name::FEEDS_DIR, place.id), feed);
    }
    Ok(files)
}

/// True for an identifier that is safe as the name of a file, as all published ones should be.
fn is_file_name(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// The files that keep their names, from the files of a snapshot.
pub(crate) fn copies(files: &Files) -> Copies {
    let copy = |(name, bytes): (&String, &Vec<u8>)| {
        let (place, extension) = KINDS
            .iter()
            .find_map(|(dir, extension)| Some((name.strip_prefix(dir)?, extension)))?;
        let path = open_path(&PlaceId::from(place), extension);
        Some((path, bytes.clone()))
    };
    files.iter().filter_map(copy).collect()
}

/// Writes each file that is missing or another: a publisher may have been killed between them and
/// the manifest.
pub(crate) fn restore(out: &Path, copies: &Copies) -> Result<(), PublishError> {
    for (path, bytes) in copies {
        let path = out.join(path);
        if !fs::read(&path).is_ok_and(|b| b == *bytes) {
            write_whole(&path, bytes)?;
        }
    }
    Ok(())
}

/// Removes the files of streets that are no longer published.
pub(crate) fn prune(out: &Path, copies: &Copies) -> Result<(), PublishError> {
    let folder = out.join(OPEN).join("streets");
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(PublishError::Io(folder, error)),
    };
    for entry in entries.flatten() {
        let file = entry.file_name();
        let known = file
            .to_str()
            .is_some_and(|n| copies.contains_key(&format!("{OPEN}/streets/{n}")));
        if !known {
            let path = entry.path();
            fs::remove_file(&path).map_err(|e| PublishError::Io(path, e))?;
        }
    }
    Ok(())
}
