//! Drives one connection from accept to close.

use super::census::Place;
use super::exchange::Exchanges;
use super::framer::Framer;
use super::limits::Limits;
use super::pulse::Pulse;
use super::stream::Streams;
use super::wire::Wire;
use crate::network::Peer;
use axum::extract::Request;
use axum::response::Response;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep, sleep_until};
use tower::Service;

/// How far the server is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It takes connections.
    Open,
    /// It ends what it has begun.
    Draining,
    /// It waits no longer.
    Over,
}

/// The protocol, set up once for all connections.
pub(crate) fn protocol(limits: &Limits) -> Builder<Streams> {
    let mut builder = Builder::new(Streams {
        stall: limits.write_stall,
    });
    let head = limits
        .header_bytes
        .saturating_add(limits.url)
        .saturating_add(512);
    let mut http1 = builder.http1();
    // Our own clocks tell a slow head from a quiet connection, and need no timer for each request.
    http1
        .header_read_timeout(None)
        .max_buf_size(head.max(32 * 1024));
    if limits.fields < 100 {
        http1.max_headers(limits.fields); // The default, 100, is the one number that costs no allocation.
    }
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits.streams)
        .max_pending_accept_reset_streams(20)
        .max_local_error_reset_streams(256)
        .max_header_list_size(u32::try_from(head).unwrap_or(u32::MAX))
        .initial_stream_window_size(64 * 1024)
        .initial_connection_window_size(256 * 1024)
        .max_send_buf_size(64 * 1024)
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(Duration::from_secs(20));
    builder
}

/// A connection that was let in.
pub(crate) struct Guest {
    pub(crate) socket: TcpStream,
    pub(crate) peer: Peer,
    pub(crate) place: Place,
    pub(crate) phases: watch::Receiver<Phase>,
}

/// Answers the connection's requests until it ends, is too slow, or the server stops.
pub(crate) async fn drive<S>(
    guest: Guest,
    app: S,
    protocol: Arc<Builder<Streams>>,
    limits: Arc<Limits>,
) where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let Guest {
        socket,
        peer,
        place: _place,
        mut phases,
    } = guest;
    let pulse = Arc::new(Pulse::new(limits.head, limits.idle));
    let framer = Framer::new(limits.header_bytes);
    let wire = Wire::new(socket, Arc::clone(&pulse), framer, limits.write_stall);
    let linger = limits.linger;
    let exchanges = Exchanges {
        app,
        peer,
        pulse: Arc::clone(&pulse),
        limits,
    };
    let mut connection = pin!(protocol.serve_connection(TokioIo::new(wire), exchanges));
    let mut alarm = pin!(sleep_until(far()));
    let mut lingering = pin!(sleep(Duration::ZERO));
    let mut phase = *phases.borrow_and_update();
    while phase != Phase::Over {
        if phase == Phase::Draining && !pulse.draining.swap(true, Ordering::AcqRel) {
            lingering.as_mut().reset(Instant::now() + linger);
            if pulse.is_http2() {
                connection.as_mut().graceful_shutdown(); // Announced to the peer, so nothing is lost.
            }
        }
        tokio::select! {
            biased;
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    tracing::trace!(%error, "connection ended");
                }
                return;
            }
            () = impatience(&pulse, alarm.as_mut()) => {
                if pulse.awaits_head() {
                    return;
                }
                connection.as_mut().graceful_shutdown();
                pulse.hurry();
            }
            () = lingering.as_mut(), if phase == Phase::Draining => {
                connection.as_mut().graceful_shutdown();
                phase = Phase::Open; // Said once; from here on the answers under way are waited for.
            }
            changed = phases.changed() => {
                phase = if changed.is_ok() { *phases.borrow_and_update() } else { Phase::Over };
            }
        }
    }
}

/// Ends when the peer was silent for too long. The timer is set anew only when it must ring earlier, or rang too
/// early: a busy connection touches it once in many requests.
async fn impatience(pulse: &Pulse, mut alarm: Pin<&mut Sleep>) {
    let look = |cx: &mut Context<'_>| {
        pulse.listen(cx.waker());
        let Some(deadline) = pulse.deadline().map(Instant::from_std) else {
            return Poll::Pending;
        };
        if deadline < alarm.deadline() {
            alarm.as_mut().reset(deadline);
        }
        while alarm.as_mut().poll(cx).is_ready() {
            if deadline <= Instant::now() {
                return Poll::Ready(());
            }
            alarm.as_mut().reset(deadline);
        }
        Poll::Pending
    };
    std::future::poll_fn(look).await;
}

fn far() -> Instant {
    Instant::now() + Duration::from_secs(3_600)
}
