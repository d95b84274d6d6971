//! What a person sends, read from JSON or a form. Each member is kept, or refused by its name.

use std::fmt;

use api::{Error, ErrorCode};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use civic::cases::markup::has_markup;
use civic::cases::{Field, Submission};
use civic::places::LonLat;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::attributes::Answers;
use super::wrong::{Wrong, problem};
use crate::cases::Report;
use crate::form;
use crate::response::Refusal;

/// GeoReport's members that say who a person is, or which program they use. A client that does not
/// know this server sends them; they are not kept, which is what people are promised.
const NOT_KEPT: [&str; 6] = [
    "account_id",
    "api_key",
    "device_id",
    "first_name",
    "jurisdiction_id",
    "last_name",
];
/// GeoReport's members that say how a person can be reached: the contact, where none is named.
const CONTACTS: [&str; 2] = ["phone", "email"];
/// GeoReport's member for the identifier of a published place: what it is about, where nothing else
/// is named.
const ADDRESS_ID: &str = "address_id";
/// GeoReport's member for the address of a photo.
const MEDIA_URL: &str = "media_url";
const LAT: &str = "lat";
const LONG: &str = "long";

/// A byte-order mark, which some programs put before JSON (RFC 8259 §8.1).
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The members in their order.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

/// Reads JSON or a form. Everything that is wrong with it is named.
pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Result<Report, Refusal> {
    let members = match media_type(headers)? {
        MediaType::Json => {
            let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
            let members = serde_json::from_slice::<Members>(body).map_err(|_| {
                Refusal::new(
                    StatusCode::BAD_REQUEST,
                    ErrorCode::NotAnObject,
                    "内容不是一个 JSON 对象",
                    "The body is not a JSON object",
                )
            })?;
            members.0
        }
        MediaType::Form => {
            let pairs = form::pairs(body).map_err(|_| {
                Refusal::new(
                    StatusCode::BAD_REQUEST,
                    ErrorCode::UnreadableForm,
                    "表单不是 UTF-8 编码",
                    "The form is not in UTF-8",
                )
            })?;
            pairs.into_iter().map(|(k, v)| (k, v.into())).collect()
        }
    };
    report(members)
}

enum MediaType {
    Json,
    Form,
}

/// The media type of the body (RFC 9110 §8.3.1): neither it nor its parameters have a case.
fn media_type(headers: &HeaderMap) -> Result<MediaType, Refusal> {
    let refused = |zh, en| {
        let code = ErrorCode::UnsupportedMediaType;
        Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            code,
            zh,
            en,
        ))
    };
    let text = |value: Option<&HeaderValue>| {
        let text = value.and_then(|value| value.to_str().ok());
        text.unwrap_or_default().to_ascii_lowercase()
    };
    if headers.contains_key(CONTENT_ENCODING) && text(headers.get(CONTENT_ENCODING)) != "identity" {
        return refused("请不要压缩内容", "Send the body without a content encoding");
    }
    let sent = text(headers.get(CONTENT_TYPE));
    let mut parts = sent.split(';').map(str::trim);
    let media_type = match parts.next() {
        Some("application/json") => MediaType::Json,
        Some("application/x-www-form-urlencoded") => MediaType::Form,
        _ => return refused("请用 application/json 提交", "Send application/json"),
    };
    let charsets = parts.filter_map(|part| part.strip_prefix("charset="));
    for charset in charsets.map(|charset| charset.trim_matches('"')) {
        if !matches!(charset, "utf-8" | "utf8" | "us-ascii") {
            return refused("请用 UTF-8 编码", "Send it in UTF-8");
        }
    }
    Ok(media_type)
}

/// The members that a submission has, each with its value.
#[derive(Default)]
struct Draft {
    submission: Submission,
    contacts: Vec<String>,
    address_id: String,
    lat: Option<i32>,
    long: Option<i32>,
    answers: Answers,
}

