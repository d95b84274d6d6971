//! The log: a line for each request, the cause of each fault, and nothing of a visitor.

use std::sync::Arc;

use backend::config::Settings;
use backend::store::StoreError;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serde_json::{Value, json};

use crate::support::{Failing, Log, SUBMISSIONS, Site, good};

fn requests(log: &Log) -> Vec<Value> {
    let mut lines = log.lines();
    lines.retain(|line| line["message"] == "request");
    lines
}

#[tokio::test]
async fn nothing_of_a_visitor_is_logged() {
    let site = Site::start_with(|settings| Settings {
        client_ip_header: Some("x-real-ip".to_owned()),
        ..settings
    });
    let log = Log::capture();
    let body = json!({
        "service_code": "vendor_rule",
        "description": "description-of-theirs 13800138000",
        "address_string": "address-of-theirs",
        "about": "about-of-theirs",
        "happened": "happened-of-theirs",
        "contact": "contact-of-theirs",
    })
    .to_string();
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", "key-of-theirs"),
        ("x-real-ip", "203.0.113.9"),
        ("user-agent", "agent-of-theirs"),
        ("referer", "https://referer-of-theirs.example"),
    ];
    let answer = site
        .request(
            "POST",
            &format!("{SUBMISSIONS}?a=query-of-theirs"),
            &headers,
            &body,
        )
        .await;
    assert_eq!(answer.status, 201);
    let token = answer.first()["token"]
        .as_str()
        .expect("a token")
        .to_owned();
    let found = site.get(&routes::api::token(&token), &headers).await;
    assert_eq!(found.status, 200);
    let missed = site
        .get("/open311/v2/tokens/path-of-theirs.json", &headers)
        .await;
    assert_eq!(missed.status, 404);
    for path in [
        "/tasks?q=query-of-theirs",
        "/path-of-theirs",
        "/path-of-theirs.js?query-of-theirs",
        "/data/f/path-of-theirs.json",
    ] {
        site.get(path, &headers).await;
    }
    site.post(
        SUBMISSIONS,
        None,
        "{\"description\": [\"broken-of-theirs\"]",
    )
    .await;
    site.request("METHOD-of-theirs", "/", &[], "").await;

    let text = log.text();
    for theirs in [
        "of-theirs",
        &token,
        &token[..8],
        "13800138000",
        "203.0.113.9",
        "127.0.0.1",
    ] {
        assert!(!text.contains(theirs), "{theirs} is in the log:\n{text}");
    }
    let seen: Vec<_> = requests(&log)
        .iter()
        .map(|line| {
            let text = |key: &str| line[key].as_str().expect("text").to_owned();
            assert!(
                line["milliseconds"].is_u64() && line["bytes"].is_u64(),
                "{line}"
            );
            (text("method"), text("route"), line["status"].as_u64())
        })
        .collect();
    let expected = [
        ("POST", "/open311/v2/requests.json", 201),
        ("GET", "/open311/v2/tokens/{file}", 200),
        ("GET", "/open311/v2/tokens/{file}", 404),
        ("GET", "page", 200),
        ("GET", "unknown", 404),
        ("GET", "file", 404),
        ("GET", "/data/{*path}", 404),
        ("POST", "/open311/v2/requests.json", 400),
        ("other", "page", 405),
    ]
    .map(|(method, route, status)| (method.to_owned(), route.to_owned(), Some(status)));
    assert_eq!(seen, expected);
}

/// A store whose disk is full.
fn full(action: &'static str) -> BoxFuture<'static, StoreError> {
    let disk = std::io::Error::new(std::io::ErrorKind::StorageFull, "no space on the disk");
    std::future::ready(StoreError::new(action, disk)).boxed()
}

#[tokio::test]
async fn a_store_fault_is_logged_with_its_cause_and_answered_in_general_words() {
    let site = Site::start().with(|server| server.with_store(Arc::new(Failing(full))));
    let log = Log::capture();
    let posted = site.post(SUBMISSIONS, None, &good().to_string()).await;
    let token = api::token_of(&[7; 32]);
    let followed = site.get(&routes::api::token(&token), &[]).await;
    for answer in [&posted, &followed] {
        assert_eq!(answer.status, 503);
        assert_eq!(answer.header("retry-after"), "60");
        let error = answer.first();
        assert_eq!(error["error_code"], "store_failed");
        assert_eq!(error["zh"], "没有保存成功，请稍后再试");
        assert_eq!(error["en"], "It could not be stored: try again later");
        assert!(!answer.text().contains("disk"), "{}", answer.text());
    }
    assert_eq!(site.get("/healthz", &[]).await.status, 503);
    let lines = log.lines();
    let causes: Vec<_> = lines
        .iter()
        .filter(|line| line["level"] == "ERROR")
        .map(|line| line["cause"].as_str().expect("a cause").to_owned())
        .collect();
    assert_eq!(
        causes,
        [
            "the store cannot insert a case: no space on the disk",
            "the store cannot read a case: no space on the disk",
            "the store cannot be written to: no space on the disk",
        ]
    );
}

/// The clock of the runtime runs ahead while everything waits, so no second is waited for.
#[tokio::test(start_paused = true)]
async fn a_store_that_never_answers_keeps_nobody_waiting() {
    let never = Failing(|_| std::future::pending().boxed());
    let site = Site::start().with(|server| server.with_store(Arc::new(never)));
    let log = Log::capture();
    let started = tokio::time::Instant::now();
    let health = site.get("/healthz", &[]).await;
    assert_eq!(health.status, 503);
    assert_eq!(health.json()["store"], false);
    assert_eq!(started.elapsed().as_secs(), 1);
    let posted = site.post(SUBMISSIONS, None, &good().to_string()).await;
    assert_eq!(posted.status, 408);
    assert_eq!(started.elapsed().as_secs(), 31);
    let lines = log.lines();
    let unanswered = lines.iter().find(|line| line["level"] == "ERROR");
    assert_eq!(
        unanswered.expect("a line")["cause"],
        "the store does not answer"
    );
    let seen: Vec<_> = requests(&log)
        .iter()
        .map(|line| line["status"].as_u64())
        .collect();
    assert_eq!(seen, [Some(503), Some(408)]);
}
