//! Verifies a tree against its manifest.

use std::fs;
use std::path::Path;

use civic::published::Walk;
use routes::tree::TreePath;
use snapshot::sha256;

use crate::archive;
use crate::error::{PublishError, TreeDefect, at};
use crate::tree::{current, verified, walk};

/// Checks every file that a tree's manifest names, directories and what they name included, and the
/// manifests of the snapshots before it. Returns their number.
pub fn verify(out: &Path) -> Result<usize, PublishError> {
    let Some((manifest, _)) = current(out)? else {
        return Err(PublishError::ForeignFolder(
            out.to_owned(),
            TreeDefect::NoManifest,
        ));
    };
    let earlier = archive::read(out, &manifest)?;
    let mut count = earlier.len();
    for snapshot in earlier {
        let path = out.join(TreePath::ArchivedManifest(snapshot.sequence).to_string());
        if sha256(&fs::read(&path).map_err(at(&path))?) != snapshot.sha256 {
            let defect = TreeDefect::Altered(path.display().to_string());
            return Err(PublishError::ForeignFolder(out.to_owned(), defect));
        }
    }
    for (logical, entry) in &manifest.files {
        if logical.ends_with('/') {
            let mut files = 0;
            let directories = walk(out, Walk::all(&manifest, logical), |_, file| {
                files += 1;
                verified(out, file).map(drop)
            })?;
            count += directories + files;
        } else {
            verified(out, entry)?;
            count += 1;
        }
    }
    Ok(count)
}
