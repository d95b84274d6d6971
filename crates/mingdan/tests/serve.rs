//! The server as a program: static files, headers, the intake, durability and a clean stop.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

mod http;

use std::fs;

use http::{Answer, Served};
use serde_json::{Value, json};

const SUBMISSIONS: &str = "/open311/v2/requests.json";

fn good() -> Value {
    json!({ "service_code": "vendor_rule", "description": "莫家街北口路灯不亮" })
}

fn first(answer: &Answer) -> Value {
    answer.json()[0].clone()
}

#[test]
fn published_files_are_served_with_type_etag_cache_and_brotli() {
    let served = Served::start();
    let manifest = served.get("/data/manifest.json", &[]);
    assert_eq!(manifest.status, 200);
    assert_eq!(manifest.header("cache-control"), "no-cache");
    assert_eq!(
        manifest.header("content-type"),
        "application/json; charset=utf-8"
    );
    let path = manifest.json()["files"]["city"]["path"]
        .as_str()
        .expect("a path")
        .to_owned();
    let file = served.get(&format!("/data/{path}"), &[]);
    assert_eq!(file.status, 200);
    assert!(file.header("cache-control").contains("immutable"));
    let again = served.get(
        &format!("/data/{path}"),
        &[("if-none-match", file.header("etag"))],
    );
    assert_eq!(again.status, 304);
    let small = served.get(&format!("/data/{path}"), &[("accept-encoding", "br")]);
    assert_eq!(small.header("content-encoding"), "br");
    assert!(small.body.len() < file.body.len());
}

#[test]
fn what_is_not_published_is_404_and_never_the_index_page() {
    let served = Served::start();
    for path in [
        "/data/f/none.json",
        "/data/.publishing",
        "/data/..%2f..%2fetc%2fpasswd",
        "/nothing.js",
    ] {
        let answer = served.get(path, &[]);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("<html"), "{path}");
    }
}

#[test]
fn a_page_is_200_and_an_unknown_address_404_with_the_helpful_page() {
    let served = Served::start();
    for (path, status) in [("/", 200), ("/en/vendor", 200), ("/nothing", 404)] {
        let answer = served.get(path, &[("accept", "text/html")]);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text().contains("<html"), "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("unsafe-inline"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[test]
fn health_tells_the_snapshot_and_the_store() {
    let served = Served::start();
    let answer = served.get("/healthz", &[]);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["sequence"], 1);
    assert_eq!(answer.json()["store"], true);
}

#[test]
fn a_submission_gives_a_receipt_that_finds_the_case_and_nothing_else_does() {
    let served = Served::start();
    let answer = served.post(SUBMISSIONS, None, &good().to_string());
    assert_eq!(answer.status, 201, "{}", answer.text());
    let token = first(&answer)["token"].as_str().expect("token").to_owned();
    let case = served.get(&format!("/open311/v2/tokens/{token}.json"), &[]);
    assert_eq!(case.status, 200);
    assert_eq!(first(&case)["stage"], "received");
    assert_eq!(first(&case)["status"], "open");
    let none = served.get("/open311/v2/tokens/0000.json", &[]);
    assert_eq!(none.status, 404);
}

#[test]
fn s4_only_the_hash_of_the_receipt_is_stored() {
    let served = Served::start();
    let answer = served.post(SUBMISSIONS, Some("key-1"), &good().to_string());
    let token = first(&answer)["token"].as_str().expect("token").to_owned();
    let directory = served.data_dir();
    served.stop();
    for entry in fs::read_dir(directory.path()).expect("listed") {
        let bytes = fs::read(entry.expect("entry").path()).expect("read");
        let holds = |needle: &str| bytes.windows(needle.len()).any(|w| w == needle.as_bytes());
        assert!(!holds(&token), "the receipt is in the data directory");
        assert!(!holds("127.0.0.1"), "an address is in the data directory");
    }
}

#[test]
fn s4_the_same_idempotency_key_never_makes_two_cases() {
    let served = Served::start();
    let one = served.post(SUBMISSIONS, Some("key-1"), &good().to_string());
    let two = served.post(SUBMISSIONS, Some("key-1"), &good().to_string());
    assert_eq!((one.status, two.status), (201, 200));
    assert_eq!(first(&one)["token"], first(&two)["token"]);
    let mut other = good();
    other["description"] = "另一件事".into();
    let three = served.post(SUBMISSIONS, Some("key-1"), &other.to_string());
    assert_eq!(three.status, 409);
}

#[test]
fn an_accepted_case_survives_a_kill() {
    let served = Served::start();
    let answer = served.post(SUBMISSIONS, None, &good().to_string());
    let token = first(&answer)["token"].as_str().expect("token").to_owned();
    let served = served.killed_and_started_again();
    let case = served.get(&format!("/open311/v2/tokens/{token}.json"), &[]);
    assert_eq!(case.status, 200);
}

#[test]
fn bad_input_is_named_field_by_field() {
    let served = Served::start();
    let status = |body: &str| served.post(SUBMISSIONS, None, body).status;
    assert_eq!(status("{"), 400);
    assert_eq!(status("[]"), 400);
    assert_eq!(status(&"x".repeat(70_000)), 413);
    let fields = |body: Value| -> Vec<String> {
        let answer = served.post(SUBMISSIONS, None, &body.to_string());
        assert_eq!(answer.status, 400);
        let list = answer.json();
        let list = list.as_array().expect("a list");
        list.iter()
            .map(|e| e["field"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(fields(json!({})), ["service_code", "description"]);
    assert_eq!(
        fields(json!({ "service_code": 1, "description": ["x"] })),
        ["service_code", "description"]
    );
    assert_eq!(
        fields(json!({ "service_code": "none", "description": "x" })),
        ["service_code"]
    );
    let answer = served.request(
        "POST",
        SUBMISSIONS,
        &[("content-type", "text/plain")],
        b"hello",
    );
    assert_eq!(answer.status, 415);
    assert_eq!(served.request("DELETE", SUBMISSIONS, &[], b"").status, 405);
}

#[test]
fn too_many_submissions_are_asked_to_wait() {
    let served = Served::start_with(&["--rate", "2"]);
    let send = || served.post(SUBMISSIONS, None, &good().to_string());
    assert_eq!(send().status, 201);
    assert_eq!(send().status, 201);
    let third = send();
    assert_eq!(third.status, 429);
    assert!(third.header("retry-after").parse::<u32>().is_ok());
}

#[test]
fn a_missing_tree_is_one_line_that_says_what_to_run() {
    let directory = tempfile::tempdir().expect("a directory");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .current_dir(directory.path())
        .output()
        .expect("run");
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    assert!(said.contains("trunk build"), "{said}");
}

#[cfg(unix)]
#[test]
fn it_stops_cleanly_when_asked() {
    let served = Served::start();
    served.post(SUBMISSIONS, None, &good().to_string());
    let directory = served.data_dir();
    assert!(served.stop().success());
    let log = directory.path().join("feedback.sqlite3-wal");
    assert!(fs::metadata(log).map_or(true, |m| m.len() == 0));
}
