//! Every route, by who asks: a table that changes only on purpose. It is written from the program's own list of routes.

use std::fmt::Write as _;

use domain::group::Visibility;
use http::Method;
use web::{Audience, Row};

use super::kit::{Answer, TestSite, on_sqlite, word};

/// An address under a route's path at which there is something.
pub(crate) fn filled(site: &TestSite, path: &str) -> String {
    let (year, month, slug) = {
        let mut parts = site.kettle.path.split('/').skip(2);
        let mut next = || parts.next().unwrap().to_owned();
        (next(), next(), next())
    };
    let path = &path.replace("/conversations/{id}/{slug}", &site.question.path);
    let last = path.rsplit('/').next().unwrap_or_default();
    let id = match (path.split('/').nth(1), last) {
        (Some("comments"), "approval" | "rejection") => site.waiting.to_string(),
        (Some("comments"), "restoration") => site.stone.to_string(),
        (Some("comments"), "undoing") => site.under_stone.to_string(),
        (Some("comments"), _) => site.first.to_string(),
        (
            Some("conversations"),
            "edit" | "level" | "history" | "answer" | "support" | "decision" | "withdrawal"
            | "hand" | "ending" | "thanks" | "approval" | "rejection",
        ) => site.question.id.to_string(),
        (Some("conversations" | "write"), _) => site.kettle.id.to_string(),
        (Some("people"), "level" | "report" | "introduction") => site.other.id.to_string(),
        (
            Some("admin"),
            "role" | "suspension" | "reinstatement" | "leaving" | "return" | "case",
        ) => site.other.id.to_string(),
        (Some("applications"), _) => site.applicant.to_string(),
        (Some("media" | "pictures"), _) => site.picture.to_string(),
        (Some("invitations"), _) => site.invitation.to_string(),
        _ => "0000000000001".to_owned(),
    };
    let filled = path
        .replace("/tagged/{slug}", "/tagged/kettles")
        .replace("/in/{slug}", "/in/workshop")
        .replace("{group}", &site.circle)
        .replace("{year}", &year)
        .replace("{month}", &month)
        .replace("{slug}", &slug)
        .replace("{id}", &id)
        .replace("{guest}", "0000000000001")
        .replace("{width}", "40")
        .replace("{place}", "new")
        .replace("{handle}", site.steward.handle)
        .replace("{secret}", &base::Secret::new().reveal());
    assert!(
        !filled.contains('{'),
        "say in route.rs what stands in {path} for {{…}}"
    );
    filled
}

/// What came of asking: the status, and where one is sent if that is to the door.
fn outcome(answer: &Answer) -> String {
    let to = answer.header("location");
    let door = ["/sign-in", "/prove"]
        .into_iter()
        .find(|door| to.starts_with(door));
    match door {
        Some(door) => format!("{} {door}", answer.outcome()),
        None => answer.outcome().to_string(),
    }
}

/// A line of the table: who gets the same answer is told together.
fn line(table: &mut String, method: &Method, row: &Row, cells: &[(&str, String)]) {
    let mut answers: Vec<(&str, Vec<&str>)> = Vec::new();
    for (who, answer) in cells {
        match answers.iter_mut().find(|(known, _)| known == answer) {
            Some((_, others)) => others.push(who),
            None => answers.push((answer, vec![who])),
        }
    }
    let answers: Vec<String> = answers
        .into_iter()
        .map(|(answer, who)| match who.len() {
            n if n == cells.len() => format!("{answer}: everybody"),
            _ => format!("{answer}: {}", who.join(", ")),
        })
        .collect();
    writeln!(
        table,
        "{method} {} ({:?}, {:?})",
        row.path, row.audience, row.class
    )
    .unwrap();
    writeln!(table, "    {}", answers.join("\n    ")).unwrap();
}

