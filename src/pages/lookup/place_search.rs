//! The search for a place by name: over all places of the city, or, if they are too many to fetch,
//! over the leaves of the name index that match what is typed.

use std::sync::Arc;

use civic::places::PlaceSummary;
use civic::places::names::{Called, Match, Names, typed as spelled};
use civic::published::{PlaceIndex, name};
use leptos::prelude::*;
use web::published::{DataError, Loaded, Tree, tree, use_file};
use web::reactive::{load_latest, task};

use crate::components::when_ready;

const MAX_PLACES: usize = 12;

/// Places with the index of their names.
pub(super) struct Known {
    places: Vec<PlaceSummary>,
    names: Names,
    /// The query these places were fetched for; `None` if they are all places of the city.
    typed: Option<String>,
}

/// What an empty search result means.
pub(super) enum Answers {
    /// The places for the present query are still loading.
    NotYet,
    /// There is no such place, unless the query has a typo.
    WithoutTypos,
    /// There is no such place.
    All,
}

/// The places to search, kept in step with what is typed.
#[derive(Clone, Copy)]
pub(super) struct List {
    pub(super) known: RwSignal<Loaded<Known>>,
    /// Set to fetch all places.
    pub(super) whole: RwSignal<bool>,
}

impl Known {
    fn of(index: &PlaceIndex, typed: Option<String>) -> Arc<Self> {
        Arc::new(Self {
            places: index.places.clone(),
            names: Names::new(index.places.iter().map(Called::from)),
            typed,
        })
    }

    /// The places that match a query, each with its match; all places for an empty query, unless
    /// only some were fetched.
    pub(super) fn search(&self, query: &str) -> Vec<(&PlaceSummary, Option<Match>)> {
        if query.trim().is_empty() {
            let all = self.places.iter().filter(|_| self.typed.is_none());
            return all.map(|place| (place, None)).collect();
        }
        let found = self.names.search(query, MAX_PLACES).into_iter();
        found
            .filter_map(|met| Some((self.places.get(met.place)?, Some(met))))
            .collect()
    }

    pub(super) fn answers(&self, query: &str) -> Answers {
        match &self.typed {
            None => Answers::All,
            Some(typed) if !typed.is_empty() && spelled(query).as_ref() == Some(typed) => {
                Answers::WithoutTypos
            }
            Some(_) => Answers::NotYet,
        }
    }
}

/// What is shown of all places of the city, or of `None` if they are too many to fetch.
type Show = Box<dyn Fn(Option<&Arc<PlaceIndex>>) -> AnyView + Send>;

/// Shows the places of the city once they are there.
pub(super) fn with_places(show: Show) -> AnyView {
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
pub(super) fn listed(all: Option<&Arc<PlaceIndex>>, typed: RwSignal<String>) -> List {
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
