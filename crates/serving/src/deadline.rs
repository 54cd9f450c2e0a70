//! A request has ten seconds (R83). What takes longer is stopped where it waits, and its sender told to come again.

use crate::refusal::refuse_until;
use axum::extract::Request;
use axum::response::Response;
use http::StatusCode;
use pin_project_lite::pin_project;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Sleep, sleep};
use tower::{Layer, Service};

/// Long enough for everything that a person waits for.
pub const REQUEST: Duration = Duration::from_secs(10);

/// Ends requests that take too long. The time is that until the answer begins, not that of a streamed body.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    time: Duration,
    exempt: fn(&Request) -> bool,
}

impl Deadline {
    /// `exempt` names the uploads and exports.
    pub fn new(time: Duration, exempt: fn(&Request) -> bool) -> Self {
        Self { time, exempt }
    }
}

impl<S> Layer<S> for Deadline {
    type Service = Timed<S>;

    fn layer(&self, inner: S) -> Timed<S> {
        Timed {
            deadline: *self,
            inner,
        }
    }
}

/// A service with a deadline.
#[derive(Clone, Copy, Debug)]
pub struct Timed<S> {
    deadline: Deadline,
    inner: S,
}

impl<S> Service<Request> for Timed<S>
where
    S: Service<Request, Response = Response>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = TimedFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let timed = !(self.deadline.exempt)(&request);
        let alarm = timed.then(|| sleep(self.deadline.time));
        TimedFuture {
            inner: self.inner.call(request),
            alarm,
        }
    }
}

pin_project! {
    /// The answer, or the end of patience.
    pub struct TimedFuture<F> {
        #[pin]
        inner: F,
        #[pin]
        alarm: Option<Sleep>,
    }
}

impl<F, E> Future for TimedFuture<F>
where
    F: Future<Output = Result<Response, E>>,
{
    type Output = Result<Response, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(answer) = this.inner.poll(cx) {
            return Poll::Ready(answer);
        }
        match this.alarm.as_pin_mut().map(|alarm| alarm.poll(cx)) {
            Some(Poll::Ready(())) => {
                let wait = Duration::from_secs(5);
                Poll::Ready(Ok(refuse_until(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "request.deadline",
                    wait,
                )))
            }
            Some(Poll::Pending) | None => Poll::Pending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::routing::get;
    use tower::ServiceExt;

    #[tokio::test]
    async fn only_what_is_exempt_may_take_longer() {
        let slow = || async { sleep(Duration::from_millis(60)).await };
        let app = Router::new()
            .route("/page", get(slow))
            .route("/export", get(slow))
            .route("/quick", get(|| async {}))
            .layer(Deadline::new(Duration::from_millis(20), |request| {
                request.uri().path() == "/export"
            }));
        for (path, status) in [("/page", 503), ("/export", 200), ("/quick", 200)] {
            let request = Request::get(path).body(Body::empty()).unwrap();

            assert_eq!(
                app.clone().oneshot(request).await.unwrap().status(),
                status,
                "{path}"
            );
        }
    }
}
