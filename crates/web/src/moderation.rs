//! The queue: comments that wait to be read, people who wait to be let in.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Visible;
use domain::comment::{Author, Comment};
use domain::person::Person;
use serde::Deserialize;
use store::comment::Placed;
use store::person::Application;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section, Undo};
use crate::path::Path;

/// Addresses named below a comment; one with more of them needs no longer list to be judged.
const LINKS: usize = 10;

/// A waiting comment, with where its links lead.
struct Case {
    placed: Visible<Placed>,
    links: Vec<String>,
}

impl Case {
    fn site(&self) -> Option<&str> {
        match &self.placed.comment.author {
            Author::Guest { url, .. } => url.as_deref(),
            Author::Person(_) => None,
        }
    }

    fn is_guest(&self) -> bool {
        matches!(self.placed.comment.author, Author::Guest { .. })
    }
}

#[derive(Template)]
#[template(path = "moderation/queue.html")]
struct QueuePage {
    frame: Frame,
    cases: Vec<Case>,
    applications: Vec<Application>,
    question: String,
}

/// What has just been done, and to what.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct QueueQuery {
    #[serde(default)]
    done: String,
    #[serde(default)]
    of: String,
}

/// The queue.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<QueueQuery>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let waiting = app::comment::waiting(app, caller.clone()).await?;
    let applications = app::application::list(app, caller).await?;
    let cases = waiting
        .into_iter()
        .map(|placed| Case {
            links: links(&placed.comment.html),
            placed,
        })
        .collect();
    let mut frame =
        Frame::new(&desk, desk.text("moderation.heading"), Section::Moderation).unlisted();
    if let Some((words, undo)) = outcome(&desk, &query) {
        frame = frame.notice(Some(words));
        frame.undo = undo;
    }
    let page = QueuePage {
        frame,
        cases,
        applications,
        question: desk.site.question.clone(),
    };
    frame::show(&desk, &page)
}

/// The sentence about what was done, and the button that undoes it where that can be.
fn outcome(desk: &Desk, query: &QueueQuery) -> Option<(String, Option<Undo>)> {
    let words = match query.done.as_str() {
        "approved" => "moderation.approved",
        "rejected" => "moderation.rejected",
        "removed" => "moderation.removed",
        "restored" => "moderation.restored",
        "admitted" => return Some((desk.text("moderation.admitted"), None)),
        "turned-away" => return Some((desk.text("moderation.turned-away"), None)),
        _ => return None,
    };
    let id: Option<Id<Comment>> = query.of.parse().ok();
    let (step, label) = match query.done.as_str() {
        "approved" | "restored" => ("deletion", "moderation.remove-again"),
        "removed" => ("restoration", "comment.restore"),
        _ => ("approval", "moderation.let-through-after-all"),
    };
    let undo = id.map(|id| Undo {
        action: format!("/comments/{id}/{step}"),
        label: desk.text(label),
        return_to: "/moderation",
    });
    Some((desk.text(words), undo))
}

/// Where the links of a text lead to, each once.
fn links(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    markup::rewrite(html, &mut |address| {
        if let markup::Address::Link(to) = address
            && to.contains(':')
            && found.len() < LINKS
            && !found.iter().any(|known| known == to)
        {
            found.push(to.to_owned());
        }
        None
    });
    found
}

/// Lets somebody in.
pub(crate) async fn admit(desk: Desk, Path(id): Path<Id<Person>>) -> Result<Response, PageError> {
    app::application::admit(desk.app(), desk.caller(), id).await?;
    Ok(frame::go("/moderation?done=admitted#applications"))
}

/// Turns somebody away.
pub(crate) async fn turn_away(
    desk: Desk,
    Path(id): Path<Id<Person>>,
) -> Result<Response, PageError> {
    app::application::turn_away(desk.app(), desk.caller(), id).await?;
    Ok(frame::go("/moderation?done=turned-away#applications"))
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn moderators_see_where_links_lead_each_once() {
        let html = r#"<p><a href="https://a.example/x">here</a> <a href="/@hana">@hana</a>
            <a href="https://a.example/x">again</a> <a href="mailto:b@b.example">b</a></p>"#;
        assert_eq!(links(html), ["https://a.example/x", "mailto:b@b.example"]);
        let many: String = (0..50)
            .map(|n| format!("<a href=\"https://e.example/{n}\">{n}</a>"))
            .collect();
        assert_eq!(links(&many).len(), super::LINKS);
    }
}
