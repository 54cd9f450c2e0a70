//! Quoting what somebody said: their words and where they stand, and never what one may not see.

use http::StatusCode;

use crate::kit::{TestSite, everywhere, word};

#[tokio::test]
async fn a_quotation_says_whose_words_it_is_and_where_they_stand() {
    everywhere(async |site: &TestSite| {
        let (other, action) = (site.other(), site.kettle.comments());
        let thread = other.get(&site.kettle.path).await.ok();
        let quote = format!("{}?reply={}&quote=yes", site.kettle.path, site.first);
        assert!(thread.page().links().contains(&format!("{quote}#say")));

        let page = other.get(&quote).await.ok();

        let form = page.form(&action);
        assert_eq!(
            form.field("text").trim(),
            format!(
                "> [Mina O’Hara wrote:](/comments/{})\n>\n> Mine leaks at the base.",
                site.first
            )
        );
        assert_eq!(form.field("parent"), site.first.to_string());
        let text = format!("{}\nMine, too.", form.field("text"));
        other.submit(&form, &[("text", &text)]).await.done();
        let shown = site.guest().get(&site.kettle.path).await.ok();
        assert!(shown.text.contains("<blockquote"));
        let link = format!("href=\"/comments/{}\"", site.first);
        assert!(shown.text.contains(&link));
    })
    .await;
}

#[tokio::test]
async fn a_quotation_comes_after_what_was_begun_and_only_once() {
    everywhere(async |site: &TestSite| {
        let (other, action) = (site.other(), site.kettle.comments());
        let place = format!("in-{}-{}", site.kettle.id, site.first);
        let begun = [("of", place.as_str()), ("text", "I think so.")];
        other.post_fields("/drafts", &begun).await.ok();
        let quote = format!("{}?reply={}&quote=yes", site.kettle.path, site.first);

        let page = other.get(&quote).await.ok();
        let both = page.form(&action).field("text").to_owned();
        let version = page.form(&action).field("draft").to_owned();
        let kept = [
            ("of", place.as_str()),
            ("draft", version.as_str()),
            ("text", both.as_str()),
        ];
        other.post_fields("/drafts", &kept).await.ok();
        let again = other.get(&quote).await.ok();

        assert!(both.starts_with("I think so.\n\n> [Mina"), "{both}");
        let again = again.form(&action);
        assert_eq!(again.field("text").matches("wrote:").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_quotes_what_they_may_not_see() {
    everywhere(async |site: &TestSite| {
        let quotation =
            |id: base::Id<domain::comment::Comment>| format!("/comments/{id}/quotation");
        for (browser, id) in [
            (site.guest(), site.among_members),
            (site.guest(), site.waiting),
            (site.member(), site.waiting),
            (site.member(), site.stone),
            (site.guest(), site.stone),
        ] {
            let answer = browser.get(&quotation(id)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
            for id in [id, site.among_members] {
                let page = format!("{}?reply={id}&quote=yes", site.kettle.path);
                let page = browser.get(&page).await.ok();
                assert_eq!(page.form(&site.kettle.comments()).field("text"), "");
                for hidden in [word::MEMBERS_COMMENT, word::WAITING, word::DELETED] {
                    assert!(!page.text.contains(hidden), "{hidden}");
                }
            }
        }
        let told = site.member().get(&quotation(site.among_members)).await.ok();
        assert!(told.text.contains(word::MEMBERS_COMMENT));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_called_in_a_quotation_is_not_called_again() {
    everywhere(async |site: &TestSite| {
        let id = site
            .say(site.steward.caller(), &site.kettle, "Look, @tom", None)
            .await;
        let rows = |site: &TestSite| site.dump().rows("notification", "named");
        let before = rows(site);
        assert_eq!(before, 1);

        let member = site.member();
        let quote = format!("{}?reply={id}&quote=yes", site.kettle.path);
        let page = member.get(&quote).await.ok();
        let form = page.form(&site.kettle.comments());
        assert!(form.field("text").contains("@tom"));
        member.submit(&form, &[]).await.done();

        assert_eq!(rows(site), before);
    })
    .await;
}
