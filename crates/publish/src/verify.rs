//! Verifies a tree against its manifest.

use civic::published::{Entry, Walk};
use routes::tree::{Format, TreePath};
use snapshot::sha256;
use snapshot::streets::copy_of;

use crate::archive;
use crate::error::{PublishError, TreeDefect};
use crate::open_copies::folders;
use crate::target::Target;
use crate::tree::{current, verified};
use crate::twins::Coding;

/// Checks every file that a tree's manifest names, directories and what they name included, their
/// compressed twins, their copies under fixed names, and the manifests of the snapshots before.
/// Returns the number of files.
pub fn verify(target: &dyn Target) -> Result<usize, PublishError> {
    let Some((manifest, _)) = current(target)? else {
        return Err(PublishError::ForeignFolder(
            target.name(),
            TreeDefect::NoManifest,
        ));
    };
    let earlier = archive::read(target, &manifest)?;
    let mut count = earlier.len();
    for snapshot in earlier {
        let path = TreePath::ArchivedManifest(snapshot.sequence).to_string();
        if sha256(&target.read(&path)?) != snapshot.sha256 {
            let defect = TreeDefect::Altered(target.name_of(&path));
            return Err(PublishError::ForeignFolder(target.name(), defect));
        }
    }
    for (logical, entry) in &manifest.files {
        if logical.ends_with('/') {
            let mut walk = Walk::all(&manifest, logical);
            while let Some(entry) = walk.next_directory() {
                let bytes = with_twins(target, &entry)?;
                count += 1 + Coding::ALL.len();
                for (logical, entry) in walk.enter(serde_json::from_slice(&bytes)?) {
                    let bytes = with_twins(target, &entry)?;
                    count += 1 + Coding::ALL.len();
                    if let Some(copy) = copy_of(&logical) {
                        repeats(target, &copy, |copy| copy == bytes)?;
                        count += 1;
                    }
                }
            }
        } else {
            with_twins(target, entry)?;
            count += 1 + Coding::ALL.len();
        }
    }
    copies_are_published(target)?;
    Ok(count)
}

/// The bytes of a file whose twins decompress to them.
fn with_twins(target: &dyn Target, entry: &Entry) -> Result<Vec<u8>, PublishError> {
    let bytes = verified(target, entry)?;
    for coding in Coding::ALL {
        let twin = coding.twin(&entry.path);
        repeats(target, &twin, |packed| coding.holds(packed, &bytes))?;
    }
    Ok(bytes)
}

fn repeats(
    target: &dyn Target,
    path: &str,
    holds: impl FnOnce(&[u8]) -> bool,
) -> Result<(), PublishError> {
    if holds(&target.read(path)?) {
        return Ok(());
    }
    let defect = TreeDefect::Differs(target.name_of(path));
    Err(PublishError::ForeignFolder(target.name(), defect))
}

/// Checks that every copy under a fixed name is that of some published file: those of streets that
/// this snapshot does not name are of one that a killed publisher began or ended.
fn copies_are_published(target: &dyn Target) -> Result<(), PublishError> {
    for folder in folders() {
        for name in target.list(&folder)? {
            let path = format!("{folder}/{name}");
            let format = match TreePath::parse(&path) {
                Some(TreePath::Street { format, .. } | TreePath::DutyList { format, .. }) => format,
                Some(TreePath::Sheet { .. }) => Format::Csv,
                _ => continue,
            };
            repeats(target, &path, |copy| {
                let original = TreePath::hashed(&sha256(copy), format).to_string();
                target.read(&original).is_ok_and(|bytes| bytes == copy)
            })?;
        }
    }
    Ok(())
}
