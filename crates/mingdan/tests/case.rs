//! `mingdan case` as a process: against the store while a server runs, through the server, and against the
//! store once the server has stopped; and what `mingdan build --cases` then publishes.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::thread;

use rcgen::{CertifiedKey, KeyPair};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;
use tempfile::TempDir;

const HANDLER: [&str; 6] = ["--as", "王", "--role", "handler", "--unit-of", "630103"];
const SCREENER: [&str; 4] = ["--as", "李", "--role", "screener"];
const REVIEWER: [&str; 4] = ["--as", "赵", "--role", "reviewer"];

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingdan"));
    command.args(arguments).current_dir(folder);
    for name in [
        "MINGDAN_STORE",
        "MINGDAN_DATA_DIR",
        "MINGDAN_TREE",
        "LANG",
        "LC_ALL",
    ] {
        command.env_remove(name);
    }
    command
}

fn mingdan(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("run")
}

/// A folder with the sample city, published, and a page in the portal's place.
fn office() -> TempDir {
    let folder = tempfile::tempdir().expect("a directory");
    build(folder.path(), &[]);
    fs::create_dir_all(folder.path().join("dist")).expect("made");
    fs::write(folder.path().join("dist/index.html"), "<html></html>").expect("written");
    folder
}

fn build(folder: &Path, options: &[&str]) {
    let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    let city = city.display().to_string();
    let arguments = [&["build", &city, "--out", "tree"], options].concat();
    let built = mingdan(folder, &arguments);
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stdout)
    );
}

/// A server that is killed when it goes out of scope.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(folder: &Path) -> (Served, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .args(["serve", "--listen", "127.0.0.1:0", "--log-level", "error"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut line = String::new();
    let out = child.stdout.take().expect("stdout");
    BufReader::new(out).read_line(&mut line).expect("a line");
    (Served(child), line.trim().trim_end_matches('/').to_owned())
}

fn file(origin: &str, description: &str) {
    let body = serde_json::json!({ "service_code": "service", "description": description });
    let answer = ureq::post(format!("{origin}/open311/v2/requests.json"))
        .content_type("application/json")
        .send(body.to_string());
    assert_eq!(answer.expect("answered").status(), 201);
}

/// What a command prints as JSON.
fn json(folder: &Path, arguments: &[&str]) -> Value {
    let done = mingdan(folder, &[&["case", "--json"], arguments].concat());
    let out = String::from_utf8_lossy(&done.stdout);
    assert!(
        done.status.success(),
        "{out}{}",
        String::from_utf8_lossy(&done.stderr)
    );
    serde_json::from_str(&out).expect("JSON")
}

/// What a command says that is refused, by its exit code.
fn refused(folder: &Path, arguments: &[&str], code: i32) -> String {
    let done = mingdan(folder, &[&["case", "--lang", "en"], arguments].concat());
    assert_eq!(
        done.status.code(),
        Some(code),
        "{}",
        String::from_utf8_lossy(&done.stdout)
    );
    String::from_utf8_lossy(&done.stderr).into_owned()
}

#[test]
fn a_case_is_handled_with_the_server_running_through_it_and_without_it_and_published() {
    let office = office();
    let folder = office.path();
    let (served, origin) = serve(folder);
    file(&origin, "莫家街北口路灯不亮");
    file(&origin, "学校门前积雪没人扫");

    // Beside the running server.
    let list = json(folder, &["list"]);
    assert_eq!(list["cases"].as_array().map(Vec::len), Some(2));
    let said = refused(folder, &["screen", "1"], 2);
    assert!(said.contains("--as"), "{said}");
    let said = refused(folder, &[&["close", "1"][..], &HANDLER].concat(), 1);
    assert!(said.contains("another unit"), "{said}");
    json(folder, &[&["screen", "1"][..], &SCREENER].concat());
    json(
        folder,
        &[&["assign", "1", "--unit", "630103"][..], &SCREENER].concat(),
    );

    // Through it, with a key.
    let given = json(folder, &[&["key", "add"][..], &HANDLER].concat());
    fs::write(folder.join("key"), given["key"].as_str().expect("a key")).expect("written");
    let there = ["--server", &origin, "--key-file", "key"];
    let answer = [
        "answer",
        "1",
        "--text",
        "已修好。",
        "--basis",
        "duty:DG-B-01",
    ];
    json(folder, &[&answer[..], &there].concat());
    let said = refused(folder, &[&["close", "1"][..], &there].concat(), 1);
    assert!(
        said.contains("why it was closed") || said.contains("Choose"),
        "{said}"
    );
    let close = [
        "close",
        "1",
        "--reason",
        "done",
        "--means",
        "service",
        "--ground",
        "当天修好",
    ];
    let file_ = json(folder, &[&close[..], &there].concat());
    assert_eq!(file_["summary"]["stage"], "closed");
    refused(folder, &[&["show", "2"][..], &there].concat(), 1);
    refused(
        folder,
        &["list", "--server", "http://192.0.2.1", "--key-file", "key"],
        2,
    );

    // Without it.
    drop(served);
    let clear = [
        "clear",
        "1",
        "--title",
        "路灯不亮",
        "--text",
        "莫家街北口路灯不亮",
    ];
    json(folder, &[&clear[..], &REVIEWER].concat());
    let published = json(folder, &[&["publish", "1"][..], &REVIEWER].concat());
    let id = published["summary"]["published_as"]
        .as_str()
        .expect("an identifier");

    // Many at once.
    fs::write(
        folder.join("lines"),
        "{\"case\": 2, \"as\": \"李\", \"role\": \"screener\", \"action\": {\"action\": \"screen\"}}\n\
         {\"case\": 9, \"as\": \"李\", \"role\": \"screener\", \"action\": {\"action\": \"screen\"}}\n",
    )
    .expect("written");
    let done = mingdan(folder, &["case", "--json", "run", "lines", "--keep-going"]);
    assert_eq!(done.status.code(), Some(1));
    let done: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!(
        (&done["done"], &done["refused"][0]["line"]),
        (&1.into(), &2.into())
    );
    let due = mingdan(folder, &["case", "due", "--within", "30"]);
    let due = String::from_utf8_lossy(&due.stdout).into_owned();
    assert!(
        due.contains("BEGIN:VEVENT") && !due.contains("积雪"),
        "{due}"
    );

    // What was cleared is published, and nothing else of what people wrote.
    build(folder, &["--cases", "data"]);
    let mut all = String::new();
    for entry in fs::read_dir(folder.join("tree/f")).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "json") {
            all += &fs::read_to_string(path).expect("text");
        }
    }
    assert!(
        all.contains(id) && all.contains("莫家街北口路灯不亮"),
        "{id}"
    );
    assert!(!all.contains("学校门前积雪"));
    let verified = mingdan(folder, &["store", "verify", "--data-dir", "data"]);
    assert!(verified.status.success());
}

