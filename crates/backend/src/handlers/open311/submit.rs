//! Taking a submission in.

use api::{Error, ErrorCode, Receipt};
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::Response;
use civic::Text;
use civic::cases::{Field, Problem};

use super::asked::Asked;
use super::submission;
use crate::cases::{self, AcceptError, IDEMPOTENCY_KEY, IdempotencyKey, NotAKey};
use crate::client::Client;
use crate::response::Refusal;
use crate::{Server, xml};

/// Takes a submission in (POST). An answer that says "accepted" is given only once it is stored.
pub(crate) async fn submit(
    State(server): State<Server>,
    asked: Asked,
    headers: HeaderMap,
    extensions: Extensions,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let accepted = accept(&server, &headers, &extensions, body).await;
    asked.answer(&xml::RECEIPTS, accepted)
}

async fn accept(
    server: &Server,
    headers: &HeaderMap,
    extensions: &Extensions,
    body: Result<Bytes, BytesRejection>,
) -> Result<(StatusCode, [Receipt; 1]), Refusal> {
    let trusted = server.settings.client_ip_header.as_deref();
    let key = idempotency_key(headers, Client::of(headers, extensions, trusted))?;
    let report = submission::read(headers, &body.map_err(|error| not_received(&error))?)?;
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
    Ok((status, [accepted.receipt]))
}

/// Why a body did not arrive.
pub(crate) fn not_received(error: &BytesRejection) -> Refusal {
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
            let statuses = problems
                .iter()
                .map(|(field, problem)| status(*field, problem));
            let whole = statuses.max().unwrap_or(StatusCode::BAD_REQUEST);
            let fields = problems.iter().map(|(field, problem)| {
                Error::of_problem(status(*field, problem).as_u16(), *field, problem)
            });
            let questions = answers.iter().map(|(question, problem)| {
                Error::of_answer(StatusCode::BAD_REQUEST.as_u16(), question, problem)
            });
            Refusal::list(whole, fields.chain(questions).collect())
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
        error @ (AcceptError::Receipt(_) | AcceptError::Log(_) | AcceptError::Store(_)) => {
            Refusal::store_failed(error)
        }
    }
}

/// GeoReport's status for a problem: a service that is not there is not found, anything else is bad.
fn status(field: Field, problem: &Problem) -> StatusCode {
    match (field, problem) {
        (Field::ServiceCode, Problem::UnknownService) => StatusCode::NOT_FOUND,
        _ => StatusCode::BAD_REQUEST,
    }
}
