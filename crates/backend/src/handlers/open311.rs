//! The Open311 GeoReport v2 intake, in JSON: services, requests, tokens.

use api::{Discovery, Endpoint, Error, ErrorCode, Service, Submission};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use civic::Text;
use civic::cases::Field;
use routes::api::{ROOT, identifier};
use serde_json::{Map, Value};

use crate::Server;
use crate::cases::{self, AcceptError, FollowError};
use crate::response::{Refusal, json};

/// The header under which the same submission may be sent again without making a second case.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

pub(crate) async fn discovery(State(server): State<Server>) -> Response {
    // What is offered does not depend on a snapshot; whom to ask does.
    let snapshot = server.published.snapshot().await.ok();
    let contact = snapshot.map_or_else(String::new, |snapshot| snapshot.city.hotline.clone());
    let body = Discovery {
        changeset: "2".to_owned(),
        contact,
        key_service: "none".to_owned(),
        endpoints: vec![Endpoint {
            specification: "http://wiki.open311.org/GeoReport_v2".to_owned(),
            url: ROOT.to_owned(),
            changeset: "2".to_owned(),
            kind: "production".to_owned(),
            formats: vec!["application/json".to_owned()],
        }],
    };
    json(StatusCode::OK, &body)
}

pub(crate) async fn services(State(server): State<Server>) -> Result<Response, Refusal> {
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let all = snapshot.feedback.services.iter().map(Service::from);
    Ok(json(StatusCode::OK, &all.collect::<Vec<_>>()))
}

pub(crate) async fn service(
    State(server): State<Server>,
    Path(file): Path<String>,
) -> Result<Response, Refusal> {
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let code = identifier(&file).ok_or_else(Refusal::not_found)?;
    let mut all = snapshot.feedback.services.iter();
    let service = all.find(|service| service.code.as_str() == code);
    let service = service.ok_or_else(Refusal::not_found)?;
    Ok(json(StatusCode::OK, &Service::from(service)))
}

pub(crate) async fn requests(State(server): State<Server>) -> Result<Response, Refusal> {
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let cases = snapshot.cases.cases.iter();
    let all: Vec<_> = cases.map(|case| cases::request(&snapshot, case)).collect();
    Ok(json(StatusCode::OK, &all))
}

pub(crate) async fn request(
    State(server): State<Server>,
    Path(file): Path<String>,
) -> Result<Response, Refusal> {
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let id = identifier(&file).ok_or_else(Refusal::not_found)?;
    let mut all = snapshot.cases.cases.iter();
    let case = all.find(|case| case.id.as_str() == id);
    let case = case.ok_or_else(Refusal::not_found)?;
    Ok(json(StatusCode::OK, &[cases::request(&snapshot, case)]))
}

pub(crate) async fn token(
    State(server): State<Server>,
    Path(file): Path<String>,
) -> Result<Response, Refusal> {
    let no_such_receipt = || {
        Refusal::new(
            StatusCode::NOT_FOUND,
            ErrorCode::NoSuchReceipt,
            "没有这个回执",
            "There is no such receipt",
        )
    };
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let token = identifier(&file).ok_or_else(no_such_receipt)?;
    let found = cases::follow(&*server.store, &snapshot, token, (server.now)()).await;
    match found {
        Ok(case) => Ok(json(StatusCode::OK, &[case])),
        Err(FollowError::NoSuchReceipt) => Err(no_such_receipt()),
        Err(FollowError::Store(cause)) => Err(Refusal::store_failed(cause)),
    }
}

/// Takes a submission in (POST). An answer that says "accepted" is given only once it is stored.
pub(crate) async fn submit(
    State(server): State<Server>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let body = body.map_err(|_| {
        Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            ErrorCode::TooLarge,
            "内容太大",
            "The request is too large",
        )
    })?;
    let submission = read(&headers, &body)?;
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let key = headers
        .get(IDEMPOTENCY_KEY)
        .and_then(|key| key.to_str().ok());
    let now = (server.now)();
    let accepted = cases::accept(
        &*server.store,
        &snapshot,
        &server.secret,
        submission,
        key,
        now,
    )
    .await
    .map_err(refusal)?;
    let status = if accepted.is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok(json(status, &[accepted.receipt]))
}

fn refusal(error: AcceptError) -> Refusal {
    match error {
        AcceptError::Invalid(problems) => {
            let status = StatusCode::BAD_REQUEST;
            let of_problem =
                |(field, problem): &_| Error::of_problem(status.as_u16(), *field, problem);
            Refusal::list(status, problems.iter().map(of_problem).collect())
        }
        AcceptError::KeyReused => {
            let status = StatusCode::CONFLICT;
            let message = Text::new(
                "同一个幂等键已用于另一份内容",
                "This idempotency key was used for something else",
            );
            let error = Error::new(status.as_u16(), ErrorCode::IdempotencyKeyReused, message);
            Refusal::list(status, vec![error.at("idempotency_key")])
        }
        error @ (AcceptError::Receipt(_) | AcceptError::Store(_)) => Refusal::store_failed(error),
    }
}

/// Reads JSON or a form into a submission; every field of a wrong type is named.
fn read(headers: &HeaderMap, body: &[u8]) -> Result<Submission, Refusal> {
    let media_type = headers
        .get(CONTENT_TYPE)
        .and_then(|media_type| media_type.to_str().ok())
        .unwrap_or_default();
    let fields = if media_type.starts_with("application/json") {
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => fields,
            _ => {
                return Err(Refusal::new(
                    StatusCode::BAD_REQUEST,
                    ErrorCode::NotAnObject,
                    "内容不是一个 JSON 对象",
                    "The body is not a JSON object",
                ));
            }
        }
    } else if media_type.starts_with("application/x-www-form-urlencoded") {
        let pairs = serde_urlencoded::from_bytes::<Vec<(String, String)>>(body);
        let pairs = pairs.map_err(|_| {
            Refusal::new(
                StatusCode::BAD_REQUEST,
                ErrorCode::UnreadableForm,
                "表单无法读取",
                "The form cannot be read",
            )
        })?;
        pairs.into_iter().map(|(k, v)| (k, v.into())).collect()
    } else {
        return Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ErrorCode::UnsupportedMediaType,
            "请用 application/json 提交",
            "Send application/json",
        ));
    };
    submission(&fields)
}

fn submission(fields: &Map<String, Value>) -> Result<Submission, Refusal> {
    let is_wrong = |field: &Field| {
        let value = fields.get(field.name());
        value.is_some_and(|value| !value.is_string() && !value.is_null())
    };
    let wrong: Vec<Error> = Field::ALL
        .into_iter()
        .filter(is_wrong)
        .map(|field| {
            let message = Text::new("这一项应当是文字", "This must be text");
            let status = StatusCode::BAD_REQUEST.as_u16();
            Error::new(status, ErrorCode::NotText, message).at(field.name())
        })
        .collect();
    if !wrong.is_empty() {
        return Err(Refusal::list(StatusCode::BAD_REQUEST, wrong));
    }
    let text = |field: Field| {
        let text = fields.get(field.name()).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    Ok(Submission {
        service_code: text(Field::ServiceCode).as_str().into(),
        description: text(Field::Description),
        address_string: text(Field::AddressString),
        about: text(Field::About),
        happened: text(Field::Happened),
        contact: text(Field::Contact),
    })
}
