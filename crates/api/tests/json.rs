//! Every type as JSON, both ways, and held against the names of GeoReport v2.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::fmt::Debug;

use api::{
    Basis, Case, CaseStep, Degrees, Discovery, Endpoint, Error, ErrorCode, FollowUp, FollowUpKind,
    Health, HealthStatus, Receipt, Request, Service, ServiceDefinition, ServiceType, Status,
    StepKind, Submission,
};
use civic::Text;
use civic::cases::{
    Answer, CloseReason, ContestGround, Field, Means, Problem, Publication, Question, QuestionKind,
    QuestionOption, Stage,
};
use civic::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a time")
}

fn kind() -> civic::cases::Service {
    civic::cases::Service {
        code: "vendor_rule".into(),
        name: Text::new("摆摊", "Vending"),
        description: Text::new("哪里能摆", "Where one may sell"),
        reply_working_days: Some(5),
        redirect: false,
        anonymous: false,
        publication: Publication::Each,
        questions: vec![
            Question {
                code: "unclear".into(),
                kind: QuestionKind::Many,
                required: true,
                label: Text::new("哪里不清楚", "What is unclear"),
                hint: Text::new("可以多选", "Choose any"),
                options: vec![QuestionOption {
                    key: "hours".into(),
                    name: Text::new("时段", "The hours"),
                }],
            },
            Question {
                code: "where".into(),
                kind: QuestionKind::Line,
                required: false,
                label: Text::new("哪一块牌子", "Which sign"),
                hint: Text::default(),
                options: Vec::new(),
            },
        ],
    }
}

fn service() -> Service {
    Service::from(&kind())
}

fn definition() -> ServiceDefinition {
    ServiceDefinition::from(&kind())
}

fn discovery() -> Discovery {
    Discovery {
        changeset: "2026-11-27T00:00:00+08:00".into(),
        contact: "12345".into(),
        key_service: "none".into(),
        endpoints: vec![Endpoint {
            specification: "http://wiki.open311.org/GeoReport_v2".into(),
            url: "https://city.example/open311/v2".into(),
            changeset: "2026-11-27T00:00:00+08:00".into(),
            kind: "production".into(),
            formats: vec!["application/json".into()],
        }],
    }
}

fn submission() -> Submission {
    Submission {
        service_code: "vendor_rule".into(),
        description: "路灯不亮".into(),
        address_string: "莫家街北口".into(),
        about: "Z-001".into(),
        happened: "昨晚".into(),
        contact: "0971-0000000".into(),
        answers: vec![Answer {
            question: "hours".into(),
            values: vec!["early".into()],
        }],
    }
}

fn receipt() -> Receipt {
    Receipt {
        token: "0123-4567".into(),
        service_notice: "请保存回执".into(),
        service_notice_en: "Keep the receipt".into(),
        expected_datetime: Some(at("2025-06-13T23:59:59+08:00")),
    }
}

fn request() -> Request {
    Request {
        service_request_id: "C-1".into(),
        status: Status::Closed,
        status_notes: "已修好".into(),
        status_notes_en: "Repaired".into(),
        stage: Stage::Closed,
        service_name: "摆摊".into(),
        service_name_en: "Vending".into(),
        service_code: "vendor_rule".into(),
        description: "路灯".into(),
        description_en: "A lamp".into(),
        requested_datetime: at("2025-06-06T00:00:00+08:00"),
        updated_datetime: Some(at("2025-06-09T00:00:00+08:00")),
        address: "莫家街".into(),
        address_en: "Mojia Street".into(),
        address_id: Some("Z-001".into()),
        lat: Some(Degrees { e6: 36_623_178 }),
        long: Some(Degrees { e6: 101_778_223 }),
    }
}

fn case() -> Case {
    Case {
        token: "0123-4567".into(),
        service_request_id: Some("C-1".into()),
        status: Status::Open,
        stage: Stage::Answered,
        lat: Some(Degrees { e6: 36_623_178 }),
        long: Some(Degrees { e6: 101_778_223 }),
        service_code: "vendor_rule".into(),
        service_name: "摆摊".into(),
        service_name_en: "Vending".into(),
        requested_datetime: at("2025-06-06T18:00:00+08:00"),
        updated_datetime: at("2025-06-09T09:00:00+08:00"),
        expected_datetime: Some(at("2025-06-13T23:59:59+08:00")),
        overdue: false,
        history: vec![CaseStep {
            kind: StepKind::Stage,
            stage: Stage::Received,
            at: at("2025-06-06T18:00:00+08:00"),
            by: Text::new("城管局", "Urban management"),
            text: Text::default(),
        }],
        answer: Some(Text::new("已修好", "Repaired")),
        description: "路灯不亮".into(),
        unit: Text::new("城管局", "Urban management"),
        reason: Some(CloseReason::Done),
        means: Some(Means::Service),
        ground: Text::new("修好", "Repaired"),
        basis: vec![Basis {
            title: Text::new("履职清单", "Duty list"),
            page: "/tasks/630102".into(),
        }],
        working_days: Some(2),
        contest_until: Some(at("2025-06-23T23:59:59+08:00")),
        score: Some(4),
        follow_ups: vec![FollowUpKind::Contest],
    }
}

fn error() -> Error {
    Error::of_problem(400, Field::Description, &Problem::TooLong(2000))
}

fn written<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).expect("JSON")
}

fn both_ways<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).expect("written");
    assert_eq!(&serde_json::from_str::<T>(&text).expect("read"), value);
}

