//! What waits to be written, and whom to tell what became of it.

use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

use super::trouble::DatabaseError;
use super::writing::Writing;
use crate::store::case::{Insertion, NewCase};
use crate::store::error::{Cause, OwnError};

/// The way to whoever waits.
type Tell<T> = oneshot::Sender<Result<T, Cause>>;

/// Something to be written. It may be begun again, where what was written with it failed.
pub(super) type Run<I, T> =
    for<'a, 'b> fn(&'a mut Writing<'b>, &'a I) -> BoxFuture<'a, Result<T, Cause>>;

pub(super) struct Job<I, T> {
    input: I,
    run: Run<I, T>,
    done: Option<T>,
    tell: Option<Tell<T>>,
}

/// A case to be stored: all that wait are stored by the same few statements.
pub(super) struct InsertJob {
    case: NewCase,
    done: Option<Insertion>,
    tell: Option<Tell<Insertion>>,
}

impl<I, T> Job<I, T> {
    pub(super) fn new(input: I, run: Run<I, T>, tell: Tell<T>) -> Self {
        Self {
            input,
            run,
            done: None,
            tell: Some(tell),
        }
    }
}

impl InsertJob {
    pub(super) fn new(case: NewCase, tell: Tell<Insertion>) -> Self {
        Self {
            case,
            done: None,
            tell: Some(tell),
        }
    }
}

/// A job of any kind.
pub(super) trait Work: Send {
    /// The case that it stores; `None` where it does something else.
    fn case(&self) -> Option<&NewCase> {
        None
    }
    /// Takes what became of that case.
    fn take(&mut self, _insertion: Insertion) {}
    /// Does something else.
    fn run<'a>(&'a mut self, writing: &'a mut Writing<'_>) -> BoxFuture<'a, Result<(), Cause>>;
    /// Tells whoever waits what became of it.
    fn tell(&mut self, outcome: Result<(), Cause>);
}

impl<I: Send + Sync, T: Send> Work for Job<I, T> {
    fn run<'a>(&'a mut self, writing: &'a mut Writing<'_>) -> BoxFuture<'a, Result<(), Cause>> {
        Box::pin(async move {
            self.done = Some((self.run)(writing, &self.input).await?);
            Ok(())
        })
    }

    fn tell(&mut self, outcome: Result<(), Cause>) {
        answer(self.tell.take(), outcome, self.done.take());
    }
}

impl Work for InsertJob {
    fn case(&self) -> Option<&NewCase> {
        Some(&self.case)
    }

    fn take(&mut self, insertion: Insertion) {
        self.done = Some(insertion);
    }

    fn run<'a>(&'a mut self, _: &'a mut Writing<'_>) -> BoxFuture<'a, Result<(), Cause>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn tell(&mut self, outcome: Result<(), Cause>) {
        answer(self.tell.take(), outcome, self.done.take());
    }
}

fn answer<T>(tell: Option<Tell<T>>, outcome: Result<(), Cause>, done: Option<T>) {
    let done = outcome.and_then(|()| done.ok_or_else(|| OwnError::BrokenOff.into()));
    if let Some(tell) = tell {
        let _nobody_waits = tell.send(done);
    }
}

/// The same cause for each of those who waited together.
pub(super) fn shared(cause: &Cause) -> Cause {
    if let Some(said) = cause.downcast_ref::<DatabaseError>() {
        return said.clone().into();
    }
    if let Some(own) = cause.downcast_ref::<OwnError>() {
        return own.clone().into();
    }
    cause.to_string().into()
}
