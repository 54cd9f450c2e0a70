//! Packs dynamic text on its way out.
//!
//! Packing lets whoever sees the length of an encrypted answer and can put text of their own into it guess the rest of
//! it, letter by letter (BREACH). Our pages hold no secret that is worth it: requests are told apart by where they come
//! from, not by tokens in forms. A page that shows a secret, such as a recovery code beside text from the address, says
//! [`NoCompress`].

use crate::negotiation::{Accept, Effort, Encoding, compress, vary_by_encoding};
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG,
};
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body::Body as _;
use http_body_util::BodyExt;
use pin_project_lite::pin_project;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tower::{Layer, Service};

/// Set on responses that must go out as they are, with the entity tag that they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCompress;

/// Smaller ones fit into one packet anyway.
const SMALLEST: u64 = 1_024;

/// Larger ones are downloads; they are streamed as they are.
const LARGEST: u64 = 2 * 1_024 * 1_024;

/// Above this the work moves to a thread where it delays nobody else.
const INLINE: u64 = 128 * 1_024;

/// By speed: at the fast levels all three pack about equally well.
const OFFERS: [Encoding; 3] = [Encoding::Zstd, Encoding::Gzip, Encoding::Brotli];

/// The layer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Compress;

impl<S> Layer<S> for Compress {
    type Service = Compressing<S>;

    fn layer(&self, inner: S) -> Compressing<S> {
        Compressing { inner }
    }
}

/// A service whose text is packed.
#[derive(Clone, Copy, Debug)]
pub struct Compressing<S> {
    inner: S,
}

impl<S> Service<Request> for Compressing<S>
where
    S: Service<Request, Response = Response>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = CompressFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let encoding = Accept::of(request.headers()).choose(&OFFERS);
        CompressFuture {
            state: State::Asking {
                inner: self.inner.call(request),
                encoding,
            },
        }
    }
}

pin_project! {
    /// The answer, packed.
    pub struct CompressFuture<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[project = Proj]
    enum State<F> {
        Asking { #[pin] inner: F, encoding: Encoding },
        Packing { answer: Pin<Box<dyn Future<Output = Response> + Send>> },
    }
}

impl<F, E> Future for CompressFuture<F>
where
    F: Future<Output = Result<Response, E>>,
{
    type Output = Result<Response, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.project().state;
        loop {
            let answer = match state.as_mut().project() {
                Proj::Packing { answer } => return answer.as_mut().poll(cx).map(Ok),
                Proj::Asking { inner, encoding } => {
                    let mut response = ready!(inner.poll(cx))?;
                    if !is_ours(&mut response) || *encoding == Encoding::Identity {
                        return Poll::Ready(Ok(response));
                    }
                    Box::pin(pack(response, *encoding))
                }
            };
            state.set(State::Packing { answer });
        }
    }
}

/// Whether there is something to pack. Text varies by encoding even when it is not packed, and its tag is
/// a weak one: a strong one would call the packed and the plain body the same.
fn is_ours(response: &mut Response) -> bool {
    if response.extensions().get::<NoCompress>().is_some() {
        return false;
    }
    let headers = response.headers();
    if headers.contains_key(CONTENT_ENCODING) {
        vary_by_encoding(response.headers_mut());
        return false;
    }
    let unchanged = response.status() == StatusCode::NOT_MODIFIED;
    if !unchanged && !is_text(headers) {
        return false;
    }
    let kept_whole = headers.contains_key(CONTENT_RANGE) || says_no_transform(headers);
    vary_by_encoding(response.headers_mut());
    weaken_tag(response.headers_mut());
    let size = response.body().size_hint().exact().unwrap_or(0);
    !unchanged && !kept_whole && (SMALLEST..=LARGEST).contains(&size)
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    let text = essence.starts_with("text/") && essence != "text/event-stream";
    let known = [
        "application/json",
        "application/xml",
        "application/javascript",
        "image/svg+xml",
    ];
    text || known.contains(&essence) || essence.ends_with("+json") || essence.ends_with("+xml")
}

fn says_no_transform(headers: &HeaderMap) -> bool {
    let cache = headers
        .get(CACHE_CONTROL)
        .and_then(|cache| cache.to_str().ok());
    cache.is_some_and(|cache| cache.contains("no-transform"))
}

fn weaken_tag(headers: &mut HeaderMap) {
    let Some(tag) = headers.get(ETAG) else { return };
    if tag.as_bytes().starts_with(b"W/") {
        return;
    }
    let weak = [b"W/", tag.as_bytes()].concat();
    match HeaderValue::from_bytes(&weak) {
        Ok(weak) => headers.insert(ETAG, weak),
        Err(_) => headers.remove(ETAG),
    };
}

