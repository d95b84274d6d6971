//! Reads a published tree from disk.

use std::path::Path;
use std::{fs, io};

use civic::published::{Directory, Entry, FORMAT, IdsFile, Manifest, Next, Walk, name};
use routes::tree::{HASHED_FOLDER, MANIFEST, MANIFESTS_FOLDER, OPEN_FOLDER};
use snapshot::sha256;

use crate::error::{PublishError, TreeDefect, at};

/// The manifest in force; `None` in a folder that is empty or not there.
pub fn current(out: &Path) -> Result<Option<(Manifest, Vec<u8>)>, PublishError> {
    let path = out.join(MANIFEST);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let foreign = fs::read_dir(out).is_ok_and(|entries| {
                entries.flatten().any(|e| {
                    !matches!(
                        e.file_name().to_str(),
                        Some(HASHED_FOLDER | MANIFESTS_FOLDER | OPEN_FOLDER | ".publishing")
                    )
                })
            });
            return if foreign {
                Err(PublishError::ForeignFolder(
                    out.to_owned(),
                    TreeDefect::NotATree,
                ))
            } else {
                Ok(None)
            };
        }
        Err(error) => return Err(PublishError::Io(path, error)),
    };
    match serde_json::from_slice::<Manifest>(&bytes) {
        Ok(manifest) if manifest.format == FORMAT => Ok(Some((manifest, bytes))),
        Ok(manifest) => Err(PublishError::ForeignFolder(
            out.to_owned(),
            TreeDefect::Format(manifest.format),
        )),
        Err(error) => Err(PublishError::ForeignFolder(
            out.to_owned(),
            TreeDefect::Manifest(error),
        )),
    }
}

/// Reads a file of a tree by its logical name, and checks it against the hashes.
pub fn read(out: &Path, manifest: &Manifest, logical: &str) -> Result<Vec<u8>, PublishError> {
    let mut next = manifest.next(logical);
    loop {
        next = match next {
            Some(Next::File(name, entry)) if name == logical => return verified(out, &entry),
            Some(Next::Directory(entry)) => directory(out, &entry)?.next(logical),
            Some(Next::File(..)) | None => {
                let defect = TreeDefect::Lacks(logical.to_owned());
                return Err(PublishError::ForeignFolder(out.to_owned(), defect));
            }
        };
    }
}

fn directory(out: &Path, entry: &Entry) -> Result<Directory, PublishError> {
    Ok(serde_json::from_slice(&verified(out, entry)?)?)
}

/// Calls `each` for every file under a directory. Returns the number of directory files.
pub(crate) fn walk(
    out: &Path,
    mut walk: Walk,
    mut each: impl FnMut(&str, &Entry) -> Result<(), PublishError>,
) -> Result<usize, PublishError> {
    let mut directories = 0;
    while let Some(entry) = walk.next_directory() {
        directories += 1;
        for (name, file) in walk.enter(directory(out, &entry)?) {
            each(&name, &file)?;
        }
    }
    Ok(directories)
}

pub(crate) fn verified(out: &Path, entry: &Entry) -> Result<Vec<u8>, PublishError> {
    let path = out.join(&entry.path);
    let bytes = fs::read(&path).map_err(at(&path))?;
    if bytes.len() as u64 == entry.size && sha256(&bytes) == entry.sha256 {
        Ok(bytes)
    } else {
        Err(PublishError::ForeignFolder(
            out.to_owned(),
            TreeDefect::Altered(entry.path.clone()),
        ))
    }
}

/// What every identifier published so far means.
pub fn published_ids(out: &Path) -> Result<IdsFile, PublishError> {
    match current(out)? {
        Some((manifest, _)) => {
            let bytes = read(out, &manifest, &format!("{}all", name::IDS_DIR))?;
            Ok(serde_json::from_slice(&bytes)?)
        }
        None => Ok(IdsFile::default()),
    }
}
