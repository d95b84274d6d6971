//! Runs the real program on a small city, and speaks plain HTTP/1.1 to it.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::rc::Rc;
use std::sync::OnceLock;

use tempfile::TempDir;

/// A server under test; killed when it goes out of scope.
pub(crate) struct Served {
    child: Child,
    address: String,
    data: Rc<TempDir>,
    args: Vec<String>,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}

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

fn start(data: &Path, args: &[String]) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(data)
        .args(args)
        .current_dir(published())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut line = String::new();
    let out = child.stdout.take().expect("stdout");
    BufReader::new(out).read_line(&mut line).expect("a line");
    let address = line
        .trim()
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    (child, address)
}

impl Served {
    pub(crate) fn start() -> Self {
        Self::start_with(&["--rate", "1000"])
    }

    pub(crate) fn start_with(args: &[&str]) -> Self {
        let data = tempfile::tempdir().expect("a directory");
        let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
        let (child, address) = start(data.path(), &args);
        Self {
            child,
            address,
            data: Rc::new(data),
            args,
        }
    }

    pub(crate) fn data_dir(&self) -> Rc<TempDir> {
        Rc::clone(&self.data)
    }

    pub(crate) fn killed_and_started_again(mut self) -> Self {
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
        let (child, address) = start(self.data.path(), &self.args);
        Self {
            child,
            address,
            data: Rc::clone(&self.data),
            args: self.args.clone(),
        }
    }

    /// Asks it to stop, as a service manager does.
    pub(crate) fn stop(mut self) -> ExitStatus {
        Command::new("kill")
            .arg(self.child.id().to_string())
            .status()
            .expect("asked");
        self.child.wait().expect("ended")
    }

    pub(crate) fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.request("GET", path, headers, b"")
    }

    pub(crate) fn post(&self, path: &str, key: Option<&str>, body: &str) -> Answer {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(key.map(|key| ("idempotency-key", key)));
        self.request("POST", path, &headers, body.as_bytes())
    }

    pub(crate) fn request(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut stream = TcpStream::connect(&self.address).expect("connected");
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n",
            self.address,
            body.len()
        );
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).expect("sent");
        // A server that refuses a body early closes before all of it is sent.
        let _ = stream.write_all(body);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let end = all
            .windows(4)
            .position(|w| w == b"\r\n\r\n")
            .expect("a head");
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1)?.parse().ok())
            .expect("a status");
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(n, v)| (n.to_lowercase(), v.to_owned()))
            .collect();
        let mut body = all[end + 4..].to_vec();
        if headers
            .iter()
            .any(|(n, v)| n == "transfer-encoding" && v == "chunked")
        {
            body = unchunked(&body);
        }
        Answer {
            status,
            headers,
            body,
        }
    }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).expect("a size");
        let size = usize::from_str_radix(size, 16).expect("a size");
        if size == 0 {
            break;
        }
        out.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
    out
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