async fn pack(response: Response, encoding: Encoding) -> Response {
    let size = response.body().size_hint().exact().unwrap_or(0);
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
    else {
        // Our own body broke off before anything was sent; an honest failure is still possible.
        return crate::refusal::refuse(StatusCode::INTERNAL_SERVER_ERROR, "response.broken");
    };
    let packed = if size > INLINE {
        let plain = plain.clone();
        let work = move || compress(&plain, encoding, Effort::Once);
        tokio::task::spawn_blocking(work).await.ok().flatten()
    } else {
        compress(&plain, encoding, Effort::Once)
    };
    match (packed, encoding.token()) {
        (Some(packed), Some(token)) => {
            parts.headers.insert(CONTENT_ENCODING, token);
            parts
                .headers
                .insert(CONTENT_LENGTH, HeaderValue::from(packed.len()));
            Response::from_parts(parts, Body::from(packed))
        }
        _ => Response::from_parts(parts, Body::from(plain)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::routing::get;
    use http::header::{ACCEPT_ENCODING, VARY};
    use tower::ServiceExt;

    async fn ask(
        accept: &'static str,
        answer: impl Fn() -> Response + Clone + Send + Sync + 'static,
    ) -> Response {
        let route = get(move || {
            let answer = answer.clone();
            async move { answer() }
        });
        let app = Router::new().route("/", route).layer(Compress);
        let request = Request::get("/")
            .header(ACCEPT_ENCODING, accept)
            .body(Body::empty())
            .unwrap();
        app.oneshot(request).await.unwrap()
    }

    fn page(kind: &'static str, len: usize) -> Response {
        let mut response = Response::new(Body::from("abcdefgh".repeat(len / 8)));
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        response
            .headers_mut()
            .insert(ETAG, HeaderValue::from_static("\"1\""));
        response
    }

    #[tokio::test]
    async fn text_goes_out_packed_with_a_weak_tag() {
        for (accept, token) in [
            ("gzip, br, zstd", "zstd"),
            ("gzip, br", "gzip"),
            ("br", "br"),
        ] {
            for len in [2_000, 200_000] {
                let response = ask(accept, move || page("text/html; charset=utf-8", len)).await;
                let headers = response.headers().clone();
                let body = response.into_body().collect().await.unwrap().to_bytes();

                assert_eq!(headers[CONTENT_ENCODING], token);
                assert_eq!(headers[CONTENT_LENGTH], body.len().to_string().as_str());
                assert_eq!(headers[VARY], "accept-encoding");
                assert_eq!(headers[ETAG], "W/\"1\"");
                assert!(body.len() < len / 4);
            }
        }
    }

    #[tokio::test]
    async fn what_need_not_or_must_not_be_packed_is_left() {
        let marked = || {
            let mut response = page("text/html", 8_000);
            response.extensions_mut().insert(NoCompress);
            response
        };
        let packed = || {
            let mut response = page("text/html", 8_000);
            response
                .headers_mut()
                .insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
            response
        };
        let stream = || {
            let mut response = page("text/event-stream", 8_000);
            response.headers_mut().remove(ETAG);
            response
        };

        for (response, encoding, tag) in [
            (
                ask("gzip", || page("text/html", 800)).await,
                None,
                Some("W/\"1\""),
            ),
            (
                ask("gzip", || page("image/png", 8_000)).await,
                None,
                Some("\"1\""),
            ),
            (
                ask("", || page("text/html", 8_000)).await,
                None,
                Some("W/\"1\""),
            ),
            (ask("gzip", marked).await, None, Some("\"1\"")),
            (ask("gzip", packed).await, Some("br"), Some("\"1\"")),
            (ask("gzip", stream).await, None, None),
            (
                ask("gzip", || page("text/html", 3 << 20)).await,
                None,
                Some("W/\"1\""),
            ),
        ] {
            let header = |name| {
                response
                    .headers()
                    .get(name)
                    .map(|value: &HeaderValue| value.to_str().unwrap())
            };

            assert_eq!((header(CONTENT_ENCODING), header(ETAG)), (encoding, tag));
        }
    }

    #[tokio::test]
    async fn a_304_varies_as_its_200_does() {
        let response = ask("gzip", || {
            let mut response = page("text/html", 0);
            response.headers_mut().remove(CONTENT_TYPE);
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        })
        .await;

        assert_eq!(response.headers()[VARY], "accept-encoding");
        assert_eq!(response.headers()[ETAG], "W/\"1\"");
    }
}
