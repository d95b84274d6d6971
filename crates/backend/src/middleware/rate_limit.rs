//! A limit on submissions: many people behind one address may send at once, a program may not go on
//! sending.
//!
//! Mobile networks give one address to thousands of people, so a client has a large bucket, which fills
//! slowly: a market that is cleared one evening is no flood. There is one bucket for each client, in
//! memory, under a hash of the client that nobody can make again once the server has ended: no address is
//! kept. All clients together have a bucket too, against a flood from many addresses.
//!
//! An empty bucket turns nobody away who sends feedback: their program may show work ([`api::Work`])
//! in place of waiting, and more of it the longer the flood lasts. What is sent so is owed to the bucket.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use api::{WORK, Work};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;

use crate::cases::IDEMPOTENCY_KEY;
use crate::client::Client;
use crate::response::{Refusal, Wanted};

/// The most clients that are remembered; beyond it, full buckets are forgotten, and who comes new has to
/// show work.
const MAX_CLIENTS: usize = 10_000;
/// How many minutes' worth of submissions a bucket holds.
const BURST_MINUTES: u32 = 6;
/// How much larger the bucket of all is than that of one.
const ALL: u32 = 30;
/// The bits of the first work that is asked for: a second or two of a cheap phone.
const LEAST_BITS: u32 = 17;
/// The most bits that a debt adds, one for each whole bucket.
const MOST_ADDED: u8 = 4;
/// How long a seed is given out; it holds as long again.
const SEED_LIFE: Duration = Duration::from_mins(10);

/// The buckets.
#[derive(Debug)]
pub(crate) struct RateLimiter {
    each: Capacity,
    all: Capacity,
    /// The header in which a trusted proxy names the client.
    client_ip_header: Option<String>,
    /// What a client is hashed with, and what seeds are made of; its keys are random, and gone when the
    /// server ends.
    hasher: RandomState,
    /// When the server started.
    start: Instant,
    /// The bucket of each client, by its hash, and that of all.
    buckets: Mutex<(HashMap<u64, Bucket>, Bucket)>,
}

/// How fast buckets fill, and what they hold.
#[derive(Clone, Copy, Debug)]
struct Capacity {
    per_second: f64,
    full: f64,
}

/// What is left at an instant; less than nothing where more was let pass for work.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    level: f64,
    since: Instant,
}

/// Nothing is left.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Empty {
    /// The seconds after which something is.
    wait: u64,
    /// The work that may be shown in place of waiting.
    work: Work,
}

