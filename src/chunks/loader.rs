//! Loads the chunks of the program: code that a first visit can do without. Each chunk is a file of
//! its own, fetched when one of its pages is opened, or prefetched while the browser is idle.

use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::ev::Event;
use leptos::prelude::*;
use routes::Page;
use web::dom::{address, focus_heading, link_of, saves_data};
use web::published::{fetch_ahead, is_reading};
use web::reactive::{next_task, spawn};

use super::chunk::{AHEAD, ALL, Chunk};
use super::reads::first_read;
use super::split::{self, Missing, Work};
use crate::components::{FixedHeading, Icon, Note, NoteKind, Skeleton};
use crate::messages::{frame, trouble};

/// The state of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChunkState {
    /// Not fetched yet, or still loading.
    Pending,
    /// Its pages can be shown.
    Ready,
    /// It could not be fetched for a page that needed it.
    Failed,
}

/// The state of every chunk, living as long as the program.
#[derive(Clone, Copy)]
pub(crate) struct Chunks {
    state: [RwSignal<ChunkState>; ALL.len()],
    /// Whether the visitor has navigated since the first page.
    navigated: StoredValue<bool>,
    /// Whether a page is waiting for its chunk.
    waiting: StoredValue<bool>,
}

impl Chunks {
    /// Chunks of which none is loaded, unless the program is built in one piece.
    pub(crate) fn new() -> Self {
        let first = if cfg!(feature = "split") {
            ChunkState::Pending
        } else {
            ChunkState::Ready
        };
        Self {
            state: ALL.map(|_| RwSignal::new(first)),
            navigated: StoredValue::new(false),
            waiting: StoredValue::new(false),
        }
    }

    fn state(self, chunk: Chunk) -> RwSignal<ChunkState> {
        self.state[chunk as usize]
    }

    /// A page of a chunk, a skeleton while the chunk loads, or the error. Tracks the chunk's state.
    pub(crate) fn show(self, chunk: Chunk, page: &Page) -> AnyView {
        match self.state(chunk).get() {
            ChunkState::Pending => {
                self.waiting.set_value(true);
                if let Some(read) = first_read(page) {
                    fetch_ahead(read);
                }
                spawn(async move {
                    if !self.fetch(chunk).await {
                        self.state(chunk).set(ChunkState::Failed);
                    }
                });
                view! { <Skeleton/> }.into_any()
            }
            ChunkState::Ready => match poll_once(split::page(chunk, page.clone())) {
                Some(Ok(page)) => {
                    self.announce();
                    page
                }
                _ => self.failure(chunk),
            },
            ChunkState::Failed => self.failure(chunk),
        }
    }

    /// What a chunk adds to a page that can do without it: nothing until it is loaded, which begins
    /// when the browser has nothing better to do. Tracks the chunk's state.
    pub(crate) fn beside(self, chunk: Chunk, page: &Page) -> Option<AnyView> {
        match self.state(chunk).get() {
            ChunkState::Pending => {
                let fetch = move || self.want(chunk);
                request_animation_frame(move || set_timeout(fetch, Duration::ZERO));
                None
            }
            ChunkState::Ready => poll_once(split::page(chunk, page.clone()))?.ok(),
            ChunkState::Failed => None,
        }
    }

    /// Moves the focus to the heading of a page that was still loading at navigation.
    fn announce(self) {
        let waited = self.waiting.try_update_value(std::mem::take);
        if waited == Some(true) && self.navigated.get_value() {
            request_animation_frame(focus_heading);
        }
    }

    fn failure(self, chunk: Chunk) -> AnyView {
        self.announce();
        let retry = move |_| self.state(chunk).set(ChunkState::Pending);
        let reload = address();
        view! {
            <FixedHeading text=trouble::CHUNK_TITLE.text()/>
            <Note kind=NoteKind::Bad icon=Icon::WARN>
                <p>{trouble::CHUNK_TEXT.text()}</p>
                <p><button class="btn" type="button" on:click=retry>{frame::AGAIN.text()}</button></p>
                <p><a href=reload rel="external">{trouble::CHUNK_RELOAD.text()}</a></p>
            </Note>
        }
        .into_any()
    }

    /// Fetches a chunk that is not there yet; that it cannot be is said by a page that needs it.
    pub(crate) fn want(self, chunk: Chunk) {
        if self.state(chunk).get_untracked() == ChunkState::Pending {
            spawn(async move {
                self.fetch(chunk).await;
            });
        }
    }

    async fn fetch(self, chunk: Chunk) -> bool {
        let loaded = split::load(chunk).await.is_ok();
        let state = self.state(chunk);
        next_task().await;
        if loaded && state.get_untracked() != ChunkState::Ready {
            state.set(ChunkState::Ready);
        }
        loaded
    }

    /// Records a navigation and lets failed chunks be tried again.
    pub(crate) fn on_navigation(self) {
        self.navigated.set_value(true);
        for state in self.state {
            if state.get_untracked() == ChunkState::Failed {
                state.set(ChunkState::Pending);
            }
        }
    }

    /// Prefetches the chunk of a link that is hovered, touched or focused.
    pub(crate) fn follow_pointer(self) {
        for event in ["pointerover", "focusin"] {
            let fetch: Box<dyn Fn(Event)> = Box::new(move |event| {
                let _ = self.prefetch_link(&event);
            });
            window_event_listener_untyped(event, fetch);
        }
    }

    fn prefetch_link(self, event: &Event) -> Option<()> {
        let path = link_of(event)?;
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let chunk = Chunk::of(&Page::parse(path).1)?;
        self.want(chunk);
        Some(())
    }

    /// Prefetches the chunks that most visitors come to, one by one, once the page is complete and while
    /// the browser is idle, unless the visitor has asked the browser to save data.
    pub(crate) fn fetch_ahead(self) {
        if saves_data() {
            return;
        }
        let pending = |chunk: &Chunk| self.state(*chunk).get_untracked() == ChunkState::Pending;
        if let Some(chunk) = AHEAD.into_iter().find(pending) {
            when_idle(move || {
                // On a weak network what the page itself needs comes first.
                if self.waiting.get_value() || is_reading() {
                    set_timeout(move || self.fetch_ahead(), Duration::from_secs(1));
                    return;
                }
                spawn(async move {
                    // A failed prefetch is reported by the page that needs the chunk.
                    if self.fetch(chunk).await {
                        self.fetch_ahead();
                    }
                });
            });
        }
    }
}

/// The output of a future that is ready at once, as a page of a loaded chunk is.
fn poll_once<T>(mut work: Work<T>) -> Option<Result<T, Missing>> {
    let mut context = Context::from_waker(Waker::noop());
    match work.as_mut().poll(&mut context) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}

fn when_idle(run: impl Fn() + Copy + 'static) {
    // Not every browser has `requestIdleCallback`.
    if request_idle_callback_with_handle(run).is_err() {
        set_timeout(run, Duration::from_secs(1));
    }
}
