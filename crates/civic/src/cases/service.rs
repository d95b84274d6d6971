//! Kinds of feedback 诉求类别, what each asks, and the settings of feedback.

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;
use crate::{QuestionCode, ServiceCode, Text};

/// A kind of feedback 诉求类别: an Open311 service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its Open311 `service_code`.
    pub code: ServiceCode,
    /// Its name.
    pub name: Text,
    /// What it is for.
    pub description: Text,
    /// The working days until an answer is due; `None` if it is not accepted here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_working_days: Option<u32>,
    /// Whether it is not accepted here but redirected to another channel, such as 110.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub redirect: bool,
    /// Whether the reporter is anonymous by default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anonymous: bool,
    /// How its cases are made public.
    #[serde(default, skip_serializing_if = "Publication::is_each")]
    pub publication: Publication,
    /// What is asked for this kind alone, in the order in which it is asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
}

open_enum! {
    /// How cases of a kind are made public 公开方式.
    #[derive(Default)]
    Publication {
        /// Each case by itself, once a person has cleared it.
        #[default]
        Each = "each", "逐件公开", "Each case";
        /// Never a single case: only counts of at least five, dated by month. For reports of officials,
        /// whom a single case could give away.
        Grouped = "grouped", "成组公开", "In groups";
    }
}

impl Publication {
    /// True where each case may be public by itself. A way that this version does not know is none.
    pub fn is_each(&self) -> bool {
        *self == Self::Each
    }
}

/// A question that one kind of feedback asks: a `GeoReport` attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its code, unique within the kind.
    pub code: QuestionCode,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// Whether it has to be answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// The question.
    pub label: Text,
    /// What helps to answer it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub hint: Text,
    /// What there is to choose from; empty where nothing is chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<QuestionOption>,
}

open_enum! {
    /// What kind of answer a question takes 回答方式: `GeoReport`'s `datatype`.
    QuestionKind {
        /// A line of text.
        Line = "string", "一行文字", "A line";
        /// Text of several lines.
        Paragraph = "text", "一段文字", "A paragraph";
        /// A number.
        Number = "number", "数字", "A number";
        /// A date, or a date and a time.
        DateTime = "datetime", "日期", "A date";
        /// One of the options.
        One = "singlevaluelist", "单选", "One of several";
        /// Any of the options.
        Many = "multivaluelist", "多选", "Any of several";
    }
}

impl QuestionKind {
    /// True where an answer is chosen from options.
    pub fn has_options(&self) -> bool {
        matches!(self, Self::One | Self::Many)
    }
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionOption {
    /// Its key, unique within the question.
    pub key: String,
    /// Its name.
    pub name: Text,
}

/// The settings of feedback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackSettings {
    /// The maximum length of a text, in characters.
    pub text_max_chars: u32,
    /// The days after closing until contact details are deleted.
    pub contact_retention_days: u32,
    /// The days after closing until texts are deleted.
    pub text_retention_days: u32,
    /// The days after closing in which it can be contested.
    #[serde(default = "contest_days")]
    pub contest_days: u32,
    /// The working days after the receipt within which somebody looks at a case.
    #[serde(default = "screen_working_days")]
    pub screen_working_days: u32,
}

fn contest_days() -> u32 {
    10
}

fn screen_working_days() -> u32 {
    1
}
