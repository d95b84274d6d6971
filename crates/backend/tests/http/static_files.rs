//! The portal and the tree as files: types, caches, Brotli, and what is not there.

use std::fs;
use std::time::Duration;

use crate::support::Site;

#[tokio::test]
async fn published_files_are_served_with_type_etag_cache_and_brotli() {
    let site = Site::start();
    let manifest = site.get("/data/manifest.json", &[]).await;
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
    let file = site.get(&format!("/data/{path}"), &[]).await;
    assert_eq!(file.status, 200);
    assert!(file.header("cache-control").contains("immutable"));
    let again = site
        .get(
            &format!("/data/{path}"),
            &[("if-none-match", file.header("etag"))],
        )
        .await;
    assert_eq!(again.status, 304);
    let small = site
        .get(&format!("/data/{path}"), &[("accept-encoding", "br")])
        .await;
    assert_eq!(small.header("content-encoding"), "br");
    assert!(small.body.len() < file.body.len());
}

#[tokio::test]
async fn a_streets_calendar_and_feed_have_their_types_and_a_short_life() {
    let site = Site::start();
    for (extension, media_type) in [
        ("ics", "text/calendar; charset=utf-8"),
        ("json", "application/feed+json; charset=utf-8"),
    ] {
        let path = format!("/data/open/streets/Z-001.{extension}");
        let answer = site.get(&path, &[]).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), media_type);
        assert_eq!(answer.header("cache-control"), "public, max-age=900");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
}

#[tokio::test]
async fn what_is_not_published_is_404_and_never_the_index_page() {
    let site = Site::start();
    for path in [
        "/data/f/none.json",
        "/data/.publishing",
        "/data/..%2f..%2fetc%2fpasswd",
        "/nothing.js",
        "/../dist/index.html/..%2f..%2fsecret.x",
    ] {
        let answer = site.get(path, &[]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("<html"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
}

#[tokio::test]
async fn a_page_is_200_and_an_unknown_address_404_with_the_helpful_page() {
    let site = Site::start();
    for (path, status) in [
        ("/", 200),
        ("/en/vendor", 200),
        ("/feedback/follow", 200),
        ("/nothing", 404),
        ("/feedback/x", 404),
    ] {
        let answer = site.get(path, &[("accept", "text/html")]).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text().contains("<html"), "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("unsafe-inline"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
    let json = site
        .get("/nothing", &[("accept", "application/json")])
        .await;
    assert_eq!(json.status, 404);
    assert!(!json.text().contains("<html"));
    assert_eq!(site.request("POST", "/", &[], "").await.status, 405);
}

#[tokio::test]
async fn the_portals_files_have_types_ranges_and_brotli() {
    let site = Site::start();
    let portal = site.portal();
    fs::create_dir_all(portal.join("deep")).expect("made");
    for (name, bytes) in [
        ("app-4181397816f39fc0.js", "let a = 1;"),
        ("app-4181397816f39fc0.js.br", "br"),
        ("portal.webmanifest", "{}"),
        ("deep/x.css", "a{}"),
    ] {
        fs::write(portal.join(name), bytes).expect("written");
    }
    let script = site.get("/app-4181397816f39fc0.js", &[]).await;
    assert_eq!(script.status, 200);
    assert_eq!(
        script.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert!(script.header("cache-control").contains("immutable"));
    let headers = [("if-none-match", script.header("etag"))];
    let again = site.get("/app-4181397816f39fc0.js", &headers).await;
    assert_eq!(again.status, 304);
    let packed = [("accept-encoding", "br")];
    let packed = site.get("/app-4181397816f39fc0.js", &packed).await;
    assert_eq!(packed.text(), "br");
    assert_eq!(packed.header("content-encoding"), "br");
    let part = [("range", "bytes=4-6")];
    let part = site.get("/app-4181397816f39fc0.js", &part).await;
    assert_eq!((part.status, part.text().as_str()), (206, "a ="));
    let head = site.request("HEAD", "/deep/x.css", &[], "").await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), "3");
    assert_eq!(site.get("/deep/", &[]).await.status, 404);
}

#[tokio::test]
async fn a_new_portal_is_served_within_about_a_second() {
    let site = Site::start();
    assert_eq!(site.get("/new.js", &[]).await.status, 404);
    fs::write(site.portal().join("index.html"), "<html>new</html>").expect("written");
    fs::write(site.portal().join("new.js"), "1").expect("written");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(site.get("/", &[]).await.text(), "<html>new</html>");
    assert_eq!(site.get("/new.js", &[]).await.status, 200);
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_that_leads_nowhere_does_not_take_the_portal_away() {
    let site = Site::start();
    std::os::unix::fs::symlink("nowhere", site.portal().join("gone.js")).expect("a link");
    assert_eq!(site.get("/", &[]).await.status, 200);
    assert_eq!(site.get("/gone.js", &[]).await.status, 404);
}
