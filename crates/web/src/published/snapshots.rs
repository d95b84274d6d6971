//! The choice of the snapshot shown: the newest, or an older one if that is damaged or unreachable.

use std::sync::Arc;

use civic::published::{FORMAT, Manifest};
use leptos::prelude::*;
use routes::tree::TreePath;

use super::error::{DataError, Trouble};
use super::keys;
use super::tree::Tree;
use crate::json::from_slice;
use crate::{http, storage};

impl Tree {
    /// Shows the last good snapshot in place of the newest, which failed with `error`.
    pub(super) fn start_from_storage(self, error: DataError) {
        let kept = storage::get(keys::MANIFEST).unwrap_or_default();
        if self.adopt(kept.as_bytes()).is_ok() {
            self.trouble.set(Some(Trouble::of(&error)));
        } else {
            self.failed.set(Some(error));
        }
    }

    /// Shows the snapshot of a manifest.
    pub(super) fn adopt(self, bytes: &[u8]) -> Result<(), DataError> {
        let manifest: Manifest = from_slice(bytes)?;
        if manifest.format != FORMAT {
            return Err(DataError::Format);
        }
        self.text
            .set_value(String::from_utf8_lossy(bytes).into_owned());
        self.manifest.set(Some(Arc::new(manifest)));
        Ok(())
    }

    /// Falls back to an older snapshot: a stored one, or the one this manifest names as previous.
    pub(super) async fn fall_back(self, damaged: &Manifest) -> bool {
        if self.sequence() != Some(damaged.sequence) {
            return true;
        }
        let is_older = |kept: &String| {
            from_slice::<Manifest>(kept.as_bytes())
                .is_ok_and(|kept| kept.sequence < damaged.sequence)
        };
        let older = [keys::MANIFEST, keys::MANIFEST_BEFORE]
            .into_iter()
            .filter_map(storage::get)
            .find(is_older);
        let found = if let Some(older) = older {
            storage::set(keys::MANIFEST, &older);
            self.adopt(older.as_bytes())
        } else {
            self.adopt_previous(damaged).await
        };
        if found.is_ok() {
            self.trouble.set(Some(Trouble::Damaged));
        }
        found.is_ok()
    }

    pub(super) async fn adopt_previous(self, damaged: &Manifest) -> Result<(), DataError> {
        let previous = damaged.previous.as_ref().ok_or(DataError::Absent)?;
        let path = TreePath::ArchivedManifest(previous.sequence).url();
        let bytes = http::bytes(&path, false).await?;
        if http::sha256(&bytes) != previous.sha256 {
            return Err(DataError::Mismatch);
        }
        self.adopt(&bytes)
    }
}
