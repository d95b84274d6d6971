//! How many connections this process has descriptors for.

/// The most connections where the machine allows more.
const USUAL: usize = 10_000;

/// The most connections that there may be at once: as many as `wanted`, but no more than half of
/// the descriptors, since every connection may be sent a file that has to be opened, and the store
/// and the log need theirs. The process first takes all the descriptors that it may have.
pub(crate) fn most_connections(wanted: Option<usize>) -> usize {
    let most = descriptors().map_or(usize::MAX, |descriptors| (descriptors / 2).max(1));
    match wanted {
        Some(wanted) if wanted > most => {
            tracing::warn!(
                wanted,
                most,
                "fewer connections than wanted: half of the descriptors of this process (ulimit -n)"
            );
            most
        }
        Some(wanted) => wanted.max(1),
        None => USUAL.min(most),
    }
}

/// How many descriptors this process may have; `None` where there is no bound.
#[cfg(unix)]
fn descriptors() -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    let all = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let granted = match setrlimit(Resource::Nofile, all) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    };
    granted.map(|granted| usize::try_from(granted).unwrap_or(usize::MAX))
}

#[cfg(not(unix))]
fn descriptors() -> Option<usize> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_descriptors_for_files() {
        assert_eq!(most_connections(Some(3)), 3);
        assert_eq!(most_connections(Some(0)), 1);
        let usual = most_connections(None);
        assert!((1..=USUAL).contains(&usual), "{usual}");
        if let Some(descriptors) = descriptors() {
            assert!(most_connections(Some(usize::MAX)) <= descriptors / 2);
        }
    }
}
