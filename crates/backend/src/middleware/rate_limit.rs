//! A limit on submissions: many people behind one address may send at once, a program may not go on sending.
//!
//! Mobile networks give one address to thousands of people, so a client has a large bucket, which fills
//! slowly: a market that is cleared one evening is no flood. There is one bucket for each client, in memory,
//! under a hash of the client that nobody can make again once the server has ended: no address is kept.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::client::Client;
use crate::response::{Refusal, Wanted};

/// The most clients that are remembered; beyond it, full buckets are forgotten.
const MAX_CLIENTS: usize = 10_000;
/// How many minutes' worth of submissions a client may send at once.
const BURST_MINUTES: u32 = 6;

/// The buckets.
#[derive(Debug)]
pub(crate) struct RateLimiter {
    per_minute: u32,
    /// The header in which a trusted proxy names the client.
    client_ip_header: Option<String>,
    /// What a client is hashed with; its keys are random, and gone when the server ends.
    hasher: RandomState,
    /// The tokens of each client, by its hash, at an instant.
    buckets: Mutex<HashMap<u64, (f64, Instant)>>,
}

/// Lets a submission pass, or answers with the seconds to wait.
pub(crate) async fn limit(
    State(limiter): State<Arc<RateLimiter>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let trusted = limiter.client_ip_header.as_deref();
    let client = Client::of(request.headers(), request.extensions(), trusted);
    limiter
        .take(client, Instant::now())
        .map_err(|wait| Refusal::too_many(wait).in_form(Wanted::of(request.uri())))?;
    Ok(next.run(request).await)
}

impl RateLimiter {
    /// A limit of so many submissions a minute from one client, and of six times as many at once.
    pub(crate) fn new(per_minute: u32, client_ip_header: Option<String>) -> Self {
        Self {
            per_minute,
            client_ip_header,
            hasher: RandomState::new(),
            buckets: Mutex::default(),
        }
    }

    /// Takes a token; where there is none, returns the seconds to wait.
    fn take(&self, client: Client, now: Instant) -> Result<(), u64> {
        let per_second = f64::from(self.per_minute) / 60.0;
        let full = f64::from(self.per_minute) * f64::from(BURST_MINUTES);
        let filled = |level: f64, since: Instant| {
            (level + now.duration_since(since).as_secs_f64() * per_second).min(full)
        };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_CLIENTS {
            buckets.retain(|_, (level, since)| filled(*level, *since) < full);
        }
        let (level, since) = buckets
            .entry(self.hasher.hash_one(client))
            .or_insert((full, now));
        *level = filled(*level, *since);
        *since = now;
        if *level >= 1.0 {
            *level -= 1.0;
            return Ok(());
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a wait is a small positive number of seconds"
        )]
        let wait = ((1.0 - *level) / per_second.max(1.0 / 3600.0)).ceil() as u64;
        Err(wait)
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::time::Duration;

    use super::*;

    fn client(address: &str) -> Client {
        address.parse::<IpAddr>().expect("an address").into()
    }

    #[test]
    fn after_so_many_one_waits_and_another_address_does_not() {
        let (rate, now) = (RateLimiter::new(2, None), Instant::now());
        let (one, another) = (client("192.0.2.1"), client("::1"));
        for _ in 0..2 * BURST_MINUTES {
            assert_eq!(rate.take(one, now), Ok(()));
        }
        assert_eq!(rate.take(one, now), Err(30));
        assert_eq!(rate.take(another, now), Ok(()));
        assert_eq!(rate.take(one, now + Duration::from_secs(30)), Ok(()));
    }

    #[test]
    fn many_phones_behind_one_address_may_send_at_once_and_a_program_may_not_go_on() {
        let (rate, start) = (RateLimiter::new(10, None), Instant::now());
        let shared = client("192.0.2.1");
        let market = (0..60).filter(|_| rate.take(shared, start).is_ok());
        assert_eq!(market.count(), 60);
        // A program that sends each second for an hour gets ten a minute through.
        let hour = (1..=3600).map(|second| start + Duration::from_secs(second));
        let through = hour.filter(|now| rate.take(shared, *now).is_ok()).count();
        assert!((595..=605).contains(&through), "{through}");
    }

    #[test]
    fn no_address_is_kept() {
        let (one, other) = (RateLimiter::new(10, None), RateLimiter::new(10, None));
        let keys = |rate: &RateLimiter| {
            assert_eq!(rate.take(client("192.0.2.1"), Instant::now()), Ok(()));
            let buckets = rate.buckets.lock().expect("a lock");
            buckets.keys().copied().collect::<Vec<u64>>()
        };
        assert_ne!(keys(&one), keys(&other), "nobody can make a key again");
    }
}
