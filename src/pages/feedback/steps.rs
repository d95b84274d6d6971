//! The steps of the form, and what is wrong with its fields.

use civic::QuestionCode;
use civic::cases::{Field, Service, Submission, Told, check_answers, check_submission};
use civic::published::FeedbackFile;
use leptos::prelude::*;
use routes::query::Step;
use web::i18n::lang;

use crate::messages::feedback;
use crate::state::Draft;

/// The steps of a kind whose cases are public one by one.
const EACH: [Step; 6] = [
    Step::What,
    Step::Words,
    Step::Where,
    Step::Photo,
    Step::Similar,
    Step::Check,
];
/// The steps of a kind that nothing is asked for which could tell who writes.
const GROUPED: [Step; 4] = [Step::What, Step::Words, Step::Where, Step::Check];

/// The steps of a kind, in their order.
pub(super) fn asked(of_group: bool) -> &'static [Step] {
    if of_group { &GROUPED } else { &EACH }
}

/// Whether cases of a kind are public only in groups.
pub(super) fn is_grouped(service: Option<&Service>) -> bool {
    service.is_some_and(|service| !service.publication.is_each())
}

/// The kind that was chosen.
pub(super) fn service_of<'a>(file: &'a FeedbackFile, draft: &Draft) -> Option<&'a Service> {
    let code = &draft.submission.service_code;
    file.services.iter().find(|service| service.code == *code)
}

/// The title of a step that asks something.
pub(super) fn title(step: Step, of_group: bool) -> &'static str {
    match step {
        Step::What => feedback::STEP_WHAT.text(),
        Step::Words => feedback::STEP_WORDS.text(),
        Step::Where if of_group => feedback::STEP_COUNTY.text(),
        Step::Where => feedback::STEP_WHERE.text(),
        Step::Photo => feedback::STEP_PHOTO.text(),
        Step::Similar => feedback::STEP_SIMILAR.text(),
        Step::Check | Step::Done => feedback::STEP_CHECK.text(),
    }
}

/// The step that asks for a field.
pub(super) fn step_of(field: Field) -> Step {
    match field {
        Field::ServiceCode => Step::What,
        Field::Description | Field::Happened => Step::Words,
        Field::AddressString | Field::About => Step::Where,
        Field::Contact => Step::Check,
    }
}

/// The identifier of a field in the page.
pub(crate) fn field_id(field: Field) -> String {
    format!("f-{}", field.name())
}

/// The identifier of the field of a question.
pub(super) fn question_id(code: &QuestionCode) -> String {
    format!("q-{code}")
}

/// The text of a field.
pub(super) fn value_of(submission: &mut Submission, field: Field) -> &mut String {
    match field {
        Field::ServiceCode => &mut submission.service_code.0,
        Field::Description => &mut submission.description,
        Field::AddressString => &mut submission.address_string,
        Field::About => &mut submission.about,
        Field::Happened => &mut submission.happened,
        Field::Contact => &mut submission.contact,
    }
}

/// The text of a field as it is written; tracked.
pub(super) fn read(draft: RwSignal<Draft>, field: Field) -> String {
    let mut submission = draft.with(|d| d.submission.clone());
    std::mem::take(value_of(&mut submission, field))
}

/// Something wrong with a field.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The step that asks for it.
    pub(super) step: Step,
    /// The identifier of the field in the page.
    pub(super) id: String,
    /// What is wrong and what to do.
    pub(super) text: String,
}

pub(crate) type Problems = Vec<Wrong>;

/// What is wrong with what would be sent.
pub(super) fn problems(draft: &Draft, file: &FeedbackFile) -> Problems {
    let service = service_of(file, draft);
    let sent = service.map(|service| draft.submission.tailored(service, Told::default()));
    let sent = sent.as_ref().unwrap_or(&draft.submission);
    let fields = check_submission(sent, &file.services, &file.settings);
    let of_field = |field, text| Wrong {
        step: step_of(field),
        id: field_id(field),
        text,
    };
    let mut problems: Problems = fields
        .iter()
        .map(|(field, problem)| {
            let text = problem.message(*field);
            of_field(*field, lang().pick(&text).to_owned())
        })
        .collect();
    if let Some(service) = service {
        let answers = check_answers(&sent.answers, service, &file.settings);
        problems.extend(answers.iter().map(|(question, problem)| {
            let error = api::Error::of_answer(0, question, problem);
            of_question(question, lang().pick(&error.message()).to_owned())
        }));
    }
    problems
}

fn of_question(question: &QuestionCode, text: String) -> Wrong {
    Wrong {
        step: Step::Words,
        id: question_id(question),
        text,
    }
}

/// What the intake says is wrong, beside the fields that it names.
pub(super) fn refused(errors: &[api::Error]) -> Problems {
    let named = errors.iter().filter_map(|error| {
        let text = lang().pick(&error.message()).to_owned();
        if let Some(field) = error.submission_field() {
            return Some(Wrong {
                step: step_of(field),
                id: field_id(field),
                text,
            });
        }
        let code = error.field.as_deref()?.strip_prefix("attribute[")?;
        Some(of_question(&code.strip_suffix(']')?.into(), text))
    });
    named.collect()
}
