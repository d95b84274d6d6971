//! Where a picture ends in its file. What comes after the end is no part of it, and a viewer never shows
//! it: that is how a file of another type is hidden behind a picture.

/// A type of picture that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Jpeg,
    Png,
    WebP,
}

impl Format {
    /// The type of a file by how it begins.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\xff\xd8\xff") {
            return Some(Self::Jpeg);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        is_webp.then_some(Self::WebP)
    }

    /// How many bytes the picture takes; `None` where the file ends before it.
    pub(super) fn extent(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::Jpeg => jpeg(bytes),
            Self::Png => png(bytes),
            Self::WebP => webp(bytes),
        }
    }
}

fn big_endian(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .fold(0, |number, byte| number << 8 | usize::from(*byte)),
    )
}

/// Markers, each with a length but for those that stand alone; after a start of scan come coded bytes,
/// in which 0xff is followed by a zero or a restart (ITU-T T.81, B.1).
fn jpeg(bytes: &[u8]) -> Option<usize> {
    const END: u8 = 0xd9;
    const SCAN: u8 = 0xda;
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        at += 1;
        if marker == 0xff {
            // A byte that fills.
            continue;
        }
        at += 1;
        match marker {
            END => return Some(at),
            0x01 | 0xd0..=0xd7 => {}
            _ => at = at.checked_add(big_endian(bytes, at, 2)?.max(2))?,
        }
        if marker == SCAN {
            loop {
                let rest = bytes.get(at..)?;
                at += rest.iter().position(|byte| *byte == 0xff)?;
                match *bytes.get(at + 1)? {
                    0x00 | 0xd0..=0xd7 => at += 2,
                    0xff => at += 1,
                    _ => break,
                }
            }
        }
    }
}

/// Chunks, each of a length, a name, its data and a check; the last is IEND.
fn png(bytes: &[u8]) -> Option<usize> {
    let mut at = 8_usize;
    loop {
        let length = big_endian(bytes, at, 4)?;
        let is_last = bytes.get(at + 4..at + 8)? == b"IEND";
        at = at.checked_add(length)?.checked_add(12)?;
        if at > bytes.len() {
            return None;
        }
        if is_last {
            return Some(at);
        }
    }
}

/// One chunk of RIFF, whose length is at its beginning, padded to an even number of bytes.
fn webp(bytes: &[u8]) -> Option<usize> {
    let length: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
    let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
    let end = length.checked_add(8)?;
    (end <= bytes.len()).then(|| (end + length % 2).min(bytes.len()))
}
