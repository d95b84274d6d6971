//! Keeps data on the phone for offline use: files that were read, and all files of the districts
//! that the visitor chose, always from a single snapshot.
//!
//! The service worker (`public/sw.js`) stores files by their hash and knows no names. This module
//! stores the names, and sends the worker the list of files they stand for. A manifest is stored
//! only once all of these are kept, so that an offline start never finds a snapshot that lacks
//! files the previous one had.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::time::Duration;

use civic::UnitCode;
use civic::published::{Entry, Manifest, PlaceIndex, name};
use leptos::prelude::*;

use super::error::DataError;
use super::keys;
use super::locator::Locator;
use super::tree::Tree;
use crate::dom::property;
use crate::http;
use crate::json::from_slice;
use crate::reactive::spawn;
use crate::storage::{self, lines};

/// How many resources are remembered; the least recently read ones are dropped.
const MAX_LOOKED: usize = 60;
/// How many parts of the indexes are remembered. They depend on what is typed, a few for each query,
/// and may not displace the pages that were read.
const MAX_SEARCHED: usize = 16;
/// The files that every place needs, to be found and answered for.
const EVERYWHERE: [&str; 3] = [name::HOME, name::CITY, name::PLACES];
/// What is kept although nobody has asked for it yet, where it is small: with it the search for a
/// street, the goods and the form work without a network after a visit to any page.
const BEGINNING: [&str; 4] = [name::HOME, name::CITY, name::PLACES, name::FEEDBACK];
/// The size up to which a file is small, in bytes.
const SMALL: u64 = 64 * 1024;

/// How long after a file was read everything is kept.
const PAUSE: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Idle,
    Busy,
    Again,
}

thread_local! {
    static WORK: Cell<Work> = const { Cell::new(Work::Idle) };
}

/// Whether a service worker controls this page and can keep files.
pub fn can_keep() -> bool {
    property(
        &property(&window().navigator(), "serviceWorker"),
        "controller",
    )
    .is_truthy()
}

/// Whether a district is kept whole.
pub fn is_kept(district: &UnitCode) -> bool {
    lines(keys::DISTRICTS).contains(&district.0)
}

/// The resources of all places of a district 区, whose units' codes start with the district's.
fn locators_of_district(district: &UnitCode, index: &PlaceIndex) -> Vec<Locator> {
    let places = index.places.iter();
    places
        .filter(|place| place.unit.0.starts_with(district.as_str()))
        .map(|place| Locator::Place(place.id.clone()))
        .collect()
}

/// The resources of the small files that every visit may begin with.
fn beginning(manifest: &Manifest) -> impl Iterator<Item = Locator> {
    let is_small = |name: &&str| {
        manifest
            .files
            .get(*name)
            .is_some_and(|file| file.size <= SMALL)
    };
    let names = BEGINNING.into_iter().filter(is_small);
    names.map(|name| Locator::Name(name.to_owned()))
}

/// Stores a manifest and keeps the previous one, since another file of the new one may still turn
/// out to be damaged.
fn keep(text: &str) {
    let kept = storage::get(keys::MANIFEST).unwrap_or_default();
    if kept != text {
        storage::set(keys::MANIFEST_BEFORE, &kept);
        storage::set(keys::MANIFEST, text);
    }
}

impl Tree {
    /// Records that a file of the current manifest was good; `fresh` if it was not read before.
    pub(super) fn note(self, locator: &Locator, fresh: bool) {
        let name = locator.to_string();
        if fresh {
            let indexes = [name::SEARCH_DIR, name::NAMES_DIR];
            let is_of_index = indexes.iter().any(|directory| name.starts_with(directory));
            let (key, most) = if is_of_index {
                (keys::SEARCHED, MAX_SEARCHED)
            } else {
                (keys::LOOKED, MAX_LOOKED)
            };
            let mut names = lines(key);
            names.retain(|known| *known != name);
            names.insert(0, name);
            names.truncate(most);
            storage::set(key, &names.join("\n"));
        }
        let text = self.text.get_value();
        if !can_keep() {
            keep(&text);
        } else if fresh || storage::get(keys::MANIFEST) != Some(text) {
            self.renew();
        }
    }

    /// Keeps what was read as soon as a worker takes control, as `public/offline.js` reports.
    pub fn follow_worker(self) {
        // The listener is never removed: it lives as long as the program.
        let _ = window_event_listener_untyped("mingdan-worker", move |_| self.renew());
    }

