//! The places among which one is looked for by name: all of the city's, or, where they are too
//! many to be read, those that what is typed leads to.

use civic::places::PlaceSummary;
use std::sync::Arc;
use web::published::{DataError, Loaded, Tree, tree};
use web::reactive::{load_latest, task};

use civic::places::names::{Called, Match, Names, typed as spelled};
use civic::published::{PlaceIndex, name};
use leptos::prelude::*;

const MAX_PLACES: usize = 12;

/// Places, and their names ready to be searched.
pub(super) struct Known {
    places: Vec<PlaceSummary>,
    names: Names,
    /// What had been typed; `None` where the places are all there are.
    typed: Option<String>,
}

/// How far finding nothing means that there is nothing.
pub(super) enum Answers {
    /// What is typed now is still on its way.
    NotYet,
    /// There is nothing, unless it is typed wrong.
    WithoutTypos,
    /// There is nothing.
    All,
}

/// A list that follows what is typed.
#[derive(Clone, Copy)]
pub(super) struct List {
    pub(super) known: RwSignal<Loaded<Known>>,
    /// Set to have all places read.
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

    /// The places that a query may mean, each with how it was met; all there are before anything
    /// is typed.
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

/// The list, of all places or of those that `typed` leads to.
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

/// True where further places would not be shown.
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
            // All of them are kept on this phone where a whole district is.
            Err(DataError::Offline) => {}
            index => return Ok(Known::of(&index?, Some(typed))),
        }
    }
    let index = tree.file::<PlaceIndex>(name::PLACES).await?;
    Ok(Known::of(&index, None))
}
