//! The portal's own files, and the one address that only its service worker answers.

/// The portal's page; the server answers every path of a page with it.
pub const INDEX: &str = "/";
/// Starts the program, or says why it cannot start.
pub const BOOT: &str = "/boot.js";
/// The service worker. It must stand at the root, or it would not be given the pages.
pub const SERVICE_WORKER: &str = "/sw.js";
/// Registers the worker.
pub const OFFLINE: &str = "/offline.js";
/// Draws QR codes, fetched where one is shown.
pub const QR: &str = "/qr.js";
/// Draws the map, fetched where it is opened.
pub const MAP_SCRIPT: &str = "/map.js";
/// The map's style sheet.
pub const MAP_STYLE: &str = "/map.css";
/// The icon.
pub const ICON: &str = "/icon.svg";
/// The web app manifest.
pub const WEB_MANIFEST: &str = "/portal.webmanifest";
/// What robots may read.
pub const ROBOTS: &str = "/robots.txt";
/// The licences of what the portal is built from.
pub const LICENCES: &str = "/licences.txt";
/// The licence of what draws the map.
pub const MAP_LICENCE: &str = "/map.license.txt";

/// The files of every built portal, named the same in each build, which is why
/// [`Cache::of`](crate::Cache::of) has them asked for again. What else a build has is named by its hash ([`is_named_by_build`]).
pub const FIXED: [&str; 12] = [
    INDEX,
    BOOT,
    SERVICE_WORKER,
    OFFLINE,
    QR,
    MAP_SCRIPT,
    MAP_STYLE,
    ICON,
    WEB_MANIFEST,
    ROBOTS,
    LICENCES,
    MAP_LICENCE,
];

/// The fixed files that the service worker does not keep: itself, which browsers keep, and what no
/// page needs.
pub const NOT_KEPT: [&str; 4] = [SERVICE_WORKER, ROBOTS, LICENCES, MAP_LICENCE];

/// Where the portal tells its worker which files to keep (PUT). No server is asked.
pub const KEPT: &str = "/kept";

/// Digits of the hash in the names that a build gives.
const HASH_DIGITS: usize = 16;

/// True for the path of a file that the portal's build names by its hash: it never changes.
pub fn is_named_by_build(path: &str) -> bool {
    let file = path.strip_prefix('/').filter(|file| !file.contains('/'));
    let Some((stem, _)) = file.and_then(|file| file.rsplit_once('.')) else {
        return false;
    };
    // wasm-bindgen adds it after Trunk's hash.
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
    fn no_file_is_taken_for_a_page() {
        for path in FIXED.into_iter().chain([KEPT]) {
            assert_eq!(portal_has(path), path == INDEX, "{path}");
            assert!(!api::has(path) && !path.starts_with(tree::ROOT), "{path}");
        }
        assert!(NOT_KEPT.iter().all(|path| FIXED.contains(path)));
    }
}
