use super::*;
use crate::request_id::RequestIds;
use crate::step::Around;
use axum::Router;
use axum::routing::get;
use futures_util::stream;
use std::fmt::Write as _;
use std::sync::Mutex;
use tower::ServiceExt;
use tracing::field::{Field, Visit};
use tracing::span;

/// Writes down what is logged.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<String>>>);

struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, "{field}={value:?} ");
    }
}

impl tracing::Subscriber for Paper {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        let mut words = Words(String::new());
        event.record(&mut words);
        self.0.lock().unwrap().push(words.0);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

async fn lines(requests: Vec<Request>) -> Vec<String> {
    let chunks =
        || stream::iter(["a", "bc"].map(|text| Ok::<_, std::io::Error>(Bytes::from(text))));
    let app = Router::new()
        .route("/people/{name}", get(|| async { "hello" }))
        .route(
            "/stream",
            get(move || async move { Body::from_stream(chunks()) }),
        )
        .route_layer(Around(NoteRoute))
        .layer(Around(AccessLog::default()))
        .layer(Around(RequestIds::new(1)));
    let paper = Paper::default();
    let _guard = tracing::subscriber::set_default(paper.clone());
    for request in requests {
        let answer = app.clone().oneshot(request).await.unwrap();
        axum::body::to_bytes(answer.into_body(), 1_000)
            .await
            .unwrap();
    }
    std::mem::take(&mut *paper.0.lock().unwrap())
}

fn ask(method: &str, path: &str) -> Request {
    Request::builder()
        .method(method)
        .uri(path)
        .header("cookie", "s=canary")
        .header("authorization", "Bearer canary")
        .body(Body::from("canary"))
        .unwrap()
}

#[tokio::test]
async fn a_line_tells_the_route_and_nothing_of_the_asker() {
    let lines = lines(vec![
        ask("GET", "/people/canary?q=canary"),
        ask("GET", "/stream"),
        ask("GET", "/canary"),
        ask("CANARY", "/stream"),
    ])
    .await;

    let expected = [
        ("GET", "/people/{name}", 200, 5),
        ("GET", "/stream", 200, 3),
        ("GET", "-", 404, 0),
        ("other", "/stream", 405, 0),
    ];
    assert_eq!(lines.len(), expected.len());
    for (line, (method, route, status, bytes)) in lines.iter().zip(expected) {
        assert!(
            line.contains(&format!(
                "method=\"{method}\" route=\"{route}\" status={status} "
            )),
            "{line}"
        );
        assert!(line.contains(&format!("bytes={bytes} ")), "{line}");
        assert!(!line.to_lowercase().contains("canary"), "{line}");
        assert!(!line.contains("request=\"-\""), "{line}");
    }
}

#[tokio::test]
async fn a_storm_of_failures_is_counted_and_not_written() {
    let requests = (0..500).map(|_| ask("GET", "/nowhere")).collect();

    let written = lines(requests).await.len();

    assert!((100..=302).contains(&written), "{written}");
    let storm = AccessLog::default().0;
    let wrote = (0..150).filter(|_| storm.lets(7).0).count();
    assert_eq!((wrote, storm.lets(8)), (100, (true, 50)));
}
