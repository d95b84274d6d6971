//! The points at which the program is split. The feature `split` is for the release build, which
//! splits it (`xtask/src/make.rs`); without the feature every chunk is part of the program.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::wasm_split as split;
use routes::Page;

use super::chunk::Chunk;
use crate::components::Subject;
use crate::pages::about::AboutPage;
use crate::pages::cases::{CasePage, CasesPage, SevenPage};
use crate::pages::compare::ComparePage;
use crate::pages::corrections::CorrectionsPage;
use crate::pages::feedback::{FeedbackPage, FollowPage, SentByItself};
use crate::pages::history::HistoryPage;
use crate::pages::lookup::{
    HomeAnswer, LookupPage, SavedAnswerPage, SavedAnswersPage, StreetNoticePage,
};
use crate::pages::map::MapPage;
use crate::pages::open_data::OpenDataPage;
use crate::pages::requirements::{GlancePage, OfficePage, RequirementPage, RequirementsPage};
use crate::pages::tasks::{AdmissionsPage, DutyPage, TasksPage, UnitPage};
use crate::pages::updates::UpdatesPage;

/// A chunk that could not be fetched.
pub(super) type Missing = split::SplitLoaderError;
/// A future that needs a chunk to be loaded.
pub(super) type Work<T> = Pin<Box<dyn Future<Output = Result<T, Missing>>>>;

/// Declares the function that a chunk contains, and the one that loads the chunk.
macro_rules! chunk {
    ($chunk:ident, $name:ident, $load:ident, $show:expr) => {
        #[cfg(feature = "split")]
        #[split::wasm_split($chunk, wasm_split_path = split, preload($load), fallible)]
        fn $name(page: Page) -> Result<AnyView, Missing> {
            let show: fn(Page) -> AnyView = $show;
            Ok(show(page))
        }

        #[cfg(not(feature = "split"))]
        fn $name(page: Page) -> std::future::Ready<Result<AnyView, Missing>> {
            let show: fn(Page) -> AnyView = $show;
            std::future::ready(Ok(show(page)))
        }

        #[cfg(not(feature = "split"))]
        fn $load() -> std::future::Ready<Result<(), Missing>> {
            std::future::ready(Ok(()))
        }
    };
}

chunk!(lookup, lookup_page, load_lookup, |page| match page {
    Page::Home => view! { <HomeAnswer/> }.into_any(),
    _ => view! { <LookupPage/> }.into_any(),
});

chunk!(map, map_page, load_map, |_| {
    view! { <MapPage/> }.into_any()
});

chunk!(slips, slips_page, load_slips, |page| match page {
    Page::SavedAnswer => view! { <SavedAnswerPage/> }.into_any(),
    Page::StreetNotice => view! { <StreetNoticePage/> }.into_any(),
    _ => view! { <SavedAnswersPage/> }.into_any(),
});

chunk!(lists, lists_page, load_lists, |page| match page {
    Page::Admissions => view! { <AdmissionsPage/> }.into_any(),
    Page::Unit(unit) => view! { <UnitPage unit/> }.into_any(),
    Page::Duty(unit, duty) => view! { <DutyPage unit duty/> }.into_any(),
    _ => view! { <TasksPage/> }.into_any(),
});

chunk!(chains, chains_page, load_chains, |page| match page {
    Page::Office(unit) => view! { <OfficePage unit=&unit/> }.into_any(),
    Page::Glance => view! { <GlancePage/> }.into_any(),
    Page::Requirement(id) => view! { <RequirementPage id=&id/> }.into_any(),
    _ => view! { <RequirementsPage/> }.into_any(),
});

chunk!(report, report_page, load_report, |page| match page {
    // Above every page.
    Page::Home => view! { <SentByItself/> }.into_any(),
    Page::Follow => view! { <FollowPage/> }.into_any(),
    _ => view! { <FeedbackPage/> }.into_any(),
});

chunk!(cases, cases_page, load_cases, |page| match page {
    Page::Case(id) => view! { <CasePage id=&id/> }.into_any(),
    Page::Seven => view! { <SevenPage/> }.into_any(),
    _ => view! { <CasesPage/> }.into_any(),
});

chunk!(record, record_page, load_record, |page| match page {
    Page::OpenData => view! { <OpenDataPage/> }.into_any(),
    Page::About => view! { <AboutPage/> }.into_any(),
    Page::Corrections => view! { <CorrectionsPage/> }.into_any(),
    _ => view! { <UpdatesPage/> }.into_any(),
});

chunk!(history, history_page, load_history, |page| {
    let subject = match page {
        Page::UnitHistory(unit) => Subject::Lists(unit),
        Page::DutyHistory(unit, duty) => Subject::Item(unit, duty),
        Page::RequirementHistory(id) => Subject::Requirement(id),
        _ => return ().into_any(),
    };
    view! { <HistoryPage subject/> }.into_any()
});

chunk!(notices, notices_page, load_notices, |_| {
    view! { <ComparePage/> }.into_any()
});

/// Fetches a chunk.
pub(super) fn load(chunk: Chunk) -> Work<()> {
    match chunk {
        Chunk::Lookup => Box::pin(load_lookup()),
        Chunk::Map => Box::pin(load_map()),
        Chunk::Slips => Box::pin(load_slips()),
        Chunk::Lists => Box::pin(load_lists()),
        Chunk::Chains => Box::pin(load_chains()),
        Chunk::Report => Box::pin(load_report()),
        Chunk::Cases => Box::pin(load_cases()),
        Chunk::Record => Box::pin(load_record()),
        Chunk::History => Box::pin(load_history()),
        Chunk::Notices => Box::pin(load_notices()),
    }
}

/// A page of a chunk, loading the chunk if necessary.
pub(super) fn page(chunk: Chunk, page: Page) -> Work<AnyView> {
    match chunk {
        Chunk::Lookup => Box::pin(lookup_page(page)),
        Chunk::Map => Box::pin(map_page(page)),
        Chunk::Slips => Box::pin(slips_page(page)),
        Chunk::Lists => Box::pin(lists_page(page)),
        Chunk::Chains => Box::pin(chains_page(page)),
        Chunk::Report => Box::pin(report_page(page)),
        Chunk::Cases => Box::pin(cases_page(page)),
        Chunk::Record => Box::pin(record_page(page)),
        Chunk::History => Box::pin(history_page(page)),
        Chunk::Notices => Box::pin(notices_page(page)),
    }
}
