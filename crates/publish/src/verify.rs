//! Verifies a tree against its manifest.

use civic::published::Walk;
use routes::tree::TreePath;
use snapshot::sha256;

use crate::archive;
use crate::error::{PublishError, TreeDefect};
use crate::target::Target;
use crate::tree::{current, verified, walk};

/// Checks every file that a tree's manifest names, directories and what they name included, and the
/// manifests of the snapshots before it. Returns their number.
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
            let mut files = 0;
            let directories = walk(target, Walk::all(&manifest, logical), |_, file| {
                files += 1;
                verified(target, file).map(drop)
            })?;
            count += directories + files;
        } else {
            verified(target, entry)?;
            count += 1;
        }
    }
    Ok(count)
}
