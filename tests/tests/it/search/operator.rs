//! What is typed in the box beside words, what the page says of it, and the form that does the same.

use super::*;

#[tokio::test]
async fn each_operator_finds_what_it_says() {
    without_limits(async |site: &TestSite| {
        let guest = site.guest();
        let kettle = &site.kettle.path;
        let comment = |id: base::Id<domain::comment::Comment>| format!("/comments/{id}");
        for (query, finds) in [
            ("kind:article kettle", vec![kettle.clone()]),
            ("kind:question", vec![site.question.path.clone()]),
            ("kind:ideas", vec![site.idea.path.clone()]),
            ("by:@mina kind:comment leaks", vec![comment(site.first)]),
            ("by:sten kind:comment", vec![comment(site.answer)]),
            ("tag:grease", vec![site.question.path.clone()]),
            ("tag:Workshop kind:article", vec![kettle.clone()]),
            ("mine -by:@mina", vec![comment(site.deeper)]),
            ("base -kind:comment", vec![kettle.clone()]),
            ("base -tag:kettles", vec![]),
            ("before:2026", vec![]),
            ("kind:idea after:2026-03-20", vec![site.idea.path.clone()]),
            ("kind:idea until:2026-03-19", vec![]),
            ("\"look at its base\"", vec![kettle.clone()]),
        ] {
            assert_eq!(found(&guest, query).await, finds, "{query}");
        }
        for place in [
            kettle.clone(),
            site.kettle.id.to_string(),
            format!("{}{kettle}#comments", super::super::kit::BASE),
        ] {
            let there = found(&guest, &format!("in:{place}")).await;
            assert_eq!(there.len(), 6, "{place}: {there:?}");
            assert!(there.contains(kettle));
            assert!(
                !found(&guest, &format!("mine -in:{place}"))
                    .await
                    .contains(&comment(site.first))
            );
        }
        // Newest first, where no words are sought.
        let newest = found(&guest, "by:@mina").await;
        assert_eq!(newest[0], comment(site.under_stone));
        assert_eq!(newest.last(), Some(&site.question.path));
    })
    .await;
}

#[tokio::test]
async fn what_was_understood_can_be_left_out_again_part_by_part() {
    without_limits(async |site: &TestSite| {
        let guest = site.guest();

        let page = search(&guest, "base kind:comment by:@mina after:2026-03-20")
            .await
            .page();

        for (chip, rest) in [
            ("Leave out: Comments×", "base by:@mina after:2026-03-20"),
            ("Leave out: by @mina×", "base kind:comment after:2026-03-20"),
            (
                "Leave out: from 20 March 2026×",
                "base kind:comment by:@mina",
            ),
        ] {
            let href = page
                .link(chip)
                .unwrap_or_else(|| panic!("{chip}: {:?}", page.words()));
            let page = guest.get(&href).await.ok();
            assert_eq!(page.form("/search").field("q"), rest);
        }
        let all = page.link("Everything").unwrap();
        let page = guest.get(&all).await.ok();
        assert_eq!(
            page.form("/search").field("q"),
            "base by:@mina after:2026-03-20"
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_narrows_and_its_outcome_is_an_address() {
    without_limits(async |site: &TestSite| {
        let guest = site.guest();
        let page = search(&guest, "mine tag:mending").await;
        let form = page
            .page()
            .forms()
            .into_iter()
            .find(|form| {
                form.action == "/search" && form.fields.iter().any(|(name, _)| name == "kind")
            })
            .unwrap();
        assert_eq!(form.field("tag"), "mending");

        let sent = guest
            .submit(
                &form,
                &[
                    ("kind", "comment"),
                    ("by", "mina, @tom"),
                    ("from", "2026-03-20"),
                    ("order", "newest"),
                ],
            )
            .await;

        let page = guest.follow(&sent).await.ok();
        assert_eq!(
            page.form("/search").field("q"),
            "mine kind:comment by:@mina by:@tom after:2026-03-20 tag:mending order:newest"
        );
        assert_eq!(
            finds(&page.page()),
            [site.deeper, site.first].map(|id| format!("/comments/{id}"))
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_not_understood_is_said_kindly_and_taken_for_words() {
    without_limits(async |site: &TestSite| {
        let guest = site.guest();
        for (query, said) in [
            ("colour:red", "“colour:” is nothing that can be searched by"),
            ("kind:banana", "“banana” is no kind of thing here"),
            (
                "before:yesterday",
                "“yesterday” is no date that is understood",
            ),
            ("kettle by:nobody", "Nobody here is called @nobody."),
            ("tag:nothing", "Nothing is tagged “nothing”."),
            ("in:garden", "There is no conversation “garden”."),
        ] {
            let page = search(&guest, query).await;
            assert!(page.says(said), "{query}: {}", page.page().words());
        }
        assert_eq!(
            found(&guest, "mend:kettle").await,
            found(&guest, "\"mend kettle\"").await
        );
        let page = search(&guest, "https://example.org at 10:30").await;
        assert!(!page.says("nothing that can be searched by"));
    })
    .await;
}

#[tokio::test]
async fn what_is_said_under_a_thing_is_found_by_the_tags_that_it_has_now() {
    without_limits(async |site: &TestSite| {
        let guest = site.guest();
        let before = found(&guest, "in:").await.len() + found(&guest, "tag:kettles").await.len();
        assert_eq!(before, 6);
        let steward = site.steward();
        let form = steward
            .get(&format!("/write/{}", site.kettle.id))
            .await
            .ok();
        let form = form.form(&format!("/write/{}", site.kettle.id));

        steward
            .submit(&form, &[("tags", "samovars"), ("do", "save")])
            .await
            .done();

        assert_eq!(
            found(&guest, "tag:samovars kind:article").await,
            [site.kettle.path.as_str()]
        );
        site.run_jobs().await;
        assert_eq!(found(&guest, "tag:samovars").await.len(), 6);
        assert!(
            search(&guest, "tag:kettles")
                .await
                .says("Nothing is tagged “kettles”.")
        );
    })
    .await;
}
