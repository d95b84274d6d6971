//! How long an answer may be kept by browsers and intermediaries.

/// How long an answer may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// For a year, without asking again: the path is named by its content, or never changes.
    Immutable,
    /// For a quarter of an hour: calendars and feeds keep their names, and many programs come back
    /// by the minute.
    Short,
    /// Only after asking whether it is still the newest.
    Revalidate,
    /// Not at all: it speaks of what a person sent.
    NoStore,
}

impl Cache {
    /// The value of `Cache-Control` (RFC 9111).
    pub fn header(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Short => "public, max-age=900",
            Self::Revalidate => "no-cache",
            Self::NoStore => "no-store",
        }
    }
}
