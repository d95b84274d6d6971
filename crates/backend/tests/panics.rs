//! A handler that panics fails its own request, and the log has where it happened. A program has one
//! hook for panics, so this is a test program of its own.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

#[path = "http/support.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use std::sync::Arc;

use backend::store::StoreError;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use support::{Failing, Log, Site};

/// A store with a fault in its program.
fn faulty(action: &'static str) -> BoxFuture<'static, StoreError> {
    let quoted = "a visitor's words".to_owned();
    assert!(quoted.is_empty(), "the fault is in `{quoted}` here");
    std::future::ready(StoreError::new(action, quoted)).boxed()
}

#[tokio::test]
async fn a_panic_is_logged_with_its_place_and_answered_in_general_words() {
    // The health check asks the store whether or not the tree can be read.
    let tree = tempfile::tempdir().expect("a directory");
    std::fs::write(tree.path().join("manifest.json"), "{}").expect("written");
    let site = Site::of_tree(tree.path().to_path_buf(), |settings| settings);
    let site = site.with(|server| server.with_store(Arc::new(Failing(faulty))));
    backend::log::log_panics();
    let log = Log::capture();
    let answer = site.get(routes::api::HEALTH, &[]).await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.first()["error_code"], "internal");
    assert!(!answer.text().contains("fault"), "{}", answer.text());
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let lines = log.lines();
    let [_no_tree, panic, request] = &lines[..] else {
        unreachable!("three lines, not {lines:?}");
    };
    assert_eq!(panic["panic"], "the fault is in `…` here");
    let location = panic["location"].as_str().expect("a place");
    assert!(location.contains("tests/panics.rs:"), "{location}");
    assert_eq!(request["status"], 500);
    // The server still answers.
    assert_eq!(site.get("/", &[]).await.status, 200);
}