#[test]
fn s4_10_a_flood_is_one_line_and_is_merged_by_one_command() {
    let office = office();
    let folder = office.path();
    let (server, origin) = serve(folder);
    for n in 0..6 {
        file(
            &origin,
            &format!("夜市的音响到半夜还在放，影响休息，请管一管{n}"),
        );
    }
    file(&origin, "门前的积雪没有人扫");
    let at = ["--server", &origin, "--key-file", "key"];
    let key = ["key", "add", "--as", "李", "--role", "screener"];
    let key = json(folder, &key)["key"]
        .as_str()
        .expect("a key")
        .to_owned();
    fs::write(folder.join("key"), key).expect("written");
    for place in [&[][..], &at] {
        let listed = json(folder, &[&["list"], place].concat());
        let cases = listed["cases"].as_array().expect("cases");
        let numbers: Vec<_> = cases.iter().map(|case| case["number"].as_i64()).collect();
        assert_eq!(numbers, [Some(1), Some(7)]);
        assert_eq!(cases[0]["alike"], serde_json::json!([2, 3, 4, 5, 6]));
        let each = json(folder, &[&["list", "--each"], place].concat());
        assert_eq!(each["cases"].as_array().map(Vec::len), Some(7));
    }
    let text = mingdan(folder, &["case", "--lang", "en", "list"]);
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(
        text.contains("5 more say the same; to merge them: mingdan case fold 1"),
        "{text}"
    );
    let none = refused(folder, &[&["fold", "7"], &SCREENER[..]].concat(), 1);
    assert!(none.contains("none was merged"), "{none}");
    let merged = json(folder, &[&["fold", "1"], &at[..]].concat());
    assert_eq!(merged["merged"], serde_json::json!([2, 3, 4, 5, 6]));
    let listed = json(folder, &["list", "--stage", "merged"]);
    assert_eq!(listed["cases"].as_array().map(Vec::len), Some(5));
    drop(server);
}

/// Answers over TLS for a server that does not: a request a connection.
fn encrypt(origin: &str, certified: &CertifiedKey<KeyPair>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let key = PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key.into());
    let config = Arc::new(config.expect("a certificate"));
    let server = origin.trim_start_matches("http://").to_owned();
    thread::spawn(move || {
        for client in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).expect("a connection");
            let mut client = StreamOwned::new(connection, client.expect("a client"));
            // A client that does not trust the certificate ends here.
            let _ = pass_on(&mut client, &server);
        }
    });
    format!("https://{address}")
}

fn pass_on(client: &mut (impl Read + Write), server: &str) -> std::io::Result<()> {
    let mut reader = BufReader::new(&mut *client);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some(("content-length", value)) = line.to_ascii_lowercase().split_once(": ") {
            length = value.trim().parse().expect("a length");
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let mut there = TcpStream::connect(server)?;
    there.write_all(format!("{head}connection: close\r\n\r\n").as_bytes())?;
    there.write_all(&body)?;
    let mut answer = Vec::new();
    there.read_to_end(&mut answer)?;
    client.write_all(&answer)?;
    client.flush()
}

#[test]
fn a_server_is_reached_encrypted_where_this_machine_trusts_its_certificate() {
    let office = office();
    let folder = office.path();
    let (_served, origin) = serve(folder);
    file(&origin, "莫家街北口路灯不亮");
    let given = json(folder, &[&["key", "add"][..], &SCREENER].concat());
    fs::write(folder.join("key"), given["key"].as_str().expect("a key")).expect("written");
    let certified = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]);
    let certified = certified.expect("a certificate");
    let trusted = folder.join("trusted.pem");
    fs::write(&trusted, certified.cert.pem()).expect("written");
    let there = encrypt(&origin, &certified);

    let screen = [
        "case",
        "--json",
        "screen",
        "1",
        "--server",
        &there,
        "--key-file",
        "key",
    ];
    let done = command(folder, &screen).output().expect("run");
    assert!(!done.status.success(), "its certificate is not known");
    let list = json(folder, &["list"]);
    assert_eq!(list["cases"][0]["stage"], "received");
    let done = command(folder, &screen)
        .env("SSL_CERT_FILE", &trusted)
        .output();
    let done = done.expect("run");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let list = json(folder, &["list"]);
    assert_ne!(list["cases"][0]["stage"], "received");
}
