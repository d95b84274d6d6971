//! Case handling over HTTP: who asks is told by their key.

use std::sync::Arc;

use api::{CaseAction, Error, ErrorCode};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use civic::cases::Stage;
use civic::cases::handling::Actor;
use civic::{Bilingual as _, Text};

use super::open311::not_received;
use crate::desk::{Desk, DeskError, ListQuery, Staff, StaffKey};
use crate::published::Snapshot;
use crate::response::{Refusal, json};
use crate::store::{CaseNumber, PhotoNumber};
use crate::{Server, form};

/// The cases in a list, unless the query says how many.
const LISTED: u32 = 50;
const MOST_LISTED: u32 = 1000;

/// Who asks, by the key in the request.
fn actor(server: &Server, headers: &HeaderMap) -> Result<Actor, Refusal> {
    let sent = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let key = sent
        .and_then(|text| text.strip_prefix("Bearer "))
        .map(str::trim);
    // Keys are few and change seldom, and one that was taken away opens nothing from then on.
    let staff = Staff::open(&server.settings.data_dir).map_err(Refusal::internal)?;
    let holder = key.and_then(|key| staff.holder(key));
    holder.map(StaffKey::actor).ok_or_else(|| {
        Refusal::new(
            StatusCode::UNAUTHORIZED,
            ErrorCode::NoKey,
            "请带上您的钥匙：Authorization: Bearer …；没有的请管理员用 mingdan case key add 给一把",
            "Send your key as Authorization: Bearer …; who has none asks for one, which `mingdan case key add` gives",
        )
    })
}

async fn snapshot(server: &Server) -> Result<Arc<Snapshot>, Refusal> {
    let snapshot = server.published.snapshot().await;
    snapshot.map_err(Refusal::data_unavailable)
}

fn desk<'a>(server: &'a Server, snapshot: &'a Snapshot) -> Desk<'a> {
    Desk {
        store: &*server.store,
        snapshot,
        now: (server.now)(),
    }
}

fn challenge(refusal: Refusal) -> Response {
    let mut response = refusal.into_response();
    if response.status() == StatusCode::UNAUTHORIZED {
        let scheme = HeaderValue::from_static("Bearer");
        response.headers_mut().insert(WWW_AUTHENTICATE, scheme);
    }
    response
}

pub(crate) async fn list(
    State(server): State<Server>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let listed = async {
        let actor = actor(&server, &headers)?;
        let query = list_query(query.unwrap_or_default().as_bytes())?;
        let snapshot = snapshot(&server).await?;
        let desk = desk(&server, &snapshot);
        let listed = desk.list(&query, &actor).await.map_err(refusal)?;
        Ok(json(StatusCode::OK, &listed))
    };
    listed.await.unwrap_or_else(challenge)
}

pub(crate) async fn show(
    State(server): State<Server>,
    Path(number): Path<i64>,
    headers: HeaderMap,
) -> Response {
    let shown = async {
        let actor = actor(&server, &headers)?;
        let snapshot = snapshot(&server).await?;
        let desk = desk(&server, &snapshot);
        let shown = desk.show(number, &actor).await.map_err(refusal)?;
        Ok(json(StatusCode::OK, &shown))
    };
    shown.await.unwrap_or_else(challenge)
}

pub(crate) async fn act(
    State(server): State<Server>,
    Path(number): Path<i64>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let acted = async {
        let actor = actor(&server, &headers)?;
        let body = body.map_err(|error| not_received(&error))?;
        let action: CaseAction = serde_json::from_slice(&body).map_err(|error| {
            let message = Text::new(
                format!("看不懂要做什么：{error}"),
                format!("What is to be done cannot be read: {error}"),
            );
            Refusal::of(ErrorCode::NotAnObject, "action", message)
        })?;
        let snapshot = snapshot(&server).await?;
        let desk = desk(&server, &snapshot);
        let acted = desk.act(number, action.seen, &actor, action.action).await;
        Ok(json(StatusCode::OK, &acted.map_err(refusal)?))
    };
    acted.await.unwrap_or_else(challenge)
}

