//! The search for a place by name: over all places of the city, or, if they are too many to fetch,
//! over the leaves of the name index that match what is typed.

use std::sync::Arc;

use civic::UnitCode;
use civic::duties::Level;
use civic::places::PlaceSummary;
use civic::places::names::{Called, Match, Names, typed as spelled};
use civic::published::{CityFile, PlaceIndex, name};
use leptos::prelude::*;
use web::published::{DataError, Loaded, Tree, tree, use_file};
use web::reactive::{load_latest, task};

use super::status::when_ready;

const MAX_PLACES: usize = 12;
/// How many places of a district or subdistrict are listed.
const MAX_IN_UNIT: usize = 60;
/// How much of a unit's name is to be typed before it is looked for: two characters, or four letters.
const MIN_CHARACTERS: usize = 2;
const MIN_LETTERS: usize = 4;

/// Places with the index of their names.
pub(crate) struct Known {
    places: Vec<PlaceSummary>,
    names: Names,
    /// The query these places were fetched for; `None` if they are all places of the city.
    typed: Option<String>,
}

/// What an empty search result means.
pub(crate) enum Answers {
    /// The places for the present query are still loading.
    NotYet,
    /// There is no such place, unless the query has a typo.
    WithoutTypos,
    /// There is no such place.
    All,
}

/// The places to search, kept in step with what is typed.
#[derive(Clone, Copy)]
pub(crate) struct List {
    pub(crate) known: RwSignal<Loaded<Known>>,
    /// Set to fetch all places.
    pub(crate) whole: RwSignal<bool>,
}

impl Known {
    fn of(index: &PlaceIndex, typed: Option<String>) -> Arc<Self> {
        Arc::new(Self {
            places: index.places.clone(),
            names: Names::new(index.places.iter().map(Called::from)),
            typed,
        })
    }

    /// The places that were fetched.
    pub(crate) fn places(&self) -> &[PlaceSummary] {
        &self.places
    }

    /// The places that match what is typed, each with its match, and after them those in a district
    /// or subdistrict of that name.
    pub(crate) fn search(
        &self,
        typed: &str,
        city: &CityFile,
    ) -> Vec<(&PlaceSummary, Option<Match>)> {
        let found = self.names.search(typed, MAX_PLACES).into_iter();
        let met = found.filter_map(|met| Some((self.places.get(met.place)?, Some(met))));
        let mut all: Vec<(&PlaceSummary, Option<Match>)> = met.collect();
        let inside = units_called(typed, city);
        let lies_in = |place: &PlaceSummary| {
            let mut units = inside.iter();
            units.any(|unit| place.unit.0.starts_with(unit.as_str()))
        };
        let more: Vec<&PlaceSummary> = self.places.iter().filter(|p| lies_in(p)).collect();
        if !more.is_empty() {
            // A name that is nearly one of a place is the name of the unit.
            all.retain(|(_, met)| met.is_none_or(|met| !met.typo));
        }
        for place in more.into_iter().take(MAX_IN_UNIT) {
            if all.iter().all(|(known, _)| known.id != place.id) {
                all.push((place, None));
            }
        }
        all
    }

    pub(crate) fn answers(&self, query: &str) -> Answers {
        match &self.typed {
            None => Answers::All,
            Some(typed) if !typed.is_empty() && spelled(query).as_ref() == Some(typed) => {
                Answers::WithoutTypos
            }
            Some(_) => Answers::NotYet,
        }
    }
}

/// The districts and subdistricts whose name begins with what is typed, or holds it after a space.
fn units_called(typed: &str, city: &CityFile) -> Vec<UnitCode> {
    let typed = typed.trim();
    let least = if typed.is_ascii() {
        MIN_LETTERS
    } else {
        MIN_CHARACTERS
    };
    if typed.chars().count() < least {
        return Vec::new();
    }
    let is_called = |name: &str| {
        let name = name.to_lowercase();
        name.starts_with(typed) || name.contains(&format!(" {typed}"))
    };
    city.units
        .iter()
        .filter(|unit| matches!(unit.level, Level::County | Level::Street))
        .filter(|unit| is_called(&unit.name.zh) || is_called(&unit.name.en))
        .map(|unit| unit.code.clone())
        .collect()
}

/// What is shown of all places of the city, or of `None` if they are too many to fetch.
type Show = Box<dyn Fn(Option<&Arc<PlaceIndex>>) -> AnyView + Send>;

/// Shows the places of the city once they are there.
pub(crate) fn with_places(show: Show) -> AnyView {
    let manifest = tree().manifest.get_untracked();
    // A large city has a name index, of which only the matching leaves are fetched.
    if manifest.is_some_and(|m| m.files.contains_key(name::NAMES_DIR)) {
        return show(None);
    }
    when_ready(use_file::<PlaceIndex>(name::PLACES), move |index| {
        show(Some(&index))
    })
}

/// The places to search: `all`, or those that match `typed`.
pub(crate) fn listed(all: Option<&Arc<PlaceIndex>>, typed: RwSignal<String>) -> List {
    let known = all.map(|all| Loaded::Ready(Known::of(all, None)));
    let list = List {
        known: RwSignal::new(known.unwrap_or(Loaded::Loading)),
        whole: RwSignal::new(all.is_some()),
    };
    if all.is_none() {
        follow(list, typed);
    }
    list
}

fn follow(list: List, typed: RwSignal<String>) {
    let tree = tree();
    load_latest(move || {
        tree.manifest.get()?;
        let typed = (!list.whole.get()).then(|| spelled(&typed.get()).unwrap_or_default());
        Some(task(async move {
            let read = read(tree, typed).await;
            move || {
                let known = read.map_or_else(Loaded::Failed, Loaded::Ready);
                list.known.try_set(known);
            }
        }))
    });
}

/// Whether the index already has as many exact matches as are shown.
fn is_enough(index: &PlaceIndex, typed: &str) -> bool {
    let names = Names::new(index.places.iter().map(Called::from));
    let found = names.search(typed, MAX_PLACES);
    found.iter().filter(|met| !met.typo).count() == MAX_PLACES
}

async fn read(tree: Tree, typed: Option<String>) -> Result<Arc<Known>, DataError> {
    if let Some(typed) = typed {
        let index = match typed.as_str() {
            "" => Ok(PlaceIndex { places: Vec::new() }),
            typed => tree.called(typed, |index| is_enough(index, typed)).await,
        };
        match index {
            // Offline, the whole index may be kept on the phone, join_all with a district.
            Err(DataError::Offline) => {}
            index => return Ok(Known::of(&index?, Some(typed))),
        }
    }
    let index = tree.file::<PlaceIndex>(name::PLACES).await?;
    Ok(Known::of(&index, None))
}
