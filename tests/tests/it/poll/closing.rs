//! Closing polls, by hand and by the clock, and what came out.

use std::time::Duration;

use super::{address, ask, ballots, told, vote};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn the_clock_closes_it_at_its_time_and_the_outcome_stands_there() {
    everywhere(async |site: &TestSite| {
        let closing = [("closes", "2026-03-22T18:00"), ("shown", "closed")];
        ask(site, &site.member(), &closing).await.done();
        for (browser, choice) in [
            (site.other(), "2"),
            (site.steward(), "2"),
            (site.admin(), "1"),
        ] {
            vote(site, &browser, &[("choice", choice)]).await.done();
        }
        assert_eq!(site.run_jobs().await, 0);
        site.wait(Duration::from_hours(48));
        assert_eq!(site.run_jobs().await, 0);
        vote(site, &site.admin(), &[("choice", "3")]).await.done();
        site.wait(Duration::from_hours(6));

        // Even before the clock's work is done.
        assert_eq!(
            vote(site, &site.admin(), &[("choice", "1")])
                .await
                .outcome(),
            403
        );
        let before = told(site, &site.guest()).await;
        assert!(before.contains("“Tin” has most votes: 2 of 3."), "{before}");
        assert_eq!(ballots(site, ""), 3);
        assert!(site.run_jobs().await > 0);

        let said = told(site, &site.guest()).await;
        assert!(said.contains("“Tin” has most votes: 2 of 3."), "{said}");
        assert!(said.contains("Closed 22 March 2026, 18:00."), "{said}");
        assert!(said.contains("Glass 1 vote, 33 %"), "{said}");
        assert_eq!(site.dump().rows("activity", "\"poll-closed\""), 1);
        for ending in ["atom", "rss", "json"] {
            let feed = format!("/conversations/feed.{ending}");
            let feed = site.guest().get(&feed).await.ok();
            assert!(
                feed.text.contains("2. Tin: 2 votes"),
                "{ending}: {}",
                feed.text
            );
            assert!(feed.text.contains("has most votes: 2 of 3"), "{ending}");
        }
    })
    .await;
}

#[tokio::test]
async fn once_closed_a_poll_without_names_forgets_who_could_change_what() {
    everywhere(async |site: &TestSite| {
        ask(site, &site.member(), &[]).await.done();
        vote(site, &site.other(), &[("choice", "2")]).await.done();
        vote(site, &site.steward(), &[("choice", "2")]).await.done();
        let mark = |site: &TestSite, person| {
            let caller = app::Caller::at_page(domain::Viewer::seated(
                person,
                domain::Role::Member,
                domain::Origin::Raised,
            ));
            app::poll::marked(site.app(), caller, site.idea.id)
                .unwrap()
                .hex()
        };
        let marks = [mark(site, site.other.id), mark(site, site.steward.id)];
        for mark in &marks {
            assert_eq!(ballots(site, mark), 1);
        }

        site.member()
            .post(&address(site, "poll/closing"), "")
            .await
            .done();

        for mark in &marks {
            assert_eq!(ballots(site, mark), 0);
        }
        assert_eq!(ballots(site, ""), 1);
        assert!(
            told(site, &site.guest())
                .await
                .contains("Tin 2 votes, 100 %")
        );
        assert!(
            told(site, &site.guest())
                .await
                .contains("2 members have voted.")
        );
    })
    .await;
}

#[tokio::test]
async fn its_maker_and_stewards_close_it_before_its_time_once() {
    everywhere(async |site: &TestSite| {
        let close = address(site, "poll/closing");
        ask(site, &site.member(), &[("shown", "closed")])
            .await
            .done();
        for (browser, outcome) in [(site.guest(), 401), (site.other(), 403)] {
            assert_eq!(browser.post(&close, "").await.outcome(), outcome);
        }
        let steward = site.steward();
        let form = steward.get(&site.idea.path).await.ok().form(&close);
        steward.submit(&form, &[]).await.done();
        steward.submit(&form, &[]).await.done();
        assert_eq!(site.member().post(&close, "").await.outcome(), 403);

        let said = told(site, &site.guest()).await;
        assert!(said.contains("Nobody voted."), "{said}");
        assert!(said.contains("Sten Holm."), "{said}");
        assert_eq!(site.dump().rows("activity", "\"poll-closed\""), 1);
        assert_eq!(
            vote(site, &site.other(), &[("choice", "1")])
                .await
                .outcome(),
            403
        );
        // The clock, coming later, finds it closed.
        site.wait(Duration::from_hours(80));
        site.run_jobs().await;
        assert_eq!(site.dump().rows("activity", "\"poll-closed\""), 1);
    })
    .await;
}

#[tokio::test]
async fn a_tie_is_told_as_one() {
    everywhere(async |site: &TestSite| {
        ask(site, &site.member(), &[]).await.done();
        vote(site, &site.other(), &[("choice", "3")]).await.done();
        vote(site, &site.steward(), &[("choice", "1")]).await.done();
        site.member()
            .post(&address(site, "poll/closing"), "")
            .await
            .done();

        let said = told(site, &site.guest()).await;
        assert!(
            said.contains("It is a tie: “Brass”, “Glass” have 1 of 2 each."),
            "{said}"
        );
    })
    .await;
}

#[tokio::test]
async fn orders_are_counted_in_rounds_that_are_shown() {
    everywhere(async |site: &TestSite| {
        ask(site, &site.member(), &[("way", "ranked")]).await.done();
        for (browser, order) in [
            (site.member(), vec![("rank-1", "1")]),
            (site.other(), vec![("rank-1", "1")]),
            (site.steward(), vec![("rank-2", "1")]),
            (site.admin(), vec![("rank-2", "1")]),
            (site.moderator(), vec![("rank-3", "1"), ("rank-2", "2")]),
        ] {
            vote(site, &browser, &order).await.done();
        }
        site.member()
            .post(&address(site, "poll/closing"), "")
            .await
            .done();

        let said = told(site, &site.guest()).await;
        assert!(said.contains("“Tin” wins."), "{said}");
        assert!(said.contains("Round 2"), "{said}");
        assert!(said.contains("Tin23"), "{said}");
        assert!(said.contains("Glass1–"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn names_stay_in_a_closed_poll_that_shows_them() {
    everywhere(async |site: &TestSite| {
        ask(site, &site.member(), &[("named", "yes")]).await.done();
        vote(site, &site.other(), &[("choice", "2")]).await.done();
        site.member()
            .post(&address(site, "poll/closing"), "")
            .await
            .done();

        let said = told(site, &site.guest()).await;
        assert!(said.contains("Tom <b>Bold</b>"), "{said}");
    })
    .await;
}
