//! Where a comment is read, and what it was before.

use crate::error::Found;
use crate::{App, Caller, Result};
use base::Id;
use domain::article::Revision;
use domain::comment::{Comment, ReadHistory, State};
use domain::{Rule, Visible};

/// A comment's texts over time.
#[derive(Debug)]
pub struct History {
    /// The comment.
    pub comment: Visible<Comment>,
    /// Its source now.
    pub present: String,
    /// What it was before, newest first.
    pub earlier: Vec<Visible<Revision>>,
    /// Title of the conversation.
    pub title: String,
    /// Address of the conversation.
    pub path: String,
}

/// Reads a comment's earlier texts.
///
/// # Errors
/// Not there for this viewer, or not to be read.
pub async fn history(app: &App, caller: Caller, id: Id<Comment>) -> Result<History> {
    app.read(move |from| {
        let placed = store::comment::find(from, &caller.viewer, id)?.found()?;
        let (title, path) = (placed.title.clone(), placed.path.clone());
        let permit = ReadHistory::permit(&caller.viewer, placed.part(|placed| placed.comment))?;
        let (present, earlier) = store::comment::history(from, &permit)?;
        Ok(History {
            comment: permit.subject().clone(),
            present,
            earlier,
            title,
            path,
        })
    })
    .await
}

/// How much of a comment is quoted: who wants to answer more than that says to what in their own words.
const QUOTED: usize = 1_500;

/// What a comment says, as a quotation in Markdown that says whose words it is with `lead`. Nothing if it does not stand, or
/// says nothing of its own.
#[must_use]
pub fn quotation(comment: &Visible<Comment>, lead: &str) -> Option<String> {
    (comment.state == State::Visible)
        .then(|| {
            let href = format!("/comments/{}", comment.id);
            markup::quotation(&comment.html, lead, &href, QUOTED)
        })
        .flatten()
}

/// Where a comment is read: the address of its conversation's page that shows it.
///
/// # Errors
/// Not there for this viewer.
pub async fn address(app: &App, caller: Caller, id: Id<Comment>) -> Result<String> {
    app.read(move |from| {
        let placed = store::comment::find(from, &caller.viewer, id)?.found()?;
        let before = store::comment::before(from, &caller.viewer, &placed)?;
        Ok(page_of(&placed.path, before, id))
    })
    .await
}

/// The address of the page that shows a comment, given how many come before it in the thread.
#[must_use]
pub fn page_of(path: &str, before: Option<store::comment::Place>, id: Id<Comment>) -> String {
    match before {
        None => format!("{path}#comment-{id}"),
        Some(place) => format!("{path}?after={place}#comment-{id}"),
    }
}
