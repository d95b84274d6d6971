//! A limit on submissions: a person may send ten in a minute, a program may not send ten thousand.
//!
//! One token bucket for each address prefix, in memory. Nothing of an address is stored or logged.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;

use crate::response::Refusal;

/// The most prefixes that are remembered; beyond it, full buckets are forgotten.
const MAX_PREFIXES: usize = 10_000;

/// The buckets.
#[derive(Debug)]
pub(crate) struct RateLimiter {
    per_minute: u32,
    /// The header in which a trusted proxy names the client.
    client_ip_header: Option<String>,
    /// The tokens of each prefix at an instant.
    buckets: Mutex<HashMap<u128, (f64, Instant)>>,
}

/// Lets a submission pass, or answers with the seconds to wait.
pub(crate) async fn limit(
    State(limiter): State<Arc<RateLimiter>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|info| info.0.ip());
    let client = limiter.client(request.headers(), peer);
    limiter
        .take(client, Instant::now())
        .map_err(Refusal::too_many)?;
    Ok(next.run(request).await)
}

impl RateLimiter {
    /// A limit of so many submissions a minute from one prefix.
    pub(crate) fn new(per_minute: u32, client_ip_header: Option<String>) -> Self {
        Self {
            per_minute,
            client_ip_header,
            buckets: Mutex::default(),
        }
    }

    /// Who sends: the other end of the connection, or the client that a trusted proxy names.
    fn client(&self, headers: &HeaderMap, peer: Option<IpAddr>) -> IpAddr {
        self.client_ip_header
            .as_ref()
            .and_then(|name| headers.get(name)?.to_str().ok()?.trim().parse().ok())
            .or(peer)
            .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }

    /// Takes a token; where there is none, returns the seconds to wait.
    fn take(&self, address: IpAddr, now: Instant) -> Result<(), u64> {
        let full = f64::from(self.per_minute);
        let per_second = full / 60.0;
        let filled = |level: f64, since: Instant| {
            (level + now.duration_since(since).as_secs_f64() * per_second).min(full)
        };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_PREFIXES {
            buckets.retain(|_, (level, since)| filled(*level, *since) < full);
        }
        let (level, since) = buckets.entry(prefix(address)).or_insert((full, now));
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

/// One IPv4 address, or the /64 that one IPv6 customer is given.
fn prefix(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(v4) => u128::from(v4.to_bits()),
        IpAddr::V6(v6) => v6.to_bits() >> 64 | 1 << 127,
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};
    use std::time::Duration;

    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn after_so_many_one_waits_and_another_address_does_not() {
        let (rate, now) = (RateLimiter::new(2, None), Instant::now());
        let one = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
        assert_eq!(rate.take(one, now), Ok(()));
        assert_eq!(rate.take(one, now), Ok(()));
        assert_eq!(rate.take(one, now), Err(30));
        assert_eq!(rate.take(IpAddr::V6(Ipv6Addr::LOCALHOST), now), Ok(()));
        assert_eq!(rate.take(one, now + Duration::from_secs(30)), Ok(()));
    }

    #[test]
    fn a_proxys_word_counts_only_where_a_header_is_trusted() {
        let proxy = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let mut headers = HeaderMap::new();
        headers.insert("x-real-ip", HeaderValue::from_static("192.0.2.7"));
        let trusting = RateLimiter::new(1, Some("x-real-ip".to_owned()));
        let client = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));
        assert_eq!(trusting.client(&headers, Some(proxy)), client);
        assert_eq!(
            RateLimiter::new(1, None).client(&headers, Some(proxy)),
            proxy
        );
        headers.insert("x-real-ip", HeaderValue::from_static("somebody"));
        assert_eq!(trusting.client(&headers, Some(proxy)), proxy);
    }
}
