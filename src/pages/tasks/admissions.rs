//! 职责准入: what was proposed to be handed to the grassroots, filtered, the latest first.

use civic::duties::{Admission, AdmissionDecision, proposers, unit_name};
use civic::published::{AdmissionsFile, name};
use civic::{Text, UnitCode};
use leptos::prelude::*;
use routes::Page;
use routes::query::AdmissionFilter;
use web::dom::print;
use web::format;
use web::i18n::{lang, localized};
use web::location::use_query;
use web::published::{DataError, Loaded, use_file};
use web::reactive::reactive;

use super::admission::{decided_by, decision_tag, told};
use super::filters::{choices, group};
use crate::components::{Breadcrumbs, FixedHeading, Icon, PaperFoot, SmallGlyph, when_ready};
use crate::messages::{admissions, frame, tasks};

/// The page of the admission log.
#[component]
pub(crate) fn AdmissionsPage() -> impl IntoView {
    let file = use_file::<AdmissionsFile>(name::ADMISSIONS);
    let wanted = use_query::<AdmissionFilter>();
    let was_open = StoredValue::new(false);
    view! {
        <Breadcrumbs parents={vec![(Page::Tasks, frame::TASKS.text().to_owned())]}/>
        <FixedHeading text=admissions::TITLE.text()/>
        <p class="soft">{admissions::LEAD.text()}</p>
        {reactive(move || match file.get() {
            Loaded::Failed(DataError::Absent) => view! { <p>{admissions::NONE.text()}</p> }.into_any(),
            _ => when_ready(file, move |file| log(&file, &wanted.get(), was_open)),
        })}
    }
}

fn fits(admission: &Admission, wanted: &AdmissionFilter) -> bool {
    let decision = wanted.decision.as_ref();
    let by = wanted.by.as_ref();
    decision.is_none_or(|decision| admission.decision == *decision)
        && by.is_none_or(|by| admission.proposed_by.zh == *by)
}

/// One filter: each value with how many entries it leaves beside what is chosen of the other.
fn filter(
    file: &AdmissionsFile,
    wanted: &AdmissionFilter,
    title: &str,
    values: Vec<(AdmissionFilter, String)>,
) -> AnyView {
    let values = values.into_iter().filter_map(|(filter, label)| {
        let count = file.admissions.iter().filter(|a| fits(a, &filter)).count();
        let is_current = filter == *wanted;
        (count > 0 || is_current).then(|| (filter.href(lang()), label, count, is_current))
    });
    group(title, choices(values.collect()))
}

fn by_decision(file: &AdmissionsFile, wanted: &AdmissionFilter) -> AnyView {
    let lang = lang();
    // A newer tree may have decisions that this version does not know.
    let mut decisions = AdmissionDecision::ALL.to_vec();
    let there = file.admissions.iter().map(|a| &a.decision);
    for decision in there.chain(&wanted.decision) {
        if !decisions.contains(decision) {
            decisions.push(decision.clone());
        }
    }
    let all = (None, admissions::ALL.text().to_owned());
    let values = decisions.into_iter().map(|decision| {
        let label = lang.term(decision.zh(), decision.en()).to_owned();
        (Some(decision), label)
    });
    let values = std::iter::once(all).chain(values).map(|(decision, label)| {
        let by = wanted.by.clone();
        (AdmissionFilter { decision, by }, label)
    });
    filter(
        file,
        wanted,
        admissions::BY_DECISION.text(),
        values.collect(),
    )
}

fn by_proposer(file: &AdmissionsFile, wanted: &AdmissionFilter) -> AnyView {
    let lang = lang();
    let named = |name: &Text| (Some(name.zh.clone()), lang.pick(name).to_owned());
    let mut values = vec![(None, admissions::ALL.text().to_owned())];
    values.extend(proposers(&file.admissions).into_iter().map(named));
    if values.iter().all(|(by, _)| *by != wanted.by) {
        values.extend(wanted.by.clone().map(|by| (Some(by.clone()), by)));
    }
    let values = values.into_iter().map(|(by, label)| {
        let decision = wanted.decision.clone();
        (AdmissionFilter { decision, by }, label)
    });
    filter(
        file,
        wanted,
        admissions::BY_PROPOSER.text(),
        values.collect(),
    )
}

/// `was_open` says whether a proposer has been chosen: the choices then stay open, and with them the one
/// that was just taken away and has the focus.
fn log(file: &AdmissionsFile, wanted: &AdmissionFilter, was_open: StoredValue<bool>) -> AnyView {
    let is_open = wanted.by.is_some() || was_open.get_value();
    was_open.set_value(is_open);
    let shown: Vec<&Admission> = file.admissions.iter().filter(|a| fits(a, wanted)).collect();
    let count = tasks::ALL_OF
        .text()
        .replace("{n}", &shown.len().to_string());
    let titles: Vec<String> = file
        .documents
        .iter()
        .filter(|d| shown.iter().any(|a| a.document.as_ref() == Some(&d.id)))
        .map(|d| format!("{} {}", lang().pick(&d.title), d.number))
        .collect();
    let entries = if shown.is_empty() {
        view! { <p>{admissions::NONE_FIT.text()}</p> }.into_any()
    } else {
        let entries: Vec<AnyView> = shown.into_iter().map(|a| entry(a, file)).collect();
        view! { <ul class="news">{entries}</ul> }.into_any()
    };
    view! {
        <div class="no-print">
            {by_decision(file, wanted)}
            <details class="more" open=is_open>
                <summary>{tasks::MORE_FILTERS.text()}<SmallGlyph icon=Icon::DOWN/></summary>
                {by_proposer(file, wanted)}
            </details>
        </div>
        <article class="duties part-3 narrow">
            <h2>{count}</h2>
            {entries}
            <PaperFoot documents=&titles/>
        </article>
        <p class="next-bar no-print"><button class="btn" type="button" on:click=|_| print()>{tasks::PRINT_A4.text()}</button></p>
    }
    .into_any()
}

fn entry(admission: &Admission, file: &AdmissionsFile) -> AnyView {
    let lang = lang();
    let day = admission.told_on();
    let category = &admission.category;
    let name = |code: &UnitCode| lang.pick(&unit_name(&file.units, code)).to_owned();
    let units: Vec<String> = admission.units.iter().map(name).collect();
    let items: Vec<AnyView> = file
        .duties
        .iter()
        .filter(|item| admission.duties.contains(&item.duty))
        .map(|item| {
            let page = Page::Duty(item.unit.clone(), item.duty.clone());
            let list = lang.term(item.list.zh(), item.list.en());
            let label = format!("{}{}{list}", name(&item.unit), frame::COMMA.text());
            view! { <a class="go" href=page.path(lang)>{label}</a> " " }.into_any()
        })
        .collect();
    let items = (!items.is_empty())
        .then(|| view! { <p class="s">{admissions::ON_LISTS.text()}{items}</p> });
    view! {
        <li id=admission.id.to_string()>
            <time datetime=day.to_string()>{format::date(lang, day).replace('年', "年\n")}</time>
            <div>
                <h3>{localized(&admission.title)}</h3>
                <p class="s">
                    {decision_tag(&admission.decision)} " "
                    {lang.term(category.zh(), category.en()).to_owned()}
                </p>
                {told(admission)}
                <p class="s soft">{admissions::MEANT_FOR.text()}{units.join(frame::AND.text())}</p>
                {items}
                {decided_by(admission, &file.documents)}
            </div>
        </li>
    }
    .into_any()
}
