//! Whether feedback can be stored, and which snapshot is served.

use std::time::Duration;

use api::{Health, HealthStatus};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::Server;
use crate::error::chain;
use crate::response::json;

/// A store that has not answered by then counts as failing.
const STORE_TIMEOUT: Duration = Duration::from_secs(1);

pub(crate) async fn health(State(server): State<Server>) -> Response {
    let snapshot = server.published.snapshot().await;
    if let Err(error) = &snapshot {
        tracing::error!(cause = chain(error), "no published tree can be read");
    }
    let store = match tokio::time::timeout(STORE_TIMEOUT, server.store.check()).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::error!(cause = chain(&error), "the store is failing");
            false
        }
        Err(_) => {
            let seconds = STORE_TIMEOUT.as_secs();
            tracing::error!(seconds, "the store does not answer");
            false
        }
    };
    let sequence = snapshot.ok().map(|snapshot| snapshot.manifest.sequence);
    let (status, health) = if store && sequence.is_some() {
        (StatusCode::OK, HealthStatus::Ok)
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, HealthStatus::Failing)
    };
    json(
        status,
        &Health {
            status: health,
            sequence,
            store,
        },
    )
}
