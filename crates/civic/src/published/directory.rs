//! Directory files: how a logical name is resolved to a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::published::manifest::Entry;

/// A directory file, a node of a B-tree: either files by their full logical name or, if there are
/// many, further directory files. It has at most [`MAX_DIRECTORY_LINES`] entries, so that resolving
/// one name among ten million reads a few files more than among ten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// The files.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, Entry>,
    /// Further directory files, each by the first name in it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, Entry>,
}

/// The maximum number of entries in a directory file. An entry is about 40 bytes once compressed, and
/// on a weak network one more file to wait for costs as much as 30 KB: of the way to a name the least
/// time goes by with some 130 entries in each file, and little more with half or twice as many.
pub const MAX_DIRECTORY_LINES: usize = 128;

impl Directory {
    /// The directory file that contains the last name not after this one.
    pub fn part(&self, name: &str) -> Option<&Entry> {
        last_not_after(&self.parts, name).map(|(_, entry)| entry)
    }

    /// The file with the last name not after this one. A file that is named by its first key is
    /// thus found by any of its keys.
    pub fn last_not_after(&self, name: &str) -> Option<(&str, &Entry)> {
        last_not_after(&self.files, name).map(|(name, entry)| (name.as_str(), entry))
    }

    /// The directory files that contain names in `[from, before)`.
    pub fn parts_between<'a>(
        &'a self,
        from: &'a str,
        before: &'a str,
    ) -> impl Iterator<Item = &'a Entry> {
        let first = last_not_after(&self.parts, from).map_or(from, |(name, _)| name.as_str());
        self.parts
            .iter()
            .skip_while(move |(name, _)| name.as_str() < first)
            .take_while(move |(name, _)| name.as_str() < before)
            .map(|(_, entry)| entry)
    }
}

fn last_not_after<'a>(
    entries: &'a BTreeMap<String, Entry>,
    name: &str,
) -> Option<(&'a String, &'a Entry)> {
    entries
        .iter()
        .rev()
        .find(|(known, _)| known.as_str() <= name)
}

/// The directory of a logical name: `duties/` for `duties/630104003`; `None` for a top-level name.
pub fn directory_of(name: &str) -> Option<&str> {
    name.find('/')
        .filter(|slash| slash + 1 < name.len())
        .map(|slash| &name[..=slash])
}
