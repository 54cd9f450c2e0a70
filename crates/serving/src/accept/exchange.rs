//! One request and its answer on a connection: the checks before the app, and the watch over the body behind it.

use super::limits::Limits;
use super::pace::{Pace, Paced, Rate};
use super::pulse::Pulse;
use super::stream::Stall;
use crate::network::Peer;
use crate::refusal::refuse_bare;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::header::{CONNECTION, CONTENT_LENGTH};
use http::{HeaderValue, StatusCode, Version};
use http_body::{Frame, SizeHint};
use hyper::body::{Bytes, Incoming};
use pin_project_lite::pin_project;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, ready};
use tower::{Service, ServiceExt, util::Oneshot};

/// The app, as one connection sees it.
#[derive(Debug)]
pub(crate) struct Exchanges<S> {
    pub(crate) app: S,
    pub(crate) peer: Peer,
    pub(crate) pulse: Arc<Pulse>,
    pub(crate) limits: Arc<Limits>,
}

impl<S> Exchanges<S> {
    /// What is wrong with the request before anybody looked at what it wants.
    fn flaw(&self, request: &http::Request<Incoming>) -> Option<(StatusCode, &'static str)> {
        let url = request
            .uri()
            .path_and_query()
            .map_or(0, |text| text.as_str().len());
        if url > self.limits.url {
            return Some((StatusCode::URI_TOO_LONG, "request.address-too-long"));
        }
        (request.headers().len() > self.limits.fields).then_some((
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "request.too-many-fields",
        ))
    }
}

impl<S> hyper::service::Service<http::Request<Incoming>> for Exchanges<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone,
{
    type Response = http::Response<Watched>;
    type Error = Infallible;
    type Future = Answer<S>;

    fn call(&self, request: http::Request<Incoming>) -> Self::Future {
        let http2 = request.version() == Version::HTTP_2;
        let offence = self
            .pulse
            .begin(http2)
            .map(|offence| (offence.status(), offence.reason()));
        let exchange = Exchange {
            pulse: Arc::clone(&self.pulse),
        };
        if let Some((status, reason)) = offence.or_else(|| self.flaw(&request)) {
            let response = refuse_bare(status, reason, !http2);
            return Answer::Refused {
                answer: Some((response, exchange)),
            };
        }
        let (mut parts, body) = request.into_parts();
        parts.extensions.insert(self.peer);
        let body = if http_body::Body::is_end_stream(&body) {
            Body::empty()
        } else {
            let pace = Pace::new(self.limits.body_total);
            parts.extensions.insert(pace.clone());
            let rate = Rate {
                bytes_per_second: self.limits.body_rate,
                window: self.limits.body_window,
            };
            Body::new(Paced::new(body, pace, rate))
        };
        let request = Request::from_parts(parts, body);
        Answer::App {
            answer: self.app.clone().oneshot(request),
            exchange: Some(exchange),
        }
    }
}

pin_project! {
    /// The answer to come.
    #[project = Proj]
    pub(crate) enum Answer<S: Service<Request>> {
        Refused { answer: Option<(Response, Exchange)> },
        App { #[pin] answer: Oneshot<S, Request>, exchange: Option<Exchange> },
    }
}

impl<S> Future for Answer<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    type Output = Result<http::Response<Watched>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let (response, exchange) = match self.project() {
            Proj::Refused { answer } => match answer.take() {
                Some((response, exchange)) => (response, Some(exchange)),
                None => return Poll::Pending, // Polled after its end, which hyper does not.
            },
            Proj::App { answer, exchange } => (ready!(answer.poll(cx))?, exchange.take()),
        };
        let (mut parts, body) = response.into_parts();
        if parts.status == StatusCode::NOT_MODIFIED {
            // axum says nought, which would be the length of the 200 that the client keeps.
            parts.headers.remove(CONTENT_LENGTH);
        }
        if let Some(Exchange { pulse }) = &exchange
            && pulse.draining.load(Ordering::Acquire)
            && !pulse.is_http2()
        {
            parts
                .headers
                .insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let stall = Stall::of_this_task();
        Poll::Ready(Ok(http::Response::from_parts(
            parts,
            Watched {
                body,
                stall,
                exchange,
            },
        )))
    }
}

/// A request that is being answered; dropped when the answer has left or nobody wants it.
#[derive(Debug)]
pub(crate) struct Exchange {
    pulse: Arc<Pulse>,
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.pulse.end();
    }
}

pin_project! {
    /// An answer's body under watch.
    #[derive(Debug)]
    pub(crate) struct Watched {
        #[pin]
        body: Body,
        stall: Option<Arc<Stall>>,
        exchange: Option<Exchange>,
    }
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = self.project();
        let frame = this.body.poll_frame(cx);
        if let Some(stall) = this.stall {
            match frame {
                Poll::Ready(_) => stall.gave(),
                Poll::Pending => stall.waits_for_us(),
            }
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
