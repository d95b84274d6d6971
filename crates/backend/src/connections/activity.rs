//! What a connection is waiting for, and since when.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// What a connection is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waiting {
    /// The next request, of which no byte has come.
    Idle,
    /// The rest of a request's header.
    Header,
    /// A request is under way: for its body, for the answer, or for the client to take it.
    Request,
}

/// The activity of one connection: written by its task, read by who watches over all of them.
#[derive(Debug)]
pub(super) struct Activity {
    started: Instant,
    waiting: AtomicU8,
    /// Milliseconds from the start.
    since: AtomicU64,
}

impl Activity {
    /// A connection that has just been made. It is made for a request, so its header is due.
    pub(super) fn new() -> Self {
        Self {
            started: Instant::now(),
            waiting: AtomicU8::new(Waiting::Header as u8),
            since: AtomicU64::new(0),
        }
    }

    /// Bytes have come from the client.
    pub(super) fn received(&self) {
        match self.waiting() {
            Waiting::Idle => self.begin(Waiting::Header),
            // A header is due as a whole, however slowly it trickles in.
            Waiting::Header => {}
            Waiting::Request => self.touch(),
        }
    }

    /// Bytes have been taken by the client.
    pub(super) fn sent(&self) {
        if self.waiting() != Waiting::Header {
            self.touch();
        }
    }

    /// The header of a request has come whole.
    pub(super) fn request_begins(&self) {
        self.begin(Waiting::Request);
    }

    /// The answer to a request has been given to the connection whole. What of it is not sent yet
    /// still counts as progress when it is.
    pub(super) fn request_ends(&self) {
        self.begin(Waiting::Idle);
    }

    pub(super) fn waiting(&self) -> Waiting {
        match self.waiting.load(Ordering::Relaxed) {
            waiting if waiting == Waiting::Idle as u8 => Waiting::Idle,
            waiting if waiting == Waiting::Header as u8 => Waiting::Header,
            _ => Waiting::Request,
        }
    }

    /// How long nothing that was waited for has come.
    pub(super) fn waited(&self) -> Duration {
        let since = Duration::from_millis(self.since.load(Ordering::Relaxed));
        self.started.elapsed().saturating_sub(since)
    }

    fn begin(&self, waiting: Waiting) {
        self.waiting.store(waiting as u8, Ordering::Relaxed);
        self.touch();
    }

    fn touch(&self) {
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.since.store(now, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn a_header_that_trickles_in_is_not_progress_and_a_body_is() {
        let activity = Activity::new();
        assert_eq!(activity.waiting(), Waiting::Header);
        for _ in 0..3 {
            advance(SECOND).await;
            activity.received();
        }
        assert_eq!(activity.waited(), 3 * SECOND);
        activity.request_begins();
        advance(SECOND).await;
        activity.received();
        assert_eq!(activity.waiting(), Waiting::Request);
        assert_eq!(activity.waited(), Duration::ZERO);
        advance(SECOND).await;
        activity.request_ends();
        advance(SECOND).await;
        // The rest of a large answer, on its way to a slow client.
        activity.sent();
        assert_eq!(activity.waiting(), Waiting::Idle);
        assert_eq!(activity.waited(), Duration::ZERO);
        advance(SECOND).await;
        activity.received();
        assert_eq!(activity.waiting(), Waiting::Header);
        activity.sent();
        advance(SECOND).await;
        assert_eq!(activity.waited(), SECOND);
    }
}
