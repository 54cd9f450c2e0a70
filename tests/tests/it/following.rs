//! What members follow, what is new to them, what they are told.

use std::time::Duration;

use app::{Caller, following};
use domain::notification::Reason;
use domain::person::State;
use domain::{Origin, Role, Viewer};
use store::person::Fresh;

use crate::comment::id_in;
use crate::kit::{Browser, TestSite, everywhere, word};

/// Everybody has read what they were told while the world came about.
async fn calm(site: &TestSite) {
    for (_, browser) in site.personas().into_iter().skip(1) {
        browser.post("/notifications/reading", "").await.done();
    }
    site.other().post("/notifications/reading", "").await.done();
    site.wait(Duration::from_mins(1));
}

/// What the bell says.
async fn bell(browser: &Browser) -> String {
    let page = browser.get("/following").await.ok().page();
    let bell = page
        .tags()
        .find(|tag| tag.get("href") == "/notifications" && tag.has("aria-label"));
    bell.map(|tag| tag.get("aria-label").to_owned())
        .unwrap_or_default()
}

/// The sentences of the notifications with why each is told, the strongest reasons first.
async fn news(browser: &Browser, show: &str) -> Vec<String> {
    let page = browser.get(&format!("/notifications{show}")).await.ok();
    let page = page.page();
    let reasons = Reason::ALL.iter().map(|reason| reason.as_str());
    reasons
        .flat_map(|reason| page.texts_with("data-news", reason))
        .collect()
}

async fn say(browser: &Browser, comments: &str, path: &str, fields: &[(&str, &str)]) -> String {
    let page = browser.get(path).await.ok();
    let said = browser.submit(&page.form(comments), fields).await;
    id_in(said.done())
}

async fn choose(browser: &Browser, action: &str, level: &str) {
    browser.post(action, &format!("level={level}")).await.done();
}

/// So many members more.
async fn crowd(site: &TestSite, many: u32) -> Vec<Caller> {
    let now = site.now();
    let made = site.app().write(move |tx| {
        let mut callers = Vec::new();
        for number in 0..many {
            let fresh = Fresh {
                handle: format!("crowd{number}"),
                name: format!("Crowd {number}"),
                state: State::Active,
                role: Role::Member,
                origin: Origin::Raised,
                email: None,
                wanted: None,
                password: None,
                application: String::new(),
                invited_by: None,
                made_at: now,
            };
            let id = store::person::insert(tx, &fresh)?;
            callers.push(Caller::at_page(Viewer::seated(
                id,
                Role::Member,
                Origin::Raised,
            )));
        }
        Ok(callers)
    });
    made.await.unwrap()
}

/// Which comments of a page are marked as new.
async fn marked(browser: &Browser, path: &str) -> usize {
    let page = browser.get(path).await.ok();
    page.text.matches("comment__new").count()
}

#[tokio::test]
async fn who_is_answered_or_called_by_name_is_told_once_until_they_read_it() {
    everywhere(async |site: &TestSite| {
        calm(site).await;
        let (member, other) = (site.member(), site.other());
        assert_eq!(bell(&member).await, "Notifications");
        site.wait(Duration::from_mins(1));

        say(
            &other,
            &site.kettle.comments(),
            &site.kettle.path,
            &[
                (
                    "text",
                    &format!("@{} look at this, @{0}.", site.member.handle),
                ),
                ("parent", &site.first.to_string()),
            ],
        )
        .await;

        assert_eq!(bell(&member).await, "Notifications, 1 new");
        let told = news(&member, "?show=unread").await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("called you by name"), "{told:?}");
        assert!(told[0].contains("because you were called by name"));
        let personal = news(&member, "?show=personal").await;
        assert!(personal[0].contains("called you by name"), "{personal:?}");
        assert_eq!(bell(&other).await, "Notifications");

        member.get(&site.kettle.path).await.ok();

        assert_eq!(bell(&member).await, "Notifications");
        assert!(news(&member, "?show=unread").await.is_empty());
        assert_eq!(news(&member, "?show=personal").await.len(), personal.len());
    })
    .await;
}

#[tokio::test]
async fn what_is_new_is_marked_once_and_not_to_whoever_said_it() {
    everywhere(async |site: &TestSite| {
        calm(site).await;
        let (member, other) = (site.member(), site.other());
        assert_eq!(marked(&member, &site.kettle.path).await, 0);
        site.wait(Duration::from_mins(1));
        for text in ["Lime scale.", "And vinegar."] {
            say(
                &other,
                &site.kettle.comments(),
                &site.kettle.path,
                &[("text", text)],
            )
            .await;
            site.wait(Duration::from_secs(40));
        }

        assert_eq!(marked(&other, &site.kettle.path).await, 0);
        assert_eq!(marked(&site.guest(), &site.kettle.path).await, 0);
        assert_eq!(marked(&member, &site.kettle.path).await, 2);
        assert_eq!(marked(&member, &site.kettle.path).await, 0);
    })
    .await;
}

