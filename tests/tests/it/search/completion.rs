//! What completes a text that is being written.

use serde_json::Value;

use super::*;
use crate::kit::word;

/// What would be put into the text.
async fn completed(browser: &Browser, query: &str) -> Vec<String> {
    let answer = browser.get(&format!("/completions?{query}")).await.ok();
    let value: Value = serde_json::from_str(&answer.text).unwrap();
    let list = value["suggestions"].as_array().unwrap();
    list.iter()
        .map(|one| one["put"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn people_are_completed_by_their_handle_and_titles_by_a_link() {
    everywhere(async |site: &TestSite| {
        let member = site.member();

        assert_eq!(completed(&member, "name=bold").await, ["@tom"]);
        assert_eq!(completed(&member, "name=mi").await, ["@mina"]);
        assert_eq!(
            completed(&member, "title=mend+a+ke").await,
            [format!(
                "[How to mend a kettle \\& keep it]({})",
                site.kettle.path
            )]
        );
        for nothing in ["", "name=%22%5C", "title=zzzz"] {
            assert!(completed(&member, nothing).await.is_empty(), "{nothing}");
        }
        let long = format!("name={}", "%C3%A4+".repeat(900));
        assert!(completed(&member, &long).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn nothing_is_completed_that_one_may_not_see() {
    everywhere(async |site: &TestSite| {
        let draft = format!("title={}", word::DRAFT);
        let talk = format!("title={}", word::MEMBERS_TALK);

        assert!(completed(&site.member(), &draft).await.is_empty());
        assert!(completed(&site.member(), "name=peregrine").await.is_empty());
        assert_eq!(completed(&site.member(), &talk).await.len(), 1);
        let guest = site.guest().get(&format!("/completions?{talk}")).await;
        assert!(!guest.status.is_success() && !guest.text.contains(word::MEMBERS_TALK));
    })
    .await;
}
