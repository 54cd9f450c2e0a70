//! One line for each request (R88): method, route pattern, status, time, size, request id. Never the address that was
//! asked for, its query, cookies, tokens, bodies, or who asked.

use crate::request_id::RequestId;
use crate::step::Step;
use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::response::Response;
use http::{Method, StatusCode};
use http_body::{Body as HttpBody, Frame, SizeHint};
use hyper::body::Bytes;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Instant;

/// Failures beyond this many a second are counted instead of written: a storm must not fill the disk.
const FAILURES_A_SECOND: u64 = 100;

/// Tells the log which route answered. Use it as `Router::route_layer(Around(NoteRoute))`:
/// only in there does axum know.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoteRoute;

impl Step for NoteRoute {
    type Kept = Option<MatchedPath>;

    fn before(&self, request: &mut Request) -> ControlFlow<Response, Self::Kept> {
        ControlFlow::Continue(request.extensions().get::<MatchedPath>().cloned())
    }

    fn after(&self, route: Self::Kept, response: &mut Response) {
        if let Some(route) = route {
            response.extensions_mut().insert(route);
        }
    }
}

/// Writes the log. Use it inside [`crate::request_id::RequestIds`] and outside the rest.
#[derive(Clone, Debug)]
pub struct AccessLog(Arc<Storm>);

impl Default for AccessLog {
    fn default() -> Self {
        Self(Arc::new(Storm {
            born: Instant::now(),
            second: AtomicU64::new(0),
            failures: AtomicU64::new(0),
        }))
    }
}

#[derive(Debug)]
struct Storm {
    born: Instant,
    second: AtomicU64,
    failures: AtomicU64,
}

impl Storm {
    /// Whether to write another failure; and how many were left out in the second before.
    fn lets(&self, second: u64) -> (bool, u64) {
        let mut left_out = 0;
        if self.second.swap(second, Ordering::Relaxed) != second {
            let before = self.failures.swap(0, Ordering::Relaxed);
            left_out = before.saturating_sub(FAILURES_A_SECOND);
        }
        (
            self.failures.fetch_add(1, Ordering::Relaxed) < FAILURES_A_SECOND,
            left_out,
        )
    }
}

/// A request that was answered in one go.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// When it came.
    pub since: Instant,
    /// Its number.
    pub id: RequestId,
    /// Which route would have answered.
    pub route: Option<&'a str>,
    /// How it ended: well, since failures are counted elsewhere.
    pub status: StatusCode,
    /// Length of the body.
    pub bytes: u64,
}

impl AccessLog {
    /// Writes the line of a GET that did not come through here.
    pub fn tell(&self, told: &Told<'_>) {
        line(
            "GET",
            told.route,
            told.status.as_u16(),
            told.since,
            told.bytes,
            Some(&told.id),
        );
    }
}

/// What is known of a request before it is answered.
#[derive(Debug)]
pub struct Entry {
    since: Instant,
    method: &'static str,
    id: Option<RequestId>,
}

impl Step for AccessLog {
    type Kept = Entry;

    fn before(&self, request: &mut Request) -> ControlFlow<Response, Entry> {
        ControlFlow::Continue(Entry {
            since: Instant::now(),
            method: known(request.method()),
            id: request.extensions().get::<RequestId>().copied(),
        })
    }

    fn after(&self, entry: Entry, response: &mut Response) {
        let status = response.status();
        if status.is_client_error() || status.is_server_error() {
            let (write, left_out) = self.0.lets(self.0.born.elapsed().as_secs());
            if left_out > 0 {
                tracing::warn!(left_out, "more requests failed than the log tells");
            }
            if !write {
                return;
            }
        }
        let route = response.extensions().get::<MatchedPath>().cloned();
        let line = Line {
            entry,
            status: status.as_u16(),
            route,
        };
        match response.body().size_hint().exact() {
            Some(bytes) => line.write(bytes),
            None => {
                let body = std::mem::take(response.body_mut());
                *response.body_mut() = Body::new(Counted {
                    body,
                    bytes: 0,
                    line,
                });
            }
        }
    }
}

/// Methods are the client's words too.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

#[derive(Debug)]
struct Line {
    entry: Entry,
    status: u16,
    route: Option<MatchedPath>,
}

impl Line {
    fn write(&self, bytes: u64) {
        let Entry { since, method, id } = &self.entry;
        let route = self.route.as_ref().map(MatchedPath::as_str);
        line(method, route, self.status, *since, bytes, id.as_ref());
    }
}

fn line(
    method: &str,
    route: Option<&str>,
    status: u16,
    since: Instant,
    bytes: u64,
    id: Option<&RequestId>,
) {
    let ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
    let route = route.unwrap_or("-");
    let request = id.map_or("-", RequestId::as_str);
    tracing::info!(target: "access", method, route, status, ms, bytes, request);
}

/// A streamed body, whose line is written when it ends or is given up.
struct Counted {
    body: Body,
    bytes: u64,
    line: Line,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(data) = frame.data_ref()
        {
            let len = u64::try_from(data.len()).unwrap_or(u64::MAX);
            self.bytes = self.bytes.saturating_add(len);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.line.write(self.bytes);
    }
}

#[cfg(test)]
mod tests;