#[tokio::test]
async fn one_chooses_how_much_one_is_told_of_a_conversation() {
    everywhere(async |site: &TestSite| {
        calm(site).await;
        let (admin, other) = (site.admin(), site.other());
        let action = format!("/conversations/{}/level", site.question.id);
        let speak = async || {
            site.wait(Duration::from_mins(1));
            say(
                &other,
                &site.question.comments(),
                &site.question.path,
                &[("text", &format!("Perhaps @{}?", site.steward.handle))],
            )
            .await
        };

        choose(&admin, &action, "watching").await;
        speak().await;
        let told = news(&admin, "?show=unread").await;
        assert!(
            told[0].contains("said something in Which grease"),
            "{told:?}"
        );
        assert!(told[0].contains("because you watch it"), "{told:?}");
        // Whoever opened it is told, too, without having chosen.
        let told = news(&site.member(), "?show=unread").await;
        assert!(told[0].contains("because you opened it"), "{told:?}");

        choose(&admin, &action, "replies").await;
        choose(&site.member(), &action, "normal").await;
        choose(&site.steward(), &action, "muted").await;
        speak().await;
        assert_eq!(news(&admin, "?show=unread").await.len(), 1);
        assert_eq!(news(&site.member(), "?show=unread").await.len(), 1);
        let steward = news(&site.steward(), "?show=unread").await;
        assert_eq!(steward.len(), 1, "what is muted tells nobody: {steward:?}");

        let nonsense = admin.post(&action, "level=first").await;
        assert_eq!(nonsense.outcome(), 422);
        assert_eq!(
            site.guest().post(&action, "level=muted").await.outcome(),
            401
        );
    })
    .await;
}

#[tokio::test]
async fn who_follows_a_tag_or_a_person_is_told_of_what_begins_there() {
    everywhere(async |site: &TestSite| {
        calm(site).await;
        let (member, other) = (site.member(), site.other());
        let person = format!("/people/{}/level", site.steward.id);
        choose(&member, &person, "first").await;
        other
            .post("/following", "tag=grease&level=watching")
            .await
            .done();
        let open = async |browser: &Browser, title: &str, tags: &str| {
            let page = browser.get("/conversations/new").await.ok();
            let fields = [
                ("kind", "discussion"),
                ("title", title),
                ("source", "What do you think?"),
                ("tags", tags),
            ];
            let form = page.form("/conversations/new");
            browser.submit(&form, &fields).await.done().to_owned()
        };
        site.wait(Duration::from_mins(1));

        open(&site.steward(), "A bench outside", "").await;
        let greased = open(&site.admin(), "Which tin?", "grease").await;

        let told = news(&member, "?show=unread").await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("began A bench outside"), "{told:?}");
        assert!(told[0].contains(&format!("because you follow {}", site.steward.name)));
        let told = news(&other, "?show=unread").await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].contains("because you follow the tag grease"),
            "{told:?}"
        );

        // Watching hears what is said there, too; following beginnings does not.
        site.wait(Duration::from_mins(1));
        let id = greased.split('/').nth(2).unwrap().to_owned();
        let comments = format!("/conversations/{id}/comments");
        say(
            &site.steward(),
            &comments,
            &greased,
            &[("text", "The red one.")],
        )
        .await;
        let told = news(&other, "?show=unread").await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told[0].contains("because you watch the tag grease"),
            "{told:?}"
        );
        assert_eq!(news(&member, "?show=unread").await.len(), 1);

        // Of whom one wants to hear nothing, one hears nothing, even by name.
        choose(&other, &person, "muted").await;
        site.wait(Duration::from_mins(1));
        let text = format!("@{} and the blue one.", site.other.handle);
        say(&site.steward(), &comments, &greased, &[("text", &text)]).await;
        assert_eq!(news(&other, "?show=unread").await.len(), 2);

        let all = other.get("/following").await.ok();
        assert!(all.says("grease") && all.says(site.steward.name));
        let oneself = format!("/people/{}/level", site.other.id);
        assert_eq!(other.post(&oneself, "level=muted").await.outcome(), 403);
        let nobody = other.post("/following", "tag=nothing&level=watching").await;
        assert_eq!(nobody.outcome(), 404);
    })
    .await;
}

