//! Stories about groups.

mod coming;
mod hidden;
mod meeting;
mod talk;
mod tending;

use crate::kit::{Browser, TestSite};

/// Founds a group by its form. Gives its address.
async fn found(browser: &Browser, name: &str, entry: &str, visibility: &str) -> String {
    let page = browser.get("/groups/new").await.ok();
    let fields = [
        ("name", name),
        ("charter", "We meet so that it gets done."),
        ("entry", entry),
        ("visibility", visibility),
    ];
    let done = browser.submit(&page.form("/groups/new"), &fields).await;
    let path = done.done().split('?').next().unwrap().to_owned();
    assert!(path.starts_with("/g/"), "{path}");
    path
}

/// Opens a discussion in a group by the form. Gives its address.
async fn open(browser: &Browser, group: &str, title: &str, words: &str) -> String {
    let handle = group.trim_start_matches("/g/");
    let page = browser
        .get(&format!("/conversations/new?group={handle}"))
        .await
        .ok();
    let fields = [
        ("kind", "discussion"),
        ("title", title),
        ("source", words),
        ("group", handle),
    ];
    let form = page.form("/conversations/new");
    let done = browser.submit(&form, &fields).await;
    done.done().to_owned()
}

/// Says something under a conversation.
async fn say(browser: &Browser, path: &str, words: &str) -> String {
    let id = path.split('/').nth(2).unwrap();
    let action = format!("/conversations/{id}/comments");
    let page = browser.get(path).await.ok();
    let said = browser
        .submit(&page.form(&action), &[("text", words)])
        .await;
    said.done().to_owned()
}

/// Invites somebody, who accepts.
async fn bring(inside: &Browser, group: &str, outside: &Browser, handle: &str) {
    let invitations = format!("{group}/invitations");
    let page = inside.get(&invitations).await.ok();
    let sent = inside
        .submit(&page.form(&invitations), &[("handle", handle)])
        .await;
    assert_eq!(sent.done(), format!("{invitations}?said=invited"));
    let page = outside.get("/groups").await.ok();
    let came = outside
        .submit(&page.form(&format!("{group}/entry")), &[])
        .await;
    assert_eq!(came.done(), format!("{group}?said=in"));
}

/// Opens a discussion in the group that is there from the beginning. Gives its address.
async fn spokes(site: &TestSite) -> String {
    open(&site.steward(), &circle(site), "Which spokes?", "").await
}

/// The address of the group that is there from the beginning.
fn circle(site: &TestSite) -> String {
    format!("/g/{}", site.circle)
}
