//! The sample city, published, and a server for it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::{fmt, io};

use async_trait::async_trait;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use backend::config::Settings;
use backend::store::{
    Appended, Backup, CaseFilter, CaseKey, CaseNumber, CaseRow, CaseStore, Change, Entry,
    Forgotten, Head, Insertion, NewCase, NewEntry, NewPhoto, PhotoAdded, PhotoNumber, PhotoRow,
    Retention, Sequence, StoreError, StoredCase, Verification,
};
use backend::{App, ServeArgs, Server};
use civic::time::{Instant, Timestamp};
use futures_util::future::BoxFuture;
use serde_json::{Value, json};
use tempfile::TempDir;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::MakeWriter;

pub(crate) const SUBMISSIONS: &str = routes::api::REQUESTS;

/// Where every request comes from.
pub(crate) const CLIENT: (Ipv4Addr, u16) = (Ipv4Addr::LOCALHOST, 50_000);

/// A submission that is accepted.
pub(crate) fn good() -> Value {
    json!({ "service_code": "vendor_rule", "description": "莫家街北口路灯不亮" })
}

/// The noon of a day on which some cases of the sample city are new and most are old.
pub(crate) fn november() -> Instant {
    Timestamp::parse("2026-11-28T12:00:00+08:00").map_or(Instant(0), |at| at.instant)
}

/// Publishes the sample city into a directory.
fn publish_into(tree: &Path) {
    let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    let files = publish::city_folder::read(&city).expect("the city's folder");
    let publication = publish::Publication {
        sources: &sheets::city::read(&files).sources,
        target: &publish::Folder::new(tree),
        published_at: Timestamp::parse("2025-06-01T08:00:00+08:00").expect("a time"),
        force: false,
    };
    publish::publish(&publication, &mut |_| Ok(())).expect("published");
}

/// A copy of the published sample city, for a test that changes it.
pub(crate) fn copy_into(tree: &Path) {
    fn copy(from: &Path, to: &Path) -> io::Result<()> {
        std::fs::create_dir_all(to)?;
        for entry in std::fs::read_dir(from)? {
            let entry = entry?;
            let to = to.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                copy(&entry.path(), &to)?;
            } else {
                std::fs::copy(entry.path(), &to)?;
            }
        }
        Ok(())
    }
    copy(&published(), tree).expect("copied");
}

/// The sample city, published once for all tests.
fn published() -> PathBuf {
    static PUBLISHED: OnceLock<TempDir> = OnceLock::new();
    let directory = PUBLISHED.get_or_init(|| {
        let directory = tempfile::tempdir().expect("a directory");
        publish_into(directory.path());
        directory
    });
    directory.path().to_path_buf()
}

/// A server under test, with a data directory of its own.
pub(crate) struct Site {
    pub(crate) server: Server,
    app: App,
    settings: Settings,
    directory: TempDir,
}

impl Site {
    pub(crate) fn start() -> Self {
        Self::start_with(|settings| settings)
    }

    /// A server whose settings are changed first.
    pub(crate) fn start_with(change: impl FnOnce(Settings) -> Settings) -> Self {
        Self::of_tree(published(), change)
    }

    /// A server of another tree.
    pub(crate) fn of_tree(tree: PathBuf, change: impl FnOnce(Settings) -> Settings) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let portal = directory.path().join("dist");
        std::fs::create_dir_all(&portal).expect("made");
        std::fs::write(portal.join("index.html"), "<html></html>").expect("written");
        let settings = ServeArgs {
            portal: Some(portal),
            tree: Some(tree),
            data_dir: Some(directory.path().join("data")),
            rate: Some(1000),
            ..ServeArgs::default()
        }
        .resolve()
        .expect("settings");
        let settings = change(settings);
        let server = Server::open(settings.clone()).expect("a server");
        Self {
            app: App::new(server.clone()),
            server,
            settings,
            directory,
        }
    }

    /// The same site with another store or clock.
    pub(crate) fn with(mut self, change: impl FnOnce(Server) -> Server) -> Self {
        self.server = change(self.server);
        self.app = App::new(self.server.clone());
        self
    }

    /// The server started once more on the same directories.
    pub(crate) fn opened_again(&self) -> Server {
        Server::open(self.settings.clone()).expect("a server")
    }

    pub(crate) fn portal(&self) -> PathBuf {
        self.directory.path().join("dist")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.request("GET", path, headers, "").await
    }

    pub(crate) async fn post(&self, path: &str, key: Option<&str>, body: &str) -> Answer {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(key.map(|key| ("idempotency-key", key)));
        self.request("POST", path, &headers, body).await
    }

    pub(crate) async fn request(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned()));
        self.send(request.expect("a request")).await
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.answer(request, SocketAddr::from(CLIENT)).await;
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.to_vec(),
        }
    }
}

