//! Feedback that waits to be sent: it is kept on the phone, and sent by itself when there is a
//! network. Whatever is sent is here first, so that nothing is lost when the page is left or the
//! browser is closed meanwhile. Photos follow once their case has a receipt.

use std::cell::Cell;
use std::time::Duration;

use api::{Receipt, WORK, WORK_WANTED, Work};
use leptos::prelude::*;
use routes::api::REQUESTS;
use routes::handling::photos;
use web::http::{Reply, Unreachable, post_jpeg, post_json, post_json_with};
use web::i18n::lang;
use web::reactive::{next_task, spawn};
use web::storage;

use super::photos::KeptPhoto;
use super::receipts::{self, KeptReceipt};
use crate::messages::feedback;

/// The storage key of what waits, one entry a line: its idempotency key and its photos, each after a
/// plus; a slash and the kind of feedback, a space, and the body.
const WAITING: &str = "mingdan.outbox";
/// The storage key of the photos that wait for cases which were received, one a line: the receipt's
/// token, the photo, and why it was not taken if it was not, each after a space.
const PHOTOS: &str = "mingdan.photos";
/// The storage key of a mark that something was sent by itself, until that was read.
const SENT: &str = "mingdan.sent";
/// How often an entry is tried again: the browser does not know when a server is back, and may say
/// that it is online a moment too early.
const RETRY: Duration = Duration::from_secs(15);
/// How often work is done for one entry before it waits for its next turn: more may be asked for while
/// it is done.
const MOST_WORKS: u32 = 3;
/// How many numbers are tried in one task of the browser: some ten milliseconds on a slow phone.
const AT_ONCE: u64 = 1_000;

thread_local! {
    /// How many are being sent.
    static SENDING: Cell<u32> = const { Cell::new(0) };
    /// Whether what waits is looked after.
    static STARTED: Cell<bool> = const { Cell::new(false) };
}

/// What waits, and what was sent by itself.
#[derive(Clone, Copy)]
pub(crate) struct Outbox {
    /// Whether anything waits; set whenever that changes.
    is_waiting: RwSignal<bool>,
    /// Whether something was sent by itself, and that was not read yet.
    pub(crate) is_sent: RwSignal<bool>,
}

/// A case that is being sent while a person waits for it: nothing else is sent meanwhile.
pub(crate) struct Sending(());

