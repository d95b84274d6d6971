//! The headers every answer carries, and how long an answer may be kept.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::Response;

/// Nothing but what the portal itself brings, each line a permission it needs.
const POLICY: &str = concat!(
    "default-src 'none'; ",                   // what is not named below is refused
    "script-src 'self' 'wasm-unsafe-eval'; ", // the boot file, the glue, and compiling the program
    "style-src 'self'; ",                     // style sheets, none inline
    "connect-src 'self'; ",                   // the tree and the intake
    "font-src 'self'; ",
    "manifest-src 'self'; ",
    "worker-src 'self'; ",
    "base-uri 'none'; ",        // no <base> can turn addresses elsewhere
    "form-action 'none'; ",     // forms are sent by the program, never by navigation
    "frame-ancestors 'none'; ", // no other site may dress itself in this one
    "img-src 'self' data:",     // the icon; pictures made in the page; the city's tile layer
);

/// The policy, with the one server that the map's tile layer is asked of.
fn policy(tiles: Option<&str>) -> HeaderValue {
    tiles
        .and_then(|origin| HeaderValue::try_from(format!("{POLICY} {origin}")).ok())
        .unwrap_or(HeaderValue::from_static(POLICY))
}

const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
/// Calendars and feeds keep their names, and many programs come back by the minute.
const A_WHILE: &str = "public, max-age=900";

/// Adds the headers every answer carries; `tiles` is the server of the map's tile layer.
pub(crate) fn secure(path: &str, tiles: Option<&str>, mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, policy(tiles));
    let fixed: [(HeaderName, &'static str); 5] = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "geolocation=(self), camera=(), microphone=()",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            if is_public(path) {
                "cross-origin"
            } else {
                "same-origin"
            },
        ),
    ];
    for (name, value) in fixed {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    if is_public(path) {
        response
            .headers_mut()
            .insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    if !response.headers().contains_key(CACHE_CONTROL) {
        let value = if response.status().is_success() && is_named_by_hash(path) {
            FOREVER
        } else if response.status().is_success() && path.starts_with("/data/open/") {
            A_WHILE
        } else {
            ASK_AGAIN
        };
        response
            .headers_mut()
            .insert(CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}

/// Published data anyone may read from anywhere.
fn is_public(path: &str) -> bool {
    path.starts_with("/data/")
}

/// True where what stands at a path never changes: published files, archived manifests, and what
/// the portal's build names by its hash.
fn is_named_by_hash(path: &str) -> bool {
    if path.starts_with("/data/f/") || path.starts_with("/data/manifests/") {
        return true;
    }
    let file = path.trim_start_matches('/');
    let Some((stem, _)) = file.rsplit_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-')
        .is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_layer_opens_the_policy_for_its_pictures_alone() {
        let tiles = policy(Some("https://tiles.example.org"));
        let tiles = tiles.to_str().expect("text");
        assert!(tiles.ends_with("img-src 'self' data: https://tiles.example.org"));
        assert_eq!(tiles.matches("https:").count(), 1);
        assert_eq!(policy(None), POLICY);
        assert_eq!(policy(Some("https://a\n")), POLICY);
    }

    #[test]
    fn only_what_is_named_by_its_hash_is_kept_for_ever() {
        for path in [
            "/data/f/0123.json",
            "/data/manifests/4.json",
            "/base-4181397816f39fc0.css",
            "/vendor-4181397816f39fc0.wasm",
            "/mingdan-portal-3e4b82cb7efc870a_bg.wasm",
        ] {
            assert!(is_named_by_hash(path), "{path}");
        }
        for path in [
            "/",
            "/boot.js",
            "/sw.js",
            "/data/manifest.json",
            "/tasks",
            "/x-1.css",
        ] {
            assert!(!is_named_by_hash(path), "{path}");
        }
    }
}
