//! Becoming a member.

use domain::site::Joining;
use http::StatusCode;

use super::super::kit::{Answer, Browser, PASSWORD, TestSite, everywhere};
use super::{link_to, open, sign_in};

const HANA: &str = "hana@example.org";

fn fields<'a>(handle: &'a str, email: &'a str) -> [(&'static str, &'a str); 5] {
    [
        ("name", "Hana Lindqvist"),
        ("handle", handle),
        ("email", email),
        ("password", PASSWORD),
        ("answer", "I can sew."),
    ]
}

async fn ask(browser: &Browser, handle: &str, email: &str) -> Answer {
    let form = browser.get("/join").await.ok().form("/join");
    browser.submit(&form, &fields(handle, email)).await
}

async fn opened(site: &TestSite) {
    site.configure(|site| site.joining = Joining::Open).await;
}

#[tokio::test]
async fn whoever_confirms_from_the_same_browser_is_in_at_once() {
    everywhere(async |site: &TestSite| {
        opened(site).await;
        let browser = site.guest();

        let asked = ask(&browser, "hana", HANA).await;
        assert_eq!(asked.done(), "/join/sent");
        assert!(
            browser
                .follow(&asked)
                .await
                .ok()
                .says("Look into your mail")
        );
        assert!(!browser.is_signed_in());
        let link = link_to(site, HANA).await;
        let page = open(&browser, &link).await.ok();
        let done = browser.submit(&page.form("/join/confirmation"), &[]).await;

        assert_eq!(done.done(), "/settings?saved=welcome");
        assert!(browser.is_signed_in());
        assert!(browser.cookie("__Host-p").is_none());
        let settings = browser.follow(&done).await.ok();
        assert!(settings.says("Welcome, you are a member now."));
        let shown = site.guest().get("/@hana").await.ok();
        assert!(shown.says("Hana Lindqvist"));
    })
    .await;
}

#[tokio::test]
async fn whoever_confirms_elsewhere_signs_in() {
    everywhere(async |site: &TestSite| {
        opened(site).await;
        ask(&site.guest(), "hana", HANA).await.done();
        let link = link_to(site, HANA).await;
        let elsewhere = site.guest();

        let page = open(&elsewhere, &link).await.ok();
        let done = elsewhere
            .submit(&page.form("/join/confirmation"), &[])
            .await;

        assert_eq!(done.done(), "/sign-in?said=confirmed");
        assert!(
            elsewhere
                .follow(&done)
                .await
                .ok()
                .says("Your address is confirmed")
        );
        assert_eq!(sign_in(&elsewhere, HANA, PASSWORD).await.done(), "/");
    })
    .await;
}

#[tokio::test]
async fn looking_at_a_link_uses_nothing_up_and_pressing_twice_does_nothing_more() {
    everywhere(async |site: &TestSite| {
        opened(site).await;
        let browser = site.guest();
        ask(&browser, "hana", HANA).await.done();
        let link = link_to(site, HANA).await;
        for _ in 0..5 {
            let scanner = site.guest();
            open(&scanner, &link).await.ok();
            scanner.head(&link).await;
        }
        let (one, other) = (site.guest(), site.guest());
        open(&one, &link).await.ok();
        open(&other, &link).await.ok();

        let (first, second) = tokio::join!(
            one.post("/join/confirmation", ""),
            other.post("/join/confirmation", "")
        );

        let mut outcomes = [first.outcome(), second.outcome()];
        outcomes.sort_unstable();
        assert_eq!(outcomes, [303, 410]);
        let late = open(&site.guest(), &link).await;
        assert_eq!(late.status, StatusCode::GONE);
        assert!(late.says("This link was used already"));
    })
    .await;
}

#[tokio::test]
async fn a_known_address_is_told_apart_by_its_owner_alone() {
    everywhere(async |site: &TestSite| {
        opened(site).await;
        let plain = |answer: &Answer| {
            let mut headers: Vec<_> = answer
                .headers
                .iter()
                .filter(|(name, _)| !matches!(name.as_str(), "x-request-id" | "date"))
                .map(|(name, value)| {
                    let value = value.to_str().unwrap();
                    // The browser's own number differs from one to the next.
                    (
                        name.to_string(),
                        value.split('=').next().unwrap().to_owned(),
                    )
                })
                .collect();
            headers.sort();
            (answer.status, headers, answer.text.clone())
        };
        let known = ask(&site.guest(), "hana", &site.member.email()).await;
        let unknown = ask(&site.guest(), "hannah", HANA).await;

        assert_eq!(plain(&known), plain(&unknown));
        let letters = site.letters().await;
        let to = |address: &str| {
            let mut letters = letters.iter().filter(|one| one.to.as_str() == address);
            letters.next().unwrap().clone()
        };
        assert!(to(HANA).text.contains("/join/confirmation/"));
        assert!(
            !to(&site.member.email())
                .text
                .contains("/join/confirmation/")
        );
    })
    .await;
}

