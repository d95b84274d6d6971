//! Publishing: new files first, the manifest last, so that a reader sees the old state or the new
//! one and never a mixture, even where the publisher is killed at any moment.

use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use civic::sources::Sources;
use civic::time::Timestamp;
use civic::tree::{
    Directory, Entry, FORMAT, IdsFile, Licence, Manifest, Previous, directory_of, name,
};
use sha2::{Digest as _, Sha256};

use crate::directories::lay_out;
use crate::{archive, files, streets};

/// Why nothing was published.
#[derive(Debug)]
pub enum PublishError {
    /// The city has no settings.
    NoSettings,
    /// The folder holds something that is not a tree of ours, or a damaged one.
    ForeignFolder(PathBuf, String),
    /// Another publisher is at work.
    Locked(PathBuf),
    /// Reading or writing failed.
    Io(PathBuf, io::Error),
    /// A file could not be written as JSON.
    Json(serde_json::Error),
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSettings => f.write_str("portal.toml could not be read: fix it first"),
            Self::ForeignFolder(path, why) => write!(
                f,
                "{} holds no tree that can be continued ({why}): name an empty folder, or restore it",
                path.display()
            ),
            Self::Locked(path) => write!(
                f,
                "another publisher is at work: wait for it or, if none is, delete {}",
                path.display()
            ),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Json(error) => write!(f, "a file could not be written as JSON: {error}"),
        }
    }
}

impl std::error::Error for PublishError {}

impl From<serde_json::Error> for PublishError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

/// How far publishing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files in all.
    pub total: usize,
}

/// What was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The manifest that is in force now.
    pub manifest: Manifest,
    /// False where the content is the same as before, and no new snapshot was made.
    pub changed: bool,
}

/// What to publish, where and when.
pub struct Publication<'a> {
    /// The city, checked: nothing with an ERROR may come here.
    pub sources: &'a Sources,
    /// The folder of the tree.
    pub out: &'a Path,
    /// The instant that the manifest bears.
    pub published_at: Timestamp,
    /// Makes a new snapshot even where nothing changed.
    pub force: bool,
}

fn at(path: &Path) -> impl Fn(io::Error) -> PublishError + '_ {
    |error| PublishError::Io(path.to_owned(), error)
}

/// The SHA-256 of some bytes, 64 hex digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

fn entry(logical: &str, bytes: &[u8]) -> Entry {
    let sha256 = sha256(bytes);
    let extension =
        if logical.len() > name::CALENDARS_DIR.len() && logical.starts_with(name::CALENDARS_DIR) {
            "ics"
        } else {
            "json"
        };
    Entry {
        path: format!("f/{}.{extension}", &sha256[..32]),
        size: bytes.len() as u64,
        sha256,
    }
}

/// Removes the lock when the publisher is done, however it ends.
struct Lock(PathBuf);

impl Lock {
    fn take(out: &Path) -> Result<Self, PublishError> {
        let path = out.join(".publishing");
        match File::options().write(true).create_new(true).open(&path) {
            Ok(_) => Ok(Self(path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(PublishError::Locked(path))
            }
            Err(error) => Err(PublishError::Io(path, error)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        fs::remove_file(&self.0).ok();
    }
}

/// Writes a file whole or not at all: beside it, synced, then renamed over it.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(at(folder))?;
    let beside = path.with_extension("part");
    let mut file = File::create(&beside).map_err(at(&beside))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(at(&beside))?;
    fs::rename(&beside, path).map_err(at(path))?;
    File::open(folder)
        .and_then(|f| f.sync_all())
        .map_err(at(folder))
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

/// How many files are packed before they are written.
const PACKED_AT_ONCE: usize = 64;

/// Packs files on every core: nothing else of a publication takes as long. What is there already
/// is taken as it is, if it holds these bytes.
fn packed(out: &Path, files: &[(&String, &Vec<u8>)]) -> io::Result<Vec<Vec<u8>>> {
    let pack = |(path, bytes): &(&String, &Vec<u8>)| {
        let known = fs::read(out.join(twin(path))).ok();
        known
            .filter(|known| holds(known, bytes))
            .map_or_else(|| brotli(bytes), Ok)
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let parts = files.chunks(files.len().div_ceil(cores).max(1));
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(pack).collect::<Vec<_>>()))
            .collect();
        let ended = |_| vec![Err(io::Error::other("the packing of a file ended early"))];
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(ended))
            .collect()
    })
}

