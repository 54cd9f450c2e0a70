//! How many requests of a kind run at once (R82). Whoever finds no place waits half a second in a short queue and is
//! then asked to come again, so that a crowd in one place does not take the others down.

use crate::refusal::refuse_until;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use pin_project_lite::pin_project;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tower::{Layer, Service, ServiceExt, util::Oneshot};

/// How long a request waits for a place.
const PATIENCE: Duration = Duration::from_millis(500);

/// Kinds of work, each with places of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Pages and lists.
    Read,
    /// What changes something.
    Write,
    /// Searches.
    Search,
    /// Suggestions while somebody types what to search for.
    Suggest,
    /// Keeping what somebody types and has not sent.
    Draft,
    /// Previews and other rendering on demand.
    Render,
    /// Files coming in.
    Upload,
    /// Password hashing: signing in above all.
    Hash,
    /// Feeds and what other servers fetch.
    Feed,
    /// The staff's own places, so that they get in when nobody else does.
    Admin,
}

/// Who asks. When it is crowded, guests leave a quarter of the places to those who belong here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Somebody without a session.
    Guest,
    /// Somebody who claims one.
    Known,
}

/// No place; come again soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

impl IntoResponse for Busy {
    fn into_response(self) -> Response {
        refuse_until(
            StatusCode::SERVICE_UNAVAILABLE,
            "flight.busy",
            Duration::from_secs(2),
        )
    }
}

/// The places of one process.
#[derive(Debug)]
pub struct Flight {
    read: Gate,
    write: Gate,
    search: Gate,
    suggest: Gate,
    draft: Gate,
    render: Gate,
    upload: Gate,
    hash: Gate,
    feed: Gate,
    admin: Gate,
    patience: Duration,
}

#[derive(Debug)]
struct Gate {
    all: Arc<Semaphore>,
    guests: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Gate {
    fn new(places: usize) -> Self {
        let guests = (places.saturating_mul(3) / 4).max(1);
        Self {
            all: Arc::new(Semaphore::new(places)),
            guests: Arc::new(Semaphore::new(guests)),
            queue: Arc::new(Semaphore::new(places.saturating_mul(4))),
        }
    }

    fn try_enter(&self, asker: Asker) -> Option<Permit> {
        let guest = match asker {
            Asker::Guest => Some(Arc::clone(&self.guests).try_acquire_owned().ok()?),
            Asker::Known => None,
        };
        let place = Arc::clone(&self.all).try_acquire_owned().ok()?;
        Some(Permit {
            _place: place,
            _guest: guest,
        })
    }

    async fn enter(&self, asker: Asker) -> Option<Permit> {
        let guest = match asker {
            Asker::Guest => Some(Arc::clone(&self.guests).acquire_owned().await.ok()?),
            Asker::Known => None,
        };
        let place = Arc::clone(&self.all).acquire_owned().await.ok()?;
        Some(Permit {
            _place: place,
            _guest: guest,
        })
    }
}

/// A place; free again when dropped.
#[derive(Debug)]
pub struct Permit {
    _place: OwnedSemaphorePermit,
    _guest: Option<OwnedSemaphorePermit>,
}

impl Flight {
    /// The places of the specification, on a machine of so many cores.
    pub fn new(cores: usize) -> Arc<Self> {
        Arc::new(Self {
            read: Gate::new(256),
            write: Gate::new(64),
            search: Gate::new(8),
            suggest: Gate::new(8),
            draft: Gate::new(16),
            render: Gate::new(8),
            upload: Gate::new(4),
            hash: Gate::new((cores / 2).max(1)),
            feed: Gate::new(32),
            admin: Gate::new(8),
            patience: PATIENCE,
        })
    }

    fn gate(&self, class: Class) -> &Gate {
        match class {
            Class::Read => &self.read,
            Class::Write => &self.write,
            Class::Search => &self.search,
            Class::Suggest => &self.suggest,
            Class::Draft => &self.draft,
            Class::Render => &self.render,
            Class::Upload => &self.upload,
            Class::Hash => &self.hash,
            Class::Feed => &self.feed,
            Class::Admin => &self.admin,
        }
    }

    /// A place for one piece of work. Hold the permit while it lasts.
    pub async fn enter(&self, class: Class, asker: Asker) -> Result<Permit, Busy> {
        let gate = self.gate(class);
        if let Some(permit) = gate.try_enter(asker) {
            return Ok(permit);
        }
        let _queueing = gate.queue.try_acquire().map_err(|_| Busy)?;
        let entered = timeout(self.patience, gate.enter(asker)).await;
        entered.ok().flatten().ok_or(Busy)
    }

    /// A layer that gives each request of a route its place until it is answered. Bodies that are streamed
    /// afterwards, which may last for hours, hold none.
    pub fn layer(self: &Arc<Self>, class: Class, asker: fn(&Request) -> Asker) -> FlightLayer {
        FlightLayer {
            flight: Arc::clone(self),
            class,
            asker,
        }
    }
}

/// See [`Flight::layer`].
#[derive(Clone, Debug)]
pub struct FlightLayer {
    flight: Arc<Flight>,
    class: Class,
    asker: fn(&Request) -> Asker,
}

impl<S> Layer<S> for FlightLayer {
    type Service = InFlight<S>;

