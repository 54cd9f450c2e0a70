//! The site knows its own name (R5): whoever calls it otherwise is not answered, and finds no trace of it anywhere.

use http::StatusCode;

use super::kit::{BASE, TestSite, everywhere, without_limits};

const EVIL: &str = "evil.example";

#[tokio::test]
async fn another_name_is_misdirected() {
    everywhere(async |site: &TestSite| {
        for name in [
            EVIL,
            "hall.example.evil.example",
            "hall.example:8443",
            "127.0.0.1",
            "hall.example.",
        ] {
            for path in [
                "/",
                &site.kettle.path,
                "/articles/feed.atom",
                "/assets/guildhall.css",
            ] {
                let answer = site.guest().with("host", name).get(path).await;

                assert_eq!(
                    answer.status,
                    StatusCode::MISDIRECTED_REQUEST,
                    "{name} {path}"
                );
                assert!(
                    !answer.text.contains(name) && !answer.text.contains("Kettle"),
                    "{name} {path}"
                );
            }
            let posted = site
                .member()
                .with("host", name)
                .post(&site.kettle.comments(), "text=x")
                .await;
            assert_eq!(posted.status, StatusCode::MISDIRECTED_REQUEST, "{name}");
        }
        let nameless = site.guest().without("host").get("/").await;
        assert_eq!(nameless.status, StatusCode::BAD_REQUEST);
        for name in ["hall.example", "HALL.example", "hall.example:443"] {
            site.guest().with("host", name).get("/").await.ok();
        }
        for probe in ["/livez", "/readyz"] {
            site.guest().with("host", "10.0.0.7").get(probe).await.ok();
        }
    })
    .await;
}

#[tokio::test]
async fn what_proxies_are_said_to_have_forwarded_leaves_no_trace() {
    without_limits(async |site: &TestSite| {
        let mut liar = site.guest();
        for name in [
            "x-forwarded-host",
            "x-host",
            "x-forwarded-server",
            "x-original-host",
        ] {
            liar = liar.with(name, EVIL);
        }
        liar = liar
            .with("x-forwarded-proto", "http")
            .with("x-forwarded-for", "203.0.113.66")
            .with("forwarded", "for=203.0.113.66;host=evil.example;proto=http");
        for path in [
            "/",
            "/articles",
            &site.kettle.path,
            "/articles/feed.atom",
            "/comments/feed.json",
            "/search?q=kettle",
            "/nowhere",
        ] {
            let answer = liar.get(path).await;

            assert!(!answer.text.contains(EVIL), "{path}");
            assert!(!answer.text.contains("http://hall.example"), "{path}");
            for (name, value) in &answer.headers {
                assert!(
                    !value.to_str().unwrap_or_default().contains(EVIL),
                    "{path} {name}"
                );
            }
        }
        let feed = liar.get("/articles/feed.json").await.ok();
        assert!(feed.text.contains(&format!("{BASE}{}", site.kettle.path)));
    })
    .await;
}

#[tokio::test]
async fn odd_paths_are_refused_and_break_nothing() {
    without_limits(async |site: &TestSite| {
        for (path, outcome) in [
            ("/%00", 400),
            ("/articles/%ff", 400),
            ("/articles%2f2026", 404),
            ("/..%2f..%2fetc/passwd", 404),
            ("/.git/config", 404),
            ("/.env", 404),
            ("/admin.php", 404),
            ("//evil.example/", 404),
            ("/articles/?before=x", 404),
            ("/comments/x", 404),
            ("/comments/7zzzzzzzzzzzz", 404),
            ("/search?q=a&q=b", 400),
        ] {
            let answer = site.guest().get(path).await;

            assert_eq!(
                answer.outcome(),
                outcome,
                "{path}: {}",
                answer.page().words()
            );
            assert!(!answer.text.to_lowercase().contains("sql"), "{path}");
        }
    })
    .await;
}
