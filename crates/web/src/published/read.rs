//! Files of the tree as what they are published as.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Weak};

use civic::places::grid::Bounds;
use civic::published::{Manifest, PlaceShard};
use leptos::prelude::*;

use super::decode::{Anything, Published, Read, typed};
use super::error::DataError;
use super::tree::Tree;
use super::want::Want;
use crate::reactive::together;

thread_local! {
    /// Squares of the map by snapshot and name, while they are looked at.
    static SQUARES: RefCell<BTreeMap<String, Weak<PlaceShard>>> =
        const { RefCell::new(BTreeMap::new()) };
}

/// How many squares' files are fetched at once at most.
const MAX_SQUARES: usize = 32;

impl Tree {
    /// A file of this manifest was good.
    pub(super) fn is_good(self, manifest: &Manifest, want: &Want, fresh: bool) {
        if self.sequence() == Some(manifest.sequence) && self.trouble.get_untracked().is_none() {
            self.note(want, fresh);
        }
    }

    /// A file by its name, read; where the tree is damaged it goes back to an older one, and what
    /// is shown follows the manifest.
    pub async fn file<T: Published>(self, name: &str) -> Result<Arc<T>, DataError> {
        let want = Want::Name(name.to_owned());
        typed(self.anything(&want, T::read).await?)
    }

    /// What is published within the bounds, in the squares that meet them; `None` where that
    /// would be too many files to ask a phone to fetch.
    pub async fn within(self, bounds: Bounds) -> Result<Option<Vec<Arc<PlaceShard>>>, DataError> {
        self.within_files(bounds, MAX_SQUARES).await
    }

    /// As [`Tree::within`], where so many files are not too many.
    pub async fn within_files(
        self,
        bounds: Bounds,
        most: usize,
    ) -> Result<Option<Vec<Arc<PlaceShard>>>, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let squares = self.squares(&manifest, bounds, most).await?;
        if squares.len() > most {
            return Ok(None);
        }
        let read = squares.into_iter().map(|name| {
            let manifest = Arc::clone(&manifest);
            let read: Pin<Box<dyn Future<Output = _>>> =
                Box::pin(async move { self.square(&manifest, name).await });
            read
        });
        let read: Result<Vec<_>, DataError> = together(read.collect()).await.into_iter().collect();
        read.map(Some)
    }

    /// One square's file, read once for as long as somebody looks at it.
    pub(super) async fn square(
        self,
        manifest: &Manifest,
        name: String,
    ) -> Result<Arc<PlaceShard>, DataError> {
        let key = format!("{} {name}", manifest.sequence);
        let known = SQUARES.with_borrow(|squares| squares.get(&key).and_then(Weak::upgrade));
        if let Some(known) = known {
            return Ok(known);
        }
        let bytes = self.wanted(manifest, &Want::Name(name)).await?;
        let read: Arc<PlaceShard> = typed(PlaceShard::read(&bytes)?)?;
        SQUARES.with_borrow_mut(|squares| {
            squares.retain(|_, square| square.strong_count() > 0);
            squares.insert(key, Arc::downgrade(&read));
        });
        Ok(read)
    }

    pub(super) async fn anything(
        self,
        want: &Want,
        read: Read,
    ) -> Result<Arc<Anything>, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let error = match self.wanted(&manifest, want).await {
            Ok(bytes) => match read(&bytes) {
                Ok(file) => return Ok(file),
                Err(error) => error,
            },
            Err(error) => error,
        };
        let is_archived = matches!(want, Want::Snapshot(_) | Want::Of(..));
        if error.is_damage() && !is_archived {
            self.fall_back(&manifest).await;
        }
        Err(error)
    }
}
