//! The compressed twins of the published files, made on every core: Brotli, and gzip, which is all
//! that browsers accept over plain HTTP.

use std::io::{self, Read as _, Write as _};
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;

use crate::error::PublishError;
use crate::target::Target;

/// How a twin is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    pub(crate) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The path of a file's twin.
    pub(crate) fn twin(self, path: &str) -> String {
        match self {
            Self::Brotli => format!("{path}.br"),
            Self::Gzip => format!("{path}.gz"),
        }
    }

    fn pack(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Brotli => {
                let params = brotli::enc::BrotliEncoderParams {
                    quality: brotli_quality(bytes.len()),
                    lgwin: brotli_window(bytes.len()),
                    size_hint: bytes.len(),
                    ..Default::default()
                };
                let mut packed = Vec::new();
                brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
                Ok(packed)
            }
            Self::Gzip => {
                // No name and no time: the same bytes for the same file.
                let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
                encoder.write_all(bytes)?;
                encoder.finish()
            }
        }
    }

    /// Whether a twin decompresses to these bytes, and nothing follows it.
    pub(crate) fn holds(self, packed: &[u8], bytes: &[u8]) -> bool {
        let mut rest = packed;
        let mut unpacked = Vec::with_capacity(bytes.len());
        let read = match self {
            Self::Brotli => brotli::BrotliDecompress(&mut rest, &mut unpacked),
            Self::Gzip => GzDecoder::new(&mut rest)
                .read_to_end(&mut unpacked)
                .map(drop),
        };
        read.is_ok() && rest.is_empty() && unpacked == bytes
    }
}

/// The highest quality costs a second for each megabyte. What a page fetches is far smaller; the
/// few large files are indexes that each change rewrites.
fn brotli_quality(size: usize) -> i32 {
    match size {
        _ if size <= LARGE => 11,
        ..=0xf_ffff => 9,
        _ => 5,
    }
}

/// The binary logarithm of the smallest window that reaches back to the start of a file, or as far as
/// [`MAX_WINDOW`]. What the compressor sets up is as large as the window, whatever it compresses: tens
/// of megabytes for its default.
fn brotli_window(size: usize) -> i32 {
    (MIN_WINDOW..MAX_WINDOW)
        .find(|bits| size <= reach(*bits))
        .unwrap_or(MAX_WINDOW)
}

/// How far back a window reaches (RFC 7932, section 9.1).
const fn reach(bits: i32) -> usize {
    (1 << bits) - 16
}

const MIN_WINDOW: i32 = 10;
/// What Brotli takes where nothing is said: 4 MB.
const MAX_WINDOW: i32 = 22;

/// Files that are larger are compressed one at a time: for each, Brotli holds tens of megabytes.
const LARGE: usize = 0x1_ffff;

/// Compresses files on every core, the slowest part of a publication: a twin for each
/// [`Coding::ALL`]. An existing twin is reused if it decompresses to these bytes.
pub(crate) fn packed(
    target: &dyn Target,
    files: &[(String, Vec<u8>)],
) -> Result<Vec<[Vec<u8>; 2]>, PublishError> {
    let pack = |(path, bytes): &(String, Vec<u8>)| -> Result<[Vec<u8>; 2], PublishError> {
        let twin = |coding: Coding| {
            let twin = coding.twin(path);
            let known = target.read(&twin).ok();
            known
                .filter(|known| coding.holds(known, bytes))
                .map_or_else(|| coding.pack(bytes), Ok)
                .map_err(|error| PublishError::Io(target.name_of(&twin), error))
        };
        let [brotli, gzip] = Coding::ALL.map(twin);
        Ok([brotli?, gzip?])
    };
    // Each thread takes the next file, since they differ in size.
    let next = AtomicUsize::new(0);
    let large = Mutex::new(());
    let done = Mutex::new(Vec::with_capacity(files.len()));
    let work = || {
        while let Some((i, file)) = {
            let i = next.fetch_add(1, Ordering::Relaxed);
            files.get(i).map(|file| (i, file))
        } {
            let alone = (file.1.len() > LARGE).then(|| large.lock());
            let twins = pack(file);
            drop(alone);
            if let Ok(mut done) = done.lock() {
                done.push((i, twins));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(work);
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, twins)| twins).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The window that a Brotli stream declares (RFC 7932, section 9.1).
    fn declared(packed: &[u8]) -> u8 {
        let first = packed.first().copied().expect("a byte");
        match (first & 1, first >> 1 & 7, first >> 4 & 7) {
            (0, ..) => 16,
            (_, 0, 0) => 17,
            (_, 0, n) => 8 + n,
            (_, n, _) => 17 + n,
        }
    }

    #[test]
    fn a_twin_asks_for_no_larger_window_than_its_file_needs_and_reaches_all_of_it() {
        for bits in MIN_WINDOW..=18 {
            for (size, needed) in [(reach(bits), bits), (reach(bits) + 1, bits + 1)] {
                // Its end repeats its start, and nothing between does.
                let mut bytes: Vec<u8> = (0_u32..)
                    .map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[1])
                    .take(size)
                    .collect();
                let (start, end) = bytes.split_at_mut(size - 64);
                end.copy_from_slice(&start[..64]);
                let packed = Coding::Brotli.pack(&bytes).expect("packed");
                assert_eq!(i32::from(declared(&packed)), needed, "{size} bytes");
                assert!(Coding::Brotli.holds(&packed, &bytes), "{size} bytes");
            }
        }
    }

    #[test]
    fn no_file_asks_for_a_window_that_a_browser_does_not_know() {
        assert_eq!(brotli_window(0), MIN_WINDOW);
        assert_eq!(brotli_window(usize::MAX), MAX_WINDOW);
    }
}
