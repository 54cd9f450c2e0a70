//! Becoming a member: by the open door, by an application, by an invitation.

use std::time::Duration;

use domain::comment::LEAST_TIME;
use domain::site::Joining;
use http::StatusCode;

use super::{join, link_in, open, sign_in};
use crate::comment::say;
use crate::kit::{PASSWORD, TestSite, everywhere};

#[tokio::test]
async fn through_the_open_door_whoever_has_an_address_is_a_member() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.joining = Joining::Open)
            .await;
        let browser = site.guest();

        let asked = join(site, &browser, "hanna", "hanna@example.org").await;
        let page = browser.follow(&asked).await.ok();
        let letter = site.letter_to("hanna@example.org").await;
        let button = open(&browser, &letter).await.ok();
        let confirmed = browser
            .submit(&button.form("/join/confirmation"), &[])
            .await;

        assert!(!page.says("hanna@example.org"));
        assert_eq!(confirmed.done(), "/settings?saved=welcome");
        assert!(browser.is_signed_in());
        say(&browser, &site.kettle, "I am new here.").await.done();
        assert!(
            site.guest()
                .get("/people")
                .await
                .ok()
                .says("hanna of the story")
        );
        assert_eq!(site.letters().await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn looking_at_a_letter_five_times_uses_nothing_up_and_the_button_works_once() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.joining = Joining::Open)
            .await;
        join(site, &site.guest(), "hanna", "hanna@example.org")
            .await
            .done();
        let letter = site.letter_to("hanna@example.org").await;
        for _ in 0..5 {
            open(&site.guest(), &letter).await.ok();
        }
        let (one, two) = (site.guest(), site.guest());
        let first = open(&one, &letter).await.ok().form("/join/confirmation");
        let second = open(&two, &letter).await.ok().form("/join/confirmation");

        let (first, second) = tokio::join!(one.submit(&first, &[]), two.submit(&second, &[]));

        let mut outcomes = [first.outcome(), second.outcome()];
        outcomes.sort_unstable();
        assert_eq!(outcomes[0], 303);
        assert!(outcomes[1] >= 400, "{outcomes:?}");
        // From a browser in which no password was chosen nobody is signed in.
        assert!(!one.is_signed_in() && !two.is_signed_in());
        let again = open(&site.guest(), &letter).await;
        assert_eq!(again.status, StatusCode::GONE);
        assert_eq!(site.dump().rows("person", "hanna"), 1);
    })
    .await;
}

#[tokio::test]
async fn who_has_not_confirmed_yet_gets_another_letter_for_the_right_password() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.joining = Joining::Open)
            .await;
        join(site, &site.guest(), "hanna", "hanna@example.org")
            .await
            .done();
        let first = site.letter_to("hanna@example.org").await;

        let wrong = sign_in(&site.guest(), "hanna", "not the right one").await;
        assert_eq!(site.letters().await.len(), 0);
        let right = sign_in(&site.guest(), "hanna", PASSWORD).await;
        let second = site.letter_to("hanna@example.org").await;

        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_ne!(wrong.faults(), right.faults());
        assert_eq!(open(&site.guest(), &first).await.status, StatusCode::GONE);
        let browser = site.guest();
        let button = open(&browser, &second).await.ok();
        browser
            .submit(&button.form("/join/confirmation"), &[])
            .await
            .done();
        sign_in(&browser, "hanna", PASSWORD).await.done();
    })
    .await;
}

