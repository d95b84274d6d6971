//! How long an answer may be kept, by its path.

use crate::cache::Cache;
use crate::{api, files, tree};

impl Cache {
    /// What holds for a successful answer at this path. One that failed is always
    /// [`Cache::Revalidate`] or [`Cache::NoStore`]: what is missing may come.
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
    fn only_what_is_named_by_its_content_is_kept_for_ever() {
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
