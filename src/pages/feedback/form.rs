//! 反映问题: one question per page, no account, a receipt at the end.

use civic::published::{FeedbackFile, name};
use leptos::prelude::*;
use routes::query::{Feedback, Step};
use web::dom::focus_heading;
use web::location::use_query;
use web::published::use_file;
use web::reactive::{changed, follow, reactive};

use super::fields::ErrorSummary;
use super::question::Question;
use super::received::Received;
use super::review::Review;
use super::steps::{self, Problems};
use crate::components::{Heading, when_ready};
use crate::messages::feedback;
use crate::state::{Draft, site};

/// The feedback form.
#[component]
pub(crate) fn FeedbackPage() -> impl IntoView {
    let site = site();
    let query = use_query::<Feedback>();
    let step = move || query.get().step.value().copied().unwrap_or_default();
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
            site.draft.update(|d| d.submission.about = about);
        }
    });
    changed(step, |_| request_animation_frame(focus_heading));
    follow(move || site.draft.with(Draft::keep));
    let problems = RwSignal::new(Problems::new());
    let title = move || {
        let title = steps::title(step());
        if problems.with(Vec::is_empty) {
            title.to_owned()
        } else {
            format!("{}{title}", feedback::ERROR_PREFIX.text())
        }
    };
    let file = use_file::<FeedbackFile>(name::FEEDBACK);
    view! {
        {reactive(move || (step() == Step::What).then(|| view! { <p class="soft">{feedback::LEAD.text()}</p> }).into_any())}
        <Heading text=Signal::derive(title)/>
        <ErrorSummary problems/>
        {when_ready(file, move |file| {
            problems.set(Problems::new());
            match step() {
                Step::Check => view! { <Review file=&file problems/> }.into_any(),
                Step::Done => view! { <Received/> }.into_any(),
                step => view! { <Question step file=&file problems/> }.into_any(),
            }
        })}
    }
}
