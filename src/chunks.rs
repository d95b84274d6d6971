//! The parts of the program that a first visit can do without: each is a file of its own, fetched
//! when a page of it is wanted, or ahead of that while nothing else goes on.
//!
//! The feature `split` belongs to the build that cuts the program (`xtask/src/make.rs`); without
//! it the program is one piece and every chunk is there from the start.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::wasm_split as split;
use leptos::web_sys::{Element, Event};

use crate::app::{focus_heading, m};
use crate::components::{heading, skeleton};
use crate::pages::{about, duties, feedback, follow, map, open_data, requirement, street_notice};
use crate::pages::{lookup, requirements, saved_answer, tasks, updates};
use crate::paths::Page;
use crate::reactive::spawn;

/// Pages that are fetched together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chunk {
    /// 能不能摆.
    Lookup,
    /// The lists of duties and requirements.
    Lists,
    /// Feedback and what became of it.
    Report,
    /// What changed, what is published, what this is.
    Record,
}

/// In the order in which they are fetched ahead.
const ALL: [Chunk; 4] = [Chunk::Lookup, Chunk::Lists, Chunk::Report, Chunk::Record];

/// A chunk could not be had.
type Missing = split::SplitLoaderError;
type Work<T> = Pin<Box<dyn Future<Output = Result<T, Missing>>>>;

/// The function that only its chunk holds, and the one that fetches the chunk.
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
    Page::SavedAnswers => saved_answer::list(),
    Page::SavedAnswer => saved_answer::page(),
    Page::StreetNotice => street_notice::page(),
    Page::Map => map::page(),
    _ => lookup::page(),
});

chunk!(lists, lists_page, load_lists, |page| match page {
    Page::Unit(unit) => duties::unit(&unit),
    Page::Duty(unit, duty) => duties::duty(unit, duty),
    Page::Requirements => requirements::page(),
    Page::Requirement(id) => requirement::page(&id),
    _ => tasks::page(),
});

chunk!(report, report_page, load_report, |page| match page {
    Page::Follow => follow::page(),
    _ => feedback::page(),
});

chunk!(record, record_page, load_record, |page| match page {
    Page::OpenData => open_data::page(),
    Page::About => about::page(),
    _ => updates::page(),
});

impl Chunk {
    /// The chunk of a page; `None` where the page is part of the first visit.
    pub(crate) fn of(page: &Page) -> Option<Self> {
        match page {
            Page::Home | Page::NotFound => None,
            Page::Lookup
            | Page::Map
            | Page::SavedAnswers
            | Page::SavedAnswer
            | Page::StreetNotice => Some(Self::Lookup),
            Page::Tasks
            | Page::Unit(_)
            | Page::Duty(..)
            | Page::Requirements
            | Page::Requirement(_) => Some(Self::Lists),
            Page::Feedback | Page::Follow => Some(Self::Report),
            Page::Updates | Page::OpenData | Page::About => Some(Self::Record),
        }
    }

    fn load(self) -> Work<()> {
        match self {
            Self::Lookup => Box::pin(load_lookup()),
            Self::Lists => Box::pin(load_lists()),
            Self::Report => Box::pin(load_report()),
            Self::Record => Box::pin(load_record()),
        }
    }

    fn page(self, page: Page) -> Work<AnyView> {
        match self {
            Self::Lookup => Box::pin(lookup_page(page)),
            Self::Lists => Box::pin(lists_page(page)),
            Self::Report => Box::pin(report_page(page)),
            Self::Record => Box::pin(record_page(page)),
        }
    }
}

/// How far a chunk has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChunkState {
    /// Not fetched, or on its way.
    Away,
    /// Its pages can be shown.
    Here,
    /// It was wanted and could not be had.
    Lost,
}

/// The state of every chunk, living as long as the program.
#[derive(Clone, Copy)]
pub(crate) struct Chunks {
    state: [RwSignal<ChunkState>; ALL.len()],
    /// True once the visitor has gone from one page to another.
    moved: StoredValue<bool>,
    /// True while a page waits for its chunk.
    waits: StoredValue<bool>,
}

impl Chunks {
    /// Chunks of which none is here yet.
    pub(crate) fn new() -> Self {
        let first = if cfg!(feature = "split") {
            ChunkState::Away
        } else {
            ChunkState::Here
        };
        Self {
            state: ALL.map(|_| RwSignal::new(first)),
            moved: StoredValue::new(false),
            waits: StoredValue::new(false),
        }
    }

