//! No address, no header and no submission that a client can send gives a 5xx or a panic.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, Uri};
use serde_json::{Value, json};

use crate::support::Site;

const REQUESTS: usize = 100_000;
const SUBMISSIONS: usize = 10_000;

/// Pseudorandom numbers, the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let z = z ^ (z >> 31);
        usize::try_from(z % n as u64).unwrap_or(0)
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

const METHODS: [&str; 10] = [
    "GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "DELETE", "TRACE", "BREW",
];

const STARTS: [&str; 27] = [
    "/",
    "/data/",
    "/data/f/",
    "/data/manifest.json",
    "/data/manifests/",
    "/data/manifests/1.json",
    "/data/open/streets/",
    "/data/open/streets/Z-001.ics",
    "/open311/",
    "/open311/v2/discovery.json",
    "/open311/v2/services.json",
    "/open311/v2/services/",
    "/open311/v2/requests.json?",
    "/open311/v2/requests.json?start_date=",
    "/open311/v2/requests.json?status=open&end_date=",
    "/open311/v2/requests/",
    "/open311/v2/tokens/",
    "/open311/v2/discovery.xml",
    "/open311/v2/services.xml?extensions=true&",
    "/open311/v2/requests.xml?page_size=3&page=",
    "/open311/v2/requests.xml?extensions=true&service_request_id=",
    "/open311/v2/requests",
    "/healthz",
    "/index.html",
    "/vendor?goods=",
    "/en/",
    "http://city.example/data/",
];

const PIECES: [&str; 48] = [
    "%00",
    "%2e%2e%2f",
    "..",
    "../",
    "./",
    "//",
    "%",
    "%2",
    "%zz",
    "%ff",
    "%C0%80",
    "%ED%A0%80",
    "%E8%8E%AB",
    "%2f",
    "%5c",
    "\\",
    ".json",
    ".xml",
    ".yaml",
    ".br",
    ".json.gz",
    ".ics",
    ".js",
    ":",
    "~",
    "*",
    "?",
    "&",
    "=",
    "+",
    ";",
    ",",
    "@",
    "a",
    "Z-001",
    "K-001",
    "0",
    "-1",
    "99999999999999999999",
    "2025-06-01",
    "T24:61:61+99:99",
    "2025-06-01T00:00:00+08:00",
    "manifest",
    "con",
    "nul",
    "|",
    "{file}",
    "{*path}",
];

const HEADERS: [&str; 21] = [
    "range",
    "if-range",
    "if-none-match",
    "if-match",
    "if-modified-since",
    "if-unmodified-since",
    "accept",
    "accept-encoding",
    "accept-language",
    "host",
    "origin",
    "sec-fetch-site",
    "content-type",
    "content-encoding",
    "content-length",
    "idempotency-key",
    "x-real-ip",
    "x-forwarded-for",
    "expect",
    "cookie",
    "transfer-encoding",
];

const VALUES: [&[u8]; 42] = [
    b"",
    b" ",
    b"*",
    b"*/*",
    b"\xff\xfe",
    b"\xe8\x8e\xab",
    b"\"",
    b"\"\"",
    b"W/",
    b"W/\"",
    b",,,",
    b"bytes=0-0",
    b"bytes=-1",
    b"bytes=-0",
    b"bytes=0-",
    b"bytes=9-1",
    b"bytes=0-1,2-3",
    b"bytes=",
    b"bytes=18446744073709551615-18446744073709551616",
    b"bytes=-18446744073709551616",
    b"bytes=a-",
    b"items=0-1",
    b"bytes=0-18446744073709551615",
    b"Thu, 01 Jan 1970 00:00:00 GMT",
    b"Fri, 31 Dec 9999 23:59:60 GMT",
    b"Mon, 99 Foo -1 99:99:99",
    b"gzip;q=NaN, br;q=-1",
    b"br;q=1.0000",
    b"identity;q=0, *;q=0",
    b"text/html",
    b"application/json",
    b"application/x-www-form-urlencoded; charset=\"",
    b"multipart/form-data; boundary=",
    b"application/json; charset=utf-16",
    b"null",
    b"https://city.example",
    b"cross-site",
    b"none",
    b"100-continue",
    b"chunked",
    b"::1",
    b"999.999.999.999",
];

