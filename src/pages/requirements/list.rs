//! All requirements, filtered by what was added to them on the way down.

use civic::duties::added_demands::Flag;
use civic::published::{RequirementIndex, RequirementSummary, name};
use leptos::prelude::*;
use routes::Page;
use routes::query::RequirementFilter;
use web::i18n::{lang, localized};
use web::location::use_query;
use web::published::use_file;

use crate::components::{Breadcrumbs, Choice, FixedHeading, FlagTag, StatusTag, when_ready};
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
                .map(|requirement| view! { <RequirementRow requirement/> }.into_any())
                .collect();
            view! {
                <nav aria-label=requirements::BY_FLAG.text()><ul class="chips">{choices}</ul></nav>
                <ul class="list">{rows}</ul>
            }
            .into_any()
        })}
    }
}

#[component]
fn RequirementRow<'a>(requirement: &'a RequirementSummary) -> impl IntoView + use<> {
    let lang = lang();
    let flags: Vec<AnyView> = requirement
        .flags
        .iter()
        .map(|f| view! { <FlagTag flag=f/> " " }.into_any())
        .collect();
    let (from, to) = &requirement.levels;
    let levels = format!(
        "{} → {}",
        lang.term(from.zh(), from.en()),
        lang.term(to.zh(), to.en())
    );
    let page = Page::Requirement(requirement.id.clone());
    view! {
        <li>
            <a href=page.path(lang)>{localized(&requirement.title)}</a>
            <p class="s soft">{levels} " " <StatusTag status=&requirement.status/> " " {flags}</p>
        </li>
    }
}
