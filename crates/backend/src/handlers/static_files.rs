//! The portal and the tree as static files. A missing file is 404, never the portal's page.

use std::io::{self, ErrorKind};

use axum::http::header::{ACCEPT, ACCEPT_ENCODING, ALLOW, LINK};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use routes::portal_has;
use routes::tree::{self, Format, TreePath};

use crate::Server;
use crate::causes::chain;
use crate::files::{is_missing, serve};
use crate::portal::INDEX;
use crate::response::Refusal;

/// The file at an address, or why there is none.
pub(crate) async fn answer(server: &Server, request: &Parts) -> Response {
    if request.method != Method::GET && request.method != Method::HEAD {
        let allow = [(ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow, "405\n").into_response();
    }
    let answer = if tree::has(request.uri.path()) {
        tree_file(server, request).await
    } else {
        portal_file(server, request).await
    };
    answer.unwrap_or_else(Refusal::into_response)
}

/// A file of the published tree, in the packing that the client takes.
async fn tree_file(server: &Server, request: &Parts) -> Result<Response, Refusal> {
    // Only the paths that a tree has: its folder may hold a lock or unfinished files besides.
    let Some(path) = TreePath::from_url(request.uri.path()) else {
        return Ok(missing());
    };
    let media_type = HeaderValue::from_static(media_type(&path));
    let answer = match server.tree.get(&path).await {
        Ok(file) => serve(&request.method, &request.headers, &file, media_type).await,
        Err(error) => Err(error),
    };
    found(answer)
}

const JSON: &str = "application/json; charset=utf-8";
const CSV: &str = "text/csv; charset=utf-8";
const ATOM: &str = "application/atom+xml; charset=utf-8";
const LINKED: &str = "application/ld+json; charset=utf-8";

fn media_type(path: &TreePath) -> &'static str {
    match path {
        TreePath::Street {
            format: Format::Json,
            ..
        }
        | TreePath::CasesFeed {
            format: Format::Json,
        } => "application/feed+json; charset=utf-8",
        TreePath::CasesFeed { .. } => ATOM,
        TreePath::Street {
            format: Format::Calendar,
            ..
        } => "text/calendar; charset=utf-8",
        TreePath::Sheet { .. } => CSV,
        TreePath::Hashed { format, .. } | TreePath::DutyList { format, .. } => match format {
            Format::Json => JSON,
            Format::Calendar => "text/calendar; charset=utf-8",
            Format::Csv => CSV,
            Format::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Linked => LINKED,
            Format::Atom => ATOM,
        },
        TreePath::Catalogue => LINKED,
        TreePath::Manifest
        | TreePath::ArchivedManifest(_)
        | TreePath::DataPackage
        | TreePath::Street { .. } => JSON,
    }
}

/// A file of the portal; a path whose last segment has no dot is a page.
async fn portal_file(server: &Server, request: &Parts) -> Result<Response, Refusal> {
    let files = server
        .portal
        .files()
        .await
        .map_err(Refusal::portal_unavailable)?;
    let path = request.uri.path();
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'));
    let wants_page = request.headers.get(ACCEPT).is_none_or(|accept| {
        accept
            .to_str()
            .is_ok_and(|accept| accept.contains("text/html") || accept.contains("*/*"))
    });
    // What does not decode is the name of no file.
    let decoded = percent_decode_str(path.trim_start_matches('/')).decode_utf8();
    let name = match (is_file, wants_page) {
        (true, _) => decoded.as_deref().unwrap_or_default(),
        (false, true) => INDEX,
        (false, false) => return Ok(missing()),
    };
    let Some(file) = files.get(name) else {
        return Ok(missing());
    };
    let media_type = portal_media_type(name);
    let (method, headers) = (&request.method, &request.headers);
    if is_file {
        return found(serve(method, headers, file, media_type).await);
    }
    if portal_has(path) {
        let mut response = found(serve(method, headers, file, media_type).await)?;
        if let Some(ahead) = files.ahead(path) {
            response.headers_mut().insert(LINK, ahead);
        }
        return Ok(response);
    }
    // The page says what may be meant; the status says that the address is unknown. It is sent
    // whole, whatever part or condition was asked for.
    let mut taken = HeaderMap::new();
    for accepted in headers.get_all(ACCEPT_ENCODING) {
        taken.append(ACCEPT_ENCODING, accepted.clone());
    }
    let mut response = found(serve(method, &taken, file, media_type).await)?;
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}

/// The media type of a file of the portal, by its extension. Text types carry their encoding.
fn portal_media_type(name: &str) -> HeaderValue {
    HeaderValue::from_static(
        match name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("json") => "application/json; charset=utf-8",
            Some("html") => "text/html; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("webmanifest") => "application/manifest+json; charset=utf-8",
            Some("txt") => "text/plain; charset=utf-8",
            _ => mime_guess::from_path(name)
                .first_raw()
                .unwrap_or("application/octet-stream"),
        },
    )
}

/// What was served, or 404 where there is no such file.
fn found(served: io::Result<Response>) -> Result<Response, Refusal> {
    match served {
        Ok(response) => Ok(response),
        Err(error) if is_missing(&error) => Ok(missing()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            tracing::warn!(cause = chain(&error), "a file may not be read");
            Ok(missing())
        }
        Err(error) => Err(Refusal::internal(error)),
    }
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "404\n").into_response()
}
