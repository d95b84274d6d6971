//! How long browsers and intermediaries may cache a response, by its path.

use crate::{api, files, tree};

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

    /// The policy for a successful response at this path. For an error it must always be
    /// [`Cache::Revalidate`] or [`Cache::NoStore`]: a missing file may appear later.
    pub fn of(path: &str) -> Self {
        if api::has(path) {
            Self::NoStore
        } else if let Some(file) = tree::TreePath::from_url(path) {
            file.cache()
        } else if files::is_named_by_build(path) {
            Self::Immutable
        } else {
            Self::Revalidate
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_content_addressed_files_are_immutable() {
        for (path, cache) in [
            ("/data/f/0123.json", Cache::Immutable),
            ("/data/f/0123.ics", Cache::Immutable),
            ("/data/manifests/4.json", Cache::Immutable),
            ("/base-4181397816f39fc0.css", Cache::Immutable),
            ("/vendor-4181397816f39fc0.wasm", Cache::Immutable),
            ("/mingdan-portal-3e4b82cb7efc870a_bg.wasm", Cache::Immutable),
            ("/data/open/streets/Z-001.ics", Cache::Short),
            ("/data/open/streets/Z-001.json", Cache::Short),
            ("/", Cache::Revalidate),
            ("/boot.js", Cache::Revalidate),
            ("/sw.js", Cache::Revalidate),
            ("/data/manifest.json", Cache::Revalidate),
            ("/data/x/vendor-4181397816f39fc0.json", Cache::Revalidate),
            ("/tasks", Cache::Revalidate),
            ("/x-1.css", Cache::Revalidate),
            ("/open311/v2/requests.json", Cache::NoStore),
            ("/healthz", Cache::NoStore),
        ] {
            assert_eq!(Cache::of(path), cache, "{path}");
        }
    }
}
