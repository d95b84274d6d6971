//! A unit's duty lists, and a single item.

use std::sync::Arc;

use civic::documents::Document;
use civic::duties::{Admission, DutyItem, DutyList};
use civic::published::{DutyFile, name};
use civic::{DocumentId, DutyId, Text, UnitCode};
use leptos::prelude::*;
use routes::Page;
use routes::query::{AsOf, DutyFilter, Feedback};
use routes::tree::{Format, TreePath};
use web::dom::print;
use web::format;
use web::i18n::{lang, localized};
use web::location::use_query;
use web::published::{File, Loaded, use_file};
use web::reactive::reactive;

use super::admission::{decided_by, decision_tag, told};
use crate::components::{
    Absent, Breadcrumbs, CasesAbout, Choice, Citations, Definitions, Fact, FactRow, Heading, Icon,
    PaperFoot, SmallGlyph, SourceTag, Subject, Tag, TagKind, as_of, history_link, wrong_with_this,
};
use crate::messages::{admissions, components, frame, lookup, tasks};

fn file_of(unit: &UnitCode) -> File<DutyFile> {
    use_file(format!("{}{unit}", name::DUTIES_DIR))
}

/// The tag of a list, coloured by whether the street office may be asked to do its items.
#[component]
pub(super) fn ListTag<'a>(list: &'a DutyList) -> impl IntoView + use<> {
    let kind = match list {
        DutyList::Core => TagKind::Good,
        DutyList::Assist => TagKind::Pending,
        DutyList::TakenBack | DutyList::Barred => TagKind::Bad,
        _ => TagKind::Plain,
    };
    view! { <Tag kind label=lang().term(list.zh(), list.en())/> }
}

/// A unit's lists, on the screen and on paper.
#[component]
pub(crate) fn UnitPage(unit: UnitCode) -> impl IntoView {
    let file = file_of(&unit);
    // As they are called in the state that is shown.
    let shown = RwSignal::new(None);
    let title = move || {
        shown.get().unwrap_or_else(|| match file.get() {
            Loaded::Ready(file) => lists_of(&file),
            _ => tasks::TITLE.text().to_owned(),
        })
    };
    let wanted = use_query::<DutyFilter>();
    let subject = Subject::Lists(unit.clone());
    view! {
        <Breadcrumbs parents={vec![(Page::Tasks, frame::TASKS.text().to_owned())]}/>
        <Heading text=Signal::derive(title)/>
        {reactive(move || {
            shown.set(None);
            let (unit, wanted) = (unit.clone(), wanted.get());
            as_of(subject.clone(), wanted.as_of.clone(), move |file, sequence| {
                shown.set(Some(lists_of(&file)));
                lists(&file, &unit, &wanted, sequence.is_none())
            })
        })}
    }
}

fn lists_of(file: &DutyFile) -> String {
    let lists = tasks::DUTY_LISTS_OF.text();
    lists.replace("{unit}", lang().pick(&file.unit.name))
}

