//! What the server offers.

use std::sync::Arc;

use api::{Discovery, Endpoint};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use civic::time::Timestamp;
use routes::api::ROOT;

use super::asked::Asked;
use crate::public_url::PublicUrl;
use crate::published::Snapshot;
use crate::{Server, xml};

/// When this interface last changed.
const CHANGED: &str = "2026-11-28T00:00:00+08:00";

pub(crate) async fn discovery(
    State(server): State<Server>,
    asked: Asked,
    headers: HeaderMap,
) -> Response {
    // What is offered does not depend on a snapshot; whom to ask does.
    let snapshot = server.published.snapshot().await.ok();
    let named = server.settings.public_url.clone();
    let site = named
        .or_else(|| PublicUrl::asked_for(&headers))
        .map_or_else(
            // A client that names no host has reached this address.
            || format!("http://{}", server.settings.listen),
            |site| site.to_string(),
        );
    let changeset = changeset(snapshot.as_ref());
    let body = Discovery {
        changeset: changeset.clone(),
        contact: snapshot.map_or_else(String::new, |snapshot| snapshot.city.hotline.clone()),
        key_service: "不需要密钥。No key is needed.".to_owned(),
        endpoints: vec![Endpoint {
            specification: "http://wiki.open311.org/GeoReport_v2".to_owned(),
            url: format!("{site}{ROOT}"),
            changeset,
            kind: "production".to_owned(),
            formats: vec!["text/xml".to_owned(), "application/json".to_owned()],
        }],
    };
    asked.answer(&xml::DISCOVERY, Ok((StatusCode::OK, body)))
}

/// When the services may last have changed: with the snapshot, or with this program. Both are written in
/// the city's zone, so that they can be sorted as text.
fn changeset(snapshot: Option<&Arc<Snapshot>>) -> String {
    let changed = Timestamp::parse(CHANGED);
    let (Some(changed), Some(snapshot)) = (changed, snapshot) else {
        return CHANGED.to_owned();
    };
    let manifest = &snapshot.manifest;
    let latest = changed.instant.max(manifest.published_at.instant);
    manifest.time_zone.timestamp(latest).to_string()
}
