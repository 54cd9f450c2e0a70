//! The shape most layers share: look at the request, perhaps answer at once, look at the response.
//!
//! It costs no box and no clone of what lies further in beyond what tower asks for.

use axum::extract::Request;
use axum::response::Response;
use pin_project_lite::pin_project;
use std::future::Future;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tower::{Layer, Service};

/// What a layer does before and after the rest of the program.
pub trait Step: Clone + Send + Sync + 'static {
    /// What is remembered between request and response.
    type Kept: Send + 'static;

    /// Looks at the request; `Break` answers it without going further in.
    fn before(&self, request: &mut Request) -> ControlFlow<Response, Self::Kept>;

    /// Looks at the response. It does not run for answers of this step's own `before`.
    fn after(&self, kept: Self::Kept, response: &mut Response) {
        let _ = (kept, response);
    }
}

/// Makes a tower layer of a [`Step`].
#[derive(Clone, Debug)]
pub struct Around<T>(pub T);

impl<T: Step, S> Layer<S> for Around<T> {
    type Service = Stepping<T, S>;

    fn layer(&self, inner: S) -> Self::Service {
        Stepping {
            step: self.0.clone(),
            inner,
        }
    }
}

/// A [`Step`] around a service.
#[derive(Clone, Debug)]
pub struct Stepping<T, S> {
    step: T,
    inner: S,
}

impl<T, S> Service<Request> for Stepping<T, S>
where
    T: Step,
    S: Service<Request, Response = Response>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = StepFuture<T, S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let state = match self.step.before(&mut request) {
            ControlFlow::Break(response) => State::Answered {
                response: Some(response),
            },
            ControlFlow::Continue(kept) => State::Running {
                inner: self.inner.call(request),
                behind: Some((self.step.clone(), kept)),
            },
        };
        StepFuture { state }
    }
}

pin_project! {
    /// The answer of a [`Stepping`] service.
    pub struct StepFuture<T: Step, F> {
        #[pin]
        state: State<T, F>,
    }
}

pin_project! {
    #[project = Proj]
    enum State<T: Step, F> {
        // The step answered itself.
        Answered { response: Option<Response> },
        // What lies further in answers.
        Running { #[pin] inner: F, behind: Option<(T, T::Kept)> },
    }
}

impl<T, F, E> Future for StepFuture<T, F>
where
    T: Step,
    F: Future<Output = Result<Response, E>>,
{
    type Output = Result<Response, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            Proj::Answered { response } => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                None => Poll::Pending, // Polled after its end, which no caller does.
            },
            Proj::Running { inner, behind } => {
                let mut response = ready!(inner.poll(cx))?;
                if let Some((step, kept)) = behind.take() {
                    step.after(kept, &mut response);
                }
                Poll::Ready(Ok(response))
            }
        }
    }
}
