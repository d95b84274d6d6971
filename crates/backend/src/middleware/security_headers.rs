//! The headers that every answer carries: what a browser may do with it, and how long it may be kept.

use axum::http::StatusCode;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue,
    REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::Response;
use routes::{Cache, api, handling, tree};

/// The content security policy: nothing but what the portal itself brings, each line a permission it
/// needs.
const POLICY: &str = concat!(
    "default-src 'none'; ",                   // what is not named below is blocked
    "script-src 'self' 'wasm-unsafe-eval'; ", // the boot file, the glue, and compiling the program
    "style-src 'self'; ",                     // style sheets, none inline
    "connect-src 'self'; ",                   // the tree and the intake
    "font-src 'self'; ",
    "manifest-src 'self'; ",
    "worker-src 'self'; ",
    "base-uri 'none'; ",        // no <base> can send relative addresses elsewhere
    "form-action 'none'; ",     // the program sends forms, the browser never navigates to one
    "frame-ancestors 'none'; ", // no other site may frame this one
    "img-src 'self' data:",     // the icon; pictures made in the page; the city's tile layer
);

/// The policy, with the one server that the map's tiles come from.
fn policy(tiles: Option<&str>) -> HeaderValue {
    tiles
        .and_then(|origin| HeaderValue::try_from(format!("{POLICY} {origin}")).ok())
        .unwrap_or(HeaderValue::from_static(POLICY))
}

/// The value of `Strict-Transport-Security` (RFC 6797) that keeps browsers to HTTPS for so many
/// seconds. With none they are told to forget it.
pub(crate) fn transport(seconds: u64) -> HeaderValue {
    HeaderValue::try_from(format!("max-age={seconds}"))
        .unwrap_or(HeaderValue::from_static("max-age=0"))
}

/// Adds the headers to the answer at a path. The policy depends on the city: its map may take tiles
/// from one other server.
pub(crate) fn add(
    response: &mut Response,
    path: &str,
    tiles: Option<&str>,
    transport: Option<&HeaderValue>,
) {
    // Published data may be read from anywhere.
    let is_public = path.starts_with(tree::ROOT);
    let status = response.status();
    // A 304 has what the 200 would have (RFC 9110 section 15.4.5): it replaces what was kept.
    let is_success = status.is_success() || status == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    // Room for these and those of a file, at once.
    headers.reserve(16);
    headers.insert(CONTENT_SECURITY_POLICY, policy(tiles));
    let fixed: [(HeaderName, &'static str); 5] = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "geolocation=(self), camera=(self), microphone=()",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            if is_public {
                "cross-origin"
            } else {
                "same-origin"
            },
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_public {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert_with(|| HeaderValue::from_static(cache(path, is_success).header()));
    if let Some(transport) = transport {
        headers.insert(STRICT_TRANSPORT_SECURITY, transport.clone());
    }
}

/// How long an answer may be kept. One that failed is asked for again: what is missing may come.
fn cache(path: &str, is_success: bool) -> Cache {
    if is_success {
        Cache::of(path)
    } else if api::has(path) || handling::has(path) {
        Cache::NoStore
    } else {
        Cache::Revalidate
    }
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
            assert_eq!(cache(path, true), Cache::Immutable, "{path}");
            assert_eq!(cache(path, false), Cache::Revalidate, "{path}");
        }
        for path in [
            "/",
            "/boot.js",
            "/sw.js",
            "/data/manifest.json",
            "/tasks",
            "/x-1.css",
        ] {
            assert_eq!(cache(path, true), Cache::Revalidate, "{path}");
        }
        assert_eq!(cache(api::REQUESTS, false), Cache::NoStore);
    }
}
