//! Where each file of a tree is named: in the manifest, in a directory file, or in a part of one.

use std::collections::BTreeMap;

use civic::published::{Directory, Entry, MAX_DIRECTORY_LINES, directory_of};

/// Where the files of a tree are named, while they are made one by one.
#[derive(Debug, Default)]
pub struct Layout {
    top: BTreeMap<String, Entry>,
    directories: BTreeMap<String, BTreeMap<String, Entry>>,
}

impl Layout {
    /// Names a file by its logical name.
    pub fn add(&mut self, logical: String, entry: Entry) {
        match directory_of(&logical) {
            Some(directory) => {
                let files = self.directories.entry(directory.to_owned()).or_default();
                files.insert(logical, entry);
            }
            None => {
                self.top.insert(logical, entry);
            }
        }
    }

    /// Makes the directory files, hands each to `keep`, which says where it lies, and returns the
    /// entries of the manifest.
    pub fn finish<E: From<serde_json::Error>>(
        self,
        mut keep: impl FnMut(&str, Vec<u8>) -> Result<Entry, E>,
    ) -> Result<BTreeMap<String, Entry>, E> {
        let mut top = self.top;
        for (logical, files) in self.directories {
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
        Ok(top)
    }
}

fn directory<E: From<serde_json::Error>>(
    logical: &str,
    lines: Vec<(String, Entry)>,
    of_files: bool,
    keep: &mut impl FnMut(&str, Vec<u8>) -> Result<Entry, E>,
) -> Result<(String, Entry), E> {
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
    Ok((first, keep(logical, serde_json::to_vec(&directory)?)?))
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
