//! The Open311 GeoReport v2 intake, in JSON: services, requests, tokens. An answer "accepted" is
//! given only once the case is stored.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use civic::Text;
use civic::cases::personal_data::scan;
use civic::cases::{Case, Service, Submission, check_submission};
use civic::time::{Date, Instant as Moment};
use hmac::{Hmac, Mac};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::app::{Server, Shared};
use crate::store::{Kept, NewCase, Stored};
use crate::tree::{Snapshot, hex};

/// The routes under `/open311/v2`.
pub(crate) fn routes() -> Router<Server> {
    Router::new()
        .route("/discovery.json", get(discovery))
        .route("/services.json", get(services))
        .route("/services/{file}", get(service))
        .route("/requests.json", post(create).get(requests))
        .route("/requests/{file}", get(request))
        .route("/tokens/{file}", get(token))
}

/// JSON with a status; nothing of the intake is kept by caches.
pub(crate) fn json(status: StatusCode, body: &Value) -> Response {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// One entry of a GeoReport error list, naming the field where there is one.
fn error(status: StatusCode, field: Option<&str>, zh: &str, en: &str) -> Value {
    let mut entry = json!({ "code": status.as_u16(), "description": format!("{zh} / {en}") });
    if let (Some(field), Some(entry)) = (field, entry.as_object_mut()) {
        entry.insert("field".to_owned(), Value::from(field));
    }
    entry
}

fn refuse(status: StatusCode, zh: &str, en: &str) -> Response {
    json(status, &json!([error(status, None, zh, en)]))
}

fn not_found() -> Response {
    refuse(
        StatusCode::NOT_FOUND,
        "没有这条记录",
        "There is no such record",
    )
}

fn no_tree() -> Response {
    refuse(
        StatusCode::SERVICE_UNAVAILABLE,
        "公布的数据暂时不可用，请稍后再试",
        "The published data cannot be read: try again later",
    )
}

async fn discovery() -> Response {
    let body = json!({
        "contact": "12345",
        "key_service": "none",
        "changeset": "1",
        "endpoints": [{
            "specification": "http://wiki.open311.org/GeoReport_v2",
            "url": "/open311/v2",
            "type": "production",
            "formats": ["application/json"],
        }],
    });
    json(StatusCode::OK, &body)
}

fn service_json(service: &Service) -> Value {
    json!({
        "service_code": service.code,
        "service_name": service.name.zh,
        "service_name_en": service.name.en,
        "description": service.description.zh,
        "description_en": service.description.en,
        "metadata": false,
        "type": "realtime",
        "reply_working_days": service.reply_working_days,
        "accepted": !service.redirect,
    })
}

async fn services(State(server): State<Server>) -> Response {
    let Some(snapshot) = server.0.tree.snapshot() else {
        return no_tree();
    };
    let all = snapshot.feedback.services.iter().map(service_json);
    json(StatusCode::OK, &all.collect())
}

async fn service(State(server): State<Server>, Path(file): Path<String>) -> Response {
    let Some(snapshot) = server.0.tree.snapshot() else {
        return no_tree();
    };
    let code = file.strip_suffix(".json").unwrap_or_default();
    let mut all = snapshot.feedback.services.iter();
    match all.find(|s| s.code.as_str() == code) {
        Some(service) => json(StatusCode::OK, &service_json(service)),
        None => not_found(),
    }
}

fn case_json(case: &Case) -> Value {
    json!({
        "service_request_id": case.id,
        "status": if case.closed_on.is_some() { "closed" } else { "open" },
        "stage": case.stage,
        "service_code": case.service,
        "description": case.title.zh,
        "requested_datetime": case.opened_on,
        "status_notes": case.answer.zh,
    })
}

async fn requests(State(server): State<Server>) -> Response {
    let Some(snapshot) = server.0.tree.snapshot() else {
        return no_tree();
    };
    json(
        StatusCode::OK,
        &snapshot.cases.cases.iter().map(case_json).collect(),
    )
}

async fn request(State(server): State<Server>, Path(file): Path<String>) -> Response {
    let Some(snapshot) = server.0.tree.snapshot() else {
        return no_tree();
    };
    let id = file.strip_suffix(".json").unwrap_or_default();
    match snapshot.cases.cases.iter().find(|c| c.id.as_str() == id) {
        Some(case) => json(StatusCode::OK, &json!([case_json(case)])),
        None => not_found(),
    }
}

async fn create(
    State(server): State<Server>,
    extensions: Extensions,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let address = client(&server.0, &headers, peer);
    if let Err(wait) = server.0.rate.take(address, Instant::now()) {
        let mut response = refuse(
            StatusCode::TOO_MANY_REQUESTS,
            "提交得太频繁，请稍后再试",
            "Too many in a short time: try again in a while",
        );
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(wait));
        return response;
    }
    let Ok(body) = body else {
        return refuse(
            StatusCode::PAYLOAD_TOO_LARGE,
            "内容太大",
            "The request is too large",
        );
    };
    let submission = match read(&headers, &body) {
        Ok(submission) => submission,
        Err(response) => return *response,
    };
    let key = headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok())
        .map(str::to_owned);
    // SQLite waits for the disk: not on a thread that serves others.
    match tokio::task::spawn_blocking(move || accept(&server.0, &submission, key.as_deref())).await
    {
        Ok(response) => response,
        Err(_) => broken(),
    }
}

