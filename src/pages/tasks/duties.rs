//! A unit's duty lists, and a single item.

use civic::duties::{DutyItem, DutyList};
use civic::published::{DutyFile, name};
use civic::{DutyId, UnitCode};
use leptos::prelude::*;
use routes::Page;
use routes::query::DutyFilter;
use web::format;
use web::i18n::{lang, localized};
use web::location::use_query;
use web::published::{File, Loaded, use_file};
use web::reactive::reactive;

use crate::components::{
    Absent, Breadcrumbs, Choice, Citations, Fact, FactRow, Heading, SourceTag, Tag, TagKind,
    WrongWithThis, when_ready,
};
use crate::messages::{components, frame, tasks};

fn file_of(unit: &UnitCode) -> File<DutyFile> {
    use_file(format!("{}{unit}", name::DUTIES_DIR))
}

/// The tag of a list, coloured by whether the street office may be asked to do its items.
#[component]
fn ListTag<'a>(list: &'a DutyList) -> impl IntoView + use<> {
    let kind = match list {
        DutyList::Core => TagKind::Good,
        DutyList::Assist => TagKind::Pending,
        DutyList::TakenBack | DutyList::Barred => TagKind::Bad,
        _ => TagKind::Plain,
    };
    view! { <Tag kind label=lang().term(list.zh(), list.en())/> }
}

/// A unit's lists.
#[component]
pub(crate) fn UnitPage(unit: UnitCode) -> impl IntoView {
    let lang = lang();
    let file = file_of(&unit);
    let title = move || match file.get() {
        Loaded::Ready(file) => lang.pick(&file.unit.name).to_owned(),
        _ => tasks::TITLE.text().to_owned(),
    };
    let wanted = use_query::<DutyFilter>();
    view! {
        <Breadcrumbs parents={vec![(Page::Tasks, frame::TASKS.text().to_owned())]}/>
        <Heading text=Signal::derive(title)/>
        {when_ready(file, move |file| {
            let wanted = wanted.get().list;
            let choice = |list: Option<&DutyList>, label: &str, n: usize| {
                let is_current = wanted.as_ref() == list;
                let href = DutyFilter { list: list.cloned() }.href(&unit, lang);
                view! { <Choice href label count=n is_current=Box::new(move || is_current)/> }.into_any()
            };
            let mut choices = vec![choice(None, tasks::ALL_LISTS.text(), file.items.len())];
            let mut sections: Vec<AnyView> = Vec::new();
            for list in DutyList::ALL {
                let items: Vec<&DutyItem> = file.items.iter().filter(|i| i.list == *list).collect();
                if items.is_empty() {
                    continue;
                }
                let label = lang.term(list.zh(), list.en());
                choices.push(choice(Some(list), label, items.len()));
                if wanted.as_ref().is_none_or(|wanted| wanted == list) {
                    sections.push(view! { <DutySection list items=&items/> }.into_any());
                }
            }
            view! {
                <nav aria-label=tasks::BY_LIST.text()><ul class="chips">{choices}</ul></nav>
                {sections}
            }
            .into_any()
        })}
    }
}

#[component]
fn DutySection<'a>(list: &'a DutyList, items: &'a [&'a DutyItem]) -> impl IntoView + use<> {
    let lang = lang();
    let mut groups: Vec<AnyView> = Vec::new();
    for same in items.chunk_by(|a, b| a.category == b.category) {
        let rows: Vec<AnyView> = same
            .iter()
            .map(|item| {
                let page = Page::Duty(item.unit.clone(), item.id.clone());
                view! { <li><a href=page.path(lang)>{localized(&item.title)}</a> " " <SourceTag source=&item.source/></li> }
                    .into_any()
            })
            .collect();
        let category = same
            .first()
            .map(|i| lang.term(i.category.zh(), i.category.en()).to_owned());
        groups.push(view! { <h3>{category}</h3><ul class="list">{rows}</ul> }.into_any());
    }
    view! { <section><h2>{lang.term(list.zh(), list.en()).to_owned()}</h2>{groups}</section> }
}

/// One item.
#[component]
pub(crate) fn DutyPage(unit: UnitCode, duty: DutyId) -> impl IntoView {
    let lang = lang();
    let file = file_of(&unit);
    let wanted = duty.clone();
    let title = move || match file.get() {
        Loaded::Ready(file) => file
            .items
            .iter()
            .find(|i| i.id == wanted)
            .map_or(tasks::DUTY_ITEM.text(), |i| lang.pick(&i.title))
            .to_owned(),
        _ => tasks::DUTY_ITEM.text().to_owned(),
    };
    view! {
        <DutyBreadcrumbs file code=unit/>
        <Heading text=Signal::derive(title)/>
        {when_ready(file, move |file| match file.items.iter().find(|i| i.id == duty) {
            Some(item) => view! { <DutyItemFacts item file=&file/> }.into_any(),
            None => view! { <Absent/> }.into_any(),
        })}
    }
}

/// Breadcrumbs back to the unit's lists; the unit's code until its name is loaded.
#[component]
fn DutyBreadcrumbs(file: File<DutyFile>, code: UnitCode) -> impl IntoView {
    let lang = lang();
    reactive(move || {
        let name = match file.get() {
            Loaded::Ready(file) => lang.pick(&file.unit.name).to_owned(),
            _ => code.to_string(),
        };
        view! { <Breadcrumbs parents={vec![
            (Page::Tasks, frame::TASKS.text().to_owned()),
            (Page::Unit(code.clone()), name),
        ]}/> }
        .into_any()
    })
}

#[component]
fn DutyItemFacts<'a>(item: &'a DutyItem, file: &'a DutyFile) -> impl IntoView + use<> {
    let lang = lang();
    let requirements: Vec<AnyView> = file
        .requirements
        .iter()
        .filter(|r| r.duty == item.id)
        .map(|r| {
            let page = Page::Requirement(r.requirement.clone());
            view! { <li><a href=page.path(lang)>{localized(&r.title)}</a></li> }.into_any()
        })
        .collect();
    let requirements = if requirements.is_empty() {
        view! { <p>{tasks::NO_REQUIREMENTS.text()}</p> }.into_any()
    } else {
        view! { <ul class="list">{requirements}</ul> }.into_any()
    };
    view! {
        <p class="wrap">
            <ListTag list=&item.list/> " "
            <Tag kind=TagKind::Plain label=lang.term(item.category.zh(), item.category.en())/> " "
            <SourceTag source=&item.source/>
        </p>
        <dl class="facts">
            <Fact term=tasks::LEAD_UNIT.text() value=&item.lead/>
            <Fact term=tasks::LEAD_DUTY.text() value=&item.lead_duty/>
            <Fact term=tasks::UNIT_DUTY.text() value=&item.unit_duty/>
            <FactRow term=tasks::SINCE.text() value=format::date(lang, item.since).into_any()/>
            <Fact term=components::NOTE.text() value=&item.note/>
            <FactRow term=components::IDENTIFIER.text() value=item.id.to_string().into_any()/>
        </dl>
        <h2>{components::DOCUMENT.text()}</h2>
        <Citations ids=std::slice::from_ref(&item.document) documents=&file.documents/>
        <h2>{tasks::ITS_REQUIREMENTS.text()}</h2>
        {requirements}
        <WrongWithThis about=item.unit.as_str() part=item.id.as_str()/>
    }
}
