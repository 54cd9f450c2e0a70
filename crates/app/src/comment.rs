//! Saying something, changing it, taking it back, thanking for it, and the queue of first comments.

use std::time::Duration;

use base::{Digest, Id};
use domain::activity::{Actor, Kind, Touches};
use domain::article::{Format, Revision};
use domain::comment::{
    self, Comment, Dated, Decide, Delete, Draft, Edit, Input, ReadHistory, Restore, State, Thank,
};
use domain::conversation::{self, Conversation};
use domain::group::Moderate;
use domain::person::Person;
use domain::problem::Fault;
use domain::{Permit, Problems, Rule, Viewer, Visible};
use store::comment::{By, Fresh, Placed};
use store::form_key::Known;
use store::{Snapshot, Tx};

use crate::error::Found;
use crate::record::record;
use crate::text::{self, Place};
use crate::{App, Caller, Error, Result};

/// How long the same words of the same guest in the same place are taken for one form sent twice.
const TWICE: Duration = Duration::from_mins(10);
/// Comments that one guest may leave in an hour.
const GUEST_HOURLY: i64 = 10;

/// A comment that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Which one; none if it was dropped without a word, as what machines write is.
    pub id: Option<Id<Comment>>,
    /// Whether everybody sees it already.
    pub visible: bool,
    /// Address of the conversation.
    pub path: String,
}

/// Renders a comment as it will be shown; for the preview.
///
/// # Errors
/// Not allowed there, or something is wrong with a field.
pub async fn preview(
    app: &App,
    caller: Caller,
    conversation: Id<Conversation>,
    input: &Input,
) -> Result<String> {
    app.read(move |from| {
        let conversation =
            store::conversation::find(from, &caller.viewer, conversation)?.found()?;
        conversation::Comment::permit(&caller.viewer, conversation)?;
        Ok(())
    })
    .await?;
    let text = base::clean::text(&input.text);
    if text.len() > comment::SOURCE_LIMIT {
        input.parse(false)?;
    }
    Ok(
        text::render(app, &text, Format::Markdown, Place::Comment, "preview")
            .await?
            .html,
    )
}

/// Adds a comment. `seen` is how long ago the page was first fetched from the same network, if that is known.
///
/// # Errors
/// Not allowed, or something is wrong with a field.
pub async fn add(
    app: &App,
    caller: Caller,
    conversation: Id<Conversation>,
    input: Input,
    seen: Option<Duration>,
) -> Result<Added> {
    let guest = caller.viewer == Viewer::Guest;
    let draft = input.parse(guest)?;
    // Rights before expensive work (R84).
    let path = app
        .read(move |from| {
            let conversation =
                store::conversation::find(from, &caller.viewer, conversation)?.found()?;
            let path = conversation.path.clone();
            conversation::Comment::permit(&caller.viewer, conversation)?;
            Ok(path)
        })
        .await?;
    if guest && !input.website.is_empty() {
        // Filled in by a machine: it gets the answer that a waiting comment gets, and nothing else happens.
        return Ok(Added {
            id: None,
            visible: false,
            path,
        });
    }
    let ids = format!("c{:08x}", base::secret::random_u32());
    let rendered = text::render(app, &draft.text, Format::Markdown, Place::Comment, &ids).await?;
    if guest && rendered.links.len() > comment::GUEST_LINKS {
        let most = i64::try_from(comment::GUEST_LINKS).unwrap_or(0);
        let mut problems = Problems::default();
        problems.add("text", Fault::with("comment.too-many-links", most));
        return Err(problems.into());
    }
    let hurried = seen.is_some_and(|seen| seen < comment::LEAST_TIME);
    let limits = app.keeps_limits();
    let fresh = move |parent, by, state, at| Fresh {
        parent,
        by,
        source: draft.text.clone(),
        format: Format::Markdown,
        html: rendered.html.clone(),
        pipeline: markup::PIPELINE,
        state,
        at,
        feed_id: None,
    };
    let draft = input.parse(guest)?;
    app.write(move |tx| {
        let found = store::conversation::find(tx, &caller.viewer, conversation)?.found()?;
        let permit = conversation::Comment::permit(&caller.viewer, found)?;
        let teller = teller(tx, &permit, &draft, hurried, limits)?;
        let request = Digest::of_parts(&[
            conversation.to_string().as_bytes(),
            input.parent.as_bytes(),
            draft.text.as_bytes(),
        ]);
        let key = match (&teller.actor, input.key.is_empty()) {
            (Actor::Person { id, .. }, false) => Some(format!(
                "{id} comment {}",
                base::clean::clip(&input.key, 64)
            )),
            _ => None,
        };
        if let Some(key) = &key {
            match store::form_key::look(tx, key, &request)? {
                Known::New => {}
                Known::Same(id) => {
                    return Ok(Added {
                        id: id.parse().ok(),
                        visible: true,
                        path: path.clone(),
                    });
                }
                Known::Other => return Err(Error::Conflict("error.form-used")),
            }
        } else {
            let since = tx.now().before(TWICE);
            if let Some((id, state)) =
                store::comment::same(tx, conversation, teller.by, &draft.text, since)?
            {
                return Ok(Added {
                    id: Some(id),
                    visible: state == State::Visible,
                    path: path.clone(),
                });
            }
        }
        let hook = match draft.parent {
            None => None,
            Some(parent) => {
                let gone = || Problems::one("parent", "comment.parent-gone");
                Some(store::comment::hook(tx, permit.subject(), parent)?.ok_or_else(gone)?)
            }
        };
        let at = tx.now();
        let fresh = fresh(hook, teller.by, teller.state, at);
        let id = store::comment::insert(tx, &permit, &fresh)?;
        store::picture::show(
            tx,
            &caller.viewer,
            id.raw(),
            Some(conversation),
            &fresh.html,
        )?;
        if let Some(key) = &key {
            store::form_key::keep(tx, key, &request, &id.to_string())?;
        }
        let touches = Touches {
            to: addressee(tx, &permit, draft.parent)?,
            conversation: Some(conversation),
            comment: Some(id),
            parent: draft.parent,
            asked_for: false,
        };
        let kind = match (teller.state, draft.parent) {
            (State::Waiting, _) => Kind::CommentHeld,
            (_, Some(_)) => Kind::Replied,
            (_, None) => Kind::Commented,
        };
        record(tx, teller.actor, caller.door, kind, touches)?;
        Ok(Added {
            id: Some(id),
            visible: teller.state == State::Visible,
            path: path.clone(),
        })
    })
    .await
}

