//! Reads a published tree.

use std::io;

use civic::published::{Directory, Entry, FORMAT, IdsFile, Manifest, Next, Walk, name};
use routes::tree::{HASHED_FOLDER, MANIFEST, MANIFESTS_FOLDER, OPEN_FOLDER};
use snapshot::sha256;

use crate::error::{PublishError, TreeDefect};
use crate::target::Target;

/// The manifest in force; `None` where the target is empty or not there.
pub fn current(target: &dyn Target) -> Result<Option<(Manifest, Vec<u8>)>, PublishError> {
    let bytes = match target.read(MANIFEST) {
        Ok(bytes) => bytes,
        Err(PublishError::Io(_, error)) if error.kind() == io::ErrorKind::NotFound => {
            return if is_foreign(target)? {
                Err(PublishError::ForeignFolder(
                    target.name(),
                    TreeDefect::NotATree,
                ))
            } else {
                Ok(None)
            };
        }
        Err(error) => return Err(error),
    };
    match serde_json::from_slice::<Manifest>(&bytes) {
        Ok(manifest) if manifest.format == FORMAT => Ok(Some((manifest, bytes))),
        Ok(manifest) => Err(PublishError::ForeignFolder(
            target.name(),
            TreeDefect::Format(manifest.format),
        )),
        Err(error) => Err(PublishError::ForeignFolder(
            target.name(),
            TreeDefect::Manifest(error),
        )),
    }
}

/// True where the target holds anything but what a publisher may have left that was killed before
/// its first manifest.
fn is_foreign(target: &dyn Target) -> Result<bool, PublishError> {
    let is_ours =
        |name: &String| [HASHED_FOLDER, MANIFESTS_FOLDER, OPEN_FOLDER].contains(&name.as_str());
    Ok(!target.list("")?.iter().all(is_ours))
}

/// Reads a file of a tree by its logical name, and checks it against the hashes.
pub fn read(
    target: &dyn Target,
    manifest: &Manifest,
    logical: &str,
) -> Result<Vec<u8>, PublishError> {
    let mut next = manifest.next(logical);
    loop {
        next = match next {
            Some(Next::File(name, entry)) if name == logical => return verified(target, &entry),
            Some(Next::Directory(entry)) => directory(target, &entry)?.next(logical),
            Some(Next::File(..)) | None => {
                let defect = TreeDefect::Lacks(logical.to_owned());
                return Err(PublishError::ForeignFolder(target.name(), defect));
            }
        };
    }
}

pub(crate) fn directory(target: &dyn Target, entry: &Entry) -> Result<Directory, PublishError> {
    Ok(serde_json::from_slice(&verified(target, entry)?)?)
}

/// Calls `each` for every file under a directory.
pub(crate) fn walk(
    target: &dyn Target,
    mut walk: Walk,
    mut each: impl FnMut(&str, &Entry) -> Result<(), PublishError>,
) -> Result<(), PublishError> {
    while let Some(entry) = walk.next_directory() {
        for (name, file) in walk.enter(directory(target, &entry)?) {
            each(&name, &file)?;
        }
    }
    Ok(())
}

pub(crate) fn verified(target: &dyn Target, entry: &Entry) -> Result<Vec<u8>, PublishError> {
    let bytes = target.read(&entry.path)?;
    if bytes.len() as u64 == entry.size && sha256(&bytes) == entry.sha256 {
        Ok(bytes)
    } else {
        Err(PublishError::ForeignFolder(
            target.name(),
            TreeDefect::Altered(entry.path.clone()),
        ))
    }
}

/// What every identifier published so far means.
pub fn published_ids(target: &dyn Target) -> Result<IdsFile, PublishError> {
    match current(target)? {
        Some((manifest, _)) => {
            let bytes = read(target, &manifest, &format!("{}all", name::IDS_DIR))?;
            Ok(serde_json::from_slice(&bytes)?)
        }
        None => Ok(IdsFile::default()),
    }
}
