//! The portal and the tree as static files. A missing file is 404, never the portal's page.

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// A file of the published tree, its Brotli twin where that is accepted.
pub(crate) async fn tree_file(directory: &Path, request: Request<Body>) -> Response {
    let path = request.uri().path().trim_start_matches("/data/");
    if !is_published(path) {
        return missing();
    }
    let file = directory.join(path);
    let feed = path.starts_with(OPEN) && file.extension().is_some_and(|e| e == "json");
    let mut response = serve_file(&file, request).await;
    if feed && response.status().is_success() {
        let exact = HeaderValue::from_static("application/feed+json; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, exact);
    }
    response
}

/// The folder of the streets' calendars and feeds, which keep their names.
const OPEN: &str = "open/streets/";

/// True for the paths that a tree has, and no others of its folder.
fn is_published(path: &str) -> bool {
    let named = |file: &str, extensions: &[&str], more: &[u8]| {
        file.rsplit_once('.').is_some_and(|(stem, extension)| {
            let plain = |b: u8| b.is_ascii_alphanumeric() || more.contains(&b);
            extensions.contains(&extension) && !stem.is_empty() && stem.bytes().all(plain)
        })
    };
    if let Some(file) = path.strip_prefix("f/") {
        return named(file, &["json", "ics"], b"");
    }
    if let Some(file) = path.strip_prefix("manifests/") {
        return named(file, &["json"], b"");
    }
    if let Some(file) = path.strip_prefix(OPEN) {
        return named(file, &["json", "ics"], b"-_");
    }
    path == "manifest.json"
}

/// A file of the portal; what has no extension is a page.
pub(crate) async fn portal_file(directory: &Path, request: Request<Body>) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, "405\n").into_response();
    }
    let path = request.uri().path().to_owned();
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'));
    if is_file {
        let answer = ServeDir::new(directory)
            .precompressed_br()
            .append_index_html_on_directories(false)
            .oneshot(request)
            .await;
        return match answer {
            Ok(response) if response.status() != StatusCode::NOT_FOUND => {
                typed(&path, response.map(Body::new))
            }
            Ok(_) => missing(),
            Err(never) => match never {},
        };
    }
    let wants_page = request.headers().get(ACCEPT).is_none_or(|accept| {
        accept
            .to_str()
            .is_ok_and(|a| a.contains("text/html") || a.contains("*/*"))
    });
    if !wants_page {
        return missing();
    }
    let index: PathBuf = directory.join("index.html");
    let mut response = serve_file(&index, request).await;
    if !is_page(&path) && response.status().is_success() {
        // The portal says what may be meant; the status says the address is unknown.
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// True where the portal has a page at this path.
fn is_page(path: &str) -> bool {
    let mut segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    if segments.first() == Some(&"en") {
        segments.remove(0);
    }
    match segments.as_slice() {
        [] | ["feedback", "follow"] | ["requirements", _] => true,
        [one] => [
            "tasks",
            "requirements",
            "vendor",
            "map",
            "slips",
            "slip",
            "notice",
            "feedback",
            "updates",
            "open-data",
            "about",
        ]
        .contains(one),
        ["tasks", ..] => segments.len() <= 3,
        _ => false,
    }
}

async fn serve_file(file: &Path, request: Request<Body>) -> Response {
    match ServeFile::new(file)
        .precompressed_br()
        .oneshot(request)
        .await
    {
        Ok(response) => typed(&file.to_string_lossy(), response.map(Body::new)),
        Err(never) => match never {},
    }
}

/// Text types carry their encoding.
fn typed(path: &str, mut response: Response) -> Response {
    let exact = match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("json") => "application/json; charset=utf-8",
        Some("ics") => "text/calendar; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        _ => return response,
    };
    if response.status().is_success() {
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(exact));
    }
    response
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "404\n").into_response()
}

#[cfg(test)]
mod tests {
    use super::{is_page, is_published};

    #[test]
    fn only_what_is_published_is_served_from_a_tree() {
        for path in [
            "manifest.json",
            "f/0123abc.json",
            "f/0123abc.ics",
            "manifests/4.json",
            "open/streets/Z-0_1.ics",
            "open/streets/Z-001.json",
        ] {
            assert!(is_published(path), "{path}");
        }
        for path in [
            ".publishing",
            "f/.json",
            "f/../manifest.json",
            "manifests/4.ics",
            "open/streets/.ics",
            "open/streets/../x.ics",
            "open/streets/Z-001.part",
            "open/streets/Z-001.ics.br",
            "open/Z-001.ics",
        ] {
            assert!(!is_published(path), "{path}");
        }
    }

    #[test]
    fn the_pages_of_the_portal_are_known_in_both_languages() {
        for path in [
            "/",
            "/en",
            "/tasks/630104/DL-1",
            "/en/vendor",
            "/en/map",
            "/en/slip",
            "/feedback/follow",
        ] {
            assert!(is_page(path), "{path}");
        }
        for path in ["/nothing", "/tasks/a/b/c", "/en/vendors", "/feedback/x"] {
            assert!(!is_page(path), "{path}");
        }
    }
}