const BODIES: [&[u8]; 10] = [
    b"",
    b"{}",
    b"[]",
    b"{\"lat\": 1e999}",
    b"{\"service_code\": \"vendor_rule\", \"description\": \"\\u0000\"}",
    b"{\"description\": \"\\ud800\"}",
    b"a=%ff&b=%00&lat=1e400&long=-",
    b"&&&===",
    b"\xff\xfe{\0}\0",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
];

fn uri(random: &mut Random) -> Option<Uri> {
    let mut text = random.one(&STARTS).to_owned();
    for _ in 0..random.below(5) {
        match random.below(12) {
            0 => text.push_str(&"x".repeat(200 + random.below(2_000))),
            1 => text.push(char::from(
                u8::try_from(33 + random.below(94)).unwrap_or(b'x'),
            )),
            _ => text.push_str(random.one(&PIECES)),
        }
    }
    // What is no URI is refused before it reaches a handler.
    text.parse().ok()
}

fn request(random: &mut Random) -> Option<Request<Body>> {
    let body = random.one(&BODIES);
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = Method::from_bytes(random.one(&METHODS).as_bytes()).ok()?;
    *request.uri_mut() = match random.below(200) {
        0 => Uri::from_static("*"),
        1 => Uri::from_static("city.example:443"),
        _ => uri(random)?,
    };
    for _ in 0..random.below(5) {
        let name = HeaderName::from_static(random.one(&HEADERS));
        let value = match random.below(10) {
            0 => HeaderValue::from_str(&"v".repeat(random.below(9_000))),
            1 => HeaderValue::from_str(&format!("bytes={}-{}", random.below(99), random.below(99))),
            _ => Ok(HeaderValue::from_bytes(random.one(&VALUES)).ok()?),
        };
        request.headers_mut().append(name, value.ok()?);
    }
    Some(request)
}

const NAMES: [&str; 24] = [
    "service_code",
    "description",
    "address_string",
    "address_id",
    "about",
    "happened",
    "contact",
    "lat",
    "long",
    "email",
    "phone",
    "first_name",
    "media_url",
    "attribute",
    "attribute[done]",
    "attribute[amount]",
    "attribute[on][]",
    "attribute[unclear][]",
    "attribute[",
    "attribute[]",
    "attribute[\u{0}]",
    "answers",
    "extensions",
    "",
];

const TEXTS: [&str; 24] = [
    "",
    " ",
    "enforcement",
    "burden",
    "vendor_rule",
    "emergency",
    "none",
    "fine",
    "form",
    "路灯不亮",
    "36.6",
    "101.7",
    "1e999",
    "-0",
    "NaN",
    "2026-11-26",
    "2026-02-30T25:00:00+99:99",
    "\u{0}\u{b}",
    "\u{fffe}\u{ffff}\u{10ffff}",
    "]]>",
    "&amp;&#0;",
    "<b>",
    "\r\n\t",
    "+-%=&;[]{}\\\"",
];

/// A value of JSON, nested a little.
fn value(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 6 } else { 8 }) {
        0 => Value::Null,
        1 => random.below(2).eq(&0).into(),
        2 => random.below(1_000_000).into(),
        3..6 => random.one(&TEXTS).into(),
        6 => {
            let count = random.below(4);
            (0..count).map(|_| value(random, depth - 1)).collect()
        }
        _ => {
            let count = random.below(4);
            let members = (0..count).map(|_| {
                let name = match random.below(3) {
                    0 => "question",
                    1 => "values",
                    _ => random.one(&["done", "amount", "unclear", "x"]),
                };
                (name.to_owned(), value(random, depth - 1))
            });
            Value::Object(members.collect())
        }
    }
}

