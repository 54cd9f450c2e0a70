//! A hidden group changes nothing for anybody who is not in it (R21-R23): not one answer of the whole program.

use http::Method;

use super::{found, open, say};
use crate::kit::{Answer, Browser, TestSite, without_limits};
use crate::route;

/// Words that stand in the hidden group and nowhere else.
const SECRETS: [&str; 4] = ["Camarilla", "obsidian", "zeppelin", "gnomon"];

/// An answer without what differs each time: one-time keys of forms, and numbers of requests.
fn plain(answer: &Answer) -> String {
    let mut text = answer.text.clone();
    for (mark, end) in [
        ("name=\"key\" value=\"", '"'),
        ("name=\"mark\" value=\"", '"'),
        ("give this number: ", '<'),
    ] {
        let mut rest = text.as_str();
        let mut out = String::with_capacity(text.len());
        while let Some((before, after)) = rest.split_once(mark) {
            out.push_str(before);
            out.push_str(mark);
            rest = after.split_once(end).map_or("", |(_, rest)| rest);
        }
        out.push_str(rest);
        text = out;
    }
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| {
            !matches!(
                name.as_str(),
                "x-request-id" | "content-length" | "date" | "set-cookie" | "etag"
            )
        })
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("?")))
        .collect();
    headers.sort();
    format!(
        "{} {}\n{}\n{text}",
        answer.asked,
        answer.status,
        headers.join("\n")
    )
}

/// All addresses that can be read, and more of them that count, list and find.
fn addresses(site: &TestSite) -> Vec<String> {
    let mut all: Vec<String> = web::rows()
        .into_iter()
        .filter(|(row, methods)| methods.contains(&Method::GET) && row.path != "/live")
        .map(|(row, _)| route::filled(site, row.path))
        .collect();
    for secret in SECRETS {
        all.push(format!("/search?q={secret}"));
        all.push(format!("/search?q={}", &secret[..4]));
        all.push(format!("/search/suggestions?q={}", &secret[..4]));
        all.push(format!("/conversations?tag={}", secret.to_lowercase()));
    }
    all.extend(
        [
            "/search?q=camarila",
            "/search?q=by%3A%40tom",
            "/search?q=kind%3Adiscussion",
            "/search?q=tag%3Agnomon",
            "/conversations?sort=new",
            "/conversations?kind=discussion",
            "/conversations?unanswered=yes",
            "/conversations?show=new",
            "/conversations?show=followed",
            "/conversations?show=mine",
            "/@tom",
            "/@mina",
            "/g/camarilla",
            "/groups?show=mine",
            "/moderation/log",
            "/moderation/cases",
        ]
        .map(str::to_owned),
    );
    all
}

async fn answers(addresses: &[String], who: &[(&'static str, Browser)]) -> Vec<String> {
    let mut all = Vec::new();
    for (_, browser) in who {
        for address in addresses {
            all.push(plain(&browser.get(address).await));
        }
    }
    all
}

#[tokio::test]
async fn a_hidden_group_changes_no_answer_for_anybody_outside() {
    without_limits(async |site: &TestSite| {
        let other = site.other();
        let (who, addresses) = (site.personas(), addresses(site));
        // What looking itself changes has changed.
        answers(&addresses, &who).await;
        site.run_jobs().await;
        answers(&addresses, &who).await;
        let before = answers(&addresses, &who).await;

        let group = found(&other, "Camarilla", "hidden", "group").await;
        let words = "The obsidian is with @mina and @sten, who shall not know of it.";
        let path = open(&other, &group, "Camarilla of the zeppelin", words).await;
        let id = path.split('/').nth(2).unwrap().to_owned();
        say(&other, &path, "A gnomon, a gnomon for @imke!").await;
        let edit = other.get(&format!("/conversations/{id}/edit")).await.ok();
        let form = edit.form(&format!("/conversations/{id}/edit"));
        let fields = [("tags", "gnomon, kettles"), ("source", words)];
        other.submit(&form, &fields).await.done();
        let poll = other.get(&format!("/conversations/{id}/poll")).await.ok();
        let form = poll.form(&format!("/conversations/{id}/poll"));
        let fields = [("question", "Obsidian?"), ("options", "Yes\nNo")];
        other.submit(&form, &fields).await.done();
        site.run_jobs().await;

        let after = answers(&addresses, &who).await;
        assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            for secret in SECRETS {
                let asked = before.lines().next().unwrap_or_default();
                let body = after.split_once('\n').map_or("", |(_, body)| body);
                let said = asked.to_lowercase().contains(&secret.to_lowercase()[..4]);
                assert!(said || !body.contains(secret), "{asked} tells of {secret}");
            }
            // Whoever runs the program sees that it works, not for whom.
            let works = ["GET /admin ", "GET /admin/jobs "];
            if !works.iter().any(|page| before.starts_with(page)) {
                similar_asserts(before, after);
            }
        }

        // What is hidden answers as what is not there, to whatever is done to it.
        for (name, browser) in &who {
            let nowhere = "7ZZZZZZZZZZZZ";
            for path in [
                "/conversations/{}/level",
                "/conversations/{}/comments",
                "/conversations/{}/report",
                "/conversations/{}/edit",
                "/conversations/{}/seen",
                "/conversations/{}/withdrawal",
                "/conversations/{}/vote",
            ] {
                let form = "level=watching&text=Hm&reason=spam&name=G&email=g@example.org";
                let there = browser.post(&path.replace("{}", &id), form).await;
                let absent = browser.post(&path.replace("{}", nowhere), form).await;
                let strip = |answer: &Answer, id: &str| {
                    let text = plain(answer).replace(id, "ID");
                    text.split_once('\n')
                        .map_or(String::new(), |(_, rest)| rest.to_owned())
                };
                assert_eq!(
                    (there.status, strip(&there, &id)),
                    (absent.status, strip(&absent, nowhere)),
                    "{name} {path}"
                );
            }
        }
    })
    .await;
}

/// The first line in which two answers differ is told, rather than both of them whole.
#[track_caller]
fn similar_asserts(before: &str, after: &str) {
    if before == after {
        return;
    }
    let mut lines = before.lines().zip(after.lines());
    let differing = lines.find(|(old, new)| old != new);
    panic!(
        "{} changed: {differing:?}",
        before.lines().next().unwrap_or_default()
    );
}
