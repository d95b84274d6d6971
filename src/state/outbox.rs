//! Feedback that waits to be sent: it is kept on the phone, and sent by itself when there is a
//! network. Whatever is sent is here first, so that nothing is lost when the page is left or the
//! browser is closed meanwhile.

use std::cell::Cell;
use std::time::Duration;

use api::Receipt;
use leptos::prelude::*;
use routes::api::REQUESTS;
use web::http::{Reply, post_json};
use web::reactive::spawn;
use web::storage;

use super::receipts::{self, KeptReceipt};

/// The storage key of what waits, one entry a line: its idempotency key, a slash and the kind of
/// feedback, a space, and the body.
const WAITING: &str = "mingdan.outbox";
/// The storage key of a mark that something was sent by itself, until that was read.
const SENT: &str = "mingdan.sent";
/// How often an entry is tried again: the browser does not know when a server is back, and may say
/// that it is online a moment too early.
const RETRY: Duration = Duration::from_secs(15);

thread_local! {
    /// How many are being sent.
    static SENDING: Cell<u32> = const { Cell::new(0) };
}

/// What waits, and what was sent by itself.
#[derive(Clone, Copy)]
pub(crate) struct Outbox {
    /// Whether there are entries; set whenever they change.
    is_waiting: RwSignal<bool>,
    /// Whether something was sent by itself, and that was not read yet.
    pub(crate) is_sent: RwSignal<bool>,
}

/// What became of an attempt to send.
pub(crate) enum Attempt {
    /// It is durable at the server.
    Accepted(Receipt),
    /// The server will not take it as it is.
    Refused(Reply),
    /// There is no network, or the server cannot take anything at the moment.
    Later,
}

impl Outbox {
    pub(crate) fn kept() -> Self {
        let is_kept = |key| RwSignal::new(storage::get(key).is_some());
        Self {
            is_waiting: is_kept(WAITING),
            is_sent: is_kept(SENT),
        }
    }

    /// Sends what waits: now, whenever the browser is back online, and again after a while.
    pub(crate) fn start(self) {
        self.send_all();
        // The listener is never removed: it lives as long as the program.
        let _ = window_event_listener_untyped("online", move |_| self.send_all());
        set_interval(move || self.send_all(), RETRY);
    }

    /// The entries, oldest first; tracked.
    pub(crate) fn entries(self) -> Vec<Entry> {
        self.is_waiting.get();
        read()
    }

    /// Replaces the line of an entry, or adds one for an empty `before`.
    fn write(self, before: &str, after: &str) {
        storage::replace_line(WAITING, before, after);
        self.is_waiting.set(storage::get(WAITING).is_some());
    }

    /// Adds an entry; false if the phone cannot keep it.
    pub(crate) fn add(self, entry: &Entry) -> bool {
        self.write("", &entry.0);
        storage::lines(WAITING).contains(&entry.0)
    }

    pub(crate) fn remove(self, entry: &Entry) {
        self.write(&entry.0, "");
    }

    /// Tells nothing more of what was sent by itself.
    pub(crate) fn acknowledge(self) {
        storage::set(SENT, "");
        self.is_sent.set(false);
    }

    pub(crate) fn send_all(self) {
        if SENDING.get() > 0 {
            return;
        }
        SENDING.set(1);
        spawn(async move {
            for entry in read().into_iter().filter(|e| !e.is_refused()) {
                match entry.send().await {
                    Attempt::Accepted(receipt) => {
                        receipts::keep(&KeptReceipt::new(receipt, entry.service()));
                        storage::set(SENT, "yes");
                        self.is_sent.set(true);
                        self.remove(&entry);
                    }
                    Attempt::Refused(_) => self.write(&entry.0, &entry.refused().0),
                    Attempt::Later => break,
                }
            }
            SENDING.set(SENDING.get() - 1);
        });
    }

    /// Sends one entry that a person waits for, while nothing else is sent.
    pub(crate) async fn send(self, entry: &Entry) -> Attempt {
        SENDING.set(SENDING.get() + 1);
        let attempt = entry.send().await;
        SENDING.set(SENDING.get() - 1);
        attempt
    }
}

fn read() -> Vec<Entry> {
    storage::lines(WAITING).into_iter().map(Entry).collect()
}

/// A line of the outbox.
#[derive(Clone)]
pub(crate) struct Entry(String);

impl Entry {
    pub(crate) fn new(key: &str, service: &str, body: &str) -> Self {
        // What a server calls its kinds is not ours to know.
        let is_plain = !service.contains(char::is_whitespace);
        let service = if is_plain { service } else { "" };
        Self(format!("{key}/{service} {body}"))
    }

    /// Its key with the kind of feedback, and its body.
    fn parts(&self) -> (&str, &str) {
        self.0.split_once(' ').unwrap_or_default()
    }

    fn key(&self) -> &str {
        let (head, _) = self.parts();
        head.split_once('/').map_or(head, |(key, _)| key)
    }

    /// The kind of feedback; empty in an entry of an older program.
    pub(crate) fn service(&self) -> &str {
        let (head, _) = self.parts();
        head.split_once('/').map_or("", |(_, service)| service)
    }

    /// What a person wrote, as JSON.
    pub(crate) fn body(&self) -> &str {
        self.parts().1
    }

    /// Whether the server has refused it: it is not sent again by itself. Such an entry has no key,
    /// since a key belongs to one text.
    pub(crate) fn is_refused(&self) -> bool {
        self.key().is_empty()
    }

    fn refused(&self) -> Self {
        Self::new("", self.service(), self.body())
    }

    async fn send(&self) -> Attempt {
        let Ok(reply) = post_json(REQUESTS, self.key(), self.body()).await else {
            return Attempt::Later;
        };
        let receipts = reply.read::<Vec<Receipt>>().unwrap_or_default();
        match (receipts.into_iter().next(), reply.status) {
            (Some(receipt), _) => Attempt::Accepted(receipt),
            (None, 429) => Attempt::Later,
            // The intake answers with a list of errors; whatever else may stand between does not.
            (None, 400..500) if reply.body.starts_with(b"[") => Attempt::Refused(reply),
            (None, _) => Attempt::Later,
        }
    }
}