/// A submission as a form or as JSON, now and then cut off or with another byte in it.
fn submission(random: &mut Random) -> (&'static str, Vec<u8>) {
    let names: Vec<&str> = (0..random.below(7)).map(|_| random.one(&NAMES)).collect();
    let is_form = random.below(2) == 0;
    let mut body = if is_form {
        let mut pairs = vec!["service_code=enforcement&description=x".to_owned()];
        for name in names {
            let text = random.one(&TEXTS).replace('%', "%25").replace('&', "%26");
            pairs.push(format!("{name}={text}"));
        }
        pairs.split_off(random.below(2)).join("&").into_bytes()
    } else {
        let mut members = serde_json::Map::new();
        if random.below(2) == 0 {
            members.insert("service_code".to_owned(), "enforcement".into());
            members.insert("description".to_owned(), "x".into());
            members.insert("attribute".to_owned(), json!({ "done": "fine" }));
        }
        for name in names {
            members.insert(name.to_owned(), value(random, 3));
        }
        Value::Object(members).to_string().into_bytes()
    };
    match random.below(8) {
        0 => body.truncate(random.below(body.len() + 1)),
        1 if !body.is_empty() => {
            let at = random.below(body.len());
            body[at] = u8::try_from(random.below(256)).unwrap_or(0);
        }
        _ => {}
    }
    let media_type = if is_form {
        "application/x-www-form-urlencoded"
    } else {
        "application/json"
    };
    (media_type, body)
}

/// A submission is taken or refused field by field, in the format that was asked for.
#[tokio::test]
async fn no_submission_gives_a_5xx_and_every_answer_can_be_read() {
    let site = Site::start_with(|settings| backend::config::Settings {
        rate: u32::MAX,
        ..settings
    });
    let mut random = Random(14);
    let mut seen = std::collections::BTreeMap::<u16, usize>::new();
    for _ in 0..SUBMISSIONS {
        let (media_type, body) = submission(&mut random);
        let told = String::from_utf8_lossy(&body).into_owned();
        let is_xml = random.below(2) == 0;
        let path = match (is_xml, random.below(2)) {
            (false, _) => "/open311/v2/requests.json",
            (true, 0) => "/open311/v2/requests.xml",
            (true, _) => "/open311/v2/requests.xml?extensions=true",
        };
        let request = Request::post(path)
            .header("content-type", media_type)
            .body(Body::from(body));
        let answer = site.send(request.expect("a request")).await;
        assert!(
            [201, 400, 404].contains(&answer.status),
            "{} {told:?}",
            answer.text()
        );
        if is_xml {
            crate::georeport::parse(&answer.text());
        } else {
            let list: Vec<Value> = answer.read();
            assert!(!list.is_empty(), "{told:?}");
        }
        *seen.entry(answer.status).or_default() += 1;
    }
    for status in [201, 400, 404] {
        assert!(
            seen.contains_key(&status),
            "{status} is missing in {seen:?}"
        );
    }
}

#[tokio::test]
async fn no_address_and_no_header_gives_a_5xx() {
    let site = Site::start_with(|settings| backend::config::Settings {
        client_ip_header: Some("x-real-ip".to_owned()),
        ..settings
    });
    let mut random = Random(11);
    let mut seen = std::collections::BTreeMap::<u16, usize>::new();
    let mut sent = 0;
    while sent < REQUESTS {
        let Some(request) = request(&mut random) else {
            continue;
        };
        sent += 1;
        let told = format!(
            "{} {} {:?}",
            request.method(),
            request.uri(),
            request.headers()
        );
        let answer = site.send(request).await;
        assert!(answer.status < 500, "{} for {told}", answer.status);
        *seen.entry(answer.status).or_default() += 1;
    }
    // It went everywhere.
    for status in [200, 206, 304, 400, 403, 404, 405, 412, 415, 416] {
        assert!(
            seen.contains_key(&status),
            "{status} is missing in {seen:?}"
        );
    }
}
