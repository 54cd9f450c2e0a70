//! A conversation in the order of time.

use std::time::Duration;

use crate::kit::{TestSite, everywhere, word};

/// The comments of a page, in its order.
fn ids(text: &str) -> Vec<String> {
    let parts = text.split(r#"id="comment-"#).skip(1);
    parts.map(|part| part.chars().take(13).collect()).collect()
}

#[tokio::test]
async fn comments_can_be_read_in_the_order_of_time_and_from_any_day_on() {
    everywhere(async |site: &TestSite| {
        let flat = format!("/conversations/{}/by-time", site.kettle.id);
        site.wait(Duration::from_hours(48));
        let day = site.now().timestamp().strftime("%Y-%m-%d").to_string();
        let late = site
            .say(
                site.other.caller(),
                &site.kettle,
                "Two days later.",
                Some(site.first),
            )
            .await
            .to_string();
        let guest = site.guest();

        let thread = ids(&guest.get(&site.kettle.path).await.ok().text);
        let by_time = ids(&guest.get(&flat).await.ok().text);

        assert_eq!(by_time.last(), Some(&late));
        assert_ne!(thread.last(), Some(&late));
        let sorted = |mut all: Vec<String>| {
            all.sort();
            all
        };
        assert_eq!(sorted(thread), sorted(by_time.clone()));
        let from_then = guest.get(&format!("{flat}?on={day}")).await.ok();
        assert_eq!(ids(&from_then.text), [late]);
        assert!(from_then.says("Earlier"));
        let before = guest.get(&format!("{flat}?on=1999-01-01")).await.ok();
        assert_eq!(ids(&before.text), by_time);
        let never = guest.get(&format!("{flat}?on=9999-01-01")).await.ok();
        assert!(ids(&never.text).is_empty() && never.says("Nothing was said after that"));
        let nonsense = guest.get(&format!("{flat}?on=tomorrow")).await.ok();
        assert_eq!(nonsense.faults().len(), 1);
        for hidden in [word::WAITING, word::DELETED] {
            assert!(!before.text.contains(hidden), "{hidden}");
        }
        let closed = format!("/conversations/{}/by-time", site.backroom.id);
        assert_eq!(guest.get(&closed).await.outcome(), 404);
    })
    .await;
}

#[tokio::test]
async fn the_pages_in_the_order_of_time_miss_and_repeat_nothing() {
    everywhere(async |site: &TestSite| {
        for number in 0..70 {
            let parent = (number % 3 == 0).then_some(site.first);
            let text = format!("Number {number}.");
            site.say(site.other.caller(), &site.kettle, &text, parent)
                .await;
        }
        let member = site.member();
        let mut address = format!("/conversations/{}/by-time", site.kettle.id);
        let (mut found, mut back) = (Vec::new(), String::new());
        loop {
            let page = member.get(&address).await.ok();
            found.push(ids(&page.text));
            let links = page.page();
            back = links.link("« Earlier comments").unwrap_or(back);
            match links.link("Later comments »") {
                Some(next) => address = next.split('#').next().unwrap().to_owned(),
                None => break,
            }
        }

        assert_eq!(found.len(), 2);
        let back = member.get(back.split('#').next().unwrap()).await.ok();
        assert_eq!(ids(&back.text), found[0]);
        let all = found.concat();
        let mut once = all.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), all.len());
        // Read to the end, nothing is new any more.
        let page = member.get(&site.kettle.path).await.ok();
        assert!(!page.text.contains("comment__new"));
    })
    .await;
}
