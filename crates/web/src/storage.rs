//! What this phone remembers: its own choices, never a person. Storage that is full or switched
//! off is the same as none.
//!
//! Keys are constants of the module that keeps something under them, so that none is used twice.

use leptos::prelude::window;
use leptos::web_sys::Storage;

fn local() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept.
pub fn get(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

/// Keeps it; empty forgets it.
pub fn set(key: &str, value: &str) {
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
pub fn get_session(key: &str) -> Option<String> {
    session()?.get_item(key).ok().flatten()
}

/// Keeps it until the window is closed; empty forgets it.
pub fn set_session(key: &str, value: &str) {
    if let Some(storage) = session() {
        let _ = if value.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, value)
        };
    }
}

/// The lines kept under a key.
pub fn lines(key: &str) -> Vec<String> {
    let kept = get(key).unwrap_or_default();
    kept.lines().map(ToOwned::to_owned).collect()
}
