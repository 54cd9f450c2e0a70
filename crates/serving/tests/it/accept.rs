//! The accept loop, met by slow, greedy and confused peers.

use crate::kit::{Client, Server, short};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::{get, post};
use futures_util::stream;
use guildhall_serving::accept::{Limits, Pace};
use guildhall_serving::client::{ForwardedBy, Proxies};
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::time::{Duration, Instant};
use tokio::time::{sleep, timeout};

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

async fn read(body: Body) -> (StatusCode, String) {
    match body.collect().await {
        Ok(body) => (StatusCode::OK, body.to_bytes().len().to_string()),
        Err(error) => (StatusCode::REQUEST_TIMEOUT, error.to_string()),
    }
}

fn app() -> Router {
    let endless = || {
        Body::from_stream(stream::repeat_with(|| {
            Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 1 << 16]))
        }))
    };
    Router::new()
        .route("/", get(|| async { "hello" }))
        .route(
            "/slow",
            get(|| async {
                sleep(ms(250)).await;
                "done"
            }),
        )
        .route("/endless", get(move || async move { endless() }))
        .route("/read", post(read))
        .route(
            "/upload",
            post(|pace: axum::Extension<Pace>, body: Body| {
                pace.allow(ms(2500));
                read(body)
            }),
        )
}

#[tokio::test]
async fn half_open_heads_are_closed_and_quiet_connections_later() {
    let server = Server::start(app(), short());
    let mut heads = Vec::new();
    for text in ["", "GET", "GET / HTTP/1.1\r\nHost: hall\r\n", "\r\n"] {
        for _ in 0..5 {
            let mut client = server.connect().await;
            client.send(text).await;
            heads.push(client);
        }
    }
    let since = Instant::now();

    for client in &mut heads {
        assert_eq!(client.rest().await, "");
    }

    assert!(
        (ms(100)..ms(700)).contains(&since.elapsed()),
        "{:?}",
        since.elapsed()
    );
    let mut quiet = server.connect().await;
    assert!(quiet.get("/").await.ends_with("hello"));
    let waited = quiet.closed_after().await;
    assert!((ms(380)..ms(1000)).contains(&waited), "{waited:?}");
}

#[tokio::test]
async fn a_head_on_a_kept_connection_has_no_longer_than_the_first() {
    let server = Server::start(app(), short());
    let mut client = server.connect().await;
    client.get("/").await;
    sleep(ms(200)).await;
    client.send("GET / HT").await;

    let waited = client.closed_after().await;

    assert!((ms(100)..ms(400)).contains(&waited), "{waited:?}");
}

#[tokio::test]
async fn a_head_that_drips_gains_nothing_by_dripping() {
    let server = Server::start(app(), short());
    let mut client = server.connect().await;
    let since = Instant::now();
    for byte in "GET / HTTP/1.1\r\nHost: hall\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaa".chars() {
        let _ =
            tokio::io::AsyncWriteExt::write_all(&mut client.0, byte.to_string().as_bytes()).await;
        sleep(ms(8)).await;
    }
    client.rest().await;

    assert!(since.elapsed() < ms(1000), "{:?}", since.elapsed());
    assert!(server.connect().await.get("/").await.ends_with("hello"));
}

#[tokio::test]
async fn requests_in_good_time_keep_the_connection() {
    let server = Server::start(app(), short());
    let mut client = server.connect().await;
    for _ in 0..4 {
        assert!(client.get("/").await.contains("200 OK"));
        sleep(ms(175)).await;
    }
    client.send("GET / HTTP/1.1\r\nHost: hall\r\n\r\nGET /slow HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n").await;

    let both = client.rest().await;

    assert_eq!(both.matches("200 OK").count(), 2);
    assert!(both.ends_with("done"));
}

async fn status_of(server: &Server, request: &str) -> String {
    let mut client = server.connect().await;
    client.send(request).await;
    let answer = timeout(ms(5000), client.rest()).await.unwrap();
    answer.split(' ').nth(1).unwrap_or("none").to_owned()
}

