//! Our own accept loop (R80, R81, R91): it takes connections, counts them, times them, and lets them end in peace.
//!
//! `axum::serve` has no clock for request heads, and hyper's is silent without a timer; here every wait has an end.

mod census;
mod connection;
mod exchange;
mod framer;
mod limits;
mod listen;
mod pace;
mod pulse;
mod stream;
mod wire;

pub use limits::Limits;
pub use listen::{inherited, listen};
pub use pace::{Pace, TooSlow};

use crate::network::{Network, Peer};
use axum::extract::Request;
use axum::response::Response;
use census::{Census, Full};
use connection::{Guest, Phase, drive, protocol};
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tower::Service;

/// What a connection that finds no place is told, if it can be told without waiting.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\ncache-control: no-store\r\n\
content-length: 0\r\nconnection: close\r\n\r\n";

/// Serves `app` until `stop` ends, then lets running requests finish for `limits.drain`.
///
/// Only setting up can fail; afterwards nothing that a peer or a shortage does ends the loop.
pub async fn serve<S>(
    listener: std::net::TcpListener,
    app: S,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> io::Result<()>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let (phases, _) = watch::channel(Phase::Open);
    let drain = limits.drain;
    let door = Door {
        app,
        protocol: Arc::new(protocol(&limits)),
        census: Census::new(limits.connections, limits.per_network),
        limits: Arc::new(limits),
        phases: phases.clone(),
    };
    let mut stop = pin!(stop);
    let mut pause = SHORTEST_PAUSE;
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((socket, address)) => {
                pause = SHORTEST_PAUSE;
                door.welcome(socket, address);
            }
            Err(error) if concerns_one_connection(&error) => {}
            Err(error) => {
                // Usually out of file descriptors: waiting is what frees some.
                tracing::warn!(%error, "cannot accept connections");
                tokio::select! {
                    () = &mut stop => break,
                    () = sleep(pause) => pause = (pause * 2).min(LONGEST_PAUSE),
                }
            }
        }
    }
    door.take_those_waiting(listener);
    drop(door);
    phases.send_replace(Phase::Draining);
    if timeout(drain, phases.closed()).await.is_err() {
        phases.send_replace(Phase::Over);
        let _ = timeout(Duration::from_secs(1), phases.closed()).await;
    }
    Ok(())
}

const SHORTEST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Errors of a peer that is gone already, as opposed to errors of ours.
fn concerns_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted
    )
}

/// Lets connections in.
struct Door<S> {
    app: S,
    protocol: Arc<hyper_util::server::conn::auto::Builder<stream::Streams>>,
    census: Arc<Census>,
    limits: Arc<Limits>,
    phases: watch::Sender<Phase>,
}

impl<S> Door<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    fn welcome(&self, socket: TcpStream, address: SocketAddr) {
        let proxy = self.limits.proxies.include(address.ip());
        let network = (!proxy).then(|| Network::of(address.ip()));
        let place = match self.census.enter(network) {
            Ok(place) => place,
            Err(full) => {
                if full == Full::House {
                    tracing::debug!("too many connections");
                }
                let _ = socket.try_write(FULL);
                return;
            }
        };
        let _ = socket.set_nodelay(true); // Answers are written whole; waiting to fill packets only delays them.
        let guest = Guest {
            socket,
            peer: Peer(address),
            place,
            phases: self.phases.subscribe(),
        };
        let (protocol, limits) = (Arc::clone(&self.protocol), Arc::clone(&self.limits));
        tokio::spawn(drive(guest, self.app.clone(), protocol, limits));
    }

    /// Answers those who connected before the listener closes; the kernel would reset them.
    fn take_those_waiting(&self, listener: TcpListener) {
        let Ok(listener) = listener.into_std() else {
            return;
        };
        while let Ok((socket, address)) = listener.accept() {
            if socket.set_nonblocking(true).is_ok()
                && let Ok(socket) = TcpStream::from_std(socket)
            {
                self.welcome(socket, address);
            }
        }
    }
}
