//! What waits for somebody to read it first: first words, links, blocked words, what is like advertising.

mod learnt;
mod listed;

use std::time::Duration;

use domain::hold::Holding;
use http::StatusCode;

use super::comment::{id_in, say, say_as};
use super::kit::{Answer, Browser, PASSWORD, TestSite, everywhere, without_limits};
use super::person::sign_in;

/// Somebody who came a moment ago.
async fn newcomer(site: &TestSite, handle: &str) -> Browser {
    let input = app::person::AddInput {
        handle: handle.into(),
        name: format!("New {handle}"),
        email: format!("{handle}@example.net"),
        password: PASSWORD.into(),
        role: domain::Role::Member,
    };
    app::person::add(site.app(), &input).await.unwrap();
    let browser = site.guest();
    sign_in(&browser, handle, PASSWORD).await.done();
    site.letters().await;
    browser
}

/// Whether what was said waits.
#[track_caller]
fn waits(answer: &Answer) -> bool {
    answer.done().contains("said=waiting")
}

/// Presses a button of the queue at the first thing that waits and has these words.
async fn press(moderator: &Browser, words: &str, button: &str, spam: bool) -> Answer {
    let queue = moderator.get("/moderation").await.ok();
    let (_, rest) = queue.text.split_once(words).expect(words);
    let action = rest
        .split("action=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .find(|action| action.ends_with(button))
        .unwrap();
    let sent = if spam { "spam=yes" } else { "" };
    moderator.post(action, sent).await
}

/// A guest who was let through once speaks again, without having looked at the page a moment before.
async fn gus(site: &TestSite, text: &str) -> Answer {
    let fields = [
        ("name", "Gus"),
        ("email", "gus@example.com"),
        ("text", text),
    ];
    site.guest()
        .post_fields(&site.kettle.comments(), &fields)
        .await
}

/// Opens a discussion by the form.
async fn open(browser: &Browser, title: &str, source: &str) -> Answer {
    let page = browser.get("/conversations/new?kind=discussion").await.ok();
    let form = page.form("/conversations/new");
    browser
        .submit(
            &form,
            &[("kind", "discussion"), ("title", title), ("source", source)],
        )
        .await
}

#[tokio::test]
async fn the_very_first_words_of_a_member_wait_where_the_site_says_so() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.holding = Holding::First)
            .await;
        let (new, moderator, guest) = (newcomer(site, "nia").await, site.moderator(), site.guest());

        let first = say(&new, &site.kettle, "Good morning, gasket lovers.").await;

        assert!(waits(&first));
        assert!(new.follow(&first).await.ok().says("waits"));
        assert!(
            !guest
                .get(&site.kettle.path)
                .await
                .ok()
                .says("gasket lovers")
        );
        let queue = moderator.get("/moderation").await.ok();
        assert!(queue.says("gasket lovers") && queue.says("nothing they wrote stands here yet"));
        press(&moderator, "gasket lovers", "/approval", false)
            .await
            .done();
        assert!(
            guest
                .get(&site.kettle.path)
                .await
                .ok()
                .says("gasket lovers")
        );
        let news = new.get("/notifications").await.ok();
        assert!(news.says("is there for all") && !news.says("Maud Keller"));
        // Nothing is kept of why it waited, and what comes next does not wait.
        assert_eq!(site.dump().rows("hold", ""), 0);
        assert!(!waits(&say(&new, &site.kettle, "And good evening.").await));
        // Those who have been here for long, and those in office, are not asked.
        assert!(!waits(
            &say(&site.steward(), &site.kettle, "Welcome.").await
        ));
    })
    .await;
}

