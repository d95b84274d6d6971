//! Whether the server can do its work, and which snapshot it serves.

use api::{Health, HealthStatus};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::Server;
use crate::response::json;

/// Says that something is failing. What it is, is the operator's affair: it is in the log.
pub(crate) async fn health(State(server): State<Server>) -> Response {
    let (published, portal) = (&server.published, &server.portal);
    let condition = server
        .condition
        .look(published, &server.tree_check, &*server.store, portal);
    let condition = condition.await;
    let (status, health) = if condition.tree && condition.store && condition.portal {
        (StatusCode::OK, HealthStatus::Ok)
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, HealthStatus::Failing)
    };
    json(
        status,
        &Health {
            status: health,
            sequence: condition.sequence,
            store: condition.store,
        },
    )
}
