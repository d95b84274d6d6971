//! Files of the tree, deserialized.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use civic::published::{Manifest, PlaceShard};
use leptos::prelude::*;

use super::decode::{Anything, Published, Read, typed};
use super::error::DataError;
use super::locator::Locator;
use super::tree::Tree;

thread_local! {
    /// Squares of the map by snapshot and name, for as long as they are in use.
    static SQUARES: RefCell<BTreeMap<String, Weak<PlaceShard>>> =
        const { RefCell::new(BTreeMap::new()) };
}

impl Tree {
    /// Notes that a file of this manifest was good.
    pub(super) fn note_good(self, manifest: &Manifest, locator: &Locator, fresh: bool) {
        if self.sequence() == Some(manifest.sequence) && self.trouble.get_untracked().is_none() {
            self.note(locator, fresh);
        }
    }

    /// A file by its name. If the tree is damaged, this also falls back to an older snapshot, which
    /// updates what is shown.
    pub async fn file<T: Published>(self, name: &str) -> Result<Arc<T>, DataError> {
        let locator = Locator::Name(name.to_owned());
        typed(self.anything(&locator, T::read).await?)
    }

    /// One square's shard, cached for as long as it is in use.
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
        let bytes = self.wanted(manifest, &Locator::Name(name)).await?;
        let read: Arc<PlaceShard> = typed(PlaceShard::read(&bytes)?)?;
        SQUARES.with_borrow_mut(|squares| {
            squares.retain(|_, square| square.strong_count() > 0);
            squares.insert(key, Arc::downgrade(&read));
        });
        Ok(read)
    }

    pub(super) async fn anything(
        self,
        locator: &Locator,
        read: Read,
    ) -> Result<Arc<Anything>, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let error = match self.wanted(&manifest, locator).await {
            Ok(bytes) => match read(&bytes) {
                Ok(file) => return Ok(file),
                Err(error) => error,
            },
            Err(error) => error,
        };
        let is_archived = matches!(locator, Locator::Snapshot(_) | Locator::Of(..));
        if error.is_damage() && !is_archived {
            self.fall_back(&manifest).await;
        }
        Err(error)
    }
}
