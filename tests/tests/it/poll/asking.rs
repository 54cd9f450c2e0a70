//! Attaching a poll, and taking it away.

use http::StatusCode;

use super::{LAMPS, address, ask, told, vote};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn whoever_opened_a_conversation_adds_one_poll_to_it() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let page = member.get(&site.idea.path).await.ok();
        assert_eq!(page.page().link("Add a poll"), Some(address(site, "poll")));
        let fields = [
            ("question", "Which <i>lamp</i>? "),
            ("options", "Brass & wire\n<b>Tin</b>\n\nGlass\n"),
        ];

        let asked = ask(site, &member, &fields).await;

        assert_eq!(asked.done(), format!("{}#poll", site.idea.path));
        let page = site.guest().get(&site.idea.path).await.ok();
        for words in [
            "Which <i>lamp</i>?",
            "Brass & wire",
            "<b>Tin</b>",
            "Nobody has voted yet.",
            "Open until 23 March 2026",
            "Sign in to vote",
        ] {
            assert!(page.says(words), "{words}");
        }
        assert!(!page.text.contains("<b>Tin"));
        assert_eq!(site.dump().rows("activity", "\"poll-attached\""), 1);
        // There is one at most.
        let again = member.post_fields(&address(site, "poll"), &LAMPS).await;
        assert_eq!(again.outcome(), 403);
        assert_eq!(member.get(&address(site, "poll")).await.outcome(), 403);
        assert!(
            member
                .get(&site.idea.path)
                .await
                .ok()
                .page()
                .link("Add a poll")
                .is_none()
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_else_adds_one() {
    everywhere(async |site: &TestSite| {
        let before = site.dump();
        for (who, browser, outcome) in [
            ("guest", site.guest(), 401),
            ("other", site.other(), 403),
            ("steward", site.steward(), 403),
            ("owner", site.owner(), 403),
        ] {
            let sent = browser.post_fields(&address(site, "poll"), &LAMPS).await;
            assert_eq!(sent.outcome(), outcome, "{who}");
        }
        before.is_still(&site.dump());
        // What one may not know of is not there.
        let hidden = format!("/conversations/{}/poll", site.draft.id);
        assert_eq!(site.other().get(&hidden).await.outcome(), 404);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_comes_back_with_what_was_typed() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let many: Vec<String> = (0..21).map(|number| format!("Lamp {number}")).collect();
        let many = many.join("\n");
        for (field, value) in [
            ("question", " \u{200b}"),
            ("options", "Only one"),
            ("options", "Same\n same\u{200b}\nSame"),
            ("options", many.as_str()),
            ("way", "by lot"),
            ("shown", "never"),
            ("closes", "soon"),
            ("closes", "2026-03-20T09:00"),
            ("closes", "2028-03-20T09:00"),
        ] {
            let again = ask(site, &member, &[(field, value)]).await;
            assert_eq!(
                again.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{field} {value}"
            );
            assert_eq!(again.faults().len(), 2, "{field} {value}");
            let form = again.form(&address(site, "poll"));
            if field != "question" {
                assert_eq!(form.field("question"), "Which lamp?");
            }
        }
        let many = [("way", "many"), ("most", "9")];
        let again = ask(site, &member, &many).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(site.dump().rows("poll", ""), 0);
    })
    .await;
}

#[tokio::test]
async fn the_author_of_an_article_adds_one_while_writing() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let write = format!("/write/{}", site.kettle.id);
        let action = format!("/conversations/{}/poll", site.kettle.id);
        let page = steward.get(&write).await.ok();
        assert_eq!(page.page().link("Add a poll"), Some(action.clone()));
        let form = steward.get(&action).await.ok().form(&action);
        steward.submit(&form, &LAMPS).await.done();

        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(page.says("Which lamp?"));
        let text = page.page().words();
        let place = |words: &str| text.find(words).unwrap();
        assert!(place("Descale") < place("Which lamp?"));
        assert!(place("Which lamp?") < place("leaks at the base"));
        let vote = format!("/conversations/{}/vote", site.kettle.id);
        let sent = site.member().post_fields(&vote, &[("choice", "2")]).await;
        assert_eq!(sent.done(), format!("{}#poll", site.kettle.path));
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("1 member has voted.")
        );
        assert!(
            steward
                .get(&write)
                .await
                .ok()
                .page()
                .link("Add a poll")
                .is_none()
        );
    })
    .await;
}

#[tokio::test]
async fn a_conversation_can_be_opened_to_add_a_poll_at_once() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let page = member.get("/conversations/new").await.ok();
        let form = page.form("/conversations/new");

        let fields = [("kind", "discussion"), ("title", "Lamps"), ("do", "poll")];
        let opened = member.submit(&form, &fields).await;

        let to = opened.done().to_owned();
        assert!(to.ends_with("/poll"), "{to}");
        assert!(member.get(&to).await.ok().says("Lamps"));
    })
    .await;
}

#[tokio::test]
async fn it_is_taken_away_by_its_maker_while_nobody_has_voted_and_by_moderators() {
    everywhere(async |site: &TestSite| {
        let (member, away) = (site.member(), address(site, "poll/removal"));
        ask(site, &member, &[]).await.done();
        for (browser, outcome) in [
            (site.guest(), 401),
            (site.other(), 403),
            (site.steward(), 403),
        ] {
            assert_eq!(browser.post(&away, "").await.outcome(), outcome);
        }
        member.post(&away, "").await.done();
        assert_eq!(member.post(&away, "").await.outcome(), 404);
        assert_eq!(told(site, &site.guest()).await, "");

        ask(site, &member, &[]).await.done();
        vote(site, &site.other(), &[("choice", "1")]).await.done();
        assert_eq!(member.post(&away, "").await.outcome(), 403);
        site.moderator().post(&away, "").await.done();
        let dump = site.dump();
        assert_eq!(
            dump.rows("poll", "") + dump.rows("ballot", "") + dump.rows("poll_option", ""),
            0
        );
        // The clock finds nothing to close.
        site.wait(std::time::Duration::from_hours(80));
        site.run_jobs().await;
        assert_eq!(site.dump().rows("activity", "\"poll-closed\""), 0);
    })
    .await;
}
