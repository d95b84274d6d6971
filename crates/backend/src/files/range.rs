//! Which part of a file is asked for (RFC 9110 §14).

use std::ops::Range;

/// What a `Range` header asks of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The whole: of another unit than bytes, of several ranges, or not understood. A server may
    /// send all of a file to whoever asks for a part.
    Whole,
    /// These bytes; at least one.
    Bytes(Range<u64>),
    /// Bytes that the file does not have.
    Outside,
}

impl Part {
    /// Reads a header for a file of so many bytes.
    pub(crate) fn read(header: &str, size: u64) -> Self {
        let is_bytes = |unit: &str| unit.trim().eq_ignore_ascii_case("bytes");
        let Some((unit, range)) = header.split_once('=') else {
            return Self::Whole;
        };
        let Some((first, last)) = range.trim().split_once('-') else {
            return Self::Whole;
        };
        if !is_bytes(unit) {
            return Self::Whole;
        }
        match (Position::read(first), Position::read(last)) {
            (Position::Left, Position::At(length)) => Self::of(size.saturating_sub(length), size),
            (Position::At(first), Position::Left) => Self::of(first, size),
            (Position::At(first), Position::At(last)) if first <= last => {
                if first >= size {
                    return Self::Outside;
                }
                Self::of(first, last.saturating_add(1).min(size))
            }
            _ => Self::Whole,
        }
    }

    fn of(start: u64, end: u64) -> Self {
        if start < end {
            Self::Bytes(start..end)
        } else {
            Self::Outside
        }
    }
}

/// One end of a range.
enum Position {
    Left,
    At(u64),
    NotUnderstood,
}

impl Position {
    fn read(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            Self::Left
        } else if text.bytes().all(|byte| byte.is_ascii_digit()) {
            // A number too large to be read is past the end of every file.
            Self::At(text.parse().unwrap_or(u64::MAX))
        } else {
            Self::NotUnderstood
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_of_bytes_is_understood() {
        for (header, expected) in [
            ("bytes=0-3", Part::Bytes(0..4)),
            ("bytes=4-", Part::Bytes(4..10)),
            ("bytes=-3", Part::Bytes(7..10)),
            ("bytes=-30", Part::Bytes(0..10)),
            ("bytes=2-99", Part::Bytes(2..10)),
            ("Bytes = 2-2", Part::Bytes(2..3)),
            ("bytes=0-99999999999999999999999", Part::Bytes(0..10)),
            ("bytes=10-", Part::Outside),
            ("bytes=10-12", Part::Outside),
            ("bytes=99999999999999999999999-", Part::Outside),
            ("bytes=-0", Part::Outside),
        ] {
            assert_eq!(Part::read(header, 10), expected, "{header}");
        }
    }

    #[test]
    fn what_is_not_understood_is_the_whole() {
        for header in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=a-b",
            "bytes=5-2",
            "bytes=0-1,4-5",
            "bytes=+1-2",
            "items=0-3",
            "seconds=1-",
        ] {
            assert_eq!(Part::read(header, 10), Part::Whole, "{header}");
        }
    }

    #[test]
    fn an_empty_file_has_no_part() {
        assert_eq!(Part::read("bytes=0-0", 0), Part::Outside);
        assert_eq!(Part::read("bytes=-1", 0), Part::Outside);
    }
}
