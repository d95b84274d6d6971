//! The keys of those who handle cases: who holds one acts under its name, in its role. Only their
//! hashes are kept, in a file of the data directory that its owner alone may read.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, mem};

use civic::UnitCode;
use civic::cases::handling::{Actor, Role};
use civic::time::Instant;
use serde::{Deserialize, Serialize};

use crate::hash::sha256;
use crate::store::private;

const FILE: &str = "staff.json";
/// The bytes of a key.
const BYTES: usize = 32;
/// What a key begins with, so that one that was published by mistake is found by searching for it.
const PREFIX: &str = "mingdan_";
/// The most characters of a name.
const MAX_NAME: usize = 40;

/// Who may handle cases.
#[derive(Debug)]
pub struct Staff {
    path: PathBuf,
    keys: Vec<StaffKey>,
}

/// Who holds a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffKey {
    /// Their name, unique in the city.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Their unit; `None` for one of the city itself.
    #[serde(default)]
    pub unit: Option<UnitCode>,
    /// When it was given.
    pub given_at: Instant,
    /// The SHA-256 of the key.
    pub key_sha256: String,
}

impl StaffKey {
    /// Who acts with it.
    pub fn actor(&self) -> Actor {
        Actor::Staff {
            name: self.name.clone(),
            role: self.role.clone(),
            unit: self.unit.clone(),
        }
    }
}

/// Why keys cannot be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// The file cannot be read or written.
    #[error("cannot use {}", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// It is not what this version writes.
    #[error("{} is not a list of keys", .0.display())]
    Json(PathBuf, #[source] serde_json::Error),
    /// A name is empty, too long, or has characters that cannot be shown.
    #[error("a name is 1 to {MAX_NAME} characters that can be shown")]
    Name,
    /// Somebody of this name has a key in this role.
    #[error("{0} has a key in this role already")]
    Known(String),
    /// Nobody of this name has one.
    #[error("{0} has no key")]
    Nobody(String),
}

impl Staff {
    /// The keys of a data directory; none where there is no file yet.
    pub fn open(data_dir: &Path) -> Result<Self, StaffError> {
        let path = data_dir.join(FILE);
        private::close(&path);
        let keys = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| StaffError::Json(path.clone(), error))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(StaffError::File(path, error)),
        };
        Ok(Self { path, keys })
    }

    /// Everybody who has a key.
    pub fn keys(&self) -> &[StaffKey] {
        &self.keys
    }

    /// Who holds a key; `None` where nobody does.
    pub fn holder(&self, key: &str) -> Option<&StaffKey> {
        // What is compared is a hash of 256 random bits: how long that takes tells nothing.
        let hash = sha256(key);
        self.keys.iter().find(|held| held.key_sha256 == hash)
    }

    /// Gives somebody a key, which is never shown again.
    pub fn give(
        &mut self,
        name: &str,
        role: Role,
        unit: Option<UnitCode>,
        now: Instant,
    ) -> Result<String, StaffError> {
        let name = name.trim();
        let length = name.chars().count();
        if !(1..=MAX_NAME).contains(&length) || name.chars().any(char::is_control) {
            return Err(StaffError::Name);
        }
        if self
            .keys
            .iter()
            .any(|held| held.name == name && held.role == role)
        {
            return Err(StaffError::Known(name.to_owned()));
        }
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|error| StaffError::File(self.path.clone(), io::Error::other(error)))?;
        let key = format!("{PREFIX}{}", hex::encode(bytes));
        self.keys.push(StaffKey {
            name: name.to_owned(),
            role,
            unit,
            given_at: now,
            key_sha256: sha256(&key),
        });
        self.write()?;
        Ok(key)
    }

    /// Takes all keys of somebody away; how many there were.
    pub fn take_away(&mut self, name: &str) -> Result<usize, StaffError> {
        let before = self.keys.len();
        let others = mem::take(&mut self.keys);
        self.keys = others
            .into_iter()
            .filter(|held| held.name != name)
            .collect();
        let taken = before - self.keys.len();
        if taken == 0 {
            return Err(StaffError::Nobody(name.to_owned()));
        }
        self.write()?;
        Ok(taken)
    }

    /// Replaces the file as a whole, so that a reader sees the keys of before or of now.
    fn write(&self) -> Result<(), StaffError> {
        let failed = |error| StaffError::File(self.path.clone(), error);
        let json = serde_json::to_vec_pretty(&self.keys)
            .map_err(|error| StaffError::Json(self.path.clone(), error))?;
        let beside = self.path.with_extension("json.new");
        let _ = fs::remove_file(&beside);
        private::file(&beside).map_err(failed)?;
        let mut file = fs::OpenOptions::new()
            .append(true)
            .open(&beside)
            .map_err(failed)?;
        file.write_all(&json)
            .and_then(|()| file.sync_all())
            .map_err(failed)?;
        fs::rename(&beside, &self.path).map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_until_it_is_taken_away_and_only_its_hash_is_kept() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut staff = Staff::open(directory.path()).expect("none yet");
        let unit = Some(UnitCode::from("630103"));
        let key = staff
            .give("王", Role::Handler, unit.clone(), Instant(5))
            .expect("given");
        let read = Staff::open(directory.path()).expect("read");
        let holder = read.holder(&key).expect("known");
        assert_eq!((holder.name.as_str(), &holder.unit), ("王", &unit));
        assert!(read.holder("mingdan_00").is_none());
        let file = fs::read_to_string(directory.path().join(FILE)).expect("a file");
        assert!(!file.contains(&key));
        assert_eq!(staff.take_away("王").expect("taken"), 1);
        let read = Staff::open(directory.path()).expect("read");
        assert!(read.holder(&key).is_none());
    }

    #[test]
    fn a_name_is_somebody_once_in_a_role() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut staff = Staff::open(directory.path()).expect("none yet");
        let mut give = |name, role| staff.give(name, role, None, Instant(5));
        give("王", Role::Handler).expect("given");
        give("王", Role::Screener).expect("given");
        assert!(matches!(
            give("王", Role::Handler),
            Err(StaffError::Known(_))
        ));
        assert!(matches!(give("  ", Role::Handler), Err(StaffError::Name)));
        assert!(matches!(
            give("\u{7}", Role::Handler),
            Err(StaffError::Name)
        ));
    }
}