pub(crate) async fn photo(
    State(server): State<Server>,
    Path((number, photo)): Path<(i64, i64)>,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let actor = actor(&server, &headers)?;
        let snapshot = snapshot(&server).await?;
        let desk = desk(&server, &snapshot);
        let bytes = desk
            .photo(CaseNumber(number), PhotoNumber(photo), &actor)
            .await;
        let bytes = bytes.map_err(refusal)?.ok_or_else(Refusal::not_found)?;
        Ok(([(CONTENT_TYPE, "image/jpeg")], bytes).into_response())
    };
    found.await.unwrap_or_else(challenge)
}

/// Reads a query. What cannot be understood is refused, never left out.
fn list_query(query: &[u8]) -> Result<ListQuery, Refusal> {
    let wrong = |name: &str, zh: &str, en: &str| {
        Refusal::of(ErrorCode::InvalidValue, name, Text::new(zh, en))
    };
    let pairs = form::pairs(query).map_err(|_| {
        wrong(
            "query",
            "查询条件不是 UTF-8 编码",
            "The query is not in UTF-8",
        )
    })?;
    let mut read = ListQuery {
        most: LISTED,
        ..ListQuery::default()
    };
    for (name, value) in pairs {
        let yes = || match value.as_str() {
            "true" | "yes" | "1" => Ok(true),
            "false" | "no" | "0" => Ok(false),
            _ => Err(wrong(&name, "写成 true 或 false", "Write true or false")),
        };
        match name.as_str() {
            "stage" => {
                let stage = Stage::from_code(&value);
                if matches!(stage, Stage::Unknown(_)) {
                    return Err(wrong(&name, "没有这个阶段", "There is no such stage"));
                }
                read.stages.push(stage);
            }
            "unit" => read.units.push(value.as_str().into()),
            "service" => read.services.push(value.as_str().into()),
            "overdue" => read.overdue = yes()?,
            "each" => read.each = yes()?,
            "to_clear" => read.to_clear = yes()?,
            "after" => {
                read.after = value
                    .parse()
                    .map_err(|_| wrong(&name, "写一个编号", "Write a number"))?;
            }
            "limit" => {
                let most = value
                    .parse()
                    .ok()
                    .filter(|most| (1..=MOST_LISTED).contains(most));
                read.most = most.ok_or_else(|| wrong(&name, "写 1 到 1000", "Write 1 to 1000"))?;
            }
            _ => return Err(wrong(&name, "没有这个条件", "There is no such condition")),
        }
    }
    Ok(read)
}

fn refusal(error: DeskError) -> Refusal {
    let of = |status: StatusCode, code, message| {
        Refusal::list(status, vec![Error::new(status.as_u16(), code, message)])
    };
    match error {
        DeskError::NoSuchCase(_) => Refusal::not_found(),
        DeskError::NotYours(_) => of(
            StatusCode::FORBIDDEN,
            ErrorCode::NotAllowed,
            Text::new(
                "这一件由别的单位办理，您看不到",
                "This is another unit's case, which you may not see",
            ),
        ),
        DeskError::Changed(_) => of(
            StatusCode::CONFLICT,
            ErrorCode::Changed,
            Text::new(
                "刚才有别人办过这一件。请重新看一遍，再决定",
                "Somebody else did something to this case: look at it again, then decide",
            ),
        ),
        DeskError::Refused(refused) => {
            let mut error = Error::new(409, ErrorCode::NotAllowed, refused.text());
            error.field = Some(refused.code().to_owned());
            Refusal::list(StatusCode::CONFLICT, vec![error])
        }
        error @ (DeskError::Log(_) | DeskError::Store(_)) => Refusal::store_failed(error),
    }
}
