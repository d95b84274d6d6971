//! How long browsers and intermediaries may cache a response.

/// The cache policy of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// For a year, without revalidation: the path is content-addressed, or its content never
    /// changes.
    Immutable,
    /// For a quarter of an hour: calendars and feeds have stable names, and many clients poll them
    /// every minute.
    Short,
    /// Only with revalidation.
    Revalidate,
    /// Not at all: it is about what a person sent.
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
