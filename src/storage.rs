//! What this phone remembers: its own choices, never a person. Storage that is full or switched
//! off is the same as none.

use leptos::prelude::window;
use leptos::web_sys::Storage;

/// Text size chosen.
pub(crate) const SIZE: &str = "mingdan.size";
/// The last manifest of which a file was what it says.
pub(crate) const MANIFEST: &str = "mingdan.manifest";
/// The one kept before it.
pub(crate) const MANIFEST_BEFORE: &str = "mingdan.manifest.before";
/// The logical names of the files read, one a line, the latest first.
pub(crate) const LOOKED: &str = "mingdan.looked";
/// The codes of the districts kept whole, one a line.
pub(crate) const DISTRICTS: &str = "mingdan.districts";
/// The place and goods asked about last, `place goods`.
pub(crate) const ASKED: &str = "mingdan.asked";
/// The saved answers, newest first, each a line of JSON.
pub(crate) const SAVED_ANSWERS: &str = "mingdan.slips";
/// The feedback being written.
pub(crate) const DRAFT: &str = "mingdan.draft";
/// Receipts kept on this phone, one a line.
pub(crate) const RECEIPTS: &str = "mingdan.receipts";

fn local() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept.
pub(crate) fn get(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

/// Keeps it; empty forgets it.
pub(crate) fn set(key: &str, value: &str) {
    if let Some(storage) = local() {
        let _ = if value.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, value)
        };
    }
}

fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// What was kept until the window is closed.
pub(crate) fn get_session(key: &str) -> Option<String> {
    session()?.get_item(key).ok().flatten()
}

/// Keeps it until the window is closed; empty forgets it.
pub(crate) fn set_session(key: &str, value: &str) {
    if let Some(storage) = session() {
        let _ = if value.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, value)
        };
    }
}
