//! Stories about what is reported, and what follows from it.

mod act;
mod appeal;
mod away;
mod hidden;
mod log;
mod report;

use std::time::Duration;

use base::Id;
use domain::comment::Comment;

use crate::kit::{Answer, Browser, PASSWORD, TestSite};

/// Long enough for everybody here to be no newcomer any more.
async fn settle(site: &TestSite) {
    site.wait(Duration::from_hours(25));
    site.run_jobs().await;
}

/// Gives the password again, which those in office are asked for after an hour.
async fn proven(browser: Browser) -> Browser {
    let door = browser.get("/prove").await.ok();
    let form = door.form("/prove");
    let done = browser.submit(&form, &[("password", PASSWORD)]).await;
    done.done();
    browser
}

/// Reports a comment by the form on its page.
async fn report(browser: &Browser, comment: Id<Comment>, reason: &str, words: &str) -> Answer {
    let action = format!("/comments/{comment}/report");
    let page = browser.get(&action).await.ok();
    let fields = [("reason", reason), ("words", words)];
    browser.submit(&page.form(&action), &fields).await
}

/// The addresses of the cases that a list shows.
async fn cases(browser: &Browser, list: &str) -> Vec<String> {
    let page = browser.get(list).await.ok().page();
    let links = page.links().into_iter();
    let mut found: Vec<String> = links
        .filter(|link| link.starts_with("/moderation/cases/"))
        .collect();
    found.dedup();
    found
}

/// The only open case.
async fn the_case(browser: &Browser) -> String {
    let found = cases(browser, "/moderation/cases").await;
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

/// Takes a step in a case by the form on its page.
async fn step(browser: &Browser, case: &str, step: &str, words: &str) -> Answer {
    let page = browser.get(case).await.ok();
    let fields = [("step", step), ("reason", "insult"), ("words", words)];
    browser
        .submit(&page.form(&format!("{case}/step")), &fields)
        .await
}

/// Hides, takes away or brings back what a case is about.
async fn fate(browser: &Browser, case: &str, fate: &str) -> Answer {
    browser
        .post(&format!("{case}/thing"), &format!("fate={fate}"))
        .await
}

/// Closes a case.
async fn close(browser: &Browser, case: &str, outcome: &str) {
    let closing = format!("{case}/closing");
    let done = browser.post(&closing, &format!("outcome={outcome}")).await;
    assert_eq!(done.done(), "/moderation/cases?done=closed");
}
