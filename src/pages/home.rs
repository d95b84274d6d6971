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
    let door = |page: Page, class: &'static str, title: &'static str, text: &'static str| {
        view! {
            <li class=class>
                <h2><a href=page.path(lang)>{title}</a></h2>
                <p>{text}</p>
            </li>
        }
        .into_any()
    };
    let lately = when_ready(home, move |home| {
        let updates: Vec<AnyView> = home
            .updates
            .iter()
            .map(|update| view! { <UpdateEntry update/> }.into_any())
            .collect();
        let count = |page: Page, number: u32, label: &'static str| {
            view! { <li><a href=page.path(lang)><strong>{number}</strong> " " {label}</a></li> }
                .into_any()
        };
        view! {
            <section aria-labelledby="lately">
                <h2 id="lately">{home::LATELY.text()}</h2>
                <ul class="entries">{updates}</ul>
                <p><a href=Page::Updates.path(lang)>{home::ALL_UPDATES.text()}</a></p>
            </section>
            <section aria-labelledby="published">
                <h2 id="published">{home::PUBLISHED.text()}</h2>
                <ul class="counts">
                    {count(Page::Lookup, home.places, home::COUNT_PLACES.text())}
                    {count(Page::Lookup, home.rules, home::COUNT_RULES.text())}
                    {count(Page::Tasks, home.duties, home::COUNT_DUTIES.text())}
                    {count(Page::Requirements, home.requirements, home::COUNT_REQUIREMENTS.text())}
                    {count(Page::Updates, home.corrections, home::COUNT_CORRECTIONS.text())}
                </ul>
                <p class="meta">{localized(&home.notice)}</p>
            </section>
        }
        .into_any()
    });
    view! {
        <FixedHeading text=home::TITLE.text()/>
        <p class="lead">{home::LEAD.text()}</p>
        <ul class="three-doors">
            {door(Page::Lookup, "door door-vendor", home::DOOR_VENDOR.text(), home::DOOR_VENDOR_TEXT.text())}
            {door(Page::Tasks, "door door-tasks", home::DOOR_TASKS.text(), home::DOOR_TASKS_TEXT.text())}
            {door(Page::Feedback, "door door-feedback", home::DOOR_FEEDBACK.text(), home::DOOR_FEEDBACK_TEXT.text())}
        </ul>
        {lately}
    }
}
