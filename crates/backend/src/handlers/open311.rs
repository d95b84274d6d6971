//! The Open311 GeoReport v2 intake, in JSON: services, requests, tokens.

use std::cmp::Reverse;

use api::{Discovery, Endpoint, Error, ErrorCode, Service};
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{Path, RawQuery, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::Response;
use civic::Text;
use routes::api::{ROOT, identifier};

use super::submission;
use crate::cases::{
    self, AcceptError, Filter, FilterProblem, FollowError, IdempotencyKey, NotAKey,
};
use crate::client::Client;
use crate::public_url::PublicUrl;
use crate::response::{Refusal, json};
use crate::{Server, form};

/// The header under which the same submission may be sent again without making a second case.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// When this interface last changed.
const CHANGED: &str = "2026-11-27T00:00:00+08:00";
/// The most cases in a list; GeoReport has the same bound. Filters by time lead to the others.
const MOST_REQUESTS: usize = 1000;

pub(crate) async fn discovery(State(server): State<Server>, headers: HeaderMap) -> Response {
    // What is offered does not depend on a snapshot; whom to ask does.
    let snapshot = server.published.snapshot().await.ok();
    let contact = snapshot.map_or_else(String::new, |snapshot| snapshot.city.hotline.clone());
    let named = server.settings.public_url.clone();
    let site = named
        .or_else(|| PublicUrl::asked_for(&headers))
        .map_or_else(
            // A client that names no host has reached this address.
            || format!("http://{}", server.settings.listen),
            |site| site.to_string(),
        );
    let body = Discovery {
        changeset: CHANGED.to_owned(),
        contact,
        key_service: "none".to_owned(),
        endpoints: vec![Endpoint {
            specification: "http://wiki.open311.org/GeoReport_v2".to_owned(),
            url: format!("{site}{ROOT}"),
            changeset: CHANGED.to_owned(),
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

pub(crate) async fn requests(
    State(server): State<Server>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let pairs = form::pairs(query.unwrap_or_default().as_bytes()).map_err(|_| {
        Refusal::new(
            StatusCode::BAD_REQUEST,
            ErrorCode::InvalidValue,
            "查询条件不是 UTF-8 编码",
            "The query is not in UTF-8",
        )
    })?;
    let filter = Filter::read(&pairs, &snapshot).map_err(|problem| filter_refused(&problem))?;
    let zone = &snapshot.manifest.time_zone;
    let cases = snapshot.cases.cases.iter();
    let mut asked: Vec<_> = cases.filter(|case| filter.has(case, zone)).collect();
    // The latest first, so that the bound cuts off the oldest.
    asked.sort_by_key(|case| Reverse(case.opened_on));
    asked.truncate(MOST_REQUESTS);
    let asked: Vec<_> = asked
        .iter()
        .map(|case| cases::request(&snapshot, case))
        .collect();
    Ok(json(StatusCode::OK, &asked))
}

fn filter_refused(problem: &FilterProblem) -> Refusal {
    let message = match problem {
        FilterProblem::Status => Text::new("写成 open 或 closed", "Write open or closed"),
        FilterProblem::Service => Text::new(
            "没有这种诉求类别，类别见 services.json",
            "There is no such kind of feedback: services.json lists them",
        ),
        FilterProblem::Time(_) => Text::new(
            "写成 2025-06-01T00:00:00+08:00 或 2025-06-01",
            "Write 2025-06-01T00:00:00+08:00 or 2025-06-01",
        ),
    };
    Refusal::of(ErrorCode::InvalidValue, problem.parameter(), message)
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
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let token = identifier(&file).ok_or_else(no_such_receipt)?;
    let found = cases::follow(&*server.store, &snapshot, token, (server.now)()).await;
    match found {
        Ok(case) => Ok(json(StatusCode::OK, &[case])),
        Err(FollowError::NoSuchReceipt) => Err(no_such_receipt()),
        Err(error) => Err(Refusal::store_failed(error)),
    }
}

/// No case has the receipt: the same whether it never was one, has been deleted, or is mistyped.
pub(super) fn no_such_receipt() -> Refusal {
    Refusal::new(
        StatusCode::NOT_FOUND,
        ErrorCode::NoSuchReceipt,
        "没有这个回执",
        "There is no such receipt",
    )
}

/// Takes a submission in (POST). An answer that says "accepted" is given only once it is stored.
pub(crate) async fn submit(
    State(server): State<Server>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let trusted = server.settings.client_ip_header.as_deref();
    let key = idempotency_key(&headers, Client::of(&headers, &extensions, trusted))?;
    let report = submission::read(&headers, &body.map_err(|error| not_received(&error))?)?;
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let now = (server.now)();
    let accepted = cases::accept(
        &*server.store,
        &snapshot,
        &server.secret,
        report,
        key.as_ref(),
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

pub(super) fn not_received(error: &BytesRejection) -> Refusal {
    match error {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
            Refusal::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                ErrorCode::TooLarge,
                "内容太大",
                "The request is too large",
            )
        }
        _ => Refusal::new(
            StatusCode::REQUEST_TIMEOUT,
            ErrorCode::Incomplete,
            "内容没有收完，请再发一次",
            "It did not arrive whole: send it again",
        ),
    }
}

/// The idempotency key of a submission, with who it belongs to; `None` where there is no such header.
fn idempotency_key(headers: &HeaderMap, client: Client) -> Result<Option<IdempotencyKey>, Refusal> {
    let mut sent = headers.get_all(IDEMPOTENCY_KEY).iter();
    let key = match (sent.next(), sent.next()) {
        (None, _) => return Ok(None),
        (Some(key), None) => key.to_str().map_err(|_| NotAKey),
        (Some(_), Some(_)) => Err(NotAKey),
    };
    let key = key.and_then(|key| IdempotencyKey::new(key, client));
    key.map(Some).map_err(|NotAKey| {
        let message = Text::new(
            "幂等键应当是 1 至 255 个可见的 ASCII 字符，只写一次",
            "An idempotency key is 1 to 255 visible ASCII characters, sent once",
        );
        Refusal::of(ErrorCode::InvalidValue, "idempotency_key", message)
    })
}

fn refusal(error: AcceptError) -> Refusal {
    match error {
        AcceptError::Invalid(problems, answers) => {
            let status = StatusCode::BAD_REQUEST;
            let fields = problems.iter();
            let fields =
                fields.map(|(field, problem)| Error::of_problem(status.as_u16(), *field, problem));
            let questions = answers.iter();
            let questions = questions
                .map(|(question, problem)| Error::of_answer(status.as_u16(), question, problem));
            Refusal::list(status, fields.chain(questions).collect())
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
        error @ (AcceptError::Receipt(_) | AcceptError::Log(_) | AcceptError::Store(_)) => Refusal::store_failed(error),
    }
}
