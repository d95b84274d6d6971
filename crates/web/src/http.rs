//! All HTTP requests of a browser program.

use js_sys::Uint8Array;
use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use routes::files::CACHE_LIST;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit, Response};

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
    let request = RequestInit::new();
    request.set_cache(cache);
    let reply = send(path, &request)
        .await
        .map_err(|_| HttpError::Unreachable)?;
    if (200..300).contains(&reply.status) {
        Ok(reply.body)
    } else {
        Err(HttpError::Status(reply.status))
    }
}

/// Sends a request, and reads all of the response.
async fn send(path: &str, request: &RequestInit) -> Result<Reply, Unreachable> {
    let response = JsFuture::from(window().fetch_with_str_and_init(path, request)).await?;
    let response: Response = response.dyn_into()?;
    let body = JsFuture::from(response.array_buffer()?).await?;
    Ok(Reply {
        status: response.status(),
        body: Uint8Array::new(&body).to_vec(),
        headers: response.headers(),
    })
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
    headers: Headers,
}

impl Reply {
    /// A header of it.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).ok().flatten()
    }

    /// The body as JSON of a type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Unreadable> {
        json::from_slice(&self.body)
    }
}

/// The server could not be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreachable;

impl From<JsValue> for Unreachable {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// Fetches JSON, never from a cache.
pub async fn get_json(path: &str) -> Result<Reply, Unreachable> {
    let request = RequestInit::new();
    request.set_cache(RequestCache::NoStore);
    send(path, &request).await
}

/// Sends the service worker the list of files to keep, one path per line. Only a page that is
/// controlled by a worker may call it.
pub(crate) async fn put_kept(body: &str) -> Result<Reply, Unreachable> {
    let request = RequestInit::new();
    request.set_method("PUT");
    request.set_body(&body.into());
    send(CACHE_LIST, &request).await
}

/// Posts JSON with an idempotency key, so that a retry never creates a second case.
pub async fn post_json(path: &str, key: &str, body: &str) -> Result<Reply, Unreachable> {
    post_json_with(path, key, body, None).await
}

/// The same with one more header, a name and a value.
pub async fn post_json_with(
    path: &str,
    key: &str,
    body: &str,
    header: Option<(&str, &str)>,
) -> Result<Reply, Unreachable> {
    post(path, key, "application/json", &body.into(), header).await
}

/// Posts a JPEG with an idempotency key, so that a retry never adds it twice.
pub async fn post_jpeg(path: &str, key: &str, bytes: &[u8]) -> Result<Reply, Unreachable> {
    post(path, key, "image/jpeg", &Uint8Array::from(bytes), None).await
}

async fn post(
    path: &str,
    key: &str,
    kind: &str,
    body: &JsValue,
    header: Option<(&str, &str)>,
) -> Result<Reply, Unreachable> {
    let headers = Headers::new()?;
    headers.set("content-type", kind)?;
    headers.set("idempotency-key", key)?;
    if let Some((name, value)) = header {
        headers.set(name, value)?;
    }
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(body);
    send(path, &request).await
}
