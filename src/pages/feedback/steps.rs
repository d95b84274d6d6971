//! The steps of the form, and the error messages of their fields.

use civic::cases::{Field, Problem, Submission};
use leptos::prelude::*;
use routes::query::Step;
use web::i18n::lang;

use crate::messages::feedback;
use crate::state::Draft;

/// The steps that ask something, in their order.
pub(super) const ASKED: [Step; 5] = [
    Step::What,
    Step::Words,
    Step::Where,
    Step::Contact,
    Step::Check,
];

/// The title of a step that asks something.
pub(super) fn title(step: Step) -> &'static str {
    match step {
        Step::What => feedback::STEP_WHAT.text(),
        Step::Words => feedback::STEP_WORDS.text(),
        Step::Where => feedback::STEP_WHERE.text(),
        Step::Contact => feedback::STEP_CONTACT.text(),
        Step::Check | Step::Done => feedback::STEP_CHECK.text(),
    }
}

/// The step that contains a field.
pub(super) fn step_of(field: Field) -> Step {
    match field {
        Field::ServiceCode => Step::What,
        Field::Description | Field::Happened => Step::Words,
        Field::AddressString | Field::About => Step::Where,
        Field::Contact => Step::Contact,
    }
}

/// The identifier of a field in the page.
pub(crate) fn field_id(field: Field) -> String {
    format!("f-{}", field.name())
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

pub(crate) type Problems = Vec<(Field, String)>;

pub(crate) fn words(problems: &[(Field, Problem)]) -> Problems {
    let lang = lang();
    problems
        .iter()
        .map(|(field, problem)| {
            let text = problem.message(*field);
            (*field, lang.pick(&text).to_owned())
        })
        .collect()
}
