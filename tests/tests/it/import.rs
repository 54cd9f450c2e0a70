//! Moving in from TypePad: what readers find afterwards.

use app::import::{Answer, Checked, Import, Report, check, typepad};
use http::StatusCode;

use super::kit::{TestSite, without_limits};

/// Two weeks of somebody's weblog, with everything that matters.
const EXPORT: &str = r#"AUTHOR: Sten Holm
AUTHOR EMAIL: sten@example.net
TITLE: The café at the corner
STATUS: Publish
ALLOW COMMENTS: 1
CONVERT BREAKS: wysiwyg
BASENAME: the_cafe_at_the_corner
CATEGORY: Food and Drink
PRIMARY CATEGORY: Food and Drink
TAGS: Ostmere,"old places"
UNIQUE URL: http://sten.typepad.com/weblog/2007/11/the_cafe_at_the_corner.html
DATE: 11/03/2007 09:15:00 PM
-----
BODY:
<p>It opened in <a href="http://sten.typepad.com/weblog/2007/11/october.html">October</a>.
<a href="http://sten.typepad.com/.a/6a00e5-popup"><img alt="The door" src="http://sten.typepad.com/.a/6a00e5-320wi" /></a></p>
<script>alert("marzipan")</script>
-----
EXTENDED BODY:

-----
COMMENT:
AUTHOR: Gast
EMAIL: gast@example.com
IP: 192.0.2.9
URL: http://gast.example/
DATE: 11/04/2007 08:00:00 AM
I was there, it&amp;#39;s lovely.
-----
COMMENT:
AUTHOR: Sten
EMAIL: sten@example.net
IP: 192.0.2.9
URL:
DATE: 11/04/2007 08:30:00 AM
Then we must have met.
-----
--------
AUTHOR: Sten Holm
AUTHOR EMAIL: sten@example.net
TITLE: October
STATUS: Publish
ALLOW COMMENTS: 0
CONVERT BREAKS: __default__
BASENAME: october
UNIQUE URL: http://sten.typepad.com/weblog/2007/11/october.html
DATE: 11/01/2007 12:00:00 AM
-----
BODY:
Leaves.

More leaves.
-----
COMMENT:
AUTHOR: Anna
EMAIL: none@unknown.com
IP: 192.0.2.9
URL:
DATE: 11/01/2007 21:29:10 PM
Rakes!
-----
--------
AUTHOR: Sten Holm
TITLE: A secret
STATUS: Draft
BASENAME: a_secret
DATE: 11/02/2007 12:00:00 PM
-----
BODY:
Nobody reads quinces.
-----
--------
"#;

/// A picture of two colours.
const PICTURE: &[u8] = b"GIF89a\x02\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\xff,\x00\x00\x00\x00\x02\x00\x01\x00\x00\x02\x02\x44\x0a\x00;";

async fn bring(site: &TestSite) -> Report {
    let folder = site.folder().join("old");
    std::fs::create_dir_all(folder.join("pictures")).unwrap();
    std::fs::write(folder.join("export.txt"), EXPORT).unwrap();
    std::fs::write(folder.join("pictures/6a00e5-800wi.gif"), PICTURE).unwrap();
    let import = Import {
        file: folder.join("export.txt"),
        media: Some(folder.join("pictures")),
        zone: Some("Europe/Stockholm".into()),
        report: Some(folder.join("report.jsonl")),
        ..Import::default()
    };
    typepad(site.app(), &import, &|_| {}).await.unwrap()
}

