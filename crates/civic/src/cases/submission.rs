//! What a person sends, and its validation ([`check_submission`]).

use serde::{Deserialize, Serialize};

use super::{FeedbackSettings, Question, QuestionKind, Service};
use crate::time::{Date, Timestamp};
use crate::{QuestionCode, ServiceCode, Text};

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
    /// The answers to the questions of the kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
}

/// The answer to a question of the kind of feedback.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question.
    pub question: QuestionCode,
    /// What was answered: the keys of options, or one text. Without any the question is left open.
    pub values: Vec<String>,
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
    /// It is none of the options.
    NotAnOption,
    /// There is more than one answer to a question that takes one.
    SeveralAnswers,
    /// It is not a number.
    NotANumber,
    /// It is neither a date nor a time.
    NotATime,
    /// The kind of feedback has no such question.
    UnknownQuestion,
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
            (Self::NotAnOption, _) => {
                Text::new("请从列出的选项里选", "Choose from the options listed")
            }
            (Self::SeveralAnswers, _) => Text::new("只能选一项", "Choose one"),
            (Self::NotANumber, _) => Text::new(
                "请写一个数字，例如 3 或 2.5",
                "Write a number such as 3 or 2.5",
            ),
            (Self::NotATime, _) => Text::new(
                "请写日期，例如 2026-11-26，或者加上时间，例如 2026-11-26T18:30:00+08:00",
                "Write a date such as 2026-11-26, or with a time 2026-11-26T18:30:00+08:00",
            ),
            (Self::UnknownQuestion, _) => Text::new(
                "这一类诉求没有这个问题，请去掉",
                "This kind of feedback has no such question: leave it out",
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

/// The most answers to one question.
const MAX_ANSWERS: usize = 50;

/// Validates the answers to the questions of a kind of feedback. Returns every problem with its
/// question: first in the order of the questions, then those of questions that there are not.
pub fn check_answers(
    answers: &[Answer],
    service: &Service,
    settings: &FeedbackSettings,
) -> Vec<(QuestionCode, Problem)> {
    let mut problems = Vec::new();
    for question in &service.questions {
        let given: Vec<&str> = answers
            .iter()
            .filter(|answer| answer.question == question.code)
            .flat_map(|answer| &answer.values)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
            .collect();
        let problem = if given.is_empty() {
            question.required.then_some(Problem::Missing)
        } else if given.len() > 1 && question.kind != QuestionKind::Many {
            Some(Problem::SeveralAnswers)
        } else if given.len() > MAX_ANSWERS {
            Some(Problem::NotAnOption)
        } else {
            given
                .iter()
                .find_map(|value| problem_of(question, value, settings))
        };
        problems.extend(problem.map(|problem| (question.code.clone(), problem)));
    }
    let is_known = |code: &QuestionCode| service.questions.iter().any(|q| q.code == *code);
    for answer in answers {
        if !is_known(&answer.question) {
            problems.push((answer.question.clone(), Problem::UnknownQuestion));
        }
    }
    problems
}

fn problem_of(question: &Question, value: &str, settings: &FeedbackSettings) -> Option<Problem> {
    let max = match question.kind {
        QuestionKind::Paragraph => settings.text_max_chars,
        _ => MAX_SHORT_FIELD,
    };
    let is_broken = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if value.chars().nth(max as usize).is_some() {
        return Some(Problem::TooLong(max));
    }
    if value.chars().any(is_broken) {
        return Some(Problem::ControlCharacter);
    }
    match question.kind {
        QuestionKind::One | QuestionKind::Many => {
            let is_option = question.options.iter().any(|option| option.key == value);
            (!is_option).then_some(Problem::NotAnOption)
        }
        QuestionKind::Number => (!is_number(value)).then_some(Problem::NotANumber),
        QuestionKind::DateTime => {
            let is_time = Date::parse(value).is_some() || Timestamp::parse(value).is_some();
            (!is_time).then_some(Problem::NotATime)
        }
        QuestionKind::Line | QuestionKind::Paragraph | QuestionKind::Unknown(_) => None,
    }
}

/// True for digits with at most one decimal point and a sign before them.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}
