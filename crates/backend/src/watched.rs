//! Values made from files, kept in memory and made again when the files change.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use tokio::sync::MutexGuard;

use crate::causes::chain;

/// How long a value is used without looking at its files: a change is seen about so much later.
const INTERVAL: Duration = Duration::from_secs(1);
/// What a look of [`Effort::Large`] may take. After one that takes twice as long the value is used for
/// twice as long, and so on, so that looking never takes more than a small share of a core.
const QUICK: Duration = Duration::from_millis(50);
/// The most times as long that a value is used.
const MOST: u32 = 60;

/// Files, and how a value is made from them.
pub(crate) trait Source: Send + Sync + 'static {
    /// What changes when the files change, such as times and sizes.
    type Stamp: Clone + PartialEq + Send + Sync;
    /// What is made from the files.
    type Value: Send + Sync;
    /// Why nothing could be made from them.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The stamp of the files as they are now. Cheap, but may block.
    fn stamp(&self) -> Result<Self::Stamp, Self::Error>;

    /// Makes the value. May block.
    fn load(&self) -> Result<Self::Value, Self::Error>;
}

/// The value of a [`Source`], looked at once a second at most and only while it is asked for.
pub(crate) struct Watched<S: Source> {
    source: Arc<S>,
    interval: Duration,
    effort: Effort,
    state: RwLock<State<S>>,
    /// Held by whoever looks at the files, so that one does.
    looking: tokio::sync::Mutex<()>,
}

/// How long it takes to look at the files.
#[derive(Clone, Copy, Debug)]
enum Effort {
    Small,
    Large,
}

struct State<S: Source> {
    looked_at: Option<Instant>,
    /// How long that took.
    took: Duration,
    value: Option<(S::Stamp, Arc<S::Value>)>,
    /// Why the files could not be read when last looked at.
    failure: Option<Arc<S::Error>>,
}

/// The value, or why there is none.
type Known<S> = Result<Arc<<S as Source>::Value>, Unavailable<<S as Source>::Error>>;

/// What a look at the files found.
enum Look<S: Source> {
    Unchanged,
    Changed(S::Stamp, S::Value),
}

/// There is no value, not even an older one.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unavailable<E: std::error::Error + 'static> {
    #[error("nothing usable is there")]
    Unreadable(#[source] Arc<E>),
    #[error("reading was interrupted")]
    Interrupted,
}

impl<S: Source> Watched<S> {
    pub(crate) fn new(source: S) -> Self {
        Self::with_interval(source, INTERVAL)
    }

    /// One whose files take long to look at, and longer the more there are.
    pub(crate) fn of_large_effort(source: S) -> Self {
        Self {
            effort: Effort::Large,
            ..Self::new(source)
        }
    }

    fn with_interval(source: S, interval: Duration) -> Self {
        Self {
            source: Arc::new(source),
            interval,
            effort: Effort::Small,
            state: RwLock::new(State {
                looked_at: None,
                took: Duration::ZERO,
                value: None,
                failure: None,
            }),
            looking: tokio::sync::Mutex::new(()),
        }
    }

    /// The value as of at most a second ago; an older one where the files cannot be read now. Where
    /// that is so, it is logged once. Never blocks the thread.
    pub(crate) async fn get(&self) -> Known<S> {
        if self.is_fresh() {
            return self.known();
        }
        let guard = match (self.looking.try_lock(), self.value()) {
            (Ok(guard), _) => guard,
            // Somebody else is looking; what is there will do meanwhile.
            (Err(_), Some(value)) => return Ok(value),
            (Err(_), None) => self.looking.lock().await,
        };
        self.look(guard).await?;
        self.known()
    }

    /// The value of the files as they were at most a second ago; an error where they could not be
    /// read then, although an older value is used.
    pub(crate) async fn newest(&self) -> Known<S> {
        if !self.is_fresh() {
            let guard = self.looking.lock().await;
            self.look(guard).await?;
        }
        match self.read(|state| state.failure.clone()) {
            Some(failure) => Err(Unavailable::Unreadable(failure)),
            None => self.known(),
        }
    }

    /// Looks at the files, unless somebody else just has.
    async fn look(&self, guard: MutexGuard<'_, ()>) -> Result<(), Unavailable<S::Error>> {
        if self.is_fresh() {
            return Ok(());
        }
        let source = Arc::clone(&self.source);
        let known = self.read(|state| state.value.as_ref().map(|(stamp, _)| stamp.clone()));
        let started = Instant::now();
        let look = tokio::task::spawn_blocking(move || look(&*source, known.as_ref())).await;
        // It panicked, which is in the log, or the runtime is shutting down.
        let look = look.map_err(|_| Unavailable::Interrupted)?;
        self.remember(look, started.elapsed());
        drop(guard);
        Ok(())
    }

