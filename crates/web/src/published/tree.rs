//! The state of the published tree, and its files as bytes, each checked against its hash.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Poll, Waker};

use civic::published::{Entry, Manifest};
use civic::time::Instant;
use leptos::prelude::*;

use super::error::{DataError, Trouble};
use crate::http;
use crate::reactive::next_task;

thread_local! {
    /// Checked files by path. A path contains the file's hash, so its content never changes.
    static CHECKED: RefCell<BTreeMap<String, Rc<[u8]>>> = const { RefCell::new(BTreeMap::new()) };
    /// The paths of the files that are being fetched.
    static FETCHING: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    /// Who waits for any of them.
    static WAITING: RefCell<Vec<Waker>> = const { RefCell::new(Vec::new()) };
    /// How many files were fetched so far.
    static FETCHED: Cell<u32> = const { Cell::new(0) };
}

/// The bytes of a file, to come. Of one type, so that it is compiled once for all who await it.
pub(super) type Checked<'a> = Pin<Box<dyn Future<Output = Result<Rc<[u8]>, DataError>> + 'a>>;

/// A file that is being fetched, until this is dropped.
struct Fetching<'a>(&'a str);

impl<'a> Fetching<'a> {
    /// Waits until nobody else fetches the file.
    async fn begin(path: &'a str) -> Self {
        poll_fn(|context| {
            FETCHING.with_borrow_mut(|all| {
                if all.iter().any(|known| known == path) {
                    WAITING.with_borrow_mut(|waiting| waiting.push(context.waker().clone()));
                    return Poll::Pending;
                }
                all.push(path.to_owned());
                Poll::Ready(())
            })
        })
        .await;
        Self(path)
    }
}

impl Drop for Fetching<'_> {
    fn drop(&mut self) {
        FETCHING.with_borrow_mut(|all| all.retain(|path| path != self.0));
        WAITING.take().into_iter().for_each(Waker::wake);
    }
}

/// The state of the published tree, which lives as long as the program.
#[derive(Clone, Copy)]
pub struct Tree {
    /// The manifest of the snapshot shown.
    pub manifest: RwSignal<Option<Arc<Manifest>>>,
    /// Why it is not the newest.
    pub trouble: RwSignal<Option<Trouble>>,
    /// Set if there is no snapshot to show at all.
    pub failed: RwSignal<Option<DataError>>,
    /// The text of the manifest, to be stored once a file of it is known to be good.
    pub(super) text: StoredValue<String>,
    /// A newer manifest, to be shown at the next navigation.
    pub(super) newer: StoredValue<Vec<u8>>,
    /// When the manifest was last requested.
    pub(super) requested: StoredValue<Instant>,
}

impl Default for Tree {
    fn default() -> Self {
        Self::new()
    }
}

impl Tree {
    /// A tree of which nothing is loaded yet.
    pub fn new() -> Self {
        Self {
            manifest: RwSignal::new(None),
            trouble: RwSignal::new(None),
            failed: RwSignal::new(None),
            text: StoredValue::new(String::new()),
            newer: StoredValue::new(Vec::new()),
            requested: StoredValue::new(Instant(0)),
        }
    }

    pub(super) fn sequence(self) -> Option<u64> {
        self.manifest
            .with_untracked(|m| m.as_ref().map(|m| m.sequence))
    }

    /// The bytes of a file, checked against its hash and cached. Nothing is fetched twice at once.
    pub(super) fn checked(self, entry: &Entry) -> Checked<'_> {
        Box::pin(async move {
            let known = || CHECKED.with_borrow(|files| files.get(&entry.path).cloned());
            if let Some(known) = known() {
                return Ok(known);
            }
            let _fetching = Fetching::begin(&entry.path).await;
            if let Some(known) = known() {
                return Ok(known);
            }
            let bytes: Rc<[u8]> = self.fetched(entry).await?.into();
            CHECKED.with_borrow_mut(|files| files.insert(entry.path.clone(), Rc::clone(&bytes)));
            Ok(bytes)
        })
    }

    /// The bytes of a file, fetched and checked against its hash.
    pub async fn fetched(self, entry: &Entry) -> Result<Vec<u8>, DataError> {
        let bytes = http::bytes(&routes::tree::url(&entry.path), false).await?;
        if bytes.len() as u64 != entry.size || http::sha256(&bytes) != entry.sha256 {
            return Err(DataError::Mismatch);
        }
        FETCHED.set(FETCHED.get().wrapping_add(1));
        // What is read from it is as much work again.
        next_task().await;
        Ok(bytes)
    }
}

/// How many files were fetched so far; only a difference says something.
pub(super) fn fetched() -> u32 {
    FETCHED.get()
}

/// Whether files are being fetched.
pub fn is_reading() -> bool {
    FETCHING.with_borrow(|all| !all.is_empty())
}

/// Whether a file is in the cache.
pub(super) fn is_cached(entry: &Entry) -> bool {
    CHECKED.with_borrow(|files| files.contains_key(&entry.path))
}

/// Provides the tree as context.
pub fn provide_tree(tree: Tree) {
    provide_context(tree);
}

/// The tree from the context.
pub fn tree() -> Tree {
    expect_context()
}
