//! One line of the log for each request.

use std::time::Instant;

use axum::body::HttpBody as _;
use axum::http::Method;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use routes::{api, handling, portal_has, tree};

/// A line that is written when the request has its answer.
pub(crate) struct Line<'a> {
    started: Instant,
    method: &'a Method,
    path: &'a str,
}

impl<'a> Line<'a> {
    /// A request has come.
    pub(crate) fn begin(method: &'a Method, path: &'a str) -> Self {
        let started = Instant::now();
        Self {
            started,
            method,
            path,
        }
    }

    /// Logs the method, the pattern of the address (or what the portal has there), the status, the
    /// time until the answer began and the size of its body. Nothing else: a path may hold a
    /// receipt, a query what was asked.
    pub(crate) fn end(self, response: &Response) {
        tracing::info!(
            method = method(self.method),
            route = route(self.path),
            status = response.status().as_u16(),
            milliseconds = milliseconds(self.started),
            bytes = if self.method == Method::HEAD {
                Some(0)
            } else {
                size(response)
            },
            "request"
        );
    }
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

/// The pattern of a path, or what the portal has there.
fn route(path: &str) -> &'static str {
    if let Some(pattern) = api::pattern(path).or_else(|| handling::pattern(path)) {
        pattern
    } else if tree::has(path) {
        tree::PATTERN
    } else if portal_has(path) {
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
