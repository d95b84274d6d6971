//! The browser's storage: the visitor's choices, and what waits to be sent. Storage that is full or
//! disabled is treated as empty.
//!
//! Each key is a constant of the module that uses it, so that none is used twice.

use leptos::prelude::window;
use leptos::web_sys::Storage;

fn local() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The value stored under a key.
pub fn get(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

/// Stores a value; an empty one removes the key.
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

/// The value stored under a key until the window is closed.
pub fn get_session(key: &str) -> Option<String> {
    session()?.get_item(key).ok().flatten()
}

/// Stores a value until the window is closed; an empty one removes the key.
pub fn set_session(key: &str, value: &str) {
    if let Some(storage) = session() {
        let _ = if value.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, value)
        };
    }
}

/// The lines of the value stored under a key.
pub fn lines(key: &str) -> Vec<String> {
    let kept = get(key).unwrap_or_default();
    kept.lines().map(ToOwned::to_owned).collect()
}

/// Removes a line of the value stored under a key, and adds another at its end unless that is empty.
pub fn replace_line(key: &str, before: &str, after: &str) {
    let mut lines = lines(key);
    lines.retain(|line| line != before);
    if !after.is_empty() {
        lines.push(after.to_owned());
    }
    set(key, &lines.join("\n"));
}
