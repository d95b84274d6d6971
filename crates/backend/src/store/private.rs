//! Files and folders that their owner alone may read.

use std::fs::{self, OpenOptions, Permissions};
use std::io;
use std::path::Path;

use crate::causes::chain;

/// Makes a folder that is its owner's alone, or takes what others may do there away.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    close(path);
    Ok(())
}

/// Makes a file that is its owner's alone where there is none, or takes what others may do with it
/// away.
pub(crate) fn file(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    close(path);
    Ok(())
}

/// What the group and everybody else may do.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Takes away what others may do, where there is something at the path.
#[cfg(unix)]
pub(crate) fn close(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;

    let closed = fs::metadata(path).and_then(|metadata| {
        let mode = metadata.permissions().mode();
        if mode & OTHERS == 0 {
            return Ok(());
        }
        fs::set_permissions(path, Permissions::from_mode(mode & !OTHERS))
    });
    match closed {
        // It belongs to another user, who decided so: a volume of a container, for example.
        Err(error) if error.kind() != io::ErrorKind::NotFound => tracing::warn!(
            path = %path.display(),
            cause = chain(&error),
            "other users of this machine may read what people sent"
        ),
        _ => {}
    }
}

#[cfg(not(unix))]
pub(crate) fn close(_: &Path) {}
