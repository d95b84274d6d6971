//! The thin server: the portal and the published tree as static files, and the one thing that must
//! be written, feedback, through an Open311 GeoReport v2 intake. It holds no rules of its own: what
//! a submission must be is decided by `civic`.

mod app;
mod args;
mod error;
mod headers;
mod intake;
mod rate;
mod statics;
mod store;
mod tree;

pub use app::{Server, app};
pub use args::ServeArgs;
pub use error::Error;

use std::io::Write;
use std::net::SocketAddr;

/// Serves until asked to stop (SIGTERM or SIGINT); requests under way are finished first.
pub fn run(args: ServeArgs) -> Result<(), Error> {
    let settings = args.settled()?;
    let server = Server::open(&settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Error::Runtime)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(settings.listen)
            .await
            .map_err(|source| Error::Listen(settings.listen, source))?;
        let address = listener.local_addr().map_err(Error::Runtime)?;
        let mut out = std::io::stdout();
        // The line may be read by a program that waits for the address.
        let _ = writeln!(out, "http://{address}/").and_then(|()| out.flush());
        let service = app(server.clone()).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service)
            .with_graceful_shutdown(stop())
            .await
            .map_err(Error::Runtime)
    })?;
    server.close()
}

/// Resolves when the process is asked to stop.
async fn stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            let terminate = std::pin::pin!(terminate.recv());
            let interrupt = std::pin::pin!(interrupt);
            let mut either = (terminate, interrupt);
            std::future::poll_fn(|cx| {
                use std::future::Future;
                let stopped = either.0.as_mut().poll(cx).is_ready();
                if stopped || either.1.as_mut().poll(cx).is_ready() {
                    std::task::Poll::Ready(())
                } else {
                    std::task::Poll::Pending
                }
            })
            .await;
            return;
        }
    }
    interrupt.await;
}