#[test]
fn every_type_is_read_as_it_was_written() {
    both_ways(&discovery());
    both_ways(&service());
    both_ways(&definition());
    both_ways(&submission());
    both_ways(&receipt());
    both_ways(&Case {
        lat: None,
        long: None,
        ..case()
    });
    both_ways(&FollowUp {
        kind: FollowUpKind::Contest,
        text: "还在".into(),
        ground: Some(ContestGround::NotSolved),
        score: None,
    });
    both_ways(&error());
    both_ways(&Error::new(500, ErrorCode::Internal, Text::new("甲", "A")));
    both_ways(&Health {
        status: HealthStatus::Failing,
        sequence: None,
        store: false,
    });
    both_ways(&Request {
        lat: None,
        long: None,
        ..request()
    });
}

#[test]
fn what_is_left_out_is_read_as_none() {
    let short = json!({
        "token": "0", "status": "open", "stage": "received", "service_code": "x",
        "requested_datetime": "2025-06-06T18:00:00+08:00",
        "updated_datetime": "2025-06-06T18:00:00+08:00",
    });
    let case: Case = serde_json::from_value(short).expect("a case");
    assert_eq!((case.answer, case.expected_datetime), (None, None));
}

#[test]
fn a_code_of_a_newer_version_is_kept() {
    let code: ErrorCode = serde_json::from_value(json!("asleep")).expect("a code");
    assert_eq!(code, ErrorCode::Unknown("asleep".into()));
    assert_eq!(written(&code), "asleep");
    for code in ErrorCode::ALL {
        assert_eq!(&ErrorCode::from_code(code.code()), code);
    }
}

/// GeoReport's numbers are degrees; the portal reads no fractions, and is not asked to.
#[test]
fn coordinates_are_written_in_degrees_and_not_read_back() {
    let json = written(&request());
    assert_eq!(json["lat"].to_string(), "36.623178");
    assert_eq!(json["long"].to_string(), "101.778223");
    let south = written(&Degrees { e6: -1 });
    assert_eq!(south.as_f64(), Some(-0.000_001));
    let read: Request = serde_json::from_value(json).expect("a request");
    assert_eq!((read.lat, read.long), (None, None));
}

#[test]
fn an_error_has_a_code_a_field_and_each_language_on_its_own() {
    let error = error();
    assert_eq!(error.submission_field(), Some(Field::Description));
    assert_eq!(error.error_code, ErrorCode::TooLong);
    assert!(!error.zh.contains('/') && !error.en.contains('/'));
    assert_eq!(
        error.message(),
        Problem::TooLong(2000).message(Field::Description)
    );
    let key = Error::new(409, ErrorCode::IdempotencyKeyReused, Text::new("甲", "A"));
    assert_eq!(key.at("idempotency_key").submission_field(), None);
}

/// The names in the tables of GeoReport v2, and the JSON type of each.
#[test]
fn georeport_clients_find_their_names_and_types() {
    let string = |json: &Value, names: &[&str]| {
        for name in names {
            assert!(json[name].is_string(), "{name} in {json}");
        }
    };
    let json = written(&discovery());
    string(&json, &["changeset", "contact", "key_service"]);
    let endpoint = &json["endpoints"][0];
    string(endpoint, &["specification", "url", "changeset", "type"]);
    assert!(endpoint["formats"].is_array());

    let json = written(&service());
    string(
        &json,
        &[
            "service_code",
            "service_name",
            "description",
            "type",
            "keywords",
            "group",
        ],
    );
    assert_eq!(json["type"], "batch");
    assert_eq!(json["metadata"], true);
    let plain = Service::from(&civic::cases::Service {
        questions: Vec::new(),
        ..kind()
    });
    assert!(!plain.metadata);

    let json = written(&definition());
    string(&json, &["service_code"]);
    let attribute = &json["attributes"][0];
    string(
        attribute,
        &["code", "datatype", "datatype_description", "description"],
    );
    assert_eq!(attribute["variable"], true);
    assert_eq!(attribute["required"], true);
    assert_eq!(attribute["datatype"], "multivaluelist");
    string(&attribute["values"][0], &["key", "name"]);
    assert_eq!(
        [
            attribute["order"].as_u64(),
            json["attributes"][1]["order"].as_u64()
        ],
        [Some(1), Some(2)]
    );
    assert!(json["attributes"][1].get("values").is_none());

    let json = written(&submission());
    string(&json, &["service_code", "description", "address_string"]);

    let json = written(&receipt());
    string(&json, &["token", "service_notice"]);

    let json = written(&case());
    string(&json, &["token", "service_request_id"]);

    let json = written(&request());
    string(
        &json,
        &[
            "service_request_id",
            "status",
            "status_notes",
            "service_name",
            "service_code",
            "description",
            "requested_datetime",
            "updated_datetime",
            "address",
            "address_id",
        ],
    );
    assert!(json["lat"].is_f64() && json["long"].is_f64());

    let json = written(&error());
    assert_eq!(json["code"], 400);
    string(&json, &["description"]);
    assert_eq!(json["description"], json["zh"]);
}

#[test]
fn datatypes_are_those_of_georeport() {
    let codes: Vec<&str> = QuestionKind::ALL.iter().map(QuestionKind::code).collect();
    assert_eq!(
        codes,
        [
            "string",
            "text",
            "number",
            "datetime",
            "singlevaluelist",
            "multivaluelist"
        ]
    );
}

#[test]
fn service_types_are_those_of_georeport() {
    let codes: Vec<&str> = ServiceType::ALL.iter().map(ServiceType::code).collect();
    assert_eq!(codes, ["realtime", "batch", "blackbox"]);
}
