//! When the newest manifest is asked for, and when it is shown: never under a reader.

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
use crate::reactive::spawn;
use crate::{clock, http, storage};

/// How long the newest data is waited for where there is older data to show.
const PATIENCE: Duration = Duration::from_secs(5);
/// Seconds after which a page that is opened asks for newer data.
const ASK_AFTER: i64 = 60;

impl Tree {
    /// Reads the manifest, or the last good one where that cannot be had, or not soon.
    pub fn start(self) {
        self.failed.set(None);
        self.asked.set_value(clock::now());
        let late = Rc::new(Cell::new(false));
        let (is_late, here) = (Rc::clone(&late), self.sequence());
        let give_up = move || {
            let waiting = self.sequence() == here && self.failed.get_untracked().is_none();
            if waiting && here.is_none() && storage::get(keys::MANIFEST).is_some() {
                is_late.set(true);
                self.start_from_memory(DataError::Offline);
            }
        };
        set_timeout(give_up, PATIENCE);
        spawn(async move {
            let newest = match http::bytes(&TreePath::Manifest.url(), true).await {
                // A page that is being read is not changed under its reader.
                Ok(bytes) if late.get() => return self.newer.set_value(bytes),
                Ok(bytes) => self.adopt(&bytes),
                Err(error) => Err(error.into()),
            };
            match newest {
                Ok(()) => self.trouble.set(None),
                Err(error) => self.start_from_memory(error),
            }
        });
    }

    /// Another page is opened: it shows newer data where that has come, and has it asked for where
    /// that was some time ago.
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
        if damaged || now.0 - self.asked.get_value().0 < ASK_AFTER {
            return;
        }
        self.asked.set_value(now);
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
