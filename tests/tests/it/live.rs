//! What happens while one looks.

use http::StatusCode;
use serde_json::Value;

use crate::comment::say_as;
use crate::kit::{Browser, TestSite, everywhere, word};

async fn say(browser: &Browser, comments: &str, path: &str, text: &str) -> String {
    let page = browser.get(path).await.ok();
    let said = browser
        .submit(&page.form(comments), &[("text", text)])
        .await;
    crate::comment::id_in(said.done())
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn what_is_said_is_heard_by_all_who_look_and_shown_to_each_as_the_page_would() {
    everywhere(async |site: &TestSite| {
        let on = format!("/live?on={}", site.question.id);
        let (member, guest) = (site.member(), site.guest());
        member.get(&site.question.path).await.ok();
        let mut streams = [member.listen(&on).await, guest.listen(&on).await];
        for stream in &mut streams {
            assert_eq!(stream.status, StatusCode::OK);
            assert!(
                stream.headers["content-type"]
                    .to_str()
                    .unwrap()
                    .starts_with("text/event-stream")
            );
            assert!(
                stream.headers["cache-control"]
                    .to_str()
                    .unwrap()
                    .contains("no-store")
            );
            assert_eq!(stream.next().await.unwrap().0, "begin");
        }

        let id = say(
            &site.other(),
            &site.question.comments(),
            &site.question.path,
            "Graphite.",
        )
        .await;

        for stream in &mut streams {
            // Whoever opened it is told of it, too.
            let (mut name, mut data) = stream.next().await.unwrap();
            if name == "told" {
                (name, data) = stream.next().await.unwrap();
            }
            assert_eq!((name.as_str(), text(&data, "id")), ("comment", id.clone()));
            assert_eq!(text(&data, "root"), id);
        }
        let look = format!("/conversations/{}/live?of={id}", site.question.id);
        let shown: Value = serde_json::from_str(&member.get(&look).await.ok().text).unwrap();
        let html = text(&shown, "html");
        assert!(html.contains("Graphite.") && html.contains(&format!("comment-{id}")));
        assert!(html.contains("comment__new") && html.contains("Accept as the answer"));
        assert_eq!(text(&shown, "heading"), "1 answer");
        let shown: Value = serde_json::from_str(&guest.get(&look).await.ok().text).unwrap();
        let html = text(&shown, "html");
        assert!(html.contains("Graphite.") && !html.contains("comment__new"));
        assert!(!html.contains("<form"));
        // Seen so, it is nothing new on the page any more.
        let page = member.get(&site.question.path).await.ok();
        assert!(!page.text.contains("comment__new"));
    })
    .await;
}

#[tokio::test]
async fn thanks_changes_and_deletions_are_heard_too() {
    everywhere(async |site: &TestSite| {
        let mut stream = site
            .guest()
            .listen(&format!("/live?on={}", site.kettle.id))
            .await;
        stream.next().await.unwrap();
        let first = site.first.to_string();

        let thanks = format!("/comments/{first}/thanks");
        site.steward().post(&thanks, "thanks=yes").await.done();
        let (_, before) = stream.next().await.unwrap();
        assert_eq!(text(&before, "id"), first);
        let deletion = format!("/comments/{first}/deletion");
        site.member().post(&deletion, "").await.done();
        let (_, after) = stream.next().await.unwrap();

        assert_eq!(text(&after, "id"), first);
        assert_ne!(text(&before, "version"), text(&after, "version"));
    })
    .await;
}

#[tokio::test]
async fn nobody_hears_of_what_they_may_not_see() {
    everywhere(async |site: &TestSite| {
        // Neither what is for members,
        let closed = format!("/live?on={}", site.backroom.id);
        assert_eq!(
            site.guest().listen(&closed).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            site.guest().listen("/live").await.status,
            StatusCode::NOT_FOUND
        );
        let look = format!("/conversations/{}/live?after=0", site.backroom.id);
        assert_eq!(site.guest().get(&look).await.outcome(), 404);
        let nothing = format!("/conversations/{}/live?of={}", site.kettle.id, site.waiting);
        let nothing = site.guest().get(&nothing).await.ok();
        assert!(!nothing.text.contains(word::WAITING));
        let other = format!("/conversations/{}/live?of={}", site.question.id, site.first);
        let other = site.guest().get(&other).await.ok();
        assert!(!other.text.contains(&format!("comment-{}", site.first)));

        // nor what waits to be read first.
        let on = format!("/live?on={}", site.kettle.id);
        let mut guest = site.guest().listen(&on).await;
        let mut moderator = site.moderator().listen(&on).await;
        guest.next().await.unwrap();
        moderator.next().await.unwrap();
        say_as(&site.guest(), &site.kettle, "Late", "And this one waits.")
            .await
            .done();
        assert!(guest.is_silent().await);
        assert!(moderator.is_silent().await);
    })
    .await;
}

#[tokio::test]
async fn a_stream_ends_with_the_right_to_it() {
    everywhere(async |site: &TestSite| {
        let other = site.other();
        let mut stream = other
            .listen(&format!("/live?on={}", site.backroom.id))
            .await;
        stream.next().await.unwrap();
        let suspension = format!("/admin/people/{}/suspension", site.other.id);
        site.owner().post(&suspension, "").await.done();

        site.say(
            site.member.caller(),
            &site.backroom,
            "Among ourselves.",
            None,
        )
        .await;

        assert_eq!(stream.next().await, None);
    })
    .await;
}

#[tokio::test]
async fn members_see_who_is_writing_and_guests_do_not() {
    everywhere(async |site: &TestSite| {
        let on = format!("/live?on={}", site.question.id);
        let mut member = site.member().listen(&on).await;
        let mut other = site.other().listen(&on).await;
        let mut guest = site.guest().listen(&on).await;
        for stream in [&mut member, &mut other, &mut guest] {
            stream.next().await.unwrap();
        }
        let before = site.dump();

        let writing = format!("/conversations/{}/writing", site.question.id);
        let told = site.other().post(&writing, "").await;
        assert_eq!(told.status, StatusCode::NO_CONTENT);

        let (name, data) = member.next().await.unwrap();
        assert_eq!(name, "writing");
        assert!(text(&data, "text").contains(site.other.name));
        assert!(other.is_silent().await && guest.is_silent().await);
        before.is_still(&site.dump());
        assert_eq!(site.guest().post(&writing, "").await.outcome(), 401);
    })
    .await;
}

#[tokio::test]
async fn the_bell_rings_in_every_tab_and_a_sixth_tab_does_without() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let mut tabs = Vec::new();
        for _ in 0..5 {
            let mut tab = member.listen("/live").await;
            tab.next().await.unwrap();
            tabs.push(tab);
        }
        assert_eq!(member.listen("/live").await.status, StatusCode::NO_CONTENT);

        say(
            &site.other(),
            &site.question.comments(),
            &site.question.path,
            "Graphite.",
        )
        .await;

        for tab in &mut tabs {
            let (name, data) = tab.next().await.unwrap();
            assert_eq!(name, "told");
            assert!(text(&data, "label").ends_with("new"), "{data}");
        }
        tabs.pop();
        assert_eq!(member.listen("/live").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn what_another_process_commits_is_heard_here() {
    everywhere(async |site: &TestSite| {
        let Some(there) = site.guest_of_another_process() else {
            return;
        };
        let on = format!("/live?on={}", site.question.id);
        let mut stream = there.listen(&on).await;
        stream.next().await.unwrap();

        let id = say(
            &site.other(),
            &site.question.comments(),
            &site.question.path,
            "Graphite.",
        )
        .await;

        let (name, data) = stream.next().await.unwrap();
        assert_eq!((name.as_str(), text(&data, "id")), ("comment", id));
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_at_once_goes_from_the_pages_that_show_it_and_nothing_else_does() {
    everywhere(async |site: &TestSite| {
        let other = site.other();
        let (comments, path) = (site.kettle.comments(), &site.kettle.path);
        let guest = site.guest();
        let mut stream = guest.listen(&format!("/live?on={}", site.kettle.id)).await;
        assert_eq!(stream.next().await.unwrap().0, "begin");
        let id = say(&other, &comments, path, "Oops").await;
        assert_eq!(stream.next().await.unwrap().0, "comment");

        other
            .post(&format!("/comments/{id}/undoing"), "")
            .await
            .done();
        let (name, data) = stream.next().await.unwrap();
        assert_eq!((name.as_str(), text(&data, "id")), ("gone", id));

        // What a guest said was never seen, and goes without a word.
        site.moderator()
            .post(&format!("/comments/{}/deletion", site.waiting), "")
            .await
            .done();
        assert!(stream.is_silent().await);
        let mut hidden = guest
            .listen(&format!("/live?on={}", site.backroom.id))
            .await;
        if hidden.status.is_success() {
            hidden.next().await;
            let (talk, path) = (site.backroom.comments(), &site.backroom.path);
            let id = say(&other, &talk, path, "Among us").await;
            other
                .post(&format!("/comments/{id}/undoing"), "")
                .await
                .done();
            assert!(hidden.is_silent().await);
        }
    })
    .await;
}
