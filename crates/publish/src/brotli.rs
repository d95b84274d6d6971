//! Brotli twins, made on every core.

use std::num::NonZero;
use std::{io, thread};

use crate::target::Target;

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

/// Compresses files on every core, the slowest part of a publication. An existing twin is reused if
/// it decompresses to these bytes.
pub(crate) fn packed(
    target: &dyn Target,
    files: &[(&String, &Vec<u8>)],
) -> io::Result<Vec<Vec<u8>>> {
    let pack = |(path, bytes): &(&String, &Vec<u8>)| {
        let known = target.read(&twin(path)).ok();
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
pub(crate) fn twin(path: &str) -> String {
    format!("{path}.br")
}

pub(crate) fn holds(packed: &[u8], bytes: &[u8]) -> bool {
    let mut unpacked = Vec::with_capacity(bytes.len());
    brotli::BrotliDecompress(&mut &packed[..], &mut unpacked).is_ok() && unpacked == bytes
}
