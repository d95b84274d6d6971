//! One line of the log for each request.

use std::time::Instant;

use axum::body::HttpBody as _;
use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::Response;
use routes::portal_has;

/// Logs the method, the pattern of the address (or what the portal has there), the status, the time
/// until the answer began and the size of its body. Nothing else: a path may hold a receipt, a query
/// what was asked.
pub(crate) async fn log(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = method(request.method());
    let is_head = request.method() == Method::HEAD;
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let class = class(request.uri().path());
    let response = next.run(request).await;
    tracing::info!(
        method,
        route = pattern.as_ref().map_or(class, MatchedPath::as_str),
        status = response.status().as_u16(),
        milliseconds = milliseconds(started),
        bytes = if is_head { Some(0) } else { size(&response) },
        "request"
    );
    response
}

/// The method; one that HTTP does not define is the visitor's own text.
fn method(method: &Method) -> &'static str {
    const KNOWN: [(&Method, &str); 9] = [
        (&Method::GET, "GET"),
        (&Method::HEAD, "HEAD"),
        (&Method::POST, "POST"),
        (&Method::PUT, "PUT"),
        (&Method::DELETE, "DELETE"),
        (&Method::OPTIONS, "OPTIONS"),
        (&Method::PATCH, "PATCH"),
        (&Method::TRACE, "TRACE"),
        (&Method::CONNECT, "CONNECT"),
    ];
    let known = KNOWN.iter().find(|(known, _)| *known == method);
    known.map_or("other", |(_, name)| name)
}

/// What the portal has at a path that no pattern matches.
fn class(path: &str) -> &'static str {
    if portal_has(path) {
        "page"
    } else if path
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'))
    {
        "file"
    } else {
        "unknown"
    }
}

/// Bytes of the body, where they are known before it is sent.
fn size(response: &Response) -> Option<u64> {
    let declared = response.headers().get(CONTENT_LENGTH);
    let declared = declared.and_then(|length| length.to_str().ok()?.parse().ok());
    declared.or_else(|| response.body().size_hint().exact())
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
