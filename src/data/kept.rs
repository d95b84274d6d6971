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
use civic::tree::{CityFile, Directory, Entry, Manifest, name};
use civic::unit::Unit;
use leptos::prelude::*;

use super::{DataError, Tree, fetch, from_slice};
use crate::live::spawn;
use crate::remember;

/// How many names of files read are kept; what was read longest ago is let go.
const LOOKED_MAX: usize = 60;
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
pub(crate) fn can_keep() -> bool {
    let get = |of: &leptos::wasm_bindgen::JsValue, key: &str| js_sys::Reflect::get(of, &key.into());
    get(&window().navigator(), "serviceWorker")
        .and_then(|worker| get(&worker, "controller"))
        .is_ok_and(|controller| controller.is_truthy())
}

/// The lines remembered under a key.
fn lines(key: &str) -> Vec<String> {
    let kept = remember::get(key).unwrap_or_default();
    kept.lines().map(ToOwned::to_owned).collect()
}

/// True where a district is kept whole.
pub(crate) fn is_kept(district: &UnitCode) -> bool {
    lines(remember::DISTRICTS).contains(&district.0)
}

/// The files that answer for every street of a district 区: one for each of its street offices.
fn files_of_district(district: &UnitCode, rules: &Directory, units: &[Unit]) -> Vec<String> {
    let of_district = |office: &str| {
        office == district.0
            || units
                .iter()
                .any(|unit| unit.code.0 == office && unit.parent.as_ref() == Some(district))
    };
    rules
        .files
        .keys()
        .filter(|name| name.strip_prefix(name::RULES_DIR).is_some_and(of_district))
        .cloned()
        .collect()
}

/// Remembers a manifest, and the one before it: another file of it may still turn out to be
/// damaged.
fn keep(text: &str) {
    let kept = remember::get(remember::MANIFEST).unwrap_or_default();
    if kept != text {
        remember::set(remember::MANIFEST_BEFORE, &kept);
        remember::set(remember::MANIFEST, text);
    }
}

impl Tree {
    /// A file of the manifest shown was good; `fresh` where it was not here before.
    pub(super) fn note(self, name: &str, fresh: bool) {
        // The index of the search is read a piece a word.
        if fresh && !name.starts_with(name::SEARCH_DIR) {
            let mut names = lines(remember::LOOKED);
            names.retain(|known| known != name);
            names.insert(0, name.to_owned());
            names.truncate(LOOKED_MAX);
            remember::set(remember::LOOKED, &names.join("\n"));
        }
        let text = self.text.get_value();
        if !can_keep() {
            keep(&text);
        } else if fresh || remember::get(remember::MANIFEST) != Some(text) {
            self.renew();
        }
    }

    /// Has what was read kept as soon as there is a worker (`public/offline.js` says so).
    pub(crate) fn follow_worker(self) {
        // The listener lives as long as the program.
        let _ = window_event_listener_untyped("mingdan-worker", move |_| self.renew());
    }

    /// Has everything kept for the manifest shown, one run at a time.
    fn renew(self) {
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

    async fn keep_all(self) -> Result<(), DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let text = self.text.get_value();
        let mut names = lines(remember::LOOKED);
        for district in lines(remember::DISTRICTS) {
            names.extend(self.names(&manifest, &UnitCode(district)).await?);
        }
        let entries = self.entries(&manifest, &names).await?;
        let body = entries
            .keys()
            .fold(String::new(), |body, path| body + "/data/" + path + "\n");
        let reply = fetch::put_kept(body)
            .await
            .map_err(|_| DataError::Offline)?;
        if reply.status != 204 {
            return Err(DataError::Status(reply.status));
        }
        keep(&text);
        Ok(())
    }

    async fn names(
        self,
        manifest: &Manifest,
        district: &UnitCode,
    ) -> Result<Vec<String>, DataError> {
        let entry = |name| manifest.files.get(name).ok_or(DataError::Absent);
        let city: CityFile = from_slice(&self.checked(entry(name::CITY)?).await?)?;
        let rules: Directory = from_slice(&self.checked(entry(name::RULES_DIR)?).await?)?;
        let mut names = files_of_district(district, &rules, &city.units);
        if !names.is_empty() {
            names.extend(EVERYWHERE.map(ToOwned::to_owned));
        }
        Ok(names)
    }

    /// The files of these names and of the way to them, by path; a name that is no longer published
    /// stands for none.
    async fn entries(
        self,
        manifest: &Manifest,
        names: &[String],
    ) -> Result<BTreeMap<String, Entry>, DataError> {
        let mut entries = BTreeMap::new();
        for name in names {
            match self.way(manifest, name).await {
                Ok(way) => entries.extend(way.into_iter().map(|entry| (entry.path.clone(), entry))),
                Err(DataError::Absent) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(entries)
    }

    /// The files a district needs to be answered for without a network, by path; none where it has
    /// no rules.
    pub(crate) async fn district(
        self,
        district: &UnitCode,
    ) -> Result<BTreeMap<String, Entry>, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let names = self.names(&manifest, district).await?;
        self.entries(&manifest, &names).await
    }

    /// Keeps a district whole from now on, or no longer.
    pub(crate) async fn keep_district(
        self,
        district: &UnitCode,
        wanted: bool,
    ) -> Result<(), DataError> {
        let mut districts = lines(remember::DISTRICTS);
        districts.retain(|known| *known != district.0);
        let before = districts.clone();
        if wanted {
            districts.push(district.0.clone());
        }
        remember::set(remember::DISTRICTS, &districts.join("\n"));
        let kept = self.keep_all().await;
        if kept.is_err() && wanted {
            remember::set(remember::DISTRICTS, &before.join("\n"));
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use civic::unit::Level;

    #[test]
    fn a_district_is_answered_for_by_the_files_of_its_offices() {
        let unit = |code: &str, level: Level, parent: &str| Unit {
            code: UnitCode(code.to_owned()),
            name: civic::Text::default(),
            level,
            parent: Some(UnitCode(parent.to_owned())),
        };
        let units = [
            unit("630103", Level::County, "630100"),
            unit("630103001", Level::Street, "630103"),
            unit("630103002", Level::Street, "630103"),
            unit("630102001", Level::Street, "630102"),
        ];
        let entry = Entry {
            path: String::new(),
            sha256: String::new(),
            size: 0,
        };
        let names = ["rules/630102001", "rules/630103", "rules/630103001"];
        let rules = Directory {
            files: names.map(|name| (name.to_owned(), entry.clone())).into(),
        };
        let of = |code: &str| files_of_district(&UnitCode(code.to_owned()), &rules, &units);
        assert_eq!(of("630103"), ["rules/630103", "rules/630103001"]);
        assert_eq!(of("630102"), ["rules/630102001"]);
        assert!(of("630106").is_empty());
    }
}
