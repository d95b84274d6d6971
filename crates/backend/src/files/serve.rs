//! A file as the answer to a request (RFC 9110 §13, §14).

use std::io::{self, SeekFrom};
use std::ops::Range;
use std::time::SystemTime;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName,
    IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE, LAST_MODIFIED,
    RANGE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
use tokio_util::io::ReaderStream;

use super::range::Part;
use super::variants::{Content, Variant, Variants};

/// How much of a large file is read at once: the memory that a download takes.
const PIECE: usize = 128 * 1024;

/// Answers with a file, in the packing that the client likes most, or with why it is not sent.
pub(crate) async fn serve(
    method: &Method,
    request: &HeaderMap,
    variants: &Variants,
    media_type: HeaderValue,
) -> io::Result<Response> {
    let (encoding, variant) = variants.preferred(request);
    let mut response = match precondition(request, variant) {
        Some(status) => empty(status),
        None => content(method, request, variant).await?,
    };
    let status = response.status();
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: Option<HeaderValue>| {
        value.map(|value| headers.insert(name, value));
    };
    set(ETAG, variant.etag.clone());
    set(LAST_MODIFIED, variant.last_modified.clone());
    if variants.is_packed() {
        set(VARY, Some(HeaderValue::from_static("accept-encoding")));
    }
    if status.is_success() {
        set(CONTENT_TYPE, Some(media_type));
        set(ACCEPT_RANGES, Some(HeaderValue::from_static("bytes")));
        let coding = encoding.coding().map(HeaderValue::from_static);
        set(CONTENT_ENCODING, coding);
    }
    Ok(response)
}

/// The status in place of the file where the client knows it already, or expected another
/// (§13.2.2).
fn precondition(request: &HeaderMap, variant: &Variant) -> Option<StatusCode> {
    if request.contains_key(IF_MATCH) {
        if !names(request, &IF_MATCH, variant, Comparison::Strong) {
            return Some(StatusCode::PRECONDITION_FAILED);
        }
    } else if date(request, &IF_UNMODIFIED_SINCE)
        .zip(variant.modified)
        .is_some_and(|(since, modified)| modified > since)
    {
        return Some(StatusCode::PRECONDITION_FAILED);
    }
    let is_known = if request.contains_key(IF_NONE_MATCH) {
        names(request, &IF_NONE_MATCH, variant, Comparison::Weak)
    } else {
        date(request, &IF_MODIFIED_SINCE)
            .zip(variant.modified)
            .is_some_and(|(since, modified)| modified <= since)
    };
    is_known.then_some(StatusCode::NOT_MODIFIED)
}

/// How entity tags are compared (§8.8.3.2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Strong,
    Weak,
}

/// True where a list of entity tags has that of the variant, or is `*`.
fn names(
    request: &HeaderMap,
    header: &HeaderName,
    variant: &Variant,
    comparison: Comparison,
) -> bool {
    let own = variant.etag.as_ref().and_then(|etag| etag.to_str().ok());
    let is_own = |tag: &str| {
        let tag = match comparison {
            Comparison::Strong => tag,
            Comparison::Weak => tag.strip_prefix("W/").unwrap_or(tag),
        };
        tag == "*" || Some(tag) == own
    };
    // A tag of ours has no comma, so splitting another's does not make it one of ours.
    let mut lists = request.get_all(header).iter();
    lists.any(|list| {
        let tags = list.to_str().unwrap_or_default().split(',');
        tags.map(str::trim).any(is_own)
    })
}

fn date(request: &HeaderMap, header: &HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(request.get(header)?.to_str().ok()?).ok()
}

/// True where the client has the beginning of this very variant, so that it may go on (§13.1.5).
fn goes_on(request: &HeaderMap, variant: &Variant) -> bool {
    let Some(condition) = request.get(IF_RANGE) else {
        return true;
    };
    let is_tag = condition.as_bytes().contains(&b'"');
    if is_tag {
        variant.etag.as_ref() == Some(condition)
    } else {
        // Exactly the date that was sent: an earlier or later one is of another file.
        variant.last_modified.as_ref() == Some(condition)
    }
}

async fn content(method: &Method, request: &HeaderMap, variant: &Variant) -> io::Result<Response> {
    let asked = match request.get(RANGE).map(HeaderValue::to_str) {
        Some(Ok(range)) if method == Method::GET && goes_on(request, variant) => {
            Part::read(range, variant.size)
        }
        _ => Part::Whole,
    };
    let size = variant.size;
    let (status, part, range) = match asked {
        Part::Whole => (StatusCode::OK, 0..size, None),
        Part::Bytes(part) => {
            let (first, last) = (part.start, part.end.saturating_sub(1));
            let range = format!("bytes {first}-{last}/{size}");
            (StatusCode::PARTIAL_CONTENT, part, Some(range))
        }
        Part::Outside => {
            let range = format!("bytes */{size}");
            (StatusCode::RANGE_NOT_SATISFIABLE, 0..0, Some(range))
        }
    };
    let length = part.end - part.start;
    let body = if method == Method::HEAD || length == 0 {
        Body::empty()
    } else {
        body(variant, part).await?
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    if let Some(range) = range.and_then(|range| HeaderValue::try_from(range).ok()) {
        headers.insert(CONTENT_RANGE, range);
    }
    Ok(response)
}

async fn body(variant: &Variant, part: Range<u64>) -> io::Result<Body> {
    let (folder, path) = match &variant.content {
        Content::Memory(bytes) => {
            let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
            return Ok(Body::from(bytes.slice(index(part.start)..index(part.end))));
        }
        Content::Disk(folder, path) => (folder.clone(), path.clone()),
    };
    let opened = tokio::task::spawn_blocking(move || folder.open(&path)).await;
    let file = opened.map_err(io::Error::other)??;
    let mut file = tokio::fs::File::from_std(file);
    file.set_max_buf_size(PIECE);
    file.seek(SeekFrom::Start(part.start)).await?;
    let file = file.take(part.end - part.start);
    Ok(Body::from_stream(ReaderStream::with_capacity(file, PIECE)))
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
