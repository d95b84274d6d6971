//! One question of the form.

use civic::cases::{Field, check_submission};
use civic::published::FeedbackFile;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::query::Step;
use web::i18n::lang;
use web::location::{Open, use_address};

use super::fields::{DescriptionField, Kinds, TextField};
use super::steps::{Problems, step_of, words};
use crate::messages::{feedback, frame};
use crate::state::site;

/// One question and its "go on" button, which checks only the fields of this step.
#[component]
pub(crate) fn Question<'a>(
    step: Step,
    file: &'a FeedbackFile,
    problems: RwSignal<Problems>,
) -> impl IntoView + use<> {
    let draft = site().draft;
    let here = use_address();
    let (services, settings) = (file.services.clone(), file.settings.clone());
    let go_on = move |event: SubmitEvent| {
        event.prevent_default();
        let submission = draft.with_untracked(|d| d.submission.clone());
        let mut found = check_submission(&submission, &services, &settings);
        found.retain(|(field, _)| step_of(*field) == step);
        if found.is_empty() {
            let next = match step {
                Step::What => Step::Words,
                Step::Words => Step::Where,
                Step::Where => Step::Contact,
                _ => Step::Check,
            };
            here.open(&next.href(lang()), Open::Page);
        } else {
            problems.set(words(&found));
        }
    };
    let fields = match step {
        Step::What => view! { <Kinds file problems/> }.into_any(),
        Step::Words => view! { <DescriptionField problems/> }.into_any(),
        Step::Where => view! {
            <TextField field=Field::AddressString label=feedback::WHERE_QUESTION.text() hint=feedback::WHERE_QUESTION_HINT.text() problems/>
            <TextField field=Field::Happened label=feedback::WHEN_QUESTION.text() hint=feedback::WHEN_QUESTION_HINT.text() problems/>
            <TextField field=Field::About label=feedback::ABOUT_QUESTION.text() hint=feedback::ABOUT_QUESTION_HINT.text() problems/>
        }
        .into_any(),
        _ => view! { <TextField field=Field::Contact label=feedback::CONTACT_QUESTION.text() hint=feedback::CONTACT_QUESTION_HINT.text() problems/> }.into_any(),
    };
    let back = match step {
        Step::Words => Some(Step::What),
        Step::Where => Some(Step::Words),
        Step::Contact => Some(Step::Where),
        _ => None,
    };
    view! {
        <form novalidate on:submit=go_on>
            {fields}
            <p class="next-bar">
                <button class="btn" type="submit">{feedback::GO_ON.text()}</button>
                {back.map(|step| view! { <a class="go" href=step.href(lang())>{frame::BACK.text()}</a> })}
            </p>
        </form>
    }
}