    fn state(self, chunk: Chunk) -> RwSignal<ChunkState> {
        self.state[chunk as usize]
    }

    /// A page of a chunk once that is here; before, the shape of it; or what went wrong. Followed.
    pub(crate) fn show(self, chunk: Chunk, page: &Page) -> AnyView {
        match self.state(chunk).get() {
            ChunkState::Away => {
                self.waits.set_value(true);
                spawn(async move {
                    if !self.fetch(chunk).await {
                        self.state(chunk).set(ChunkState::Lost);
                    }
                });
                skeleton()
            }
            ChunkState::Here => match now(chunk.page(page.clone())) {
                Some(Ok(page)) => {
                    self.announce();
                    page
                }
                _ => self.lost(chunk),
            },
            ChunkState::Lost => self.lost(chunk),
        }
    }

    /// A page that came late gets the focus that a page at once gets on the way to it.
    fn announce(self) {
        let waited = self.waits.try_update_value(std::mem::take);
        if waited == Some(true) && self.moved.get_value() {
            request_animation_frame(focus_heading);
        }
    }

    fn lost(self, chunk: Chunk) -> AnyView {
        let m = m();
        self.announce();
        let again = move |_| self.state(chunk).set(ChunkState::Away);
        let anew = window().location().href().unwrap_or_default();
        view! {
            {heading(move || m.chunk_title.to_owned())}
            <div class="callout callout-bad" role="alert">
                <p>{m.chunk_text}</p>
                <p><button class="button" type="button" on:click=again>{m.again}</button></p>
                <p><a href=anew rel="external">{m.chunk_anew}</a></p>
            </div>
        }
        .into_any()
    }

    async fn fetch(self, chunk: Chunk) -> bool {
        let came = chunk.load().await.is_ok();
        let state = self.state(chunk);
        if came && state.get_untracked() != ChunkState::Here {
            state.set(ChunkState::Here);
        }
        came
    }

    /// The visitor has gone to another page: what was lost there may be had now.
    pub(crate) fn moved(self) {
        self.moved.set_value(true);
        for state in self.state {
            if state.get_untracked() == ChunkState::Lost {
                state.set(ChunkState::Away);
            }
        }
    }

    /// Fetches the chunk of a link that is pointed at, touched or focused.
    pub(crate) fn follow_pointer(self) {
        for event in ["pointerover", "focusin"] {
            let fetch: Box<dyn Fn(Event)> = Box::new(move |event| {
                let _ = self.point_at(&event);
            });
            window_event_listener_untyped(event, fetch);
        }
    }

    fn point_at(self, event: &Event) -> Option<()> {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        let link = target.closest("a[href^='/']").ok()??;
        let path = link.get_attribute("href")?;
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let chunk = Chunk::of(&Page::parse(path).1)?;
        if self.state(chunk).get_untracked() == ChunkState::Away {
            spawn(async move {
                self.fetch(chunk).await;
            });
        }
        Some(())
    }

    /// Fetches what is away, one chunk after the other, whenever the browser has nothing else to
    /// do; not where the visitor saves data.
    pub(crate) fn fetch_ahead(self) {
        if saves_data() {
            return;
        }
        let away = |chunk: &Chunk| self.state(*chunk).get_untracked() == ChunkState::Away;
        if let Some(chunk) = ALL.into_iter().find(away) {
            when_idle(move || {
                spawn(async move {
                    // Without a network the page that wants it says so.
                    if self.fetch(chunk).await {
                        self.fetch_ahead();
                    }
                });
            });
        }
    }
}

/// What a future has at once; a chunk that is here does not let its page wait.
fn now<T>(mut work: Work<T>) -> Option<Result<T, Missing>> {
    let mut context = Context::from_waker(Waker::noop());
    match work.as_mut().poll(&mut context) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}

fn when_idle(run: impl Fn() + Copy + 'static) {
    // Not every browser has the notion.
    if request_idle_callback_with_handle(run).is_err() {
        set_timeout(run, Duration::from_secs(1));
    }
}

/// True where the visitor has asked the browser to save data.
fn saves_data() -> bool {
    let navigator = window().navigator();
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    get(&get(&navigator, "connection"), "saveData").is_truthy()
}