impl Sending {
    fn begin() -> Self {
        SENDING.set(SENDING.get() + 1);
        Self(())
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        SENDING.set(SENDING.get() - 1);
    }
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
        let is_kept = |keys: &[&str]| {
            let mut keys = keys.iter();
            RwSignal::new(keys.any(|key| storage::get(key).is_some()))
        };
        Self {
            is_waiting: is_kept(&[WAITING, PHOTOS]),
            is_sent: is_kept(&[SENT]),
        }
    }

    /// Whether there is anything to send, or to say of what was sent; tracked.
    pub(crate) fn has_anything(self) -> bool {
        self.is_waiting.get() || self.is_sent.get()
    }

    /// How often an attempt is worth it.
    pub(crate) fn retry() -> Duration {
        RETRY
    }

    /// Sends what waits: now, whenever the browser is back online, and again after a while. Done once,
    /// however often it is called.
    pub(crate) fn start(self) {
        self.send_all();
        if STARTED.replace(true) {
            return;
        }
        // The listener is never removed: it lives as long as the program.
        let _ = window_event_listener_untyped("online", move |_| self.send_all());
        set_interval(move || self.send_all(), RETRY);
    }

    /// The entries, oldest first; tracked.
    pub(crate) fn entries(self) -> Vec<Entry> {
        self.is_waiting.get();
        read()
    }

    /// The photos that wait for a case which was received, or were not taken; tracked.
    pub(crate) fn photos(self) -> Vec<WaitingPhoto> {
        self.is_waiting.get();
        waiting_photos()
    }

    /// Replaces the line under a key, or adds one for an empty `before`.
    fn write(self, key: &str, before: &str, after: &str) {
        storage::replace_line(key, before, after);
        let waits = [WAITING, PHOTOS].into_iter();
        let is_waiting = waits.map(storage::get).any(|kept| kept.is_some());
        self.is_waiting.set(is_waiting);
    }

    /// Adds an entry that a person sends now; false if the phone cannot keep it. Nothing of it is sent
    /// by itself until what is returned beside it is dropped.
    pub(crate) fn add(self, entry: &Entry) -> (bool, Sending) {
        let sending = Sending::begin();
        entry.photos().iter().for_each(KeptPhoto::wait);
        self.write(WAITING, "", &entry.0);
        (storage::lines(WAITING).contains(&entry.0), sending)
    }

    /// Takes an entry out; its photos stay.
    fn take_out(self, entry: &Entry) {
        self.write(WAITING, &entry.0, "");
    }

    /// Takes an entry out to be written anew; its photos are the draft's again.
    pub(crate) fn take_back(self, entry: &Entry) {
        entry.photos().iter().for_each(KeptPhoto::take_back);
        self.take_out(entry);
    }

    /// Erases an entry that is not to be sent, with its photos.
    pub(crate) fn erase(self, entry: &Entry) {
        entry.photos().iter().for_each(KeptPhoto::erase);
        self.take_out(entry);
    }

    /// Erases a photo that was not taken.
    pub(crate) fn erase_photo(self, waiting: &WaitingPhoto) {
        waiting.photo.erase();
        self.write(PHOTOS, &waiting.line(), "");
    }

    /// Tells nothing more of what was sent by itself.
    pub(crate) fn acknowledge(self) {
        storage::set(SENT, "");
        self.is_sent.set(false);
    }

    /// An entry was accepted: its photos wait for their turn, under its receipt.
    pub(crate) fn accepted(self, entry: &Entry, receipt: &KeptReceipt) {
        receipts::keep(receipt);
        for photo in entry.photos() {
            let line = WaitingPhoto {
                token: receipt.token.clone(),
                photo,
                refused: String::new(),
            }
            .line();
            self.write(PHOTOS, &line, &line);
        }
        self.take_out(entry);
    }

    pub(crate) fn send_all(self) {
        if SENDING.get() > 0 {
            return;
        }
        let sending = Sending::begin();
        spawn(async move {
            self.send_entries().await;
            self.send_photos().await;
            drop(sending);
        });
    }

    async fn send_entries(self) {
        for entry in read().into_iter().filter(|e| !e.is_refused()) {
            match entry.send().await {
                Attempt::Accepted(receipt) => {
                    self.accepted(&entry, &KeptReceipt::new(receipt, entry.service()));
                    storage::set(SENT, "yes");
                    self.is_sent.set(true);
                }
                Attempt::Refused(_) => self.write(WAITING, &entry.0, &entry.refused().0),
                Attempt::Later => break,
            }
        }
    }

    async fn send_photos(self) {
        let waiting = waiting_photos().into_iter();
        for waiting in waiting.filter(|waiting| waiting.refused.is_empty()) {
            match waiting.send().await {
                PhotoAttempt::Taken => self.erase_photo(&waiting),
                PhotoAttempt::Refused(why) => {
                    let refused = WaitingPhoto {
                        refused: why,
                        ..waiting.clone()
                    };
                    self.write(PHOTOS, &waiting.line(), &refused.line());
                }
                PhotoAttempt::Later => break,
            }
        }
    }
}

fn read() -> Vec<Entry> {
    storage::lines(WAITING).into_iter().map(Entry).collect()
}

/// A line of the outbox.
#[derive(Clone)]
pub(crate) struct Entry(String);

impl Entry {
    pub(crate) fn new(key: &str, service: &str, body: &str, photos: &[KeptPhoto]) -> Self {
        // What a server calls its kinds is not ours to know.
        let is_plain = !service.contains(char::is_whitespace);
        let service = if is_plain { service } else { "" };
        let mut head = key.to_owned();
        for photo in photos {
            head = format!("{head}+{}", photo.write());
        }
        Self(format!("{head}/{service} {body}"))
    }

    /// Its key with its photos, the kind of feedback, and its body.
    fn parts(&self) -> (&str, &str, &str) {
        let (head, body) = self.0.split_once(' ').unwrap_or_default();
        let (key, service) = head.split_once('/').unwrap_or((head, ""));
        (key, service, body)
    }

    pub(crate) fn key(&self) -> &str {
        let (key, ..) = self.parts();
        key.split('+').next().unwrap_or_default()
    }

    /// Its photos.
    pub(crate) fn photos(&self) -> Vec<KeptPhoto> {
        let (key, ..) = self.parts();
        key.split('+').skip(1).filter_map(KeptPhoto::read).collect()
    }

    /// The kind of feedback; empty in an entry of an older program.
    pub(crate) fn service(&self) -> &str {
        self.parts().1
    }

    /// What a person wrote, as JSON.
    pub(crate) fn body(&self) -> &str {
        self.parts().2
    }

    /// Whether the server has refused it: it is not sent again by itself. Such an entry has no key,
    /// since a key belongs to one text.
    pub(crate) fn is_refused(&self) -> bool {
        self.key().is_empty()
    }

    fn refused(&self) -> Self {
        Self::new("", self.service(), self.body(), &self.photos())
    }

    /// Sends it, without its photos.
    pub(crate) async fn send(&self) -> Attempt {
        let Ok(reply) = submit(self.key(), self.body()).await else {
            return Attempt::Later;
        };
        let receipts = reply.read::<Vec<Receipt>>().unwrap_or_default();
        match (receipts.into_iter().next(), reply.status) {
            (Some(receipt), _) => Attempt::Accepted(receipt),
            (None, _) if is_refusal(&reply) => Attempt::Refused(reply),
            (None, _) => Attempt::Later,
        }
    }
}

