//! What can be wrong with a member of a submission, and what its sender is told.

use api::{Error, ErrorCode};
use axum::http::StatusCode;
use civic::Text;

/// What is wrong with a member.
#[derive(Clone, Copy)]
pub(super) enum Wrong {
    /// It is of another type.
    NotText,
    /// It should be answers, and has another form.
    NotAnswers,
    /// It has tags of HTML.
    Markup,
    /// It is the address of a photo.
    Photo,
    /// It is there twice.
    Repeated,
    /// No number of degrees up to so many.
    NotDegrees(i32),
    /// The other coordinate is there, and this is not.
    Alone,
    /// Nothing keeps it.
    Unknown,
}

/// The error of a member, by its name.
pub(super) fn problem(name: &str, wrong: Wrong) -> Error {
    let (code, message) = match wrong {
        Wrong::NotText => {
            let message = Text::new("这一项应当是文字", "This must be text");
            (ErrorCode::NotText, message)
        }
        Wrong::NotAnswers => {
            let message = Text::new(
                r#"写成 "attribute": {"问题编号": "回答"}"#,
                r#"Write it as "attribute": {"code": "answer"}"#,
            );
            (ErrorCode::InvalidValue, message)
        }
        Wrong::Markup => {
            let message = Text::new(
                "请只写文字，不要写 HTML 标签",
                "Write plain text, without HTML tags",
            );
            (ErrorCode::InvalidValue, message)
        }
        Wrong::Photo => {
            let message = Text::new(
                "这里不收照片的网址；照片在提交以后凭回执补交",
                "The address of a photo is not taken: photos are added afterwards, with the receipt",
            );
            (ErrorCode::UnsupportedField, message)
        }
        Wrong::Repeated => {
            let message = Text::new("这一项出现了两次", "This is there twice");
            (ErrorCode::InvalidValue, message)
        }
        Wrong::NotDegrees(most) => {
            let message = Text::new(
                format!("写成 -{most} 到 {most} 之间的度数，如 36.623178"),
                format!("Write degrees from -{most} to {most}, such as 36.623178"),
            );
            (ErrorCode::InvalidValue, message)
        }
        Wrong::Alone => {
            let message = Text::new("lat 和 long 要一起写", "Send lat and long together");
            (ErrorCode::Missing, message)
        }
        Wrong::Unknown => {
            let message = Text::new(
                "这里不保存这一项，请去掉，或写进 description",
                "This is not kept here: leave it out, or write it in description",
            );
            (ErrorCode::UnsupportedField, message)
        }
    };
    Error::new(StatusCode::BAD_REQUEST.as_u16(), code, message).at(name)
}
