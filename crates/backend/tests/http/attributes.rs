//! The questions of a kind of feedback: asked by its definition, answered with a submission.

use api::Error;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{Answer, SUBMISSIONS, Site, good};

async fn form(site: &Site, body: &str) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    site.request("POST", SUBMISSIONS, &headers, body).await
}

/// A submission of the kind that has a question of each sort.
fn about_enforcement(members: &Value) -> Value {
    let mut body = json!({ "service_code": "enforcement", "description": "昨天收摊的事" });
    for (name, value) in members.as_object().expect("an object") {
        body[name] = value.clone();
    }
    body
}

/// What is wrong, by field: its code and both languages.
async fn refused(site: &Site, members: &Value) -> Vec<(String, String, String)> {
    let body = about_enforcement(members).to_string();
    let answer = site.post(SUBMISSIONS, None, &body).await;
    assert_eq!(answer.status, 400, "{}", answer.text());
    let errors: Vec<Error> = answer.read();
    let told = errors.into_iter().map(|error| {
        assert!(!error.zh.is_empty());
        let field = error.field.expect("a field");
        (field, error.error_code.code().to_owned(), error.en)
    });
    told.collect()
}

#[tokio::test]
async fn answers_are_taken_in_every_form() {
    let site = Site::start();
    let start = "service_code=enforcement&description=x&attribute[done]=fine";
    for body in [
        start.to_owned(),
        format!("{start}&attribute[shown]=no&attribute[amount]=200.50&attribute[on]=2026-11-26"),
        format!("{start}&attribute%5Bon%5D=2026-11-26T18%3A30%3A00%2B08%3A00"),
        format!("{start}&attribute[shown]=&attribute[amount]="),
        "service_code=enforcement&description=x&attribute[done][]=fine".to_owned(),
        "service_code=vendor_rule&description=x&attribute[unclear][]=place&attribute[unclear][]=hours"
            .to_owned(),
        "service_code=vendor_rule&description=x&attribute[unclear]=place&attribute[unclear]=hours"
            .to_owned(),
        "service_code=burden&description=x".to_owned(),
    ] {
        let answer = form(&site, &body).await;
        assert_eq!(answer.status, 201, "{body} {}", answer.text());
    }
    for members in [
        json!({ "attribute": { "done": "fine", "amount": 200 } }),
        json!({ "attribute": { "done": ["fine"] } }),
        json!({ "attribute[done]": "fine", "attribute[shown]": null }),
        json!({ "answers": [{ "question": "done", "values": ["fine"] }] }),
    ] {
        let body = about_enforcement(&members).to_string();
        let answer = site.post(SUBMISSIONS, None, &body).await;
        assert_eq!(answer.status, 201, "{members} {}", answer.text());
    }
}

#[tokio::test]
async fn an_answer_that_does_not_fit_is_refused_by_its_field_in_both_languages() {
    let site = Site::start();
    for (members, field, code, en) in [
        (
            json!({}),
            "attribute[done]",
            "missing",
            "Answer this question",
        ),
        (
            json!({ "attribute": { "done": "hit" } }),
            "attribute[done]",
            "invalid_value",
            "Choose from the options listed",
        ),
        (
            json!({ "attribute": { "done": ["fine", "advice"] } }),
            "attribute[done]",
            "invalid_value",
            "Choose one",
        ),
        (
            json!({ "attribute": { "done": "fine", "amount": "a lot" } }),
            "attribute[amount]",
            "invalid_value",
            "Write a number such as 3 or 2.5",
        ),
        (
            json!({ "attribute": { "done": "fine", "on": "yesterday" } }),
            "attribute[on]",
            "invalid_value",
            "Write a date such as 2026-11-26, or with a time 2026-11-26T18:30:00+08:00",
        ),
        (
            json!({ "attribute": { "done": "fine", "colour": "red" } }),
            "attribute[colour]",
            "unsupported_field",
            "This kind of feedback has no such question: leave it out",
        ),
        (
            json!({ "attribute": { "done": { "fine": true } } }),
            "attribute[done]",
            "not_text",
            "This must be text",
        ),
        (
            json!({ "attribute": "fine" }),
            "attribute",
            "invalid_value",
            r#"Write it as "attribute": {"code": "answer"}"#,
        ),
    ] {
        let expected = (field.to_owned(), code.to_owned(), en.to_owned());
        assert_eq!(refused(&site, &members).await, [expected], "{members}");
    }
}

