//! The home page: the three journeys, recent updates, and what is published.

use civic::published::{HomeFile, name};
use leptos::prelude::*;
use routes::Page;
use web::i18n::{lang, localized};
use web::published::use_file;

use crate::components::{FixedHeading, UpdateEntry, when_ready};
use crate::messages::home;

#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let lang = lang();
    let home = use_file::<HomeFile>(name::HOME);
    let lately = when_ready(home, move |home| {
        let updates: Vec<AnyView> = home
            .updates
            .iter()
            .map(|update| view! { <UpdateEntry update subjects=&home.subjects/> }.into_any())
            .collect();
        view! {
            <section aria-labelledby="lately">
                <h2 id="lately">{home::LATELY.text()}</h2>
                <ul class="news">{updates}</ul>
                <p><a href=Page::Updates.path(lang)>{home::ALL_UPDATES.text()}</a></p>
            </section>
            <section aria-labelledby="published">
                <h2 id="published">{home::PUBLISHED.text()}</h2>
                <ul class="counts">
                    <Count page=Page::Lookup count=home.places label=home::COUNT_PLACES.text()/>
                    <Count page=Page::Lookup count=home.rules label=home::COUNT_RULES.text()/>
                    <Count page=Page::Tasks count=home.duties label=home::COUNT_DUTIES.text()/>
                    <Count page=Page::Requirements count=home.requirements label=home::COUNT_REQUIREMENTS.text()/>
                    <Count page=Page::Updates count=home.corrections label=home::COUNT_CORRECTIONS.text()/>
                </ul>
                <p class="s soft">{localized(&home.notice)}</p>
            </section>
        }
        .into_any()
    });
    view! {
        <div class="w part">
        <FixedHeading text=home::TITLE.text()/>
        <p class="soft">{home::LEAD.text()}</p>
        <ul class="doors3">
            <Door page=Page::Lookup class="door door-vendor" title=home::DOOR_VENDOR.text() text=home::DOOR_VENDOR_TEXT.text()/>
            <Door page=Page::Tasks class="door door-tasks" title=home::DOOR_TASKS.text() text=home::DOOR_TASKS_TEXT.text()/>
            <Door page=Page::Feedback class="door door-feedback" title=home::DOOR_FEEDBACK.text() text=home::DOOR_FEEDBACK_TEXT.text()/>
        </ul>
        {lately}
        </div>
    }
}

/// The way into one of the journeys.
#[component]
fn Door(page: Page, class: &'static str, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <li class=class>
            <h2><a href=page.path(lang())>{title}</a></h2>
            <p>{text}</p>
        </li>
    }
}

/// How much of something is published, with a link to it.
#[component]
fn Count(page: Page, count: u32, label: &'static str) -> impl IntoView {
    view! { <li><a href=page.path(lang())><strong>{count}</strong> " " {label}</a></li> }
}