fn report(members: Vec<(String, Value)>) -> Result<Report, Refusal> {
    let mut draft = Draft::default();
    let mut wrong: Vec<Error> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (name, value) in members {
        if Answers::may_repeat(&name) {
            draft.take_answer(&name, &value, &mut wrong);
        } else if seen.contains(&name) {
            wrong.push(problem(&name, Wrong::Repeated));
        } else {
            if !draft.take_answer(&name, &value, &mut wrong)
                && let Err(what) = draft.take(&name, &value)
            {
                wrong.push(problem(&name, what));
            }
            seen.push(name);
        }
    }
    let point = match (draft.lat, draft.long) {
        (Some(lat_e6), Some(lon_e6)) => Some(LonLat { lon_e6, lat_e6 }),
        (None, None) => None,
        (lat, _) => {
            let missing = if lat.is_none() { LAT } else { LONG };
            // One that was sent and refused is named already.
            if !wrong
                .iter()
                .any(|error| error.field.as_deref() == Some(missing))
            {
                wrong.push(problem(missing, Wrong::Alone));
            }
            None
        }
    };
    if !wrong.is_empty() {
        wrong.sort_by_key(|error| error.submission_field().map_or(usize::MAX, |f| f as usize));
        return Err(Refusal::list(StatusCode::BAD_REQUEST, wrong));
    }
    let mut submission = draft.submission;
    submission.answers = draft.answers.into_all();
    if submission.contact.is_empty() {
        submission.contact = draft.contacts.join(" ");
    }
    if submission.about.is_empty() {
        submission.about = draft.address_id;
    }
    Ok(Report { submission, point })
}

impl Draft {
    /// True where the member is an answer, or all of them.
    fn take_answer(&mut self, name: &str, value: &Value, wrong: &mut Vec<Error>) -> bool {
        let refused = self.answers.take(name, value);
        let is_answer = refused.is_some();
        let refused = refused.into_iter().flatten();
        wrong.extend(refused.map(|(name, what)| problem(&name, what)));
        is_answer
    }

    fn take(&mut self, name: &str, value: &Value) -> Result<(), Wrong> {
        if let Some(field) = Field::from_name(name) {
            let text = text(value)?;
            let into = match field {
                Field::ServiceCode => {
                    self.submission.service_code = text.as_str().into();
                    return Ok(());
                }
                Field::Description => &mut self.submission.description,
                Field::AddressString => &mut self.submission.address_string,
                Field::About => &mut self.submission.about,
                Field::Happened => &mut self.submission.happened,
                Field::Contact => &mut self.submission.contact,
            };
            if has_markup(&text) {
                return Err(Wrong::Markup);
            }
            *into = text;
        } else if name == LAT {
            self.lat = degrees(value, 90)?;
        } else if name == LONG {
            self.long = degrees(value, 180)?;
        } else if name == ADDRESS_ID {
            self.address_id = text(value)?;
        } else if CONTACTS.contains(&name) {
            let contact = text(value)?;
            self.contacts
                .extend(Some(contact).filter(|contact| !contact.is_empty()));
        } else if name == MEDIA_URL && !is_empty(value) {
            return Err(Wrong::Photo);
        } else if !NOT_KEPT.contains(&name) && !is_empty(value) {
            return Err(Wrong::Unknown);
        }
        Ok(())
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

fn text(value: &Value) -> Result<String, Wrong> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        _ => Err(Wrong::NotText),
    }
}

/// Degrees in millionths, from a number or its text; `None` where it is left empty.
fn degrees(value: &Value, most: i32) -> Result<Option<i32>, Wrong> {
    let degrees = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    if is_empty(value) {
        return Ok(None);
    }
    match degrees {
        Some(degrees) if degrees.abs() <= f64::from(most) => {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "at most 180 million, and a whole number"
            )]
            let e6 = (degrees * 1e6).round() as i32;
            Ok(Some(e6))
        }
        _ => Err(Wrong::NotDegrees(most)),
    }
}
