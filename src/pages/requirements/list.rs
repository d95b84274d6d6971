//! All requirements, filtered by what became of them and by what was added on the way down.

use civic::duties::RequirementStatus;
use civic::duties::added_demands::Flag;
use civic::duties::comparison::short_level;
use civic::published::{RequirementIndex, RequirementSummary, name};
use leptos::prelude::*;
use routes::Page;
use routes::query::RequirementFilter;
use web::i18n::{Message, lang, localized};
use web::location::use_query;
use web::published::use_file;

use crate::components::{
    Breadcrumbs, Choice, FixedHeading, Icon, SmallGlyph, StatusTag, when_ready,
};
use crate::messages::{compare, corrections, frame, glance, requirements};

/// The requirements page.
#[component]
pub(crate) fn RequirementsPage() -> impl IntoView {
    let index = use_file::<RequirementIndex>(name::REQUIREMENTS);
    let wanted = use_query::<RequirementFilter>();
    view! {
        <Breadcrumbs parents={vec![(Page::Tasks, frame::TASKS.text().to_owned())]}/>
        <FixedHeading text=requirements::TITLE.text()/>
        <p class="soft">{requirements::LEAD.text()}</p>
        <p>
            <a class="go" href=Page::Glance.path(lang())>{glance::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a> " "
            <a class="go" href=Page::Corrections.path(lang())>{corrections::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a> " "
            <a class="go" href=Page::Compare.path(lang())>{compare::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a>
        </p>
        {when_ready(index, move |index| shown(&index.requirements, &wanted.get()))}
    }
}

fn shown(all: &[RequirementSummary], wanted: &RequirementFilter) -> AnyView {
    let lang = lang();
    // A choice keeps what was chosen of the other kind.
    let choice = |filter: RequirementFilter, label: &str, count: usize| {
        let is_current = filter == *wanted;
        let href = filter.href(lang);
        (count > 0 || is_current).then(|| {
            view! { <Choice href label count is_current=Box::new(move || is_current)/> }.into_any()
        })
    };
    let counted = |filter: &RequirementFilter| all.iter().filter(|r| fits(r, filter)).count();
    let by_status: Vec<AnyView> = std::iter::once(None)
        .chain(RequirementStatus::ALL.iter().rev().map(Some))
        .filter_map(|status| {
            let filter = RequirementFilter {
                status: status.cloned(),
                ..wanted.clone()
            };
            let label = status.map_or(requirements::ALL_REQUIREMENTS.text(), |s| {
                lang.term(s.zh(), s.en())
            });
            let count = counted(&filter);
            choice(filter, label, count)
        })
        .collect();
    let by_flag: Vec<AnyView> = std::iter::once(None)
        .chain(Flag::ALL.iter().map(Some))
        .filter_map(|flag| {
            let filter = RequirementFilter {
                flag: flag.cloned(),
                ..wanted.clone()
            };
            let label = flag.map_or(requirements::ALL_REQUIREMENTS.text(), |f| {
                lang.term(f.zh(), f.en())
            });
            let count = counted(&filter);
            choice(filter, label, count)
        })
        .collect();
    let rows: Vec<AnyView> = all.iter().filter(|r| fits(r, wanted)).map(row).collect();
    let filters = |title: &'static Message, choices: Vec<AnyView>| {
        view! {
            <p class="s soft part-3" aria-hidden="true">{title.text()}</p>
            <nav aria-label=title.text()><ul class="chips">{choices}</ul></nav>
        }
        .into_any()
    };
    view! {
        <div class="pick part">
            <div>{filters(&requirements::BY_STATUS, by_status)}{filters(&requirements::BY_FLAG, by_flag)}</div>
            <div>
                <h2 class="rule">{requirements::SHOWN.text().replace("{n}", &rows.len().to_string())}</h2>
                <ul>{rows}</ul>
            </div>
        </div>
    }
    .into_any()
}

fn fits(requirement: &RequirementSummary, filter: &RequirementFilter) -> bool {
    let RequirementFilter { flag, status } = filter;
    flag.as_ref()
        .is_none_or(|flag| requirement.flags.contains(flag))
        && status
            .as_ref()
            .is_none_or(|status| requirement.status == *status)
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
