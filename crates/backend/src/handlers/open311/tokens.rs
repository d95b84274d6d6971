//! The case with a receipt.

use api::{Case, ErrorCode};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::asked::{Asked, File, identifier};
use crate::cases::{self, FollowError};
use crate::response::Refusal;
use crate::{Server, xml};

pub(crate) async fn token(State(server): State<Server>, asked: Asked, file: File) -> Response {
    asked.answer(&xml::TOKEN, case(&server, &file).await)
}

async fn case(server: &Server, file: &File) -> Result<(StatusCode, [Case; 1]), Refusal> {
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let token = identifier(file, no_such_receipt)?;
    let found = cases::follow(&*server.store, &snapshot, token, (server.now)()).await;
    match found {
        Ok(case) => Ok((StatusCode::OK, [case])),
        Err(FollowError::NoSuchReceipt) => Err(no_such_receipt()),
        Err(error) => Err(Refusal::store_failed(error)),
    }
}

/// No case has the receipt: the same whether it never was one, has been deleted, or is mistyped.
pub(crate) fn no_such_receipt() -> Refusal {
    Refusal::new(
        StatusCode::NOT_FOUND,
        ErrorCode::NoSuchReceipt,
        "没有这个回执",
        "There is no such receipt",
    )
}