#[tokio::test]
async fn a_confirmation_is_good_for_a_day() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.joining = Joining::Open)
            .await;
        join(site, &site.guest(), "hanna", "hanna@example.org")
            .await
            .done();
        let letter = site.letter_to("hanna@example.org").await;
        site.wait(Duration::from_hours(24));

        let late = open(&site.guest(), &letter).await;

        assert_eq!(late.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn an_applicant_waits_for_a_moderator() {
    everywhere(async |site: &TestSite| {
        let (browser, moderator) = (site.guest(), site.moderator());
        join(site, &browser, "hanna", "hanna@example.org")
            .await
            .done();
        let letter = site.letter_to("hanna@example.org").await;
        let button = open(&browser, &letter).await.ok();
        let applied = browser
            .submit(&button.form("/join/confirmation"), &[])
            .await;

        assert_eq!(applied.status, StatusCode::OK);
        assert!(!browser.is_signed_in());
        let early = sign_in(&site.guest(), "hanna", PASSWORD).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        for reader in [site.guest(), site.member()] {
            assert!(!reader.get("/people").await.ok().says("hanna"));
            assert_eq!(reader.get("/@hanna").await.status, StatusCode::NOT_FOUND);
        }
        site.wait(Duration::from_mins(11));
        assert!(
            site.letters()
                .await
                .iter()
                .any(|letter| letter.to.as_str() == "maud@example.net")
        );
        let queue = moderator.get("/moderation").await.ok();
        assert!(queue.says("Kettles are what I have.") && queue.says("hanna of the story"));
        let mut forms = queue.page().forms().into_iter();
        let admission = forms.rfind(|form| form.action.ends_with("/admission"));
        moderator.submit(&admission.unwrap(), &[]).await.done();

        assert_eq!(site.letters().await[0].to.as_str(), "hanna@example.org");
        sign_in(&site.guest(), "hanna", PASSWORD).await.done();
        site.guest().get("/@hanna").await.ok();
    })
    .await;
}

#[tokio::test]
async fn who_is_turned_away_leaves_nothing_behind() {
    everywhere(async |site: &TestSite| {
        let moderator = site.moderator();
        let queue = moderator.get("/moderation").await.ok();
        let refusal = format!("/applications/{}/refusal", site.applicant);

        moderator.submit(&queue.form(&refusal), &[]).await.done();

        assert_eq!(
            site.letter_to("nora@example.net").await.to.as_str(),
            "nora@example.net"
        );
        assert_eq!(site.dump().rows("person", "nora"), 0);
        assert_eq!(
            sign_in(&site.guest(), "nora", PASSWORD).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        join(site, &site.guest(), "nora", "nora@example.net")
            .await
            .done();
    })
    .await;
}

#[tokio::test]
async fn an_invitation_opens_the_door_for_one() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.joining = Joining::Invitation)
            .await;
        let steward = site.steward();
        let closed = site.guest().get("/join").await.ok();
        let refused = site
            .guest()
            .post(
                "/join",
                "name=X&handle=xx&email=x%40example.org&password=a+brown+teapot+with+no+lid",
            )
            .await;
        let page = steward.get("/invitations").await.ok();
        steward
            .submit(
                &page.form("/invitations"),
                &[("email", "hanna@example.org")],
            )
            .await
            .done();
        let letter = site.letter_to("hanna@example.org").await;

        let (one, two) = (site.guest(), site.guest());
        let form = open(&one, &letter).await.ok();
        open(&two, &letter).await.ok();
        let fields = [
            ("name", "Hanna"),
            ("handle", "hanna"),
            ("password", PASSWORD),
            ("email", "evil@example.org"),
        ];
        let accepted = one.submit(&form.form("/join/invitation"), &fields).await;
        let again = two
            .submit(
                &form.form("/join/invitation"),
                &[
                    ("name", "Other"),
                    ("handle", "other"),
                    ("password", PASSWORD),
                ],
            )
            .await;

        assert!(
            closed
                .page()
                .forms()
                .iter()
                .all(|form| form.action != "/join")
        );
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(form.says("Sten Holm"));
        accepted.done();
        assert!(one.is_signed_in() && !two.is_signed_in());
        assert!(again.outcome() >= 400);
        // Whatever the form says, the address is the one that the letter went to.
        assert_eq!(site.dump().rows("person", "hanna@example.org"), 1);
        assert_eq!(site.dump().rows("person", "evil@example.org"), 0);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_that_is_taken_back_or_too_old_opens_nothing() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let page = steward.get("/invitations").await.ok();
        steward
            .submit(&page.form("/invitations"), &[("email", "one@example.org")])
            .await
            .done();
        let one = site.letter_to("one@example.org").await;
        site.wait(Duration::from_mins(1));
        steward
            .submit(&page.form("/invitations"), &[("email", "two@example.org")])
            .await
            .done();
        let two = site.letter_to("two@example.org").await;
        let page = steward.get("/invitations").await.ok();
        let revocations = page
            .page()
            .forms()
            .into_iter()
            .filter(|form| form.action.ends_with("/revocation"));
        for form in revocations {
            let foreign = site.member().submit(&form, &[]).await;
            assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        }
        let newest = page
            .page()
            .forms()
            .into_iter()
            .find(|form| form.action.ends_with("/revocation"));
        steward.submit(&newest.unwrap(), &[]).await.done();

        assert_eq!(open(&site.guest(), &two).await.status, StatusCode::GONE);
        open(&site.guest(), &one).await.ok();
        site.wait(Duration::from_hours(14 * 24));
        assert_eq!(open(&site.guest(), &one).await.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn a_form_of_joining_says_all_that_is_wrong_at_once() {
    everywhere(async |site: &TestSite| {
        let page = site.guest().get("/join").await.ok();
        site.wait(LEAST_TIME);
        for (fields, faults) in [
            (
                vec![
                    ("name", ""),
                    ("handle", "x"),
                    ("email", "no"),
                    ("password", "short"),
                    ("answer", ""),
                ],
                5,
            ),
            (
                vec![
                    ("name", "Imke"),
                    ("handle", "imke"),
                    ("email", "new@example.org"),
                    ("password", PASSWORD),
                    ("answer", "x"),
                ],
                1,
            ),
            (
                vec![
                    ("name", "A"),
                    ("handle", "аdmin"),
                    ("email", "new@example.org"),
                    ("password", PASSWORD),
                    ("answer", "x"),
                ],
                1,
            ),
            (
                vec![
                    ("name", "A"),
                    ("handle", "moderator"),
                    ("email", "new@example.org"),
                    ("password", PASSWORD),
                    ("answer", "x"),
                ],
                1,
            ),
            (
                vec![
                    ("name", "A"),
                    ("handle", "anna"),
                    ("email", "\"a@b\"@example.org"),
                    ("password", PASSWORD),
                    ("answer", "x"),
                ],
                1,
            ),
            (
                vec![
                    ("name", "A"),
                    ("handle", "anna"),
                    ("email", "new@example.org"),
                    ("password", "kettle & thread"),
                    ("answer", "x"),
                ],
                1,
            ),
            (
                vec![
                    ("name", "A"),
                    ("handle", "anna"),
                    ("email", "new@example.org"),
                    ("password", "password123"),
                    ("answer", "x"),
                ],
                1,
            ),
        ] {
            let again = site.guest().submit(&page.form("/join"), &fields).await;

            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            let marked = again
                .page()
                .tags()
                .filter(|tag| tag.get("aria-invalid") == "true")
                .count();
            assert_eq!(marked, faults, "{fields:?}: {:?}", again.faults());
            assert!(
                !again.text.contains(fields[3].1),
                "a password is on the page"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_known_address_and_a_new_one_are_answered_alike() {
    everywhere(async |site: &TestSite| {
        for joining in [Joining::Open, Joining::Application] {
            site.configure(|settings| settings.joining = joining).await;
            let suffix = joining.as_str();

            let known = join(
                site,
                &site.guest(),
                &format!("aa{}", &suffix[..3]),
                "mina@example.net",
            )
            .await;
            let fresh = join(
                site,
                &site.guest(),
                &format!("bb{}", &suffix[..3]),
                "anna@example.net",
            )
            .await;

            alike(&known, &fresh);
            let letters = site.letters().await;
            let to = |address: &str| {
                letters
                    .iter()
                    .find(|letter| letter.to.as_str() == address)
                    .unwrap()
            };
            assert!(to("mina@example.net").text.len() > 50);
            assert!(link_in(to("anna@example.net")).starts_with("/join/confirmation/"));
            assert!(!to("mina@example.net").text.contains("/join/confirmation/"));
        }
    })
    .await;
}

/// The same status, headers and length, as far as nobody's secrets differ (R9).
pub(super) fn alike(one: &crate::kit::Answer, two: &crate::kit::Answer) {
    assert_eq!(one.status, two.status);
    assert_eq!(one.bytes.len(), two.bytes.len());
    let headers = |answer: &crate::kit::Answer| -> Vec<(String, usize)> {
        let pairs = answer.headers.iter();
        pairs
            .map(|(name, value)| (name.to_string(), value.len()))
            .collect()
    };
    assert_eq!(headers(one), headers(two));
    assert_eq!(one.header("location"), two.header("location"));
}

#[tokio::test]
async fn machines_and_crowds_do_not_fill_the_house() {
    everywhere(async |site: &TestSite| {
        let before = site.dump();
        let page = site.guest().get("/join").await.ok();
        let machine = [
            ("name", "B"),
            ("handle", "bot"),
            ("email", "b@example.org"),
            ("password", PASSWORD),
            ("answer", "x"),
            ("website", "http://x"),
        ];

        let answered = site.guest().submit(&page.form("/join"), &machine).await;

        assert_eq!(answered.done(), "/join/sent");
        before.is_still(&site.dump());
        // One mailbox gets five letters in half an hour, from wherever they are asked for.
        for number in 0..8 {
            let asked = join(
                site,
                &site.guest(),
                &format!("many{number}"),
                "many@example.org",
            )
            .await;
            assert_eq!(asked.done(), "/join/sent", "{number}");
        }
        let letters = site.letters().await;
        assert_eq!(
            letters
                .iter()
                .filter(|letter| letter.to.as_str() == "many@example.org")
                .count(),
            5
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_of_joining_that_comes_back_at_once_was_not_filled_in_by_hand() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.joining = Joining::Open)
            .await;
        let fields = [
            ("name", "Quick"),
            ("handle", "quick"),
            ("email", "quick@example.org"),
            ("password", PASSWORD),
        ];
        let (browser, before) = (site.guest(), site.dump());
        let page = browser.get("/join").await.ok();
        site.wait(LEAST_TIME - Duration::from_millis(1));

        let hurried = browser.submit(&page.form("/join"), &fields).await;
        let mut made_up = fields.to_vec();
        made_up.push(("mark", "1.x.00"));
        let made_up = browser.post_fields("/join", &made_up).await;
        let direct = browser.post_fields("/join", &fields).await;

        for refused in [&hurried, &made_up, &direct] {
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(refused.faults().len(), 1, "{:?}", refused.faults());
            assert_eq!(refused.form("/join").field("handle"), "quick");
        }
        before.is_still(&site.dump());
        // Whoever sends it once more, all filled in, needs not wait anew.
        site.wait(Duration::from_millis(1));
        let again = hurried.form("/join");
        let sent = browser.submit(&again, &[("password", PASSWORD)]).await;
        assert_eq!(sent.done(), "/join/sent");
        // A form is no key for ever.
        let old = browser.get("/join").await.ok();
        site.wait(Duration::from_hours(24));
        let late = browser.submit(&old.form("/join"), &fields).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