    /// Starts keeping everything for the current manifest, one run at a time.
    pub(super) fn renew(self) {
        if WORK.replace(Work::Again) == Work::Idle {
            let keep = move || {
                spawn(async move {
                    while WORK.replace(Work::Busy) == Work::Again {
                        // A failure is retried when the next file is read.
                        let _ = self.keep_all().await;
                    }
                    WORK.set(Work::Idle);
                });
            };
            // What was read is shown first.
            set_timeout(keep, PAUSE);
        }
    }

    pub(super) async fn keep_all(self) -> Result<(), DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let text = self.text.get_value();
        let looked = [lines(keys::LOOKED), lines(keys::SEARCHED)].concat();
        let mut locators: Vec<Locator> = looked.iter().map(|text| Locator::read(text)).collect();
        for district in lines(keys::DISTRICTS) {
            locators.extend(self.locators(&manifest, &UnitCode(district)).await?);
        }
        locators.extend(beginning(&manifest));
        let entries = self.entries(&manifest, &locators).await?;
        let body = entries.keys().fold(String::new(), |body, path| {
            body + &routes::tree::url(path) + "\n"
        });
        let reply = http::put_kept(&body)
            .await
            .map_err(|_| DataError::Offline)?;
        if reply.status != 204 {
            return Err(DataError::Status(reply.status));
        }
        keep(&text);
        Ok(())
    }

    pub(super) async fn locators(
        self,
        manifest: &Manifest,
        district: &UnitCode,
    ) -> Result<Vec<Locator>, DataError> {
        let entry = manifest.files.get(name::PLACES).ok_or(DataError::Absent)?;
        let index: PlaceIndex = from_slice(&self.checked(entry).await?)?;
        let mut locators = locators_of_district(district, &index);
        if !locators.is_empty() {
            locators.extend(EVERYWHERE.map(|name| Locator::Name(name.to_owned())));
        }
        Ok(locators)
    }

    /// The files of these resources and of the paths to them, by path; resources that are no longer
    /// published are skipped.
    pub(super) async fn entries(
        self,
        manifest: &Manifest,
        locators: &[Locator],
    ) -> Result<BTreeMap<String, Entry>, DataError> {
        let mut entries = BTreeMap::new();
        for locator in locators {
            match self.path_to(manifest, locator).await {
                Ok(path) => {
                    entries.extend(path.into_iter().map(|entry| (entry.path.clone(), entry)));
                }
                Err(DataError::Absent) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(entries)
    }

    /// The files that a district needs offline, by path; none if it has no places.
    pub async fn district(self, district: &UnitCode) -> Result<BTreeMap<String, Entry>, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let locators = self.locators(&manifest, district).await?;
        self.entries(&manifest, &locators).await
    }

    /// Starts or stops keeping a district whole.
    pub async fn keep_district(self, district: &UnitCode, wanted: bool) -> Result<(), DataError> {
        let mut districts = lines(keys::DISTRICTS);
        districts.retain(|known| *known != district.0);
        let before = districts.clone();
        if wanted {
            districts.push(district.0.clone());
        }
        storage::set(keys::DISTRICTS, &districts.join("\n"));
        let kept = self.keep_all().await;
        if kept.is_err() && wanted {
            storage::set(keys::DISTRICTS, &before.join("\n"));
        }
        // A run that began before may send its older list after this one.
        if WORK.get() != Work::Idle {
            self.renew();
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use civic::places::{Grade, PlaceSummary, Side};

    use super::*;

    #[test]
    fn a_district_needs_the_places_of_its_offices() {
        let place = |id: &str, unit: &str| PlaceSummary {
            id: id.into(),
            name: civic::Text::default(),
            section: civic::Text::default(),
            side: Side::Both,
            grade: Grade::Guided,
            unit: unit.into(),
            pinyin: String::new(),
            aliases: Vec::new(),
            folded: Vec::new(),
            at: None,
        };
        let places = vec![
            place("A", "630102001"),
            place("B", "630103"),
            place("C", "630103001"),
        ];
        let index = PlaceIndex { places };
        let of = |code: &str| locators_of_district(&code.into(), &index);
        assert_eq!(
            of("630103"),
            [Locator::Place("B".into()), Locator::Place("C".into())]
        );
        assert_eq!(of("630102"), [Locator::Place("A".into())]);
        assert!(of("630106").is_empty());
    }

    #[test]
    fn a_locator_round_trips_as_text() {
        for locator in [
            Locator::Place("S-001".into()),
            Locator::Name("duties/630103001".to_owned()),
        ] {
            assert_eq!(Locator::read(&locator.to_string()), locator);
        }
    }
}
