//! Submissions and receipts.

use std::fs;

use api::{Case, Error, ErrorCode, Receipt};
use backend::config::Settings;
use backend::store::{
    Appended, CaseIndex, CaseKey, CaseNumber, CaseStore, Change, NewEntry, SqliteStore, StoredCase,
    Word,
};
use civic::cases::Field;
use civic::time::{Instant, Timestamp};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{SUBMISSIONS, Site, good};

async fn token_of(site: &Site) -> String {
    let answer = site.post(SUBMISSIONS, None, &good().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let [receipt] = answer.read::<[Receipt; 1]>();
    receipt.token
}

async fn case_of(site: &Site, token: &str) -> Case {
    let answer = site.get(&routes::api::token(token), &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let [case] = answer.read::<[Case; 1]>();
    case
}

#[tokio::test]
async fn a_submission_gives_a_receipt_that_finds_the_case_and_nothing_else_does() {
    let site = Site::start();
    let answer = site.post(SUBMISSIONS, None, &good().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    let token = answer.first()["token"].as_str().expect("token").to_owned();
    let case = site
        .get(&format!("/open311/v2/tokens/{token}.json"), &[])
        .await;
    assert_eq!(case.status, 200);
    assert_eq!(case.first()["stage"], "received");
    assert_eq!(case.first()["status"], "open");
    let upper = token.to_uppercase();
    assert_eq!(case_of(&site, &upper).await.token, token);
    let none = site.get("/open311/v2/tokens/0000.json", &[]).await;
    assert_eq!(none.status, 404);
    let [error] = none.read::<[Error; 1]>();
    assert_eq!(error.error_code, ErrorCode::NoSuchReceipt);
    let no_format = site.get(&format!("/open311/v2/tokens/{token}"), &[]).await;
    assert_eq!(no_format.status, 404);
}

#[tokio::test]
async fn s4_2_only_the_hash_of_the_receipt_is_stored() {
    let site = Site::start();
    let answer = site
        .post(SUBMISSIONS, Some("key-1"), &good().to_string())
        .await;
    let token = answer.first()["token"].as_str().expect("token").to_owned();
    site.server.close().await.expect("closed");
    let mut files = 0;
    for entry in fs::read_dir(site.data()).expect("listed") {
        let bytes = fs::read(entry.expect("entry").path()).expect("read");
        let holds = |needle: &str| bytes.windows(needle.len()).any(|w| w == needle.as_bytes());
        assert!(!holds(&token), "the receipt is in the data directory");
        assert!(!holds("127.0.0.1"), "an address is in the data directory");
        assert!(!holds("key-1"), "the key is in the data directory");
        files += 1;
    }
    assert!(files >= 2);
}

#[tokio::test]
async fn s4_3_the_same_idempotency_key_never_makes_two_cases() {
    let site = Site::start();
    let key = Some("key-1");
    let one = site.post(SUBMISSIONS, key, &good().to_string()).await;
    let two = site.post(SUBMISSIONS, key, &good().to_string()).await;
    assert_eq!((one.status, two.status), (201, 200));
    assert_eq!(one.first()["token"], two.first()["token"]);
    let mut other = good();
    other["description"] = "另一件事".into();
    let three = site.post(SUBMISSIONS, key, &other.to_string()).await;
    assert_eq!(three.status, 409);
    let [error] = three.read::<[Error; 1]>();
    assert_eq!(error.error_code, ErrorCode::IdempotencyKeyReused);
    assert_eq!(error.field.as_deref(), Some("idempotency_key"));
}

#[tokio::test]
async fn bad_input_is_named_field_by_field() {
    let site = Site::start();
    let status = async |body: &str| site.post(SUBMISSIONS, None, body).await.status;
    assert_eq!(status("{").await, 400);
    assert_eq!(status("[]").await, 400);
    assert_eq!(status(&"x".repeat(70_000)).await, 413);
    let fields = async |body: Value| -> Vec<String> {
        let answer = site.post(SUBMISSIONS, None, &body.to_string()).await;
        assert!([400, 404].contains(&answer.status), "{}", answer.text());
        let list = answer.json();
        let list = list.as_array().expect("a list");
        list.iter()
            .map(|e| e["field"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(fields(json!({})).await, ["service_code", "description"]);
    assert_eq!(
        fields(json!({ "service_code": 1, "description": ["x"] })).await,
        ["service_code", "description"]
    );
    assert_eq!(
        fields(json!({ "service_code": "none", "description": "x" })).await,
        ["service_code"]
    );
    let answer = site
        .request(
            "POST",
            SUBMISSIONS,
            &[("content-type", "text/plain")],
            "hello",
        )
        .await;
    assert_eq!(answer.status, 415);
    let delete = site.request("DELETE", SUBMISSIONS, &[], "").await;
    assert_eq!(delete.status, 405);
}

#[tokio::test]
async fn an_error_says_each_language_on_its_own_and_names_the_field_for_a_program() {
    let site = Site::start();
    let answer = site.post(SUBMISSIONS, None, "{}").await;
    let errors: Vec<Error> = answer.read();
    let codes: Vec<_> = errors.iter().map(|e| e.error_code.clone()).collect();
    assert_eq!(codes, [ErrorCode::Missing, ErrorCode::Missing]);
    assert_eq!(errors[1].submission_field(), Some(Field::Description));
    assert_eq!(errors[1].zh, "请写下发生了什么");
    assert_eq!(errors[1].en, "Write what happened");
    let mut long = good();
    long["happened"] = "x".repeat(300).into();
    let [error] = site
        .post(SUBMISSIONS, None, &long.to_string())
        .await
        .read::<[Error; 1]>();
    assert_eq!(error.error_code, ErrorCode::TooLong);
    assert_eq!((error.code, error.description), (400, error.zh));
}

#[tokio::test]
async fn a_form_is_taken_like_json() {
    let site = Site::start();
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = "service_code=vendor_rule&description=lamp&email=a%40example.org&first_name=A";
    let answer = site.request("POST", SUBMISSIONS, &form, body).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(
        stored::<String>(&site, "SELECT contact FROM contacts"),
        "a@example.org"
    );
}

/// What a query of the store gives.
fn stored<T: rusqlite::types::FromSql>(site: &Site, query: &str) -> T {
    let store = Connection::open(site.data().join("feedback.sqlite3")).expect("the store");
    store.query_row(query, [], |row| row.get(0)).expect("a row")
}

const CLOSED: &str = r#"{"kind":"closed","reason":"done","means":"service"}"#;
const REOPENED: &str = r#"{"kind":"reopened","due":null}"#;

/// The store of a site, as a command opens it beside the server.
fn store(site: &Site) -> SqliteStore {
    SqliteStore::open(&site.data().join("feedback.sqlite3")).expect("the store")
}

async fn case_number(site: &Site, number: i64) -> StoredCase {
    let key = CaseKey::Number(CaseNumber(number));
    let found = store(site).find(key).await.expect("read");
    found.expect("a case")
}

/// What an office does to a case: an event with its words, and where the case stands then.
async fn append(
    site: &Site,
    number: i64,
    at: Instant,
    (event, words): (&str, &[(&str, &str)]),
    change: impl FnOnce(&mut CaseIndex),
) {
    let StoredCase { row, .. } = case_number(site, number).await;
    let mut index = row.index;
    change(&mut index);
    let words = words.iter();
    let entry = NewEntry {
        at,
        actor: r#"{"who":"system"}"#.to_owned(),
        event: event.to_owned(),
        words: words.map(|(slot, text)| Word::new(*slot, *text)).collect(),
    };
    let change = Change {
        case: row.number,
        seen: row.entries,
        entries: vec![entry],
        index,
        erased: Vec::new(),
        erases_contact: false,
    };
    let appended = store(site).append(vec![change]).await.expect("answered");
    assert_eq!(appended, Appended::Done);
}

/// The members of a submission that are refused, each with its code.
async fn refused(site: &Site, body: &Value) -> Vec<(String, String)> {
    let answer = site.post(SUBMISSIONS, None, &body.to_string()).await;
    assert_eq!(answer.status, 400, "{}", answer.text());
    let errors: Vec<Error> = answer.read();
    let named = errors.into_iter().map(|error| {
        let code = error.error_code.code().to_owned();
        (error.field.expect("a field"), code)
    });
    named.collect()
}

#[tokio::test]
async fn a_point_that_was_sent_is_kept_or_refused_by_name() {
    let site = Site::start();
    for (lat, long) in [
        (json!(36.623_178), json!(101.778_223)),
        (json!("36.623178"), json!(" 101.778223")),
    ] {
        let mut body = good();
        body["lat"] = lat;
        body["long"] = long;
        let answer = site.post(SUBMISSIONS, None, &body.to_string()).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let [receipt] = answer.read::<[Receipt; 1]>();
        let case = site
            .get(&routes::api::token(&receipt.token), &[])
            .await
            .first();
        assert_eq!(case["lat"], 36.623_178);
        assert_eq!(case["long"], 101.778_223);
    }
    let with = |members: Value| {
        let mut body = good();
        for (name, value) in members.as_object().expect("an object") {
            body[name] = value.clone();
        }
        body
    };
    for (members, expected) in [
        (
            json!({"lat": 101.7, "long": 36.6}),
            &[("lat", "invalid_value")][..],
        ),
        (
            json!({"lat": "north", "long": 36.6}),
            &[("lat", "invalid_value")],
        ),
        (
            json!({"lat": [1], "long": true}),
            &[("lat", "invalid_value"), ("long", "invalid_value")],
        ),
        (
            json!({"lat": "NaN", "long": "inf"}),
            &[("lat", "invalid_value"), ("long", "invalid_value")],
        ),
        (json!({"lat": 36.6}), &[("long", "missing")]),
        (json!({"long": 101.7, "lat": ""}), &[("lat", "missing")]),
        (
            json!({"media_url": "https://example.org/a.jpg"}),
            &[("media_url", "unsupported_field")],
        ),
        (
            json!({"attribute[COLOUR]": "red"}),
            &[("attribute[COLOUR]", "unsupported_field")],
        ),
    ] {
        let expected: Vec<_> = expected
            .iter()
            .map(|(n, c)| ((*n).to_owned(), (*c).to_owned()))
            .collect();
        assert_eq!(
            refused(&site, &with(members.clone())).await,
            expected,
            "{members}"
        );
    }
    // What is left empty says nothing.
    let empty = with(json!({"lat": null, "long": "", "media_url": ""}));
    assert_eq!(
        site.post(SUBMISSIONS, None, &empty.to_string())
            .await
            .status,
        201
    );
    // The same text about another point is another case.
    let key = Some("one-key");
    let here = with(json!({"lat": 36.6, "long": 101.7}));
    let there = with(json!({"lat": 36.7, "long": 101.7}));
    assert_eq!(
        site.post(SUBMISSIONS, key, &here.to_string()).await.status,
        201
    );
    assert_eq!(
        site.post(SUBMISSIONS, key, &there.to_string()).await.status,
        409
    );
}

#[tokio::test]
async fn a_member_that_is_there_twice_is_refused_by_name() {
    let site = Site::start();
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = "service_code=vendor_rule&description=one&description=two";
    let json = r#"{"service_code": "vendor_rule", "description": "one", "description": "two"}"#;
    for answer in [
        site.request("POST", SUBMISSIONS, &form, body).await,
        site.post(SUBMISSIONS, None, json).await,
    ] {
        assert_eq!(answer.status, 400);
        assert_eq!(answer.first()["field"], "description");
    }
}

#[tokio::test]
async fn media_types_have_no_case_and_a_charset_is_honoured_or_refused() {
    let site = Site::start();
    let body = good().to_string();
    for (media_type, status) in [
        ("Application/Json", 201),
        ("APPLICATION/JSON; Charset=UTF-8", 201),
        ("application/json;charset=\"utf-8\"", 201),
        ("application/json; charset=gbk", 415),
        ("application/json; charset=utf-16", 415),
        ("application/jsonp", 415),
        ("text/plain", 415),
        ("", 415),
    ] {
        let headers = [("content-type", media_type)];
        let answer = site.request("POST", SUBMISSIONS, &headers, &body).await;
        assert_eq!(answer.status, status, "{media_type}");
    }
    let packed = [
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    assert_eq!(
        site.request("POST", SUBMISSIONS, &packed, &body)
            .await
            .status,
        415
    );
    let form = [(
        "content-type",
        "Application/X-WWW-Form-URLEncoded; charset=UTF-8",
    )];
    let text = "service_code=vendor_rule&description=%E8%B7%AF%E7%81%AF";
    assert_eq!(
        site.request("POST", SUBMISSIONS, &form, text).await.status,
        201
    );
    // 路灯 in GBK, under a charset that says otherwise: never stored as something else.
    let text = "service_code=vendor_rule&description=%C2%B7%B5%C6";
    let answer = site.request("POST", SUBMISSIONS, &form, text).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.first()["error_code"], "unreadable_form");
    let marked = format!("\u{feff}{body}");
    assert_eq!(site.post(SUBMISSIONS, None, &marked).await.status, 201);
}

#[tokio::test]
async fn anothers_key_and_text_never_hand_out_a_receipt() {
    let site = Site::start_with(|settings| Settings {
        client_ip_header: Some("x-real-ip".to_owned()),
        ..settings
    });
    let body = good().to_string();
    let send = async |address: &str, key: &str| {
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", key),
            ("x-real-ip", address),
        ];
        let answer = site.request("POST", SUBMISSIONS, &headers, &body).await;
        let token = answer.first()["token"]
            .as_str()
            .expect("a token")
            .to_owned();
        (answer.status, token)
    };
    let (status, mine) = send("192.0.2.1", "key-1").await;
    assert_eq!(status, 201);
    assert_eq!(send("192.0.2.1", "key-1").await, (200, mine.clone()));
    let (status, theirs) = send("192.0.2.2", "key-1").await;
    assert_eq!(status, 201);
    assert_ne!(theirs, mine);
    // The portal's keys are secrets of 128 bits, and a phone may change its address.
    let secret = "8d1f0c6be2a94735b0c4d5e6f7a8b9c0";
    let (status, first) = send("192.0.2.1", secret).await;
    assert_eq!(status, 201);
    assert_eq!(send("192.0.2.3", secret).await, (200, first));
}

#[tokio::test]
async fn a_key_that_can_be_none_is_refused_by_name() {
    let site = Site::start();
    let body = good().to_string();
    for key in ["", " ", "钥匙", "a b", &"k".repeat(300)] {
        let answer = site.post(SUBMISSIONS, Some(key), &body).await;
        assert_eq!(answer.status, 400, "{key:?}");
        assert_eq!(answer.first()["field"], "idempotency_key");
        assert_eq!(answer.first()["error_code"], "invalid_value");
    }
    let twice = [
        ("content-type", "application/json"),
        ("idempotency-key", "one"),
        ("idempotency-key", "two"),
    ];
    assert_eq!(
        site.request("POST", SUBMISSIONS, &twice, &body)
            .await
            .status,
        400
    );
    assert_eq!(stored::<i64>(&site, "SELECT count(*) FROM cases"), 0);
}

#[tokio::test]
async fn a_page_of_another_site_cannot_send_feedback() {
    let site = Site::start();
    let form = "application/x-www-form-urlencoded";
    let body = "service_code=vendor_rule&description=lamp";
    let send = async |more: &[(&str, &str)]| {
        let mut headers = vec![("content-type", form), ("host", "city.example")];
        headers.extend(more);
        site.request("POST", SUBMISSIONS, &headers, body).await
    };
    for more in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ] {
        let answer = send(more).await;
        assert_eq!(answer.status, 403, "{more:?}");
        assert_eq!(answer.first()["error_code"], "cross_site");
    }
    for more in [
        &[][..],
        &[
            ("sec-fetch-site", "same-origin"),
            ("origin", "https://city.example"),
        ],
        &[("origin", "https://city.example")],
    ] {
        assert_eq!(send(more).await.status, 201, "{more:?}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn what_people_sent_is_readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let site = Site::start();
    token_of(&site).await;
    let mode = |path: &std::path::Path| {
        let metadata = fs::metadata(path).expect("there");
        metadata.permissions().mode() & 0o777
    };
    let check = || {
        assert_eq!(mode(&site.data()), 0o700);
        let mut names = Vec::new();
        for entry in fs::read_dir(site.data()).expect("listed") {
            let path = entry.expect("entry").path();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
            names.push(path.file_name().expect("a name").to_owned());
        }
        assert!(
            names.iter().any(|name| name == "feedback.sqlite3-wal"),
            "{names:?}"
        );
    };
    check();
    // A store of an earlier version was readable by everybody.
    fs::set_permissions(site.data(), fs::Permissions::from_mode(0o755)).expect("opened");
    for entry in fs::read_dir(site.data()).expect("listed") {
        let open = fs::Permissions::from_mode(0o644);
        fs::set_permissions(entry.expect("entry").path(), open).expect("opened");
    }
    let _again = site.opened_again();
    check();
}

#[tokio::test]
async fn what_the_form_promises_to_delete_is_deleted() {
    fn closed_at() -> Instant {
        Timestamp::parse("2025-06-06T18:00:00+08:00").map_or(Instant(0), |t| t.instant)
    }
    fn days_later(days: i64) -> Instant {
        Instant(closed_at().0 + days * 86_400)
    }
    let site = Site::start();
    let mut body = good();
    body["contact"] = "contact-of-theirs".into();
    body["lat"] = 36.6.into();
    body["long"] = 101.7.into();
    for _ in 0..3 {
        site.post(SUBMISSIONS, None, &body.to_string()).await;
    }
    // The first was closed, the second closed and reopened, the third is under way.
    let (at, later) = (closed_at(), Instant(closed_at().0 + 60));
    let closed = |index: &mut CaseIndex| index.ended_at = Some(at);
    append(&site, 1, at, (CLOSED, &[]), closed).await;
    append(&site, 2, at, (CLOSED, &[]), closed).await;
    append(&site, 2, later, (REOPENED, &[]), |index| {
        index.ended_at = None;
    })
    .await;
    let contacts = |site: &Site| stored::<i64>(site, "SELECT count(*) FROM contacts");
    let texts = |site: &Site| {
        stored::<i64>(
            site,
            "SELECT count(*) FROM texts JOIN log USING (sequence) JOIN cases ON number = case_number
             WHERE slot = 'description' AND lat_e6 > 0",
        )
    };
    let site = site.with(|server| server.with_clock(|| days_later(89)));
    site.server.forget().await;
    assert_eq!((contacts(&site), texts(&site)), (3, 3));
    let site = site.with(|server| server.with_clock(|| days_later(90)));
    site.server.forget().await;
    assert_eq!((contacts(&site), texts(&site)), (2, 3));
    let site = site.with(|server| server.with_clock(|| days_later(730)));
    let log = crate::support::Log::capture();
    site.server.forget().await;
    assert_eq!((contacts(&site), texts(&site)), (2, 2));
    assert_eq!(log.lines()[0]["texts"], 1);
    // It is counted, still, and its log says what was deleted.
    assert_eq!(stored::<i64>(&site, "SELECT count(*) FROM cases"), 3);
    let case = case_number(&site, 1).await;
    let events: Vec<_> = case.log.iter().map(|entry| entry.event.as_str()).collect();
    let [contact, texts] = events[2..] else {
        panic!("{events:?}")
    };
    assert_eq!(contact, r#"{"kind":"texts_deleted","slots":["contact"]}"#);
    assert!(
        texts.starts_with(r#"{"kind":"texts_deleted","slots":["description","address""#),
        "{texts}"
    );
    let verification = store(&site).verify(None).await.expect("walked");
    assert!(verification.is_whole(), "{verification:?}");
}

#[tokio::test]
async fn too_many_submissions_are_asked_to_wait() {
    let site = Site::start_with(|settings| Settings {
        rate: 2,
        ..settings
    });
    let send = async || site.post(SUBMISSIONS, None, &good().to_string()).await;
    // Six minutes' worth at once: many people share one address.
    for _ in 0..12 {
        assert_eq!(send().await.status, 201);
    }
    let next = send().await;
    assert_eq!(next.status, 429);
    assert!(next.header("retry-after").parse::<u32>().is_ok());
    // Reading is not limited.
    assert_eq!(site.get(SUBMISSIONS, &[]).await.status, 200);
}

#[tokio::test]
async fn s4_10_work_is_let_pass_where_too_much_was_sent_and_no_other_client_knows_of_it() {
    let site = Site::start_with(|settings| Settings {
        rate: 1,
        ..settings
    });
    let body = good().to_string();
    let send = async |key: &str, work: &str| {
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", key),
            ("work", work),
        ];
        let headers = &headers[..if work.is_empty() { 2 } else { 3 }];
        site.request("POST", SUBMISSIONS, headers, &body).await
    };
    for n in 0..6 {
        assert_eq!(send(&format!("{n}"), "").await.status, 201);
    }
    let refused = send("key", "").await;
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").parse::<u32>().is_ok());
    let work = api::Work::parse(refused.header("work-wanted")).expect("work");
    let number = work
        .find("key", 0..=u64::MAX)
        .expect("a number")
        .to_string();
    for wrong in ["", "0", "x", "-1", "99999999999999999999"] {
        assert_eq!(send("key", wrong).await.status, 429, "{wrong:?}");
    }
    assert_eq!(send("another", &number).await.status, 429);
    let accepted = send("key", &number).await;
    assert_eq!(accepted.status, 201);
    let again = send("key", &number).await;
    assert_eq!(again.status, 200, "a key makes one case");
    assert_eq!(again.first()["token"], accepted.first()["token"]);
}

#[tokio::test]
async fn s4_8_an_answer_is_promised_in_working_days_and_overdue_is_computed() {
    fn friday() -> Instant {
        Timestamp::parse("2025-06-06T18:00:00+08:00").map_or(Instant(0), |t| t.instant)
    }
    fn a_week_and_a_day_later() -> Instant {
        Timestamp::parse("2025-06-14T00:00:00+08:00").map_or(Instant(0), |t| t.instant)
    }
    let site = Site::start().with(|server| server.with_clock(friday));
    let answer = site.post(SUBMISSIONS, None, &good().to_string()).await;
    assert_eq!(
        answer.first()["expected_datetime"],
        "2025-06-13T23:59:59+08:00"
    );
    let [Receipt { token, .. }] = answer.read::<[Receipt; 1]>();
    let case = case_of(&site, &token).await;
    assert!(!case.overdue);
    assert_eq!(case.requested_datetime.instant, friday());
    let site = site.with(|server| server.with_clock(a_week_and_a_day_later));
    assert!(case_of(&site, &token).await.overdue);
}
