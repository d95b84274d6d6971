//! The server as a process: it starts, listens, survives a kill and stops when asked. What it answers
//! is tested in process, in `crates/backend/tests`.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::fs;
use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::rc::Rc;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

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
        Self::start_with(&[])
    }

    fn start_with(options: &[&str]) -> Self {
        let data = Rc::new(tempfile::tempdir().expect("a directory"));
        Self::start_in(data, options)
    }

    fn start_in(data: Rc<TempDir>, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mingdan"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "json"])
            .args(options)
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
        Self::start_in(Rc::clone(&self.data), &[])
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

    /// A connection on which some bytes were sent.
    fn connect(&self, bytes: &str) -> TcpStream {
        let address = self.origin.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).expect("connected");
        stream.write_all(bytes.as_bytes()).expect("sent");
        stream
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

/// Waits until the server has ended a connection; what it sent before.
fn until_ended(mut stream: TcpStream) -> String {
    let mut sent = Vec::new();
    // A connection that is cut off while bytes are unread is reset.
    let _ = stream.read_to_end(&mut sent);
    String::from_utf8_lossy(&sent).into_owned()
}

/// True where the server has ended a connection; what it sent before is dropped.
fn has_ended(mut stream: &TcpStream) -> bool {
    let moment = Some(Duration::from_millis(1));
    stream.set_read_timeout(moment).expect("set");
    loop {
        match stream.read(&mut [0; 4096]) {
            Ok(1..) => {}
            Ok(0) => return true,
            Err(error) => {
                return !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
            }
        }
    }
}

const HALF_HEADER: &str = "GET / HTTP/1.1\r\nHost: a\r\nX-Half: ";
const HALF_BODY: &str = "POST /open311/v2/requests.json HTTP/1.1\r\nHost: a\r\n\
    Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
const KEPT: &str = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

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

#[test]
fn headers_and_body_come_in_one_piece_on_a_kept_connection() {
    let served = Served::start();
    let request = "GET /data/manifest.json HTTP/1.1\r\nHost: a\r\n\r\n";
    let mut stream = served.connect("");
    for _ in 0..20 {
        stream.write_all(request.as_bytes()).expect("sent");
        let mut piece = vec![0; 1 << 20];
        let read = stream.read(&mut piece).expect("an answer");
        let piece = String::from_utf8_lossy(&piece[..read]);
        let (header, body) = piece.split_once("\r\n\r\n").expect("a header");
        assert!(header.starts_with("HTTP/1.1 200"), "{header}");
        assert!(
            body.len() > 1000 && body.ends_with('}'),
            "only {} bytes",
            body.len()
        );
    }
}

/// Each of these would have kept a descriptor for ever.
#[test]
fn stalled_connections_are_ended_and_keep_nobody_out() {
    #[cfg(unix)]
    take_all_descriptors();
    let limits = [
        "--receive-timeout",
        "2",
        "--idle-timeout",
        "2",
        "--rate",
        "1000",
    ];
    let served = Served::start_with(&limits);
    let stalled: Vec<TcpStream> = (0..500)
        .map(|number| served.connect(["", HALF_HEADER, HALF_BODY, KEPT][number % 4]))
        .collect();
    assert_eq!(served.get("/").0, 200);
    let ended: Vec<String> = stalled.into_iter().map(until_ended).collect();
    let count = |is: fn(&&String) -> bool| ended.iter().filter(is).count();
    assert_eq!(
        count(|sent| sent.is_empty()),
        250,
        "nothing, or half a header"
    );
    assert_eq!(
        count(|sent| sent.starts_with("HTTP/1.1 408")),
        125,
        "half a body"
    );
    assert_eq!(
        count(|sent| sent.starts_with("HTTP/1.1 200")),
        125,
        "then idle"
    );
    assert_eq!(served.get("/").0, 200);
}

#[test]
fn where_there_is_no_room_the_one_that_waited_longest_makes_some() {
    #[cfg(unix)]
    take_all_descriptors();
    // Nothing ends by itself for as long as the test may take.
    let limits = [
        "--receive-timeout",
        "600",
        "--idle-timeout",
        "600",
        "--max-connections",
        "50",
    ];
    let served = Served::start_with(&limits);
    let mut stalled: Vec<TcpStream> = (0..200)
        .map(|number| {
            if number % 40 == 0 {
                assert_eq!(served.get("/").0, 200);
            }
            served.connect(["", HALF_HEADER, KEPT][number % 3])
        })
        .collect();
    assert_eq!(served.get("/").0, 200);
    // All but those that there is room for.
    while stalled.len() > 50 {
        stalled.retain(|stream| !has_ended(stream));
    }
    assert_eq!(served.get("/").0, 200);
}

#[test]
fn a_header_without_end_is_refused() {
    let served = Served::start();
    let mut stream = served.connect(HALF_HEADER);
    // The server may have ended the connection before all of it is sent.
    let _ = stream.write_all("x".repeat(1 << 20).as_bytes());
    let sent = until_ended(stream);
    assert!(
        sent.is_empty() || sent.starts_with("HTTP/1.1 431"),
        "{sent}"
    );
    assert_eq!(served.get("/").0, 200);
}

#[cfg(unix)]
#[test]
fn it_stops_within_its_grace_whatever_is_half_sent() {
    // Nothing of it would end by itself.
    let limits = [
        "--receive-timeout",
        "600",
        "--idle-timeout",
        "600",
        "--request-timeout",
        "600",
    ];
    let served = Served::start_with(&limits);
    let stalled = ["", HALF_HEADER, HALF_BODY, KEPT].map(|bytes| served.connect(bytes));
    assert_eq!(served.get("/").0, 200);
    let asked = Instant::now();
    let (status, _) = served.stop();
    assert!(status.success(), "{status}");
    // A container is killed after ten seconds.
    assert!(
        asked.elapsed() < Duration::from_secs(10),
        "{:?}",
        asked.elapsed()
    );
    drop(stalled);
}

#[cfg(unix)]
#[test]
fn without_requests_under_way_it_stops_at_once() {
    let limits = ["--receive-timeout", "600", "--idle-timeout", "600"];
    let served = Served::start_with(&limits);
    let idle = ["", HALF_HEADER, KEPT].map(|bytes| served.connect(bytes));
    let mut answer = [0];
    let mut kept = &idle[2];
    kept.read_exact(&mut answer).expect("an answer");
    let asked = Instant::now();
    assert!(served.stop().0.success());
    assert!(
        asked.elapsed() < Duration::from_secs(5),
        "{:?}",
        asked.elapsed()
    );
}

#[test]
fn each_option_of_serve_is_explained_in_both_languages() {
    let output = Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .args(["serve", "--help"])
        .output()
        .expect("run");
    let help = String::from_utf8(output.stdout).expect("text");
    let options: Vec<&str> = help.split("      --").skip(1).collect();
    assert!(options.len() > 10, "{help}");
    for option in options {
        let (name, text) = option.split_once(char::is_whitespace).expect("a name");
        let text: String = text.split("\n\n").take(1).collect();
        let has = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
        assert!(
            has(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) > 3,
            "--{name}: {text}"
        );
        assert!(has(|c| c.is_ascii_lowercase()) > 10, "--{name}: {text}");
    }
}

/// The tests of many connections need more descriptors than a shell may give.
#[cfg(unix)]
fn take_all_descriptors() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    let all = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    setrlimit(Resource::Nofile, all).expect("as many as there may be");
}
