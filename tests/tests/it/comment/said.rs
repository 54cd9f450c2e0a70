//! Members say something.

use domain::comment::SOURCE_LIMIT;
use http::StatusCode;

use super::{fill, id_in, say};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn what_a_member_says_stands_there_for_everybody_at_once() {
    everywhere(async |site: &TestSite| {
        let said = say(&site.member(), &site.kettle, "It *still* leaks.").await;

        let address = said.done();
        assert!(
            address.starts_with(&format!("{}#comment-", site.kettle.path)),
            "{address}"
        );
        let page = site.guest().get(&site.kettle.path).await.ok();
        let comment = page
            .page()
            .by_id(&format!("comment-{}", id_in(address)))
            .unwrap();
        assert!(comment.contains("Mina O’Hara"), "{comment}");
        assert!(comment.contains("It still leaks."), "{comment}");
        assert!(page.text.contains("It <em>still</em> leaks."));
        assert!(page.says("6 comments"));
        assert_eq!(site.run_jobs().await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_empty_comment_comes_back_with_its_fault() {
    everywhere(async |site: &TestSite| {
        let again = say(&site.member(), &site.kettle, " \n\u{200b} ").await;

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.faults().len(), 1);
        assert_eq!(again.form(&site.kettle.comments()).field("parent"), "");
    })
    .await;
}

#[tokio::test]
async fn too_much_comes_back_whole_with_the_limit() {
    everywhere(async |site: &TestSite| {
        let long = "ö".repeat(SOURCE_LIMIT / 2 + 1);

        let again = say(&site.member(), &site.kettle, &long).await;
        let fits = say(&site.member(), &site.kettle, &long[2..]).await;

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.faults()[0].contains("32,000"), "{:?}", again.faults());
        assert_eq!(again.form(&site.kettle.comments()).field("text"), long);
        fits.done();
    })
    .await;
}

#[tokio::test]
async fn a_preview_shows_what_would_be_said_and_says_nothing() {
    everywhere(async |site: &TestSite| {
        let before = site.dump();

        let preview = fill(
            &site.member(),
            &site.kettle,
            &[
                ("text", "It **leaks**<script>x</script>"),
                ("view", "preview"),
            ],
        )
        .await
        .ok();

        assert!(preview.text.contains("<strong>leaks</strong>"));
        assert!(!preview.text.contains("<script>x"));
        let form = preview.form(&site.kettle.comments());
        assert_eq!(form.field("text"), "It **leaks**<script>x</script>");
        before.is_still(&site.dump());
        let said = site.member().submit(&form, &[]).await;
        assert!(said.done().contains("#comment-"));
    })
    .await;
}

#[tokio::test]
async fn an_answer_stands_below_what_it_answers_however_deep() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let page = member
            .get(&format!("{}?reply={}", site.kettle.path, site.deeper))
            .await
            .ok();

        let form = page.form(&site.kettle.comments());
        let said = member
            .submit(&form, &[("text", "Since April, here.")])
            .await;

        assert!(page.says("Tom <b>Bold</b>"));
        assert_eq!(form.field("parent"), site.deeper.to_string());
        let id = id_in(said.done());
        let text = site.guest().get(&site.kettle.path).await.ok().text;
        let place = |id: &str| text.find(&format!("id=\"comment-{id}\"")).unwrap();
        // Behind the branch's other answers, before the next branch.
        assert!(place(&site.answer.to_string()) < place(&site.deeper.to_string()));
        assert!(place(&site.deeper.to_string()) < place(&id));
        assert!(place(&id) < place(&site.stone.to_string()));
        let comment = &text[place(&id)..];
        assert!(
            comment[..comment.find("</article>").unwrap()]
                .contains(&format!("/comments/{}", site.deeper))
        );
        // Deep answers are not indented ever more.
        assert_eq!(text.matches("<ol class=\"thread__replies\">").count(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_answer_to_what_is_elsewhere_or_nowhere_is_none() {
    everywhere(async |site: &TestSite| {
        let elsewhere = site.publish(|input| {
            input.title = "Another one".into();
            input.source = "Text".into();
        });
        let elsewhere = elsewhere.await;
        for parent in [
            site.first.to_string(),
            "00000000000ZZ".to_owned(),
            "x".to_owned(),
        ] {
            let again = fill(
                &site.member(),
                &elsewhere,
                &[("text", "To whom?"), ("parent", &parent)],
            )
            .await;

            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{parent}");
            assert_eq!(again.faults().len(), 1, "{parent}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_form_twice_says_it_once() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let page = member.get(&site.kettle.path).await.ok();
        let form = page.form(&site.kettle.comments());
        let fields = [("text", "Only once, please.")];

        let (one, two) = tokio::join!(member.submit(&form, &fields), member.submit(&form, &fields));
        let three = member.submit(&form, &fields).await;

        assert_eq!(one.done(), two.done());
        assert_eq!(one.done(), three.done());
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert_eq!(page.text.matches("Only once, please.").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_was_used_says_nothing_else() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let page = member.get(&site.kettle.path).await.ok();
        let form = page.form(&site.kettle.comments());

        member.submit(&form, &[("text", "One thing.")]).await.done();
        let other = member.submit(&form, &[("text", "Another thing.")]).await;

        assert_eq!(other.status, StatusCode::CONFLICT);
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(!page.says("Another thing."));
        // The same key in another person's hand is another key.
        let theirs = site
            .other()
            .submit(&form, &[("text", "Another thing.")])
            .await;
        theirs.done();
    })
    .await;
}

#[tokio::test]
async fn nothing_can_be_said_where_nothing_can_be_read() {
    everywhere(async |site: &TestSite| {
        let nowhere = site
            .guest()
            .post("/conversations/00000000000ZZ/comments", "text=x")
            .await;
        for hidden in [&site.backroom, &site.draft] {
            let answer = site
                .guest()
                .post(&hidden.comments(), "text=x&name=G&email=g@example.com")
                .await;

            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            assert_eq!(answer.text.len(), nowhere.text.len());
        }
        let draft = site.member().post(&site.draft.comments(), "text=x").await;
        let own = site.steward().post(&site.draft.comments(), "text=x").await;
        assert_eq!(draft.status, StatusCode::NOT_FOUND);
        assert_eq!(own.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_field_that_comes_twice_is_no_field() {
    everywhere(async |site: &TestSite| {
        let before = site.dump();

        let answer = site
            .member()
            .post(&site.kettle.comments(), "text=one&text=two")
            .await;

        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        before.is_still(&site.dump());
    })
    .await;
}

#[tokio::test]
async fn who_may_still_mend_a_comment_may_look_first_wherever_it_was_said() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let id = id_in(say(&member, &site.kettle, "It laeks.").await.done());
        app::conversation::close(
            site.app(),
            site.steward.caller(),
            site.kettle.conversation(),
            "",
        )
        .await
        .unwrap();
        let edit = format!("/comments/{id}/edit");

        let page = member.get(&edit).await.ok();
        let fields = [("text", "It *leaks*."), ("view", "preview")];
        let looked = member.submit(&page.form(&edit), &fields).await.ok();
        let saved = member.submit(&looked.form(&edit), &[]).await;

        assert!(looked.text.contains("It <em>leaks</em>."));
        assert_eq!(id_in(saved.done()), id);
    })
    .await;
}

#[tokio::test]
async fn a_picture_can_be_put_into_a_comment_that_is_changed() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let edit = format!("/comments/{}/edit", site.first);
        let id = id_in(
            say(&member, &site.kettle, "A picture will follow.")
                .await
                .done(),
        );
        let edit = edit.replace(&site.first.to_string(), &id);

        let (page, thread) = (
            member.get(&edit).await.ok(),
            member.get(&site.kettle.path).await.ok(),
        );

        let field = |answer: &crate::kit::Answer| {
            let page = answer.page();
            let mut tags = page.tags().filter(|tag| tag.name == "textarea");
            let area = tags.next().unwrap().attributes.clone();
            area.into_iter()
                .filter(|(name, _)| name.starts_with("data-picture"))
                .collect::<Vec<_>>()
        };
        assert_eq!(field(&page), field(&thread));
        assert!(!field(&page).is_empty());
        assert!(page.page().links().contains(&"/pictures".to_owned()));
    })
    .await;
}
