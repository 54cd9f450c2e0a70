//! Very many wrong passwords are tried, from everywhere at once.

use std::time::Duration;

use base::Digest;
use http::StatusCode;

use super::sign_in;
use crate::kit::{Browser, Form, PASSWORD, TestSite, everywhere};

/// So many wrong passwords at the same moment, each from a network of its own, for accounts there are and are not.
async fn attack(site: &TestSite, times: usize) {
    for number in 0..times {
        let login = format!("somebody{number}");
        sign_in(&site.guest(), &login, "not the password").await;
    }
}

/// What a script finds.
fn solved(challenge: &str) -> String {
    let fits = |answer: &String| {
        let digest = Digest::of(format!("{challenge} {answer}").as_bytes());
        digest.bytes().starts_with(&[0, 0])
    };
    (0_u32..).map(|n| n.to_string()).find(fits).unwrap()
}

async fn door(browser: &Browser) -> Form {
    browser.get("/sign-in").await.ok().form("/sign-in")
}

#[tokio::test]
async fn under_attack_an_unknown_browser_works_before_its_password_is_looked_at() {
    everywhere(async |site: &TestSite| {
        let fields = [("login", "mina"), ("password", PASSWORD)];
        attack(site, 20).await;
        let calm = door(&site.guest()).await;
        assert!(calm.fields.iter().all(|(name, _)| name != "challenge"));
        attack(site, 1).await;

        let browser = site.guest();
        let asked = browser.get("/sign-in").await.ok();
        let form = asked.form("/sign-in");
        let answer = solved(form.field("challenge"));
        let made = site.app().hasher().made();
        let idle = browser.submit(&form, &fields).await;
        let unasked = site.guest().submit(&calm, &fields).await;
        let wrong = [fields[0], fields[1], ("answer", "1")];
        let wrong = browser.submit(&form, &wrong).await;
        let made_up = [
            fields[0],
            fields[1],
            ("challenge", "1.x.00"),
            ("answer", "1"),
        ];
        let made_up = browser.submit(&form, &made_up).await;

        // Whoever has no script is told of another way.
        assert!(asked.says("Very many wrong passwords"));
        assert!(asked.page().links().contains(&"/sign-in/reset".to_owned()));
        for refused in [&idle, &unasked, &wrong, &made_up] {
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(refused.faults().len(), 1, "{:?}", refused.faults());
            assert!(!refused.form("/sign-in").field("challenge").is_empty());
        }
        assert_eq!(site.app().hasher().made(), made, "a password was looked at");
        let worked = [fields[0], fields[1], ("answer", answer.as_str())];
        let entered = browser.submit(&form, &worked).await;
        assert_eq!(entered.done(), "/");
        // Once is once.
        let again = site.guest().submit(&form, &worked).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn under_attack_a_known_browser_comes_in_as_ever_and_quiet_returns() {
    everywhere(async |site: &TestSite| {
        attack(site, 21).await;
        let known = site.guest();
        known.put_cookie("__Host-d", &site.member.device.reveal());

        let own = sign_in(&known, "mina", PASSWORD).await;
        known.get("/sign-out").await;
        let other = sign_in(&site.guest(), "tom", PASSWORD).await;
        let foreign = site.guest();
        foreign.put_cookie("__Host-d", &site.member.device.reveal());
        let foreign = sign_in(&foreign, "tom", PASSWORD).await;

        assert_eq!(own.done(), "/");
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            foreign.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "not theirs"
        );
        site.wait(Duration::from_mins(10));
        sign_in(&site.guest(), "tom", PASSWORD).await.done();
    })
    .await;
}
