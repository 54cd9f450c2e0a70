//! What becomes of a comment: changed by its author, taken back, brought back, thanked for, let through or turned away.

use axum::response::Response;
use base::Id;
use domain::comment::Comment;
use domain::hold::Fate;
use http::HeaderMap;
use i18n::Arg;
use serde::Deserialize;
use serving::return_to::ReturnTo;

use crate::answer;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::{Form, Nothing};
use crate::frame;
use crate::path::Path;

/// Where a button stands: the queue's buttons come back to the queue.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Button {
    #[serde(default)]
    return_to: String,
}

impl Button {
    fn is_queue(&self) -> bool {
        ReturnTo::parse(&self.return_to).is_some_and(|path| path.as_str() == "/moderation")
    }
}

/// The queue, which says what was done and offers to undo it.
fn queue(done: &str, id: Id<Comment>) -> Response {
    frame::go(&format!("/moderation?done={done}&of={id}"))
}

/// The page that shows a comment, saying what was done to it.
async fn thread(desk: &Desk, id: Id<Comment>, said: &str) -> Result<Response, PageError> {
    let address = app::comment::address(desk.app(), desk.caller(), id).await?;
    let (path, anchor) = address.split_once('#').unwrap_or((&address, ""));
    let mark = if path.contains('?') { '&' } else { '?' };
    Ok(frame::go(&format!(
        "{path}{mark}said={said}&of={id}#{anchor}"
    )))
}

/// Takes a comment back, or removes it.
pub(crate) async fn delete(
    desk: Desk,
    Path(id): Path<Id<Comment>>,
    Form(button): Form<Button>,
) -> Result<Response, PageError> {
    let deleted = app::comment::delete(desk.app(), desk.caller(), id).await?;
    if !deleted.stone {
        return Ok(frame::go(&format!("{}?said=dropped#say", deleted.path)));
    }
    if button.is_queue() {
        return Ok(queue("removed", id));
    }
    thread(&desk, id, "deleted").await
}

/// Takes back what was just sent; its words are in the form again.
pub(crate) async fn undo(
    desk: Desk,
    Path(id): Path<Id<Comment>>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, PageError> {
    let undone = app::comment::undo(desk.app(), desk.caller(), id).await?;
    let reply = undone.parent.map(|parent| format!("&reply={parent}"));
    Ok(frame::go(&format!(
        "{}?said=undone{}#say",
        undone.path,
        reply.unwrap_or_default()
    )))
}

/// Brings a deleted one back.
pub(crate) async fn restore(
    desk: Desk,
    Path(id): Path<Id<Comment>>,
    Form(button): Form<Button>,
) -> Result<Response, PageError> {
    app::comment::restore(desk.app(), desk.caller(), id).await?;
    if button.is_queue() {
        return Ok(queue("restored", id));
    }
    thread(&desk, id, "restored").await
}

/// Lets a waiting one through.
pub(crate) async fn approve(
    desk: Desk,
    Path(id): Path<Id<Comment>>,
) -> Result<Response, PageError> {
    app::comment::decide(desk.app(), desk.caller(), id, Fate::Through).await?;
    Ok(queue("approved", id))
}

/// The buttons that turn something away.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Refusal {
    /// `yes` if it is advertising.
    #[serde(default)]
    spam: String,
}

impl Refusal {
    /// What becomes of it.
    pub(crate) fn fate(&self) -> Fate {
        if self.spam == "yes" {
            Fate::Spam
        } else {
            Fate::Away
        }
    }
}

/// Turns a waiting one away.
pub(crate) async fn reject(
    desk: Desk,
    Path(id): Path<Id<Comment>>,
    Form(refusal): Form<Refusal>,
) -> Result<Response, PageError> {
    let fate = refusal.fate();
    app::comment::decide(desk.app(), desk.caller(), id, fate).await?;
    let done = if fate == Fate::Spam {
        "spam"
    } else {
        "rejected"
    };
    Ok(queue(done, id))
}

/// The button of thanks.
#[derive(Debug, Deserialize)]
pub(crate) struct Thanks {
    #[serde(default)]
    thanks: String,
}

/// Thanks for a comment, or takes the thanks back.
pub(crate) async fn thank(
    desk: Desk,
    headers: HeaderMap,
    Path(id): Path<Id<Comment>>,
    Form(form): Form<Thanks>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let thankful = form.thanks != "no";
    app::comment::thank(app, caller.clone(), id, thankful).await?;
    if !answer::wants_json(&headers) {
        return Ok(frame::go(&app::comment::address(app, caller, id).await?));
    }
    let placed = desk
        .read(move |from, viewer| app::Found::found(store::comment::find(from, viewer, id)?))
        .await?;
    let label = if thankful {
        "comment.thanked"
    } else {
        "comment.thank"
    };
    let name = placed.comment.author.name();
    Ok(answer::json(&serde_json::json!({
        "thanked": thankful,
        "count": placed.comment.thanks,
        "label": desk.text(label),
        "whom": i18n::text_with(desk.lang, "comment.thank-whom", &[("name", Arg::Text(name))]),
    })))
}
