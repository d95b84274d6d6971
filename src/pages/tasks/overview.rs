//! What the task lists begin with: the requirements by status, the duties by list, and the units.

use civic::duties::{DutyList, RequirementStatus, Unit, districts};
use civic::published::{DutyUnits, RequirementIndex, name};
use civic::search::{Facet, ItemKind};
use leptos::prelude::*;
use routes::Page;
use routes::query::{RequirementFilter, Search};
use web::i18n::{lang, localized};
use web::published::{Loaded, use_file};
use web::reactive::reactive;

use crate::components::{Icon, Skeleton, SmallGlyph, StatusTag, when_ready};
use crate::messages::{admissions, frame, tasks};
use crate::state::city;

/// How many there are, at the end of a row that leads to them.
pub(super) fn counted(count: u32) -> AnyView {
    let words = tasks::ITEMS.text().replace("{n}", &count.to_string());
    view! { <span class="row"><span>{words}</span><SmallGlyph icon=Icon::RIGHT/></span> }.into_any()
}

/// The requirements by status, the duties by list, and the units.
pub(super) fn overview() -> AnyView {
    let requirements = use_file::<RequirementIndex>(name::REQUIREMENTS);
    let duties = use_file::<DutyUnits>(name::DUTIES);
    let city = city();
    // All at once: a part that came first would be moved by the next.
    let is_loading = Memo::new(move |_| {
        matches!(requirements.get(), Loaded::Loading)
            || matches!(duties.get(), Loaded::Loading)
            || matches!(city.get(), Loaded::Loading)
    });
    reactive(move || {
        if is_loading.get() {
            return view! { <div class="part"><Skeleton/></div> }.into_any();
        }
        view! {
        <div class="pick part">
            <div class="stack">
                {when_ready(requirements, |index| by_status(&index))}
                {when_ready(duties, |index| by_list(&index))}
            </div>
            <section>
                <h2 class="rule">{tasks::BY_UNIT.text()}</h2>
                <p class="s soft">{tasks::BY_UNIT_LEAD.text()}</p>
                {when_ready(duties, move |index| when_ready(city, move |city| by_unit(&index, &city.units)))}
            </section>
        </div>
        }
        .into_any()
    })
}

fn by_status(index: &RequirementIndex) -> AnyView {
    let lang = lang();
    let rows: Vec<AnyView> = RequirementStatus::ALL
        .iter()
        .rev()
        .filter_map(|status| {
            let count = index.requirements.iter().filter(|r| r.status == *status).count();
            let filter = RequirementFilter { flag: None, status: Some(status.clone()) };
            (count > 0).then(|| {
                view! { <li><a class="list-link" href=filter.href(lang)><StatusTag status/>{counted(u32::try_from(count).unwrap_or(u32::MAX))}</a></li> }.into_any()
            })
        })
        .collect();
    let title = tasks::REQUIREMENTS
        .text()
        .replace("{n}", &index.requirements.len().to_string());
    view! {
        <section>
            <h2 class="rule">{title}</h2>
            <p class="s soft">{tasks::REQUIREMENTS_LEAD.text()}</p>
            <ul class="list">{rows}</ul>
            <p><a class="go" href=Page::Requirements.path(lang)>{tasks::SEE_REQUIREMENTS.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
        </section>
    }
    .into_any()
}

fn by_list(index: &DutyUnits) -> AnyView {
    let lang = lang();
    let of = |list: &DutyList| -> u32 {
        let counts = index.units.iter().flat_map(|unit| &unit.counts);
        counts
            .filter(|(other, _)| other == list)
            .map(|(_, n)| n)
            .sum()
    };
    let rows: Vec<AnyView> = DutyList::ALL
        .iter()
        .filter(|list| of(list) > 0)
        .map(|list| {
            let href = Search::of(Facet::Kind, ItemKind::Duty.code())
                .with(Facet::List, Some(list.code()))
                .href(lang);
            let name = lang.term(list.zh(), list.en()).to_owned();
            view! { <li><a class="list-link" href=href><b>{name}</b>{counted(of(list))}</a></li> }
                .into_any()
        })
        .collect();
    let all: u32 = index
        .units
        .iter()
        .flat_map(|unit| &unit.counts)
        .map(|(_, n)| n)
        .sum();
    view! {
        <section class="part-2">
            <h2 class="rule">{tasks::DUTIES.text().replace("{n}", &all.to_string())}</h2>
            <p class="s soft">{tasks::DUTIES_LEAD.text()}</p>
            <ul class="list">{rows}</ul>
            <p><a class="go" href=Page::Admissions.path(lang)>{admissions::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
        </section>
    }
    .into_any()
}

fn by_unit(index: &DutyUnits, units: &[Unit]) -> AnyView {
    let lang = lang();
    let count = |unit: &Unit| -> Option<u32> {
        let entry = index.units.iter().find(|entry| entry.unit == unit.code)?;
        Some(entry.counts.iter().map(|(_, n)| n).sum())
    };
    let groups: Vec<AnyView> = districts(units, |unit| count(unit).is_some())
        .into_iter()
        .map(|district| {
            let published: Vec<AnyView> = district
                .published
                .iter()
                .map(|unit| {
                    let count = count(unit).unwrap_or_default().to_string();
                    view! {
                        <li>
                            <a href=Page::Unit(unit.code.clone()).path(lang)>{localized(&unit.name)}</a>
                            <span class="s soft">{tasks::ITEMS.text().replace("{n}", &count)}</span>
                        </li>
                    }
                    .into_any()
                })
                .collect();
            let names: Vec<&str> = district.silent.iter().map(|u| lang.pick(&u.name)).collect();
            let silent = (!names.is_empty()).then(|| {
                let title = tasks::SILENT.text().replace("{n}", &names.len().to_string());
                view! {
                    <details>
                        <summary class="soft">{title}<SmallGlyph icon=Icon::DOWN/></summary>
                        <p class="soft silent">{names.join(frame::AND.text())}</p>
                    </details>
                }
            });
            let title = district.unit.map(|unit| localized(&unit.name));
            view! { <section><h3 class="district">{title}</h3><ul class="units">{published}</ul>{silent}</section> }.into_any()
        })
        .collect();
    view! { <div class="units-2">{groups}</div> }.into_any()
}
