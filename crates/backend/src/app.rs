//! The routes, and what they share.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::args::Settings;
use crate::rate::Rate;
use crate::store::Store;
use crate::tree::Tree;
use crate::{Error, headers, intake, statics};

/// What every request shares.
#[derive(Clone, Debug)]
pub struct Server(pub(crate) Arc<Shared>);

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) tree: Tree,
    pub(crate) store: Store,
    pub(crate) rate: Rate,
    /// Receipts of retries are derived from it; it never leaves the data directory.
    pub(crate) secret: [u8; 32],
}

impl Server {
    /// Opens the directories and the store.
    pub(crate) fn open(settings: &Settings) -> Result<Self, Error> {
        needs(
            &settings.portal,
            "index.html",
            "trunk build --release (or give the portal with --portal DIR)",
        )?;
        needs(
            &settings.tree,
            "manifest.json",
            "mingdan build CITY --out DIR (or give the tree with --tree DIR)",
        )?;
        let data = &settings.data_dir;
        fs::create_dir_all(data).map_err(|e| Error::DataDirectory(data.clone(), e))?;
        let secret = secret(data).map_err(|e| Error::DataDirectory(data.clone(), e))?;
        let path = data.join("feedback.sqlite3");
        let store = Store::open(&path).map_err(|e| Error::Store(path, e))?;
        Ok(Self(Arc::new(Shared {
            tree: Tree::new(settings.tree.clone()),
            rate: Rate::new(settings.rate),
            settings: settings.clone(),
            store,
            secret,
        })))
    }

    /// Leaves the store in one file.
    pub(crate) fn close(&self) -> Result<(), Error> {
        let path = self.0.settings.data_dir.join("feedback.sqlite3");
        self.0.store.close().map_err(|e| Error::Store(path, e))
    }
}

fn needs(directory: &Path, file: &'static str, fix: &'static str) -> Result<(), Error> {
    if directory.join(file).is_file() {
        return Ok(());
    }
    Err(Error::Directory {
        path: directory.to_path_buf(),
        needs: file,
        fix,
    })
}

/// The server's own secret, made on the first start and readable by it alone.
fn secret(directory: &Path) -> std::io::Result<[u8; 32]> {
    let path = directory.join("secret");
    if let Ok(bytes) = fs::read(&path)
        && let Ok(secret) = bytes.try_into()
    {
        return Ok(secret);
    }
    let mut secret = [0_u8; 32];
    getrandom::fill(&mut secret).map_err(std::io::Error::other)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path)?;
    std::io::Write::write_all(&mut file, &secret)?;
    file.sync_all()?;
    Ok(secret)
}

/// The whole server as a service.
pub fn app(server: Server) -> Router {
    let timeout = Duration::from_secs(server.0.settings.request_timeout);
    let max_body = server.0.settings.max_body;
    Router::new()
        .route("/healthz", get(health))
        .route("/data/{*path}", get(data))
        .nest("/open311/v2", intake::routes())
        .fallback(portal)
        .layer(DefaultBodyLimit::max(max_body))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            timeout,
        ))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(server.clone(), secure))
        .with_state(server)
}

async fn secure(State(server): State<Server>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let snapshot = server.0.tree.snapshot();
    let tiles = snapshot.as_ref().and_then(|s| s.city.tiles.as_ref());
    let response = next.run(request).await;
    headers::secure(&path, tiles.and_then(|t| t.origin()), response)
}

async fn data(State(server): State<Server>, request: Request<Body>) -> Response {
    statics::tree_file(&server.0.settings.tree, request).await
}

async fn portal(State(server): State<Server>, request: Request<Body>) -> Response {
    statics::portal_file(&server.0.settings.portal, request).await
}

/// Whether feedback can be stored and which snapshot is served.
async fn health(State(server): State<Server>) -> Response {
    let sequence = server.0.tree.snapshot().map(|s| s.manifest.sequence);
    let store = server.0.store.is_well();
    let well = store && sequence.is_some();
    let status = if well {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let body = json!({
        "status": if well { "ok" } else { "failing" },
        "sequence": sequence,
        "store": store,
    });
    intake::json(status, &body).into_response()
}
