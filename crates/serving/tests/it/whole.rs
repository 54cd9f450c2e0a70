//! All layers around a small app, over real sockets: what one does must not undo what another did.

use crate::kit::{Server, short};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use guildhall_serving::access_log::{AccessLog, NoteRoute};
use guildhall_serving::assets::{Assets, File};
use guildhall_serving::base_url::BaseUrl;
use guildhall_serving::client::{Client, ForwardedBy, Proxies};
use guildhall_serving::compress::Compress;
use guildhall_serving::deadline::Deadline;
use guildhall_serving::etag::{Conditional, ETag};
use guildhall_serving::flight::{Asker, Class, Flight};
use guildhall_serving::headers::{Cache, Policy};
use guildhall_serving::host::Names;
use guildhall_serving::origin::SameOrigin;
use guildhall_serving::panic::Panics;
use guildhall_serving::path::SoundPath;
use guildhall_serving::request_id::RequestIds;
use guildhall_serving::step::Around;
use http::StatusCode;
use std::time::Duration;
use tower::ServiceBuilder;

const FILES: &[File] = &[("hall.css", b"a{}")];

async fn page() -> Response {
    let tag = [("etag", ETag::of_version(&["page", "1"]).value())];
    let kind = [("content-type", "text/html; charset=utf-8")];
    (
        tag,
        kind,
        Extension(Cache::Revalidate),
        "hello ".repeat(400),
    )
        .into_response()
}

async fn boom() -> StatusCode {
    panic!("boom")
}

async fn who(Extension(Client(client)): Extension<Client>) -> String {
    client.to_string()
}

fn start() -> (Server, String) {
    let base = BaseUrl::parse("http://hall.example").unwrap();
    let assets = Assets::new(FILES);
    let href = assets.href("hall.css").into_owned();
    let flight = Flight::new(2);
    let routes = Router::new()
        .route("/", get(page))
        .route("/boom", get(boom))
        .route("/who", get(who))
        .route("/change", post(|| async { "changed" }))
        .route("/livez", get(|| async { "alive" }))
        .merge(assets.router())
        .route_layer(flight.layer(Class::Read, |_| Asker::Guest))
        .route_layer(Deadline::new(Duration::from_secs(1), |_| false))
        .route_layer(Around(NoteRoute));
    let layers = ServiceBuilder::new()
        .layer(Around(RequestIds::new(1)))
        .layer(Around(AccessLog::default()))
        .layer(Around(Policy::new(&base, None, true)))
        .layer(Panics::default())
        .layer(Around(Names::new(base.clone(), None, &["/livez"])))
        .layer(Around(SoundPath))
        .layer(Around(
            Proxies::parse(["127.0.0.1"], ForwardedBy::default()).unwrap(),
        ))
        .layer(Around(SameOrigin::new(&base, |_| false)))
        .layer(Compress)
        .layer(Around(Conditional));
    (Server::start_service(layers.service(routes), short()), href)
}

async fn ask(server: &Server, request: &str) -> String {
    let mut client = server.connect().await;
    client
        .send(&format!("{request}\r\nConnection: close\r\n\r\n"))
        .await;
    client.rest().await
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or("none")
}

#[tokio::test]
async fn every_answer_is_dressed_whoever_gave_it() {
    let (server, href) = start();
    let host = "HTTP/1.1\r\nHost: hall.example";
    for (request, expected) in [
        (format!("GET / {host}"), "200"),
        (format!("GET {href} {host}"), "200"),
        (format!("GET /assets/hall.css {host}"), "404"),
        (format!("GET /nowhere {host}"), "404"),
        (format!("GET /boom {host}"), "500"),
        (
            format!("POST / {host}\r\nOrigin: http://hall.example"),
            "405",
        ),
        (format!("POST /change {host}\r\nContent-Length: 0"), "403"),
        (
            format!("POST /change {host}\r\nContent-Length: 0\r\nOrigin: http://hall.example"),
            "200",
        ),
        ("GET / HTTP/1.1\r\nHost: evil.example".to_owned(), "421"),
        ("GET / HTTP/1.1".to_owned(), "400"),
        ("GET /livez HTTP/1.1\r\nHost: 127.0.0.1".to_owned(), "200"),
        (format!("TRACE / {host}"), "405"),
        (format!("GET /%ff {host}"), "400"),
    ] {
        let answer = ask(&server, &request).await;

        assert_eq!(status(&answer), expected, "{request}\n{answer}");
        for header in [
            "content-security-policy: ",
            "x-content-type-options: nosniff",
            "x-request-id: ",
            "cache-control: ",
        ] {
            assert!(
                answer.contains(header),
                "{request} lacks {header}\n{answer}"
            );
        }
        assert!(!answer.contains("evil.example"), "{answer}");
        assert!(
            expected < "400" || answer.contains("cache-control: no-store"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn a_packed_page_comes_back_as_a_304_that_fits_it() {
    let (server, _) = start();
    let page = "GET / HTTP/1.1\r\nHost: hall.example\r\nAccept-Encoding: gzip";
    let mut client = server.connect().await;
    client
        .send(&format!("{page}\r\nIf-None-Match: W/\"page-1\"\r\n\r\n"))
        .await;
    let known = client.answer().await;
    let head = ask(&server, &page.replace("GET", "HEAD")).await;

    assert_eq!(status(&known), "304");
    for line in [
        "etag: W/\"page-1\"",
        "vary: accept-encoding",
        "cache-control: public, no-cache",
    ] {
        assert!(known.contains(line), "{known}");
    }
    for word in ["content-", "permissions-policy"] {
        assert!(!known.contains(word), "{known}");
    }
    assert_eq!(status(&head), "200");
    assert!(head.ends_with("\r\n\r\n"));
}

#[tokio::test]
async fn the_proxy_is_believed_about_the_client() {
    let (server, _) = start();
    let request = "GET /who HTTP/1.1\r\nHost: hall.example\r\nX-Forwarded-For: 6.6.6.6, 192.0.2.9";

    assert!(ask(&server, request).await.ends_with("192.0.2.9"));
}
