//! Who may make a browser do something (SECURITY 3.3): this site's own pages, and nobody else's.

use http::{Method, StatusCode};

use super::kit::{TestSite, without_limits};
use super::route::filled;

/// Every route that changes something, with an address that is there.
fn changing(site: &TestSite) -> Vec<String> {
    let rows = web::rows();
    let posts = rows
        .iter()
        .filter(|(_, methods)| methods.contains(&Method::POST));
    posts.map(|(row, _)| filled(site, row.path)).collect()
}

#[tokio::test]
async fn nothing_is_done_because_a_page_of_somebody_else_says_so() {
    without_limits(async |site: &TestSite| {
        let before = site.dump();
        let member = site.owner();
        let foreign = [
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site")],
            vec![("sec-fetch-site", "none")],
            vec![
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://hall.example"),
            ],
            vec![("origin", "null")],
            vec![("origin", "https://evil.example")],
            vec![("origin", "https://hall.example.evil.example")],
            vec![("origin", "http://hall.example")],
            vec![],
        ];
        for path in changing(site) {
            if path == serving::headers::REPORT_PATH {
                continue; // Browsers report from where they are; a report changes nothing.
            }
            for headers in &foreign {
                let mut browser = member.without("sec-fetch-site");
                for (name, value) in headers {
                    browser = browser.with(name, value);
                }

                let answer = browser
                    .post(&path, "text=x&thanks=yes&title=x&name=x")
                    .await;

                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
                assert!(
                    answer.headers.get("set-cookie").is_none(),
                    "{path} {headers:?}"
                );
            }
        }
        before.is_still(&site.dump());
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_says_nothing_of_fetching_is_believed_by_its_origin() {
    without_limits(async |site: &TestSite| {
        let old = site
            .member()
            .without("sec-fetch-site")
            .with("origin", "https://hall.example");

        let said = old
            .post(&site.kettle.comments(), "text=From+an+old+browser")
            .await;

        assert!(said.done().contains("#comment-"));
    })
    .await;
}

#[tokio::test]
async fn a_method_in_a_header_or_field_is_no_method() {
    without_limits(async |site: &TestSite| {
        let before = site.dump();
        let member = site.member();
        let deletion = format!("/comments/{}/deletion", site.first);
        for name in [
            "x-http-method-override",
            "x-method-override",
            "x-http-method",
        ] {
            member.with(name, "POST").get(&deletion).await;
        }
        member.get(&format!("{deletion}?_method=POST")).await;
        let options = member.send(Method::OPTIONS, &site.kettle.path, None).await;

        assert!(options.headers.get("access-control-allow-origin").is_none());
        before.is_still(&site.dump());
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE] {
            let answer = member.send(method.clone(), &site.kettle.path, None).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        }
    })
    .await;
}
