//! All HTTP requests of a browser program.

use gloo_net::http::{Request, Response};
use leptos::web_sys::RequestCache;
use routes::files::CACHE_LIST;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::json::Unreadable;
use crate::{format, json};

/// Why a file could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpError {
    /// No response, or an incomplete one.
    Unreachable,
    /// The server answered with this status.
    Status(u16),
}

/// The bytes at a path; `fresh` revalidates a cached copy with the server.
pub async fn bytes(path: &str, fresh: bool) -> Result<Vec<u8>, HttpError> {
    let cache = if fresh {
        RequestCache::NoCache
    } else {
        RequestCache::Default
    };
    let response = Request::get(path)
        .cache(cache)
        .send()
        .await
        .map_err(|_| HttpError::Unreachable)?;
    if !response.ok() {
        return Err(HttpError::Status(response.status()));
    }
    let bytes = response.binary().await;
    bytes.map_err(|_| HttpError::Unreachable)
}

/// SHA-256 in lowercase hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    format::hex(&Sha256::digest(bytes))
}

/// A server's response.
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// The body as JSON of a type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Unreadable> {
        json::from_slice(&self.body)
    }
}

/// The server could not be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreachable;

async fn reply(response: Result<Response, gloo_net::Error>) -> Result<Reply, Unreachable> {
    let response = response.map_err(|_| Unreachable)?;
    let status = response.status();
    let body = response.binary().await.map_err(|_| Unreachable)?;
    Ok(Reply { status, body })
}

/// Fetches JSON, never from a cache.
pub async fn get_json(path: &str) -> Result<Reply, Unreachable> {
    reply(Request::get(path).cache(RequestCache::NoStore).send().await).await
}

/// Sends the service worker the list of files to keep, one path per line. Only a page that is
/// controlled by a worker may call it.
pub(crate) async fn put_kept(body: String) -> Result<Reply, Unreachable> {
    let request = Request::put(CACHE_LIST)
        .body(body)
        .map_err(|_| Unreachable)?;
    reply(request.send().await).await
}

/// Posts JSON with an idempotency key, so that a retry never creates a second case.
pub async fn post_json(path: &str, key: &str, body: String) -> Result<Reply, Unreachable> {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .header("idempotency-key", key)
        .body(body)
        .map_err(|_| Unreachable)?;
    reply(request.send().await).await
}
