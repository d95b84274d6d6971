//! When the newest manifest is fetched, and when it is shown: never while a page is being read.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use civic::published::Manifest;
use leptos::prelude::*;
use routes::tree::TreePath;

use super::error::{DataError, Trouble};
use super::keys;
use super::tree::Tree;
use crate::json::from_slice;
use crate::reactive::{next_task, spawn};
use crate::{clock, http, storage};

/// How long to wait for the newest manifest if there is an older one to show.
const TIMEOUT: Duration = Duration::from_secs(5);
/// Seconds after which a navigation fetches the manifest again.
const REFRESH_AFTER: i64 = 60;

impl Tree {
    /// Fetches the manifest; falls back to the last good one if that fails or takes too long.
    pub fn start(self) {
        self.failed.set(None);
        self.requested.set_value(clock::now());
        let late = Rc::new(Cell::new(false));
        let (is_late, here) = (Rc::clone(&late), self.sequence());
        let give_up = move || {
            let waiting = self.sequence() == here && self.failed.get_untracked().is_none();
            if waiting && here.is_none() && storage::get(keys::MANIFEST).is_some() {
                is_late.set(true);
                self.start_from_storage(DataError::Offline);
            }
        };
        set_timeout(give_up, TIMEOUT);
        spawn(async move {
            let reply = http::bytes(&TreePath::Manifest.url(), true).await;
            next_task().await;
            let newest = match reply {
                // Too late to replace what is already being read: shown at the next navigation.
                Ok(bytes) if late.get() => return self.newer.set_value(bytes),
                Ok(bytes) => self.adopt(&bytes),
                Err(error) => Err(error.into()),
            };
            match newest {
                Ok(()) => self.trouble.set(None),
                Err(error) => self.start_from_storage(error),
            }
        });
    }

    /// Called on navigation: switches to a newer manifest if one has arrived, else fetches it if
    /// the last request was some time ago.
    pub fn turn(self) {
        let newer = self.newer.try_update_value(std::mem::take);
        if let Some(newer) = newer.filter(|bytes| !bytes.is_empty()) {
            if self.adopt(&newer).is_ok() {
                self.trouble.set(None);
            }
            return;
        }
        let now = clock::now();
        let damaged = self.trouble.get_untracked() == Some(Trouble::Damaged);
        if damaged || now.0 - self.requested.get_value().0 < REFRESH_AFTER {
            return;
        }
        self.requested.set_value(now);
        spawn(async move {
            let Ok(bytes) = http::bytes(&TreePath::Manifest.url(), true).await else {
                return;
            };
            let least = self.sequence().unwrap_or_default()
                + u64::from(self.trouble.get_untracked().is_none());
            if from_slice::<Manifest>(&bytes).is_ok_and(|newest| newest.sequence >= least) {
                self.newer.set_value(bytes);
            }
        });
    }
}