fn lists(file: &DutyFile, unit: &UnitCode, filter: &DutyFilter, is_now: bool) -> AnyView {
    let lang = lang();
    let (wanted, as_of) = (filter.list.as_ref(), &filter.as_of);
    let choice = |list: Option<&DutyList>, label: &str, n: usize| {
        let is_current = wanted == list;
        let href = DutyFilter {
            list: list.cloned(),
            as_of: as_of.clone(),
        }
        .href(unit, lang);
        view! { <Choice href label count=n is_current=Box::new(move || is_current)/> }.into_any()
    };
    // The year and the files to take away are those of now.
    let year = (file.reached > 0 && is_now).then(|| {
        let reached = tasks::REACHED_BY.text();
        let label = reached.replace("{n}", &file.reached.to_string());
        let href = Page::Office(unit.clone()).path(lang);
        view! { <p class="no-print"><a class="go" href=href>{label}<SmallGlyph icon=Icon::NEXT/></a></p> }
    });
    let mut choices = vec![choice(None, tasks::ALL_LISTS.text(), file.items.len())];
    let mut sections: Vec<AnyView> = Vec::new();
    for list in DutyList::ALL {
        let items: Vec<&DutyItem> = file.items.iter().filter(|i| i.list == *list).collect();
        if items.is_empty() {
            continue;
        }
        choices.push(choice(
            Some(list),
            lang.term(list.zh(), list.en()),
            items.len(),
        ));
        if wanted.is_none_or(|wanted| wanted == list) {
            sections.push(section(list, &items, &file.documents, as_of));
        }
    }
    view! {
        <p class="soft">{tasks::OUTSIDE.text()}</p>
        {year}
        <nav class="no-print part-3" aria-label=tasks::BY_LIST.text()><ul class="chips">{choices}</ul></nav>
        <article class="duties">
            {sections}
            {foot(file, is_now)}
        </article>
        {is_now.then(|| ways_out(unit))}
        {history_link(&Subject::Lists(unit.clone()))}
        <p class="next-bar no-print"><button class="btn" type="button" on:click=|_| print()>{tasks::PRINT_A4.text()}</button></p>
    }
    .into_any()
}

/// The unit's own list as files, under names that stay.
fn ways_out(unit: &UnitCode) -> AnyView {
    let link = |(format, label): (Format, &'static str)| {
        let path = TreePath::duty_list(unit, format)?;
        Some(view! { <li><a class="go" href=path.url() rel="external">{label}</a></li> })
    };
    let formats = [
        (Format::Csv, tasks::AS_CSV.text()),
        (Format::Workbook, tasks::AS_XLSX.text()),
        (Format::Json, tasks::AS_JSON.text()),
    ];
    let links: Vec<_> = formats.into_iter().filter_map(link).collect();
    view! {
        <section class="part no-print"><h2>{tasks::TAKE_AWAY.text()}</h2><ul>{links}</ul></section>
    }
    .into_any()
}

/// What is said of those who have a part in the items of a list: who leads, and what the unit does.
pub(super) fn parts(list: &DutyList) -> (&'static str, &'static str) {
    match list {
        DutyList::TakenBack => (tasks::DONE_BY.text(), tasks::HOW_NOW.text()),
        _ => (tasks::LEAD_UNIT.text(), tasks::UNIT_DUTY.text()),
    }
}

/// What in law an item rests on, in a line, with the articles. Not on paper, where titles alone are
/// posted.
fn laws(item: &DutyItem, documents: &[Document]) -> Option<AnyView> {
    let lang = lang();
    let law = |id: &DocumentId| {
        let law = documents.iter().find(|d| d.id == *id)?;
        let (title, article) = (lang.pick(&law.title), lang.pick(&law.article));
        Some(format!("{title} {article}"))
    };
    let laws: Vec<String> = item.legal_basis.iter().filter_map(law).collect();
    (!laws.is_empty()).then(|| {
        let laws = laws.join(components::LIST_STOP.text());
        view! { <div class="s soft no-print">{tasks::LEGAL_BASIS.text()}{lookup::COLON.text()}{laws}</div> }
            .into_any()
    })
}

