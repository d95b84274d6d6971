//! The server as a process: it starts, listens, survives a kill and stops when asked. What it answers
//! is tested in process, in `crates/backend/tests`.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::rc::Rc;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;
use ureq::Agent;

const SUBMISSIONS: &str = "/open311/v2/requests.json";
const GOOD: &str = r#"{"service_code": "vendor_rule", "description": "莫家街北口路灯不亮"}"#;

/// The sample city, published once by the program itself, and a page in the portal's place.
fn published() -> &'static Path {
    static PUBLISHED: OnceLock<TempDir> = OnceLock::new();
    PUBLISHED
        .get_or_init(|| {
            let into = tempfile::tempdir().expect("a directory");
            let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
            let output = Command::new(env!("CARGO_BIN_EXE_mingdan"))
                .arg("build")
                .arg(city)
                .args(["--out", "tree"])
                .current_dir(into.path())
                .output()
                .expect("run");
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stdout)
            );
            fs::create_dir_all(into.path().join("dist")).expect("made");
            fs::write(into.path().join("dist/index.html"), "<html></html>").expect("written");
            into
        })
        .path()
}

/// A server under test; killed when it goes out of scope.
struct Served {
    child: Child,
    /// Without the slash at the end.
    origin: String,
    data: Rc<TempDir>,
}

impl Served {
    fn start() -> Self {
        Self::start_in(Rc::new(tempfile::tempdir().expect("a directory")))
    }

    fn start_in(data: Rc<TempDir>) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mingdan"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "json"])
            .arg("--data-dir")
            .arg(data.path())
            .env_remove("RUST_LOG")
            .current_dir(published())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let mut line = String::new();
        let out = child.stdout.take().expect("stdout");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let origin = line.trim().trim_end_matches('/').to_owned();
        Self {
            child,
            origin,
            data,
        }
    }

    fn killed_and_started_again(mut self) -> Self {
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
        Self::start_in(Rc::clone(&self.data))
    }

    /// Asks it to stop, as a service manager does; returns its log, too.
    fn stop(mut self) -> (ExitStatus, String) {
        Command::new("kill")
            .arg(self.child.id().to_string())
            .status()
            .expect("asked");
        let mut log = String::new();
        let mut stderr = self.child.stderr.take().expect("stderr");
        stderr.read_to_string(&mut log).expect("text");
        (self.child.wait().expect("ended"), log)
    }

    fn get(&self, path: &str) -> (u16, String) {
        let response = agent().get(format!("{}{path}", self.origin)).call();
        let mut response = response.expect("an answer");
        let text = response.body_mut().read_to_string().expect("text");
        (response.status().as_u16(), text)
    }

    /// Sends a submission that is accepted; the receipt.
    fn submit(&self) -> String {
        let mut response = agent()
            .post(format!("{}{SUBMISSIONS}", self.origin))
            .content_type("application/json")
            .send(GOOD)
            .expect("an answer");
        let text = response.body_mut().read_to_string().expect("text");
        assert_eq!(response.status().as_u16(), 201, "{text}");
        let answer: Value = serde_json::from_str(&text).expect("JSON");
        answer[0]["token"].as_str().expect("token").to_owned()
    }
}

/// A client to whom no status is an error.
fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into()
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_answers_over_a_socket_and_logs_to_standard_error_without_the_address() {
    let served = Served::start();
    assert_eq!(served.get("/healthz").0, 200);
    let (status, page) = served.get("/nothing?q=asked");
    assert_eq!((status, page.as_str()), (404, "<html></html>"));
    let (status, log) = served.stop();
    assert!(status.success());
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON object a line"))
        .collect();
    let routes: Vec<&str> = lines.iter().filter_map(|l| l["route"].as_str()).collect();
    assert_eq!(routes, ["/healthz", "unknown"]);
    assert!(
        !log.contains("127.0.0.1") && !log.contains("asked"),
        "{log}"
    );
}

#[test]
fn s4_3_an_accepted_case_survives_a_kill() {
    let served = Served::start();
    let token = served.submit();
    let served = served.killed_and_started_again();
    let (status, _) = served.get(&format!("/open311/v2/tokens/{token}.json"));
    assert_eq!(status, 200);
}

#[test]
fn a_missing_tree_is_one_line_that_says_what_to_run() {
    let directory = tempfile::tempdir().expect("a directory");
    let output = Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .current_dir(directory.path())
        .output()
        .expect("run");
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    assert!(said.contains("trunk build"), "{said}");
}

#[test]
fn an_address_in_use_is_one_line_with_the_cause() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let data = tempfile::tempdir().expect("a directory");
    let output = Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .args(["serve", "--listen", &address, "--data-dir"])
        .arg(data.path())
        .env("LC_ALL", "en_GB.UTF-8")
        .current_dir(published())
        .output()
        .expect("run");
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    assert!(said.contains(&address) && said.contains("in use"), "{said}");
}

#[cfg(unix)]
#[test]
fn it_stops_cleanly_when_asked() {
    let served = Served::start();
    served.submit();
    let data = Rc::clone(&served.data);
    assert!(served.stop().0.success());
    let log = data.path().join("feedback.sqlite3-wal");
    assert!(fs::metadata(log).map_or(true, |m| m.len() == 0));
}
