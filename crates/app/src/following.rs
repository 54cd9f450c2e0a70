//! Choosing what one is told of, and remembering what one has seen.

use base::{Id, Moment};
use domain::conversation::Conversation;
use domain::following::{Follow, FollowGroup, FollowPerson, Level};
use domain::notification::Notification;
use domain::person::Person;
use domain::{Problems, Rule, Visible};

use crate::error::Found;
use crate::{App, Caller, Error, Result};

/// A level from its stored name, if it is one of those that mean something there.
fn level(text: &str, of: &[Level]) -> Result<Level> {
    Level::parse(text)
        .filter(|level| of.contains(level))
        .ok_or_else(|| Problems::one("level", "error.choose").into())
}

/// Chooses how much one is told of a conversation. Gives its address.
///
/// # Errors
/// Not signed in, not there for this viewer, or no such level.
pub async fn conversation(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    wanted: &str,
) -> Result<String> {
    let level = level(wanted, &Level::OF_CONVERSATIONS)?;
    app.write(move |tx| {
        let conversation = store::conversation::find(tx, &caller.viewer, id)?.found()?;
        let path = conversation.path.clone();
        let permit = Follow::permit(&caller.viewer, conversation)?;
        store::reader::choose(tx, &permit, level)?;
        Ok(path)
    })
    .await
}

/// Chooses how much one is told of what somebody opens and says. Gives the address of their page.
///
/// # Errors
/// Not signed in, not there for this viewer, oneself, or no such level.
pub async fn person(app: &App, caller: Caller, id: Id<Person>, wanted: &str) -> Result<String> {
    let level = level(wanted, &Level::OF_SOURCES)?;
    app.write(move |tx| {
        let person = store::person::find(tx, &caller.viewer, id)?.found()?;
        let path = format!("/@{}", person.handle);
        let permit = FollowPerson::permit(&caller.viewer, person)?;
        store::following::choose_person(tx, &permit, level)?;
        Ok(path)
    })
    .await
}

/// Chooses how much one is told of a tag, or with none of everything on the site.
///
/// # Errors
/// Not signed in, no such tag for this viewer, or no such level.
pub async fn group(app: &App, caller: Caller, tag: Option<&str>, wanted: &str) -> Result<()> {
    let level = level(wanted, &Level::OF_SOURCES)?;
    let slug = tag.map(str::to_owned);
    app.write(move |tx| {
        let group = store::group::root(tx, &caller.viewer)?.found()?;
        let permit = FollowGroup::permit(&caller.viewer, group)?;
        let tag = match &slug {
            Some(slug) => Some(store::tag::find(tx, &caller.viewer, slug)?.found()?.id),
            None => None,
        };
        store::following::choose_in_group(tx, &permit, tag, level)?;
        Ok(())
    })
    .await
}

/// Chooses how much one is told of what is said in a group that one is in.
///
/// # Errors
/// Not there for the caller, not a member of it, or no such level.
pub async fn in_group(app: &App, caller: Caller, handle: &str, wanted: &str) -> Result<()> {
    let level = level(wanted, &Level::OF_SOURCES)?;
    let handle = handle.to_owned();
    app.write(move |tx| {
        let group = store::group::by_handle(tx, &caller.viewer, &handle)?.found()?;
        let permit = FollowGroup::permit(&caller.viewer, group)?;
        store::following::choose_in_group(tx, &permit, None, level)?;
        Ok(())
    })
    .await
}

/// Remembers that a page of a conversation was read: until when everything has been seen, and what one was told of it.
///
/// # Errors
/// The store's.
pub async fn seen(
    app: &App,
    caller: Caller,
    conversation: &Visible<Conversation>,
    until: Option<Moment>,
    told: Vec<Id<Notification>>,
) -> Result<()> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    let conversation = conversation.clone();
    app.write(move |tx| {
        if let Some(until) = until {
            store::reader::see(tx, me, &conversation, until)?;
        }
        if !told.is_empty() {
            store::notification::read_some(tx, me, &told)?;
        }
        Ok(())
    })
    .await
}

/// From now on, nothing that was said until now is new.
///
/// # Errors
/// Not signed in.
pub async fn catch_up(app: &App, caller: Caller) -> Result<()> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    app.write(move |tx| Ok(store::reader::catch_up(tx, me)?))
        .await
}
