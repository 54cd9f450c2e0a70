//! The door before the house: what guests have been sent already, and what would be sent again byte for byte, is
//! sent from here without anybody inside being asked.
//!
//! Nothing is decided here. An answer gets in only if [`kept`](crate::kept) says of it that any guest would get the
//! same one; it goes out only to a guest who names this site, only while nothing has changed since it was made, and
//! only within the limits of the gate.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::response::Response;
use http::header::{HOST, SET_COOKIE};
use http::{Method, StatusCode};
use pin_project_lite::pin_project;
use serving::access_log::{AccessLog, Told};
use serving::client::{Client, Proxies};
use serving::negotiation::Accept;
use serving::network::{Network, Peer};
use serving::request_id::RequestIds;
use tower::Service;

use crate::cache::{self, Kind};
use crate::env;
use crate::hall::{Hall, rates};
use crate::sent::{Asked, Common, Dress, Key, Sent, Visited};
use crate::theme::Theme;

struct Door {
    hall: Arc<Hall>,
    ids: RequestIds,
    log: AccessLog,
    proxies: Proxies,
}

impl Door {
    /// What a guest asks for; nothing for everybody and everything else.
    fn asked<'r>(&self, request: &'r Request) -> Option<Asked<'r>> {
        let headers = request.headers();
        let uri = request.uri();
        if *request.method() != Method::GET || uri.authority().is_some() {
            return None;
        }
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return None;
        };
        let ours = host
            .to_str()
            .is_ok_and(|host| self.hall.base.is_named_by(host));
        if !ours || self.hall.cookies.get(headers, "s").is_some() {
            return None;
        }
        Some(Asked {
            address: uri.path_and_query()?.as_str(),
            dress: Dress {
                lang: env::lang(headers),
                theme: Theme::of(&self.hall.cookies, headers),
                encoding: Accept::of(headers).choose(cache::ENCODINGS),
            },
        })
    }

    /// What was sent for it before, if it would be sent again.
    fn known(&self, asked: &Asked<'_>) -> Option<Arc<Sent>> {
        let versions = self.hall.app.store().versions();
        if !versions.trusted() {
            return None;
        }
        let sent = self.hall.sent.get(asked, versions.anything())?;
        (!sent.page.is_old(self.hall.app.now())).then_some(sent)
    }

    /// Sends it again; nothing when it was asked for too often, which the gate then says.
    fn again(&self, request: &Request, sent: &Sent, since: Instant) -> Option<Response> {
        let network = self.network(request);
        if self.is_too_much(sent, network) {
            return None;
        }
        if let (Some(page), Some(network)) = (sent.visited, network) {
            crate::visit::note(&self.hall, network, page);
        }
        let (mut response, bytes) = sent.answer(request.headers());
        let id = self.ids.next();
        self.ids.mark(id, &mut response);
        self.log.tell(&Told {
            since,
            id,
            route: sent.route.as_ref().map(MatchedPath::as_str),
            status: response.status(),
            bytes,
        });
        Some(response)
    }

    fn network(&self, request: &Request) -> Option<Network> {
        let Peer(peer) = request.extensions().get::<Peer>()?;
        let client = self.proxies.client(peer.ip(), request.headers());
        Some(Client(client).network())
    }

    fn is_too_much(&self, sent: &Sent, network: Option<Network>) -> bool {
        let class = match sent.kind {
            Kind::Html => rates::READ,
            Kind::Feed(_) => rates::FEED,
        };
        self.hall.app.keeps_limits()
            && network.is_some_and(|network| self.hall.limiter.check(class, &network).is_err())
    }

    /// Keeps what is sent, if any guest would get it.
    fn keep(&self, key: Key, response: &Response) {
        let Some(common) = response.extensions().get::<Common>() else {
            return;
        };
        if response.status() != StatusCode::OK
            || response.headers().contains_key(SET_COOKIE)
            || common.encoding != key.dress.encoding
        {
            return;
        }
        let mut headers = response.headers().clone();
        headers.remove(serving::request_id::X_REQUEST_ID);
        let (_, variant) = common.page.variant(common.encoding);
        let sent = Sent {
            headers,
            variant: variant.clone(),
            page: Arc::clone(&common.page),
            kind: common.kind,
            route: response.extensions().get::<MatchedPath>().cloned(),
            visited: response
                .extensions()
                .get::<Visited>()
                .map(|Visited(page)| *page),
        };
        self.hall.sent.put(key, common.stamp, sent);
    }
}

/// The house with the door before it.
#[derive(Clone)]
pub(crate) struct Ready<S> {
    door: Arc<Door>,
    inner: S,
}

impl<S> Ready<S> {
    pub(crate) fn new(
        hall: &Arc<Hall>,
        ids: RequestIds,
        log: AccessLog,
        proxies: Proxies,
        inner: S,
    ) -> Self {
        Self {
            door: Arc::new(Door {
                hall: Arc::clone(hall),
                ids,
                log,
                proxies,
            }),
            inner,
        }
    }
}

impl<S> Service<Request> for Ready<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = ReadyFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let since = Instant::now();
        let mut key = None;
        if let Some(asked) = self.door.asked(&request) {
            let again = self
                .door
                .known(&asked)
                .and_then(|sent| self.door.again(&request, &sent, since));
            if let Some(response) = again {
                return ReadyFuture::Sent {
                    response: Some(response),
                };
            }
            key = Some(Key {
                address: asked.address.into(),
                dress: asked.dress,
            });
        }
        ReadyFuture::Asked {
            inner: self.inner.call(request),
            keep: key.map(|key| (Arc::clone(&self.door), key)),
        }
    }
}

pin_project! {
    /// The answer from the door, or from the house.
    #[project = Proj]
    pub(crate) enum ReadyFuture<F> {
        Sent { response: Option<Response> },
        Asked { #[pin] inner: F, keep: Option<(Arc<Door>, Key)> },
    }
}

impl<F: Future<Output = Result<Response, Infallible>>> Future for ReadyFuture<F> {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            Proj::Sent { response } => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                None => Poll::Pending, // Polled after its end, which no caller does.
            },
            Proj::Asked { inner, keep } => {
                let response = ready!(inner.poll(cx))?;
                if let Some((door, key)) = keep.take() {
                    door.keep(key, &response);
                }
                Poll::Ready(Ok(response))
            }
        }
    }
}