#[tokio::test]
async fn all_that_is_wrong_is_named_at_once() {
    let site = Site::start();
    let body = "service_code=enforcement&attribute[amount]=x&attribute[colour]=red";
    let answer = form(&site, body).await;
    let errors: Vec<Error> = answer.read();
    let fields: Vec<_> = errors.iter().filter_map(|e| e.field.as_deref()).collect();
    assert_eq!(
        fields,
        [
            "description",
            "attribute[done]",
            "attribute[amount]",
            "attribute[colour]"
        ]
    );
}

#[tokio::test]
async fn s4_5_an_answer_with_personal_data_has_to_be_cleared() {
    let site = Site::start();
    for told in ["到九点收", "打13800138000"] {
        let mut body = good();
        body["attribute"] = json!({ "told": told });
        let answer = site.post(SUBMISSIONS, None, &body.to_string()).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
    }
    let store = Connection::open(site.data().join("feedback.sqlite3")).expect("the store");
    let mut query = store
        .prepare("SELECT needs_clearing FROM cases ORDER BY rowid")
        .expect("a query");
    let rows = query.query_map([], |row| row.get::<_, bool>(0));
    let flags: Result<Vec<bool>, _> = rows.expect("rows").collect();
    assert_eq!(flags.expect("rows"), [false, true]);
}

#[tokio::test]
async fn the_same_answers_under_one_key_are_one_case_and_others_are_not() {
    let site = Site::start();
    let with = |told: &str| {
        let mut body = good();
        body["attribute"] = json!({ "told": told });
        body.to_string()
    };
    let key = Some("one-key");
    let first = site.post(SUBMISSIONS, key, &with("到九点")).await;
    let again = site.post(SUBMISSIONS, key, &with("到九点")).await;
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(first.first()["token"], again.first()["token"]);
    assert_eq!(
        site.post(SUBMISSIONS, key, &with("到十点")).await.status,
        409
    );
}

#[tokio::test]
async fn markup_and_the_address_of_a_photo_are_refused_with_the_reason() {
    let site = Site::start();
    let told = |answer: &Answer| {
        let [error] = answer.read::<[Error; 1]>();
        (error.field.unwrap_or_default(), error.en)
    };
    let plain = "Write plain text, without HTML tags";
    for (name, text) in [
        ("description", "<b>路灯</b>"),
        ("address_string", "<a href=x>这里</a>"),
        ("attribute[told]", "<script>alert(1)</script>"),
    ] {
        let mut body = good();
        body[name] = text.into();
        let answer = site.post(SUBMISSIONS, None, &body.to_string()).await;
        assert_eq!(told(&answer), (name.to_owned(), plain.to_owned()));
    }
    let mut body = good();
    body["media_url"] = "https://example.org/a.jpg".into();
    let answer = site.post(SUBMISSIONS, None, &body.to_string()).await;
    let (field, en) = told(&answer);
    assert_eq!(field, "media_url");
    assert!(en.contains("with the receipt"), "{en}");
    // Signs that are no markup, and line breaks, are what people write.
    body = good();
    body["description"] = "我 <3 莫家街\n1 < 2".into();
    assert_eq!(
        site.post(SUBMISSIONS, None, &body.to_string()).await.status,
        201
    );
}

#[tokio::test]
async fn a_place_is_taken_in_each_of_georeports_ways_and_may_be_missing() {
    let site = Site::start();
    for place in [
        "lat=36.62&long=101.77",
        "address_string=%E8%8E%AB%E5%AE%B6%E8%A1%97",
        "address_id=Z-001",
        "",
    ] {
        let body = format!("service_code=service&description=x&{place}");
        assert_eq!(form(&site, &body).await.status, 201, "{place}");
    }
}

#[tokio::test]
async fn an_emergency_is_sent_to_the_number() {
    let site = Site::start();
    let answer = form(&site, "service_code=emergency&description=fire").await;
    assert_eq!(answer.status, 400);
    let error = answer.first();
    assert_eq!(error["error_code"], "not_taken_here");
    assert!(error["description"].as_str().expect("text").contains("119"));
}
