//! Contract §4.7 to §4.10 over HTTP: what the staff does with a case, what the holder of its receipt
//! does, and what of it may be published.

use api::{Case, CaseFile, CaseList, FollowUpKind, Receipt, StepKind};
use axum::body::Body;
use axum::http::Request;
use backend::desk::{Cleared, Staff, cleared};
use backend::store::SqliteStore;
use civic::cases::handling::Role;
use civic::cases::{Means, Stage};
use civic::documents::{Source, SourceKind};
use civic::time::{Calendar, CalendarYear, Instant, Timestamp};
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use serde_json::{Value, json};

use crate::support::{Answer, SUBMISSIONS, Site, good};

const OFFICE: &str = "630103";
const CASE: &str = "/api/cases/1";

/// A Friday afternoon.
fn friday() -> Instant {
    Timestamp::parse("2026-11-27T15:00:00+08:00").map_or(Instant(0), |at| at.instant)
}

/// The Wednesday after.
fn wednesday() -> Instant {
    Timestamp::parse("2026-12-02T10:00:00+08:00").map_or(Instant(0), |at| at.instant)
}

/// The keys of those who handle cases.
struct Office {
    site: Site,
    screener: String,
    handler: String,
    reviewer: String,
}

impl Office {
    fn open() -> Self {
        let site = Site::start().with(|server| server.with_clock(friday));
        let mut staff = Staff::open(&site.data()).expect("no keys yet");
        let mut give = |name, role, unit: Option<&str>| {
            let unit = unit.map(Into::into);
            staff.give(name, role, unit, friday()).expect("a key")
        };
        Self {
            screener: give("李", Role::Screener, None),
            handler: give("王", Role::Handler, Some(OFFICE)),
            reviewer: give("赵", Role::Reviewer, None),
            site,
        }
    }

    async fn file(&self, body: &Value) -> Receipt {
        let answer = self.site.post(SUBMISSIONS, None, &body.to_string()).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let [receipt] = answer.read::<[Receipt; 1]>();
        receipt
    }

    async fn ask(&self, method: &str, path: &str, key: &str, body: &str) -> Answer {
        let authorization = format!("Bearer {key}");
        let headers = [
            ("authorization", authorization.as_str()),
            ("content-type", "application/json"),
        ];
        self.site.request(method, path, &headers, body).await
    }

    async fn try_to(&self, key: &str, action: Value) -> Answer {
        let body = json!({ "action": action }).to_string();
        self.ask("POST", CASE, key, &body).await
    }

    async fn act(&self, key: &str, action: Value) -> CaseFile {
        let answer = self.try_to(key, action).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.read()
    }

    async fn follow_up(&self, token: &str, body: Value) -> Answer {
        let path = routes::handling::follow_ups(token);
        self.site.post(&path, None, &body.to_string()).await
    }

    async fn follow(&self, token: &str) -> Case {
        let answer = self.site.get(&routes::api::token(token), &[]).await;
        let [case] = answer.read::<[Case; 1]>();
        case
    }

    /// Takes the case as far as its closing.
    async fn close(&self) -> CaseFile {
        self.act(&self.screener, json!({ "action": "screen" }))
            .await;
        let assign = json!({ "action": "assign", "unit": OFFICE });
        self.act(&self.screener, assign).await;
        let answer = json!({ "action": "answer", "text": { "zh": "已修好。" } });
        self.act(&self.handler, answer).await;
        let close = json!({
            "action": "close",
            "reason": "done",
            "means": "service",
            "ground": { "zh": "当天修好" },
        });
        self.act(&self.handler, close).await
    }

    async fn photo(&self, token: &str, body: Vec<u8>) -> Answer {
        let request = Request::builder()
            .method("POST")
            .uri(routes::handling::photos(token))
            .header("content-type", "image/png");
        self.site
            .send(request.body(Body::from(body)).expect("a request"))
            .await
    }
}

/// A calendar of the years that these tests are in, without holidays.
fn plain_calendar() -> Calendar {
    let year = |year| CalendarYear {
        year,
        days: Vec::new(),
        source: Source {
            kind: SourceKind::Sample,
            reference: String::new(),
        },
    };
    vec![year(2026), year(2027)].into()
}

fn picture(shade: u8) -> Vec<u8> {
    square(shade, 10)
}

fn square(shade: u8, side: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = vec![shade; 3 * usize::from(side).pow(2)];
    let side = side.into();
    let written =
        PngEncoder::new(&mut bytes).write_image(&pixels, side, side, ExtendedColorType::Rgb8);
    written.expect("written");
    bytes
}

