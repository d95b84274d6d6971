//! A city's folder on disk, as the reader of sheets takes it.

use std::path::Path;
use std::{fs, io};

use sheets::Files;

/// The files of a folder by name; what lies in folders inside it is no sheet.
pub fn read(folder: &Path) -> io::Result<Files> {
    let mut files = Files::default();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            continue;
        }
        match fs::read(&path) {
            Ok(bytes) => files.insert(name, bytes),
            Err(error) => files.insert_unreadable(name, error.to_string()),
        }
    }
    Ok(files)
}

/// Writes files into a folder that is there.
pub fn write(folder: &Path, files: &Files) -> io::Result<()> {
    files
        .read()
        .try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes))
}
