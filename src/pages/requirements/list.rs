//! All requirements, filtered by what was added to them on the way down.

use civic::duties::added_demands::Flag;
use civic::duties::comparison::short_level;
use civic::published::{RequirementIndex, RequirementSummary, name};
use leptos::prelude::*;
use routes::Page;
use routes::query::RequirementFilter;
use web::i18n::{lang, localized};
use web::location::use_query;
use web::published::use_file;

use crate::components::{Breadcrumbs, Choice, FixedHeading, StatusTag, when_ready};
use crate::messages::{frame, requirements};

/// The requirements page.
#[component]
pub(crate) fn RequirementsPage() -> impl IntoView {
    let lang = lang();
    let index = use_file::<RequirementIndex>(name::REQUIREMENTS);
    let wanted = use_query::<RequirementFilter>();
    view! {
        <Breadcrumbs parents={vec![(Page::Tasks, frame::TASKS.text().to_owned())]}/>
        <FixedHeading text=requirements::TITLE.text()/>
        <p class="soft">{requirements::LEAD.text()}</p>
        {when_ready(index, move |index| {
            let wanted = wanted.get().flag;
            let choice = |flag: Option<&Flag>, label: &str, n: usize| {
                let is_current = wanted.as_ref() == flag;
                let href = RequirementFilter { flag: flag.cloned() }.href(lang);
                view! { <Choice href label count=n is_current=Box::new(move || is_current)/> }.into_any()
            };
            let mut choices = vec![choice(None, requirements::ALL_REQUIREMENTS.text(), index.requirements.len())];
            for flag in Flag::ALL {
                let n = index.requirements.iter().filter(|r| r.flags.contains(flag)).count();
                if n > 0 {
                    choices.push(choice(Some(flag), lang.term(flag.zh(), flag.en()), n));
                }
            }
            let rows: Vec<AnyView> = index
                .requirements
                .iter()
                .filter(|r| wanted.as_ref().is_none_or(|wanted| r.flags.contains(wanted)))
                .map(row)
                .collect();
            view! {
                <nav aria-label=requirements::BY_FLAG.text()><ul class="chips">{choices}</ul></nav>
                <h2 class="rule part-2">{requirements::SHOWN.text().replace("{n}", &rows.len().to_string())}</h2>
                <ul>{rows}</ul>
            }
            .into_any()
        })}
    }
}

fn row(requirement: &RequirementSummary) -> AnyView {
    let lang = lang();
    let page = Page::Requirement(requirement.id.clone());
    let asked = requirements::ASKED_BY
        .text()
        .replace("{by}", lang.pick(&requirement.by))
        .replace("{to}", lang.pick(&short_level(&requirement.levels.1)));
    view! {
        <li class="hit">
            <a href=page.path(lang)><b>{localized(&requirement.title)}</b></a> " " <StatusTag status=&requirement.status/>
            <p class="s">{asked} {frame::COMMA.text()} {added(requirement)}</p>
        </li>
    }
    .into_any()
}

/// What was added and how much of it was corrected, in words.
fn added(requirement: &RequirementSummary) -> String {
    let lang = lang();
    let flags = &requirement.flags;
    if flags.is_empty() {
        return requirements::NONE_ADDED.text().to_owned();
    }
    let which: Vec<&str> = flags.iter().map(|f| lang.term(f.zh(), f.en())).collect();
    let mut said = requirements::ADDED_KINDS
        .text()
        .replace("{n}", &flags.len().to_string())
        .replace("{which}", &which.join(frame::AND.text()));
    let corrected = requirement.corrected.len();
    if corrected == flags.len() {
        said.push_str(requirements::ALL_CORRECTED.text());
    } else if corrected > 0 {
        let some = requirements::SOME_CORRECTED.text();
        said.push_str(&some.replace("{n}", &corrected.to_string()));
    }
    said
}
