//! What is typed and not sent is kept: for whoever typed it, and for nobody else.

use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

use super::comment::say;
use super::kit::{Answer, Browser, TestSite, everywhere, word};

/// What the script of a form sends, and what it hears.
async fn keep(browser: &Browser, fields: &[(&str, &str)]) -> (StatusCode, Value) {
    let script = browser.with("accept", "application/json");
    let answer = script.post_fields("/drafts", fields).await;
    let heard = serde_json::from_str(&answer.text).unwrap_or_default();
    (answer.status, heard)
}

fn version(heard: &Value) -> String {
    heard["draft"].as_str().unwrap().to_owned()
}

/// The text in the form below a thread.
fn typed(page: &Answer, action: &str) -> String {
    page.form(action).field("text").to_owned()
}

#[tokio::test]
async fn what_is_typed_comes_back_to_whoever_typed_it_and_is_gone_when_it_is_sent() {
    everywhere(async |site: &TestSite| {
        let (member, place) = (site.member(), format!("in-{}", site.kettle.id));

        let (status, heard) = keep(
            &member,
            &[("of", &place), ("draft", ""), ("text", "Half a sen")],
        )
        .await;
        let again = member.get(&site.kettle.path).await.ok();
        let other = site.other().get(&site.kettle.path).await.ok();
        let list = member.get("/drafts").await.ok();
        let sent = say(&member, &site.kettle, "Half a sentence, now whole.").await;
        let after = member.get(&site.kettle.path).await.ok();

        assert_eq!(status, StatusCode::OK);
        assert_eq!(typed(&again, &site.kettle.comments()), "Half a sen");
        assert!(again.says("This is what you had typed and not sent."));
        assert_eq!(
            again.form(&site.kettle.comments()).field("draft"),
            version(&heard)
        );
        assert_eq!(typed(&other, &site.kettle.comments()), "");
        assert!(!other.says("Half a sen"));
        assert!(list.says("Half a sen") && list.says("Comment"));
        assert!(!list.says("All of it"));
        sent.done();
        assert_eq!(typed(&after, &site.kettle.comments()), "");
        assert!(member.get("/drafts").await.ok().says("Nothing waits"));
    })
    .await;
}

#[tokio::test]
async fn a_newer_draft_of_another_device_is_never_overwritten_unseen() {
    everywhere(async |site: &TestSite| {
        let (desk, phone) = (site.member(), site.browser_of(&site.member));
        let place = format!("in-{}", site.question.id);
        let of = ("of", place.as_str());
        let (_, first) = keep(&desk, &[of, ("draft", ""), ("text", "At the desk")]).await;
        let first = version(&first);

        let (on, heard) = keep(&phone, &[of, ("draft", &first), ("text", "On the phone")]).await;
        let (behind, told) = keep(&desk, &[of, ("draft", &first), ("text", "At the desk!")]).await;
        let kept = phone.get(&site.question.path).await.ok();
        let over = version(&told);
        let (knowing, _) = keep(&desk, &[of, ("draft", &over), ("text", "At the desk!")]).await;
        let (same, _) = keep(&phone, &[of, ("draft", &first), ("text", "At the desk!")]).await;
        let now = phone.get(&site.question.path).await.ok();

        assert_eq!((on, behind), (StatusCode::OK, StatusCode::OK));
        assert_eq!(
            (&heard["newer"], &told["newer"]),
            (&Value::Null, &Value::Bool(true))
        );
        assert_eq!(told["text"], "On the phone");
        assert_eq!(over, version(&heard));
        assert_eq!(typed(&kept, &site.question.comments()), "On the phone");
        assert_eq!(knowing, StatusCode::OK);
        assert_eq!(same, StatusCode::OK, "the same words are no conflict");
        assert_eq!(typed(&now, &site.question.comments()), "At the desk!");
    })
    .await;
}

