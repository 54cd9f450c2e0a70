//! How often one network may do something (R87): every limit fires, says when to come again, and leaves the others alone.

use http::StatusCode;

use super::kit::{Answer, Browser, TestSite, everywhere, without_limits};

/// Asks until it is too often; says how often it was not.
async fn until_refused(most: usize, mut ask: impl AsyncFnMut(usize) -> Answer) -> usize {
    for number in 0..=most {
        let answer = ask(number).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            let wait: u64 = answer.header("retry-after").parse().expect("seconds");
            assert!(wait > 0);
            assert_eq!(answer.header("cache-control"), "no-store");
            return number;
        }
    }
    panic!("{most} times, and nobody said that it is too often");
}

async fn fires(site: &TestSite, network: u8, limit: usize, path: &str, form: Option<&str>) {
    let browser = |site: &TestSite| -> Browser { site.guest().in_network([203, 0, 113, network]) };
    // A little more is given back while the asking lasts.
    let asked = until_refused(limit * 2, async |_| match form {
        None => browser(site).get(path).await,
        Some(form) => browser(site).post(path, form).await,
    });
    let asked = asked.await;
    assert!(asked >= limit, "{path}: refused after {asked} of {limit}");
    // Another network is none the worse for it.
    let other = site.guest().in_network([203, 0, 112, network]);
    let answer = match form {
        None => other.get(path).await,
        Some(form) => other.post(path, form).await,
    };
    assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
}

#[tokio::test]
async fn guests_who_ask_too_often_are_told_when_to_come_again() {
    everywhere(async |site: &TestSite| {
        fires(site, 1, 15, "/search?q=kettle", None).await;
        fires(site, 2, 120, "/articles/feed.atom", None).await;
        fires(site, 3, 60, "/theme", Some("theme=dark")).await;
        fires(site, 4, 30, "/sign-in/reset", Some("email=nobody")).await;
        fires(site, 5, 600, "/privacy", None).await;
    })
    .await;
}

#[tokio::test]
async fn an_address_that_somebody_claims_to_come_from_is_no_network() {
    everywhere(async |site: &TestSite| {
        let asked = until_refused(60, async |number| {
            let liar = site.guest().in_network([203, 0, 113, 9]);
            let claimed = format!("198.18.0.{number}");
            let liar = liar
                .with("x-forwarded-for", &claimed)
                .with("forwarded", &format!("for={claimed}"));
            liar.get("/search?q=kettle").await
        });
        assert!(asked.await < 40);
    })
    .await;
}

#[tokio::test]
async fn members_may_read_as_much_as_they_like() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        member.get("/settings").await.ok();
        for _ in 0..40 {
            member.get("/search?q=kettle").await.ok();
        }
    })
    .await;
}

#[tokio::test]
async fn a_guest_has_ten_comments_an_hour() {
    everywhere(async |site: &TestSite| {
        let page = site.guest().get(&site.kettle.path).await.ok();
        let form = page.form(&site.kettle.comments());
        let say = async |number: usize| {
            let text = format!("Comment number {number}.");
            let fields = [
                ("name", "Gerda"),
                ("email", "gerda@example.com"),
                ("text", text.as_str()),
            ];
            site.guest().submit(&form, &fields).await
        };
        assert_eq!(until_refused(20, say).await, 10);
        site.wait(std::time::Duration::from_mins(61));
        say(99).await.done();
    })
    .await;
}

#[tokio::test]
async fn where_limits_are_lifted_nobody_is_told_to_wait() {
    without_limits(async |site: &TestSite| {
        for _ in 0..40 {
            site.guest()
                .in_network([203, 0, 113, 1])
                .get("/search?q=kettle")
                .await
                .ok();
        }
    })
    .await;
}
