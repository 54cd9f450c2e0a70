//! What is suggested to whoever is still typing.

use http::StatusCode;
use serde_json::Value;

use super::*;

/// Words and addresses of what is suggested.
async fn suggested(browser: &Browser, typed: &str) -> Vec<(String, String)> {
    let path = address(typed).replace("/search?", "/search/suggest?");
    let answer = browser.get(&path).await.ok();
    assert!(
        answer
            .header("content-type")
            .starts_with("application/json")
    );
    let value: Value = serde_json::from_str(&answer.text).unwrap();
    let list = value["suggestions"].as_array().unwrap();
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    list.iter()
        .map(|one| (text(one, "text"), text(one, "href")))
        .collect()
}

#[tokio::test]
async fn titles_people_and_tags_are_suggested_from_the_second_letter_on() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        let kettle = (
            "How to mend a kettle & keep it".to_owned(),
            site.kettle.path.clone(),
        );
        assert_eq!(
            suggested(&guest, "mend a ke").await,
            std::slice::from_ref(&kettle)
        );
        let some = suggested(&guest, "kett").await;
        assert_eq!(
            some,
            [
                kettle,
                ("#kettles".to_owned(), "/search?q=tag%3Akettles".to_owned())
            ]
        );
        assert_eq!(
            suggested(&guest, "Mi").await,
            [("Mina O’Hara (@mina)".to_owned(), "/@mina".to_owned())]
        );
        assert!(
            suggested(&guest, "ke")
                .await
                .contains(&("Maud Keller (@maud)".to_owned(), "/@maud".to_owned()))
        );
        // Names are data, whatever they look like.
        assert_eq!(
            suggested(&guest, "bold").await,
            [("Tom <b>Bold</b> (@tom)".to_owned(), "/@tom".to_owned())]
        );
        // Within an operator, its value is brought to an end.
        assert_eq!(
            suggested(&guest, "leaks by:mi").await,
            [(
                "Mina O’Hara (@mina)".to_owned(),
                "/search?q=leaks%20by%3A%40mina".to_owned()
            )]
        );
        assert_eq!(
            suggested(&guest, "leaks tag:gr").await,
            [(
                "#grease".to_owned(),
                "/search?q=leaks%20tag%3Agrease".to_owned()
            )]
        );
        for nothing in ["", "…", "zz", "by:", "tag:", "kind:article"] {
            assert_eq!(suggested(&guest, nothing).await, [], "{nothing}");
        }
        let member = suggested(&site.member(), "marz").await;
        assert_eq!(
            member,
            [(
                format!("{} for members", word::MEMBERS),
                site.backroom.path.clone()
            )]
        );
    })
    .await;
}

#[tokio::test]
async fn suggestions_have_a_limit_of_their_own_for_members_too() {
    everywhere(async |site: &TestSite| {
        for browser in [site.guest(), site.member()] {
            browser.get("/search?q=kettle").await.ok();
            let mut asked = 0;
            loop {
                let answer = browser.get("/search/suggest?q=ke").await;
                if answer.status == StatusCode::TOO_MANY_REQUESTS {
                    break;
                }
                asked += 1;
                assert!(asked < 240, "nobody said that it is too often");
            }
            assert!(asked >= 120, "{asked}");
            // The button goes on searching.
            browser.get("/search?q=kettle").await.ok();
        }
    })
    .await;
}