#[tokio::test]
async fn without_a_script_a_button_keeps_it_and_says_what_was_kept_elsewhere() {
    everywhere(async |site: &TestSite| {
        let (member, action) = (site.member(), site.kettle.comments());
        let page = member.get(&site.kettle.path).await.ok();
        let (text, button) = (("text", "By hand"), ("view", "draft"));

        let kept = member.submit(&page.form(&action), &[text, button]).await;
        let shown = member.follow(&kept).await.ok();
        let behind = member
            .submit(&page.form(&action), &[("text", "Older"), button])
            .await;
        let knowing = member.submit(&behind.form(&action), &[button]).await;
        let now = member.follow(&knowing).await.ok();

        assert!(kept.done().ends_with("?said=kept#say"));
        assert!(shown.says("It is kept as a draft. Only you see it."));
        assert_eq!(typed(&shown, &action), "By hand");
        assert_eq!(behind.status, StatusCode::CONFLICT);
        assert!(behind.says("You have written something newer here") && behind.says("By hand"));
        assert_eq!(typed(&behind, &action), "Older");
        assert_eq!(typed(&now, &action), "Older");

        let dropped = member.submit(&now.form("/drafts/deletion"), &[]).await;
        assert_eq!(dropped.done(), format!("{}#say", site.kettle.path));
        let empty = member.get(&site.kettle.path).await.ok();
        assert_eq!(typed(&empty, &action), "");
    })
    .await;
}

#[tokio::test]
async fn each_comment_that_is_answered_has_a_draft_of_its_own() {
    everywhere(async |site: &TestSite| {
        let (other, action) = (site.other(), site.kettle.comments());
        let whole = format!("in-{}", site.kettle.id);
        let answer = format!("{whole}-{}", site.first);
        keep(&other, &[("of", &whole), ("text", "To all")]).await;
        keep(&other, &[("of", &answer), ("text", "To one")]).await;

        let plain = other.get(&site.kettle.path).await.ok();
        let reply = format!("{}?reply={}", site.kettle.path, site.first);
        let replying = other.get(&reply).await.ok();
        let list = other.get("/drafts").await.ok();
        other
            .submit(&replying.form(&action), &[("text", "To one, sent")])
            .await
            .done();
        let after = other.get(&site.kettle.path).await.ok();

        assert_eq!(typed(&plain, &action), "To all");
        assert!(plain.says("You have begun an answer here."));
        assert_eq!(typed(&replying, &action), "To one");
        assert!(list.says("Answer to Mina O’Hara"));
        assert!(list.page().links().contains(&format!("{reply}#say")));
        assert_eq!(typed(&after, &action), "To all");
        assert!(!after.says("You have begun an answer"));

        // What answers something of another conversation, or of none that can be seen, is kept nowhere.
        for place in [
            format!("in-{}-{}", site.question.id, site.first),
            format!("in-{}-{}", site.kettle.id, site.among_members),
            format!("in-{}", site.draft.id),
            format!("comment-{}", site.first),
            format!("first-{}", site.question.id),
        ] {
            let (status, _) = keep(&other, &[("of", &place), ("text", "No")]).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{place}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_new_conversation_and_a_change_are_kept_with_all_their_fields() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        keep(
            &member,
            &[
                ("of", "new"),
                ("kind", "ask"),
                ("title", "A ladder"),
                ("source", "For a day"),
                ("tags", "tools, roof"),
                ("place", "Shed 4"),
                ("visibility", "members"),
            ],
        )
        .await;
        let edit = format!("/conversations/{}/edit", site.question.id);
        let before = member.get(&edit).await.ok();
        let revision = before.form(&edit).field("revision").to_owned();
        let place = format!("first-{}", site.question.id);
        keep(
            &member,
            &[
                ("of", &place),
                ("title", "Which kettle?"),
                ("source", "Better"),
                ("revision", &revision),
            ],
        )
        .await;

        let fresh = member.get("/conversations/new").await.ok();
        let titled = member.get("/conversations/new?title=Other").await.ok();
        let changing = member.get(&edit).await.ok();
        let begun = member
            .submit(&fresh.form("/conversations/new"), &[("do", "save")])
            .await;
        let changed = member
            .submit(&changing.form(&edit), &[("do", "save")])
            .await;

        let form = fresh.form("/conversations/new");
        for (field, value) in [
            ("kind", "ask"),
            ("title", "A ladder"),
            ("source", "For a day"),
            ("tags", "tools, roof"),
            ("place", "Shed 4"),
            ("visibility", "members"),
        ] {
            assert_eq!(form.field(field), value);
        }
        assert_eq!(titled.form("/conversations/new").field("title"), "Other");
        assert_eq!(changing.form(&edit).field("source"), "Better");
        begun.done();
        changed.done();
        assert!(member.get("/drafts").await.ok().says("Nothing waits"));
    })
    .await;
}

#[tokio::test]
async fn an_edit_goes_on_where_it_was_left_and_still_meets_what_was_saved_meanwhile() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let edit = format!("/comments/{}/edit", site.first);
        let place = format!("comment-{}", site.first);
        let fields = [
            ("of", place.as_str()),
            ("text", "Mended"),
            ("revision", "0"),
        ];
        let page = member.get(&edit).await.ok();
        keep(&member, &fields).await;

        member
            .submit(&page.form(&edit), &[("text", "Faster"), ("draft", "")])
            .await
            .done();
        let after = member.get(&edit).await.ok();
        keep(&member, &fields).await;
        let again = member.get(&edit).await.ok();
        let saved = member.submit(&again.form(&edit), &[]).await;

        assert_eq!(after.form(&edit).field("text"), "Faster");
        assert_eq!(again.form(&edit).field("text"), "Mended");
        assert_eq!(saved.status, StatusCode::CONFLICT);
        assert!(saved.says("Faster"));
    })
    .await;
}

