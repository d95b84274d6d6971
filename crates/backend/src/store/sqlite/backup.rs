//! Backups: a file of the newest version, copied while the store is used, and held against its own
//! log before it is called one. It is the same file whichever database it was made from.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::schema;
use super::verify::verify;
use crate::store::case::Backup;
use crate::store::error::{Cause, OwnError};
use crate::store::private;

/// A file that becomes a backup once it is whole; until then it has a name beside it, and is removed
/// where it does not get that far.
#[derive(Debug)]
pub(in crate::store) struct NewBackup {
    to: PathBuf,
    beside: PathBuf,
}

impl NewBackup {
    /// Makes the file, its owner's alone. A file that is there already is never replaced.
    pub(in crate::store) fn create(to: &Path) -> Result<Self, Cause> {
        if to.exists() {
            return Err(OwnError::FileExists(to.display().to_string()).into());
        }
        let mut beside = to.as_os_str().to_owned();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&beside)?;
        Ok(Self {
            to: to.to_owned(),
            beside,
        })
    }

    /// Where to write.
    pub(in crate::store) fn path(&self) -> &Path {
        &self.beside
    }

    /// Holds the file against its log, and gives it its name.
    pub(in crate::store) fn finish(self) -> Result<Backup, Cause> {
        let connection = Connection::open(&self.beside)?;
        let backup = described(&connection)?;
        connection.close().map_err(|(_, error)| error)?;
        fs::File::open(&self.beside)?.sync_all()?;
        // Does not replace what came there in the meantime.
        match fs::hard_link(&self.beside, &self.to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(OwnError::FileExists(self.to.display().to_string()).into());
            }
            Err(_) => fs::rename(&self.beside, &self.to)?,
            Ok(()) => {}
        }
        #[cfg(unix)]
        if let Some(folder) = self.to.parent().filter(|path| !path.as_os_str().is_empty()) {
            fs::File::open(folder)?.sync_all()?;
        }
        Ok(backup)
    }
}

impl Drop for NewBackup {
    fn drop(&mut self) {
        // It was given its name, or is of no use.
        let _gone = fs::remove_file(&self.beside);
    }
}

/// What a whole backup has; an error where it is not whole.
fn described(connection: &Connection) -> Result<Backup, Cause> {
    let verification = verify(connection, None)?;
    if let Some(fault) = verification.faults.first() {
        return Err(OwnError::Broken(fault.to_string()).into());
    }
    let cases: i64 = connection.query_row("SELECT count(*) FROM cases", [], |row| row.get(0))?;
    Ok(Backup {
        cases: u64::try_from(cases).unwrap_or_default(),
        head: verification.head,
    })
}

/// Copies a file, as it is at one instant, into a backup.
pub(super) fn backup(file: &Path, to: &Path) -> Result<Backup, Cause> {
    let new = NewBackup::create(to)?;
    let connection = schema::open_to_copy(file)?;
    let path = new.path().to_string_lossy().into_owned();
    connection.execute("VACUUM INTO ?1", [path])?;
    new.finish()
}

/// An own copy of a backup, of the newest version, whole: the backup itself is only read, whatever
/// version it is of.
#[derive(Debug)]
pub(in crate::store) struct ReadBackup {
    pub(in crate::store) connection: Connection,
    pub(in crate::store) backup: Backup,
    _folder: TempDir,
}

impl ReadBackup {
    /// `room` is a folder with room for the copy.
    pub(in crate::store) fn open(from: &Path, room: &Path) -> Result<Self, Cause> {
        let folder = tempfile::Builder::new()
            .prefix("restore-")
            .tempdir_in(room)?;
        let copy = folder.path().join("copy");
        private::file(&copy)?;
        fs::copy(from, &copy)?;
        private::close(&copy);
        let connection = schema::open(&copy)?;
        Ok(Self {
            backup: described(&connection)?,
            connection,
            _folder: folder,
        })
    }
}

/// Takes everything over from a backup.
pub(super) fn restore(
    connection: &mut Connection,
    from: &Path,
    room: &Path,
) -> Result<Backup, Cause> {
    let holds: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM cases) OR EXISTS (SELECT 1 FROM log)",
        [],
        |row| row.get(0),
    )?;
    if holds {
        return Err(OwnError::NotEmpty.into());
    }
    let source = ReadBackup::open(from, room)?;
    {
        let copying = rusqlite::backup::Backup::new(&source.connection, connection)?;
        copying.run_to_completion(1000, std::time::Duration::ZERO, None)?;
    }
    schema::checkpoint(connection)?;
    let restored = described(connection)?;
    if restored != source.backup {
        return Err(OwnError::Broken("it is not what the backup has".to_owned()).into());
    }
    Ok(restored)
}