/// An answer, whole.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header's value; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("text"))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// The first of a list.
    pub(crate) fn first(&self) -> Value {
        self.json()[0].clone()
    }

    /// The body as the type that the portal reads it as.
    pub(crate) fn read<T: serde::de::DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).expect("the type")
    }
}

/// All that this thread logs, at every level, as long as this lives.
pub(crate) struct Log {
    written: Written,
    _guard: DefaultGuard,
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("a lock").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Written {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

impl Log {
    pub(crate) fn capture() -> Self {
        let written = Written::default();
        let subscriber = tracing_subscriber::fmt()
            .json()
            .flatten_event(true)
            .with_max_level(tracing::Level::TRACE)
            .with_writer(written.clone())
            .finish();
        Self {
            written,
            _guard: tracing::subscriber::set_default(subscriber),
        }
    }

    pub(crate) fn text(&self) -> String {
        let bytes = self.written.0.lock().expect("a lock");
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The lines of this server.
    pub(crate) fn lines(&self) -> Vec<Value> {
        let text = self.text();
        let lines = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"));
        lines
            .filter(|line: &Value| {
                let target = line["target"].as_str();
                target.is_some_and(|target| target.starts_with("backend"))
            })
            .collect()
    }
}

/// A store that can do nothing, with what becomes of each thing that it is asked for.
pub(crate) struct Failing(pub(crate) fn(&'static str) -> BoxFuture<'static, StoreError>);

impl fmt::Debug for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Failing")
    }
}

impl Failing {
    async fn fail<T>(&self, action: &'static str) -> Result<T, StoreError> {
        Err((self.0)(action).await)
    }
}

#[async_trait]
impl CaseStore for Failing {
    async fn insert(&self, _: NewCase) -> Result<Insertion, StoreError> {
        self.fail("insert a case").await
    }

    async fn append(&self, _: Vec<Change>) -> Result<Appended, StoreError> {
        self.fail("append to the log").await
    }

    async fn find(&self, _: CaseKey) -> Result<Option<StoredCase>, StoreError> {
        self.fail("read a case").await
    }

    async fn list(&self, _: CaseFilter, _: CaseNumber, _: u32) -> Result<Vec<CaseRow>, StoreError> {
        self.fail("list cases").await
    }

    async fn entries(&self, _: Sequence, _: u32) -> Result<Vec<Entry>, StoreError> {
        self.fail("read the log").await
    }

    async fn contact(&self, _: CaseNumber) -> Result<Option<String>, StoreError> {
        self.fail("read a contact").await
    }

    async fn add_photo(&self, _: NewPhoto) -> Result<PhotoAdded, StoreError> {
        self.fail("add a photo").await
    }

    async fn photos(&self, _: CaseNumber) -> Result<Vec<PhotoRow>, StoreError> {
        self.fail("list photos").await
    }

    async fn photo(&self, _: PhotoNumber) -> Result<Option<Vec<u8>>, StoreError> {
        self.fail("read a photo").await
    }

    async fn delete_photo(&self, _: PhotoNumber, _: NewEntry) -> Result<bool, StoreError> {
        self.fail("delete a photo").await
    }

    async fn forget(&self, _: Retention) -> Result<Forgotten, StoreError> {
        self.fail("delete what is no longer kept").await
    }

    async fn verify(&self, _: Option<Head>) -> Result<Verification, StoreError> {
        self.fail("verify its log").await
    }

    async fn backup(&self, _: &Path) -> Result<Backup, StoreError> {
        self.fail("be backed up").await
    }

    async fn restore(&self, _: &Path) -> Result<Backup, StoreError> {
        self.fail("be restored").await
    }

    async fn check(&self) -> Result<(), StoreError> {
        self.fail("be written to").await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.fail("be closed").await
    }
}
