//! The queue: comments that wait to be read, people who wait to be let in.

use askama::Template;
use axum::response::Response;
use base::{Id, Moment};
use domain::comment::{Author, Comment};
use domain::conversation::Conversation;
use domain::hold::{Fate, Ground, Reason};
use domain::person::Person;
use domain::post::Post;
use domain::spam::Opinion;
use i18n::Arg;
use serde::Deserialize;
use store::comment::Placed;
use store::person::Application;

use crate::comment::change::Refusal;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section, Undo};
use crate::path::Path;

/// Addresses named below a comment; one with more of them needs no longer list to be judged.
const LINKS: usize = 10;

/// Something that waits, with where its links lead and why it waits.
struct Case {
    /// `comments` or `conversations`.
    folder: &'static str,
    id: String,
    name: String,
    is_guest: bool,
    site: Option<String>,
    title: String,
    path: String,
    at: Moment,
    parent_name: Option<String>,
    html: String,
    links: Vec<String>,
    why: Vec<String>,
    opinion: Option<Opinion>,
}

impl Case {
    fn comment(desk: &Desk, placed: &Placed, grounds: &[Ground]) -> Self {
        let comment = &placed.comment;
        let (why, opinion) = told(desk, grounds);
        let site = match &comment.author {
            Author::Guest { url, .. } => url.clone(),
            Author::Person(_) => None,
        };
        Self {
            folder: "comments",
            id: comment.id.to_string(),
            name: comment.author.name().to_owned(),
            is_guest: comment.author.person().is_none(),
            site,
            title: placed.title.clone(),
            path: placed.path.clone(),
            at: comment.at,
            parent_name: comment.parent_name.clone(),
            links: links(&comment.html),
            html: comment.html.clone(),
            why,
            opinion,
        }
    }

    fn post(desk: &Desk, post: &Post, grounds: &[Ground]) -> Self {
        let (why, opinion) = told(desk, grounds);
        Self {
            folder: "conversations",
            id: post.id().to_string(),
            name: post.by.name.clone(),
            is_guest: false,
            site: None,
            title: post.conversation.title.clone(),
            path: post.conversation.path.clone(),
            at: post.at,
            parent_name: None,
            links: links(&post.html),
            html: post.html.clone(),
            why,
            opinion,
        }
    }
}

/// Why something waits, in sentences, and what is thought of it.
fn told(desk: &Desk, grounds: &[Ground]) -> (Vec<String>, Option<Opinion>) {
    let mut why = Vec::new();
    let mut opinion = None;
    for ground in grounds {
        if ground.reason == Reason::Likeness {
            opinion = Opinion::read(&ground.detail);
            continue;
        }
        let key = format!("hold.why-{}", ground.reason);
        let detail = [("what", Arg::Text(&ground.detail))];
        why.push(i18n::text_with(desk.lang, &key, &detail));
    }
    (why, opinion)
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
    let grounds = app::comment::grounds(app, caller.clone()).await?;
    let of = |id: i64| grounds.get(&id).map(Vec::as_slice).unwrap_or_default();
    let comments = app::comment::waiting(app, caller.clone()).await?;
    let posts = app::post::waiting(app, caller.clone()).await?;
    let applications = app::application::list(app, caller).await?;
    let comments = comments
        .iter()
        .map(|placed| Case::comment(&desk, placed, of(placed.comment.id.raw())));
    let posts = posts
        .iter()
        .map(|post| Case::post(&desk, post, of(post.id().raw())));
    let mut cases: Vec<Case> = comments.chain(posts).collect();
    cases.sort_by_key(|case| case.at);
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
        "spam" => "hold.was-spam",
        "post-approved" => return Some((desk.text("hold.post-approved"), None)),
        "post-rejected" => return Some((desk.text("hold.post-rejected"), None)),
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

/// Lets a waiting conversation through.
pub(crate) async fn approve(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
) -> Result<Response, PageError> {
    app::post::let_through(desk.app(), desk.caller(), id, Fate::Through).await?;
    Ok(frame::go("/moderation?done=post-approved"))
}

/// Turns a waiting conversation away.
pub(crate) async fn reject(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(refusal): Form<Refusal>,
) -> Result<Response, PageError> {
    app::post::let_through(desk.app(), desk.caller(), id, refusal.fate()).await?;
    Ok(frame::go("/moderation?done=post-rejected"))
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