/// Who says a new comment, and whether it is seen at once.
struct Teller {
    by: By,
    actor: Actor,
    state: State,
}

fn teller(
    tx: &mut Tx<'_>,
    permit: &Permit<conversation::Comment>,
    draft: &Draft,
    hurried: bool,
    limits: bool,
) -> Result<Teller> {
    match (permit.by().person(), &draft.guest) {
        (Some(person), _) => {
            let actor = Caller::at_page(*permit.by()).actor();
            Ok(Teller {
                by: By::Person(person),
                actor,
                state: State::Visible,
            })
        }
        (None, Some(guest)) => {
            let now = tx.now();
            let guest = store::guest::meet(tx, guest, now)?;
            let hour = now.before(Duration::from_hours(1));
            if limits && store::guest::count_since(tx, guest.id, hour)? >= GUEST_HOURLY {
                return Err(Error::TooMany(600));
            }
            // Who has become a member signs in; the name alone proves nothing.
            let trusted = guest.trusted && guest.claimed_by.is_none() && !hurried;
            let state = if trusted {
                State::Visible
            } else {
                State::Waiting
            };
            Ok(Teller {
                by: By::Guest(guest.id),
                actor: Actor::Guest(guest.id),
                state,
            })
        }
        (None, None) => Err(Error::SignIn),
    }
}

/// To whom it is said: the one who is answered, or the one who began the conversation.
fn addressee(
    from: &mut Snapshot<'_>,
    permit: &Permit<conversation::Comment>,
    parent: Option<Id<Comment>>,
) -> Result<Option<Id<Person>>> {
    let Some(parent) = parent else {
        return Ok(Some(permit.by));
    };
    let parent = store::comment::find(from, permit.by(), parent)?;
    Ok(parent.and_then(|placed| placed.comment.author.person().map(|byline| byline.id)))
}

fn dated(from: &mut Snapshot<'_>, placed: Visible<Placed>) -> Visible<Dated> {
    let now = from.now();
    placed.part(|placed| Dated {
        comment: placed.comment,
        now,
    })
}

/// One's own comment, to be changed.
#[derive(Debug)]
pub struct Editable {
    /// The comment.
    pub comment: Visible<Dated>,
    /// The form, filled in.
    pub input: Input,
    /// Title of the conversation.
    pub title: String,
    /// Address of the conversation.
    pub path: String,
}

/// Opens a comment for changing.
///
/// # Errors
/// Not there for this viewer, not theirs, or too old.
pub async fn open(app: &App, caller: Caller, id: Id<Comment>) -> Result<Editable> {
    app.read(move |from| {
        let placed = store::comment::find(from, &caller.viewer, id)?.found()?;
        let (title, path) = (placed.title.clone(), placed.path.clone());
        let dated = dated(from, placed);
        let permit = Edit::permit(&caller.viewer, dated)?;
        let text = store::comment::source(from, &permit)?;
        let input = Input {
            text,
            revision: permit.comment.revision,
            ..Input::default()
        };
        Ok(Editable {
            comment: permit.subject().clone(),
            input,
            title,
            path,
        })
    })
    .await
}

