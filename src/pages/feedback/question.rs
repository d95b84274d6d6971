//! One question of the form.

use civic::cases::{Field, check_submission};
use civic::published::FeedbackFile;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::Page;
use routes::query::Step;
use web::dom::focus;
use web::i18n::lang;
use web::location::{Open, use_address};
use web::reactive::reactive;

use super::about::{Subject, about_line};
use super::fields::{DescriptionField, Kinds, TextField, WhenField};
use super::steps::{ASKED, Problems, step_of, words};
use crate::components::{Icon, SmallGlyph};
use crate::messages::{cases, feedback};
use crate::state::site;

/// One question and its "go on" button, which checks only the fields of this step.
#[component]
pub(crate) fn Question<'a>(
    step: Step,
    file: &'a FeedbackFile,
    problems: RwSignal<Problems>,
    /// What it is about as it was when the form was opened.
    carried: RwSignal<String>,
    /// What that names.
    subject: Memo<Option<Subject>>,
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
            let after = ASKED.iter().skip_while(|asked| **asked != step).nth(1);
            let next = after.copied().unwrap_or(Step::Check);
            here.open(&next.href(lang()), Open::Page);
        } else {
            problems.set(words(&found));
        }
    };
    let fields = match step {
        Step::What => view! { <Kinds file problems/> }.into_any(),
        Step::Words => view! { <DescriptionField file problems/> <WhenField problems/> }.into_any(),
        Step::Where => view! { <Where problems carried subject/> }.into_any(),
        _ => view! { <TextField field=Field::Contact label=feedback::CONTACT_QUESTION.text() hint=feedback::CONTACT_QUESTION_HINT.text() problems/> }.into_any(),
    };
    let lead = (step == Step::What)
        .then(|| view! {
            <p class="s soft part-3">{feedback::LEAD.text()}</p>
            <p><a class="go" href=Page::Cases.path(lang())>{cases::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
        });
    view! {
        <form novalidate on:submit=go_on>
            {fields}
            <p class="next-bar"><button class="btn" type="submit">{feedback::GO_ON.text()}</button></p>
            {lead}
        </form>
    }
}

/// Where it was, and what it is about, if that was not brought along.
#[component]
fn Where(
    problems: RwSignal<Problems>,
    carried: RwSignal<String>,
    subject: Memo<Option<Subject>>,
) -> impl IntoView {
    let draft = site().draft;
    reactive(move || {
        let Some(Subject::Known(icon, name)) = subject.get() else {
            return view! { <Place problems is_known=false/> <About problems/> }.into_any();
        };
        let drop = move |_| {
            draft.update(|d| d.edit().about.clear());
            carried.set(String::new());
            request_animation_frame(|| focus("#f-about"));
        };
        let drop = view! { <button class="btn btn-2" type="button" on:click=drop>{feedback::NOT_THIS.text()}</button> };
        view! { {about_line(icon, &name, drop.into_any())} <Place problems is_known={icon == Icon::STALL}/> }.into_any()
    })
}

#[component]
fn Place(problems: RwSignal<Problems>, is_known: bool) -> impl IntoView {
    let hint = if is_known {
        feedback::WHERE_KNOWN_HINT.text()
    } else {
        feedback::WHERE_QUESTION_HINT.text()
    };
    view! { <TextField field=Field::AddressString label=feedback::WHERE_QUESTION.text() hint problems/> }
}

#[component]
fn About(problems: RwSignal<Problems>) -> impl IntoView {
    view! { <TextField field=Field::About label=feedback::ABOUT_QUESTION.text() hint=feedback::ABOUT_QUESTION_HINT.text() problems/> }
}
