//! Reactive files for pages. All share one type of signal, whatever the file's type.

use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

use super::decode::{Anything, Published, Read, typed};
use super::error::DataError;
use super::locator::Locator;
use super::tree::{fetched, tree};
use crate::reactive::{load_latest, next_task, task};

/// The state of a file.
pub enum Loaded<T: ?Sized> {
    /// Still loading.
    Loading,
    /// Loaded.
    Ready(Arc<T>),
    /// Could not be loaded.
    Failed(DataError),
}

impl<T: ?Sized> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Ready(file) => Self::Ready(Arc::clone(file)),
            Self::Failed(error) => Self::Failed(error.clone()),
        }
    }
}

/// A file that is loaded again whenever the manifest changes.
pub struct File<T> {
    state: RwSignal<Loaded<Anything>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for File<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for File<T> {}

impl<T: Published> File<T> {
    /// The state of the file, tracked.
    pub fn get(self) -> Loaded<T> {
        match self.state.get() {
            Loaded::Loading => Loaded::Loading,
            Loaded::Failed(error) => Loaded::Failed(error),
            Loaded::Ready(file) => typed(file).map_or_else(Loaded::Failed, Loaded::Ready),
        }
    }
}

/// The file with a logical name.
pub fn use_file<T: Published>(name: impl Into<String>) -> File<T> {
    use_file_at(Locator::Name(name.into()))
}

/// The file of a resource.
pub fn use_file_at<T: Published>(locator: Locator) -> File<T> {
    File {
        state: follow_file(locator, T::read),
        of: PhantomData,
    }
}

/// Fetches what will be read soon. A failure is told to whoever reads it, who fetches it again.
pub fn fetch_ahead(locator: Locator) {
    follow_file(locator, |_| Ok(Arc::new(())));
}

fn follow_file(locator: Locator, read: Read) -> RwSignal<Loaded<Anything>> {
    let tree = tree();
    let state = RwSignal::new(Loaded::Loading);
    load_latest(move || {
        if let Some(error) = tree.failed.get() {
            state.set(Loaded::Failed(error));
            return None;
        }
        if tree.manifest.get().is_none() {
            state.set(Loaded::Loading);
            return None;
        }
        // Never shows a file of the previous snapshot beside one of this.
        if !matches!(state.get_untracked(), Loaded::Loading) {
            state.set(Loaded::Loading);
        }
        let locator = locator.clone();
        Some(task(async move {
            let before = fetched();
            let result = tree.anything(&locator, read).await;
            // What is shown of it is as much work again. A file that was there is shown at once, so
            // that nothing flickers.
            if fetched() != before {
                next_task().await;
            }
            move || {
                state.try_set(result.map_or_else(Loaded::Failed, Loaded::Ready));
            }
        }))
    });
    state
}
