//! One unit's duty lists, and one item of them.

use civic::duties::{DutyItem, DutyList};
use civic::published::{DutyFile, name};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::app::{lang, m};
use crate::components::{
    absent, cite_all, crumbs, fact, fact_view, heading, source, tag, when_ready, wrong_with_this,
};
use crate::format;
use crate::lang::localized;
use crate::paths::Page;
use crate::published::{File, Loaded, use_file};
use crate::reactive::reactive;

fn file_of(unit: &str) -> File<DutyFile> {
    use_file(format!("{}{unit}", name::DUTIES_DIR))
}

/// A list's tag: what the street office may be asked, and what not.
fn list_tag(list: &DutyList) -> AnyView {
    let kind = match list {
        DutyList::Core => "yes",
        DutyList::Assist => "if",
        DutyList::TakenBack | DutyList::Barred => "no",
        _ => "plain",
    };
    tag(kind, lang().term(list.zh(), list.en()))
}

/// A unit's lists.
pub(crate) fn unit(code: &str) -> AnyView {
    let (lang, m) = (lang(), m());
    let file = file_of(code);
    let title = move || match file.get() {
        Loaded::Ready(file) => lang.pick(&file.unit.name).to_owned(),
        _ => m.tasks_title.to_owned(),
    };
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|q| q.get("list").unwrap_or_default()));
    let here = Page::Unit(code.to_owned());
    view! {
        {crumbs(vec![(Page::Tasks, m.tasks.to_owned())])}
        {heading(title)}
        {when_ready(file, move |file| {
            let wanted = wanted.get();
            let choice = |code: &str, word: String, n: usize| {
                let current = (wanted == code).then_some("true");
                view! {
                    <li><a class="choice" href=here.with(lang, &[("list", code)]) aria-current=current>{word} " " {n}</a></li>
                }
                .into_any()
            };
            let mut choices = vec![choice("", m.all_lists.to_owned(), file.items.len())];
            let mut sections: Vec<AnyView> = Vec::new();
            for list in DutyList::ALL {
                let items: Vec<&DutyItem> = file.items.iter().filter(|i| i.list == *list).collect();
                if items.is_empty() {
                    continue;
                }
                let word = lang.term(list.zh(), list.en());
                choices.push(choice(list.code(), word.to_owned(), items.len()));
                if wanted.is_empty() || wanted == list.code() {
                    sections.push(section(list, &items));
                }
            }
            view! {
                <nav aria-label=m.by_list><ul class="choices">{choices}</ul></nav>
                {sections}
            }
            .into_any()
        })}
    }
    .into_any()
}

fn section(list: &DutyList, items: &[&DutyItem]) -> AnyView {
    let lang = lang();
    let mut groups: Vec<AnyView> = Vec::new();
    for same in items.chunk_by(|a, b| a.category == b.category) {
        let rows: Vec<AnyView> = same
            .iter()
            .map(|item| {
                let page = Page::Duty(item.unit.to_string(), item.id.to_string());
                view! { <li><a href=page.path(lang)>{localized(&item.title)}</a> " " {source(&item.source)}</li> }
                    .into_any()
            })
            .collect();
        let category = same
            .first()
            .map(|i| lang.term(i.category.zh(), i.category.en()).to_owned());
        groups.push(view! { <h3>{category}</h3><ul class="rows">{rows}</ul> }.into_any());
    }
    view! { <section><h2>{lang.term(list.zh(), list.en()).to_owned()}</h2>{groups}</section> }
        .into_any()
}

/// One item.
pub(crate) fn duty(unit: String, id: String) -> AnyView {
    let (lang, m) = (lang(), m());
    let file = file_of(&unit);
    let wanted = id.clone();
    let title = move || match file.get() {
        Loaded::Ready(file) => file
            .items
            .iter()
            .find(|i| i.id.as_str() == wanted)
            .map_or(m.duty_item, |i| lang.pick(&i.title))
            .to_owned(),
        _ => m.duty_item.to_owned(),
    };
    view! {
        {way_up(file, unit)}
        {heading(title)}
        {when_ready(file, move |file| match file.items.iter().find(|i| i.id.as_str() == id) {
            Some(item) => item_view(item, &file),
            None => absent(),
        })}
    }
    .into_any()
}

/// The way back to the unit's lists, by its name once that is known.
fn way_up(file: File<DutyFile>, code: String) -> AnyView {
    let (lang, m) = (lang(), m());
    reactive(move || {
        let name = match file.get() {
            Loaded::Ready(file) => lang.pick(&file.unit.name).to_owned(),
            _ => code.clone(),
        };
        crumbs(vec![
            (Page::Tasks, m.tasks.to_owned()),
            (Page::Unit(code.clone()), name),
        ])
    })
}

fn item_view(item: &DutyItem, file: &DutyFile) -> AnyView {
    let (lang, m) = (lang(), m());
    let requirements: Vec<AnyView> = file
        .requirements
        .iter()
        .filter(|r| r.duty == item.id)
        .map(|r| {
            let page = Page::Requirement(r.requirement.to_string());
            view! { <li><a href=page.path(lang)>{localized(&r.title)}</a></li> }.into_any()
        })
        .collect();
    let requirements = if requirements.is_empty() {
        view! { <p>{m.no_requirements}</p> }.into_any()
    } else {
        view! { <ul class="rows">{requirements}</ul> }.into_any()
    };
    view! {
        <p class="tags">
            {list_tag(&item.list)} " "
            {tag("plain", lang.term(item.category.zh(), item.category.en()))} " "
            {source(&item.source)}
        </p>
        <dl class="facts">
            {fact(m.lead_unit, &item.lead)}
            {fact(m.lead_duty, &item.lead_duty)}
            {fact(m.unit_duty, &item.unit_duty)}
            {fact_view(m.since, format::date(lang, item.since).into_any())}
            {fact(m.note, &item.note)}
            {fact_view(m.identifier, item.id.to_string().into_any())}
        </dl>
        <h2>{m.document}</h2>
        {cite_all(std::slice::from_ref(&item.document), &file.documents)}
        <h2>{m.its_requirements}</h2>
        {requirements}
        {wrong_with_this(item.id.as_str())}
    }
    .into_any()
}