/// One list: titles alone by category, or a table where others have a part in it.
fn section(list: &DutyList, items: &[&DutyItem], documents: &[Document], as_of: &AsOf) -> AnyView {
    let lang = lang();
    let count = tasks::ITEMS.text().replace("{n}", &items.len().to_string());
    let is_shared = items
        .iter()
        .any(|i| !i.lead.is_empty() || !i.how().is_empty());
    let title = |item: &DutyItem| {
        let page = Page::Duty(item.unit.clone(), item.id.clone());
        view! {
            <a href=as_of.href(&page, lang)>{localized(&item.title)}</a> " " <SourceTag source=&item.source/>
            {laws(item, documents)}
        }
    };
    let content = if is_shared {
        let (who, how) = parts(list);
        let has_lead_duty = items.iter().any(|i| !i.lead_duty.is_empty());
        let cell = |term: &'static str, text: &Text| {
            view! { <td data-l=term>{localized(text)}</td> }.into_any()
        };
        let rows: Vec<AnyView> = items
            .iter()
            .enumerate()
            .map(|(i, item)| {
                let lead_duty =
                    has_lead_duty.then(|| cell(tasks::LEAD_DUTY.text(), &item.lead_duty));
                view! {
                    <tr>
                        <td class="num">{i + 1}</td>
                        <th scope="row">{title(item)}</th>
                        {cell(who, &item.lead)}
                        {lead_duty}
                        {cell(how, item.how())}
                    </tr>
                }
                .into_any()
            })
            .collect();
        let lead_duty =
            has_lead_duty.then(|| view! { <th scope="col">{tasks::LEAD_DUTY.text()}</th> });
        view! {
            <table class="tbl duty">
                <thead><tr>
                    <th scope="col" class="num"><span class="off">{tasks::NUMBER.text()}</span></th>
                    <th scope="col">{tasks::ITEM.text()}</th>
                    <th scope="col">{who}</th>
                    {lead_duty}
                    <th scope="col">{how}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    } else {
        let mut number = 0;
        let groups: Vec<AnyView> = items
            .chunk_by(|a, b| a.category == b.category)
            .map(|same| {
                let rows: Vec<AnyView> = same
                    .iter()
                    .map(|item| {
                        number += 1;
                        view! { <li><b>{number}</b><span>{title(item)}</span></li> }.into_any()
                    })
                    .collect();
                let category = same
                    .first()
                    .map(|i| lang.term(i.category.zh(), i.category.en()).to_owned());
                view! { <section><h3>{category}</h3><ol>{rows}</ol></section> }.into_any()
            })
            .collect();
        view! { <div class="post">{groups}</div> }.into_any()
    };
    let name = lang.term(list.zh(), list.en()).to_owned();
    let terms: Vec<_> = list
        .definition()
        .map(|meaning| (name.clone(), meaning))
        .into_iter()
        .collect();
    let summary = components::WORD_MEANS.text().replace("{}", &name);
    view! { <section class="part"><h2>{name} " " <span class="soft">{count}</span></h2><Definitions summary terms/>{content}</section> }.into_any()
}

/// What the lists are according to. The foot of a sheet says the present version, which is not theirs if
/// they are shown as they were.
fn foot(file: &DutyFile, is_now: bool) -> AnyView {
    let lang = lang();
    let titles: Vec<String> = file
        .documents
        .iter()
        .filter(|d| file.items.iter().any(|item| item.document == d.id))
        .map(|d| format!("{} {}", lang.pick(&d.title), d.number))
        .collect();
    if is_now {
        return view! { <PaperFoot documents=&titles/> }.into_any();
    }
    let titles = titles.join(components::LIST_STOP.text());
    view! { <p class="s soft">{components::ACCORDING_TO.text()}{titles}</p> }.into_any()
}

