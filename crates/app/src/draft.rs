//! Keeping what is typed and not sent yet. It is nobody's but the member's who typed it.

use std::time::Duration;

use base::{Id, Moment};
use domain::comment::State;
use domain::draft::{self, Input, Place};
use domain::person::Person;
use domain::post;
use domain::{Problems, Rule, Viewer};
use store::comment::By;
use store::{Snapshot, Tx};

use crate::error::Found;
use crate::{App, Caller, Error, Result, limit};

/// A form that was sent may be kept a moment later, by a request that was on its way: then it is no draft any more.
const SENT: Duration = Duration::from_mins(2);

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is kept; its version.
    Kept(Moment),
    /// Nothing was left of it, or it was sent meanwhile: there is no draft.
    Dropped,
    /// There is a newer one, of another window or device, and it stays.
    Newer(Box<draft::Kept>),
}

/// A draft with where it belongs, as far as its owner may see that now.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The draft.
    pub kept: draft::Kept,
    /// Title and address of its conversation; none if that is to be opened, or cannot be seen any more.
    pub under: Option<(String, String)>,
    /// Whom it answers.
    pub whom: Option<String>,
}

fn place(text: &str) -> Result<Place> {
    text.parse().ok().found()
}

/// Where something belongs for this viewer: title, address, and who is answered. None if nothing can be written there.
fn under(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    place: Place,
) -> Result<Option<(String, String, Option<String>)>> {
    match place {
        Place::Opening => Ok(None),
        Place::Saying {
            conversation,
            parent,
        } => {
            let Some(found) = store::conversation::find(from, viewer, conversation)? else {
                return Ok(None);
            };
            let whom = match parent {
                None => None,
                Some(parent) => {
                    let placed = store::comment::find(from, viewer, parent)?
                        .filter(|placed| placed.comment.conversation == conversation);
                    match placed {
                        Some(placed) => Some(placed.comment.author.name().to_owned()),
                        None => return Ok(None),
                    }
                }
            };
            Ok(Some((found.title.clone(), found.path.clone(), whom)))
        }
        Place::Comment(id) => {
            let own = store::comment::find(from, viewer, id)?
                .filter(|placed| placed.comment.is_by(viewer));
            Ok(own.map(|placed| (placed.title.clone(), placed.path.clone(), None)))
        }
        Place::Post(id) => {
            let post = store::post::find(from, viewer, id)?
                .filter(|post| post::Change::allows(viewer, post));
            Ok(post.map(|post| {
                let conversation = &post.conversation;
                (conversation.title.clone(), conversation.path.clone(), None)
            }))
        }
    }
}

/// Keeps a draft, or drops it if nothing is left of it. One that was kept elsewhere since this one was begun stays, unless
/// `over`.
///
/// # Errors
/// Not signed in, no such place for this viewer, too long, too many, or too often.
pub async fn keep(app: &App, caller: Caller, input: &Input, over: bool) -> Result<Outcome> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    let place = place(&input.place)?;
    limit::draft(app, me)?;
    let (draft, base) = (input.draft()?, input.base());
    app.write(move |tx| {
        if place != Place::Opening {
            under(tx, &caller.viewer, place)?.found()?;
        }
        let before = store::draft::find(tx, me, place)?;
        if let Some(before) = &before
            && !over
            && base != Some(before.at)
            && before.draft != draft
        {
            return Ok(Outcome::Newer(Box::new(before.clone())));
        }
        if draft.is_empty() || was_sent(tx, me, place, &draft.source)? {
            store::draft::discard(tx, me, place)?;
            return Ok(Outcome::Dropped);
        }
        let count = store::draft::count(tx, me)?;
        if before.is_none() && count >= draft::MOST {
            return Err(too_many());
        }
        let before = before.map(|before| before.at);
        let at = store::draft::keep(tx, me, place, &draft, before)?;
        Ok(Outcome::Kept(at))
    })
    .await
}

fn too_many() -> Error {
    let mut problems = Problems::default();
    problems.add(
        "draft",
        domain::problem::Fault::with("draft.too-many", draft::MOST),
    );
    problems.into()
}

fn was_sent(tx: &mut Tx<'_>, me: Id<Person>, place: Place, source: &str) -> Result<bool> {
    let Place::Saying { conversation, .. } = place else {
        return Ok(false);
    };
    let since = tx.now().before(SENT);
    let same = store::comment::same(tx, conversation, By::Person(me), source, since)?;
    Ok(same.is_some_and(|(_, state)| state == State::Visible))
}

/// One's own for a place, with whom it answers.
///
/// # Errors
/// Not signed in, or there is none.
pub async fn open(app: &App, caller: Caller, of: &str) -> Result<Listed> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    let place = place(of)?;
    app.read(move |from| {
        let kept = store::draft::find(from, me, place)?.found()?;
        listed(from, &caller.viewer, kept)
    })
    .await
}

/// Drops one. Gives title and address of what it was for, if that can be seen.
///
/// # Errors
/// Not signed in, or no such place.
pub async fn discard(app: &App, caller: Caller, of: &str) -> Result<Option<(String, String)>> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    let place = place(of)?;
    app.write(move |tx| {
        store::draft::discard(tx, me, place)?;
        let under = under(tx, &caller.viewer, place)?;
        Ok(under.map(|(title, path, _)| (title, path)))
    })
    .await
}

/// One's own for a place, if there is one.
///
/// # Errors
/// Not signed in.
pub async fn find(app: &App, caller: Caller, place: Place) -> Result<Option<draft::Kept>> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    app.read(move |from| Ok(store::draft::find(from, me, place)?))
        .await
}

/// One's drafts, the latest first, after so many; one more than a page if there are more. What was typed is theirs even where
/// they cannot see any more what it was for.
///
/// # Errors
/// Not signed in.
pub async fn list(app: &App, caller: Caller, after: i64) -> Result<Vec<Listed>> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    app.read(move |from| {
        let mut all = Vec::new();
        for kept in store::draft::list(from, me, after.max(0), draft::PAGE + 1)? {
            all.push(listed(from, &caller.viewer, kept)?);
        }
        Ok(all)
    })
    .await
}

fn listed(from: &mut Snapshot<'_>, viewer: &Viewer, kept: draft::Kept) -> Result<Listed> {
    let found = under(from, viewer, kept.place)?;
    let (under, whom) = match found {
        Some((title, path, whom)) => (Some((title, path)), whom),
        None => (None, None),
    };
    Ok(Listed { kept, under, whom })
}
