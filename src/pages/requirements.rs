//! All requirements, by what was added to them on the way.

use civic::duties::RequirementStatus;
use civic::duties::added_demands::Flag;
use civic::published::{RequirementIndex, RequirementSummary, name};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::app::{lang, m};
use crate::components::{crumbs, heading, tag, when_ready};
use crate::lang::localized;
use crate::paths::Page;
use crate::published::use_file;

/// The tag of a status.
pub(super) fn status_tag(status: &RequirementStatus) -> AnyView {
    let kind = match status {
        RequirementStatus::Clean | RequirementStatus::Justified | RequirementStatus::Corrected => {
            "yes"
        }
        RequirementStatus::Confirmed => "no",
        _ => "if",
    };
    tag(kind, lang().term(status.zh(), status.en()))
}

/// The tag of an addition.
pub(super) fn flag_tag(flag: &Flag) -> AnyView {
    tag("flag", lang().term(flag.zh(), flag.en()))
}

/// The requirements page.
pub(crate) fn page() -> AnyView {
    let (lang, m) = (lang(), m());
    let index = use_file::<RequirementIndex>(name::REQUIREMENTS);
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|q| q.get("flag").unwrap_or_default()));
    view! {
        {crumbs(vec![(Page::Tasks, m.tasks.to_owned())])}
        {heading(move || m.requirements_title.to_owned())}
        <p class="lead">{m.requirements_lead}</p>
        {when_ready(index, move |index| {
            let wanted = wanted.get();
            let choice = |code: &str, word: &str, n: usize| {
                let current = (wanted == code).then_some("true");
                let href = Page::Requirements.with(lang, &[("flag", code)]);
                view! { <li><a class="choice" href=href aria-current=current>{word.to_owned()} " " {n}</a></li> }.into_any()
            };
            let mut choices = vec![choice("", m.all_requirements, index.requirements.len())];
            for flag in Flag::ALL {
                let n = index.requirements.iter().filter(|r| r.flags.contains(flag)).count();
                if n > 0 {
                    choices.push(choice(flag.code(), lang.term(flag.zh(), flag.en()), n));
                }
            }
            let rows: Vec<AnyView> = index
                .requirements
                .iter()
                .filter(|r| wanted.is_empty() || r.flags.iter().any(|f| f.code() == wanted))
                .map(row)
                .collect();
            view! {
                <nav aria-label=m.by_flag><ul class="choices">{choices}</ul></nav>
                <ul class="rows">{rows}</ul>
            }
            .into_any()
        })}
    }
    .into_any()
}

fn row(requirement: &RequirementSummary) -> AnyView {
    let lang = lang();
    let flags: Vec<AnyView> = requirement
        .flags
        .iter()
        .map(|f| view! { {flag_tag(f)} " " }.into_any())
        .collect();
    let (from, to) = &requirement.levels;
    let levels = format!(
        "{} → {}",
        lang.term(from.zh(), from.en()),
        lang.term(to.zh(), to.en())
    );
    let page = Page::Requirement(requirement.id.to_string());
    view! {
        <li>
            <a href=page.path(lang)>{localized(&requirement.title)}</a>
            <p class="meta">{levels} " " {status_tag(&requirement.status)} " " {flags}</p>
        </li>
    }
    .into_any()
}
