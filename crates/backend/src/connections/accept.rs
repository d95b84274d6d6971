//! Taking connections, until asked to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::{Request, Response};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use super::activity::Activity;
use super::open::{Limits, Open};
use super::socket::Socket;
use crate::App;
use crate::causes::chain;

/// How often it is looked whether a connection has waited too long.
const LOOK: Duration = Duration::from_millis(250);
/// How long to wait where the machine has no connection to give, such as for want of descriptors.
const RETRY: Duration = Duration::from_millis(100);
/// The largest header of a request, in bytes: a browser's is a tenth of it.
const MOST_HEADER: usize = 64 * 1024;

/// Serves every connection until `stop`. Then those on which nothing is under way end at once; the
/// others have `grace` to finish, whatever is half sent.
pub(crate) async fn accept(
    listener: TcpListener,
    app: App,
    limits: Limits,
    stop: impl Future<Output = ()>,
    grace: Duration,
) {
    all_undelayed(&listener);
    let open = Open::new(limits);
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.max_header_size(MOST_HEADER)
        // Ours tell a connection that waits for a header from one that is idle.
        .header_read_timeout(None);
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stop = pin!(stop);
    // One that there may be no room for yet.
    let mut next = None;
    loop {
        tokio::select! {
            () = &mut stop => break,
            _ = look.tick() => open.end_overdue(),
            accepted = accepted(&listener), if next.is_none() => next = Some(accepted),
            () = open.room(), if next.is_some() => {
                let Some((stream, peer)) = next.take() else { continue };
                let activity = Arc::new(Activity::new());
                let socket = Socket::new(stream, Arc::clone(&activity));
                let service = Service {
                    app: app.clone(),
                    peer,
                    activity: Arc::clone(&activity),
                };
                let service = service_fn(move |request| service.clone().call(request));
                let connection = http.serve_connection(TokioIo::new(socket), service);
                let connection = graceful.watch(connection);
                open.add(activity, async move {
                    // How a connection ended is the client's affair: it may just have left.
                    if let Err(error) = connection.await {
                        tracing::trace!(cause = chain(&error), "a connection ended early");
                    }
                });
            }
        }
    }
    drop(listener);
    open.end_waiting();
    if timeout(grace, graceful.shutdown()).await.is_err() {
        tracing::warn!(
            seconds = grace.as_secs(),
            "requests that did not end in time were cut off"
        );
        open.end_all();
    }
}

/// The next connection.
async fn accepted(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        let error = match listener.accept().await {
            Ok((stream, peer)) if undelayed(&stream) => return (stream, peer),
            // It has gone already.
            Ok(_) => continue,
            Err(error) => error,
        };
        if !is_of_the_client(&error) {
            tracing::error!(cause = chain(&error), "no connection can be accepted");
            sleep(RETRY).await;
        }
    }
}

/// Lets the end of an answer leave at once, not only when the client has confirmed what came before.
/// A connection of Linux has the setting from its listener, which saves a call for each.
#[cfg(target_os = "linux")]
fn undelayed(_: &TcpStream) -> bool {
    true
}

#[cfg(not(target_os = "linux"))]
fn undelayed(stream: &TcpStream) -> bool {
    stream.set_nodelay(true).is_ok()
}

/// The same for all connections of a listener.
#[cfg(target_os = "linux")]
fn all_undelayed(listener: &TcpListener) {
    if let Err(error) = rustix::net::sockopt::set_tcp_nodelay(listener, true) {
        tracing::warn!(cause = chain(&error), "answers may be delayed");
    }
}

#[cfg(not(target_os = "linux"))]
fn all_undelayed(_: &TcpListener) {}

/// True where the client has gone before it was accepted.
fn is_of_the_client(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionAborted
            | ErrorKind::ConnectionReset
            | ErrorKind::Interrupted
    )
}

/// What answers the requests of one connection.
#[derive(Clone)]
struct Service {
    app: App,
    peer: SocketAddr,
    activity: Arc<Activity>,
}

impl Service {
    async fn call(
        self,
        request: Request<Incoming>,
    ) -> Result<Response<Answer>, std::convert::Infallible> {
        self.activity.request_begins();
        let under_way = UnderWay(self.activity);
        let response = self.app.answer(request, self.peer).await;
        Ok(response.map(|body| Answer {
            body,
            _under_way: under_way,
        }))
    }
}

/// A request is under way as long as this lives.
struct UnderWay(Arc<Activity>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.request_ends();
    }
}

/// The body of an answer. Its request is under way until the connection has taken all of it.
struct Answer {
    body: Body,
    _under_way: UnderWay,
}

impl HttpBody for Answer {
    type Data = <Body as HttpBody>::Data;
    type Error = <Body as HttpBody>::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        std::pin::Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
