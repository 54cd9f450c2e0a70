//! What somebody sets for themselves.

use std::time::Duration;

use http::StatusCode;

use super::super::kit::{Browser, PASSWORD, TestSite, everywhere};
use super::{link_to, open, sign_in};

async fn prove(browser: &Browser) {
    let fields = [("password", PASSWORD)];
    browser.post_fields("/prove", &fields).await.done();
}

#[tokio::test]
async fn what_somebody_says_of_themselves_is_on_their_page_at_once() {
    everywhere(async |site: &TestSite| {
        let (mina, guest) = (site.member(), site.guest());
        guest.get("/@mina").await.ok();
        let form = mina.get("/settings").await.ok().form("/settings/profile");
        let filled = [
            ("name", "Mina of the Kettles"),
            ("bio", "I *mend*. <script>alert(1)</script>"),
            (
                "accounts",
                "social.example/@mina\nhttps://code.example/mina My code",
            ),
        ];

        let done = mina.submit(&form, &filled).await;

        assert_eq!(done.done(), "/settings?saved=profile");
        let page = guest.get("/@mina").await.ok();
        assert!(page.says("Mina of the Kettles"));
        assert!(page.text.contains("<em>mend</em>"));
        assert!(!page.text.contains("<script>alert"));
        let accounts: Vec<_> = page
            .page()
            .tags()
            .filter(|tag| tag.get("rel").split(' ').any(|rel| rel == "me"))
            .map(|tag| tag.get("href").to_owned())
            .collect();
        assert_eq!(
            accounts,
            ["https://social.example/@mina", "https://code.example/mina"]
        );
        let form = mina.get("/settings").await.ok().form("/settings/profile");
        assert_eq!(
            form.field("accounts"),
            "https://social.example/@mina\nhttps://code.example/mina My code\n"
        );
    })
    .await;
}

#[tokio::test]
async fn a_faulty_profile_comes_back_as_it_was_typed() {
    everywhere(async |site: &TestSite| {
        let mina = site.member();
        let form = mina.get("/settings").await.ok().form("/settings/profile");

        let filled = [
            ("name", ""),
            ("bio", "New."),
            ("accounts", "javascript:alert(1)"),
        ];
        let again = mina.submit(&form, &filled).await;

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = again.form("/settings/profile");
        assert_eq!(form.field("bio"), "New.");
        assert_eq!(form.field("accounts"), "javascript:alert(1)");
        assert_eq!(
            again.faults().len(),
            3,
            "two fields and the sum: {:?}",
            again.faults()
        );
        assert!(!site.guest().get("/@mina").await.ok().says("New."));
    })
    .await;
}

