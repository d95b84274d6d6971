//! What the server reads of the tree: a new publication, a damaged one, none.

use std::fs;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::support::{Log, SUBMISSIONS, Site, copy_into, good, november};

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

/// Waits until the health check says so, for as long as the test may take.
async fn becomes(site: &Site, status: u16) {
    while site.get("/healthz", &[]).await.status != status {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The causes that were logged of a part that is failing.
fn causes(log: &Log) -> Vec<String> {
    let lines = log.lines();
    let failing = lines.iter().filter(|line| line["level"] == "ERROR");
    failing
        .map(|line| line["cause"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn a_tree_that_is_gone_or_damaged_is_unwell_until_it_is_whole_again() {
    let (site, tree) = site_with_tree();
    assert_eq!(site.get("/healthz", &[]).await.status, 200);
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(tree.path().join("manifest.json")).expect("read"))
            .expect("JSON");
    let path = |name: &str| {
        let path = manifest["files"][name]["path"].as_str().expect("a path");
        tree.path().join(path)
    };
    let log = Log::capture();
    // One that the server reads itself, and one that only visitors do.
    for file in [path("city"), path("requirements")] {
        let bytes = fs::read(&file).expect("read");
        fs::remove_file(&file).expect("removed");
        becomes(&site, 503).await;
        fs::write(&file, &bytes).expect("restored");
        becomes(&site, 200).await;
        let mut damaged = bytes.clone();
        damaged[0] ^= 1;
        fs::write(&file, &damaged).expect("damaged");
        becomes(&site, 503).await;
        fs::write(&file, &bytes).expect("restored");
        becomes(&site, 200).await;
    }
    let beside = tree.path().with_extension("gone");
    fs::rename(tree.path(), &beside).expect("moved");
    becomes(&site, 503).await;
    let answer = site.get("/healthz", &[]).await;
    // To a stranger it says no more than that; what is in memory is still served.
    let said = answer.text();
    assert!(
        !said.contains("manifest") && !said.contains("directory"),
        "{said}"
    );
    assert_eq!(site.get("/open311/v2/services.json", &[]).await.status, 200);
    fs::rename(&beside, tree.path()).expect("moved back");
    becomes(&site, 200).await;
    let causes = causes(&log);
    assert_eq!(causes.len(), 5, "one line each time: {causes:#?}");
    assert!(
        causes.iter().all(|cause| cause.contains(".json")),
        "{causes:#?}"
    );
    let lines = log.lines();
    let well = lines
        .iter()
        .filter(|line| line["message"] == "the published tree is well again");
    assert_eq!(well.count(), 5);
}

#[cfg(unix)]
#[tokio::test]
async fn a_store_that_was_moved_away_is_unwell_and_takes_nothing() {
    let site = Site::start();
    assert_eq!(site.get("/healthz", &[]).await.status, 200);
    let store = site.data().join("feedback.sqlite3");
    let beside = site.data().join("moved");
    fs::rename(&store, &beside).expect("moved");
    let log = Log::capture();
    let answer = site.post(SUBMISSIONS, None, &good().to_string()).await;
    assert_eq!(answer.status, 503, "what is stored now would be lost");
    assert_eq!(answer.header("retry-after"), "60");
    becomes(&site, 503).await;
    assert!(
        causes(&log).iter().any(|cause| cause.contains("was moved")),
        "{}",
        log.text()
    );
    fs::rename(&beside, &store).expect("moved back");
    becomes(&site, 200).await;
    assert_eq!(
        site.post(SUBMISSIONS, None, &good().to_string())
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn a_portal_that_is_gone_is_unwell_until_it_is_back() {
    let site = Site::start();
    assert_eq!(site.get("/healthz", &[]).await.status, 200);
    let beside = site.portal().with_extension("gone");
    fs::rename(site.portal(), &beside).expect("moved");
    becomes(&site, 503).await;
    assert_eq!(site.get("/", &[]).await.status, 200);
    fs::rename(&beside, site.portal()).expect("moved back");
    becomes(&site, 200).await;
}

/// A tree of a program of before: one file `cases` for all cases.
#[tokio::test]
async fn the_cases_of_a_tree_of_before_are_read_as_those_of_now() {
    let now = Site::start().with(|server| server.with_clock(november));
    let shown = now.get(SUBMISSIONS, &[]).await.json();
    assert!(shown.as_array().is_some_and(|cases| !cases.is_empty()));

    let tree = tempfile::tempdir().expect("a directory");
    copy_into(tree.path());
    let path = tree.path().join("manifest.json");
    let manifest = fs::read(&path).expect("read");
    let mut manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let read = |entry: &serde_json::Value| -> serde_json::Value {
        let path = tree.path().join(entry["path"].as_str().expect("a path"));
        serde_json::from_slice(&fs::read(path).expect("read")).expect("JSON")
    };
    let directory = read(&manifest["files"]["cases/"]);
    let files = directory["files"].as_object().expect("files");
    let cases: Vec<serde_json::Value> = files
        .values()
        .flat_map(|entry| read(entry)["cases"].as_array().expect("cases").clone())
        .collect();
    let bytes = serde_json::to_vec(&serde_json::json!({ "cases": cases })).expect("JSON");
    fs::write(tree.path().join("f/before.json"), &bytes).expect("written");
    let entries = manifest["files"].as_object_mut().expect("files");
    entries.remove("cases/");
    entries.insert(
        "cases".to_owned(),
        serde_json::json!({
            "path": "f/before.json",
            "sha256": hex::encode(Sha256::digest(&bytes)),
            "size": bytes.len(),
        }),
    );
    fs::write(&path, serde_json::to_vec(&manifest).expect("JSON")).expect("written");

    let before = Site::of_tree(tree.path().to_path_buf(), |settings| settings);
    let before = before.with(|server| server.with_clock(november));
    let answer = before.get(SUBMISSIONS, &[]).await.json();
    let ids = |list: &serde_json::Value| -> std::collections::BTreeSet<String> {
        let list = list.as_array().expect("a list").iter();
        list.map(|case| case["service_request_id"].to_string())
            .collect()
    };
    assert_eq!(ids(&answer), ids(&shown));
}