#[tokio::test]
async fn what_is_too_long_is_refused_by_its_name() {
    let server = Server::start(app(), short());
    let fields = |number: usize| "A: b\r\n".repeat(number);
    for (request, status) in [
        (
            format!("GET /{} HTTP/1.1\r\nHost: hall\r\n\r\n", "a".repeat(9_000)),
            "414",
        ),
        (
            format!(
                "GET / HTTP/1.1\r\nHost: hall\r\nA: {}\r\n\r\n",
                "a".repeat(16_500)
            ),
            "431",
        ),
        (
            format!(
                "GET / HTTP/1.1\r\nHost: hall\r\nA: {}\r\n\r\n",
                "a".repeat(60_000)
            ),
            "431",
        ),
        (
            format!("GET / HTTP/1.1\r\n{}Host: hall\r\n\r\n", fields(100)),
            "431",
        ),
        (
            format!(
                "GET / HTTP/1.1\r\n{}Host: hall\r\nConnection: close\r\n\r\n",
                fields(98)
            ),
            "200",
        ),
        (
            format!(
                "GET /?{} HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n",
                "a".repeat(8_000)
            ),
            "200",
        ),
    ] {
        assert_eq!(
            status_of(&server, &request).await,
            status,
            "{}",
            request.len()
        );
    }
}

#[tokio::test]
async fn a_body_with_two_lengths_is_refused_and_the_connection_closed() {
    let server = Server::start(app(), short());
    for fields in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Transfer-Encoding: gzip, chunked",
        "Content-Length: 5\r\nContent-Length: 5",
    ] {
        let mut client = server.connect().await;
        client.send(&format!("POST /read HTTP/1.1\r\nHost: hall\r\n{fields}\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: hall\r\n\r\n")).await;

        let all = client.rest().await;

        assert!(all.starts_with("HTTP/1.1 400 "), "{fields}: {all}");
        assert!(
            !all.contains("hello"),
            "{fields}: the smuggled request was answered"
        );
    }
}

#[tokio::test]
async fn slow_bodies_are_cut_off_and_uploads_may_take_longer() {
    let server = Server::start(app(), short());
    let drip = async |path: &str, bytes: usize, times: usize| {
        let mut client = server.connect().await;
        client
            .send(&format!(
                "POST {path} HTTP/1.1\r\nHost: hall\r\nContent-Length: {}\r\n\r\n",
                bytes * times
            ))
            .await;
        for _ in 0..times {
            let piece = vec![b'x'; bytes];
            if tokio::io::AsyncWriteExt::write_all(&mut client.0, &piece)
                .await
                .is_err()
            {
                break;
            }
            sleep(ms(50)).await;
        }
        client.answer().await
    };

    let (dripping, slow, upload) = tokio::join!(
        drip("/read", 10, 8),
        drip("/read", 400, 16),
        drip("/upload", 400, 16)
    );

    assert!(dripping.contains("408"), "{dripping}");
    assert!(slow.contains("408"), "{slow}");
    assert!(upload.ends_with("6400"), "{upload}");
}

#[tokio::test]
async fn a_network_has_its_share_of_connections_and_proxies_have_no_limit() {
    let mut limits = Limits {
        per_network: 2,
        ..short()
    };
    let server = Server::start(app(), limits.clone());
    let (mut first, mut second) = (server.connect().await, server.connect().await);
    assert!(first.get("/").await.ends_with("hello"));
    assert!(second.get("/").await.ends_with("hello"));

    let mut third = server.connect().await;
    assert!(third.rest().await.starts_with("HTTP/1.1 503 "));

    drop(first);
    sleep(ms(25)).await;
    assert!(server.connect().await.get("/").await.ends_with("hello"));

    limits.proxies = Proxies::parse(["127.0.0.0/8"], ForwardedBy::default()).unwrap();
    limits.connections = 4;
    let behind = Server::start(app(), limits);
    let mut kept = Vec::new();
    for _ in 0..4 {
        let mut client = behind.connect().await;
        assert!(client.get("/").await.ends_with("hello"));
        kept.push(client);
    }
    assert!(
        behind
            .connect()
            .await
            .rest()
            .await
            .starts_with("HTTP/1.1 503 ")
    );
}

#[tokio::test]
async fn a_peer_that_takes_nothing_is_dropped() {
    let server = Server::start(
        app(),
        Limits {
            connections: 1,
            ..short()
        },
    );
    let mut greedy = server.connect().await;
    greedy
        .send("GET /endless HTTP/1.1\r\nHost: hall\r\n\r\n")
        .await;
    sleep(ms(100)).await;
    assert!(
        server
            .connect()
            .await
            .rest()
            .await
            .starts_with("HTTP/1.1 503 ")
    );

    sleep(ms(300)).await;

    assert!(server.connect().await.get("/").await.ends_with("hello"));
}

