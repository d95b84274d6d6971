//! The folder that an import writes: whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::{ConvertError, at};

/// The file that marks a folder as made by an import.
pub(super) const MARK: &str = "import.json";

/// Refuses a folder that holds something else.
pub(super) fn may_write(out: &Path, force: bool) -> Result<(), ConvertError> {
    let empty = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(at(out)(error)),
    };
    if empty {
        Ok(())
    } else if !force {
        Err(ConvertError::NotEmpty(out.to_owned()))
    } else if out.join(MARK).is_file() {
        Ok(())
    } else {
        Err(ConvertError::Foreign(out.to_owned()))
    }
}

/// A folder beside the one to write; it goes when it is not kept.
pub(super) struct Beside(PathBuf);

impl Beside {
    pub(super) fn new(out: &Path) -> Result<Self, ConvertError> {
        let path = beside(out, "part");
        if path.exists() {
            fs::remove_dir_all(&path).map_err(at(&path))?;
        }
        fs::create_dir_all(&path).map_err(at(&path))?;
        Ok(Self(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), ConvertError> {
        let path = self.0.join(file);
        fs::write(&path, bytes).map_err(at(&path))
    }

    /// Puts the folder in its place.
    pub(super) fn keep(self, out: &Path) -> Result<(), ConvertError> {
        let old = beside(out, "old");
        if out.exists() {
            fs::rename(out, &old).map_err(at(out))?;
        }
        fs::rename(&self.0, out).map_err(at(out))?;
        if old.exists() {
            fs::remove_dir_all(&old).map_err(at(&old))?;
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn beside(out: &Path, what: &str) -> PathBuf {
    let name = out.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = format!(
        ".{}.{}-{what}",
        name.unwrap_or_default(),
        std::process::id()
    );
    out.with_file_name(name)
}