/// Sends a submission; where more is sent than the server lets pass at once, it is sent again with the
/// work that the server asks for.
async fn submit(key: &str, body: &str) -> Result<Reply, Unreachable> {
    let mut reply = post_json(REQUESTS, key, body).await?;
    for _ in 0..MOST_WORKS {
        let wanted = reply.header(WORK_WANTED);
        let Some(wanted) = wanted.and_then(|wanted| Work::parse(&wanted)) else {
            break;
        };
        let number = worked(&wanted, key).await.to_string();
        reply = post_json_with(REQUESTS, key, body, Some((WORK, &number))).await?;
    }
    Ok(reply)
}

/// The number that shows some work, found without holding the page up.
async fn worked(wanted: &Work, key: &str) -> u64 {
    let mut first = 0;
    loop {
        let last = first + AT_ONCE;
        if let Some(number) = wanted.find(key, first..=last) {
            return number;
        }
        first = last + 1;
        next_task().await;
    }
}

/// The intake answers what it does not take with a list of errors; whatever else may stand between does
/// not.
fn is_refusal(reply: &Reply) -> bool {
    (400..500).contains(&reply.status) && reply.status != 429 && reply.body.starts_with(b"[")
}

fn waiting_photos() -> Vec<WaitingPhoto> {
    let lines = storage::lines(PHOTOS);
    lines
        .iter()
        .filter_map(|line| WaitingPhoto::read(line))
        .collect()
}

/// A photo of a case that was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WaitingPhoto {
    /// The receipt's token.
    pub(crate) token: String,
    pub(crate) photo: KeptPhoto,
    /// Why the server did not take it; empty while it waits.
    pub(crate) refused: String,
}

enum PhotoAttempt {
    Taken,
    Refused(String),
    Later,
}

impl WaitingPhoto {
    fn read(line: &str) -> Option<Self> {
        let mut parts = line.splitn(3, ' ');
        Some(Self {
            token: parts.next()?.to_owned(),
            photo: KeptPhoto::read(parts.next()?)?,
            refused: parts.next().unwrap_or_default().to_owned(),
        })
    }

    fn line(&self) -> String {
        let line = format!("{} {} {}", self.token, self.photo.write(), self.refused);
        line.trim_end().replace(['\n', '\r'], " ")
    }

    async fn send(&self) -> PhotoAttempt {
        let Some(photo) = self.photo.photo() else {
            return PhotoAttempt::Refused(feedback::PHOTO_LOST.text().to_owned());
        };
        let path = photos(&self.token);
        match post_jpeg(&path, &self.photo.id, &photo.bytes()).await {
            Ok(reply) if (200..300).contains(&reply.status) => PhotoAttempt::Taken,
            Ok(reply) if is_refusal(&reply) => {
                let errors = reply.read::<Vec<api::Error>>().unwrap_or_default();
                let why = errors
                    .first()
                    .map(|error| lang().pick(&error.message()).to_owned());
                let why = why.filter(|why| !why.trim().is_empty());
                PhotoAttempt::Refused(
                    why.unwrap_or_else(|| feedback::PHOTO_REFUSED.text().to_owned()),
                )
            }
            _ => PhotoAttempt::Later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo() -> KeptPhoto {
        KeptPhoto {
            id: "00ff".to_owned(),
            width: 16,
            height: 9,
            covered: 0,
        }
    }

    #[test]
    fn an_entry_is_read_as_it_was_written_and_that_of_an_older_program_too() {
        let entry = Entry::new("abc", "ask/x", r#"{"a": "b c"}"#, &[photo(), photo()]);
        assert_eq!((entry.key(), entry.service()), ("abc", "ask/x"));
        assert_eq!(entry.body(), r#"{"a": "b c"}"#);
        assert_eq!(entry.photos(), [photo(), photo()]);
        assert!(!entry.is_refused());
        let refused = entry.refused();
        assert!(refused.is_refused());
        assert_eq!(refused.photos(), entry.photos());
        let old = Entry("abc {}".to_owned());
        assert_eq!((old.key(), old.service(), old.body()), ("abc", "", "{}"));
        assert!(old.photos().is_empty());
    }

    #[test]
    fn a_photo_that_waits_is_read_as_it_was_written() {
        let mut waiting = WaitingPhoto {
            token: "K7QM-3XFD".to_owned(),
            photo: photo(),
            refused: String::new(),
        };
        assert_eq!(WaitingPhoto::read(&waiting.line()), Some(waiting.clone()));
        waiting.refused = "It is no photo".to_owned();
        assert_eq!(WaitingPhoto::read(&waiting.line()), Some(waiting));
        assert_eq!(WaitingPhoto::read("K7QM"), None);
    }
}
