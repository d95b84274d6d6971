//! One published case: the outcome, the way there, what it rests on, and what it led to.

use std::sync::Arc;

use civic::CaseId;
use civic::cases::register::{Selection, shares};
use civic::cases::{Case, deadline};
use civic::documents::CorrectionTarget;
use civic::published::{CasesFile, RegisterFile, Subject, name};
use leptos::prelude::*;
use routes::Page;
use routes::query::{CorrectionFilter, Feedback, Follow};
use web::i18n::{lang, localized};
use web::published::{DataError, File, Loaded, Locator, tree, use_file, use_file_at};
use web::reactive::reactive;
use web::{clock, format};

use super::entry::{kind_name, stage_tag, title};
use super::path::path;
use crate::components::{
    Breadcrumbs, Citations, CorrectionText, Fact, FactRow, Failure, Heading, Icon, LookElsewhere,
    Note, NoteKind, Skeleton, SmallGlyph, SourceTag, Tag, TagKind, page_about, wrong_with_this,
};
use crate::messages::{cases, frame};
use crate::state::city;

/// The page of a published case.
#[component]
pub(crate) fn CasePage<'a>(id: &'a CaseId) -> impl IntoView + use<> {
    let file = use_file_at::<CasesFile>(Locator::Case(id.clone()));
    let register = use_file::<RegisterFile>(name::REGISTER);
    let case_of = |file: &CasesFile, id: &CaseId| {
        let case = file.cases.iter().find(|case| case.id == *id);
        case.cloned()
    };
    let (titled, id) = (id.clone(), id.clone());
    let heading = Signal::derive(move || {
        let Loaded::Ready(file) = file.get() else {
            return cases::CASE.text().to_owned();
        };
        match case_of(&file, &titled) {
            Some(case) if case.withheld.is_some() => cases::WITHHELD_TITLE.text().to_owned(),
            Some(case) => lang().pick(&case.title).to_owned(),
            None => cases::NO_CASE.text().to_owned(),
        }
    });
    let parents = vec![
        (Page::Feedback, frame::FEEDBACK.text().to_owned()),
        (Page::Cases, cases::TITLE.text().to_owned()),
    ];
    view! {
        <Breadcrumbs parents/>
        <Heading text=heading/>
        {reactive(move || match file.get() {
            Loaded::Loading => view! { <Skeleton/> }.into_any(),
            Loaded::Failed(DataError::Absent) => absent(),
            Loaded::Failed(error) => view! { <Failure error=&error/> }.into_any(),
            Loaded::Ready(file) => match case_of(&file, &id) {
                Some(case) => shown(&case, &file, register),
                None => absent(),
            },
        })}
    }
}

