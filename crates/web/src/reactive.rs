//! Reactivity for pages. Closures and futures are boxed to a few types, since the framework's code
//! is compiled again for every further type.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

/// A view that is rebuilt when a signal it reads changes.
pub fn reactive(show: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let show: Box<dyn FnMut() -> AnyView + Send> = Box::new(show);
    show.into_any()
}

/// A view that is built in a task of its own, once what stands before it has been painted: on a slow
/// phone the answer is there before everything that explains it.
pub fn afterwards(show: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    let is_painted = RwSignal::new(false);
    let painted = move || {
        is_painted.try_set(true);
    };
    request_animation_frame(move || set_timeout(painted, Duration::ZERO));
    let mut show: Option<Box<dyn FnOnce() -> AnyView + Send>> = Some(Box::new(show));
    reactive(move || {
        let show = if is_painted.get() { show.take() } else { None };
        show.map(|show| show()).into_any()
    })
}

/// Ends the browser's present task; what follows is done in one of its own, so that the browser can
/// paint and respond in between. On a slow phone it does neither during a long task.
pub async fn next_task() {
    let is_next = Rc::new(Cell::new(false));
    let mut waiting = Some(Rc::clone(&is_next));
    poll_fn(move |context| {
        if let Some(is_next) = waiting.take() {
            let waker = context.waker().clone();
            let wake = move || {
                is_next.set(true);
                waker.wake();
            };
            set_timeout(wake, Duration::ZERO);
        }
        if is_next.get() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// The value of a reactive attribute; `None` omits the attribute.
pub type Attr = Box<dyn FnMut() -> Option<&'static str> + Send>;

/// A reactive attribute.
pub fn attr(value: impl FnMut() -> Option<&'static str> + Send + 'static) -> Attr {
    Box::new(value)
}

/// Runs once, and again whenever a signal it reads changes.
pub fn follow(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| run());
}

/// Runs when a value read from signals changes, but not for the first value.
pub fn changed<T: PartialEq + 'static>(
    value: impl Fn() -> T + 'static,
    run: impl Fn(&T) + 'static,
) {
    let mut before = None;
    follow(move || {
        let now = value();
        if before.as_ref().is_some_and(|before| *before != now) {
            run(&now);
        }
        before = Some(now);
    });
}

/// A task that returns a closure which applies its result.
pub type Task = Pin<Box<dyn Future<Output = Box<dyn FnOnce()>>>>;

/// A task from a future that returns a closure which applies its result.
pub fn task<D: FnOnce() + 'static>(work: impl Future<Output = D> + 'static) -> Task {
    Box::pin(async move {
        let done: Box<dyn FnOnce()> = Box::new(work.await);
        done
    })
}

/// Starts a task whenever a signal read by `start` changes. Only the latest task's result is
/// applied, and only while the page that started it exists.
pub fn load_latest(start: impl Fn() -> Option<Task> + 'static) {
    let latest = StoredValue::new(0_u32);
    follow(move || {
        latest.update_value(|n| *n += 1);
        let ticket = latest.get_value();
        if let Some(task) = start() {
            spawn(async move {
                let done = task.await;
                if latest.try_get_value() == Some(ticket) {
                    done();
                }
            });
        }
    });
}

/// Runs tasks concurrently and returns their results in order.
pub async fn join_all<T>(tasks: Vec<Pin<Box<dyn Future<Output = T> + '_>>>) -> Vec<T> {
    let mut all: Vec<(_, Option<T>)> = tasks.into_iter().map(|task| (task, None)).collect();
    poll_fn(|context| {
        let mut pending = false;
        for (task, done) in all.iter_mut().filter(|(_, done)| done.is_none()) {
            match task.as_mut().poll(context) {
                Poll::Ready(result) => *done = Some(result),
                Poll::Pending => pending = true,
            }
        }
        if pending {
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    })
    .await;
    all.into_iter().filter_map(|(_, done)| done).collect()
}

/// Spawns a future that runs to completion even if the page is left.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
}
