//! Addresses that things had before lead to where they are now.

use http::StatusCode;

use super::kit::{TestSite, everywhere};

async fn keep(site: &TestSite, old: &'static str, new: &str) {
    let new = new.to_owned();
    let kept = site
        .app()
        .write(move |tx| Ok(store::old_address::keep(tx, old, &new)?));
    kept.await.unwrap();
}

#[tokio::test]
async fn an_old_address_leads_to_the_new_one_for_ever() {
    everywhere(async |site: &TestSite| {
        keep(site, "/weblog/2009/11/kettles.html", &site.kettle.path).await;
        keep(
            site,
            "/weblog/2009/11/kettles.html?cid=6a00d8",
            &format!("{}#comment-x", site.kettle.path),
        )
        .await;
        for (old, target) in [
            ("/weblog/2009/11/kettles.html", site.kettle.path.clone()),
            ("/weblog/2009/11/kettles", site.kettle.path.clone()),
            ("/weblog/2009/11/kettles/", site.kettle.path.clone()),
            (
                "/weblog/2009/11/kettles.html?utm_source=x",
                site.kettle.path.clone(),
            ),
            (
                "/weblog/2009/11/kettles.html?cid=6a00d8",
                format!("{}#comment-x", site.kettle.path),
            ),
            (
                "/weblog/2009/11/kettles/comments/atom.xml",
                format!("{}/feed.atom", site.kettle.path),
            ),
        ] {
            for (who, browser) in [("guest", site.guest()), ("member", site.member())] {
                let away = browser.get(old).await;

                assert_eq!(away.status, StatusCode::MOVED_PERMANENTLY, "{who} {old}");
                assert_eq!(away.location(), target, "{who} {old}");
            }
        }
        let nowhere = site.guest().get("/weblog/2009/11/cattle.html").await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_was_below_an_old_list_leads_to_the_list() {
    everywhere(async |site: &TestSite| {
        keep(site, "/weblog/2009/11/", "/articles/2009/11").await;
        keep(site, "/weblog/tea_kettles/", "/articles/in/tea-kettles").await;
        for (old, target) in [
            ("/weblog/2009/11/30/", "/articles/2009/11"),
            ("/weblog/2009/11/30/index.html", "/articles/2009/11"),
            ("/weblog/2009/11/page/2/", "/articles/2009/11"),
            ("/weblog/tea_kettles/page/3", "/articles/in/tea-kettles"),
            (
                "/weblog/tea_kettles/atom.xml",
                "/articles/in/tea-kettles/feed.atom",
            ),
            (
                "/weblog/tea_kettles/index.rdf",
                "/articles/in/tea-kettles/feed.rss",
            ),
            ("/WEBLOG/Tea_Kettles/INDEX.html", "/articles/in/tea-kettles"),
        ] {
            let away = site.guest().get(old).await;

            assert_eq!(away.status, StatusCode::MOVED_PERMANENTLY, "{old}");
            assert_eq!(away.location(), target, "{old}");
        }
        for nowhere in [
            "/weblog/2009/11/x/",
            "/weblog/30/",
            "/weblog/2009/11/atom.xml",
        ] {
            let away = site.guest().get(nowhere).await;
            assert_eq!(away.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_old_address_of_the_front_leads_on_by_its_query() {
    everywhere(async |site: &TestSite| {
        keep(site, "/?p=42", &site.kettle.path).await;

        let away = site.guest().get("/?p=42").await;
        let front = site.guest().get("/?p=43").await;

        assert_eq!(away.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(away.location(), site.kettle.path);
        assert_eq!(front.status, StatusCode::OK);
    })
    .await;
}