/// The Brotli twin of a file.
fn twin(path: &str) -> String {
    format!("{path}.br")
}

fn holds(packed: &[u8], bytes: &[u8]) -> bool {
    let mut unpacked = Vec::with_capacity(bytes.len());
    brotli::BrotliDecompress(&mut &packed[..], &mut unpacked).is_ok() && unpacked == bytes
}

/// The manifest in force; `None` in a folder that is empty or not there.
pub fn current(out: &Path) -> Result<Option<(Manifest, Vec<u8>)>, PublishError> {
    let path = out.join("manifest.json");
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let foreign = fs::read_dir(out).is_ok_and(|entries| {
                entries.flatten().any(|e| {
                    !matches!(
                        e.file_name().to_str(),
                        Some("f" | "manifests" | streets::OPEN | ".publishing")
                    )
                })
            });
            let why = || "it has other files and no manifest.json".to_owned();
            return if foreign {
                Err(PublishError::ForeignFolder(out.to_owned(), why()))
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
            format!("its format is {}", manifest.format),
        )),
        Err(error) => Err(PublishError::ForeignFolder(
            out.to_owned(),
            format!("manifest.json: {error}"),
        )),
    }
}

/// Reads a file of a tree by its logical name, and checks it against the hashes.
pub fn read(out: &Path, manifest: &Manifest, logical: &str) -> Result<Vec<u8>, PublishError> {
    let missing = || PublishError::ForeignFolder(out.to_owned(), format!("it has no {logical}"));
    let Some(directory) = directory_of(logical) else {
        return verified(out, manifest.files.get(logical).ok_or_else(missing)?);
    };
    let mut entry = manifest.files.get(directory).ok_or_else(missing)?.clone();
    loop {
        let directory: Directory = serde_json::from_slice(&verified(out, &entry)?)?;
        if let Some(file) = directory.files.get(logical) {
            return verified(out, file);
        }
        entry = directory.part(logical).ok_or_else(missing)?.clone();
    }
}

pub(crate) fn verified(out: &Path, entry: &Entry) -> Result<Vec<u8>, PublishError> {
    let path = out.join(&entry.path);
    let bytes = fs::read(&path).map_err(at(&path))?;
    if bytes.len() as u64 == entry.size && sha256(&bytes) == entry.sha256 {
        Ok(bytes)
    } else {
        Err(PublishError::ForeignFolder(
            out.to_owned(),
            format!("{} does not match its hash", entry.path),
        ))
    }
}

