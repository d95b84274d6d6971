//! Where each file of a tree is named: in the manifest, in a directory file, or in a part of one.

use std::collections::BTreeMap;

use civic::published::{Directory, Entry, MAX_DIRECTORY_LINES, directory_of};

use crate::file_set::Files;

/// The bytes of each file by its path.
pub(crate) type Contents = BTreeMap<String, Vec<u8>>;

/// Turns files by logical name into the entries of the manifest and the bytes by path. `entry`
/// gives the path of a file with this logical name and content.
pub fn lay_out(
    made: Files,
    entry: impl Fn(&str, &[u8]) -> Entry,
) -> Result<(BTreeMap<String, Entry>, Contents), serde_json::Error> {
    let mut contents = Contents::new();
    let mut keep = |logical: &str, bytes: Vec<u8>| {
        let entry = entry(logical, &bytes);
        contents.insert(entry.path.clone(), bytes);
        entry
    };
    let mut top = BTreeMap::new();
    let mut directories: BTreeMap<String, BTreeMap<String, Entry>> = BTreeMap::new();
    for (logical, bytes) in made {
        let entry = keep(&logical, bytes);
        match directory_of(&logical) {
            Some(directory) => {
                let files = directories.entry(directory.to_owned()).or_default();
                files.insert(logical, entry);
            }
            None => {
                top.insert(logical, entry);
            }
        }
    }
    for (logical, files) in directories {
        let mut level: Vec<(String, Entry)> = Vec::new();
        for files in pieces(files.into_iter().collect()) {
            level.push(directory(&logical, files, true, &mut keep)?);
        }
        while level.len() > 1 {
            let mut above = Vec::new();
            for parts in pieces(level) {
                above.push(directory(&logical, parts, false, &mut keep)?);
            }
            level = above;
        }
        top.extend(level.pop().map(|(_, entry)| (logical, entry)));
    }
    Ok((top, contents))
}

fn directory(
    logical: &str,
    lines: Vec<(String, Entry)>,
    of_files: bool,
    keep: &mut impl FnMut(&str, Vec<u8>) -> Entry,
) -> Result<(String, Entry), serde_json::Error> {
    let first = lines
        .first()
        .map_or(String::new(), |(name, _)| name.clone());
    let lines = lines.into_iter().collect();
    let directory = if of_files {
        Directory {
            files: lines,
            ..Directory::default()
        }
    } else {
        Directory {
            parts: lines,
            ..Directory::default()
        }
    };
    Ok((first, keep(logical, serde_json::to_vec(&directory)?)))
}

/// Cuts a list into pieces of at most [`MAX_DIRECTORY_LINES`], all of about the same length.
fn pieces<T>(list: Vec<T>) -> Vec<Vec<T>> {
    let mut left = list.len().div_ceil(MAX_DIRECTORY_LINES);
    let mut rest = list.into_iter();
    let mut pieces = Vec::with_capacity(left);
    while left > 0 {
        let length = rest.len().div_ceil(left);
        pieces.push(rest.by_ref().take(length).collect());
        left -= 1;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_hold_everything_in_order_and_none_is_too_long() {
        for length in 0..600 {
            let list: Vec<usize> = (0..length).collect();
            let pieces = pieces(list.clone());
            assert!(
                pieces
                    .iter()
                    .all(|p| (1..=MAX_DIRECTORY_LINES).contains(&p.len()))
            );
            assert_eq!(pieces.concat(), list);
        }
    }
}
