//! What is asked of a resource, and the answer in the format of the address.

use std::convert::Infallible;

use api::ErrorCode;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use routes::api::split;
use serde::Serialize;

use crate::form;
use crate::response::{Refusal, Wanted};
use crate::xml::Document;

/// The last segment of a path that names one resource.
pub(super) type File = Result<Path<String>, PathRejection>;

/// What a request asks for.
pub(crate) struct Asked {
    wanted: Wanted,
    query: String,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self {
            wanted: Wanted::of(&parts.uri),
            query: parts.uri.query().unwrap_or_default().to_owned(),
        })
    }
}

impl Asked {
    /// The parameters of the query.
    pub(super) fn parameters(&self) -> Result<Vec<(String, String)>, Refusal> {
        form::pairs(self.query.as_bytes()).map_err(|_| {
            Refusal::new(
                StatusCode::BAD_REQUEST,
                ErrorCode::InvalidValue,
                "查询条件不是 UTF-8 编码",
                "The query is not in UTF-8",
            )
        })
    }

    /// The body that was found, or why there is none.
    pub(super) fn answer<T: Serialize>(
        &self,
        document: &Document,
        found: Result<(StatusCode, T), Refusal>,
    ) -> Response {
        match found {
            Ok((status, body)) => self.wanted.write(status, document, &body),
            Err(refusal) => refusal.in_form(self.wanted).into_response(),
        }
    }
}

/// The identifier that a path names; `missing` is the refusal where it names none.
pub(super) fn identifier(file: &File, missing: fn() -> Refusal) -> Result<&str, Refusal> {
    // What is not UTF-8 is the identifier of nothing.
    let Path(file) = file.as_ref().map_err(|_| missing())?;
    let (id, _) = split(file).ok_or_else(Refusal::unknown_format)?;
    Some(id).filter(|id| !id.is_empty()).ok_or_else(missing)
}

/// A name that no resource has, or that has no format.
pub(crate) async fn other(asked: Asked, file: File) -> Response {
    let refusal = match identifier(&file, Refusal::not_found) {
        Ok(_) => Refusal::not_found(),
        Err(refusal) => refusal,
    };
    refusal.in_form(asked.wanted).into_response()
}
