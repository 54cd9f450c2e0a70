//! A panic in a handler becomes an answer (R90): the process lives, the mistake is counted and logged with the request's id.

use crate::refusal::refuse;
use crate::request_id::RequestId;
use axum::extract::Request;
use axum::response::Response;
use futures_util::FutureExt;
use futures_util::future::CatchUnwind;
use http::StatusCode;
use pin_project_lite::pin_project;
use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use tower::{Layer, Service, ServiceExt, util::Oneshot};

/// Catches panics and counts them. Cheap to clone; use it as a layer.
#[derive(Clone, Debug, Default)]
pub struct Panics(Arc<AtomicU64>);

impl Panics {
    /// How many there were since the start.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn answer(&self, payload: &(dyn Any + Send), id: Option<RequestId>) -> Response {
        self.0.fetch_add(1, Ordering::Relaxed);
        let message = payload.downcast_ref::<&str>().copied();
        let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let message: String = message
            .unwrap_or("without a message")
            .chars()
            .take(300)
            .collect();
        let id = id.as_ref().map_or("", RequestId::as_str);
        tracing::error!(request = id, panic = message, "a handler panicked");
        refuse(StatusCode::INTERNAL_SERVER_ERROR, "request.panic")
    }
}

impl<S> Layer<S> for Panics {
    type Service = Caught<S>;

    fn layer(&self, inner: S) -> Caught<S> {
        Caught {
            panics: self.clone(),
            inner,
        }
    }
}

/// A service whose panics are caught.
#[derive(Clone, Debug)]
pub struct Caught<S> {
    panics: Panics,
    inner: S,
}

impl<S> Service<Request> for Caught<S>
where
    S: Service<Request, Response = Response> + Clone,
{
    type Response = Response;
    type Error = S::Error;
    type Future = CaughtFuture<S>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> CaughtFuture<S> {
        let id = request.extensions().get::<RequestId>().copied();
        // The oneshot calls the inner service when it is polled, so a panic in `call` is caught as well.
        let inner = AssertUnwindSafe(self.inner.clone().oneshot(request)).catch_unwind();
        CaughtFuture {
            inner,
            panics: self.panics.clone(),
            id,
        }
    }
}

pin_project! {
    /// The answer, or the page for a panic.
    pub struct CaughtFuture<S: Service<Request>> {
        #[pin]
        inner: CatchUnwind<AssertUnwindSafe<Oneshot<S, Request>>>,
        panics: Panics,
        id: Option<RequestId>,
    }
}

impl<S> Future for CaughtFuture<S>
where
    S: Service<Request, Response = Response>,
{
    type Output = Result<Response, S::Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        Poll::Ready(match ready!(this.inner.poll(cx)) {
            Ok(answer) => answer,
            Err(payload) => Ok(this.panics.answer(payload.as_ref(), *this.id)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::routing::get;

    async fn boom() -> &'static str {
        panic!("secret")
    }

    #[tokio::test]
    async fn a_panic_is_answered_counted_and_not_told() {
        let panics = Panics::default();
        let app = Router::new()
            .route("/boom", get(boom))
            .route("/", get(|| async { "well" }))
            .layer(panics.clone());
        let ask = async |path: &str| {
            let request = Request::get(path).body(Body::empty()).unwrap();
            let answer = app.clone().oneshot(request).await.unwrap();
            let status = answer.status().as_u16();
            let body = axum::body::to_bytes(answer.into_body(), 1_000)
                .await
                .unwrap();
            (status, String::from_utf8(body.to_vec()).unwrap())
        };

        assert_eq!(
            ask("/boom").await,
            (500, "Internal Server Error".to_owned())
        );
        assert_eq!(ask("/").await, (200, "well".to_owned()));
        assert_eq!(panics.count(), 1);
    }
}
