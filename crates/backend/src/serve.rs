//! The server as a program: it listens until it is asked to stop.

use std::future::Future;
use std::io::Write as _;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal;

use crate::config::{ServeArgs, Settings};
use crate::connections::{Limits, accept, most_connections};
use crate::{App, Error, Server, log};

/// How long requests under way may take to end once the server is asked to stop: shorter than the
/// ten seconds after which a container is killed.
const GRACE: Duration = Duration::from_secs(8);
/// How long work on the disk may take to end after that.
const LAST_WORK: Duration = Duration::from_secs(1);

/// Serves until asked to stop (SIGTERM or SIGINT); requests under way are given a few seconds to
/// finish.
///
/// Prints the address on standard output once it listens, and logs to standard error.
pub fn run(args: ServeArgs) -> Result<(), Error> {
    let settings = args.resolve()?;
    log::start(settings.log, settings.log_level.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Error::Runtime)?;
    // On a worker, beside the connections that it accepts.
    let serving = runtime.spawn(serve(settings));
    let served = runtime.block_on(serving);
    runtime.shutdown_timeout(LAST_WORK);
    served.map_err(|error| Error::Runtime(error.into()))?
}

/// Waits for some work with a store, for a program that does nothing else.
pub fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(Error::Runtime)?;
    Ok(runtime.block_on(work))
}

async fn serve(settings: Settings) -> Result<(), Error> {
    let listen = settings.listen;
    let limits = Limits {
        connections: most_connections(settings.max_connections),
        header: settings.receive_timeout,
        idle: settings.idle_timeout,
        // A handler may take its time without a byte of it being sent.
        stalled: settings.idle_timeout.max(settings.request_timeout * 2),
    };
    let server = Server::open(settings)?;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|source| Error::Listen(listen, source))?;
    let address = listener.local_addr().map_err(Error::Runtime)?;
    let stop = asked_to_stop();
    let mut out = std::io::stdout();
    // A program that started this one may wait for the line; nobody reading it is no fault.
    let _ = writeln!(out, "http://{address}/").and_then(|()| out.flush());
    let upkeep = tokio::spawn(server.clone().upkeep());
    let app = App::new(server.clone());
    accept(listener, app, limits, stop, GRACE).await;
    upkeep.abort();
    server.close().await
}

/// Resolves when the process is asked to stop. It is listened for from the call on, not only once
/// the future is awaited.
#[cfg(unix)]
fn asked_to_stop() -> impl Future<Output = ()> {
    use signal::unix::{Signal, SignalKind};

    // A signal that cannot be waited for: only the other one ends the server.
    let listen = |kind| signal::unix::signal(kind).ok();
    let mut interrupt = listen(SignalKind::interrupt());
    let mut terminate = listen(SignalKind::terminate());
    async move {
        let received = async |signal: &mut Option<Signal>| match signal {
            Some(signal) => drop(signal.recv().await),
            None => std::future::pending().await,
        };
        tokio::select! {
            () = received(&mut interrupt) => {}
            () = received(&mut terminate) => {}
        }
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    if signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
