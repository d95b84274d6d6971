//! 反映问题: one question per page, no account, a receipt at the end.

use civic::published::{FeedbackFile, name};
use leptos::prelude::*;
use routes::query::{Feedback, Step};
use web::dom::focus_heading;
use web::i18n::lang;
use web::location::{AddressQuery, use_query};
use web::published::use_file;
use web::reactive::{changed, follow, reactive};
use web::svg::{Percent, Svg};

use super::about::{Subject, about_line, change_link, use_subject};
use super::question::Question;
use super::received::Received;
use super::review::Review;
use super::steps::{self, Problems, field_id};
use crate::components::{ErrorSummary, NotUnderstood, Skeleton, set_title_of_page, when_ready};
use crate::messages::{components, feedback, frame};
use crate::state::{Draft, site};

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
    // A link "something is wrong with this" names what it is about.
    follow(move || {
        let about = query.get().about;
        if !about.is_empty() {
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
    let title = move || steps::title(step.get());
    follow(move || {
        let is_good = problems.with(Vec::is_empty);
        let before = if is_good {
            ""
        } else {
            components::ERROR_PREFIX.text()
        };
        set_title_of_page(&format!("{before}{}", title()));
    });
    let file = use_file::<FeedbackFile>(name::FEEDBACK);
    // What a person types is not looked up at each key.
    let carried = RwSignal::new(match query.get_untracked().about {
        about if about.is_empty() => site().draft.with_untracked(|d| d.submission.about.clone()),
        about => about,
    });
    follow(move || {
        let about = query.get().about;
        if !about.is_empty() {
            carried.set(about);
        }
    });
    let subject = use_subject(move || carried.get());
    let about = reactive(move || {
        if matches!(step.get(), Step::Where | Step::Check) {
            return ().into_any();
        }
        let about = carried.get();
        match subject.get() {
            Some(Subject::Known(icon, name)) => about_line(icon, &name, change_link()),
            Some(Subject::Unknown) if !about.is_empty() && query.get().about == about => {
                let text = format!("{about}{}", feedback::UNKNOWN_ABOUT_AFTER.text());
                view! { <NotUnderstood message=feedback::UNKNOWN_ABOUT.text() text/> }.into_any()
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
            {reactive(move || progress(step.get()))}
            <h1 tabindex="-1">{reactive(move || title().into_any())}</h1>
            {bad_step}
            {about}
            {when_ready(file, move |file| {
                if !is_looked_up.get() {
                    return view! { <Skeleton/> }.into_any();
                }
                problems.set(Problems::new());
                match step.get() {
                    Step::Check => view! { <Review file=&file problems/> }.into_any(),
                    step => view! { <Question step file=&file problems carried subject/> }.into_any(),
                }
            })}
        </div>
    }
}

/// The identifier of the field of each problem.
fn with_fields(problems: &Problems) -> Vec<(String, String)> {
    let problems = problems.iter();
    problems
        .map(|(field, text)| (field_id(*field), text.clone()))
        .collect()
}

/// The way back, and how far one has come.
fn progress(step: Step) -> AnyView {
    let number = steps::ASKED
        .iter()
        .position(|asked| *asked == step)
        .unwrap_or_default();
    let back = number
        .checked_sub(1)
        .and_then(|before| steps::ASKED.get(before));
    let back = back.map(|before| {
        view! { <p class="crumbs"><a href=before.href(lang())>{frame::BACK.text()}</a></p> }
    });
    let count = |number: usize| u32::try_from(number).unwrap_or_default();
    let (done, all) = (count(number) + 1, count(steps::ASKED.len()));
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
