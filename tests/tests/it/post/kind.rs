//! Which kinds of conversation members may open.

use domain::conversation::Kind;
use http::StatusCode;

use super::{open, say};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn an_admin_chooses_the_kinds_and_what_is_there_stays() {
    everywhere(async |site: &TestSite| {
        let admin = site.admin();
        let form = admin.get("/admin/site").await.ok().form("/admin/site");
        assert_eq!(form.field("kind_idea"), "on");
        let mut without = form.clone();
        without
            .fields
            .retain(|(name, _)| name != "kind_idea" && name != "kind_ask");

        admin.submit(&without, &[]).await.done();

        let kept = admin.get("/admin/site").await.ok().form("/admin/site");
        assert!(kept.fields.iter().all(|(name, _)| name != "kind_idea"));
        assert_eq!(kept.field("kind_offer"), "on");
        // It is neither offered nor opened.
        let member = site.member();
        let page = member.get("/conversations/new?kind=idea").await.ok();
        let form = page.form("/conversations/new");
        assert_eq!(form.field("kind"), "discussion");
        let front = member.get("/").await.ok();
        assert!(
            !front
                .page()
                .links()
                .iter()
                .any(|link| link.ends_with("kind=ask"))
        );
        for kind in ["idea", "ask"] {
            let before = site.dump();
            let fields = [("kind", kind), ("title", "An idea, all the same")];
            let refused = open(&member, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.says("This kind is not opened here any more."));
            before.is_still(&site.dump());
        }
        open(&member, &[("kind", "offer"), ("title", "Buttons")])
            .await
            .done();
        // What is there is read, talked about, changed, and found in the list.
        say(&site.other(), &site.idea, "Still a good one.").await;
        let list = site.guest().get("/conversations").await.ok();
        assert!(list.page().link("Ideas").is_some());
        assert!(list.page().link("Asks").is_none());
        let edit = format!("/conversations/{}/edit", site.idea.id);
        let form = member.get(&edit).await.ok().form(&edit);
        assert_eq!(form.field("kind"), "idea");
        member
            .submit(&form, &[("title", "Open on Sundays, too")])
            .await
            .done();
        // Nothing is made one of a kind that is not offered.
        let edit = format!("/conversations/{}/edit", site.question.id);
        let form = member.get(&edit).await.ok().form(&edit);
        let turned = member.submit(&form, &[("kind", "idea")]).await;
        assert_eq!(turned.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn where_no_kind_is_offered_nobody_opens_anything() {
    everywhere(async |site: &TestSite| {
        site.configure(|site| site.kinds = Vec::new()).await;
        let member = site.member();

        assert_eq!(member.get("/conversations/new").await.outcome(), 403);
        let fields = [("kind", "discussion"), ("title", "T")];
        let sent = member.post_fields("/conversations/new", &fields).await;
        assert!(matches!(sent.outcome(), 403 | 422), "{}", sent.outcome());
        for path in ["/", "/conversations", "/conversations?kind=idea"] {
            let page = member.get(path).await.ok();
            let links = page.page().links();
            let starts = |link: &String| link.starts_with("/conversations/new");
            assert!(!links.iter().any(starts), "{path}");
        }
        site.configure(|site| site.kinds = vec![Kind::Question])
            .await;
        let page = member.get("/conversations/new").await.ok();
        assert_eq!(page.form("/conversations/new").field("kind"), "question");
    })
    .await;
}

#[tokio::test]
async fn nobody_but_admins_chooses_them() {
    everywhere(async |site: &TestSite| {
        let before = site.dump();
        for browser in [site.member(), site.steward(), site.moderator()] {
            let fields = [("name", "Kettle"), ("kind_idea", "on")];
            let sent = browser.post_fields("/admin/site", &fields).await;
            assert_eq!(sent.outcome(), 403);
        }
        before.is_still(&site.dump());
    })
    .await;
}
