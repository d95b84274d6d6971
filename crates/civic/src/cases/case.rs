//! Feedback 诉求: services, published cases, and the validation of submissions.
//!
//! First the published types ([`Service`], [`FeedbackSettings`], [`Case`]), then what a person
//! sends ([`Submission`]) and its validation ([`check_submission`]).

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{CaseId, PlaceId, ServiceCode, Text};

open_enum! {
    /// The stage of a case 办理阶段.
    Stage {
        /// Received.
        Received = "received", "已收到", "Received";
        /// Screened.
        Screened = "screened", "已审核", "Screened";
        /// Assigned.
        Assigned = "assigned", "已转办", "Assigned";
        /// In progress.
        InProgress = "in_progress", "办理中", "In progress";
        /// Answered.
        Answered = "answered", "已答复", "Answered";
        /// Closed.
        Closed = "closed", "已办结", "Closed";
        /// Reopened.
        Reopened = "reopened", "重新办理", "Reopened";
        /// Merged with another.
        Merged = "merged", "已并单", "Merged";
        /// Referred elsewhere.
        Referred = "referred", "已引导到其他渠道", "Referred elsewhere";
        /// Withdrawn.
        Withdrawn = "withdrawn", "已撤回", "Withdrawn";
    }
}

impl Stage {
    /// True where nothing more is done about the case, so that its clock has stopped. A stage this
    /// version does not know counts as open.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Closed | Self::Merged | Self::Referred | Self::Withdrawn
        )
    }
}

open_enum! {
    /// The class of a case under the 721 method 办理方式: 70 % service, 20 % management, 10 %
    /// enforcement.
    Means {
        /// Service.
        Service = "service", "服务", "Service";
        /// Management.
        Management = "management", "管理", "Management";
        /// Enforcement.
        Enforcement = "enforcement", "执法", "Enforcement";
        /// Not classified.
        Unclassified = "unclassified", "未分类", "Unclassified";
    }
}

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
}

/// A dated entry in the history of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseEvent {
    /// The day.
    pub on: Date,
    /// What was done.
    pub text: Text,
}

/// A published case 诉求, without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its identifier.
    pub id: CaseId,
    /// Its kind.
    pub service: ServiceCode,
    /// What it is about.
    pub title: Text,
    /// The place it is about, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// When it was opened.
    pub opened_on: Date,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
    /// Its stage.
    pub stage: Stage,
    /// Its 721 class.
    pub means: Means,
    /// What was done, in chronological order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<CaseEvent>,
    /// The public answer.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub answer: Text,
    /// The reporter's own rating, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
    /// Where this row comes from.
    pub source: Source,
}

/// What a person sends 提交内容. No field identifies them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The kind of feedback.
    pub service_code: ServiceCode,
    /// The description, in their own words.
    pub description: String,
    /// Where, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address_string: String,
    /// What it is about: the identifier of a place, requirement or duty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// When it happened, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub happened: String,
    /// An optional contact address or number, stored separately and deleted after closing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
}

/// A field of a [`Submission`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `service_code`.
    ServiceCode,
    /// `description`.
    Description,
    /// `address_string`.
    AddressString,
    /// `about`.
    About,
    /// `happened`.
    Happened,
    /// `contact`.
    Contact,
}

impl Field {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::ServiceCode,
        Self::Description,
        Self::AddressString,
        Self::About,
        Self::Happened,
        Self::Contact,
    ];

    /// The field of this name; `None` where a request has no such field.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The name of the field in the request.
    pub fn name(self) -> &'static str {
        match self {
            Self::ServiceCode => "service_code",
            Self::Description => "description",
            Self::AddressString => "address_string",
            Self::About => "about",
            Self::Happened => "happened",
            Self::Contact => "contact",
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is missing.
    Missing,
    /// The city has no such service.
    UnknownService,
    /// The service is not accepted here, such as an emergency.
    NotTakenHere,
    /// It is longer than this many characters.
    TooLong(u32),
    /// It contains a control character.
    ControlCharacter,
}

impl Problem {
    /// The message for the user: what is wrong and how to fix it.
    pub fn message(&self, field: Field) -> Text {
        match (self, field) {
            (Self::Missing, Field::ServiceCode) => {
                Text::new("请选择一种诉求类别", "Choose what your feedback is about")
            }
            (Self::Missing, _) => Text::new("请写下发生了什么", "Write what happened"),
            (Self::UnknownService, _) => Text::new(
                "没有这种诉求类别，请从列表中选择一种",
                "There is no such kind of feedback: choose one from the list",
            ),
            (Self::NotTakenHere, _) => Text::new(
                "紧急情况不在这里受理，请直接拨打 110、119 或 120",
                "Emergencies are not taken here: call 110, 119 or 120",
            ),
            (Self::TooLong(max), _) => Text::new(
                format!("内容不能超过 {max} 个字"),
                format!("This must be {max} characters or fewer"),
            ),
            (Self::ControlCharacter, _) => Text::new(
                "内容里有无法显示的控制字符，请删去后再发",
                "This has a control character that cannot be shown: remove it",
            ),
        }
    }
}

/// The maximum length of a short field, in characters.
pub const MAX_SHORT_FIELD: u32 = 200;

/// Validates a submission against the city's services and settings. Returns every problem, in the
/// order of the fields. The portal and the server's intake run the same validation.
pub fn check_submission(
    submission: &Submission,
    services: &[Service],
    settings: &FeedbackSettings,
) -> Vec<(Field, Problem)> {
    let mut problems = Vec::new();
    if submission.service_code.0.trim().is_empty() {
        problems.push((Field::ServiceCode, Problem::Missing));
    } else {
        match services.iter().find(|s| s.code == submission.service_code) {
            None => problems.push((Field::ServiceCode, Problem::UnknownService)),
            Some(s) if s.redirect => problems.push((Field::ServiceCode, Problem::NotTakenHere)),
            Some(_) => {}
        }
    }
    if submission.description.trim().is_empty() {
        problems.push((Field::Description, Problem::Missing));
    }
    let fields = [
        (
            Field::Description,
            &submission.description,
            settings.text_max_chars,
        ),
        (
            Field::AddressString,
            &submission.address_string,
            MAX_SHORT_FIELD,
        ),
        (Field::About, &submission.about, MAX_SHORT_FIELD),
        (Field::Happened, &submission.happened, MAX_SHORT_FIELD),
        (Field::Contact, &submission.contact, MAX_SHORT_FIELD),
    ];
    for (field, value, max) in fields {
        if value.chars().nth(max as usize).is_some() {
            problems.push((field, Problem::TooLong(max)));
        }
        if value
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\r' && c != '\t')
        {
            problems.push((field, Problem::ControlCharacter));
        }
    }
    problems
}
