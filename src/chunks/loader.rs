//! The parts of the program that a first visit can do without: each is a file of its own, fetched
//! when a page of it is wanted, or ahead of that while nothing else goes on.

use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::ev::Event;
use leptos::prelude::*;
use routes::Page;
use web::dom::{address, focus_heading, link_of, saves_data};
use web::reactive::spawn;

use super::chunk::{ALL, Chunk};
use super::split::{self, Missing, Work};
use crate::components::{heading, skeleton};
use crate::messages::{frame, trouble};

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
            ChunkState::Here => match now(split::page(chunk, page.clone())) {
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
        self.announce();
        let again = move |_| self.state(chunk).set(ChunkState::Away);
        let anew = address();
        view! {
            {heading(move || trouble::CHUNK_TITLE.text().to_owned())}
            <div class="callout callout-bad" role="alert">
                <p>{trouble::CHUNK_TEXT.text()}</p>
                <p><button class="button" type="button" on:click=again>{frame::AGAIN.text()}</button></p>
                <p><a href=anew rel="external">{trouble::CHUNK_ANEW.text()}</a></p>
            </div>
        }
        .into_any()
    }

    async fn fetch(self, chunk: Chunk) -> bool {
        let came = split::load(chunk).await.is_ok();
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
        let path = link_of(event)?;
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
