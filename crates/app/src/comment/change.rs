//! Changing what one has said, taking it back, thanking for it.

use super::add::shown;
use crate::error::Found;
use crate::hold;
use crate::record::record;
use crate::text::{self, Place};
use crate::{App, Caller, Error, Result};
use base::Id;
use domain::Problems;
use domain::activity::{Kind, Touches};
use domain::article::Format;
use domain::comment::{self, Comment, Dated, Delete, Edit, Input, Restore, State, Thank};
use domain::{Rule, Visible};
use store::comment::Placed;
use store::{Snapshot, Tx};

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

/// Renders a changed comment as it will be shown. Whoever may change it may look first, even where nothing new is said.
///
/// # Errors
/// Not there for this viewer, not theirs, or too old; or something is wrong with a field.
pub async fn preview_change(
    app: &App,
    caller: Caller,
    id: Id<Comment>,
    input: &Input,
) -> Result<String> {
    open(app, caller.clone(), id).await?;
    shown(app, caller, input).await
}

/// Changes a comment. What it was is kept.
///
/// # Errors
/// Not allowed, something is wrong, or it was changed since it was opened.
pub async fn edit(app: &App, caller: Caller, id: Id<Comment>, input: &Input) -> Result<String> {
    let draft = input.parse(false)?;
    let editable = open(app, caller.clone(), id).await?;
    let ids = format!("c{:08x}", base::secret::random_u32());
    let rendered = text::render(
        app,
        &caller.viewer,
        &draft.text,
        Format::Markdown,
        Place::Comment,
        &ids,
    )
    .await?;
    text::few_pictures(&rendered, "text", comment::PICTURES)?;
    if editable.comment.comment.state == State::Visible {
        let links = rendered.links.clone();
        let text = draft.text.clone();
        if is_worse(app, caller.clone(), id, text, links).await? {
            return Err(Problems::one("text", "hold.not-by-edit").into());
        }
    }
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
        if let Some(me) = caller.viewer.person() {
            store::draft::discard(tx, me, domain::draft::Place::Comment(id))?;
        }
        Ok(path)
    })
    .await
}

/// Whether words would have to be read by somebody first that stand now without that. What was read once is not asked about again.
async fn is_worse(
    app: &App,
    caller: Caller,
    id: Id<Comment>,
    text: String,
    links: Vec<String>,
) -> Result<bool> {
    let holding = app.site().await?.holding;
    let (known, words) = app
        .read(move |from| {
            let placed = store::comment::find(from, &caller.viewer, id)?.found()?;
            let visibility = placed.comment.visibility;
            Ok((
                hold::known(from, &caller.viewer, holding, visibility)?,
                store::comment::judgeable(from, id)?,
            ))
        })
        .await?;
    let (Some(known), Some(words)) = (known, words) else {
        return Ok(false);
    };
    let before = hold::judge(app, &known, &hold::as_it_stands(words)).await?;
    let after = hold::judge(app, &known, &hold::comment(&text, &links, None)).await?;
    Ok(after.is_worse_than(&before))
}

/// What comes before most changes of a comment: found, and what an activity says about it.
pub(crate) fn found(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: Id<Comment>,
) -> Result<(Visible<Comment>, Touches, String)> {
    let placed = store::comment::find(tx, &caller.viewer, id)?.found()?;
    let path = placed.path.clone();
    let comment = placed.part(|placed| placed.comment);
    let touches = Touches {
        group: None,
        to: comment.author.person().map(|byline| byline.id),
        conversation: Some(comment.conversation),
        comment: Some(id),
        parent: comment.parent,
        asked_for: false,
    };
    Ok((comment, touches, path))
}

/// A comment that was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// Whether a stone stands in its place: only where somebody may have seen it.
    pub stone: bool,
    /// Address of the conversation.
    pub path: String,
}

/// Takes a comment back, or removes it. A stone stays in its place if it was to be seen; answers stay.
///
/// # Errors
/// Not allowed.
pub async fn delete(app: &App, caller: Caller, id: Id<Comment>) -> Result<Deleted> {
    app.write(move |tx| {
        let (comment, touches, path) = found(tx, &caller, id)?;
        let stone = comment.deleted_by(&caller.viewer) != State::Dropped;
        let permit = Delete::permit(&caller.viewer, comment)?;
        store::comment::delete(tx, &permit)?;
        record(
            tx,
            caller.actor(),
            caller.door,
            Kind::CommentDeleted,
            touches,
        )?;
        Ok(Deleted { stone, path })
    })
    .await
}

/// Brings a deleted comment back.
///
/// # Errors
/// Not allowed.
pub async fn restore(app: &App, caller: Caller, id: Id<Comment>) -> Result<String> {
    app.write(move |tx| {
        let (comment, touches, path) = found(tx, &caller, id)?;
        let permit = Restore::permit(&caller.viewer, comment)?;
        store::comment::restore(tx, &permit)?;
        store::spam::acquit(tx, id.raw())?;
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
        let (comment, touches, path) = found(tx, &caller, id)?;
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
