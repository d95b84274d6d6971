//! The answers in JSON and XML, and the one place where a failure becomes an answer.

use std::error::Error as StdError;

use api::{Error, ErrorCode, WORK_WANTED, Work};
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use civic::Text;
use routes::Cache;
use routes::api::Format;
use serde::Serialize;

use crate::causes::chain;
use crate::xml::{self, Document};

/// The seconds after which it may be tried again where something on the server failed.
const RETRY_AFTER_FAILURE: u64 = 60;

/// JSON with a status. Nothing of the intake is kept by caches.
pub(crate) fn json<T: Serialize>(status: StatusCode, body: &T) -> Response {
    let body = match serde_json::to_vec(body) {
        Ok(body) => Body::from(body),
        Err(error) => {
            tracing::error!(cause = chain(&error), "an answer cannot be written as JSON");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    of_type(status, "application/json; charset=utf-8", body)
}

fn of_type(status: StatusCode, media_type: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(Cache::NoStore.header()),
    );
    response
}

/// The form in which a client wants its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) format: Format,
    /// True where XML is to have our members beside GeoReport's. JSON has them in any case.
    pub(crate) extensions: bool,
}

impl Wanted {
    /// What an address asks for; JSON where it names no format.
    pub(crate) fn of(address: &Uri) -> Self {
        let mut pairs = address.query().unwrap_or_default().split('&');
        Self {
            format: Format::of(address.path()).unwrap_or(Format::Json),
            extensions: pairs.any(|pair| pair == "extensions=true"),
        }
    }

    /// A body in that form, with a status.
    pub(crate) fn write<T: Serialize>(
        self,
        status: StatusCode,
        document: &Document,
        body: &T,
    ) -> Response {
        if self.format == Format::Json {
            return json(status, body);
        }
        match xml::write(document, body, self.extensions) {
            Ok(body) => of_type(status, "text/xml; charset=utf-8", Body::from(body)),
            Err(error) => {
                tracing::error!(cause = chain(&error), "an answer cannot be written as XML");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

/// Why a request is refused or failed: what the visitor reads and, where that is in general words, the
/// cause, which is logged when this becomes a response.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    errors: Vec<Error>,
    retry_after: Option<u64>,
    /// The work that may be shown in place of waiting.
    work: Option<Work>,
    cause: Option<Box<dyn StdError + Send + Sync>>,
    wanted: Wanted,
}

impl Refusal {
    /// One error of the request as a whole.
    pub(crate) fn new(status: StatusCode, code: ErrorCode, zh: &str, en: &str) -> Self {
        let error = Error::new(status.as_u16(), code, Text::new(zh, en));
        Self::list(status, vec![error])
    }

    /// Several errors.
    pub(crate) fn list(status: StatusCode, errors: Vec<Error>) -> Self {
        Self {
            status,
            errors,
            retry_after: None,
            work: None,
            cause: None,
            wanted: Wanted {
                format: Format::Json,
                extensions: false,
            },
        }
    }

    /// The same in the form that the client wants.
    #[must_use]
    pub(crate) fn in_form(self, wanted: Wanted) -> Self {
        Self { wanted, ..self }
    }

    /// One error of a field, header or parameter of the request.
    pub(crate) fn of(code: ErrorCode, field: &str, message: Text) -> Self {
        let status = StatusCode::BAD_REQUEST;
        Self::list(
            status,
            vec![Error::new(status.as_u16(), code, message).at(field)],
        )
    }

    fn because(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// There is no such service or published case.
    pub(crate) fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            ErrorCode::NotFound,
            "没有这条记录",
            "There is no such record",
        )
    }

    /// The address ends in no format that is spoken.
    pub(crate) fn unknown_format() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            ErrorCode::UnknownFormat,
            "地址要以 .json 或 .xml 结尾",
            "End the address in .json or .xml",
        )
    }

    /// Too many submissions; the seconds to wait, or the work to show in their place.
    pub(crate) fn too_many(wait: u64, work: Option<Work>) -> Self {
        let refusal = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            ErrorCode::TooManyRequests,
            "提交得太频繁，请稍后再试",
            "Too many in a short time: try again in a while",
        );
        Self {
            retry_after: Some(wait),
            work,
            ..refusal
        }
    }

    /// No snapshot can be read.
    pub(crate) fn data_unavailable(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let refusal = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            ErrorCode::DataUnavailable,
            "公布的数据暂时不可用，请稍后再试",
            "The published data cannot be read: try again later",
        );
        Self {
            retry_after: Some(RETRY_AFTER_FAILURE),
            ..refusal.because(cause)
        }
    }

    /// The case could not be stored or read: the disk is full, for example, which passes.
    pub(crate) fn store_failed(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let refusal = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            ErrorCode::StoreFailed,
            "没有保存成功，请稍后再试",
            "It could not be stored: try again later",
        );
        Self {
            retry_after: Some(RETRY_AFTER_FAILURE),
            ..refusal.because(cause)
        }
    }

    /// The portal's files cannot be read.
    pub(crate) fn portal_unavailable(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let refusal = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            ErrorCode::Internal,
            "网页暂时不可用，请稍后再试",
            "The portal cannot be read: try again later",
        );
        Self {
            retry_after: Some(RETRY_AFTER_FAILURE),
            ..refusal.because(cause)
        }
    }

    /// Something else failed.
    pub(crate) fn internal(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::panicked().because(cause)
    }

    /// A handler panicked; the log has it from where it happened.
    pub(crate) fn panicked() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            ErrorCode::Internal,
            "服务出了问题，请稍后再试",
            "Something went wrong: try again later",
        )
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if let Some(cause) = &self.cause {
            let code = self.errors.first().map_or("", |e| e.error_code.code());
            tracing::error!(error = code, cause = chain(&**cause), "a request failed");
        }
        let mut response = self.wanted.write(self.status, &xml::ERRORS, &self.errors);
        if let Some(wait) = self.retry_after {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(wait));
        }
        let work = self
            .work
            .map(|work| HeaderValue::try_from(work.to_string()));
        if let Some(Ok(work)) = work {
            response.headers_mut().insert(WORK_WANTED, work);
        }
        response
    }
}