    fn layer(&self, inner: S) -> InFlight<S> {
        InFlight {
            layer: self.clone(),
            inner,
        }
    }
}

/// A service behind a gate.
#[derive(Clone, Debug)]
pub struct InFlight<S> {
    layer: FlightLayer,
    inner: S,
}

impl<S> Service<Request> for InFlight<S>
where
    S: Service<Request, Response = Response> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Send,
{
    type Response = Response;
    type Error = S::Error;
    type Future = FlightFuture<S>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> FlightFuture<S> {
        let FlightLayer {
            flight,
            class,
            asker,
        } = &self.layer;
        let (class, asker) = (*class, asker(&request));
        let inner = self.inner.clone();
        let state = match flight.gate(class).try_enter(asker) {
            Some(permit) => State::Flying {
                answer: inner.oneshot(request),
                permit: Some(permit),
            },
            None => {
                let flight = Arc::clone(flight);
                State::Waiting {
                    answer: Box::pin(async move {
                        match flight.enter(class, asker).await {
                            Ok(_permit) => inner.oneshot(request).await,
                            Err(busy) => Ok(busy.into_response()),
                        }
                    }),
                }
            }
        };
        FlightFuture { state }
    }
}

type Boxed<E> = Pin<Box<dyn Future<Output = Result<Response, E>> + Send>>;

pin_project! {
    /// The answer of a service behind a gate.
    pub struct FlightFuture<S: Service<Request>> {
        #[pin]
        state: State<S>,
    }
}

pin_project! {
    #[project = Proj]
    enum State<S: Service<Request>> {
        Flying { #[pin] answer: Oneshot<S, Request>, permit: Option<Permit> },
        Waiting { answer: Boxed<S::Error> },
    }
}

impl<S> Future for FlightFuture<S>
where
    S: Service<Request, Response = Response>,
{
    type Output = Result<Response, S::Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            Proj::Flying { answer, permit } => {
                let answer = ready!(answer.poll(cx));
                *permit = None;
                Poll::Ready(answer)
            }
            Proj::Waiting { answer } => answer.as_mut().poll(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::routing::get;
    use tokio::time::{Instant, sleep};

    fn small() -> Arc<Flight> {
        let mut flight = Arc::into_inner(Flight::new(2)).unwrap();
        flight.patience = Duration::from_millis(50);
        Arc::new(flight)
    }

    #[tokio::test]
    async fn a_full_class_does_not_fill_the_others() {
        let flight = small();
        let mut held = Vec::new();
        for _ in 0..8 {
            held.push(flight.enter(Class::Search, Asker::Known).await.unwrap());
        }

        let since = Instant::now();
        assert_eq!(
            flight.enter(Class::Search, Asker::Known).await.unwrap_err(),
            Busy
        );
        assert!(since.elapsed() >= Duration::from_millis(50));
        assert!(flight.enter(Class::Admin, Asker::Known).await.is_ok());
        assert!(flight.enter(Class::Hash, Asker::Known).await.is_ok());

        held.pop();
        assert!(flight.enter(Class::Search, Asker::Known).await.is_ok());
    }

    #[tokio::test]
    async fn guests_leave_room_for_members() {
        let flight = small();
        let mut held = Vec::new();
        for _ in 0..6 {
            held.push(flight.enter(Class::Search, Asker::Guest).await.unwrap());
        }

        assert!(flight.enter(Class::Search, Asker::Guest).await.is_err());
        assert!(flight.enter(Class::Search, Asker::Known).await.is_ok());
    }

    #[tokio::test]
    async fn the_queue_itself_is_short() {
        let flight = small();
        let _held = flight.enter(Class::Hash, Asker::Known).await.unwrap();
        let waiting: Vec<_> = (0..20)
            .map(|_| {
                let flight = Arc::clone(&flight);
                tokio::spawn(async move {
                    let since = Instant::now();
                    assert!(flight.enter(Class::Hash, Asker::Known).await.is_err());
                    since.elapsed()
                })
            })
            .collect();
        let mut at_once = 0;
        for waiting in waiting {
            at_once += usize::from(waiting.await.unwrap() < Duration::from_millis(40));
        }

        assert_eq!(at_once, 16);
    }

    #[tokio::test]
    async fn a_request_waits_for_its_place_or_is_asked_to_come_again() {
        let flight = small();
        let route = get(|| async { sleep(Duration::from_millis(30)).await });
        let app = Router::new()
            .route("/", route)
            .layer(flight.layer(Class::Hash, |_| Asker::Guest));
        let ask = || app.clone().oneshot(Request::new(Body::empty()));

        let (a, b, c, d) = tokio::join!(ask(), ask(), ask(), ask());

        let mut answers: Vec<Response> = [a, b, c, d].into_iter().map(Result::unwrap).collect();
        answers.sort_by_key(Response::status);
        let statuses: Vec<u16> = answers
            .iter()
            .map(|answer| answer.status().as_u16())
            .collect();
        assert_eq!(statuses[..2], [200, 200]);
        assert_eq!(statuses[3], 503);
        assert!(answers[3].headers().contains_key(http::header::RETRY_AFTER));
    }
}