#[tokio::test]
async fn routes_by_who_asks_change_only_on_purpose() {
    let mut table = String::new();
    let site = on_sqlite().await;
    for (row, methods) in web::rows() {
        if methods.contains(&Method::GET) {
            let mut cells = Vec::new();
            for (who, browser) in site.personas() {
                let path = filled(&site, row.path);
                let cell = match row.path {
                    // It goes on for as long as somebody listens.
                    "/live" => browser.listen(&path).await.status.as_u16().to_string(),
                    _ => outcome(&browser.get(&path).await),
                };
                cells.push((who, cell));
            }
            line(&mut table, &Method::GET, &row, &cells);
        }
    }
    for (row, methods) in web::rows() {
        if methods.contains(&Method::POST) {
            let mut cells = Vec::new();
            let mut site = on_sqlite().await;
            for number in 0..site.personas().len() {
                let (who, browser) = site.personas().swap_remove(number);
                let answer = browser.post(&filled(&site, row.path), "").await;
                cells.push((who, outcome(&answer)));
                if answer.status.is_success() || answer.status.is_redirection() {
                    // Something may have happened: the next one comes to a site where it has not.
                    site = on_sqlite().await;
                }
            }
            line(&mut table, &Method::POST, &row, &cells);
        }
    }
    insta::assert_snapshot!("routes", table);
}

#[tokio::test]
async fn on_a_private_site_nobody_outside_learns_anything() {
    let site = on_sqlite().await;
    site.configure(|settings| settings.visibility = Visibility::Members)
        .await;
    let guest = site.guest();
    for (row, methods) in web::rows() {
        let path = filled(&site, row.path);
        let mut answers = Vec::new();
        if methods.contains(&Method::GET) {
            answers.push(guest.get(&path).await);
            answers.push(guest.with("accept", "application/json").get(&path).await);
            answers.push(
                guest
                    .with("accept", "application/atom+xml")
                    .get(&path)
                    .await,
            );
            answers.push(guest.head(&path).await);
        }
        if methods.contains(&Method::POST) {
            answers.push(guest.post(&path, "").await);
            answers.push(
                guest
                    .with("accept", "application/json")
                    .post(&path, "")
                    .await,
            );
        }
        for answer in answers {
            says_nothing(&answer);
            if !matches!(row.audience, Audience::Outside) {
                let page = !answer.asked.starts_with("POST")
                    && answer.header("location").starts_with("/sign-in");
                let refused = matches!(answer.outcome(), 401 | 403 | 404);
                assert!(page || refused, "{} {}", answer.asked, answer.status);
            }
        }
    }
    for path in [
        "/nowhere",
        "/weblog/2009/11/old.html",
        "/robots.txt",
        "/favicon.ico",
        "/sitemap.xml",
        "/.well-known/security.txt",
        "/manifest.webmanifest",
    ] {
        says_nothing(&guest.get(path).await);
    }
    // Whoever belongs there notices nothing.
    assert!(
        site.member()
            .get(&site.kettle.path)
            .await
            .ok()
            .says("Kettle & Thread")
    );
}

/// No name, no charter, no people, no words.
fn says_nothing(answer: &Answer) {
    let known = [
        "Kettle",
        "thrown away",
        "Imke",
        "imke",
        "Sten",
        "Mina",
        "mend",
        word::PUBLIC,
    ];
    let text = answer.text.replace("/sign-in?return_to=", "");
    for word in known.iter().chain(&word::HIDDEN) {
        // The address that was asked for may be told back.
        let asked = answer.asked.to_lowercase().contains(&word.to_lowercase());
        assert!(
            asked || !text.contains(word),
            "{}: says {word}: {}",
            answer.asked,
            answer.page().words()
        );
    }
    for name in ["etag", "last-modified", "content-disposition", "link"] {
        assert!(
            answer.headers.get(name).is_none() || answer.asked.contains("/assets/"),
            "{} {name}",
            answer.asked
        );
    }
}

#[tokio::test]
async fn an_old_address_on_a_private_site_is_no_address_for_guests() {
    let site = on_sqlite().await;
    let target = site.kettle.path.clone();
    let kept = site
        .app()
        .write(move |tx| Ok(store::old_address::keep(tx, "/weblog/old.html", &target)?));
    kept.await.unwrap();
    site.configure(|settings| settings.visibility = Visibility::Members)
        .await;

    let guest = site.guest().get("/weblog/old.html").await;
    let member = site.member().get("/weblog/old.html").await;

    assert!(guest.location().starts_with("/sign-in?return_to="));
    assert_eq!(member.location(), site.kettle.path);
}
