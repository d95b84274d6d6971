//! Which handler answers which address, and what every request passes through.

use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, DefaultBodyLimit};
use axum::http::{HeaderValue, Request, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, any, get, post};
use axum::{BoxError, Router};
use futures_util::FutureExt as _;
use routes::{api, handling};
use tokio::time::timeout;
use tower::ServiceExt as _;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::Server;
use crate::handlers::receipt::MAX_PHOTO_BODY;
use crate::handlers::{desk, health, open311, receipt, static_files};
use crate::middleware::rate_limit::{RateLimiter, limit, limit_or_work};
use crate::middleware::request_log::Line;
use crate::middleware::{same_site, security_headers};
use crate::response::{Refusal, Wanted};

/// The whole server, without its sockets. Cloning it is cheap.
///
/// Files are most of what is asked for, and are answered without a router: that would box and clone
/// every layer for each request.
#[derive(Clone, Debug)]
pub struct App(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    server: Server,
    api: Router,
    /// The value of `Strict-Transport-Security`, where the operator has asked for it.
    transport: Option<HeaderValue>,
}

impl App {
    /// What answers for a server.
    pub fn new(server: Server) -> Self {
        Self(Arc::new(Inner {
            api: router(server.clone()),
            transport: server.settings.hsts.map(security_headers::transport),
            server,
        }))
    }

    /// The answer to a request from the other end of a connection.
    pub async fn answer<B>(&self, request: Request<B>, peer: SocketAddr) -> Response
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let Inner {
            server, transport, ..
        } = &*self.0;
        let (method, uri) = (request.method().clone(), request.uri().clone());
        let path = uri.path();
        let line = Line::begin(&method, path);
        let within = server.settings.request_timeout;
        // A handler that panics fails its own request and no other. The panic itself is logged where
        // it happens (`log::log_panics`): only there its place is known.
        let answered = AssertUnwindSafe(timeout(within, self.handle(request, peer)))
            .catch_unwind()
            .await;
        let mut response = match answered {
            Ok(Ok(response)) => response,
            Ok(Err(_)) => StatusCode::REQUEST_TIMEOUT.into_response(),
            Err(_) => Refusal::panicked()
                .in_form(Wanted::of(&uri))
                .into_response(),
        };
        // Without a snapshot there is no map. Whoever needs the snapshot logs why it is missing.
        let snapshot = server.published.snapshot().await.ok();
        let tiles = snapshot.as_ref().and_then(|s| s.city.tiles.as_ref());
        let tiles = tiles.and_then(|tiles| tiles.origin());
        security_headers::add(&mut response, path, tiles, transport.as_ref());
        line.end(&response);
        response
    }

    async fn handle<B>(&self, request: Request<B>, peer: SocketAddr) -> Response
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let path = request.uri().path();
        if api::pattern(path)
            .or_else(|| handling::pattern(path))
            .is_none()
        {
            return static_files::answer(&self.0.server, &request.into_parts().0).await;
        }
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let Ok(response) = self.0.api.clone().oneshot(request).await;
        response
    }
}

/// The intake and the health check.
fn router(server: Server) -> Router {
    let settings = &server.settings;
    let header = settings.client_ip_header.clone();
    let limiter = Arc::new(RateLimiter::new(settings.rate, header, Instant::now()));
    let of_this_site = |route: MethodRouter<Server>| {
        // Before the limit: another site may not use up a visitor's.
        route.route_layer(from_fn_with_state(Arc::clone(settings), same_site::check))
    };
    let with_limit = |route: MethodRouter<Server>| {
        of_this_site(route.route_layer(from_fn_with_state(Arc::clone(&limiter), limit)))
    };
    let submit = post(open311::submit);
    let submit = submit.route_layer(from_fn_with_state(Arc::clone(&limiter), limit_or_work));
    let requests = get(open311::requests).merge(of_this_site(submit));
    let photos = with_limit(post(receipt::photos)).layer(DefaultBodyLimit::max(MAX_PHOTO_BODY));
    Router::new()
        .route(api::HEALTH, get(health::health))
        .route(api::DISCOVERY, get(open311::discovery))
        .route(api::DISCOVERY_XML, get(open311::discovery))
        .route(api::SERVICES, get(open311::services))
        .route(api::SERVICES_XML, get(open311::services))
        .route(api::SERVICE, get(open311::service))
        .route(api::REQUESTS, requests.clone())
        .route(api::REQUESTS_XML, requests)
        .route(api::REQUEST, get(open311::request))
        .route(api::TOKEN, get(open311::token))
        .route(handling::FOLLOW_UPS, with_limit(post(receipt::follow_ups)))
        .route(handling::CASES, get(desk::list))
        .route(handling::CASE, get(desk::show).post(desk::act))
        .route(handling::CASE_PHOTO, get(desk::photo))
        .route(handling::PHOTOS, photos)
        .route(api::OTHER, any(open311::other))
        .layer(DefaultBodyLimit::max(settings.max_body))
        .layer(RequestBodyTimeoutLayer::new(settings.receive_timeout))
        .with_state(server)
}
