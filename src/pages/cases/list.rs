//! The register: the search, the filters, how the chosen cases were handled, and the cases, the latest first.

use civic::cases::Period;
use civic::cases::register::shares;
use leptos::prelude::*;
use routes::Page;
use routes::query::{CaseFilter, Feedback, Follow, Map as MapQuery, Parameter};
use web::i18n::{lang, localized};
use web::location::{Open, use_address, use_query};
use web::published::{DataError, tree};
use web::reactive::{load_latest, reactive, task};

use super::entry::entry;
use super::filters::filters;
use super::find::{Found, find};
use super::{chart, periods};
use crate::components::{
    Breadcrumbs, Failure, FixedHeading, Glyph, Icon, NotUnderstood, Skeleton, SmallGlyph, Status,
    page_about,
};
use crate::messages::{cases, frame};

/// The page of the register.
#[component]
pub(crate) fn CasesPage() -> impl IntoView {
    let lang = lang();
    let query = use_query::<CaseFilter>();
    let here = use_address();
    let typed = move |words: String| {
        let filter = CaseFilter {
            words,
            page: Parameter::default(),
            ..untrack(|| query.get())
        };
        here.open(&filter.href(lang), Open::InsteadHere);
    };
    let said = RwSignal::new(String::new());
    let found = RwSignal::new(None);
    let was_open = StoredValue::new(false);
    let tree = tree();
    load_latest(move || {
        let wanted = query.get();
        tree.manifest.get()?;
        Some(task(async move {
            let result = find(tree, wanted).await;
            move || {
                found.try_set(Some(result));
            }
        }))
    });
    view! {
        <Breadcrumbs parents={vec![(Page::Feedback, frame::FEEDBACK.text().to_owned())]}/>
        <FixedHeading text=cases::TITLE.text()/>
        <p class="soft">{cases::LEAD.text()}</p>
        <p class="wrap part-3 no-print">
            <a class="btn" href=Feedback::default().href(lang)><Glyph icon=Icon::SPEAK/>{cases::FROM_WRITERS.text()}</a>
            <a class="btn btn-2" href=Follow::default().href(lang)>{cases::FOLLOW.text()}</a>
        </p>
        <form class="field searchbox no-print" role="search" on:submit=|event| event.prevent_default()>
            <label for="q">{cases::SEARCH.text()}</label>
            <input
                class="in" id="q" type="search" autocomplete="off" aria-describedby="q-hint" prop:value=move || query.get().words
                on:input=move |event| typed(event_target_value(&event))
            />
            <Glyph icon=Icon::SEARCH/>
        </form>
        <p class="hint no-print" id="q-hint">{cases::SEARCH_HINT.text()}</p>
        <div class="off"><Status said/></div>
        {reactive(move || found.with(|found| match found {
            None => view! { <Skeleton/> }.into_any(),
            Some(Err(DataError::Absent)) => view! { <p>{cases::NONE_YET.text()}</p> }.into_any(),
            Some(Err(error)) => view! { <Failure error/> }.into_any(),
            Some(Ok(found)) => {
                said.set(count(found.count(&found.filter.selection())));
                results(found, was_open)
            }
        }))}
    }
}

/// A number of cases.
pub(super) fn count(n: u32) -> String {
    if n == 1 {
        return cases::ONE.text().to_owned();
    }
    cases::COUNT.text().replace("{n}", &n.to_string())
}