#[tokio::test]
async fn applicants_answer_the_question_of_the_house_and_wait() {
    everywhere(async |site: &TestSite| {
        site.configure(|site| {
            site.joining = Joining::Application;
            site.question = "What can you mend?".into();
        })
        .await;
        let browser = site.guest();
        let page = browser.get("/join").await.ok();
        assert!(page.says("What can you mend?"));
        let mut without = fields("hana", HANA);
        without[4].1 = "";

        let again = browser.submit(&page.form("/join"), &without).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.form("/join").field("name"), "Hana Lindqvist");
        assert!(!again.text.contains(PASSWORD));
        ask(&browser, "hana", HANA).await.done();
        let link = link_to(site, HANA).await;
        open(&browser, &link).await.ok();
        let applied = browser.post("/join/confirmation", "").await.ok();

        assert!(applied.says("Somebody will read it"));
        assert!(!browser.is_signed_in());
        let early = sign_in(&browser, "hana", PASSWORD).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.says("Somebody has yet to read what you wrote."));
        let hidden = site.member().get("/@hana").await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_program_that_fills_in_everything_changes_nothing() {
    everywhere(async |site: &TestSite| {
        opened(site).await;
        let browser = site.guest();
        let form = browser.get("/join").await.ok().form("/join");
        let mut filled = fields("spam", "spam@example.org").to_vec();
        filled.push(("website", "https://spam.example"));
        let before = site.dump();

        let answer = browser.submit(&form, &filled).await;

        assert_eq!(answer.done(), "/join/sent");
        assert_eq!(site.letters().await.len(), 0);
        assert_eq!(site.dump(), before);
    })
    .await;
}

#[tokio::test]
async fn where_members_are_invited_the_door_says_so() {
    everywhere(async |site: &TestSite| {
        site.configure(|site| site.joining = Joining::Invitation)
            .await;
        let browser = site.guest();

        let page = browser.get("/join").await.ok();
        let anyway = browser.post_fields("/join", &fields("hana", HANA)).await;

        assert!(page.says("Members come by invitation here."));
        assert!(
            page.page()
                .forms()
                .iter()
                .all(|form| form.action != "/join")
        );
        assert_eq!(anyway.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn the_invited_come_in_under_the_address_of_their_invitation() {
    everywhere(async |site: &TestSite| {
        site.configure(|site| site.joining = Joining::Invitation)
            .await;
        let steward = site.steward();
        let form = steward.get("/invitations").await.ok().form("/invitations");
        let wrong = steward.submit(&form, &[("email", "nonsense")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.form("/invitations").field("email"), "nonsense");
        steward.submit(&form, &[("email", HANA)]).await.done();
        let link = link_to(site, HANA).await;
        let browser = site.guest();

        let page = open(&browser, &link).await.ok();
        assert!(page.says("Sten Holm has invited you."));
        let form = page.form("/join/invitation");
        let mut filled = fields("hana", "else@example.org").to_vec();
        let again = browser.submit(&form, &[("handle", "x")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        filled.retain(|(name, _)| *name != "answer");
        let done = browser.submit(&form, &filled).await;

        assert_eq!(done.done(), "/settings?saved=welcome");
        let settings = browser.follow(&done).await.ok();
        assert!(settings.says(HANA));
        assert!(!settings.says("else@example.org"));
        assert!(steward.get("/invitations").await.ok().says("has come"));
        let late = open(&site.guest(), &link).await;
        assert_eq!(late.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_taken_back_opens_nothing() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        steward
            .post_fields("/invitations", &[("email", HANA)])
            .await
            .done();
        let link = link_to(site, HANA).await;
        let list = steward.get("/invitations").await.ok();
        let take_back = list
            .page()
            .forms()
            .into_iter()
            .find(|form| form.action.ends_with("/revocation"))
            .unwrap();
        let stranger = site.member().submit(&take_back, &[]).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);

        steward.submit(&take_back, &[]).await.done();

        let late = open(&site.guest(), &link).await;
        assert_eq!(late.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn a_secret_opens_no_page_but_its_own() {
    everywhere(async |site: &TestSite| {
        opened(site).await;
        ask(&site.guest(), "hana", HANA).await.done();
        let link = link_to(site, HANA).await;
        let secret = link.rsplit('/').next().unwrap();
        for other in [
            "/join/invitation",
            "/sign-in/reset",
            "/settings/address/confirmation",
            "/settings/address/undo",
            "/setup",
        ] {
            let browser = site.guest();
            let page = open(&browser, &format!("{other}/{secret}")).await;
            assert_eq!(page.status, StatusCode::GONE, "{other}");
        }
        let browser = site.guest();
        open(&browser, &link).await.ok();
        for other in [
            "/join/invitation",
            "/sign-in/password",
            "/settings/address/undo",
        ] {
            let page = browser.get(other).await;
            assert_eq!(page.status, StatusCode::GONE, "{other}");
        }
        open(&browser, &link).await.ok();
    })
    .await;
}
