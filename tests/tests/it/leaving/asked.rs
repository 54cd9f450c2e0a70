//! Asking to leave: what is asked for first, the day in between, and who cannot.

use std::time::Duration;

use http::StatusCode;

use super::{leave, prove};
use crate::kit::{PASSWORD, TestSite, everywhere};

#[tokio::test]
async fn leaving_takes_a_choice_the_handle_and_the_password() {
    everywhere(async |site: &TestSite| {
        let tom = site.other();
        let page = tom.get("/settings/leaving").await.ok();
        assert!(page.says("My words stay") && page.says("Type @tom."));
        for (way, handle, password) in [
            ("", "tom", PASSWORD),
            ("words-stay", "mina", PASSWORD),
            ("words-stay", "", PASSWORD),
            ("words-stay", "tom", "wrong"),
        ] {
            let fields = [("way", way), ("handle", handle), ("password", password)];
            let again = tom.submit(&page.form("/settings/leaving"), &fields).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(again.text.contains("role=\"alert\""));
        }
        assert_eq!(site.dump().rows("leaving", ""), 0);

        let asked = leave(&tom, "@Tom", "words-stay").await;

        assert!(tom.follow(&asked).await.ok().says("your account is erased"));
        assert!(
            tom.get("/settings")
                .await
                .ok()
                .says("your account is erased")
        );
        let letter = site.letter_to("tom@example.net").await;
        assert!(
            letter
                .text
                .contains("https://hall.example/settings/leaving")
        );
        let twice = tom.post("/settings/leaving", "way=words-stay&handle=tom&password=x");
        assert_eq!(twice.await.status, StatusCode::FORBIDDEN);
        app::leaving::stay(site.app(), site.other.caller(), site.other.id)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn within_a_day_it_is_taken_back_and_nothing_has_happened() {
    everywhere(async |site: &TestSite| {
        let tom = site.other();
        leave(&tom, "tom", "words-too").await.done();
        site.letter_to("tom@example.net").await;
        site.wait(domain::leaving::WAIT - Duration::from_secs(1));
        assert_eq!(site.run_jobs().await, 0);

        let settings = tom.get("/settings").await.ok();
        let back = tom
            .submit(&settings.form("/settings/leaving/return"), &[])
            .await;

        assert!(tom.follow(&back).await.ok().says("You stay."));
        assert!(
            site.letter_to("tom@example.net")
                .await
                .subject
                .contains("You stay")
        );
        site.wait(Duration::from_hours(48));
        site.run_jobs().await;
        assert!(site.guest().get("/@tom").await.ok().says("Tom <b>Bold</b>"));
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("since May")
        );
        let dump = site.dump();
        assert_eq!(dump.rows("activity", "\"leaving-asked\""), 1);
        assert_eq!(dump.rows("activity", "\"stayed\""), 1);
        // Taken back and asked for anew, it is a day from then on.
        leave(&tom, "tom", "words-stay").await.done();
        site.wait(domain::leaving::WAIT - Duration::from_secs(1));
        site.run_jobs().await;
        tom.get("/settings").await.ok();
        app::leaving::stay(site.app(), site.other.caller(), site.other.id)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_last_owner_stays_until_there_is_another() {
    everywhere(async |site: &TestSite| {
        let owner = site.owner();
        let page = owner.get("/settings/leaving").await.ok();
        assert!(page.says("Make another one first."));
        let sent = "way=words-stay&handle=imke&password=x";
        let refused = owner.post("/settings/leaving", sent).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);

        prove(&owner).await;
        let promote = format!("/admin/people/{}/role", site.admin.id);
        owner.post(&promote, "role=owner").await.done();
        leave(&owner, "imke", "words-stay").await.done();
        // The other one is no owner any more when the day is over.
        prove(&owner).await;
        owner.post(&promote, "role=admin").await.done();
        site.run_jobs().await;
        site.wait(domain::leaving::WAIT);
        site.run_jobs().await;

        let dump = site.dump();
        assert_eq!(
            (dump.rows("leaving", ""), dump.rows("activity", "\"left\"")),
            (0, 0)
        );
        assert!(site.guest().get("/@imke").await.ok().says("Imke Vos"));
    })
    .await;
}

#[tokio::test]
async fn an_admin_does_it_for_somebody_who_asks_by_mail() {
    everywhere(async |site: &TestSite| {
        let admin = site.admin();
        let path = format!("/admin/people/{}/leaving", site.other.id);
        let list = admin.get("/admin/people?find=tom").await.ok();
        assert!(list.text.contains(&path));
        let early = admin.post(&path, "handle=tom").await;
        assert_eq!(early.status, StatusCode::FORBIDDEN);
        prove(&admin).await;
        let page = admin.get(&path).await.ok();
        let wrong = admin.submit(&page.form(&path), &[("handle", "mina")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        admin
            .submit(&page.form(&path), &[("handle", "tom")])
            .await
            .done();

        let letter = site.letter_to("tom@example.net").await;
        assert!(letter.subject.contains("about to leave"));
        let dump = site.dump();
        let noted = dump.anywhere("\"leaving-asked\"");
        assert!(noted.len() == 1 && noted[0].contains(&site.admin.id.raw().to_string()));
        assert!(noted[0].contains(&site.other.id.raw().to_string()));
        // Nobody does it to those above them, nor takes their words.
        let above = format!("/admin/people/{}/leaving", site.owner.id);
        let refused = admin.post(&above, "handle=imke").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);

        site.wait(domain::leaving::WAIT);
        site.run_jobs().await;
        let thread = site.guest().get(&site.kettle.path).await.ok();
        assert!(thread.says("since May") && thread.says("Former member"));
        assert!(!thread.says("Tom <b>Bold</b>"));
    })
    .await;
}