fn absent() -> AnyView {
    let follow = Follow::default().href(lang());
    let title = view! {
        <p>{cases::NO_CASE_TEXT.text()}</p>
        <p><a class="go" href=Page::Cases.path(lang())>{cases::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
        <p><a class="go" href=follow>{cases::FOLLOW.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
    };
    view! { <LookElsewhere title=title.into_any()/> }.into_any()
}

fn shown(case: &Case, file: &Arc<CasesFile>, register: File<RegisterFile>) -> AnyView {
    let lang = lang();
    let kind = reactive({
        let service = case.service.clone();
        move || match register.get() {
            Loaded::Ready(register) => {
                view! { <Tag kind=TagKind::Plain label=kind_name(&register, &service)/> }.into_any()
            }
            _ => ().into_any(),
        }
    });
    let group = case
        .group
        .map(|n| cases::GROUP.text().replace("{n}", &n.to_string()));
    let tags = view! { <p class="wrap">{stage_tag(&case.stage, None)} " " {kind} " " {overdue(case)} {group}</p><div><SourceTag source=&case.source/></div> };
    if let Some(why) = &case.withheld {
        let why = lang.term(why.zh(), why.en()).to_owned();
        let note = view! {
            <Note kind=NoteKind::Plain icon=Icon::INFO>
                <p>{cases::WITHHELD_WHY.text()}<b>{why}</b></p>
                <p>{cases::WITHHELD_STILL.text()}</p>
            </Note>
        };
        return view! {
            {tags}{note}
            <section class="part"><h2>{cases::PATH.text()}</h2>{path(case)}</section>
            <dl class="facts part">{means(case, register)}</dl>
        }
        .into_any();
    }
    let result = if case.answer.is_empty() {
        view! { <p>{cases::NO_RESULT.text()}</p> }.into_any()
    } else {
        view! { <p class="sum">{localized(&case.answer)}</p> }.into_any()
    };
    view! {
        {tags}
        <div class="pick-r">
            <div>
                <section class="part"><h2>{cases::RESULT.text()}</h2>{result}{elsewhere(case, file)}</section>
                <section class="part"><h2>{cases::PATH.text()}</h2>{path(case)}</section>
                {led_to(case, file)}
            </div>
            <aside class="part">
                <dl class="facts">{facts(case, file, register)}</dl>
                <p class="field soft s">{cases::CLEANED.text()}</p>
                {wrong_with_this(&Feedback::about(case.id.as_str()))}
            </aside>
        </div>
    }
    .into_any()
}

/// That nobody answered in time, by the day it is now.
fn overdue(case: &Case) -> Option<AnyView> {
    let today = tree()
        .manifest
        .with_untracked(|manifest| Some(manifest.as_ref()?.time_zone.local(clock::now()).date))?;
    let is_overdue = deadline::is_overdue(case.due_on, &case.stage, today);
    is_overdue.then(|| {
        view! { <Tag kind=TagKind::Bad icon=Icon::WARN label=cases::OVERDUE.text()/> }.into_any()
    })
}

/// Where it went on: with another case, or with somebody else.
fn elsewhere(case: &Case, file: &CasesFile) -> AnyView {
    let referred = (!case.referred_to.is_empty()).then(|| {
        view! { <p>{cases::REFERRED.text()}<b>{localized(&case.referred_to)}</b></p> }
    });
    let merged = case.merged_into.as_ref().map(|into| {
        let href = Page::Case(into.clone()).path(lang());
        let subject = file.subjects.iter().find(|s| s.named == into.as_str());
        let is_named = subject.is_some_and(|subject| !subject.name.is_empty());
        let named = subject
            .filter(|_| is_named)
            .map(|subject| localized(&subject.name));
        let name = named.unwrap_or_else(|| title(&civic::Text::default(), true, None));
        view! { <p>{cases::MERGED.text()}<a href=href>{name}</a></p> }
    });
    view! { {referred}{merged} }.into_any()
}

/// Its class, and how many of all cases have it.
fn means(case: &Case, register: File<RegisterFile>) -> AnyView {
    let lang = lang();
    let class = lang.term(case.means.zh(), case.means.en()).to_owned();
    let wanted = case.means.clone();
    let of_all = reactive(move || {
        let Loaded::Ready(register) = register.get() else {
            return ().into_any();
        };
        let months = register
            .months
            .iter()
            .map(|m| (m.month, m.cells.as_slice()));
        let all = shares(months, &Selection::default());
        let share = all.classes.iter().find(|share| share.means == wanted);
        let n = share.map_or(0, |share| share.count).to_string();
        let text = cases::OF_ALL.text().replace("{n}", &n);
        let text = text.replace("{all}", &all.total.to_string());
        view! { <a class="s" href=Page::Seven.path(lang)>{text}</a> }.into_any()
    });
    let value = view! { {class} " " {of_all} }.into_any();
    view! {
        <FactRow term=cases::MEANS.text() value/>
        <Fact term=cases::GROUND.text() value=&case.means_ground/>
    }
    .into_any()
}

fn facts(case: &Case, file: &Arc<CasesFile>, register: File<RegisterFile>) -> AnyView {
    let lang = lang();
    let place: Vec<&str> = case.place.iter().map(civic::PlaceId::as_str).collect();
    let place = named(&place, file);
    let place = (!place.is_empty())
        .then(|| view! { <FactRow term=cases::PLACE.text() value=place.into_any()/> });
    let about: Vec<&str> = case.about.iter().map(String::as_str).collect();
    let about = named(&about, file);
    let about = (!about.is_empty())
        .then(|| view! { <FactRow term=cases::RELATED.text() value=about.into_any()/> });
    let reason = case.close_reason.as_ref().map(|reason| {
        let value = lang.term(reason.zh(), reason.en()).to_owned().into_any();
        view! { <FactRow term=cases::REASON.text() value/> }
    });
    let unit = case.unit.as_ref().and_then(|unit| {
        let (_, name) = file.units.iter().find(|(code, _)| code == unit)?;
        Some(view! { <Fact term=cases::ANSWERED_BY.text() value=name/> })
    });
    let due = case.due_on.map(|due| {
        view! { <FactRow term=cases::DUE.text() value=format::date(lang, due).into_any()/> }
    });
    let rating = case.rating.map(|rating| {
        let value = cases::OF_FIVE
            .text()
            .replace("{n}", &rating.to_string())
            .into_any();
        view! { <FactRow term=cases::RATING.text() value/> }
    });
    view! {
        {place}
        {means(case, register)}
        {about}
        {basis(case, file)}
        {reason}
        {unit}
        {due}
        {took(case)}
        {rating}
    }
    .into_any()
}

/// The working days that it took, once the calendar is there.
fn took(case: &Case) -> AnyView {
    if case.closed_on.is_none() || case.group.is_some() {
        return ().into_any();
    }
    let (case, city) = (case.clone(), city());
    reactive(move || {
        let Loaded::Ready(city) = city.get() else {
            return ().into_any();
        };
        let Some(days) = deadline::working_days_taken(&case, &city.calendar) else {
            return ().into_any();
        };
        let text = if days == 1 {
            cases::A_DAY.text().to_owned()
        } else {
            cases::TAKEN.text().replace("{n}", &days.to_string())
        };
        view! { <FactRow term=cases::TOOK.text() value=text.into_any()/> }.into_any()
    })
}

/// What an identifier stands for, by name and with the way to it.
fn named(ids: &[&str], file: &CasesFile) -> Vec<AnyView> {
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut names = Vec::new();
    let subjects = |id: &str| -> Vec<&Subject> {
        file.subjects
            .iter()
            .filter(|subject| subject.named == id)
            .collect()
    };
    for subject in ids.iter().flat_map(|id| subjects(id)) {
        let name = lang().pick(&subject.name).to_owned();
        let href = page_about(subject).unwrap_or_default();
        if name.is_empty() || seen.contains(&(name.clone(), href.clone())) {
            continue;
        }
        if !names.is_empty() {
            names.push(frame::AND.text().into_any());
        }
        names.push(match href.as_str() {
            "" => name.clone().into_any(),
            address => view! { <a href=address.to_owned()>{name.clone()}</a> }.into_any(),
        });
        seen.push((name, href));
    }
    names
}

/// What the answer rests on: documents with their text, and what else is published.
fn basis(case: &Case, file: &CasesFile) -> AnyView {
    let is_document = |id: &str| file.documents.iter().any(|d| d.id.as_str() == id);
    let documents: Vec<civic::DocumentId> = case
        .basis
        .iter()
        .filter(|id| is_document(id))
        .map(|id| id.as_str().into())
        .collect();
    let others: Vec<&str> = case
        .basis
        .iter()
        .map(String::as_str)
        .filter(|id| !is_document(id))
        .collect();
    if documents.is_empty() && others.is_empty() {
        return ().into_any();
    }
    let names = named(&others, file);
    // A rule for many places has no page of its own.
    let unnamed = others.len() > names.len() && names.is_empty() && documents.is_empty();
    let unnamed = unnamed.then(|| cases::A_RULE.text());
    let cited = (!documents.is_empty())
        .then(|| view! { <Citations ids=&documents documents=&file.documents/> });
    let value = view! { {names}{unnamed}{cited} }.into_any();
    view! { <FactRow term=cases::BASIS.text() value/> }.into_any()
}

/// What was changed because of it.
fn led_to(case: &Case, file: &CasesFile) -> Option<AnyView> {
    let lang = lang();
    let corrections: Vec<AnyView> = file
        .corrections
        .iter()
        .filter(|correction| case.led_to.iter().any(|id| id == correction.id.as_str()))
        .map(|correction| {
            let filter = CorrectionFilter {
                year: Some(correction.found_on.year().to_string()),
                ..CorrectionFilter::default()
            };
            let href = format!("{}#{}", filter.href(lang), correction.id);
            // Of a correction of the case itself its name says nothing new.
            let is_own = matches!(&correction.target, CorrectionTarget::Case(id) if *id == case.id);
            let of = (!is_own).then(|| view! { <p>{named(&[correction.id.as_str()], file)}</p> });
            view! {
                {of}
                <CorrectionText correction documents=&file.documents/>
                <p><a class="go" href=href>{cases::SEE_CORRECTION.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
            }
            .into_any()
        })
        .collect();
    let is_correction = |id: &str| file.corrections.iter().any(|c| c.id.as_str() == id);
    let others: Vec<&str> = case
        .led_to
        .iter()
        .map(String::as_str)
        .filter(|id| !is_correction(id))
        .collect();
    let others = named(&others, file);
    if corrections.is_empty() && others.is_empty() {
        return None;
    }
    Some(view! { <section class="part"><h2>{cases::LED_TO.text()}</h2><p>{others}</p>{corrections}</section> }.into_any())
}