    fn read<T>(&self, read: impl FnOnce(&State<S>) -> T) -> T {
        read(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The last value there was, without looking.
    pub(crate) fn value(&self) -> Option<Arc<S::Value>> {
        self.read(|state| state.value.as_ref().map(|(_, value)| Arc::clone(value)))
    }

    /// True where the files were looked at recently.
    fn is_fresh(&self) -> bool {
        self.read(|state| {
            let times = match self.effort {
                Effort::Small => 1,
                Effort::Large => state.took.as_millis() / QUICK.as_millis() + 1,
            };
            let interval = self.interval * u32::try_from(times).unwrap_or(MOST).min(MOST);
            state.looked_at.is_some_and(|at| at.elapsed() < interval)
        })
    }

    fn known(&self) -> Known<S> {
        self.read(|state| match (&state.value, &state.failure) {
            (Some((_, value)), _) => Ok(Arc::clone(value)),
            (None, Some(failure)) => Err(Unavailable::Unreadable(Arc::clone(failure))),
            (None, None) => Err(Unavailable::Interrupted),
        })
    }

    fn remember(&self, look: Result<Look<S>, S::Error>, took: Duration) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.looked_at = Some(Instant::now());
        state.took = took;
        match look {
            Ok(Look::Unchanged) => state.failure = None,
            Ok(Look::Changed(stamp, value)) => {
                state.value = Some((stamp, Arc::new(value)));
                state.failure = None;
            }
            Err(failure) => {
                let cause = chain(&failure);
                let before = state.failure.replace(Arc::new(failure));
                // Without an older value the caller gets the error, and logs it.
                if state.value.is_some() && before.is_none_or(|before| chain(&*before) != cause) {
                    tracing::warn!(
                        cause,
                        "the newest files cannot be read; older ones are used"
                    );
                }
            }
        }
    }
}

fn look<S: Source>(source: &S, known: Option<&S::Stamp>) -> Result<Look<S>, S::Error> {
    // The stamp comes first: files that change while they are read are then read again.
    let stamp = source.stamp()?;
    if known == Some(&stamp) {
        return Ok(Look::Unchanged);
    }
    Ok(Look::Changed(stamp, source.load()?))
}

impl<S: Source> fmt::Debug for Watched<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watched").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// A "file" of one number; `None` where it cannot be read.
    struct Number(Mutex<(Option<u32>, u32)>);

    #[derive(Debug, thiserror::Error)]
    #[error("gone")]
    struct Gone;

    impl Source for Arc<Number> {
        type Stamp = u32;
        type Value = u32;
        type Error = Gone;

        fn stamp(&self) -> Result<u32, Gone> {
            self.0.lock().expect("a lock").0.ok_or(Gone)
        }

        fn load(&self) -> Result<u32, Gone> {
            let mut file = self.0.lock().expect("a lock");
            file.1 += 1;
            file.0.ok_or(Gone)
        }
    }

    fn watched(interval: Duration) -> (Arc<Number>, Watched<Arc<Number>>) {
        let file = Arc::new(Number(Mutex::new((Some(1), 0))));
        (Arc::clone(&file), Watched::with_interval(file, interval))
    }

    #[tokio::test]
    async fn a_value_is_made_once_until_its_files_change() {
        let (file, watched) = watched(Duration::ZERO);
        for _ in 0..3 {
            assert_eq!(*watched.get().await.expect("a value"), 1);
        }
        assert_eq!(file.0.lock().expect("a lock").1, 1);
        file.0.lock().expect("a lock").0 = Some(2);
        assert_eq!(*watched.get().await.expect("a value"), 2);
    }

    #[tokio::test]
    async fn within_the_interval_nothing_is_looked_at() {
        let (file, watched) = watched(Duration::from_hours(1));
        assert_eq!(*watched.get().await.expect("a value"), 1);
        file.0.lock().expect("a lock").0 = Some(2);
        assert_eq!(*watched.get().await.expect("a value"), 1);
    }

    #[tokio::test]
    async fn an_older_value_is_kept_where_the_newest_cannot_be_read() {
        let (file, watched) = watched(Duration::ZERO);
        assert_eq!(*watched.get().await.expect("a value"), 1);
        file.0.lock().expect("a lock").0 = None;
        assert_eq!(*watched.get().await.expect("a value"), 1);
        file.0.lock().expect("a lock").0 = Some(3);
        assert_eq!(*watched.get().await.expect("a value"), 3);
    }

    #[tokio::test]
    async fn without_any_value_the_cause_is_reported() {
        let (file, watched) = watched(Duration::ZERO);
        file.0.lock().expect("a lock").0 = None;
        let error = watched.get().await.expect_err("nothing to read");
        assert_eq!(chain(&error), "nothing usable is there: gone");
    }
}
