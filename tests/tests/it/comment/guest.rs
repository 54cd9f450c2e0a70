//! Guests say something: held at first, trusted afterwards, and not if they are machines.

use std::time::Duration;

use http::StatusCode;

use super::{fill, say_as};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn a_guest_waits_is_let_through_and_is_trusted_from_then_on() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();

        let said = say_as(&guest, &site.kettle, "Gerda", "Is it the *seal*?").await;

        let received = guest.follow(&said).await.ok();
        assert_eq!(
            said.done(),
            format!("{}?said=waiting#say", site.kettle.path)
        );
        let told = received.page().texts_with("role", "status");
        assert_eq!(told.iter().filter(|words| !words.is_empty()).count(), 1);
        for reader in [&guest, &site.guest(), &site.member()] {
            let page = reader.get(&site.kettle.path).await.ok();
            assert!(!page.says("Is it the seal?"));
            assert!(page.says("5 comments"));
        }

        // Staff hear of it a little later, once.
        assert_eq!(site.letters().await.len(), 0);
        site.wait(Duration::from_mins(11));
        let mut told: Vec<String> = site
            .letters()
            .await
            .iter()
            .map(|letter| letter.to.to_string())
            .collect();
        told.sort();
        assert_eq!(
            told,
            ["ada@example.net", "imke@example.net", "maud@example.net"]
        );

        let moderator = site.moderator();
        let queue = moderator.get("/moderation").await.ok();
        assert!(queue.says("Is it the seal?"));
        let mut forms = queue.page().forms().into_iter();
        let approval = forms.rfind(|form| form.action.ends_with("/approval"));
        let approval = approval.unwrap();
        moderator.submit(&approval, &[]).await.done();
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("Is it the seal?")
        );

        // Later, from elsewhere: seen at once.
        site.wait(Duration::from_hours(24));
        let page = site.guest().get(&site.kettle.path).await.ok();
        let form = page.form(&site.kettle.comments());
        let fields = [
            ("name", "Gerda"),
            ("email", "gerda@example.com"),
            ("text", "It was."),
        ];
        let said = site.guest().submit(&form, &fields).await;
        assert!(said.done().contains("#comment-"), "{}", said.done());
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("It was.")
        );
        // But not under the same address with another name, or the same name with another address.
        for (name, email) in [
            ("Imke Vos", "gerda@example.com"),
            ("Gerda", "other@example.com"),
        ] {
            let fields = [("name", name), ("email", email), ("text", "It was not.")];
            let said = site.guest().submit(&form, &fields).await;
            assert!(said.done().contains("said=waiting"), "{name} {email}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_guest_who_is_turned_away_is_never_seen() {
    everywhere(async |site: &TestSite| {
        let moderator = site.moderator();
        let queue = moderator.get("/moderation").await.ok();

        let rejection = format!("/comments/{}/rejection", site.waiting);
        moderator.submit(&queue.form(&rejection), &[]).await.done();

        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(!page.says("zibeline"));
        let shown = site
            .guest()
            .get(&format!("/comments/{}", site.waiting))
            .await;
        assert_eq!(shown.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_guest_has_to_say_who_is_speaking() {
    everywhere(async |site: &TestSite| {
        let fields = [
            ("name", ""),
            ("email", "not an address"),
            ("url", "javascript:x"),
            ("text", "Hello"),
        ];

        let again = fill(&site.guest(), &site.kettle, &fields).await;

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.faults().len(), 3, "{:?}", again.faults());
        let form = again.form(&site.kettle.comments());
        assert_eq!(form.field("text"), "Hello");
        assert_eq!(form.field("email"), "not an address");
    })
    .await;
}

#[tokio::test]
async fn a_machine_that_fills_in_every_field_is_thanked_and_forgotten() {
    everywhere(async |site: &TestSite| {
        let fields = |website| {
            [
                ("name", "Gerda"),
                ("email", "gerda@example.com"),
                ("website", website),
                ("text", "Buy this."),
            ]
        };
        let before = site.dump();
        let machine = fill(&site.guest(), &site.kettle, &fields("https://spam.example")).await;
        let after = site.dump();

        let person = fill(&site.guest(), &site.kettle, &fields("")).await;

        before.is_still(&after);
        assert_eq!(machine.done(), person.done());
        assert_eq!(machine.bytes, person.bytes);
        assert_ne!(site.dump(), after);
    })
    .await;
}

#[tokio::test]
async fn a_trusted_guest_in_too_great_a_hurry_is_read_first() {
    everywhere(async |site: &TestSite| {
        let fields = [
            ("name", "Gast"),
            ("email", "gast@example.com"),
            ("text", "Quick as a machine."),
        ];

        let hurried = fill(&site.guest(), &site.kettle, &fields).await;

        assert!(hurried.done().contains("said=waiting"));
        assert!(
            !site
                .guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("Quick as a machine.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_guest_with_too_many_links_is_told_how_many_may_be() {
    everywhere(async |site: &TestSite| {
        let two = "See https://a.example and [this](https://b.example).";
        let three = format!("{two} Or <https://c.example/>.");

        let refused = say_as(&site.guest(), &site.kettle, "Linker", &three).await;
        let held = say_as(&site.guest(), &site.kettle, "Linker", two).await;

        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.faults()[0].contains('2'), "{:?}", refused.faults());
        assert_eq!(refused.form(&site.kettle.comments()).field("text"), three);
        assert!(held.done().contains("said=waiting"));
    })
    .await;
}

#[tokio::test]
async fn the_same_words_of_a_guest_twice_are_one_comment() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();

        let one = say_as(&guest, &site.kettle, "Gerda", "Sent twice by a bad line.").await;
        site.wait(Duration::from_secs(20));
        let two = say_as(&guest, &site.kettle, "Gerda", "Sent twice by a bad line.").await;

        assert_eq!(one.done(), two.done());
        assert_eq!(site.dump().rows("comment", "by a bad line"), 1);
    })
    .await;
}

#[tokio::test]
async fn guests_can_be_asked_to_sign_in() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.guests = false).await;

        let page = site.guest().get(&site.kettle.path).await.ok();
        let posted = site
            .guest()
            .post(&site.kettle.comments(), "text=x&name=G&email=g@example.com")
            .await;

        assert!(
            page.page()
                .forms()
                .iter()
                .all(|form| form.action != site.kettle.comments())
        );
        assert!(
            page.page()
                .links()
                .iter()
                .any(|link| link.starts_with("/sign-in?return_to="))
        );
        assert_eq!(posted.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn the_address_of_a_guest_is_on_no_page() {
    everywhere(async |site: &TestSite| {
        let address = format!("/comments/{}", site.from_guest);
        for (who, browser) in site.personas() {
            for path in [
                "/",
                "/comments/feed.atom",
                "/comments/feed.json",
                &site.kettle.path,
                &address,
            ] {
                let answer = browser.get(path).await;

                assert!(!answer.text.contains("gast@example.com"), "{who} {path}");
            }
        }
    })
    .await;
}
