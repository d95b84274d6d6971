//! The steps of the form, and the error messages of their fields.

use civic::cases::{Field, Problem};
use leptos::prelude::*;
use routes::query::Step;
use web::i18n::lang;

use crate::messages::feedback;
use crate::state::site;

/// The title of a step. That of the last one follows what became of the submission.
pub(super) fn title(step: Step) -> &'static str {
    match step {
        Step::What => feedback::STEP_WHAT.text(),
        Step::Words => feedback::STEP_WORDS.text(),
        Step::Where => feedback::STEP_WHERE.text(),
        Step::Contact => feedback::STEP_CONTACT.text(),
        Step::Check => feedback::STEP_CHECK.text(),
        Step::Done if !site().draft.with(|d| d.token.is_empty()) => feedback::STEP_DONE.text(),
        Step::Done if !site().outbox.entries().is_empty() => feedback::STEP_WAITING.text(),
        Step::Done => feedback::NO_RECEIPT_HERE.text(),
    }
}

/// The step that contains a field.
pub(super) fn step_of(field: Field) -> Step {
    match field {
        Field::ServiceCode => Step::What,
        Field::Description => Step::Words,
        Field::AddressString | Field::About | Field::Happened => Step::Where,
        Field::Contact => Step::Contact,
    }
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
