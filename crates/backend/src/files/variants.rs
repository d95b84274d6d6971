//! A file and its packed twins, as they were when they were last looked at.

use std::io::{self, ErrorKind, Read as _};
use std::time::{Duration, SystemTime};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue};

use super::encoding::{Encoding, preferred};
use super::folder::Folder;

/// A file and the twins it has.
#[derive(Debug)]
pub(crate) struct Variants {
    file: Variant,
    brotli: Option<Variant>,
    gzip: Option<Variant>,
}

/// One packing of a file.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) content: Content,
    /// In bytes.
    pub(crate) size: u64,
    /// In whole seconds, as HTTP has it; `None` where the disk does not say.
    pub(crate) modified: Option<SystemTime>,
    pub(crate) last_modified: Option<HeaderValue>,
    /// A strong validator; of each packing another.
    pub(crate) etag: Option<HeaderValue>,
}

/// Where the bytes are.
#[derive(Debug)]
pub(crate) enum Content {
    Memory(Bytes),
    /// Too large to be kept; read from there piece by piece.
    Disk(Folder, String),
}

/// What changes when a file or one of its twins changes: when each was modified, and its size.
pub(crate) type Stamps = [Option<(SystemTime, u64)>; 3];

impl Variants {
    /// The stamps of a file and its twins as they are now. Without the file there are none,
    /// whatever twins it left behind.
    pub(crate) fn stamps(folder: &Folder, path: &str) -> io::Result<Stamps> {
        let stamp = |encoding| {
            let metadata = folder.metadata(&name(path, encoding))?;
            Ok((metadata.modified()?, metadata.len()))
        };
        let twin = |encoding| match stamp(encoding) {
            Ok(stamp) => Ok(Some(stamp)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(error),
        };
        let file = Some(stamp(Encoding::Identity)?);
        Ok([file, twin(Encoding::Brotli)?, twin(Encoding::Gzip)?])
    }

    /// Reads a file and its twins; what is larger than `most` bytes stays on the disk. May block.
    pub(crate) fn load(folder: &Folder, path: &str, most: u64) -> io::Result<Self> {
        let twin = |encoding| match Variant::load(folder, path, encoding, most) {
            Ok(variant) => Ok(Some(variant)),
            // A twin that may not be read is not needed.
            Err(error) if is_missing(&error) || error.kind() == ErrorKind::PermissionDenied => {
                Ok(None)
            }
            Err(error) => Err(error),
        };
        Ok(Self {
            file: Variant::load(folder, path, Encoding::Identity, most)?,
            brotli: twin(Encoding::Brotli)?,
            gzip: twin(Encoding::Gzip)?,
        })
    }

    /// The bytes that are kept in memory.
    pub(crate) fn in_memory(&self) -> u64 {
        let all = [Some(&self.file), self.brotli.as_ref(), self.gzip.as_ref()];
        let kept = all
            .into_iter()
            .flatten()
            .map(|variant| match variant.content {
                Content::Memory(_) => variant.size,
                Content::Disk(..) => 0,
            });
        kept.sum()
    }

    /// True where what is sent depends on what the client takes.
    pub(crate) fn is_packed(&self) -> bool {
        self.brotli.is_some() || self.gzip.is_some()
    }

    /// The packing to send to a client.
    pub(crate) fn preferred(&self, headers: &HeaderMap) -> (Encoding, &Variant) {
        let get = |encoding| match encoding {
            Encoding::Brotli => self.brotli.as_ref(),
            Encoding::Gzip => self.gzip.as_ref(),
            Encoding::Identity => Some(&self.file),
        };
        let encoding = preferred(headers, |encoding| get(encoding).is_some());
        get(encoding).map_or((Encoding::Identity, &self.file), |twin| (encoding, twin))
    }
}

impl Variant {
    fn load(folder: &Folder, path: &str, encoding: Encoding, most: u64) -> io::Result<Self> {
        let path = name(path, encoding);
        let mut file = folder.open(&path)?;
        let metadata = file.metadata()?;
        let (content, size) = if metadata.len() <= most {
            let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
            file.read_to_end(&mut bytes)?;
            let size = bytes.len() as u64;
            (Content::Memory(bytes.into()), size)
        } else {
            (Content::Disk(folder.clone(), path), metadata.len())
        };
        let modified = metadata.modified().ok();
        let since = modified.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
        Ok(Self {
            content,
            size,
            modified: since
                .map(|since| SystemTime::UNIX_EPOCH + Duration::from_secs(since.as_secs())),
            last_modified: modified.and_then(|at| {
                let date = httpdate::fmt_http_date(at);
                HeaderValue::try_from(date).ok()
            }),
            etag: since.and_then(|since| {
                let coding = encoding.coding().map_or(String::new(), |c| format!("-{c}"));
                let etag = format!("\"{:x}-{size:x}{coding}\"", since.as_nanos());
                HeaderValue::try_from(etag).ok()
            }),
        })
    }
}

fn name(path: &str, encoding: Encoding) -> String {
    format!("{path}{}", encoding.extension())
}

/// The path of the file that this is a packed twin of; `None` where it is none.
pub(crate) fn base_of(path: &str) -> Option<&str> {
    let mut twins = Encoding::ALL.into_iter();
    twins.find_map(|encoding| {
        encoding
            .coding()
            .and(path.strip_suffix(encoding.extension()))
    })
}

/// True where an error says that there is no such file: also of a name that no file can have.
pub(crate) fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidFilename
            | ErrorKind::InvalidInput
    ) || is_loop(error)
}

/// True where links lead in a circle. The kind for it is not stable yet.
#[cfg(unix)]
fn is_loop(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

#[cfg(not(unix))]
fn is_loop(_: &io::Error) -> bool {
    false
}
