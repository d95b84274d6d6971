//! Submissions and receipts.

use std::fs;

use api::{Case, Error, ErrorCode, Receipt};
use backend::config::Settings;
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
        assert_eq!(answer.status, 400);
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
    let body = "service_code=vendor_rule&description=lamp&email=a%40example.org&lat=36.6";
    let answer = site.request("POST", SUBMISSIONS, &form, body).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
}

#[tokio::test]
async fn too_many_submissions_are_asked_to_wait() {
    let site = Site::start_with(|settings| Settings {
        rate: 2,
        ..settings
    });
    let send = async || site.post(SUBMISSIONS, None, &good().to_string()).await;
    assert_eq!(send().await.status, 201);
    assert_eq!(send().await.status, 201);
    let third = send().await;
    assert_eq!(third.status, 429);
    assert!(third.header("retry-after").parse::<u32>().is_ok());
    // Reading is not limited.
    assert_eq!(site.get(SUBMISSIONS, &[]).await.status, 200);
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

#[tokio::test]
async fn the_answer_of_a_case_is_sent_to_whoever_has_the_receipt() {
    let site = Site::start();
    let token = token_of(&site).await;
    assert_eq!(case_of(&site, &token).await.answer, None);
    let store = || Connection::open(site.data().join("feedback.sqlite3")).expect("the store");

    // A case that was published has the published answer.
    store()
        .execute("UPDATE cases SET published_as = 'K-001'", [])
        .expect("published");
    let case = case_of(&site, &token).await;
    assert_eq!(case.service_request_id, Some("K-001".into()));
    let answer = case.answer.expect("an answer");
    assert_eq!(answer.zh, "搬到冷湖路疏导点。");
    assert_eq!(answer.en, "Moved to Lenghu Road.");

    // What was written to the person comes first.
    store()
        .execute("INSERT INTO answers VALUES (1, '已修好', 'Repaired')", [])
        .expect("answered");
    let answer = case_of(&site, &token).await.answer.expect("an answer");
    assert_eq!(
        (answer.zh.as_str(), answer.en.as_str()),
        ("已修好", "Repaired")
    );

    // An identifier that the snapshot does not have is not handed out.
    store()
        .execute("UPDATE cases SET published_as = 'K-999'", [])
        .expect("withdrawn");
    assert_eq!(case_of(&site, &token).await.service_request_id, None);
}
