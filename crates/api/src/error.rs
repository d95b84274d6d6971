//! Why a request was refused or failed.

use civic::cases::{Field, Problem};
use civic::{QuestionCode, Text, open_enum};
use serde::{Deserialize, Serialize};

open_enum! {
    /// What is wrong, for programs. The texts beside it may change, a code does not.
    ErrorCode {
        /// A field that is needed is missing or empty.
        Missing = "missing";
        /// The city has no such kind of feedback.
        UnknownService = "unknown_service";
        /// This kind of feedback is taken elsewhere, such as an emergency by telephone.
        NotTakenHere = "not_taken_here";
        /// A field is longer than it may be.
        TooLong = "too_long";
        /// A field has a control character that cannot be shown.
        ControlCharacter = "control_character";
        /// A field is of another type than text.
        NotText = "not_text";
        /// The body is not a JSON object.
        NotAnObject = "not_an_object";
        /// The body is not a form that can be read.
        UnreadableForm = "unreadable_form";
        /// The body is of a media type that is not taken.
        UnsupportedMediaType = "unsupported_media_type";
        /// The body is larger than the server takes.
        TooLarge = "too_large";
        /// The body did not arrive whole.
        Incomplete = "incomplete";
        /// A field, header or parameter has a value that it cannot have.
        InvalidValue = "invalid_value";
        /// A field that is not kept here.
        UnsupportedField = "unsupported_field";
        /// A page of another site sent it.
        CrossSite = "cross_site";
        /// Too many submissions in a short time; the header `Retry-After` has the seconds to wait.
        TooManyRequests = "too_many_requests";
        /// The idempotency key was used before, for something else.
        IdempotencyKeyReused = "idempotency_key_reused";
        /// There is no such kind of feedback or published case.
        NotFound = "not_found";
        /// The address ends in no format that is spoken.
        UnknownFormat = "unknown_format";
        /// There is no case with this receipt.
        NoSuchReceipt = "no_such_receipt";
        /// The request has no key that opens anything.
        NoKey = "no_key";
        /// The rules do not let it be done now or by this person; the field says which rule.
        NotAllowed = "not_allowed";
        /// Somebody else changed the case in between.
        Changed = "changed";
        /// A photo is refused.
        Photo = "photo";
        /// The published data cannot be read at the moment.
        DataUnavailable = "data_unavailable";
        /// The case could not be stored or read; the same request may be sent again.
        StoreFailed = "store_failed";
        /// Something else failed on the server.
        Internal = "internal";
    }
}

impl From<&Problem> for ErrorCode {
    fn from(problem: &Problem) -> Self {
        match problem {
            Problem::Missing => Self::Missing,
            Problem::UnknownService => Self::UnknownService,
            Problem::NotTakenHere => Self::NotTakenHere,
            Problem::TooLong(_) => Self::TooLong,
            Problem::ControlCharacter => Self::ControlCharacter,
            Problem::UnknownQuestion => Self::UnsupportedField,
            Problem::NotAnOption
            | Problem::SeveralAnswers
            | Problem::NotANumber
            | Problem::NotATime => Self::InvalidValue,
        }
    }
}

/// One thing that is wrong. A response that is not a success has a list of them, as GeoReport says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Error {
    /// GeoReport: the HTTP status.
    pub code: u16,
    /// GeoReport: what is wrong, for a person; the same as [`Error::zh`].
    pub description: String,
    /// What is wrong, for a program.
    pub error_code: ErrorCode,
    /// The field of the request or the header that is wrong; `None` where it is the whole.
    /// [`Error::submission_field`] reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is wrong and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

impl Error {
    /// An error of the request as a whole.
    pub fn new(status: u16, error_code: ErrorCode, message: Text) -> Self {
        Self {
            code: status,
            description: message.zh.clone(),
            error_code,
            field: None,
            zh: message.zh,
            en: message.en,
        }
    }

    /// The same, of one field or header.
    #[must_use]
    pub fn at(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// An error for a field of a submission that breaks a rule of the domain.
    pub fn of_problem(status: u16, field: Field, problem: &Problem) -> Self {
        Self::new(status, problem.into(), problem.message(field)).at(field.name())
    }

    /// An error for the answer to a question of the kind of feedback. Its field is GeoReport's name of
    /// that answer, `attribute[code]`.
    pub fn of_answer(status: u16, question: &QuestionCode, problem: &Problem) -> Self {
        let message = match problem {
            Problem::Missing => Text::new("请回答这个问题", "Answer this question"),
            other => other.message(Field::Description),
        };
        Self::new(status, problem.into(), message).at(&format!("attribute[{question}]"))
    }

    /// The field of the submission that is wrong; `None` where it is the whole request or a header.
    pub fn submission_field(&self) -> Option<Field> {
        Field::from_name(self.field.as_deref()?)
    }

    /// What is wrong and what to do, in both languages.
    pub fn message(&self) -> Text {
        Text::new(self.zh.clone(), self.en.clone())
    }
}
