//! Whatever is typed, the page is a page.

use super::*;

#[tokio::test]
async fn whatever_is_typed_nothing_fails() {
    without_limits(async |site: &TestSite| {
        for browser in [site.member(), site.moderator()] {
            for query in [
                "\"".repeat(10_240),
                ":".repeat(10_240),
                "by:nobody ".repeat(1_000),
                "a".repeat(10_240),
                "\0".repeat(64),
                "kettle\0leaks".to_owned(),
                "by:\0".to_owned(),
                "tag:\0 in:\0 kind:\0".to_owned(),
                "\u{202e}kettle\u{feff}".to_owned(),
                "' or 1=1; drop table person; --".to_owned(),
                "title:kettle OR NEAR(a b) AND NOT *".to_owned(),
                "plain:* <-> & | ! ( )".to_owned(),
                "by:@' tag:\"'\" in:/'".to_owned(),
                "before:0000 after:9999-12-31 until:9999".to_owned(),
                "in:/../../etc/passwd in:javascript:alert(1)".to_owned(),
                "-\"".to_owned(),
                "<script>alert(1)</script>".to_owned(),
                "by:<b>mina</b> tag:<i> colour:<u>".to_owned(),
            ] {
                // What has a zero byte in it is nothing that a browser sends: it is refused, in words.
                let refused = query.contains('\0');
                let page = browser.get(&address(&query)).await;
                assert_eq!(page.outcome(), if refused { 400 } else { 200 });
                assert!(!page.text.contains("<script>alert"));
                assert!(!page.text.contains("<b>mina") && !page.text.contains("<u>"));
                let path = address(&query).replace("/search?", "/search/suggest?");
                assert_eq!(browser.get(&path).await.outcome(), page.outcome());
                let form = "kind=%22&by=%22&tag=%22,%22&from=x&until=&order=x";
                let narrowed = browser.get(&format!("{}&{form}", address(&query))).await;
                assert_eq!(narrowed.outcome(), if refused { 400 } else { 303 });
            }
            for after in [
                "",
                "x",
                "1.2.3",
                "-1.-1.-1",
                "9223372036854775807.9223372036854775807.9223372036854775807",
                "99999999999999999999.1.1",
            ] {
                browser
                    .get(&format!("/search?q=kettle&after={after}"))
                    .await
                    .ok();
                browser
                    .get(&format!("/search?q=kind:comment&after={after}"))
                    .await
                    .ok();
                browser
                    .get(&format!("/search?q=kind:person+mina&after={after}"))
                    .await
                    .ok();
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_query_that_is_too_long_is_asked_for_again() {
    everywhere(async |site: &TestSite| {
        let page = search(&site.guest(), &"kettle ".repeat(40)).await;
        assert!(page.says("Please search with fewer words."));
        assert!(page.page().by_id("results").is_none());
    })
    .await;
}
