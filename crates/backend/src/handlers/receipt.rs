//! What the holder of a receipt does: adds to the case, contests its closing, rates the answer, withdraws
//! it, adds a photo. A receipt that opens nothing gets one and the same answer, whatever the reason.

use api::{Error, ErrorCode, FollowUp};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use civic::{Bilingual as _, Text};
use tokio::sync::Semaphore;

use super::open311::{no_such_receipt, not_received};
use crate::Server;
use crate::cases::{FollowError, FollowUpError, PhotoRefused, add_photo, follow_up};
use crate::desk::DeskError;
use crate::photos::{MAX_BYTES, PhotoError, reencode};
use crate::response::{Refusal, json};

/// Who decodes a photo. Each needs hundreds of megabytes for one of the most pixels: one that all send at
/// once must not take the machine's memory.
static DECODING: Semaphore = Semaphore::const_new(2);

pub(crate) async fn follow_ups(
    State(server): State<Server>,
    Path(token): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let body = body.map_err(|error| not_received(&error))?;
    let asked: FollowUp = serde_json::from_slice(&body).map_err(|_| {
        Refusal::new(
            StatusCode::BAD_REQUEST,
            ErrorCode::NotAnObject,
            "看不懂要做什么：写成 {\"kind\": \"remark\", \"text\": \"…\"}",
            "What is to be done cannot be read: write {\"kind\": \"remark\", \"text\": \"…\"}",
        )
    })?;
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let now = (server.now)();
    let done = follow_up(&*server.store, &snapshot, &token, asked, now).await;
    Ok(json(StatusCode::OK, &[done.map_err(refusal)?]))
}

pub(crate) async fn photos(
    State(server): State<Server>,
    Path(token): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let body = match body {
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return Err(photo_refused(&PhotoError::TooLarge));
        }
        body => body.map_err(|error| not_received(&error))?,
    };
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let now = (server.now)();
    let write = async move || {
        let turn = DECODING.acquire().await.map_err(Refusal::internal)?;
        // Decoding goes on where whoever sent it has gone: the turn ends with it, not with the request.
        let written = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            reencode(&body)
        });
        let written = written.await;
        written
            .map_err(Refusal::internal)?
            .map_err(|error| photo_refused(&error))
    };
    let added = add_photo(&*server.store, &snapshot, &token, write, now).await;
    match added {
        Ok(case) => Ok(json(StatusCode::CREATED, &[case])),
        Err(PhotoRefused::Photo(refusal)) => Err(refusal),
        Err(PhotoRefused::TooMany(most)) => {
            let message = Text::new(
                format!("一件最多 {most} 张照片，没有再收"),
                format!("A case has {most} photos at most: this one was not taken"),
            );
            Err(Refusal::of(ErrorCode::Photo, "photo", message))
        }
        Err(PhotoRefused::FollowUp(error)) => Err(refusal(error)),
    }
}

/// The most bytes of a body with a photo: those of a photo and a little, so that one that is too large is
/// told so.
pub(crate) const MAX_PHOTO_BODY: usize = MAX_BYTES + 1024;

fn photo_refused(error: &PhotoError) -> Refusal {
    Refusal::of(ErrorCode::Photo, "photo", error.message())
}

fn refusal(error: FollowUpError) -> Refusal {
    match error {
        FollowUpError::Follow(FollowError::NoSuchReceipt) => no_such_receipt(),
        FollowUpError::Follow(error) => Refusal::store_failed(error),
        FollowUpError::Unknown => {
            let message = Text::new(
                "写成 remark、contest、rate 或 withdraw",
                "Write remark, contest, rate or withdraw",
            );
            Refusal::of(ErrorCode::InvalidValue, "kind", message)
        }
        FollowUpError::Desk(DeskError::Refused(refused)) => {
            let status = StatusCode::CONFLICT;
            let error = Error::new(status.as_u16(), ErrorCode::NotAllowed, refused.text());
            Refusal::list(status, vec![error.at(refused.code())])
        }
        FollowUpError::Desk(error) => Refusal::store_failed(error),
    }
}
