//! Reading: what a guest finds at the usual addresses.

use super::kit::{TestSite, everywhere};

#[tokio::test]
async fn a_guest_finds_the_article_with_its_thread() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();

        let page = guest.get(&site.kettle.path).await.ok();

        assert!(page.says("How to mend a kettle & keep it"));
    })
    .await;
}
