//! Which handler answers which address, and what every request passes through.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use routes::{api, tree};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use crate::Server;
use crate::handlers::{health, open311, static_files};
use crate::middleware::rate_limit::{RateLimiter, limit};
use crate::middleware::{catch_panic, request_log, same_site, security_headers};

/// The whole server as a service.
pub fn router(server: Server) -> Router {
    let settings = &server.settings;
    let limiter = RateLimiter::new(settings.rate, settings.client_ip_header.clone());
    let submit = post(open311::submit)
        .route_layer(from_fn_with_state(Arc::new(limiter), limit))
        // Before the limit: another site may not use up a visitor's.
        .route_layer(from_fn_with_state(Arc::clone(settings), same_site::check));
    let transport = settings.hsts.map(security_headers::transport);
    Router::new()
        .route(api::HEALTH, get(health::health))
        .route(api::DISCOVERY, get(open311::discovery))
        .route(api::SERVICES, get(open311::services))
        .route(api::SERVICE, get(open311::service))
        .route(api::REQUESTS, get(open311::requests).merge(submit))
        .route(api::REQUEST, get(open311::request))
        .route(api::TOKEN, get(open311::token))
        .route(tree::PATTERN, get(static_files::tree_file))
        .fallback(static_files::portal_file)
        // From the inside out: what is added last sees a request first.
        .layer(DefaultBodyLimit::max(settings.max_body))
        .layer(RequestBodyTimeoutLayer::new(settings.receive_timeout))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            settings.request_timeout,
        ))
        .layer(CatchPanicLayer::custom(catch_panic::answer))
        .layer(from_fn_with_state(
            (Arc::clone(&server.published), transport),
            security_headers::add,
        ))
        .layer(from_fn(request_log::log))
        .with_state(server)
}
