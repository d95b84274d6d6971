//! The portal and the tree as static files. A missing file is 404, never the portal's page.

use std::io::{self, ErrorKind};

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, Request, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use routes::portal_has;
use routes::tree::{Format, TreePath};
use tower_http::services::{ServeDir, ServeFile};

use crate::Server;
use crate::error::chain;
use crate::portal::Files;
use crate::response::Refusal;

/// A file of the published tree, its Brotli twin where that is accepted.
pub(crate) async fn tree_file(
    State(server): State<Server>,
    request: Request<Body>,
) -> Result<Response, Refusal> {
    // Only the paths that a tree has: its folder may hold a lock or unfinished files besides.
    let Some(path) = TreePath::from_url(request.uri().path()) else {
        return Ok(missing());
    };
    let file = server.published.directory.join(path.to_string());
    let response = ServeFile::new(file)
        .precompressed_br()
        .try_call(request)
        .await;
    let response = found(response.map(|response| response.map(Body::new)))?;
    Ok(typed(media_type(&path), response))
}

fn media_type(path: &TreePath) -> &'static str {
    match path {
        TreePath::Street {
            format: Format::Json,
            ..
        } => "application/feed+json; charset=utf-8",
        TreePath::Street {
            format: Format::Calendar,
            ..
        }
        | TreePath::Hashed {
            format: Format::Calendar,
            ..
        } => "text/calendar; charset=utf-8",
        TreePath::Manifest | TreePath::ArchivedManifest(_) | TreePath::Hashed { .. } => {
            "application/json; charset=utf-8"
        }
    }
}

/// A file of the portal; a path whose last segment has no dot is a page.
pub(crate) async fn portal_file(
    State(server): State<Server>,
    mut request: Request<Body>,
) -> Result<Response, Refusal> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Ok((StatusCode::METHOD_NOT_ALLOWED, "405\n").into_response());
    }
    let files = server.portal.files().await.map_err(Refusal::internal)?;
    let path = request.uri().path().to_owned();
    if path
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'))
    {
        return serve(files, &path, request).await;
    }
    let wants_page = request.headers().get(ACCEPT).is_none_or(|accept| {
        accept
            .to_str()
            .is_ok_and(|accept| accept.contains("text/html") || accept.contains("*/*"))
    });
    if !wants_page {
        return Ok(missing());
    }
    *request.uri_mut() = Uri::from_static(INDEX);
    let mut response = serve(files, INDEX, request).await?;
    if !portal_has(&path) && response.status().is_success() {
        // The page says what may be meant; the status says that the address is unknown.
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    Ok(response)
}

/// The one page, as a file.
const INDEX: &str = "/index.html";

async fn serve(files: Files, path: &str, request: Request<Body>) -> Result<Response, Refusal> {
    let response = ServeDir::with_backend("", files)
        .precompressed_br()
        .append_index_html_on_directories(false)
        .try_call(request)
        .await;
    let response = found(response.map(|response| response.map(Body::new)))?;
    // Text types carry their encoding.
    let exact = match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("json") => "application/json; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        _ => return Ok(response),
    };
    Ok(typed(exact, response))
}

/// What was served, or 404 where there is no such file.
fn found(served: io::Result<Response>) -> Result<Response, Refusal> {
    match served {
        Ok(response) if response.status() == StatusCode::NOT_FOUND => Ok(missing()),
        Ok(response) => Ok(response),
        Err(error) => match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Ok(missing()),
            ErrorKind::PermissionDenied => {
                tracing::warn!(cause = chain(&error), "a file may not be read");
                Ok(missing())
            }
            _ => Err(Refusal::internal(error)),
        },
    }
}

fn typed(media_type: &'static str, mut response: Response) -> Response {
    if response.status().is_success() {
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    response
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "404\n").into_response()
}