fn broken() -> Response {
    refuse(
        StatusCode::INTERNAL_SERVER_ERROR,
        "没有保存成功，请稍后再试",
        "It could not be stored: try again later",
    )
}

/// Who sends: the connection, or what a trusted proxy says of it.
fn client(shared: &Shared, headers: &HeaderMap, peer: Option<IpAddr>) -> IpAddr {
    shared
        .settings
        .client_ip_header
        .as_ref()
        .and_then(|name| headers.get(name)?.to_str().ok()?.trim().parse().ok())
        .or(peer)
        .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

const FIELDS: [&str; 6] = [
    "service_code",
    "description",
    "address_string",
    "about",
    "happened",
    "contact",
];

/// Reads JSON or a form into a submission; every field of a wrong type is named.
fn read(headers: &HeaderMap, body: &[u8]) -> Result<Submission, Box<Response>> {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let fields: Map<String, Value> = if kind.starts_with("application/json") {
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => fields,
            _ => {
                return Err(Box::new(refuse(
                    StatusCode::BAD_REQUEST,
                    "内容不是一个 JSON 对象",
                    "The body is not a JSON object",
                )));
            }
        }
    } else if kind.starts_with("application/x-www-form-urlencoded") {
        serde_urlencoded::from_bytes::<Vec<(String, String)>>(body)
            .map(|pairs| pairs.into_iter().map(|(k, v)| (k, v.into())).collect())
            .map_err(|_| {
                Box::new(refuse(
                    StatusCode::BAD_REQUEST,
                    "表单无法读取",
                    "The form cannot be read",
                ))
            })?
    } else {
        return Err(Box::new(refuse(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "请用 application/json 提交",
            "Send application/json",
        )));
    };
    let wrong: Vec<Value> = FIELDS
        .iter()
        .filter(|name| {
            fields
                .get(**name)
                .is_some_and(|v| !v.is_string() && !v.is_null())
        })
        .map(|name| {
            error(
                StatusCode::BAD_REQUEST,
                Some(name),
                "这一项应当是文字",
                "This must be text",
            )
        })
        .collect();
    if !wrong.is_empty() {
        return Err(Box::new(json(StatusCode::BAD_REQUEST, &wrong.into())));
    }
    let text = |name: &str| {
        fields
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    Ok(Submission {
        service_code: text("service_code").as_str().into(),
        description: text("description"),
        address_string: text("address_string"),
        about: text("about"),
        happened: text("happened"),
        contact: text("contact"),
    })
}

fn accept(shared: &Shared, submission: &Submission, key: Option<&str>) -> Response {
    let Some(snapshot) = shared.tree.snapshot() else {
        return no_tree();
    };
    let problems = check_submission(
        submission,
        &snapshot.feedback.services,
        &snapshot.feedback.settings,
    );
    if !problems.is_empty() {
        let list: Vec<Value> = problems
            .iter()
            .map(|(field, problem)| {
                let Text { zh, en } = problem.message(*field);
                error(StatusCode::BAD_REQUEST, Some(field.name()), &zh, &en)
            })
            .collect();
        return json(StatusCode::BAD_REQUEST, &list.into());
    }
    let body_hash = hex(&Sha256::digest(
        serde_json::to_vec(submission).unwrap_or_default(),
    ));
    let Some(token) = receipt(shared, key, &body_hash) else {
        return broken();
    };
    let now = now();
    let due_on = due_on(&snapshot, submission, now);
    let texts = [
        &submission.description,
        &submission.address_string,
        &submission.happened,
    ];
    let case = NewCase {
        token_hash: hex(&Sha256::digest(&token)),
        idempotency_hash: key.map(|key| hex(&Sha256::digest(key))),
        body_hash,
        submission,
        created_at: now.0,
        due_on: due_on.map(|on| on.to_string()),
        needs_clearing: texts.iter().any(|text| !scan(text).is_empty()),
    };
    let (status, due_on) = match shared.store.keep(&case) {
        Ok(Kept::New) => (StatusCode::CREATED, case.due_on),
        Ok(Kept::Again { due_on, .. }) => (StatusCode::OK, due_on),
        Ok(Kept::KeyTaken) => {
            return json(
                StatusCode::CONFLICT,
                &json!([error(
                    StatusCode::CONFLICT,
                    Some("idempotency_key"),
                    "同一个幂等键已用于另一份内容",
                    "This idempotency key was used for something else",
                )]),
            );
        }
        Err(_) => return broken(),
    };
    let body = json!([{
        "token": token,
        "service_notice": "请保存回执，凭它查看办理进度。 / Keep the receipt: you follow your case with it.",
        "expected_datetime": due_on.and_then(|on| end_of(&snapshot, &on)),
    }]);
    json(status, &body)
}

/// The receipt: 160 bits. Under an idempotency key it is derived, so that a retry is given the same
/// one though only its hash is stored.
fn receipt(shared: &Shared, key: Option<&str>, body_hash: &str) -> Option<String> {
    let bits: Vec<u8> = if let Some(key) = key {
        let mut mac = Hmac::<Sha256>::new_from_slice(&shared.secret).ok()?;
        for part in [key, body_hash] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize()
            .into_bytes()
            .iter()
            .take(20)
            .copied()
            .collect()
    } else {
        let mut bits = vec![0_u8; 20];
        getrandom::fill(&mut bits).ok()?;
        bits
    };
    let text = hex(&bits);
    let groups: Vec<&str> = (0..text.len())
        .step_by(8)
        .filter_map(|i| text.get(i..i + 8))
        .collect();
    Some(groups.join("-"))
}

fn now() -> Moment {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Moment(i64::try_from(seconds).unwrap_or(i64::MAX))
}

/// The working day by which an answer was promised.
fn due_on(snapshot: &Snapshot, submission: &Submission, now: Moment) -> Option<Date> {
    let mut services = snapshot.feedback.services.iter();
    let service = services.find(|s| s.code == submission.service_code)?;
    let today = snapshot.manifest.time_zone.local(now).date;
    snapshot
        .city
        .calendar
        .plus_working_days(today, service.reply_working_days?)
}

/// The last second of a day, as the city's clocks show it.
fn end_of(snapshot: &Snapshot, day: &str) -> Option<String> {
    let zone = &snapshot.manifest.time_zone;
    let local = civic::time::Local {
        date: Date::parse(day)?,
        second: 86_399,
    };
    Some(zone.timestamp(zone.instant(local)).to_string())
}

async fn token(State(server): State<Server>, Path(file): Path<String>) -> Response {
    let token = file
        .strip_suffix(".json")
        .unwrap_or_default()
        .to_lowercase();
    let answer = tokio::task::spawn_blocking(move || {
        let Some(snapshot) = server.0.tree.snapshot() else {
            return no_tree();
        };
        let hash = hex(&Sha256::digest(&token));
        match server.0.store.by_token(&hash) {
            Ok(Some(stored)) => json(
                StatusCode::OK,
                &json!([token_json(&snapshot, &stored, &token)]),
            ),
            Ok(None) => refuse(
                StatusCode::NOT_FOUND,
                "没有这个回执",
                "There is no such receipt",
            ),
            Err(_) => broken(),
        }
    })
    .await;
    answer.unwrap_or_else(|_| broken())
}

fn token_json(snapshot: &Arc<Snapshot>, stored: &Stored, token: &str) -> Value {
    let zone = &snapshot.manifest.time_zone;
    let moment = |at: i64| zone.timestamp(Moment(at)).to_string();
    let history: Vec<Value> = stored
        .events
        .iter()
        .map(|(stage, at)| json!({ "stage": stage, "at": moment(*at) }))
        .collect();
    let (stage, updated) = stored
        .events
        .last()
        .map_or(("received", stored.created_at), |(s, at)| (s.as_str(), *at));
    let closed = ["closed", "merged", "referred", "withdrawn"].contains(&stage);
    let today = zone.local(now()).date;
    let due = stored.due_on.as_deref().and_then(Date::parse);
    let mut services = snapshot.feedback.services.iter();
    let name = services
        .find(|s| s.code.as_str() == stored.service_code)
        .map(|s| s.name.clone());
    json!({
        "token": token,
        "service_request_id": null,
        "status": if closed { "closed" } else { "open" },
        "stage": stage,
        "service_code": stored.service_code,
        "service_name": name,
        "requested_datetime": moment(stored.created_at),
        "updated_datetime": moment(updated),
        "expected_datetime": stored.due_on.as_deref().and_then(|on| end_of(snapshot, on)),
        "overdue": !closed && due.is_some_and(|due| today > due),
        "history": history,
    })
}
