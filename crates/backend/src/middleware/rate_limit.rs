//! A limit on submissions: a person may send ten in a minute, a program may not send ten thousand.
//!
//! One token bucket for each client, in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::client::Client;
use crate::response::Refusal;

/// The most clients that are remembered; beyond it, full buckets are forgotten.
const MAX_CLIENTS: usize = 10_000;

/// The buckets.
#[derive(Debug)]
pub(crate) struct RateLimiter {
    per_minute: u32,
    /// The header in which a trusted proxy names the client.
    client_ip_header: Option<String>,
    /// The tokens of each client at an instant.
    buckets: Mutex<HashMap<Client, (f64, Instant)>>,
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
        .map_err(Refusal::too_many)?;
    Ok(next.run(request).await)
}

impl RateLimiter {
    /// A limit of so many submissions a minute from one client.
    pub(crate) fn new(per_minute: u32, client_ip_header: Option<String>) -> Self {
        Self {
            per_minute,
            client_ip_header,
            buckets: Mutex::default(),
        }
    }

    /// Takes a token; where there is none, returns the seconds to wait.
    fn take(&self, client: Client, now: Instant) -> Result<(), u64> {
        let full = f64::from(self.per_minute);
        let per_second = full / 60.0;
        let filled = |level: f64, since: Instant| {
            (level + now.duration_since(since).as_secs_f64() * per_second).min(full)
        };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_CLIENTS {
            buckets.retain(|_, (level, since)| filled(*level, *since) < full);
        }
        let (level, since) = buckets.entry(client).or_insert((full, now));
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
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
    use std::time::Duration;

    use super::*;

    #[test]
    fn after_so_many_one_waits_and_another_address_does_not() {
        let (rate, now) = (RateLimiter::new(2, None), Instant::now());
        let one = Client::from(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)));
        let another = Client::from(IpAddr::V6(Ipv6Addr::LOCALHOST));
        assert_eq!(rate.take(one, now), Ok(()));
        assert_eq!(rate.take(one, now), Ok(()));
        assert_eq!(rate.take(one, now), Err(30));
        assert_eq!(rate.take(another, now), Ok(()));
        assert_eq!(rate.take(one, now + Duration::from_secs(30)), Ok(()));
    }
}
