//! One's own account: profile, address, password, sessions, what one said as a guest.

use std::time::Duration;

use http::StatusCode;

use super::{join, open, sign_in};
use crate::comment::say_as;
use crate::kit::{PASSWORD, TestSite, everywhere};

#[tokio::test]
async fn a_profile_is_changed_by_its_owner_and_seen_by_all() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let settings = member.get("/settings").await.ok();
        let fields = [
            ("name", "Mina the Mender"),
            ("bio", "I mend *everything*. <script>x</script>"),
            (
                "accounts",
                "https://social.example/@mina On the social net\nmina.example",
            ),
        ];

        member
            .submit(&settings.form("/settings/profile"), &fields)
            .await
            .done();

        let page = site.guest().get("/@mina").await.ok();
        assert!(page.says("Mina the Mender") && page.says("I mend everything."));
        assert!(!page.text.contains("<script>x"));
        assert_eq!(
            page.page().link("On the social net").unwrap(),
            "https://social.example/@mina"
        );
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("Mina the Mender")
        );
        let faulty = member
            .submit(
                &settings.form("/settings/profile"),
                &[("name", ""), ("accounts", "javascript:x")],
            )
            .await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_handle_is_found_however_it_is_written_and_has_one_address() {
    everywhere(async |site: &TestSite| {
        for other in ["/@Mina", "/@MINA"] {
            let away = site.guest().get(other).await;
            assert_eq!(away.status, StatusCode::MOVED_PERMANENTLY, "{other}");
            assert_eq!(away.location(), "/@mina", "{other}");
        }
        for nobody in ["/@nobody", "/@nora", "/@", "/@%3Cb%3E"] {
            assert_eq!(
                site.guest().get(nobody).await.status,
                StatusCode::NOT_FOUND,
                "{nobody}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_is_changed_from_the_new_mailbox_and_undone_from_the_old() {
    everywhere(async |site: &TestSite| {
        let (member, elsewhere) = (site.member(), site.guest());
        sign_in(&elsewhere, "mina", PASSWORD).await.done();
        site.letters().await;
        site.wait(Duration::from_mins(1));
        let settings = member.get("/settings").await.ok();
        let asked = member
            .submit(
                &settings.form("/settings/address"),
                &[("email", "new@example.org")],
            )
            .await;
        // The password was given more than a quarter of an hour ago.
        assert!(asked.done().starts_with("/prove"));
        let door = member.follow(&asked).await.ok();
        let wrong = member
            .submit(&door.form("/prove"), &[("password", "wrong")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let before = member.cookie("__Host-s");
        member
            .submit(&door.form("/prove"), &[("password", PASSWORD)])
            .await
            .done();
        assert_ne!(member.cookie("__Host-s"), before);

        member
            .submit(
                &settings.form("/settings/address"),
                &[("email", "new@example.org")],
            )
            .await
            .done();
        let letter = site.letter_to("new@example.org").await;
        sign_in(&site.guest(), "mina@example.net", PASSWORD)
            .await
            .done();
        site.letters().await;
        let button = open(&member, &letter).await.ok();
        member
            .submit(&button.form("/settings/address/confirmation"), &[])
            .await
            .done();

        assert_eq!(elsewhere.get("/settings").await.status, StatusCode::FOUND);
        member.get("/settings").await.ok();
        assert_eq!(
            sign_in(&site.guest(), "mina@example.net", PASSWORD)
                .await
                .status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        sign_in(&site.guest(), "new@example.org", PASSWORD)
            .await
            .done();
        let letters = site.letters().await;
        let undo = letters
            .iter()
            .find(|letter| letter.to.as_str() == "mina@example.net")
            .unwrap();

        site.wait(Duration::from_hours(6 * 24));
        let old = site.guest();
        let button = open(&old, undo).await.ok();
        let undone = old
            .submit(&button.form("/settings/address/undo"), &[])
            .await;
        assert_eq!(undone.status, StatusCode::OK);

        // Whoever changed it had the password: that opens nothing any more, and nobody is inside.
        assert_eq!(member.get("/settings").await.status, StatusCode::FOUND);
        for login in ["mina@example.net", "new@example.org"] {
            assert_eq!(
                sign_in(&site.guest(), login, PASSWORD).await.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{login}"
            );
        }
        let reset = site.letter_to("mina@example.net").await;
        let browser = site.guest();
        let page = open(&browser, &reset).await.ok();
        browser
            .submit(
                &page.form("/sign-in/password"),
                &[("password", "a green lid without a pot")],
            )
            .await
            .done();
        browser.get("/settings").await.ok();
    })
    .await;
}

#[tokio::test]
async fn somebody_elses_address_is_not_told_to_be_somebody_elses() {
    everywhere(async |site: &TestSite| {
        let ask = async |address: &str| {
            let browser = site.guest();
            sign_in(&browser, "mina", PASSWORD).await.done();
            let settings = browser.get("/settings").await.ok();
            browser
                .submit(&settings.form("/settings/address"), &[("email", address)])
                .await
        };

        let known = ask("toms@example.net").await;
        let taken = ask("tom@example.net").await;

        assert_eq!(known.done(), taken.done());
        let letters = site.letters().await;
        let to_tom = letters
            .iter()
            .find(|letter| letter.to.as_str() == "tom@example.net")
            .unwrap();
        assert!(!to_tom.text.contains("/settings/address/confirmation/"));
    })
    .await;
}

#[tokio::test]
async fn a_changed_password_ends_all_other_sessions() {
    everywhere(async |site: &TestSite| {
        let (member, elsewhere) = (site.member(), site.guest());
        sign_in(&elsewhere, "mina", PASSWORD).await.done();
        let settings = member.get("/settings").await.ok();
        let form = settings.form("/settings/password");

        let wrong = member
            .submit(
                &form,
                &[("old", "wrong"), ("new", "a green lid without a pot")],
            )
            .await;
        let weak = member
            .submit(&form, &[("old", PASSWORD), ("new", "short")])
            .await;
        let session = member.cookie("__Host-s").unwrap();
        member
            .submit(
                &form,
                &[("old", PASSWORD), ("new", "a green lid without a pot")],
            )
            .await
            .done();

        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        member.get("/settings").await.ok();
        assert_eq!(elsewhere.get("/settings").await.status, StatusCode::FOUND);
        let thief = site.guest();
        thief.put_cookie("__Host-s", &session);
        assert_eq!(thief.get("/settings").await.status, StatusCode::FOUND);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_end_at_once() {
    everywhere(async |site: &TestSite| {
        let (member, one, two) = (site.member(), site.guest(), site.guest());
        sign_in(&one, "mina", PASSWORD).await.done();
        sign_in(&two, "mina", PASSWORD).await.done();
        for browser in [&one, &two] {
            browser.get("/settings").await.ok();
        }
        let settings = member.get("/settings").await.ok();
        let ends: Vec<_> = settings
            .page()
            .forms()
            .into_iter()
            .filter(|form| form.action.ends_with("/end") && !form.action.contains("others"))
            .collect();
        assert!(
            ends.len() >= 2 && settings.says("198.51.100."),
            "{}",
            settings.page().words()
        );

        let foreign = site.other().submit(&ends[0], &[]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        member.submit(&ends[0], &[]).await.done();
        let inside = async |browser: &crate::kit::Browser| {
            browser.get("/settings").await.status == StatusCode::OK
        };
        assert_eq!(
            usize::from(inside(&one).await) + usize::from(inside(&two).await),
            1
        );
        let settings = member.get("/settings").await.ok();
        member
            .submit(&settings.form("/settings/sessions/others/end"), &[])
            .await
            .done();

        assert!(!inside(&one).await && !inside(&two).await);
        assert!(inside(&member).await);
    })
    .await;
}

#[tokio::test]
async fn what_a_guest_said_is_claimed_by_the_member_who_was_the_guest() {
    everywhere(async |site: &TestSite| {
        // Mina once commented without signing in, from her own address.
        let fields = [
            ("name", "Minchen"),
            ("email", "mina@example.net"),
            ("text", "Before I was a member."),
        ];
        crate::comment::fill(&site.guest(), &site.kettle, &fields)
            .await
            .done();
        let moderator = site.moderator();
        let queue = moderator.get("/moderation").await.ok();
        let mut forms = queue.page().forms().into_iter();
        let approval = forms.rfind(|form| form.action.ends_with("/approval"));
        let approval = approval.unwrap();
        moderator.submit(&approval, &[]).await.done();
        let member = site.member();
        let settings = member.get("/settings").await.ok();
        let claim = settings
            .page()
            .forms()
            .into_iter()
            .find(|form| form.action.contains("/claims/"))
            .unwrap();
        let foreign = site.other().submit(&claim, &[]).await;

        member.submit(&claim, &[]).await.done();

        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(page.says("Before I was a member.") && !page.says("Minchen"));
        // From now on the guest's name alone proves nothing.
        let again = say_as(&site.guest(), &site.kettle, "Minchen", "Me again.").await;
        assert!(again.done().contains("said=waiting"));
    })
    .await;
}

#[tokio::test]
async fn a_name_can_be_anything_and_breaks_nothing() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let settings = member.get("/settings").await.ok();
        for name in [
            "<script>alert(1)</script>",
            "\u{202e}evil",
            "a\u{200b}b",
            "Z̷̧̛a̶l̴g̵o̷",
            "\" onmouseover=\"x",
            "{{ 7*7 }}",
            "Ῥόδος",
            "👩‍👩‍👧",
        ] {
            member
                .submit(&settings.form("/settings/profile"), &[("name", name)])
                .await
                .done();

            for path in [
                "/@mina",
                "/people",
                &site.kettle.path,
                "/comments/feed.atom",
            ] {
                let page = site.guest().get(path).await.ok();
                assert!(
                    !page.text.contains("<script>alert") && !page.text.contains('\u{202e}'),
                    "{name} {path}"
                );
                assert!(
                    page.page().tags().all(|tag| !tag.has("onmouseover")),
                    "{name} {path}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn who_never_confirms_holds_no_handle_for_ever() {
    everywhere(async |site: &TestSite| {
        join(site, &site.guest(), "hanna", "wrong@example.org")
            .await
            .done();
        let taken = join(site, &site.guest(), "hanna", "hanna@example.org").await;
        site.wait(Duration::from_hours(15 * 24));
        site.tidy().await;

        let free = join(site, &site.guest(), "hanna", "hanna@example.org").await;

        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        free.done();
    })
    .await;
}
