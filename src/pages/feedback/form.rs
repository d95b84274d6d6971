//! 反映问题: one question per page, no account, a receipt at the end.

use civic::lang::Lang;
use civic::published::{FeedbackFile, name};
use leptos::prelude::*;
use routes::Page;
use routes::query::{Feedback, Step, named_by};
use web::dom::focus_heading;
use web::i18n::lang;
use web::location::{AddressQuery, Open, use_address, use_query};
use web::published::{Loaded, use_file};
use web::reactive::{changed, follow, reactive};
use web::svg::{Percent, Svg};

use super::about::{Subject, about_line, use_subject};
use super::question::Question;
use super::received::Received;
use super::review::Review;
use super::steps::{self, Problems, asked, is_grouped, service_of};
use crate::components::{ErrorSummary, NotUnderstood, Skeleton, set_title_of_page, when_ready};
use crate::messages::{components, feedback, frame};
use crate::state::{Draft, PlaceBy, site};

/// The feedback form.
#[component]
pub(crate) fn FeedbackPage() -> impl IntoView {
    let site = site();
    let query = use_query::<Feedback>();
    let step = Memo::new(move |_| query.get().step.value().copied().unwrap_or_default());
    if site
        .draft
        .with_untracked(|draft| *draft == Draft::default())
    {
        site.draft.set(Draft::kept());
    }
    // A link "something is wrong with this" names what it is about. Of the form itself it is only where
    // nothing else is.
    follow(move || {
        let about = named_by(&query.get().about);
        let before = site
            .draft
            .with_untracked(|draft| draft.submission.about.clone());
        let is_form = about == Page::Feedback.path(Lang::Zh) && !before.is_empty();
        if !about.is_empty() && about != before && !is_form {
            site.draft.update(|d| d.edit().about = about);
        }
    });
    changed(
        move || step.get(),
        |_| request_animation_frame(focus_heading),
    );
    follow(move || site.draft.with(Draft::keep));
    let is_done = Memo::new(move |_| step.get() == Step::Done);
    reactive(move || {
        if is_done.get() {
            return view! { <Received/> }.into_any();
        }
        view! { <Form query step/> }.into_any()
    })
}

#[component]
fn Form(query: AddressQuery<Feedback>, step: Memo<Step>) -> impl IntoView {
    let problems = RwSignal::new(Problems::new());
    let draft = site().draft;
    let file = use_file::<FeedbackFile>(name::FEEDBACK);
    let of_group = Memo::new(move |_| match file.get() {
        Loaded::Ready(file) => draft.with(|draft| is_grouped(service_of(&file, draft))),
        _ => false,
    });
    let title = move || steps::title(step.get(), of_group.get());
    follow(move || {
        let is_good = problems.with(Vec::is_empty);
        let before = if is_good {
            ""
        } else {
            components::ERROR_PREFIX.text()
        };
        set_title_of_page(&format!("{before}{}", title()));
    });
    let here = use_address();
    let about = Memo::new(move |_| draft.with(|d| d.submission.about.clone()));
    let subject = use_subject(move || about.get());
    let drop = move || {
        let forget = move |_| {
            draft.update(|d| {
                d.edit().about.clear();
                if d.place_by == PlaceBy::Brought {
                    d.place_by = PlaceBy::Unsaid;
                }
            });
            here.open(&step.get_untracked().href(lang()), Open::InsteadHere);
            request_animation_frame(focus_heading);
        };
        view! { <button class="btn btn-2" type="button" on:click=forget>{feedback::NOT_THIS.text()}</button> }.into_any()
    };
    let about_shown = reactive(move || {
        if step.get() == Step::Check {
            return ().into_any();
        }
        match subject.get() {
            Some(Subject::Known(known)) => about_line(&known, drop()),
            Some(Subject::Unknown) if !about.with(String::is_empty) => {
                let text = format!("{}{}", about.get(), feedback::UNKNOWN_ABOUT_AFTER.text());
                view! { <NotUnderstood message=feedback::UNKNOWN_ABOUT.text() text/> <p class="part-3">{drop()}</p> }.into_any()
            }
            _ => ().into_any(),
        }
    });
    // The question would move down when what it is about is shown above it.
    let is_looked_up = Memo::new(move |_| subject.with(Option::is_some));
    let bad_step = reactive(move || {
        let given = query.get().step;
        if !given.is_unreadable() {
            return ().into_any();
        }
        let text = format!("{}{}", given.text(), feedback::UNKNOWN_STEP_AFTER.text());
        view! { <NotUnderstood message=feedback::UNKNOWN_STEP.text() text/> }.into_any()
    });
    view! {
        <div class="w narrow form">
            <ErrorSummary problems=Box::new(move || with_fields(&problems.get()))/>
            {reactive(move || progress(step.get(), of_group.get()))}
            <h1 tabindex="-1">{reactive(move || title().into_any())}</h1>
            {bad_step}
            {about_shown}
            {when_ready(file, move |file| {
                if !is_looked_up.get() {
                    return view! { <Skeleton/> }.into_any();
                }
                problems.set(Problems::new());
                match step.get() {
                    Step::Check => view! { <Review file=&file problems subject/> }.into_any(),
                    step => view! { <Question step file=&file problems subject/> }.into_any(),
                }
            })}
        </div>
    }
}

/// The identifier of the field of each problem.
fn with_fields(problems: &Problems) -> Vec<(String, String)> {
    let problems = problems.iter();
    problems
        .map(|wrong| (wrong.id.clone(), wrong.text.clone()))
        .collect()
}

/// The way back, and how far one has come.
fn progress(step: Step, of_group: bool) -> AnyView {
    let steps = asked(of_group);
    let number = steps.iter().position(|asked| *asked == step);
    let number = number.unwrap_or_default();
    let back = number.checked_sub(1).and_then(|before| steps.get(before));
    let back = back.map(|before| {
        view! { <p class="crumbs"><a href=before.href(lang())>{frame::BACK.text()}</a></p> }
    });
    let count = |number: usize| u32::try_from(number).unwrap_or_default();
    let (done, all) = (count(number) + 1, count(steps.len()));
    let mut svg = Svg::default();
    let width = Percent::of(done, all);
    svg.part(format_args!(
        r#"<rect class="step-bg" width="100%" height="8"/><rect class="step-in" width="{width}" height="8"/>"#
    ));
    view! {
        {back}
        <p class="step">
            {feedback::STEP_BEFORE.text()} {done} {feedback::STEP_OF.text()} {all} {feedback::STEP_AFTER.text()}
            <svg width="320" height="8" aria-hidden="true" focusable="false" inner_html=svg.into_markup()></svg>
        </p>
    }
    .into_any()
}
