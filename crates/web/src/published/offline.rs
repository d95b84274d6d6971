//! What is kept on this phone for a time without a network: the files once read, and all those of
//! the districts asked for, always of one snapshot.
//!
//! The worker (`public/sw.js`) keeps files by their hash and knows nothing of names; here the names
//! are kept, and the worker is told which files they stand for. A manifest is remembered only when
//! all of that is there: a start without a network never finds a snapshot that lacks what the one
//! before it had.

use std::cell::Cell;
use std::collections::BTreeMap;

use civic::UnitCode;
use civic::published::{Entry, Manifest, PlaceIndex, name};
use leptos::prelude::*;

use super::error::DataError;
use super::keys;
use super::tree::Tree;
use super::want::Want;
use crate::dom::property;
use crate::http;
use crate::json::from_slice;
use crate::reactive::spawn;
use crate::storage::{self, lines};

/// How many names of files read are kept; what was read longest ago is let go.
const MAX_LOOKED: usize = 60;
/// What a place cannot be answered, or found, without.
const EVERYWHERE: [&str; 3] = [name::HOME, name::CITY, name::PLACES];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Idle,
    Busy,
    Again,
}

thread_local! {
    static WORK: Cell<Work> = const { Cell::new(Work::Idle) };
}

/// True where a worker stands behind this page and keeps files.
pub fn can_keep() -> bool {
    property(
        &property(&window().navigator(), "serviceWorker"),
        "controller",
    )
    .is_truthy()
}

/// True where a district is kept whole.
pub fn is_kept(district: &UnitCode) -> bool {
    lines(keys::DISTRICTS).contains(&district.0)
}

/// What answers for every street of a district 区: a place's unit is the district or begins with
/// its code.
fn wants_of_district(district: &UnitCode, index: &PlaceIndex) -> Vec<Want> {
    let places = index.places.iter();
    places
        .filter(|place| place.unit.0.starts_with(district.as_str()))
        .map(|place| Want::Place(place.id.clone()))
        .collect()
}

/// Remembers a manifest, and the one before it: another file of it may still turn out to be
/// damaged.
fn keep(text: &str) {
    let kept = storage::get(keys::MANIFEST).unwrap_or_default();
    if kept != text {
        storage::set(keys::MANIFEST_BEFORE, &kept);
        storage::set(keys::MANIFEST, text);
    }
}

impl Tree {
    /// A file of the manifest shown was good; `fresh` where it was not here before.
    pub(super) fn note(self, want: &Want, fresh: bool) {
        let name = want.to_string();
        // Both are read a piece a word.
        let typed = [name::SEARCH_DIR, name::NAMES_DIR];
        if fresh && !typed.iter().any(|directory| name.starts_with(directory)) {
            let mut names = lines(keys::LOOKED);
            names.retain(|known| *known != name);
            names.insert(0, name);
            names.truncate(MAX_LOOKED);
            storage::set(keys::LOOKED, &names.join("\n"));
        }
        let text = self.text.get_value();
        if !can_keep() {
            keep(&text);
        } else if fresh || storage::get(keys::MANIFEST) != Some(text) {
            self.renew();
        }
    }

    /// Has what was read kept as soon as there is a worker (`public/offline.js` says so).
    pub fn follow_worker(self) {
        // The listener lives as long as the program.
        let _ = window_event_listener_untyped("mingdan-worker", move |_| self.renew());
    }

    /// Has everything kept for the manifest shown, one run at a time.
    pub(super) fn renew(self) {
        if WORK.replace(Work::Again) == Work::Idle {
            spawn(async move {
                while WORK.replace(Work::Busy) == Work::Again {
                    // What could not be had is tried again with the next file read.
                    let _ = self.keep_all().await;
                }
                WORK.set(Work::Idle);
            });
        }
    }

    pub(super) async fn keep_all(self) -> Result<(), DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let text = self.text.get_value();
        let looked = lines(keys::LOOKED);
        let mut wants: Vec<Want> = looked.iter().map(|text| Want::read(text)).collect();
        for district in lines(keys::DISTRICTS) {
            wants.extend(self.wants(&manifest, &UnitCode(district)).await?);
        }
        let entries = self.entries(&manifest, &wants).await?;
        let body = entries.keys().fold(String::new(), |body, path| {
            body + &routes::tree::url(path) + "\n"
        });
        let reply = http::put_kept(body).await.map_err(|_| DataError::Offline)?;
        if reply.status != 204 {
            return Err(DataError::Status(reply.status));
        }
        keep(&text);
        Ok(())
    }

    pub(super) async fn wants(
        self,
        manifest: &Manifest,
        district: &UnitCode,
    ) -> Result<Vec<Want>, DataError> {
        let entry = manifest.files.get(name::PLACES).ok_or(DataError::Absent)?;
        let index: PlaceIndex = from_slice(&self.checked(entry).await?)?;
        let mut wants = wants_of_district(district, &index);
        if !wants.is_empty() {
            wants.extend(EVERYWHERE.map(|name| Want::Name(name.to_owned())));
        }
        Ok(wants)
    }

    /// What is wanted and the files on the way to it, by path; what is no longer published stands
    /// for none.
    pub(super) async fn entries(
        self,
        manifest: &Manifest,
        wants: &[Want],
    ) -> Result<BTreeMap<String, Entry>, DataError> {
        let mut entries = BTreeMap::new();
        for want in wants {
            match self.way(manifest, want).await {
                Ok(way) => entries.extend(way.into_iter().map(|entry| (entry.path.clone(), entry))),
                Err(DataError::Absent) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(entries)
    }

    /// The files a district needs to be answered for without a network, by path; none where it has
    /// no rules.
    pub async fn district(self, district: &UnitCode) -> Result<BTreeMap<String, Entry>, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let wants = self.wants(&manifest, district).await?;
        self.entries(&manifest, &wants).await
    }

    /// Keeps a district whole from now on, or no longer.
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
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use civic::places::PlaceSummary;
    use civic::places::{Grade, Side};

    #[test]
    fn a_district_is_answered_for_by_the_places_of_its_offices() {
        let place = |id: &str, unit: &str| PlaceSummary {
            id: id.into(),
            name: civic::Text::default(),
            section: civic::Text::default(),
            side: Side::Both,
            grade: Grade::Guided,
            unit: unit.into(),
            pinyin: String::new(),
            aliases: Vec::new(),
            at: None,
        };
        let places = vec![
            place("A", "630102001"),
            place("B", "630103"),
            place("C", "630103001"),
        ];
        let index = PlaceIndex { places };
        let of = |code: &str| wants_of_district(&code.into(), &index);
        assert_eq!(
            of("630103"),
            [Want::Place("B".into()), Want::Place("C".into())]
        );
        assert_eq!(of("630102"), [Want::Place("A".into())]);
        assert!(of("630106").is_empty());
    }

    #[test]
    fn what_was_looked_at_is_remembered_as_text_and_read_back() {
        for want in [
            Want::Place("S-001".into()),
            Want::Name("duties/630103001".to_owned()),
        ] {
            assert_eq!(Want::read(&want.to_string()), want);
        }
    }
}