#[tokio::test]
async fn stopping_waits_for_requests_under_way_and_not_for_quiet_peers() {
    let mut server = Server::start(app(), short());
    let mut quiet = server.connect().await;
    quiet.get("/").await;
    let mut fresh = server.connect().await;
    let mut busy = server.connect().await;
    busy.send("GET /slow HTTP/1.1\r\nHost: hall\r\n\r\n").await;
    sleep(ms(50)).await;

    server.ask_to_stop();
    sleep(ms(25)).await;

    // A request that was under way when we decided to stop is still answered, and told to go elsewhere.
    let late = fresh.get("/").await;
    assert!(
        late.contains("connection: close") && late.ends_with("hello"),
        "{late}"
    );
    let answer = busy.rest().await;
    assert!(
        answer.contains("connection: close") && answer.ends_with("done"),
        "{answer}"
    );
    assert_eq!(quiet.rest().await, "");
    let address = server.address;
    assert!(server.ended().await < ms(1500));
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn stopping_has_an_end_even_when_requests_have_none() {
    let mut server = Server::start(
        app(),
        Limits {
            drain: ms(150),
            ..short()
        },
    );
    let mut client = server.connect().await;
    client
        .send("GET /endless HTTP/1.1\r\nHost: hall\r\n\r\n")
        .await;
    let reading = tokio::spawn(async move { client.rest().await.len() });
    sleep(ms(25)).await;

    server.ask_to_stop();

    assert!(server.ended().await < ms(1500));
    reading.await.unwrap();
}

type Http2 = hyper::client::conn::http2::SendRequest<Empty<Bytes>>;

async fn http2(client: Client) -> Http2 {
    let io = TokioIo::new(client.0);
    let (sender, connection) = hyper::client::conn::http2::Builder::new(TokioExecutor::new())
        .initial_stream_window_size(1000)
        .handshake(io)
        .await
        .unwrap();
    tokio::spawn(connection);
    sender
}

fn request(path: &str) -> Request<Empty<Bytes>> {
    Request::get(format!("http://hall{path}"))
        .body(Empty::new())
        .unwrap()
}

#[tokio::test]
async fn http_2_is_spoken_and_its_limits_hold() {
    let server = Server::start(
        app(),
        Limits {
            fields: 20,
            ..short()
        },
    );
    let mut sender = http2(server.connect().await).await;
    let answer = sender.send_request(request("/")).await.unwrap();
    assert_eq!(answer.collect().await.unwrap().to_bytes(), "hello");

    let mut many = request("/");
    for number in 0..30 {
        let name: http::HeaderName = format!("x-{number}").parse().unwrap();
        many.headers_mut()
            .insert(name, http::HeaderValue::from_static("a"));
    }
    assert_eq!(sender.send_request(many).await.unwrap().status(), 431);
    let long = format!("/{}", "a".repeat(9_000));
    assert_eq!(
        sender.send_request(request(&long)).await.unwrap().status(),
        414
    );
}

#[tokio::test]
async fn a_stream_whose_peer_grants_no_window_ends_alone() {
    let server = Server::start(app(), short());
    let mut sender = http2(server.connect().await).await;
    let mut stuck = sender.send_request(request("/endless")).await.unwrap();
    sleep(ms(350)).await;

    let answer = sender.send_request(request("/")).await.unwrap();

    assert_eq!(answer.collect().await.unwrap().to_bytes(), "hello");
    let mut ended = false;
    for _ in 0..100 {
        match stuck.frame().await {
            Some(Ok(_)) => {}
            Some(Err(_)) | None => {
                ended = true;
                break;
            }
        }
    }
    assert!(ended, "the stalled stream still runs");
}

#[tokio::test]
async fn a_quiet_http_2_connection_ends_too() {
    let server = Server::start(
        app(),
        Limits {
            connections: 1,
            ..short()
        },
    );
    let mut sender = http2(server.connect().await).await;
    sender
        .send_request(request("/"))
        .await
        .unwrap()
        .collect()
        .await
        .unwrap();

    sleep(ms(750)).await;

    assert!(server.connect().await.get("/").await.ends_with("hello"));
}