#[tokio::test]
async fn another_address_counts_once_its_mailbox_answers() {
    everywhere(async |site: &TestSite| {
        let (mina, elsewhere) = (site.member(), site.guest());
        sign_in(&elsewhere, "mina", PASSWORD).await.done();
        site.letters().await;
        let fields = [("email", "new@example.org")];
        let early = mina.post_fields("/settings/address", &fields).await;
        assert!(early.done().starts_with("/prove"), "the password first");
        prove(&mina).await;
        let form = mina.get("/settings").await.ok().form("/settings/address");

        let wrong = mina.submit(&form, &[("email", "new@")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        mina.submit(&form, &fields).await.done();
        assert!(mina.get("/settings").await.ok().says("mina@example.net"));
        let link = link_to(site, "new@example.org").await;
        let page = open(&mina, &link).await.ok();
        let done = mina
            .submit(&page.form("/settings/address/confirmation"), &[])
            .await;

        assert_eq!(done.done(), "/settings?saved=new-address");
        assert!(mina.follow(&done).await.ok().says("new@example.org"));
        assert!(
            elsewhere
                .get("/settings")
                .await
                .location()
                .starts_with("/sign-in")
        );
        let letter = site.letter_to("mina@example.net").await;
        assert!(letter.text.contains("/settings/address/undo/"));
        assert_eq!(
            sign_in(&site.guest(), "new@example.org", PASSWORD)
                .await
                .outcome(),
            303
        );
    })
    .await;
}

#[tokio::test]
async fn the_owner_of_the_old_address_takes_the_account_back() {
    everywhere(async |site: &TestSite| {
        let thief = site.member();
        prove(&thief).await;
        let fields = [("email", "thief@example.org")];
        thief.post_fields("/settings/address", &fields).await.done();
        open(&thief, &link_to(site, "thief@example.org").await)
            .await
            .ok();
        thief
            .post("/settings/address/confirmation", "")
            .await
            .done();
        let undo = link_to(site, "mina@example.net").await;
        let mina = site.guest();

        let page = open(&mina, &undo).await.ok();
        let done = mina
            .submit(&page.form("/settings/address/undo"), &[])
            .await
            .ok();

        assert!(done.says("Your account is yours again"));
        assert!(
            thief
                .get("/settings")
                .await
                .location()
                .starts_with("/sign-in")
        );
        assert_eq!(sign_in(&thief, "mina", PASSWORD).await.outcome(), 422);
        let reset = link_to(site, "mina@example.net").await;
        let page = open(&mina, &reset).await.ok();
        let fresh = [("password", "seven green spools")];
        mina.submit(&page.form("/sign-in/password"), &fresh)
            .await
            .done();
        assert!(mina.get("/settings").await.ok().says("mina@example.net"));
    })
    .await;
}

#[tokio::test]
async fn another_password_signs_out_everywhere_else() {
    everywhere(async |site: &TestSite| {
        let (mina, elsewhere) = (site.member(), site.guest());
        sign_in(&elsewhere, "mina", PASSWORD).await.done();
        let form = mina.get("/settings").await.ok().form("/settings/password");
        let old = mina.cookie("__Host-s").unwrap();

        let wrong = mina
            .submit(
                &form,
                &[("old", "not this one"), ("new", "seven green spools")],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says("This is not your password."));
        assert!(!wrong.text.contains("seven green spools"));
        let done = mina
            .submit(&form, &[("old", PASSWORD), ("new", "seven green spools")])
            .await;

        assert_eq!(done.done(), "/settings?saved=password");
        assert_ne!(mina.cookie("__Host-s").unwrap(), old);
        mina.follow(&done).await.ok();
        assert!(
            elsewhere
                .get("/settings")
                .await
                .location()
                .starts_with("/sign-in")
        );
    })
    .await;
}

#[tokio::test]
async fn a_browser_left_open_somewhere_is_signed_out_from_here() {
    everywhere(async |site: &TestSite| {
        let (mina, elsewhere, third) = (site.member(), site.guest(), site.guest());
        let phone = elsewhere.with("user-agent", "Mozilla/5.0 (iPhone) Safari/605");
        sign_in(&phone, "mina", PASSWORD).await.done();
        sign_in(&third, "mina", PASSWORD).await.done();
        site.wait(Duration::from_mins(1));
        let page = mina.get("/settings").await.ok();
        assert!(page.says("Safari, iPhone"));
        let ends: Vec<_> = page
            .page()
            .forms()
            .into_iter()
            .filter(|form| form.action.ends_with("/end"))
            .collect();
        assert!(
            ends.iter()
                .any(|form| form.action == "/settings/sessions/others/end")
        );
        let stranger = site.other().submit(&ends[0], &[]).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);

        mina.submit(&ends[0], &[]).await.done();
        let left = [&elsewhere, &third];
        let mut out = 0;
        for browser in left {
            let answer = browser.get("/settings").await;
            out += i32::from(answer.status.is_redirection());
        }
        assert_eq!(out, 1);
        mina.post("/settings/sessions/others/end", "").await.done();

        for browser in left {
            assert!(
                browser
                    .get("/settings")
                    .await
                    .location()
                    .starts_with("/sign-in")
            );
        }
        mina.get("/settings").await.ok();
    })
    .await;
}

#[tokio::test]
async fn what_a_member_said_as_a_guest_becomes_theirs() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        let page = guest.get(&site.kettle.path).await.ok();
        let form = page.form(&site.kettle.comments());
        let filled = [
            ("name", "M."),
            ("email", "mina@example.net"),
            ("text", "I was here before I was a member."),
        ];
        site.wait(Duration::from_mins(1));
        guest.submit(&form, &filled).await.done();
        let caller = site.moderator.caller();
        let unread = app::comment::waiting(site.app(), caller).await.unwrap();
        let mine = unread
            .iter()
            .find(|one| one.comment.author.name() == "M.")
            .unwrap();
        app::comment::decide(site.app(), caller, mine.comment.id, true)
            .await
            .unwrap();
        let other = site.other().get("/settings").await.ok();
        assert!(!other.says("Were these you?"));
        let mina = site.member();
        let settings = mina.get("/settings").await.ok();
        assert!(settings.says("Were these you?"));
        let claim = settings
            .page()
            .forms()
            .into_iter()
            .find(|form| form.action.starts_with("/settings/claims/"))
            .unwrap();
        let thief = site.other().submit(&claim, &[]).await;
        assert_eq!(thief.status, StatusCode::NOT_FOUND);

        mina.submit(&claim, &[]).await.done();

        assert!(!mina.get("/settings").await.ok().says("Were these you?"));
        let page = site.guest().get("/@mina").await.ok();
        assert!(page.says("I was here before I was a member."));
    })
    .await;
}