/// Changes a comment. What it was is kept.
///
/// # Errors
/// Not allowed, something is wrong, or it was changed since it was opened.
pub async fn edit(app: &App, caller: Caller, id: Id<Comment>, input: &Input) -> Result<String> {
    let draft = input.parse(false)?;
    open(app, caller, id).await?;
    let ids = format!("c{:08x}", base::secret::random_u32());
    let rendered = text::render(app, &draft.text, Format::Markdown, Place::Comment, &ids).await?;
    app.write(move |tx| {
        let placed = store::comment::find(tx, &caller.viewer, id)?.found()?;
        let path = placed.path.clone();
        let conversation = placed.comment.conversation;
        let dated = dated(tx, placed);
        let permit = Edit::permit(&caller.viewer, dated)?;
        if !store::comment::update(
            tx,
            &permit,
            draft.revision,
            &draft.text,
            &rendered.html,
            markup::PIPELINE,
        )? {
            return Err(Error::Conflict("comment.changed-since"));
        }
        store::picture::show(
            tx,
            &caller.viewer,
            id.raw(),
            Some(conversation),
            &rendered.html,
        )?;
        let touches = Touches {
            conversation: Some(conversation),
            comment: Some(id),
            ..Touches::default()
        };
        record(
            tx,
            caller.actor(),
            caller.door,
            Kind::CommentEdited,
            touches,
        )?;
        Ok(path)
    })
    .await
}

/// What comes before most changes of a comment: found, and what an activity says about it.
fn found(
    tx: &mut Tx<'_>,
    caller: Caller,
    id: Id<Comment>,
) -> Result<(Visible<Comment>, Touches, String)> {
    let placed = store::comment::find(tx, &caller.viewer, id)?.found()?;
    let path = placed.path.clone();
    let comment = placed.part(|placed| placed.comment);
    let touches = Touches {
        to: comment.author.person().map(|byline| byline.id),
        conversation: Some(comment.conversation),
        comment: Some(id),
        parent: comment.parent,
        asked_for: false,
    };
    Ok((comment, touches, path))
}

/// Takes a comment back, or removes it. A stone stays in its place; answers stay.
///
/// # Errors
/// Not allowed.
pub async fn delete(app: &App, caller: Caller, id: Id<Comment>) -> Result<String> {
    app.write(move |tx| {
        let (comment, touches, path) = found(tx, caller, id)?;
        let permit = Delete::permit(&caller.viewer, comment)?;
        store::comment::delete(tx, &permit)?;
        record(
            tx,
            caller.actor(),
            caller.door,
            Kind::CommentDeleted,
            touches,
        )?;
        Ok(path)
    })
    .await
}

/// Brings a deleted comment back.
///
/// # Errors
/// Not allowed.
pub async fn restore(app: &App, caller: Caller, id: Id<Comment>) -> Result<String> {
    app.write(move |tx| {
        let (comment, touches, path) = found(tx, caller, id)?;
        let permit = Restore::permit(&caller.viewer, comment)?;
        store::comment::restore(tx, &permit)?;
        record(
            tx,
            caller.actor(),
            caller.door,
            Kind::CommentRestored,
            touches,
        )?;
        Ok(path)
    })
    .await
}

/// Thanks for a comment, or takes the thanks back. Doing either twice is doing it once.
///
/// # Errors
/// Not allowed.
pub async fn thank(app: &App, caller: Caller, id: Id<Comment>, thankful: bool) -> Result<String> {
    app.write(move |tx| {
        let (comment, touches, path) = found(tx, caller, id)?;
        let permit = Thank::permit(&caller.viewer, comment)?;
        let changed = if thankful {
            store::thanks::add(tx, &permit)?
        } else {
            store::thanks::remove(tx, &permit)?
        };
        if changed {
            let kind = if thankful {
                Kind::Thanked
            } else {
                Kind::Unthanked
            };
            record(tx, caller.actor(), caller.door, kind, touches)?;
        }
        Ok(path)
    })
    .await
}

/// The comments that wait for somebody to read them.
///
/// # Errors
/// Not a moderator.
pub async fn waiting(app: &App, caller: Caller) -> Result<Vec<Visible<Placed>>> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        let permit = Moderate::permit(&caller.viewer, group)?;
        Ok(store::comment::waiting(from, &permit)?)
    })
    .await
}

/// Lets a waiting comment through, or turns it away.
///
/// # Errors
/// Not a moderator, or it does not wait any more.
pub async fn decide(app: &App, caller: Caller, id: Id<Comment>, through: bool) -> Result<String> {
    app.write(move |tx| {
        let (comment, touches, path) = found(tx, caller, id)?;
        let permit = Decide::permit(&caller.viewer, comment)?;
        store::comment::decide(tx, &permit, through)?;
        let kind = if through {
            Kind::CommentApproved
        } else {
            Kind::CommentRejected
        };
        record(tx, caller.actor(), caller.door, kind, touches)?;
        Ok(path)
    })
    .await
}

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
