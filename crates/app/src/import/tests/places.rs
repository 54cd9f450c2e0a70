//! Old addresses, and whether they answer.

use std::collections::HashSet;

use super::kit::{Hall, entry, everywhere, export};
use crate::import::{Answer, check};

fn of(title: &str, rest: &str) -> String {
    entry(
        &format!("AUTHOR: Joe\nTITLE: {title}\nSTATUS: Publish\n{rest}"),
        "x",
        "",
    )
}

fn file() -> String {
    export(&[
        of(
            "With all",
            "BASENAME: with_all\nCATEGORY: Food & Drink\nUNIQUE URL: http://joe.typepad.com/my_weblog/2006/03/with_all.html\nDATE: 3/2/2006 1:00:00 PM",
        ),
        of(
            "Without a URL",
            "BASENAME: foo_bar\nDATE: 3/3/2006 1:00:00 PM",
        ),
        of("The Quick Brown Fox", "DATE: 3/4/2006 1:00:00 PM"),
        of(
            "Its own",
            "BASENAME: foo-bar\nUNIQUE URL: http://joe.typepad.com/2006/03/foo-bar.html\nDATE: 3/5/2006 1:00:00 PM",
        ),
        of(
            "Café",
            "BASENAME: cafe\nUNIQUE URL: http://joe.typepad.com/caf%C3%A9/a%20b.html\nDATE: 3/6/2006 1:00:00 PM",
        ),
    ])
}

/// Asks as the router would: what is here answers, what was somewhere sends on.
async fn ask(hall: &Hall, address: &str, pages: &HashSet<String>) -> Option<Answer> {
    assert!(address.is_ascii(), "{address}");
    let decoded = super::super::address::decoded(address);
    if pages.contains(&decoded) {
        return Some(Answer {
            status: 200,
            location: None,
        });
    }
    let path = decoded.split('?').next().unwrap().to_owned();
    let found = hall
        .app
        .read(move |from| Ok(store::old_address::find(from, &path)?));
    let location = found.await.unwrap();
    let status = if location.is_some() { 301 } else { 404 };
    Some(Answer { status, location })
}

async fn pages(hall: &Hall) -> HashSet<String> {
    let mut pages: HashSet<String> = hall
        .articles()
        .await
        .iter()
        .map(|line| line.path.clone())
        .collect();
    pages.extend(
        [
            "/",
            "/articles",
            "/articles/feed.atom",
            "/articles/feed.rss",
            "/comments/feed.atom",
            "/comments/feed.rss",
            "/articles/2006",
            "/articles/2006/03",
            "/articles/in/food-drink",
        ]
        .map(str::to_owned),
    );
    pages
}

#[test]
fn every_old_address_leads_to_its_new_place() {
    everywhere(async |hall| {
        let report = hall.bring(file()).await;

        let leads = async |address: &str| {
            let address = address.to_owned();
            let found = hall
                .app
                .read(move |from| Ok(store::old_address::find(from, &address)?));
            found.await.unwrap().unwrap_or_default()
        };
        for (old, new) in [
            (
                "/my_weblog/2006/03/with_all.html",
                "/articles/2006/03/with-all",
            ),
            ("/2006/03/with_all.html", "/articles/2006/03/with-all"),
            ("/2006/03/with-all/", "/articles/2006/03/with-all"),
            (
                "/my_weblog/2006/03/with_all/comments/page/2/",
                "/articles/2006/03/with-all",
            ),
            (
                "/my_weblog/2006/03/with_all/comments/atom.xml",
                "/articles/2006/03/with-all/feed.atom",
            ),
            ("/2006/03/foo_bar.html", "/articles/2006/03/foo-bar"),
            ("/2006/03/foo-bar.html", "/articles/2006/03/foo-bar-2"),
            (
                "/2006/03/the_quick_brown.html",
                "/articles/2006/03/the-quick-brown-fox",
            ),
            (
                "/2006/03/the_quick_brown_fox.html",
                "/articles/2006/03/the-quick-brown-fox",
            ),
            ("/café/a b.html", "/articles/2006/03/cafe"),
            ("/my_weblog/2006/03/", "/articles/2006/03"),
            ("/my_weblog/2006/03/index.html", "/articles/2006/03"),
            ("/2006/", "/articles/2006"),
            ("/my_weblog/food_drink/", "/articles/in/food-drink"),
            ("/food-drink/index.html", "/articles/in/food-drink"),
            ("/my_weblog/atom.xml", "/articles/feed.atom"),
            ("/rss.xml", "/articles/feed.rss"),
            ("/index.rdf", "/articles/feed.atom"),
            ("/my_weblog/", "/articles"),
            ("/2006/03/nothing.html", ""),
            ("/comments/nothing", ""),
        ] {
            assert_eq!(leads(old).await, new, "{old}");
        }
        assert_eq!(report.addresses_taken, 0, "{:?}", report.notes);
    });
}

#[test]
fn the_check_asks_for_every_old_address_and_counts_those_that_answer() {
    everywhere(async |hall| {
        hall.bring(file()).await;
        let pages = pages(hall).await;

        let checked = check(
            &hall.app,
            async |address: &str| ask(hall, address, &pages).await,
            &|_| {},
        )
        .await
        .unwrap();

        assert_eq!(checked.failures, []);
        assert!(
            checked.asked > 30 && checked.answered == checked.asked,
            "{checked}"
        );

        let mut pages = pages;
        pages.remove("/articles/2006/03/cafe");
        pages.insert("/rss.xml".into());
        let checked = check(
            &hall.app,
            async |address: &str| ask(hall, address, &pages).await,
            &|_| {},
        )
        .await
        .unwrap();
        assert_eq!(checked.asked - checked.answered, 3, "{checked}");
        insta::assert_snapshot!("check", checked.to_string().split_once('\n').unwrap().1);
    });
}

#[test]
fn an_address_that_something_else_has_is_reported_and_left() {
    everywhere(async |hall| {
        let kept = hall.app.write(|tx| {
            Ok(store::old_address::keep(
                tx,
                "/2006/03/foo_bar.html",
                "/elsewhere",
            )?)
        });
        kept.await.unwrap();

        let report = hall.bring(file()).await;

        assert_eq!(report.addresses_taken, 1);
        let note = report
            .notes
            .iter()
            .find(|note| note.kind == "address")
            .unwrap();
        assert_eq!(note.what, "/2006/03/foo_bar.html");
        assert!(note.why.ends_with("/elsewhere"));
    });
}
