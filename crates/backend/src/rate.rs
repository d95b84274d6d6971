//! One token bucket for each address prefix, in memory: a person may send ten at once, a program
//! may not send ten thousand. Nothing of an address is ever stored.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Prefixes remembered at most; beyond, those that are full again are forgotten.
const REMEMBERED: usize = 10_000;

/// The buckets.
#[derive(Debug)]
pub(crate) struct Rate {
    per_minute: u32,
    buckets: Mutex<HashMap<u128, (f64, Instant)>>,
}

impl Rate {
    /// So many submissions a minute from one prefix.
    pub(crate) fn new(per_minute: u32) -> Self {
        Self {
            per_minute,
            buckets: Mutex::default(),
        }
    }

    /// Takes one; otherwise the seconds to wait.
    pub(crate) fn take(&self, address: IpAddr, now: Instant) -> Result<(), u64> {
        let full = f64::from(self.per_minute);
        let per_second = full / 60.0;
        let filled = |level: f64, since: Instant| {
            (level + now.duration_since(since).as_secs_f64() * per_second).min(full)
        };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
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

    use super::*;

    #[test]
    fn after_so_many_one_waits_and_another_address_does_not() {
        let (rate, now) = (Rate::new(2), Instant::now());
        let one = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
        assert_eq!(rate.take(one, now), Ok(()));
        assert_eq!(rate.take(one, now), Ok(()));
        assert_eq!(rate.take(one, now), Err(30));
        assert_eq!(rate.take(IpAddr::V6(Ipv6Addr::LOCALHOST), now), Ok(()));
        assert_eq!(rate.take(one, now + Duration::from_secs(30)), Ok(()));
    }
}
