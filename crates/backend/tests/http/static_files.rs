//! The portal and the tree as files: types, caches, Brotli, and what is not there.

use std::fs;
use std::time::Duration;

use backend::config::Settings;

use crate::support::{SUBMISSIONS, Site, copy_into};

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
async fn a_page_names_what_it_asks_for_next() {
    let site = Site::start();
    let file = "/lookup-4181397816f39fc0.wasm";
    let ahead = format!(r#"{{"vendor":["/shared-4181397816f39fc0.wasm","{file}","/x>,<y"]}}"#);
    fs::write(site.portal().join("ahead.json"), ahead).expect("written");
    let link = |path: &'static str| {
        let site = &site;
        async move { site.get(path, &[("accept", "text/html")]).await }
    };
    let answer = link("/vendor?place=Z-001").await;
    let named = answer.header("link");
    assert_eq!(
        named,
        format!(
            "</shared-4181397816f39fc0.wasm>; rel=preload; as=fetch; crossorigin, \
             <{file}>; rel=preload; as=fetch; crossorigin"
        )
    );
    assert_eq!(link("/en/vendor").await.header("link"), named);
    for path in ["/", "/en", "/tasks", "/nothing", "/index.html"] {
        assert_eq!(link(path).await.header("link"), "", "{path}");
    }
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
    assert!(again.header("cache-control").contains("immutable"));
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

#[cfg(unix)]
#[tokio::test]
async fn a_link_out_of_the_portal_or_the_tree_is_never_followed() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().expect("a directory");
    let secret = outside.path().join("secret.json");
    fs::write(&secret, "secret").expect("written");
    let tree = tempfile::tempdir().expect("a directory");
    copy_into(tree.path());
    symlink(&secret, tree.path().join("f/0123.json")).expect("a link");
    symlink(&secret, tree.path().join("open/streets/out.json")).expect("a link");
    symlink("../manifest.json", tree.path().join("f/0124.json")).expect("a link");
    let site = Site::of_tree(tree.path().to_path_buf(), |settings| settings);
    symlink(&secret, site.portal().join("out.json")).expect("a link");
    symlink(outside.path(), site.portal().join("folder")).expect("a link");
    symlink("index.html", site.portal().join("inside.html")).expect("a link");
    for path in [
        "/data/f/0123.json",
        "/data/open/streets/out.json",
        "/out.json",
        "/folder/secret.json",
    ] {
        let answer = site.get(path, &[]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
    for path in ["/data/f/0124.json", "/inside.html"] {
        assert_eq!(site.get(path, &[]).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn gzip_is_sent_where_brotli_is_not_taken() {
    let tree = tempfile::tempdir().expect("a directory");
    copy_into(tree.path());
    for (name, bytes) in [("", "whole"), (".br", "brotli"), (".gz", "gzip")] {
        fs::write(tree.path().join(format!("f/0123.json{name}")), bytes).expect("written");
    }
    let site = Site::of_tree(tree.path().to_path_buf(), |settings| settings);
    for (name, bytes) in [("", "whole"), (".br", "brotli"), (".gz", "gzip")] {
        fs::write(site.portal().join(format!("app.js{name}")), bytes).expect("written");
    }
    for path in ["/app.js", "/data/f/0123.json"] {
        let mut tags = Vec::new();
        for (accept, coding, body) in [
            ("gzip, deflate, br, zstd", "br", "brotli"),
            ("gzip, deflate", "gzip", "gzip"),
            ("br;q=0.5, gzip;q=0.8", "gzip", "gzip"),
            ("identity", "", "whole"),
        ] {
            let headers = [("accept-encoding", accept)];
            let answer = site.get(path, &headers).await;
            assert_eq!(answer.text(), body, "{path} {accept}");
            assert_eq!(answer.header("content-encoding"), coding);
            assert_eq!(answer.header("vary"), "accept-encoding");
            let tag = answer.header("etag").to_owned();
            let again = [("accept-encoding", accept), ("if-none-match", &tag)];
            let again = site.get(path, &again).await;
            assert_eq!((again.status, again.body.len()), (304, 0));
            assert_eq!(again.header("etag"), tag);
            tags.push(tag);
        }
        tags.dedup();
        assert_eq!(tags.len(), 3, "one for each packing: {tags:?}");
        assert_eq!(site.get(&format!("{path}.gz"), &[]).await.status, 404);
    }
}

#[tokio::test]
async fn a_part_is_sent_only_of_the_file_that_the_client_has_the_beginning_of() {
    let site = Site::start();
    fs::write(site.portal().join("x.js"), "0123456789").expect("written");
    let whole = site.get("/x.js", &[]).await;
    let (tag, date) = (whole.header("etag"), whole.header("last-modified"));
    assert!(tag.starts_with('"'), "{tag}");
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let get = async |range: &str, condition: Option<&str>| {
        let mut headers = vec![("range", range)];
        headers.extend(condition.map(|condition| ("if-range", condition)));
        let answer = site.get("/x.js", &headers).await;
        let range = answer.header("content-range").to_owned();
        (answer.status, answer.text(), range)
    };
    let all = (200, "0123456789".to_owned(), String::new());
    let part = (206, "456789".to_owned(), "bytes 4-9/10".to_owned());
    for condition in [None, Some(tag), Some(date)] {
        assert_eq!(get("bytes=4-", condition).await, part, "{condition:?}");
    }
    let weak = format!("W/{tag}");
    for condition in [
        "\"another\"",
        &weak,
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "nonsense",
        "",
    ] {
        assert_eq!(get("bytes=4-", Some(condition)).await, all, "{condition}");
    }
    for range in [
        "items=0-3",
        "bytes=a-b",
        "bytes",
        "bytes=0-1,3-4",
        "bytes=5-2",
    ] {
        assert_eq!(get(range, None).await, all, "{range}");
    }
    let outside = (416, String::new(), "bytes */10".to_owned());
    assert_eq!(get("bytes=10-", None).await, outside);
    let head = [("range", "bytes=4-")];
    let head = site.request("HEAD", "/x.js", &head, "").await;
    assert_eq!((head.status, head.header("content-length")), (200, "10"));
}

#[tokio::test]
async fn conditions_are_those_of_http() {
    let site = Site::start();
    fs::write(site.portal().join("x.js"), "0123456789").expect("written");
    let whole = site.get("/x.js", &[]).await;
    let (tag, date) = (whole.header("etag"), whole.header("last-modified"));
    let (long_ago, later) = (
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 2100 00:00:00 GMT",
    );
    let weak = format!("W/{tag}");
    let list = format!("\"a\", {tag}");
    for (headers, status) in [
        (&[("if-none-match", tag)][..], 304),
        (&[("if-none-match", weak.as_str())], 304),
        (&[("if-none-match", list.as_str())], 304),
        (&[("if-none-match", "*")], 304),
        (&[("if-none-match", "\"a\"")], 200),
        (
            &[("if-none-match", "\"a\""), ("if-modified-since", later)],
            200,
        ),
        (&[("if-modified-since", date)], 304),
        (&[("if-modified-since", long_ago)], 200),
        (&[("if-modified-since", "nonsense")], 200),
        (&[("if-match", tag)], 200),
        (&[("if-match", "*")], 200),
        (&[("if-match", weak.as_str())], 412),
        (&[("if-match", "\"a\"")], 412),
        (&[("if-unmodified-since", date)], 200),
        (&[("if-unmodified-since", long_ago)], 412),
    ] {
        assert_eq!(
            site.get("/x.js", headers).await.status,
            status,
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn a_large_file_is_sent_whole_and_in_part() {
    let tree = tempfile::tempdir().expect("a directory");
    copy_into(tree.path());
    let bytes: Vec<u8> = (0..5_000_000_u32).map(|i| (i % 251) as u8).collect();
    fs::write(tree.path().join("f/0123.json"), &bytes).expect("written");
    let site = Site::of_tree(tree.path().to_path_buf(), |settings| settings);
    let whole = site.get("/data/f/0123.json", &[]).await;
    assert_eq!(whole.header("content-length"), "5000000");
    assert!(whole.body == bytes);
    let part = [("range", "bytes=4000000-4999999")];
    let part = site.get("/data/f/0123.json", &part).await;
    assert_eq!(part.status, 206);
    assert!(part.body == bytes[4_000_000..]);
}

#[tokio::test]
async fn a_method_that_is_not_taken_is_told_which_are() {
    let site = Site::start();
    for (method, path, allow) in [
        ("POST", "/", "GET, HEAD"),
        ("DELETE", "/x.js", "GET, HEAD"),
        ("PUT", "/data/manifest.json", "GET, HEAD"),
        ("DELETE", SUBMISSIONS, "GET,HEAD,POST"),
        ("POST", "/healthz", "GET,HEAD"),
    ] {
        let answer = site.request(method, path, &[], "").await;
        assert_eq!(answer.status, 405, "{method} {path}");
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
    }
}

#[tokio::test]
async fn browsers_are_kept_to_https_where_the_operator_says_so() {
    let site = Site::start();
    let header = "strict-transport-security";
    assert_eq!(site.get("/", &[]).await.header(header), "");
    let site = Site::start_with(|settings| Settings {
        hsts: Some(31_536_000),
        ..settings
    });
    for path in ["/", "/nothing", "/data/manifest.json", "/healthz"] {
        let answer = site.get(path, &[]).await;
        assert_eq!(answer.header(header), "max-age=31536000", "{path}");
    }
}