/// One item.
#[component]
pub(crate) fn DutyPage(unit: UnitCode, duty: DutyId) -> impl IntoView {
    let lang = lang();
    let file = file_of(&unit);
    let wanted = duty.clone();
    let subject = Subject::Item(unit.clone(), duty.clone());
    let asked = use_query::<AsOf>();
    // As it is called in the state that is shown.
    let shown = RwSignal::new(None);
    let title = move || {
        shown.get().unwrap_or_else(|| match file.get() {
            Loaded::Ready(file) => file
                .items
                .iter()
                .find(|i| i.id == wanted)
                .map_or(tasks::DUTY_ITEM.text(), |i| lang.pick(&i.title))
                .to_owned(),
            _ => tasks::DUTY_ITEM.text().to_owned(),
        })
    };
    view! {
        <DutyBreadcrumbs file code=unit/>
        <Heading text=Signal::derive(title)/>
        {reactive(move || {
            shown.set(None);
            let (subject, duty) = (subject.clone(), duty.clone());
            as_of(subject.clone(), asked.get(), move |file: Arc<DutyFile>, _| {
                match file.items.iter().find(|i| i.id == duty) {
                    Some(item) => {
                        shown.set(Some(lang.pick(&item.title).to_owned()));
                        view! { <DutyItemFacts item file=&file/> }.into_any()
                    }
                    None => view! { <Absent/> {history_link(&subject)} }.into_any(),
                }
            })
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
    let (who, how) = parts(&item.list);
    let requirements: Vec<AnyView> = file
        .requirements
        .iter()
        .filter(|r| r.duty == item.id)
        .map(|r| {
            let page = Page::Requirement(r.requirement.clone());
            view! { <li><a class="list-link" href=page.path(lang)><b>{localized(&r.title)}</b><SmallGlyph icon=Icon::RIGHT/></a></li> }.into_any()
        })
        .collect();
    let requirements = if requirements.is_empty() {
        view! { <p class="soft">{tasks::NO_REQUIREMENTS.text()}</p> }.into_any()
    } else {
        view! { <ul class="list">{requirements}</ul> }.into_any()
    };
    let laws = (!item.legal_basis.is_empty()).then(|| {
        view! {
            <section class="part">
                <h2>{tasks::LEGAL_BASIS.text()}</h2>
                <Citations ids=&item.legal_basis documents=&file.documents/>
            </section>
        }
        .into_any()
    });
    view! {
        <p class="wrap">
            <ListTag list=&item.list/> " "
            <Tag kind=TagKind::Plain label=lang.term(item.category.zh(), item.category.en())/> " "
            <SourceTag source=&item.source/>
        </p>
        <dl class="facts part-3">
            <Fact term=who value=&item.lead/>
            <Fact term=tasks::LEAD_DUTY.text() value=&item.lead_duty/>
            <Fact term=how value=item.how()/>
            <FactRow term=tasks::SINCE.text() value=format::date(lang, item.since).into_any()/>
            <Fact term=components::NOTE.text() value=&item.note/>
        </dl>
        {admission_of(item, file)}
        <div class="two">
            <section class="part"><h2>{tasks::ITS_REQUIREMENTS.text()}</h2>{requirements}</section>
            <div>
                {laws}
                <section class="part">
                    <h2>{components::DOCUMENT.text()}</h2>
                    <Citations ids=std::slice::from_ref(&item.document) documents=&file.documents/>
                </section>
            </div>
        </div>
        {history_link(&Subject::Item(item.unit.clone(), item.id.clone()))}
        <CasesAbout id=item.id.as_str() count=file.cases.get(item.id.as_str()).copied().unwrap_or_default()/>
        {wrong_with_this(&Feedback::about_part(item.unit.as_str(), item.id.as_str()))}
        <p class="s soft">{components::IDENTIFIER.text()} " " {item.id.to_string()}</p>
    }
}

/// What the admission log says of an item, the latest first.
fn admission_of(item: &DutyItem, file: &DutyFile) -> Option<AnyView> {
    let about = |admission: &&Admission| admission.duties.contains(&item.id);
    let entries: Vec<AnyView> = file
        .admissions
        .iter()
        .filter(about)
        .map(|admission| {
            let decision = decision_tag(&admission.decision);
            view! { <p>{decision}</p> {told(admission)} {decided_by(admission, &file.documents)} }
                .into_any()
        })
        .collect();
    let log = Page::Admissions.path(lang());
    (!entries.is_empty()).then(|| {
        view! {
            <section class="part">
                <h2>{admissions::TITLE.text()}</h2>
                {entries}
                <p class="no-print"><a class="go" href=log>{admissions::SEE_LOG.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
            </section>
        }
        .into_any()
    })
}
