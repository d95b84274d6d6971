//! What the server reads of the tree: a new publication, a damaged one, none.

use std::fs;
use std::time::Duration;

use tempfile::TempDir;

use crate::support::{Log, SUBMISSIONS, Site, copy_into, good};

/// A site with a tree of its own.
fn site_with_tree() -> (Site, TempDir) {
    let tree = tempfile::tempdir().expect("a directory");
    copy_into(tree.path());
    let site = Site::of_tree(tree.path().to_path_buf(), |settings| settings);
    (site, tree)
}

#[tokio::test]
async fn health_reports_the_snapshot_and_the_store() {
    let site = Site::start();
    let answer = site.get("/healthz", &[]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["status"], "ok");
    assert_eq!(answer.json()["sequence"], 1);
    assert_eq!(answer.json()["store"], true);
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_new_publication_is_seen_within_about_a_second() {
    let (site, tree) = site_with_tree();
    assert_eq!(site.get("/healthz", &[]).await.json()["sequence"], 1);
    let path = tree.path().join("manifest.json");
    let manifest = fs::read_to_string(&path).expect("read");
    let next = manifest.replacen("\"sequence\":1", "\"sequence\":2", 1);
    assert_ne!(next, manifest);
    fs::write(&path, next).expect("written");
    let manifest = site.get("/data/manifest.json", &[]).await;
    assert_eq!(manifest.json()["sequence"], 2);
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(site.get("/healthz", &[]).await.json()["sequence"], 2);
}

#[tokio::test]
async fn an_older_snapshot_is_used_while_the_newest_is_damaged() {
    let (site, tree) = site_with_tree();
    assert_eq!(site.get("/healthz", &[]).await.status, 200);
    let log = Log::capture();
    fs::write(tree.path().join("manifest.json"), "{").expect("written");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let answer = site.get("/open311/v2/services.json", &[]).await;
    assert_eq!(answer.status, 200);
    let warnings = log.lines();
    let warnings = warnings.iter().filter(|line| line["level"] == "WARN");
    let causes: Vec<_> = warnings.map(|line| line["cause"].to_string()).collect();
    assert_eq!(causes.len(), 1, "{causes:?}");
    assert!(causes[0].contains("manifest.json"), "{causes:?}");
}

#[tokio::test]
async fn without_a_snapshot_the_answer_is_general_and_the_log_has_the_cause() {
    let (site, tree) = site_with_tree();
    fs::write(tree.path().join("manifest.json"), "{").expect("written");
    let log = Log::capture();
    let answer = site.post(SUBMISSIONS, None, &good().to_string()).await;
    assert_eq!(answer.status, 503);
    let error = answer.first();
    assert_eq!(error["error_code"], "data_unavailable");
    assert!(!answer.text().contains("manifest"), "{}", answer.text());
    let lines = log.lines();
    let failed = lines.iter().find(|line| line["level"] == "ERROR");
    let cause = failed.expect("a line")["cause"].to_string();
    assert!(cause.contains("manifest.json"), "{cause}");
    assert!(cause.contains("EOF while parsing"), "{cause}");
    let health = site.get("/healthz", &[]).await;
    assert_eq!(health.status, 503);
    assert_eq!(health.json()["status"], "failing");
    assert_eq!(health.json()["sequence"], serde_json::Value::Null);
    assert_eq!(health.json()["store"], true);
}