/// What is sent.
#[derive(Clone, Copy, Debug)]
enum Sent<'a> {
    /// A new case, with the idempotency key and the number by which it shows work.
    Case(Option<(&'a str, u64)>),
    /// Something about a case, by whoever has its receipt: a flood of new ones does not stop them.
    FollowUp,
}

/// Lets what the holder of a receipt sends pass, or answers with the seconds to wait.
pub(crate) async fn limit(
    limiter: State<Arc<RateLimiter>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let empty = limiter.pass(&request, Sent::FollowUp);
    empty
        .map_err(|empty| Refusal::too_many(empty.wait, None).in_form(Wanted::of(request.uri())))?;
    Ok(next.run(request).await)
}

/// Lets a new case pass, or answers with the seconds to wait and the work to show in their place.
pub(crate) async fn limit_or_work(
    limiter: State<Arc<RateLimiter>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    limiter
        .pass(&request, Sent::Case(shown(request.headers())))
        .map_err(|Empty { wait, work }| {
            Refusal::too_many(wait, Some(work)).in_form(Wanted::of(request.uri()))
        })?;
    Ok(next.run(request).await)
}

/// The idempotency key and the number by which a request shows work.
fn shown(headers: &HeaderMap) -> Option<(&str, u64)> {
    let text = |name: &str| headers.get(name)?.to_str().ok();
    Some((text(IDEMPOTENCY_KEY)?, text(WORK)?.parse().ok()?))
}

impl RateLimiter {
    /// A limit of so many submissions a minute from one client, and of six times as many at once.
    pub(crate) fn new(per_minute: u32, client_ip_header: Option<String>, now: Instant) -> Self {
        let all = Capacity::new(per_minute.saturating_mul(ALL));
        Self {
            each: Capacity::new(per_minute),
            all,
            client_ip_header,
            hasher: RandomState::new(),
            start: now,
            buckets: Mutex::new((HashMap::new(), all.bucket(now))),
        }
    }

    fn pass(&self, request: &Request, sent: Sent<'_>) -> Result<(), Empty> {
        let trusted = self.client_ip_header.as_deref();
        let client = Client::of(request.headers(), request.extensions(), trusted);
        self.take(client, sent, Instant::now())
    }

    /// Takes one out of the buckets, or lets pass what shows enough work.
    fn take(&self, client: Client, sent: Sent<'_>, now: Instant) -> Result<(), Empty> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let (clients, of_all) = &mut *buckets;
        let (shown, mut full) = match sent {
            Sent::Case(shown) => (shown, None),
            Sent::FollowUp => (None, Some(self.all.bucket(now))),
        };
        let all = full.as_mut().unwrap_or(of_all);
        let client = self.hasher.hash_one(client);
        if clients.len() >= MAX_CLIENTS && !clients.contains_key(&client) {
            clients.retain(|_, bucket| bucket.level_at(now, self.each) < self.each.full);
        }
        let mut nobody = Bucket {
            level: 0.0,
            since: now,
        };
        let own = if clients.len() < MAX_CLIENTS || clients.contains_key(&client) {
            clients.entry(client).or_insert(self.each.bucket(now))
        } else {
            &mut nobody
        };
        own.fill(now, self.each);
        all.fill(now, self.all);
        if own.level < 1.0 || all.level < 1.0 {
            let bits = LEAST_BITS + u32::from(own.debt(self.each).max(all.debt(self.all)));
            let is_shown = shown.is_some_and(|(key, number)| {
                // A flood may have gone on while it was worked.
                let enough = |seed| Work {
                    bits: bits - 1,
                    seed,
                };
                let seeds = self.seeds(now);
                seeds
                    .into_iter()
                    .any(|seed| enough(seed).is_shown_by(key, number))
            });
            if !is_shown {
                let wait = own.wait(self.each).max(all.wait(self.all));
                let [seed, _] = self.seeds(now);
                return Err(Empty {
                    wait,
                    work: Work { bits, seed },
                });
            }
        }
        own.level -= 1.0;
        all.level -= 1.0;
        Ok(())
    }

    /// The seed that is given out, and the one before.
    fn seeds(&self, now: Instant) -> [String; 2] {
        let epoch = now.duration_since(self.start).as_secs() / SEED_LIFE.as_secs();
        [Some(epoch), epoch.checked_sub(1)].map(|epoch| {
            let half = |part: u8| self.hasher.hash_one((epoch, part));
            format!("{:016x}{:016x}", half(0), half(1))
        })
    }
}

impl Capacity {
    fn new(per_minute: u32) -> Self {
        Self {
            per_second: f64::from(per_minute) / 60.0,
            full: f64::from(per_minute) * f64::from(BURST_MINUTES),
        }
    }

    /// A full one.
    fn bucket(self, now: Instant) -> Bucket {
        Bucket {
            level: self.full,
            since: now,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a wait is a small positive number of seconds, a debt a small number of bits"
)]
impl Bucket {
    fn level_at(&self, now: Instant, capacity: Capacity) -> f64 {
        let passed = now.duration_since(self.since).as_secs_f64();
        (self.level + passed * capacity.per_second).min(capacity.full)
    }

    fn fill(&mut self, now: Instant, capacity: Capacity) {
        self.level = self.level_at(now, capacity);
        self.since = now;
    }

    /// The seconds until one can be taken.
    fn wait(&self, capacity: Capacity) -> u64 {
        ((1.0 - self.level) / capacity.per_second.max(1.0 / 3600.0))
            .ceil()
            .max(0.0) as u64
    }

    /// How many whole buckets are owed.
    fn debt(&self, capacity: Capacity) -> u8 {
        let debt = -self.level / capacity.full.max(1.0);
        debt.floor().clamp(0.0, f64::from(MOST_ADDED)) as u8
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn client(address: &str) -> Client {
        address.parse::<IpAddr>().expect("an address").into()
    }

    fn limiter(per_minute: u32, now: Instant) -> RateLimiter {
        RateLimiter::new(per_minute, None, now)
    }

    fn wait(rate: &RateLimiter, client: Client, now: Instant) -> Option<u64> {
        rate.take(client, Sent::Case(None), now)
            .err()
            .map(|empty| empty.wait)
    }

    /// What is asked of a client, and a number that shows it under a key.
    fn worked(rate: &RateLimiter, client: Client, key: &str, now: Instant) -> (u32, u64) {
        let work = rate
            .take(client, Sent::Case(None), now)
            .expect_err("empty")
            .work;
        let number = work.find(key, 0..=u64::MAX).expect("a number");
        (work.bits, number)
    }

    #[test]
    fn after_so_many_one_waits_and_another_address_does_not() {
        let now = Instant::now();
        let rate = limiter(2, now);
        let (one, another) = (client("192.0.2.1"), client("::1"));
        for _ in 0..2 * BURST_MINUTES {
            assert_eq!(wait(&rate, one, now), None);
        }
        assert_eq!(wait(&rate, one, now), Some(30));
        assert_eq!(wait(&rate, another, now), None);
        assert_eq!(wait(&rate, one, now + Duration::from_secs(30)), None);
    }

    #[test]
    fn many_phones_behind_one_address_may_send_at_once_and_a_program_may_not_go_on() {
        let start = Instant::now();
        let rate = limiter(10, start);
        let shared = client("192.0.2.1");
        let market = (0..60).filter(|_| wait(&rate, shared, start).is_none());
        assert_eq!(market.count(), 60);
        // A program that sends each second for an hour gets ten a minute through.
        let hour = (1..=3600).map(|second| start + Duration::from_secs(second));
        let through = hour
            .filter(|now| wait(&rate, shared, *now).is_none())
            .count();
        assert!((595..=605).contains(&through), "{through}");
    }

    #[test]
    fn s4_10_who_shows_work_need_not_wait_and_it_is_good_for_one_key() {
        let now = Instant::now();
        let rate = limiter(1, now);
        let shared = client("192.0.2.1");
        while wait(&rate, shared, now).is_none() {}
        let (_, number) = worked(&rate, shared, "a key", now);
        assert!(
            rate.take(shared, Sent::Case(Some(("another key", number))), now)
                .is_err()
        );
        assert_eq!(
            rate.take(shared, Sent::Case(Some(("a key", number))), now),
            Ok(())
        );
        // It is owed: one minute more to wait.
        assert_eq!(wait(&rate, shared, now), Some(120));
        let later = now + SEED_LIFE;
        assert_eq!(
            rate.take(shared, Sent::Case(Some(("a key", number))), later),
            Ok(())
        );
        while wait(&rate, shared, later).is_none() {}
        let too_late = later + SEED_LIFE + Duration::from_secs(1);
        while wait(&rate, shared, too_late).is_none() {}
        assert!(
            rate.take(shared, Sent::Case(Some(("a key", number))), too_late)
                .is_err()
        );
    }

    #[test]
    fn s4_10_more_work_is_asked_for_the_longer_a_flood_lasts() {
        let now = Instant::now();
        let rate = limiter(1, now);
        let shared = client("192.0.2.1");
        let full = usize::try_from(BURST_MINUTES).expect("a number");
        assert_eq!(rate.take(shared, Sent::Case(None), now), Ok(()));
        rate.buckets
            .lock()
            .expect("a lock")
            .0
            .values_mut()
            .for_each(|b| b.level = 0.0);
        let (first, _) = worked(&rate, shared, "k", now);
        assert_eq!(first, LEAST_BITS);
        for n in 0..full {
            let key = format!("{n}");
            let (_, number) = worked(&rate, shared, &key, now);
            assert_eq!(
                rate.take(shared, Sent::Case(Some((&key, number))), now),
                Ok(())
            );
        }
        let asked = rate
            .take(shared, Sent::Case(None), now)
            .expect_err("empty")
            .work
            .bits;
        assert_eq!(asked, LEAST_BITS + 1);
        rate.buckets.lock().expect("a lock").1.level = f64::MIN;
        let asked = rate
            .take(client("::1"), Sent::Case(None), now)
            .expect_err("empty")
            .work
            .bits;
        assert_eq!(asked, LEAST_BITS + u32::from(MOST_ADDED));
        assert!(asked <= api::MOST_BITS, "a client does not agree to more");
    }

    #[test]
    fn s4_10_a_flood_from_many_addresses_has_to_show_work_and_is_not_remembered_without_end() {
        let now = Instant::now();
        let rate = limiter(1, now);
        let from = |n: u32| Client::from(IpAddr::from(n.to_be_bytes()));
        let through = (0..1_000).filter(|n| wait(&rate, from(*n), now).is_none());
        assert_eq!(through.count(), 180, "six minutes of thirty clients");
        let rate = limiter(1_000, now);
        for n in 0..MAX_CLIENTS + 10 {
            let _ = rate.take(
                from(u32::try_from(n).expect("a number")),
                Sent::Case(None),
                now,
            );
        }
        assert_eq!(rate.buckets.lock().expect("a lock").0.len(), MAX_CLIENTS);
        assert!(rate.take(client("::1"), Sent::Case(None), now).is_err());
        assert_eq!(
            rate.take(from(0), Sent::Case(None), now),
            Ok(()),
            "who is known is as before"
        );
        let later = now + Duration::from_secs(1);
        assert_eq!(
            rate.take(client("::1"), Sent::Case(None), later),
            Ok(()),
            "full buckets are forgotten"
        );
    }

    #[test]
    fn s4_10_a_flood_of_new_cases_does_not_stop_who_has_a_receipt() {
        let now = Instant::now();
        let rate = limiter(1, now);
        rate.buckets.lock().expect("a lock").1.level = f64::MIN;
        let holder = client("::1");
        assert!(rate.take(holder, Sent::Case(None), now).is_err());
        assert_eq!(rate.take(holder, Sent::FollowUp, now), Ok(()));
        let more = (0..100).filter(|_| rate.take(holder, Sent::FollowUp, now).is_ok());
        assert_eq!(more.count(), 5, "six minutes' worth of one client");
    }

    #[test]
    fn no_address_is_kept() {
        let now = Instant::now();
        let (one, other) = (limiter(10, now), limiter(10, now));
        let keys = |rate: &RateLimiter| {
            assert_eq!(
                rate.take(client("192.0.2.1"), Sent::Case(None), now),
                Ok(())
            );
            let buckets = rate.buckets.lock().expect("a lock");
            buckets.0.keys().copied().collect::<Vec<u64>>()
        };
        assert_ne!(keys(&one), keys(&other), "nobody can make a key again");
    }
}
