//! Thanks: given once however often the button is pressed.

use http::StatusCode;

use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn thanks_are_given_once_however_often_the_button_is_pressed() {
    everywhere(async |site: &TestSite| {
        let thanks = format!("/comments/{}/thanks", site.first);
        let count = async |browser: &crate::kit::Browser| {
            let page = browser.get(&site.kettle.path).await.ok();
            let comment = page.page().by_id(&format!("comment-{}", site.first));
            let words = comment.unwrap();
            words.chars().rfind(char::is_ascii_digit)
        };
        let other = site.other();
        let page = other.get(&site.kettle.path).await.ok();
        let form = page.form(&thanks);
        assert_eq!(form.field("thanks"), "yes");

        for _ in 0..3 {
            other.submit(&form, &[]).await.done();
        }
        let (one, two) = (site.steward(), site.moderator());
        tokio::join!(one.submit(&form, &[]), two.submit(&form, &[]));

        assert_eq!(count(&other).await, Some('3'));
        assert_eq!(count(&site.guest()).await, Some('3'));
        let page = other.get(&site.kettle.path).await.ok();
        let back = page.form(&thanks);
        assert_eq!(back.field("thanks"), "no");
        for _ in 0..2 {
            other.submit(&back, &[]).await.done();
        }
        assert_eq!(count(&other).await, Some('2'));
    })
    .await;
}

#[tokio::test]
async fn nobody_thanks_themselves_or_a_stone_and_guests_sign_in_first() {
    everywhere(async |site: &TestSite| {
        let own = site
            .member()
            .post(&format!("/comments/{}/thanks", site.first), "thanks=yes")
            .await;
        let stone = site
            .member()
            .post(&format!("/comments/{}/thanks", site.stone), "thanks=yes")
            .await;
        let waiting = site
            .member()
            .post(&format!("/comments/{}/thanks", site.waiting), "thanks=yes")
            .await;
        let guest = site
            .guest()
            .post(&format!("/comments/{}/thanks", site.first), "thanks=yes")
            .await;

        assert_eq!(own.status, StatusCode::FORBIDDEN);
        assert_eq!(stone.status, StatusCode::FORBIDDEN);
        assert_eq!(waiting.status, StatusCode::NOT_FOUND);
        assert_eq!(guest.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}