/// Checks every file that a tree's manifest names, directories and what they name included, and the
/// manifests of the snapshots before it; how many there are.
pub fn verify(out: &Path) -> Result<usize, PublishError> {
    let Some((manifest, _)) = current(out)? else {
        return Err(PublishError::ForeignFolder(
            out.to_owned(),
            "it has no manifest.json".to_owned(),
        ));
    };
    let earlier = archive::read(out, &manifest)?;
    let mut count = earlier.len();
    for snapshot in earlier {
        let path = out.join(format!("manifests/{}.json", snapshot.sequence));
        if sha256(&fs::read(&path).map_err(at(&path))?) != snapshot.sha256 {
            let why = format!("{} does not match its hash", path.display());
            return Err(PublishError::ForeignFolder(out.to_owned(), why));
        }
    }
    let mut directories = Vec::new();
    for (logical, entry) in manifest.files {
        if logical.ends_with('/') {
            directories.push(entry);
        } else {
            verified(out, &entry)?;
            count += 1;
        }
    }
    while let Some(entry) = directories.pop() {
        let directory: Directory = serde_json::from_slice(&verified(out, &entry)?)?;
        for file in directory.files.values() {
            verified(out, file)?;
        }
        count += 1 + directory.files.len();
        directories.extend(directory.parts.into_values());
    }
    Ok(count)
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

/// Publishes a city. `progress` is called before each write; a test may end the work there.
pub fn publish(
    publication: &Publication<'_>,
    progress: &mut dyn FnMut(Progress) -> io::Result<()>,
) -> Result<Published, PublishError> {
    let out = publication.out;
    let settings = publication
        .sources
        .settings
        .as_ref()
        .ok_or(PublishError::NoSettings)?;
    fs::create_dir_all(out).map_err(at(out))?;
    let before = current(out)?;
    let _lock = Lock::take(out)?;
    let mut made = files::make(publication.sources, settings, &published_ids(out)?)?;
    let in_force = before.as_ref().map(|(manifest, _)| (out, manifest));
    made.extend(streets::make(
        publication.sources,
        settings,
        publication.published_at,
        in_force,
    )?);
    let copies = streets::copies(&made);

    let (mut top, mut contents) = lay_out(made, entry)?;
    // The archive grows with each snapshot: it alone is no news.
    let is_alike = |m: &Manifest| {
        let news = m
            .files
            .iter()
            .filter(|(name, _)| *name != name::ARCHIVE_DIR);
        news.eq(&top)
    };
    if let Some((manifest, _)) = before
        .as_ref()
        .filter(|(m, _)| !publication.force && is_alike(m))
    {
        streets::restore(out, &copies)?;
        return Ok(Published {
            manifest: manifest.clone(),
            changed: false,
        });
    }
    let (earlier, bytes) = lay_out(archive::make(out, before.as_ref())?, entry)?;
    top.extend(earlier);
    contents.extend(bytes);
    let manifest = Manifest {
        format: FORMAT,
        sequence: before.as_ref().map_or(1, |(m, _)| m.sequence + 1),
        published_at: publication.published_at,
        previous: before.as_ref().map(|(m, bytes)| Previous {
            sequence: m.sequence,
            sha256: sha256(bytes),
        }),
        city: settings.id.clone(),
        city_name: settings.name.clone(),
        time_zone: settings.zone.clone(),
        licence: Licence {
            name: settings.licence.clone(),
            url: settings.licence_url.clone(),
        },
        files: top,
    };
    let bytes = serde_json::to_vec(&manifest)?;
    let archived = format!("manifests/{}.json", manifest.sequence);

    let total = contents.len() * 2 + copies.len() + 2;
    let mut done = 0;
    let mut write = |path: &str, bytes: &[u8]| -> Result<(), PublishError> {
        let path = out.join(path);
        progress(Progress { done, total }).map_err(at(&path))?;
        done += 1;
        // Named by their content: what is there already is right, unless it was cut short.
        if path.file_name().is_some_and(|n| n != "manifest.json")
            && fs::read(&path).is_ok_and(|b| b == bytes)
        {
            return Ok(());
        }
        write_whole(&path, bytes)
    };
    let contents: Vec<(&String, &Vec<u8>)> = contents.iter().collect();
    for some in contents.chunks(PACKED_AT_ONCE) {
        let twins = packed(out, some).map_err(at(out))?;
        for ((path, bytes), packed) in some.iter().zip(&twins) {
            write(path, bytes)?;
            write(&twin(path), packed)?;
        }
    }
    for (path, bytes) in &copies {
        write(path, bytes)?;
    }
    write(&archived, &bytes)?;
    write("manifest.json", &bytes)?;
    streets::prune(out, &copies)?;
    Ok(Published {
        manifest,
        changed: true,
    })
}