#[tokio::test]
async fn nobody_handles_cases_without_a_key_and_a_unit_sees_its_own() {
    let office = Office::open();
    office.file(&good()).await;
    for path in ["/api/cases", CASE, "/api/cases/1/photos/1"] {
        let answer = office.site.get(path, &[]).await;
        assert_eq!(answer.status, 401, "{path}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    assert_eq!(office.ask("GET", CASE, "mingdan_00", "").await.status, 401);
    // It is not assigned yet.
    assert_eq!(
        office.ask("GET", CASE, &office.handler, "").await.status,
        403
    );
    let list = office.ask("GET", "/api/cases", &office.handler, "").await;
    assert_eq!(list.read::<CaseList>().cases, []);
    let list = office.ask("GET", "/api/cases", &office.screener, "").await;
    assert_eq!(list.read::<CaseList>().cases.len(), 1);
    office
        .act(&office.screener, json!({ "action": "screen" }))
        .await;
    let assign = json!({ "action": "assign", "unit": OFFICE });
    office.act(&office.screener, assign).await;
    assert_eq!(
        office.ask("GET", CASE, &office.handler, "").await.status,
        200
    );
    assert_eq!(
        office
            .ask("GET", "/api/cases/2", &office.screener, "")
            .await
            .status,
        404
    );
    for query in ["?stage=away", "?overdue=perhaps", "?limit=0", "?colour=red"] {
        let path = format!("/api/cases{query}");
        assert_eq!(
            office.ask("GET", &path, &office.screener, "").await.status,
            400,
            "{query}"
        );
    }
}

#[tokio::test]
async fn s4_7_a_closing_needs_an_answer_a_reason_a_means_and_its_ground() {
    let office = Office::open();
    office.file(&good()).await;
    let close = json!({ "action": "close", "reason": "done", "means": "service", "ground": { "zh": "修好" } });
    let refused = async |key: &str, action: Value| {
        let answer = office.try_to(key, action).await;
        assert_eq!(answer.status, 409, "{}", answer.text());
        let error = answer.first();
        assert!(!error["zh"].to_string().is_empty() && !error["en"].to_string().is_empty());
        error["field"].as_str().expect("a rule").to_owned()
    };
    // The handler does not see it before it is theirs; the screener does not close.
    assert_eq!(
        office.try_to(&office.handler, close.clone()).await.status,
        403
    );
    assert_eq!(refused(&office.screener, close.clone()).await, "not_yours");
    office
        .act(&office.screener, json!({ "action": "screen" }))
        .await;
    office
        .act(
            &office.screener,
            json!({ "action": "assign", "unit": OFFICE }),
        )
        .await;
    assert_eq!(refused(&office.handler, close.clone()).await, "missing");
    office
        .act(
            &office.handler,
            json!({ "action": "answer", "text": { "zh": "已修好。" } }),
        )
        .await;
    for missing in ["reason", "means", "ground"] {
        let mut without = close.clone();
        without.as_object_mut().expect("an object").remove(missing);
        let rule = refused(&office.handler, without).await;
        assert!(
            ["not_chosen", "missing"].contains(&rule.as_str()),
            "{missing}: {rule}"
        );
    }
    let file = office.act(&office.handler, close).await;
    assert_eq!(file.summary.stage, Stage::Closed);
    assert_eq!(file.closing.expect("closed").means, Means::Service);
}

#[tokio::test]
async fn who_decides_on_what_somebody_else_changed_meanwhile_is_told() {
    let office = Office::open();
    office.file(&good()).await;
    let body =
        |seen| json!({ "seen": seen, "action": { "action": "note", "text": "看过" } }).to_string();
    assert_eq!(
        office
            .ask("POST", CASE, &office.screener, &body(1))
            .await
            .status,
        200
    );
    let late = office.ask("POST", CASE, &office.screener, &body(1)).await;
    assert_eq!(late.status, 409);
    assert_eq!(late.first()["error_code"], "changed");
    assert_eq!(
        office
            .ask("POST", CASE, &office.screener, "{}")
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn s4_7_the_holder_of_the_receipt_sees_the_way_and_may_contest_the_closing() {
    let office = Office::open();
    let receipt = office.file(&good()).await;
    let token = receipt.token.as_str();
    let case = office.follow(token).await;
    assert_eq!(
        case.follow_ups,
        [FollowUpKind::Remark, FollowUpKind::Withdraw]
    );
    office.close().await;
    let case = office.follow(token).await;
    assert_eq!(
        (case.stage, case.answer.map(|a| a.zh)),
        (Stage::Closed, Some("已修好。".to_owned()))
    );
    assert_eq!(case.unit.zh, "城中区");
    assert_eq!(case.description, "莫家街北口路灯不亮");
    assert_eq!(
        case.contest_until.map(|until| until.to_string()),
        Some("2026-12-07T23:59:59+08:00".to_owned())
    );
    let kinds: Vec<_> = case.history.iter().map(|step| step.kind.clone()).collect();
    let stage = StepKind::Stage;
    assert_eq!(
        kinds,
        [
            stage.clone(),
            stage.clone(),
            stage.clone(),
            StepKind::Answer,
            stage
        ]
    );

    let rated = office
        .follow_up(token, json!({ "kind": "rate", "score": 4 }))
        .await;
    assert_eq!(rated.status, 200, "{}", rated.text());
    assert_eq!(rated.read::<[Case; 1]>()[0].score, Some(4));
    let contest = json!({ "kind": "contest", "ground": "not_solved", "text": "还是不亮" });
    let unsaid = office
        .follow_up(token, json!({ "kind": "contest", "ground": "not_solved" }))
        .await;
    assert_eq!(unsaid.status, 409);
    let answer = office.follow_up(token, contest.clone()).await;
    let [case] = answer.read::<[Case; 1]>();
    assert_eq!((case.stage, case.score), (Stage::Reopened, None));
    // What was rated was that answer. A phone that was not answered sends the same again.
    let again = office.follow_up(token, contest).await;
    assert_eq!(again.status, 200);
    assert_eq!(
        again.read::<[Case; 1]>()[0].history.len(),
        case.history.len()
    );
    // Another person looks at it now.
    let answer = json!({ "action": "answer", "text": { "zh": "换了灯。" } });
    let refused = office.try_to(&office.handler, answer).await;
    assert_eq!(
        refused.first()["field"],
        "another_person",
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn a_receipt_that_opens_nothing_gets_one_and_the_same_answer() {
    let office = Office::open();
    office.file(&good()).await;
    let (unknown, broken) = (api::token_of(&[9; 32]), "nothing");
    let mut answers = Vec::new();
    for token in [unknown.as_str(), broken] {
        answers.push(office.site.get(&routes::api::token(token), &[]).await);
        answers.push(office.follow_up(token, json!({ "kind": "withdraw" })).await);
        answers.push(office.photo(token, picture(1)).await);
    }
    for answer in &answers {
        assert_eq!(answer.status, 404);
        assert_eq!(answer.first()["error_code"], "no_such_receipt");
        assert_eq!(answer.text(), answers[0].text());
    }
}

#[tokio::test]
async fn s4_6_a_photo_is_added_once_and_what_is_none_is_refused_with_the_reason() {
    let office = Office::open();
    let receipt = office.file(&good()).await;
    let token = receipt.token.as_str();
    for _ in 0..2 {
        assert_eq!(office.photo(token, picture(1)).await.status, 201);
    }
    let file = office
        .ask("GET", CASE, &office.screener, "")
        .await
        .read::<CaseFile>();
    let [number] = file.photos[..] else {
        panic!("{:?}", file.photos)
    };
    let path = routes::handling::case_photo(1, number);
    let photo = office.ask("GET", &path, &office.screener, "").await;
    assert_eq!(photo.header("content-type"), "image/jpeg");
    assert!(photo.body.starts_with(b"\xff\xd8\xff"));
    assert_eq!(
        office
            .ask("GET", "/api/cases/1/photos/99", &office.screener, "")
            .await
            .status,
        404
    );

    let mut hiding = picture(2);
    hiding.extend(b"PK\x03\x04");
    for refused in [b"<html>".to_vec(), hiding, vec![0; 9 << 20]] {
        let answer = office.photo(token, refused).await;
        assert_eq!(answer.status, 400, "{}", answer.text());
        assert_eq!(answer.first()["error_code"], "photo");
    }
    for shade in 2..=6 {
        assert_eq!(office.photo(token, picture(shade * 30)).await.status, 201);
    }
    let answer = office.photo(token, picture(250)).await;
    assert_eq!(answer.first()["field"], "photo", "{}", answer.text());
}

#[tokio::test]
async fn s4_6_a_case_that_ends_while_a_photo_is_written_takes_none_and_can_still_be_read() {
    let office = Office::open();
    let receipt = office.file(&good()).await;
    let token = receipt.token.as_str();
    // Decoding it takes many times as long as withdrawing.
    let (photo, withdrawn) = tokio::join!(
        office.photo(token, square(7, 600)),
        office.follow_up(token, json!({ "kind": "withdraw" })),
    );
    assert_eq!(withdrawn.status, 200, "{}", withdrawn.text());
    assert_eq!(photo.status, 409, "{}", photo.text());
    assert_eq!(office.follow(token).await.stage, Stage::Withdrawn);
}

#[tokio::test]
async fn s4_10_nothing_is_public_before_another_person_cleared_it() {
    let office = Office::open();
    let written = json!({
        "service_code": "vendor_rule",
        "description": "莫家街北口路灯不亮，电话 13900000000",
        "contact": "0971-0000000",
    });
    let receipt = office.file(&written).await;
    let public = async || {
        let store =
            SqliteStore::open(&office.site.data().join("feedback.sqlite3")).expect("the store");
        let zone = civic::time::Zone::fixed("Asia/Shanghai", 480);
        let cleared = cleared(&store, &zone, &plain_calendar(), friday())
            .await
            .expect("read");
        cleared
            .into_iter()
            .map(Cleared::into_case)
            .collect::<Vec<_>>()
    };
    office.close().await;
    assert_eq!(public().await, []);
    let publish = json!({ "action": "publish", "id": "" });
    let refused = office.try_to(&office.reviewer, publish.clone()).await;
    assert_eq!(refused.first()["field"], "not_cleared");
    let clear = |text: &str| json!({ "action": "clear", "title": { "zh": "路灯不亮" }, "description": { "zh": text } });
    // What looks like personal data stands in the way, and who handled it does not clear it.
    let refused = office
        .try_to(&office.reviewer, clear("路灯不亮，电话 13900000000"))
        .await;
    assert_eq!(refused.first()["field"], "personal_data");
    assert_eq!(
        office
            .try_to(&office.handler, clear("路灯不亮"))
            .await
            .status,
        409
    );
    office
        .act(&office.reviewer, clear("莫家街北口路灯不亮"))
        .await;
    assert_eq!(public().await, []);
    let file = office.act(&office.reviewer, publish).await;
    let [case] = &public().await[..] else {
        panic!("one case is public")
    };
    assert_eq!(Some(&case.id), file.summary.published_as.as_ref());
    assert!(case.id.as_str().starts_with("c-2026-"));
    assert_eq!(
        (case.answer.zh.as_str(), case.means.clone()),
        ("已修好。", Means::Service)
    );
    let all = format!("{case:?}");
    for private in ["13900000000", "0971", "李", "王", "赵", &receipt.token] {
        assert!(!all.contains(private), "{private}: {all}");
    }
    // Withheld, it counts without a word.
    let withhold = json!({ "action": "withhold", "reason": "asked" });
    office.act(&office.reviewer, withhold).await;
    let [case] = &public().await[..] else {
        panic!("it still counts")
    };
    assert!(
        case.withheld.is_some()
            && case.title.is_empty()
            && case.answer.is_empty()
            && case.events.is_empty()
    );
}

#[tokio::test]
async fn s4_9_an_officials_own_report_is_never_public_by_itself() {
    let office = Office::open();
    let report = json!({ "service_code": "burden", "description": "同一张表一周报三次" });
    office.file(&report).await;
    office.close().await;
    let clear =
        json!({ "action": "clear", "title": { "zh": "表" }, "description": { "zh": "一张表" } });
    let refused = office.try_to(&office.reviewer, clear).await;
    assert_eq!(
        refused.first()["field"],
        "groups_only",
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn s4_10_a_published_case_is_due_by_its_own_clock() {
    let office = Office::open();
    let receipt = office.file(&good()).await;
    office.close().await;
    let clear = json!({ "action": "clear", "title": { "zh": "路灯不亮" }, "description": { "zh": "路灯不亮" } });
    office.act(&office.reviewer, clear).await;
    let publish = json!({ "action": "publish", "id": "" });
    office.act(&office.reviewer, publish).await;
    let data = office.site.data();
    let due = async |at: &str| {
        let now = Timestamp::parse(at).expect("a time").instant;
        let store = SqliteStore::open(&data.join("feedback.sqlite3")).expect("the store");
        let zone = civic::time::Zone::fixed("Asia/Shanghai", 480);
        let cleared = cleared(&store, &zone, &plain_calendar(), now).await;
        let mut cases = cleared.expect("read").into_iter().map(Cleared::into_case);
        let due = cases.next().expect("one case").due_on;
        due.map(|day| day.to_string())
    };
    let first = due("2026-11-27T16:00:00+08:00").await;
    assert!(first.is_some());
    let contest = json!({ "kind": "contest", "ground": "not_solved", "text": "还是不亮" });
    let office = Office {
        site: office.site.with(|server| server.with_clock(wednesday)),
        ..office
    };
    let contested = office.follow_up(&receipt.token, contest).await;
    assert_eq!(contested.status, 200, "{}", contested.text());
    let again = due("2026-12-02T16:00:00+08:00").await;
    assert!(again > first, "{first:?} {again:?}");
}

/// What may be published of an office at a time.
async fn public(office: &Office, now: Instant) -> Vec<civic::cases::Case> {
    let store = SqliteStore::open(&office.site.data().join("feedback.sqlite3")).expect("the store");
    let zone = civic::time::Zone::fixed("Asia/Shanghai", 480);
    let cleared = cleared(&store, &zone, &plain_calendar(), now).await;
    let cases = cleared.expect("read").into_iter().map(Cleared::into_case);
    cases.collect()
}

#[tokio::test]
async fn s4_10_a_merged_case_is_published_once_the_one_that_goes_on_for_it_is() {
    let office = Office::open();
    office.file(&good()).await;
    let other = json!({ "service_code": "vendor_rule", "description": "莫家街的灯还是不亮" });
    office.file(&other).await;
    let merge = json!({ "action": "merge", "into": "2" });
    office.act(&office.screener, merge).await;
    let clear = json!({ "action": "clear", "title": { "zh": "路灯不亮" }, "description": { "zh": "路灯不亮" } });
    office.act(&office.reviewer, clear).await;
    let publish = json!({ "action": "publish", "id": "" });
    office.act(&office.reviewer, publish).await;
    assert_eq!(public(&office, friday()).await, []);
    let withhold = json!({ "action": { "action": "withhold", "reason": "asked" } }).to_string();
    let path = "/api/cases/2";
    let answer = office.ask("POST", path, &office.reviewer, &withhold);
    assert_eq!(answer.await.status, 200);
    let [merged, other] = &public(&office, friday()).await[..] else {
        panic!("both count")
    };
    assert_eq!(merged.merged_into.as_ref(), Some(&other.id));
}

#[tokio::test]
async fn s4_10_the_day_of_a_withheld_case_is_later_by_its_pauses() {
    let office = Office::open();
    office.file(&good()).await;
    office
        .act(&office.screener, json!({ "action": "screen" }))
        .await;
    let assign = json!({ "action": "assign", "unit": OFFICE });
    office.act(&office.screener, assign).await;
    let pause = json!({ "action": "pause", "reason": "examination" });
    office.act(&office.handler, pause).await;
    let withhold = json!({ "action": "withhold", "reason": "investigation" });
    office.act(&office.reviewer, withhold).await;
    let due = async |now| {
        public(&office, now)
            .await
            .first()
            .and_then(|case| case.due_on)
    };
    let (first, later) = (due(friday()).await, due(wednesday()).await);
    assert!(first.is_some() && later > first, "{first:?} {later:?}");
}

#[tokio::test]
async fn s4_10_a_flood_is_folded_and_nothing_else_is_hidden() {
    let office = Office::open();
    let listed = async |query: &str| {
        let path = format!("/api/cases{query}");
        let answer = office.ask("GET", &path, &office.screener, "").await;
        let list = answer.read::<api::CaseList>();
        let cases = list.cases.into_iter();
        cases
            .map(|case| (case.number, case.alike))
            .collect::<Vec<_>>()
    };
    let body = |answer: &str| {
        json!({
            "service_code": "vendor_rule",
            "description": "公示牌上看不清几点收摊",
            "attribute": { "unclear": answer },
        })
    };
    // The same words with other answers are other matters.
    for answer in ["hours", "hours", "hours", "place", "place"] {
        office.file(&body(answer)).await;
    }
    assert_eq!(listed("").await.len(), 5);
    for _ in 0..2 {
        office.file(&body("hours")).await;
    }
    let flood = (1, vec![2, 3, 6, 7]);
    assert_eq!(listed("").await, [flood, (4, vec![]), (5, vec![])]);
    assert_eq!(listed("?each=true").await.len(), 7);
}
