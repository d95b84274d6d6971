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
    let looked = server
        .health
        .look(published, &server.tree_check, &*server.store, portal);
    let report = looked.await;
    let (status, health) = if report.tree && report.store && report.portal {
        (StatusCode::OK, HealthStatus::Ok)
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, HealthStatus::Failing)
    };
    json(
        status,
        &Health {
            status: health,
            sequence: report.sequence,
            store: report.store,
        },
    )
}
