//! The three doors, what changed lately, and how much is published.

use civic::published::{HomeFile, name};
use leptos::prelude::*;

use super::updates::entry;
use crate::app::{lang, m};
use crate::components::{heading, when_ready};
use crate::lang::localized;
use crate::paths::Page;
use crate::published::use_file;

/// The home page.
pub(crate) fn page() -> AnyView {
    let (lang, m) = (lang(), m());
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
        let updates: Vec<AnyView> = home.updates.iter().map(entry).collect();
        let count = |page: Page, number: u32, word: &'static str| {
            view! { <li><a href=page.path(lang)><strong>{number}</strong> " " {word}</a></li> }
                .into_any()
        };
        view! {
            <section aria-labelledby="lately">
                <h2 id="lately">{m.lately}</h2>
                <ul class="entries">{updates}</ul>
                <p><a href=Page::Updates.path(lang)>{m.all_updates}</a></p>
            </section>
            <section aria-labelledby="published">
                <h2 id="published">{m.published}</h2>
                <ul class="counts">
                    {count(Page::Lookup, home.places, m.count_places)}
                    {count(Page::Lookup, home.rules, m.count_rules)}
                    {count(Page::Tasks, home.duties, m.count_duties)}
                    {count(Page::Requirements, home.requirements, m.count_requirements)}
                    {count(Page::Updates, home.corrections, m.count_corrections)}
                </ul>
                <p class="meta">{localized(&home.notice)}</p>
            </section>
        }
        .into_any()
    });
    view! {
        {heading(move || m.home_title.to_owned())}
        <p class="lead">{m.home_lead}</p>
        <ul class="three-doors">
            {door(Page::Lookup, "door door-vendor", m.door_vendor, m.door_vendor_text)}
            {door(Page::Tasks, "door door-tasks", m.door_tasks, m.door_tasks_text)}
            {door(Page::Feedback, "door door-feedback", m.door_feedback, m.door_feedback_text)}
        </ul>
        {lately}
    }
    .into_any()
}
