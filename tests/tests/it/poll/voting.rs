//! Voting, changing one's vote, and what others learn of it.

use http::StatusCode;

use super::{ask, ballots, told, vote};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn a_member_votes_once_and_can_change_it() {
    everywhere(async |site: &TestSite| {
        ask(site, &site.member(), &[]).await.done();
        let other = site.other();
        let action = super::address(site, "vote");
        let form = other.get(&site.idea.path).await.ok().form(&action);

        other.submit(&form, &[("choice", "2")]).await.done();
        other.submit(&form, &[("choice", "2")]).await.done();
        vote(site, &site.member(), &[("choice", "1")]).await.done();

        let said = told(site, &site.guest()).await;
        assert!(said.contains("2 members have voted."), "{said}");
        assert!(said.contains("Brass 1 vote, 50 %"), "{said}");
        let form = other.get(&site.idea.path).await.ok().form(&action);
        assert_eq!(form.field("choice"), "2");
        other.submit(&form, &[("choice", "1")]).await.done();
        let said = told(site, &site.guest()).await;
        assert!(said.contains("Brass 2 votes, 100 %"), "{said}");
        other.submit(&form, &[("do", "back")]).await.done();
        other.submit(&form, &[("do", "back")]).await.done();
        let said = told(site, &site.guest()).await;
        assert!(said.contains("1 member has voted."), "{said}");
        assert_eq!(ballots(site, ""), 1);
        assert_eq!(
            vote(site, &site.guest(), &[("choice", "1")])
                .await
                .outcome(),
            401
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_chosen_comes_back_and_counts_for_nothing() {
    everywhere(async |site: &TestSite| {
        ask(site, &site.member(), &[]).await.done();
        let before = site.dump();
        for fields in [
            vec![],
            vec![("choice", "")],
            vec![("choice", "0")],
            vec![("choice", "4")],
            vec![("choice", "-1")],
            vec![("choice", "1 2")],
            vec![("choice", "99999999999999999999999")],
            vec![("choice-1", "yes")],
            vec![("rank-1", "1")],
        ] {
            let again = vote(site, &site.other(), &fields).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert_eq!(again.faults().len(), 1, "{fields:?}");
        }
        before.is_still(&site.dump());
        let twice = site
            .other()
            .post(&super::address(site, "vote"), "choice=1&choice=2")
            .await;
        assert_eq!(twice.outcome(), 400);
    })
    .await;
}

#[tokio::test]
async fn several_are_chosen_up_to_so_many() {
    everywhere(async |site: &TestSite| {
        let many = [("way", "many"), ("most", "2")];
        ask(site, &site.member(), &many).await.done();
        let all = [
            ("choice-1", "yes"),
            ("choice-2", "yes"),
            ("choice-3", "yes"),
        ];
        let again = vote(site, &site.other(), &all).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.says("Choose 2 at most."));

        vote(
            site,
            &site.other(),
            &[("choice-3", "yes"), ("choice-1", "yes")],
        )
        .await
        .done();
        vote(site, &site.steward(), &[("choice-3", "yes")])
            .await
            .done();

        let said = told(site, &site.guest()).await;
        assert!(said.contains("Glass 2 votes, 100 %"), "{said}");
        assert!(said.contains("Brass 1 vote, 50 %"), "{said}");
        let form = site.other().get(&site.idea.path).await.ok();
        let form = form.form(&super::address(site, "vote"));
        assert_eq!(
            (form.field("choice-1"), form.field("choice-3")),
            ("yes", "yes")
        );
        assert!(form.fields.iter().all(|(name, _)| name != "choice-2"));
    })
    .await;
}

#[tokio::test]
async fn orders_have_each_number_once() {
    everywhere(async |site: &TestSite| {
        ask(site, &site.member(), &[("way", "ranked")]).await.done();
        for fields in [
            vec![("rank-1", "1"), ("rank-2", "1")],
            vec![("rank-1", "first")],
            vec![("rank-1", "0")],
            vec![("rank-1", "4")],
            vec![("rank-9", "1")],
            vec![("rank-1", ""), ("rank-2", " ")],
        ] {
            let again = vote(site, &site.other(), &fields).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        }
        vote(
            site,
            &site.other(),
            &[("rank-1", "3"), ("rank-2", ""), ("rank-3", "1")],
        )
        .await
        .done();
        assert_eq!(ballots(site, "3 1"), 1);
        let form = site.other().get(&site.idea.path).await.ok();
        let form = form.form(&super::address(site, "vote"));
        assert_eq!((form.field("rank-3"), form.field("rank-1")), ("1", "2"));
    })
    .await;
}

#[tokio::test]
async fn figures_are_shown_when_the_poll_says_and_no_earlier_to_its_maker() {
    everywhere(async |site: &TestSite| {
        ask(site, &site.member(), &[("shown", "voted")])
            .await
            .done();
        vote(site, &site.other(), &[("choice", "2")]).await.done();

        for browser in [site.guest(), site.member(), site.owner()] {
            let said = told(site, &browser).await;
            assert!(!said.contains('%'), "{said}");
            assert!(said.contains("shown to whoever has voted"), "{said}");
        }
        assert!(
            told(site, &site.other())
                .await
                .contains("Tin 1 vote, 100 %")
        );
        for ending in ["atom", "rss", "json"] {
            let feed = format!("/conversations/feed.{ending}");
            let feed = site.other().get(&feed).await.ok();
            assert!(feed.text.contains("Which lamp?"), "{ending}");
            assert!(!feed.text.contains("1 vote"), "{ending}");
        }

        site.moderator()
            .post(&super::address(site, "poll/removal"), "")
            .await
            .done();
        ask(site, &site.member(), &[("shown", "closed")])
            .await
            .done();
        vote(site, &site.other(), &[("choice", "2")]).await.done();
        let said = told(site, &site.other()).await;
        assert!(
            !said.contains('%') && said.contains("once it is closed"),
            "{said}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_poll_with_names_says_so_before_and_shows_them() {
    everywhere(async |site: &TestSite| {
        ask(site, &site.member(), &[("named", "yes")]).await.done();
        let before = told(site, &site.other()).await;
        assert!(
            before.contains("Everybody sees who chose what."),
            "{before}"
        );

        vote(site, &site.other(), &[("choice", "2")]).await.done();
        vote(site, &site.steward(), &[("choice", "2")]).await.done();

        let said = told(site, &site.guest()).await;
        assert!(said.contains("Sten Holm, Tom <b>Bold</b>"), "{said}");
        assert_eq!(site.dump().rows("activity", "\"voted\""), 2);
        vote(site, &site.other(), &[("do", "back")]).await.done();
        assert!(!told(site, &site.guest()).await.contains("Tom"));
    })
    .await;
}

#[tokio::test]
async fn a_poll_without_names_keeps_nothing_that_names_who_chose_what() {
    everywhere(async |site: &TestSite| {
        ask(site, &site.member(), &[]).await.done();
        let before = site.dump();

        vote(site, &site.other(), &[("choice", "2")]).await.done();
        vote(site, &site.steward(), &[("choice", "3")]).await.done();

        let dump = site.dump();
        assert_eq!(ballots(site, ""), 2);
        for person in [site.other.id, site.steward.id] {
            assert_eq!(ballots(site, &person.raw().to_string()), 0);
        }
        // Nothing else says that they voted, nor when.
        assert_eq!(before.rows("activity", ""), dump.rows("activity", ""));
        assert_eq!(before.rows("form_key", ""), dump.rows("form_key", ""));
        for browser in [site.guest(), site.member(), site.owner()] {
            let said = told(site, &browser).await;
            assert!(said.contains("Nobody sees who chose what.") || browser_is_guest(&said));
            for name in ["Sten", "Tom"] {
                assert!(!said.contains(name), "{said}");
            }
        }
    })
    .await;
}

/// A guest is told the figures at once, and asked to sign in.
fn browser_is_guest(said: &str) -> bool {
    said.contains("Sign in to vote")
}

#[tokio::test]
async fn a_poll_is_as_hidden_as_what_it_stands_under() {
    everywhere(async |site: &TestSite| {
        let under = &site.members_talk;
        let action = format!("/conversations/{}/poll", under.id);
        let steward = site.steward();
        let form = steward.get(&action).await.ok().form(&action);
        steward.submit(&form, &super::LAMPS).await.done();

        let vote = format!("/conversations/{}/vote", under.id);
        let sent = site.guest().post_fields(&vote, &[("choice", "1")]).await;
        assert_eq!(sent.outcome(), 401);
        site.other()
            .post_fields(&vote, &[("choice", "1")])
            .await
            .done();
        let feed = site.guest().get("/conversations/feed.atom").await.ok();
        assert!(!feed.text.contains("Which lamp?"));
        // Taken away, nobody votes in it any more.
        let away = format!("/conversations/{}/withdrawal", under.id);
        site.moderator().post(&away, "").await.done();
        let sent = site.other().post_fields(&vote, &[("choice", "2")]).await;
        assert_eq!(sent.outcome(), 404);
        let sent = steward.post_fields(&vote, &[("choice", "2")]).await;
        assert_eq!(sent.outcome(), 403);
    })
    .await;
}
