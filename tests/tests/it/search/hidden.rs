//! What is hidden is nowhere: not among the finds, not in their number, not in what is suggested or said to be meant.

use super::*;

/// Words for a query that has the letters of a hidden one and is nowhere.
fn nowhere(word: &str) -> String {
    "x".repeat(word.chars().count())
}

#[tokio::test]
async fn everybody_finds_what_they_may_read() {
    without_limits(async |site: &TestSite| {
        for (who, browser) in site.personas() {
            for (word, open_to_guests) in [
                (word::PUBLIC, true),
                (word::MEMBERS, false),
                (word::MEMBERS_COMMENT, false),
                (word::MEMBERS_TALK, false),
            ] {
                let found = found(&browser, word).await;
                assert_eq!(
                    !found.is_empty(),
                    open_to_guests || who != "guest",
                    "{who} {word}"
                );
            }
            // Not even one's own drafts, nor what waits: those have lists of their own.
            for nowhere in [word::DELETED, word::WAITING, word::DRAFT] {
                assert_eq!(
                    heading(&browser, nowhere).await,
                    "Nothing found",
                    "{who} {nowhere}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_about_a_hidden_word_is_that_of_a_word_that_is_nowhere_to_the_byte() {
    without_limits(async |site: &TestSite| {
        app::search::learn(site.app()).await.unwrap();
        let guest = site.guest();
        for hidden in [
            word::MEMBERS,
            word::MEMBERS_TALK,
            word::MEMBERS_COMMENT,
            word::DRAFT,
            word::WAITING,
            word::DELETED,
        ] {
            for query in [
                "{}",
                "\"{}\"",
                "kettle {}",
                "{} kind:comment",
                "-{} base",
                "{} by:@sten",
                "kind:person {}",
            ] {
                let about = async |word: &str| {
                    let page = search(&guest, &query.replace("{}", word)).await;
                    page.text
                        .replace(word, "WORD")
                        .replace(&word.to_lowercase(), "WORD")
                };
                assert_eq!(
                    about(hidden).await,
                    about(&nowhere(hidden)).await,
                    "{query} {hidden}"
                );
            }
            for query in [
                hidden,
                &hidden[..4],
                &format!("tag:{hidden}"),
                &format!("by:{hidden}"),
            ] {
                let suggested = guest
                    .get(&address(query).replace("/search?", "/search/suggest?"))
                    .await
                    .ok();
                assert_eq!(
                    suggested.text, r#"{"suggestions":[],"told":"No suggestions"}"#,
                    "{query}"
                );
            }
        }
        // Tags, places and conversations that are for members only.
        for (hidden, nowhere) in [
            ("tag:sweets".to_owned(), "tag:nothing".to_owned()),
            (
                format!("in:{}", site.backroom.path),
                "in:/articles/2026/03/nothing".to_owned(),
            ),
            (
                format!("in:{}", site.backroom.id),
                "in:0000000000077".to_owned(),
            ),
        ] {
            let (one, other) = (
                search(&guest, &hidden).await,
                search(&guest, &nowhere).await,
            );
            assert_eq!(finds(&one.page()), finds(&other.page()));
            assert_eq!(one.page().by_id("results"), other.page().by_id("results"));
            assert_eq!(one.page().by_id("kinds"), other.page().by_id("kinds"));
            assert!(!one.text.contains(word::MEMBERS), "{hidden}");
            assert!(!found(&site.member(), &hidden).await.is_empty(), "{hidden}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_slip_near_a_hidden_word_tells_nobody_who_may_not_read_it() {
    without_limits(async |site: &TestSite| {
        app::search::learn(site.app()).await.unwrap();
        for (who, browser) in site.personas() {
            for (slip, right, shown) in [
                ("marzipen", "marzipan", who != "guest"),
                ("nougatime", "nougatine", who != "guest"),
                ("ocarima", "ocarina", who != "guest"),
                ("quincumx", "quincunx", false),
                ("zibelime", "zibeline", false),
                ("halcyom", "halcyon", false),
                ("peregrime", "peregrine", false),
            ] {
                let page = search(&browser, slip).await;
                assert_eq!(page.says(right), shown, "{who} {slip}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_goes_is_found_no_more_and_what_comes_back_is_found_again() {
    without_limits(async |site: &TestSite| {
        let guest = site.guest();
        let moderator = site.moderator.caller();
        // A comment that a moderator takes away.
        assert_eq!(found(&guest, "leaks").await.len(), 1);
        app::comment::delete(site.app(), moderator.clone(), site.first)
            .await
            .unwrap();
        assert_eq!(heading(&guest, "leaks").await, "Nothing found");
        app::comment::restore(site.app(), moderator.clone(), site.first)
            .await
            .unwrap();
        assert_eq!(found(&guest, "leaks").await.len(), 1);
        // One that waits, once it is let through.
        assert_eq!(heading(&guest, word::WAITING).await, "Nothing found");
        app::comment::decide(
            site.app(),
            moderator,
            site.waiting,
            domain::hold::Fate::Through,
        )
        .await
        .unwrap();
        assert_eq!(found(&guest, word::WAITING).await.len(), 1);
        // A conversation that is taken back, with all that is said in it.
        let steward = site.steward();
        let idea = site.member();
        idea.post(&format!("/conversations/{}/withdrawal", site.idea.id), "")
            .await
            .done();
        assert_eq!(heading(&guest, "sundays").await, "Nothing found");
        // An article that becomes a draft again, and one that becomes the members'.
        let write = format!("/write/{}", site.kettle.id);
        let form = steward.get(&write).await.ok().form(&write);
        steward
            .submit(&form, &[("visibility", "members"), ("do", "save")])
            .await
            .done();
        assert_eq!(heading(&guest, "leaks").await, "Nothing found");
        site.run_jobs().await;
        assert_eq!(heading(&guest, "kettle").await, "Nothing found");
        assert_eq!(found(&site.member(), "leaks").await.len(), 1);
        let form = steward.get(&write).await.ok().form(&write);
        steward.submit(&form, &[("do", "withdraw")]).await;
        assert_eq!(heading(&site.member(), "leaks").await, "Nothing found");
    })
    .await;
}