#[tokio::test]
async fn an_imported_article_is_read_like_any_other() {
    without_limits(async |site: &TestSite| {
        let report = bring(site).await;
        assert_eq!(
            (report.entries.new, report.comments.new),
            (3, 3),
            "{report}"
        );
        let path = "/articles/2007/11/the-cafe-at-the-corner";

        let page = site.guest().get(path).await.ok();

        assert!(page.says("The café at the corner"));
        assert!(
            page.text.contains("/@sten"),
            "its author is the member of that address"
        );
        assert!(
            page.text.contains("I was there, it's lovely.")
                || page.text.contains("it&#39;s lovely")
        );
        assert!(page.text.contains("href=\"/articles/2007/11/october\""));
        assert!(!page.text.contains("marzipan\")"), "no program comes along");
        assert!(page.text.contains("2007"));
        let category = site.guest().get("/articles/in/food-and-drink").await.ok();
        assert!(category.says("The café at the corner"));
        let found = site.guest().get("/search?q=lovely").await.ok();
        assert!(found.text.contains("<mark>lovely</mark>"));
    })
    .await;
}

#[tokio::test]
async fn its_pictures_are_shown_and_hidden_drafts_stay_hidden() {
    without_limits(async |site: &TestSite| {
        let report = bring(site).await;
        assert_eq!(
            (report.pictures_found, report.pictures_missing),
            (1, 0),
            "{report}"
        );

        let page = site
            .guest()
            .get("/articles/2007/11/the-cafe-at-the-corner")
            .await
            .ok();

        let address = page
            .text
            .split("src=\"/media/")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let picture = site
            .guest()
            .get(&format!("/media/{}", address.unwrap()))
            .await;
        assert_eq!(picture.status, StatusCode::OK);
        assert!(picture.header("content-type").starts_with("image/"));
        let old = site.guest().get("/.a/6a00e5-320wi").await;
        assert_eq!(old.status, StatusCode::MOVED_PERMANENTLY);

        let secret = site.guest().get("/articles/2007/11/a-secret").await;
        assert_eq!(secret.status, StatusCode::NOT_FOUND);
        let found = site.guest().get("/search?q=quinces").await.ok();
        assert!(!found.text.contains("a-secret"));
        assert!(
            site.owner()
                .get("/articles/2007/11/a-secret")
                .await
                .ok()
                .says("quinces")
        );
    })
    .await;
}

#[tokio::test]
async fn an_old_thread_goes_on_unless_it_was_closed() {
    without_limits(async |site: &TestSite| {
        bring(site).await;
        let browser = site.member();

        let open = browser
            .get("/articles/2007/11/the-cafe-at-the-corner")
            .await
            .ok();
        let closed = browser.get("/articles/2007/11/october").await.ok();

        assert!(open.text.contains("name=\"text\""));
        assert!(!closed.text.contains("name=\"text\""));
        assert!(closed.says("Rakes!"));
    })
    .await;
}

async fn ask_all(site: &TestSite) -> Checked {
    let browser = site.guest();
    let ask = async |address: &str| {
        let answer = browser.get(address).await;
        Some(Answer {
            status: answer.status.as_u16(),
            location: answer
                .status
                .is_redirection()
                .then(|| answer.location().to_owned()),
        })
    };
    check(site.app(), ask, &|_| {}).await.unwrap()
}

#[tokio::test]
async fn every_old_address_answers_at_the_running_router() {
    without_limits(async |site: &TestSite| {
        let report = bring(site).await;
        assert!(report.addresses_kept > 20);

        let checked = ask_all(site).await;

        assert_eq!(checked.failures, []);
        assert_eq!(checked.asked, checked.answered);
        let away = site
            .guest()
            .get("/weblog/2007/11/october.html?cid=6a00d8")
            .await;
        assert_eq!(away.location(), "/articles/2007/11/october");
    })
    .await;
}

#[tokio::test]
async fn importing_again_changes_nothing_that_readers_see() {
    without_limits(async |site: &TestSite| {
        bring(site).await;
        let browser = site.guest();
        let list = browser.get("/articles").await.ok().text;

        let report = bring(site).await;

        assert_eq!(
            (
                report.entries.new,
                report.comments.new,
                report.pictures_found
            ),
            (0, 0, 0)
        );
        assert_eq!(browser.get("/articles").await.ok().text, list);
        assert_eq!(
            site.run_jobs().await,
            0,
            "nobody is told of what is long over"
        );
    })
    .await;
}
