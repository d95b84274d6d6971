//! The server as a program: it listens until it is asked to stop.

use std::io::Write as _;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::signal;

use crate::config::{ServeArgs, Settings};
use crate::{Error, Server, log, router};

/// Serves until asked to stop (SIGTERM or SIGINT); requests under way are finished first.
///
/// Prints the address on standard output once it listens, and logs to standard error.
pub fn run(args: ServeArgs) -> Result<(), Error> {
    let settings = args.resolve()?;
    log::start(settings.log, settings.log_level.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Error::Runtime)?;
    runtime.block_on(serve(settings))
}

async fn serve(settings: Settings) -> Result<(), Error> {
    let listen = settings.listen;
    let server = Server::open(settings)?;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|source| Error::Listen(listen, source))?;
    let address = listener.local_addr().map_err(Error::Runtime)?;
    let mut out = std::io::stdout();
    // A program that started this one may wait for the line; nobody reading it is no fault.
    let _ = writeln!(out, "http://{address}/").and_then(|()| out.flush());
    let service = router(server.clone()).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(asked_to_stop())
        .await
        .map_err(Error::Runtime)?;
    server.close().await
}

/// Resolves when the process is asked to stop.
async fn asked_to_stop() {
    let interrupt = async {
        if signal::ctrl_c().await.is_err() {
            // The signal cannot be waited for: only the other one ends the server.
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
