//! A server in the test's own process, and a client that sees every byte.

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use guildhall_serving::accept::{Limits, listen, serve};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower::Service;

/// A running server.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<std::io::Result<()>>,
}

impl Server {
    pub(crate) fn start(app: Router, limits: Limits) -> Self {
        Self::start_service(app, limits)
    }

    pub(crate) fn start_service<S>(app: S, limits: Limits) -> Self
    where
        S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
        S::Future: Send,
    {
        let listener = listen("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn(serve(listener, app, limits, async {
            let _ = stopped.await;
        }));
        Self {
            address,
            stop: Some(stop),
            running,
        }
    }

    pub(crate) async fn connect(&self) -> Client {
        Client(TcpStream::connect(self.address).await.unwrap())
    }

    pub(crate) fn ask_to_stop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
    }

    /// How long the server took to end.
    pub(crate) async fn ended(self) -> Duration {
        let since = Instant::now();
        self.running.await.unwrap().unwrap();
        since.elapsed()
    }
}

/// Limits so short that a test can meet them.
pub(crate) fn short() -> Limits {
    Limits {
        head: Duration::from_millis(150),
        idle: Duration::from_millis(450),
        body_window: Duration::from_millis(150),
        body_total: Duration::from_millis(600),
        write_stall: Duration::from_millis(200),
        drain: Duration::from_secs(2),
        linger: Duration::from_millis(100),
        ..Limits::default()
    }
}

/// One connection.
pub(crate) struct Client(pub(crate) TcpStream);

impl Client {
    pub(crate) async fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    /// Everything until the server closes.
    pub(crate) async fn rest(&mut self) -> String {
        let mut bytes = Vec::new();
        let _ = self.0.read_to_end(&mut bytes).await; // A reset ends it too.
        String::from_utf8(bytes).unwrap()
    }

    /// One answer whose body has a length.
    pub(crate) async fn answer(&mut self) -> String {
        let mut text = String::new();
        let mut bytes = [0; 4096];
        loop {
            let len = self.0.read(&mut bytes).await.unwrap();
            text.push_str(std::str::from_utf8(&bytes[..len]).unwrap());
            if len == 0 {
                return text;
            }
            let Some((head, body)) = text.split_once("\r\n\r\n") else {
                continue;
            };
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text;
            }
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: hall\r\n\r\n"))
            .await;
        self.answer().await
    }

    /// How long until the server closes.
    pub(crate) async fn closed_after(&mut self) -> Duration {
        let since = Instant::now();
        self.rest().await;
        since.elapsed()
    }
}