#[tokio::test]
async fn drafts_are_limited_in_number_and_length_and_none_gives_way() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let long = "a".repeat(domain::draft::SOURCE_LIMIT + 1);
        let talk = format!("in-{}", site.kettle.id);
        let parents = [site.first, site.answer, site.deeper, site.under_stone];
        let mut places: Vec<String> = parents.iter().map(|id| format!("{talk}-{id}")).collect();
        for number in 0..domain::draft::MOST {
            let said = format!("No. {number}");
            let said = site
                .say(site.steward.caller(), &site.kettle, &said, None)
                .await;
            places.push(format!("{talk}-{said}"));
        }

        let (too_long, why) = keep(&member, &[("of", "new"), ("source", &long)]).await;
        let mut kept = 0;
        for place in &places {
            site.wait(Duration::from_secs(2));
            let (status, heard) = keep(&member, &[("of", place), ("text", "Words")]).await;
            match status {
                StatusCode::OK => kept += 1,
                _ => assert!(
                    heard["told"]
                        .as_str()
                        .is_some_and(|told| told.contains("50 drafts")),
                    "{place} {status} {heard}"
                ),
            }
        }
        let first = member.get("/drafts").await.ok();
        let next = member.get("/drafts?after=40").await.ok();

        assert_eq!(too_long, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(why["told"].as_str().unwrap().contains("50,000"));
        assert_eq!(kept, domain::draft::MOST);
        let lines = |page: &Answer| page.text.matches("name=\"of\"").count();
        assert_eq!((lines(&first), lines(&next)), (20, 10));
        assert!(
            first
                .page()
                .links()
                .contains(&"/drafts?after=20".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_seen_any_more_is_not_named_but_ones_own_words_stay() {
    everywhere(async |site: &TestSite| {
        let (other, place) = (site.other(), format!("in-{}", site.members_talk.id));
        keep(&other, &[("of", &place), ("text", "My own words")]).await;
        let before = other.get("/drafts").await.ok();
        let id = site.members_talk.id;

        site.steward()
            .post(&format!("/conversations/{id}/withdrawal"), "away=yes")
            .await
            .done();
        let after = other.get("/drafts").await.ok();
        let opened = other.get(&format!("/drafts/{place}")).await;

        assert!(before.says(word::MEMBERS_TALK));
        assert!(!after.says(word::MEMBERS_TALK) && after.says("My own words"));
        assert_eq!(opened.done(), "/drafts");
        let form = after.form("/drafts/deletion");
        let dropped = other.submit(&form, &[]).await;
        assert!(other.follow(&dropped).await.ok().says("The draft is gone."));
    })
    .await;
}

#[tokio::test]
async fn nobody_reads_or_drops_the_drafts_of_others_and_they_end_after_half_a_year() {
    everywhere(async |site: &TestSite| {
        let (member, place) = (site.member(), format!("in-{}", site.kettle.id));
        keep(&member, &[("of", &place), ("text", "Mine alone")]).await;
        let address = format!("/drafts/{place}");

        for browser in [site.owner(), site.moderator(), site.other()] {
            let asked = browser.with("accept", "application/json");
            assert_eq!(asked.get(&address).await.status, StatusCode::NOT_FOUND);
            browser
                .post_fields("/drafts/deletion", &[("of", &place)])
                .await
                .done();
        }
        let (guest, _) = keep(&site.guest(), &[("of", &place), ("text", "No")]).await;
        site.wait(domain::draft::KEPT - Duration::from_hours(1));
        site.tidy().await;
        let there = site.dump().rows("draft", "Mine alone");
        site.wait(Duration::from_hours(2));
        site.tidy().await;

        assert_eq!(guest, StatusCode::UNAUTHORIZED);
        assert_eq!(there, 1);
        assert_eq!(site.dump().rows("draft", "Mine alone"), 0);
    })
    .await;
}
