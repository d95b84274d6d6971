//! When the newest manifest is asked for, and when it is shown: never under a reader.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use civic::published::Manifest;
use leptos::prelude::*;

use super::{DataError, Tree, Trouble, fetch, from_slice};
use crate::clock;
use crate::reactive::spawn;
use crate::storage;

const MANIFEST: &str = "/data/manifest.json";
/// How long the newest data is waited for where there is older data to show.
const PATIENCE: Duration = Duration::from_secs(5);
/// Seconds after which a page that is opened asks for newer data.
const ASK_AFTER: i64 = 60;

impl Tree {
    /// Reads the manifest, or the last good one where that cannot be had, or not soon.
    pub(crate) fn start(self) {
        self.failed.set(None);
        self.asked.set_value(clock::now());
        let late = Rc::new(Cell::new(false));
        let (is_late, here) = (Rc::clone(&late), self.sequence());
        let give_up = move || {
            let waiting = self.sequence() == here && self.failed.get_untracked().is_none();
            if waiting && here.is_none() && storage::get(storage::MANIFEST).is_some() {
                is_late.set(true);
                self.start_from_memory(DataError::Offline);
            }
        };
        set_timeout(give_up, PATIENCE);
        spawn(async move {
            let newest = match fetch::bytes(MANIFEST, true).await {
                // A page that is being read is not changed under its reader.
                Ok(bytes) if late.get() => return self.newer.set_value(bytes),
                Ok(bytes) => self.adopt(&bytes),
                Err(error) => Err(error),
            };
            match newest {
                Ok(()) => self.trouble.set(None),
                Err(error) => self.start_from_memory(error),
            }
        });
    }

    /// Another page is opened: it shows newer data where that has come, and has it asked for where
    /// that was some time ago.
    pub(crate) fn turn(self) {
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
            let Ok(bytes) = fetch::bytes(MANIFEST, true).await else {
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
