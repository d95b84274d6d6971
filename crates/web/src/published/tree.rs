//! The tree that is shown and its state, and its files as they come: each held against its hash.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use civic::published::{Entry, Manifest};
use civic::time::Instant;
use leptos::prelude::*;

use super::error::{DataError, Trouble};
use crate::http;

thread_local! {
    /// Checked files by path: a name is a hash, so what it holds never changes.
    static CHECKED: RefCell<BTreeMap<String, Rc<[u8]>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The tree and its state, living as long as the program.
#[derive(Clone, Copy)]
pub struct Tree {
    /// The manifest shown.
    pub manifest: RwSignal<Option<Arc<Manifest>>>,
    /// Why it is not the newest.
    pub trouble: RwSignal<Option<Trouble>>,
    /// Set where there is nothing at all to show.
    pub failed: RwSignal<Option<DataError>>,
    /// The text of the manifest, to be kept once its files are seen to be good.
    pub(super) text: StoredValue<String>,
    /// A newer manifest, for the next page that is opened.
    pub(super) newer: StoredValue<Vec<u8>>,
    /// When the manifest was last asked for.
    pub(super) asked: StoredValue<Instant>,
}

impl Default for Tree {
    fn default() -> Self {
        Self::new()
    }
}

impl Tree {
    /// A tree of which nothing is known yet.
    pub fn new() -> Self {
        Self {
            manifest: RwSignal::new(None),
            trouble: RwSignal::new(None),
            failed: RwSignal::new(None),
            text: StoredValue::new(String::new()),
            newer: StoredValue::new(Vec::new()),
            asked: StoredValue::new(Instant(0)),
        }
    }

    pub(super) fn sequence(self) -> Option<u64> {
        self.manifest
            .with_untracked(|m| m.as_ref().map(|m| m.sequence))
    }

    pub(super) async fn checked(self, entry: &Entry) -> Result<Rc<[u8]>, DataError> {
        if let Some(known) = CHECKED.with_borrow(|files| files.get(&entry.path).cloned()) {
            return Ok(known);
        }
        let bytes: Rc<[u8]> = self.fetched(entry).await?.into();
        CHECKED.with_borrow_mut(|files| files.insert(entry.path.clone(), Rc::clone(&bytes)));
        Ok(bytes)
    }

    /// The bytes of a file, held against its hash.
    pub async fn fetched(self, entry: &Entry) -> Result<Vec<u8>, DataError> {
        let bytes = http::bytes(&routes::tree::url(&entry.path), false).await?;
        if bytes.len() as u64 != entry.size || http::sha256(&bytes) != entry.sha256 {
            return Err(DataError::Mismatch);
        }
        Ok(bytes)
    }
}

/// True where a file has been read already.
pub(super) fn is_here(entry: &Entry) -> bool {
    CHECKED.with_borrow(|files| files.contains_key(&entry.path))
}

/// Has a tree known to the pages below.
pub fn provide_tree(tree: Tree) {
    provide_context(tree);
}

/// The tree that is shown.
pub fn tree() -> Tree {
    expect_context()
}
