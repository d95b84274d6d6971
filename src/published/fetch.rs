//! The only place that speaks HTTP.

use gloo_net::http::{Request, Response};
use leptos::web_sys::RequestCache;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::DataError;

/// The bytes at a path; `fresh` asks the server again before a kept copy is used.
pub(super) async fn bytes(path: &str, fresh: bool) -> Result<Vec<u8>, DataError> {
    let cache = if fresh {
        RequestCache::NoCache
    } else {
        RequestCache::Default
    };
    let response = Request::get(path)
        .cache(cache)
        .send()
        .await
        .map_err(|_| DataError::Offline)?;
    if !response.ok() {
        return Err(DataError::Status(response.status()));
    }
    response.binary().await.map_err(|_| DataError::Offline)
}

/// SHA-256 in lowercase hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    crate::format::hex(&Sha256::digest(bytes))
}

/// What the intake answered.
pub(crate) struct Reply {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The body, `Null` where it is not JSON.
    pub(crate) body: Value,
}

/// Why the intake could not be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failure;

async fn reply(response: Result<Response, gloo_net::Error>) -> Result<Reply, Failure> {
    let response = response.map_err(|_| Failure)?;
    let status = response.status();
    let bytes = response.binary().await.map_err(|_| Failure)?;
    let body = super::read::value(&bytes).unwrap_or(Value::Null);
    Ok(Reply { status, body })
}

/// Reads JSON from the intake.
pub(crate) async fn get_json(path: &str) -> Result<Reply, Failure> {
    reply(Request::get(path).cache(RequestCache::NoStore).send().await).await
}

/// Tells the worker which files are needed, a path a line; only a page it stands behind may do so.
pub(super) async fn put_kept(body: String) -> Result<Reply, Failure> {
    let request = Request::put("/kept").body(body).map_err(|_| Failure)?;
    reply(request.send().await).await
}

/// Sends JSON to the intake under an idempotency key: a retry never makes a second case.
pub(crate) async fn post_json(path: &str, key: &str, body: String) -> Result<Reply, Failure> {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .header("idempotency-key", key)
        .body(body)
        .map_err(|_| Failure)?;
    reply(request.send().await).await
}