#[tokio::test]
async fn many_links_of_a_newcomer_wait_and_no_change_brings_them_in() {
    everywhere(async |site: &TestSite| {
        let new = newcomer(site, "nia").await;
        let links = "See https://a.example/1 and https://b.example/2 and https://c.example/3 too.";

        assert!(waits(&say(&new, &site.kettle, links).await));
        let plain = say(&new, &site.kettle, "I had two links first.").await;
        assert!(!waits(&plain));
        let id = id_in(plain.done());
        let edit = format!("/comments/{id}/edit");
        let page = new.get(&edit).await.ok();
        let again = new.submit(&page.form(&edit), &[("text", links)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            again.faults(),
            ["This change would have to be read by somebody first. Leave out what is new in it, or say it anew."]
        );
        let page = new.get(&edit).await.ok();
        let fewer = [("text", "I have one: https://a.example/1 and it is good.")];
        new.submit(&page.form(&edit), &fewer).await.done();
        let queue = site.moderator().get("/moderation").await.ok();
        assert!(queue.says("it has 3 links"));
        // Whoever has been here for a while has ten.
        site.wait(Duration::from_hours(25));
        site.run_jobs().await;
        assert!(!waits(&say(&site.member(), &site.kettle, links).await));
        let many: String = (0..11).map(|n| format!("https://{n}.example/ x ")).collect();
        assert!(waits(&say(&site.member(), &site.kettle, &many).await));
        // Where nothing is to wait, nothing does.
        site.configure(|settings| settings.holding = Holding::Nothing)
            .await;
        assert!(!waits(&say(&new, &site.kettle, &links.replace("See", "Look")).await));
    })
    .await;
}

#[tokio::test]
async fn a_conversation_that_waits_is_nowhere_until_it_is_let_through() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.holding = Holding::First)
            .await;
        let (new, moderator, guest) = (newcomer(site, "nia").await, site.moderator(), site.guest());

        let opened = open(&new, "On quinces", "Who grows quincewood?").await;

        let path = opened.done().to_owned();
        let own = new.get(&path).await.ok();
        assert!(own.says("Somebody who keeps the peace reads it first."));
        moderator.get(&path).await.ok();
        for place in [
            path.as_str(),
            "/conversations",
            "/",
            "/search?q=quincewood",
            "/conversations/feed.atom",
        ] {
            let page = guest.get(place).await;
            assert!(!page.says("On quinces"), "{place}");
            let page = site.member().get(place).await;
            assert!(!page.says("On quinces"), "{place}");
        }
        let say_there = format!("{}/comments", path.rsplit_once('/').unwrap().0);
        assert_eq!(
            new.post(&say_there, "text=Hello").await.status,
            StatusCode::FORBIDDEN
        );
        // Taken back and brought back again it would come in unread.
        let back = format!("{}/withdrawal", path.rsplit_once('/').unwrap().0);
        assert_eq!(
            new.post(&back, "away=yes").await.status,
            StatusCode::FORBIDDEN
        );

        press(&moderator, "On quinces", "/approval", false)
            .await
            .done();

        assert!(guest.get(&path).await.ok().says("quincewood"));
        assert!(guest.get("/conversations").await.ok().says("On quinces"));
        assert!(
            guest
                .get("/search?q=quincewood")
                .await
                .ok()
                .says("On quinces")
        );
        site.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn whose_words_are_turned_away_hears_of_it_and_may_appeal() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.holding = Holding::First)
            .await;
        let (new, moderator, admin) = (newcomer(site, "nia").await, site.moderator(), site.admin());
        open(&new, "On quinces", "Who grows quincewood?")
            .await
            .done();
        say(&new, &site.kettle, "Good morning, gasket lovers.")
            .await
            .done();
        press(&moderator, "On quinces", "/rejection", false)
            .await
            .done();
        press(&moderator, "gasket lovers", "/rejection", false)
            .await
            .done();

        let standing = new.get("/standing").await.ok();

        assert!(standing.says("Something you wrote was turned away"));
        let log = new.get("/moderation/log").await.ok();
        assert!(
            log.says("A comment was turned away") && log.says("A conversation was turned away")
        );
        let forms = standing.page().forms();
        for form in forms.iter().filter(|form| form.action.ends_with("/appeal")) {
            new.submit(form, &[("words", "It was a greeting.")])
                .await
                .done();
        }
        let list = admin.get("/moderation/cases?show=appeals").await.ok();
        let mut measures = list.page().links();
        measures.retain(|link| link.starts_with("/moderation/measures/"));
        measures.dedup();
        assert_eq!(measures.len(), 2);
        for measure in measures {
            let page = admin.get(&measure).await.ok();
            let form = page.form(&format!("{measure}/answer"));
            let fields = [("answer", "granted"), ("words", "So it was.")];
            admin.submit(&form, &fields).await.done();
        }
        let guest = site.guest();
        assert!(
            guest
                .get(&site.kettle.path)
                .await
                .ok()
                .says("gasket lovers")
        );
        assert!(guest.get("/conversations").await.ok().says("On quinces"));
    })
    .await;
}

#[tokio::test]
async fn guests_who_are_known_wait_again_when_something_is_wrong_with_their_words() {
    without_limits(async |site: &TestSite| {
        let (guest, moderator) = (site.guest(), site.moderator());
        assert!(waits(
            &say_as(&guest, &site.kettle, "Gus", "A first word on gaskets.").await
        ));
        press(&moderator, "first word on gaskets", "/approval", false)
            .await
            .done();
        assert!(!waits(&gus(site, "And a second.").await));
        moderator
            .post("/admin/blocked", "words=Cheap+Pills")
            .await
            .done();

        let third = gus(site, "I sell CHEAP, pills!").await;

        assert!(waits(&third));
        let queue = moderator.get("/moderation").await.ok();
        assert!(queue.says("it has a blocked word: cheap pills"));
    })
    .await;
}