#[tokio::test]
async fn thanks_are_told_and_taken_back() {
    everywhere(async |site: &TestSite| {
        calm(site).await;
        let member = site.member();
        let thanks = format!("/comments/{}/thanks", site.first);
        for browser in [site.other(), site.admin()] {
            browser.post(&thanks, "thanks=no").await.done();
            browser.post(&thanks, "thanks=yes").await.done();
        }

        let told = news(&member, "?show=unread").await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("and one other thanked you"), "{told:?}");

        site.admin().post(&thanks, "thanks=no").await.done();
        let told = news(&member, "?show=unread").await;
        assert!(!told[0].contains("and one other"), "{told:?}");
        site.other().post(&thanks, "thanks=no").await.done();
        assert!(news(&member, "?show=unread").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_can_no_longer_be_seen_is_told_no_longer() {
    everywhere(async |site: &TestSite| {
        calm(site).await;
        let (member, other) = (site.member(), site.other());
        let said = say(
            &other,
            &site.question.comments(),
            &site.question.path,
            &[("text", "Graphite.")],
        )
        .await;
        assert_eq!(bell(&member).await, "Notifications, 1 new");

        other
            .post(&format!("/comments/{said}/deletion"), "")
            .await
            .done();
        assert_eq!(bell(&member).await, "Notifications");
        assert!(news(&member, "?show=unread").await.is_empty());
        other
            .post(&format!("/comments/{said}/restoration"), "")
            .await
            .done();
        assert_eq!(bell(&member).await, "Notifications, 1 new");

        // A conversation that is taken away takes what was told of it along.
        let watch = format!("/conversations/{}/level", site.members_talk.id);
        choose(&member, &watch, "watching").await;
        say(
            &other,
            &site.members_talk.comments(),
            &site.members_talk.path,
            &[("text", "Hush.")],
        )
        .await;
        assert_eq!(bell(&member).await, "Notifications, 2 new");
        let away = format!("/conversations/{}/withdrawal", site.members_talk.id);
        site.moderator().post(&away, "away=yes").await.done();
        assert_eq!(bell(&member).await, "Notifications, 1 new");
        let page = member.get("/notifications").await.ok();
        assert!(!page.text.contains(word::MEMBERS_TALK));
        let page = member.get("/following").await.ok();
        assert!(!page.text.contains(word::MEMBERS_TALK));
    })
    .await;
}

#[tokio::test]
async fn nobody_reads_for_others() {
    everywhere(async |site: &TestSite| {
        calm(site).await;
        let (member, other) = (site.member(), site.other());
        say(
            &other,
            &site.question.comments(),
            &site.question.path,
            &[("text", "Graphite.")],
        )
        .await;
        let page = member.get("/notifications").await.ok();
        let form = page
            .page()
            .forms()
            .into_iter()
            .find(|form| form.fields.iter().any(|(name, _)| name == "of"))
            .unwrap();
        let of = form.field("of").to_owned();

        other
            .post_fields("/notifications/reading", &[("of", &of)])
            .await
            .done();
        other.post("/notifications/reading", "").await.done();
        assert_eq!(bell(&member).await, "Notifications, 1 new");

        let junk = "x,".repeat(5_000);
        member
            .post_fields("/notifications/reading", &[("of", &junk)])
            .await
            .done();
        assert_eq!(bell(&member).await, "Notifications, 1 new");
        member
            .post_fields("/notifications/reading", &[("of", &of)])
            .await
            .done();
        assert_eq!(bell(&member).await, "Notifications");
        assert_eq!(site.guest().get("/notifications").await.outcome(), 302);
    })
    .await;
}

#[tokio::test]
async fn where_many_want_to_know_a_job_tells_them() {
    everywhere(async |site: &TestSite| {
        calm(site).await;
        let many = crowd(site, 45).await;
        for caller in &many {
            let (app, id) = (site.app(), site.question.id);
            following::conversation(app, caller.clone(), id, "watching")
                .await
                .unwrap();
        }
        say(
            &site.other(),
            &site.question.comments(),
            &site.question.path,
            &[("text", "Graphite.")],
        )
        .await;

        // Whoever opened it knows at once, the others when the job is done; doing it twice tells nobody twice.
        assert_eq!(bell(&site.member()).await, "Notifications, 1 new");
        let told = || site.dump().rows("notification", "watched");
        let before = told();
        site.run_jobs().await;
        assert_eq!(told() - before, many.len());
        assert_eq!(bell(&site.other()).await, "Notifications");
    })
    .await;
}

#[tokio::test]
async fn notifications_are_forgotten_after_half_a_year() {
    everywhere(async |site: &TestSite| {
        calm(site).await;
        say(
            &site.other(),
            &site.question.comments(),
            &site.question.path,
            &[("text", "Graphite.")],
        )
        .await;
        let rows = || site.dump().rows("notification", "");
        let before = rows();
        assert!(before > 0);

        site.wait(Duration::from_hours(179 * 24));
        site.tidy().await;
        assert_eq!(rows(), before);
        site.wait(Duration::from_hours(2 * 24));
        site.tidy().await;
        assert_eq!(rows(), 0);
    })
    .await;
}
