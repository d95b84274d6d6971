//! The portal's own files, and the one URL that only its service worker handles.

use crate::portal::{LANGUAGES, prefix};

/// The portal's HTML document, which the server sends for every page.
pub const INDEX: &str = "/";
/// Starts the program, or shows why it cannot start.
pub const BOOT: &str = "/boot.js";
/// The service worker. It must be at the root, or its scope would not include the pages.
pub const SERVICE_WORKER: &str = "/sw.js";
/// Registers the service worker.
pub const OFFLINE: &str = "/offline.js";
/// Draws QR codes; loaded on demand.
pub const QR: &str = "/qr.js";
/// Reads QR codes with the camera; loaded on demand, when there has to be a network anyway.
pub const SCAN: &str = "/scan.js";
/// Draws the map; loaded on demand.
pub const MAP_SCRIPT: &str = "/map.js";
/// The map's style sheet.
pub const MAP_STYLE: &str = "/map.css";
/// The files that each page asks for along with the program, by the first segment of the page's path: the
/// server names them in a header ([`ahead_of`]).
pub const AHEAD: &str = "/ahead.json";
/// The icon.
pub const ICON: &str = "/icon.svg";
/// The web app manifest.
pub const WEB_MANIFEST: &str = "/portal.webmanifest";
/// The rules for crawlers.
pub const ROBOTS: &str = "/robots.txt";
/// The licences of the portal's dependencies.
pub const LICENCES: &str = "/licences.txt";
/// The licence of the map library.
pub const MAP_LICENCE: &str = "/map.license.txt";

/// The files that have the same name in every build, which is why [`Cache::of`](crate::Cache::of)
/// requires revalidation for them. All other files of a build are named by their hash
/// ([`is_named_by_build`]).
pub const FIXED: [&str; 14] = [
    INDEX,
    BOOT,
    AHEAD,
    SERVICE_WORKER,
    OFFLINE,
    QR,
    SCAN,
    MAP_SCRIPT,
    MAP_STYLE,
    ICON,
    WEB_MANIFEST,
    ROBOTS,
    LICENCES,
    MAP_LICENCE,
];

/// The fixed files that the service worker does not cache: itself, which browsers store, and those
/// that no page needs without a network.
pub const UNCACHED: [&str; 6] = [AHEAD, SERVICE_WORKER, SCAN, ROBOTS, LICENCES, MAP_LICENCE];

/// The name in [`AHEAD`] of what the page at a path asks for: its first segment, without the language.
pub fn ahead_of(path: &str) -> &str {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let first = segments.next().unwrap_or_default();
    let is_language = LANGUAGES.iter().any(|lang| prefix(*lang) == Some(first));
    if is_language {
        segments.next().unwrap_or_default()
    } else {
        first
    }
}

/// The URL at which the portal tells its service worker which files to cache (PUT). The request
/// never reaches a server.
pub const CACHE_LIST: &str = "/kept";

/// The number of hexadecimal digits of the hash in file names of a build.
const HASH_DIGITS: usize = 16;

/// Returns `true` if the path is that of a file of the portal's build named by its hash: its
/// content never changes.
pub fn is_named_by_build(path: &str) -> bool {
    let file = path.strip_prefix('/').filter(|file| !file.contains('/'));
    let Some((stem, _)) = file.and_then(|file| file.rsplit_once('.')) else {
        return false;
    };
    // wasm-bindgen appends it after Trunk's hash.
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == HASH_DIGITS && hash.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{api, portal_has, tree};

    #[test]
    fn the_build_names_files_by_their_hash() {
        for path in [
            "/mingdan-portal-3e4b82cb7efc870a.js",
            "/mingdan-portal-3e4b82cb7efc870a_bg.wasm",
            "/vendor-4181397816f39fc0.wasm",
        ] {
            assert!(is_named_by_build(path), "{path}");
        }
        for path in ["/x-1.css", "/x/y-4181397816f39fc0.js", "/4181397816f39fc0"] {
            assert!(!is_named_by_build(path), "{path}");
        }
        assert!(!FIXED.into_iter().any(is_named_by_build));
    }

    #[test]
    fn a_page_is_told_from_its_language() {
        for (path, name) in [
            ("/", ""),
            ("/en", ""),
            ("/vendor", "vendor"),
            ("/en/vendor", "vendor"),
            ("/en/tasks/630104003/DG-B-01", "tasks"),
            ("/zh/vendor", "zh"),
        ] {
            assert_eq!(ahead_of(path), name, "{path}");
        }
    }

    #[test]
    fn no_file_is_taken_for_a_page() {
        for path in FIXED.into_iter().chain([CACHE_LIST]) {
            assert_eq!(portal_has(path), path == INDEX, "{path}");
            assert!(!api::has(path) && !path.starts_with(tree::ROOT), "{path}");
        }
        assert!(UNCACHED.iter().all(|path| FIXED.contains(path)));
    }
}
