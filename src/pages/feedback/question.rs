//! One question of the form.

use std::sync::Arc;

use civic::published::FeedbackFile;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::Page;
use routes::query::Step;
use web::i18n::lang;
use web::location::{Open, use_address};

use super::about::Subject;
use super::fields::{DescriptionField, Kinds, WhenField};
use super::photos::Photos;
use super::place::{CountyField, Place};
use super::questions::Questions;
use super::similar::Similar;
use super::steps::{self, Problems, asked, is_grouped, service_of};
use crate::components::{Icon, Note, NoteKind, SmallGlyph};
use crate::messages::{cases, feedback};
use crate::state::{Draft, followed, site};

/// One question and its "go on" button, which checks only the fields of this step.
#[component]
pub(crate) fn Question<'a>(
    step: Step,
    file: &'a Arc<FeedbackFile>,
    problems: RwSignal<Problems>,
    /// What it is about.
    subject: Memo<Option<Subject>>,
) -> impl IntoView + use<> {
    let draft = site().draft;
    let here = use_address();
    // The public case that is followed instead of sending.
    let same = RwSignal::new(None);
    let of_file = Arc::clone(file);
    let go_on = move |event: SubmitEvent| {
        event.prevent_default();
        let mut found = draft.with_untracked(|draft| steps::problems(draft, &of_file));
        found.retain(|wrong| wrong.step == step);
        if !found.is_empty() {
            return problems.set(found);
        }
        let of_group = draft.with_untracked(|draft| is_grouped(service_of(&of_file, draft)));
        let after = asked(of_group).iter().skip_while(|asked| **asked != step);
        let mut next = after.copied().nth(1).unwrap_or(Step::Check).href(lang());
        if let Some(case) = same.get_untracked() {
            if !followed::add(&case) {
                return;
            }
            draft.update(Draft::erase);
            next = Page::Follow.path(lang());
        }
        here.open(&next, Open::Page);
    };
    let service = draft.with_untracked(|draft| service_of(file, draft).cloned());
    let of_group = is_grouped(service.as_ref());
    let grouped = of_group.then(|| {
        view! { <div class="part-3"><Note kind=NoteKind::Plain icon=Icon::INFO><p>{feedback::GROUPED.text()}</p></Note></div> }
    });
    let fields = match step {
        Step::What => view! { <Kinds file problems/> }.into_any(),
        Step::Words => {
            let when = (!of_group).then(|| view! { <WhenField problems/> });
            let questions = service.map(|service| view! { <Questions service=&service problems/> });
            view! { {grouped} <DescriptionField file of_group problems/> {questions} {when} }
                .into_any()
        }
        Step::Where if of_group => view! { <CountyField/> }.into_any(),
        Step::Where => view! { <Place problems subject/> }.into_any(),
        Step::Photo => view! { <Photos/> }.into_any(),
        _ => view! { <Similar file same/> }.into_any(),
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