fn results(found: &Found, was_open: StoredValue<bool>) -> AnyView {
    let filter = &found.filter;
    let unread = [
        (
            &cases::PERIOD_UNREAD,
            filter.period.is_unreadable(),
            filter.period.text(),
        ),
        (
            &cases::PAGE_UNREAD,
            filter.page.is_unreadable(),
            filter.page.text(),
        ),
    ];
    let unread: Vec<AnyView> = unread
        .into_iter()
        .filter(|(_, is_unreadable, _)| *is_unreadable)
        .map(|(message, _, text)| {
            view! { <NotUnderstood message=message.text() text=text.to_owned()/> }.into_any()
        })
        .collect();
    let selection = filter.selection();
    let months = found
        .counted
        .iter()
        .map(|(month, cells)| (*month, cells.as_slice()));
    let shares = shares(months, &selection);
    let bar = (shares.total > 0).then(|| {
        let title = cases::HOW_ALL
            .text()
            .replace("{n}", &shares.total.to_string());
        view! {
            <h2 class="rule part-2">{title}</h2>
            {chart::share_bar(&shares)}
            {chart::legend(&shares)}
        }
    });
    let entries: Vec<AnyView> = found
        .shown
        .iter()
        .map(|case| entry(case, &found.register))
        .collect();
    let entries = if entries.is_empty() {
        view! { <p class="part-3">{cases::NONE_FIT.text()}</p> }.into_any()
    } else {
        view! { <ul>{entries}</ul> }.into_any()
    };
    view! {
        {unread}
        <div class="pick part">
            <div class="no-print">
                {filters(found, was_open)}
                {bar}
                <p><a class="go" href=Page::Seven.path(lang())>{cases::BY_MONTH.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
                <p><a class="go" href=MapQuery::of_cases().href(lang())>{cases::ON_MAP.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
            </div>
            <div>
                {about(found)}
                <h2 class="district">{count(shares.total)}<span class="s soft">{cases::NEWEST_FIRST.text()}</span></h2>
                {entries}
                {searched(found)}
                {pages(found)}
            </div>
        </div>
    }
    .into_any()
}

/// What all shown cases name, with the way to it, and to all cases.
fn about(found: &Found) -> Option<AnyView> {
    found.filter.about.as_ref()?;
    let names = found.subjects.iter().enumerate().map(|(n, subject)| {
        let and = (n > 0).then(|| frame::AND.text());
        let name = localized(&subject.name);
        match page_about(subject) {
            Some(href) => view! { {and}<a href=href>{name}</a> }.into_any(),
            None => view! { {and}{name} }.into_any(),
        }
    });
    let mut names: Vec<AnyView> = names.collect();
    if names.is_empty() {
        names.push(cases::ABOUT_SOMETHING.text().into_any());
    }
    let all = CaseFilter {
        about: None,
        page: Parameter::default(),
        ..found.filter.clone()
    };
    let all = all.href(lang());
    Some(view! { <p class="s">{cases::ABOUT.text()}{names}" "<a class="go" href=all>{cases::ABOUT_ALL.text()}</a></p> }.into_any())
}

/// What a search for words has looked through, and the way to what it has not.
fn searched(found: &Found) -> Option<AnyView> {
    let searched = found.searched.as_ref()?;
    let text = if searched.earliest == searched.latest {
        cases::SEARCHED_MONTH.text()
    } else {
        cases::SEARCHED.text()
    };
    let text = text.replace("{from}", &periods::month(searched.earliest));
    let text = text.replace("{until}", &periods::month(searched.latest));
    let years = searched.beyond.iter().map(|year| {
        let period = Period::Year(*year);
        let filter = CaseFilter {
            period: Parameter::new(&period),
            page: Parameter::default(),
            ..found.filter.clone()
        };
        view! { <li><a class="chip" href=filter.href(lang())>{periods::period(period)}</a></li> }
            .into_any()
    });
    let years: Vec<AnyView> = years.collect();
    let beyond = (!years.is_empty()).then(|| {
        view! { <p class="s" id="beyond">{cases::BEYOND.text()}</p><ul class="chips" aria-labelledby="beyond">{years}</ul> }
    });
    Some(view! { <p class="s soft">{text}</p>{beyond} }.into_any())
}

/// The ways to the pages before and after.
fn pages(found: &Found) -> Option<AnyView> {
    let (page, pages) = found.page;
    if pages < 2 {
        return None;
    }
    let of = cases::PAGE_OF.text().replace("{n}", &page.to_string());
    let of = of.replace("{all}", &pages.to_string());
    let way = |page: u32, label: &'static str| {
        let filter = CaseFilter {
            page: Parameter::new(&u64::from(page)),
            ..found.filter.clone()
        };
        view! { <a class="go" href=filter.href(lang())>{label}<SmallGlyph icon=Icon::NEXT/></a> }
            .into_any()
    };
    let before = (page > 1).then(|| way(page - 1, cases::BEFORE.text()));
    let after = (page < pages).then(|| way(page + 1, cases::AFTER.text()));
    Some(view! { <nav class="row part-2" aria-label=cases::PAGES.text()><span>{of}</span>{before}{after}</nav> }.into_any())
}
