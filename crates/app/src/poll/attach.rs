//! Attaching a poll, closing it, taking it away.

use base::{Id, Moment};
use domain::activity::{Actor, Door, Kind, Touches};
use domain::conversation::Conversation;
use domain::job::Work;
use domain::poll::{Attach, Attachable, Close, Input, OPEN_AT_MOST, OPEN_FOR, Poll, Remove};
use domain::problem::Fault;
use domain::site::Site;
use domain::{Permit, Problems, Rule, Visible};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use store::poll::End;
use store::{Snapshot, Tx};

use crate::error::Found;
use crate::post::Opened;
use crate::record::record;
use crate::{App, Caller, Result};

/// Where a poll stands, and what an activity says about it.
pub(super) fn about(poll: &Visible<Poll>, caller: Caller) -> (Opened, Touches) {
    let opened = Opened {
        id: poll.id(),
        path: poll.conversation.path.clone(),
    };
    let by = poll.conversation.by;
    let touches = Touches {
        to: (!caller.viewer.is(by)).then_some(by),
        conversation: Some(poll.id()),
        ..Touches::default()
    };
    (opened, touches)
}

/// When a poll closes that is attached now and says nothing else, as the site's local date and time.
#[must_use]
pub fn local_end(site: &Site, now: Moment) -> DateTime {
    let zone = TimeZone::get(&site.zone).unwrap_or(TimeZone::UTC);
    zone.to_datetime(now.after(OPEN_FOR).timestamp())
}

fn closes_at(site: &Site, raw: &str, now: Moment) -> std::result::Result<Moment, Fault> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(now.after(OPEN_FOR));
    }
    let wrong = Fault::new("poll.closes-wrong");
    let civil: DateTime = raw.parse().map_err(|_| wrong)?;
    let zone = TimeZone::get(&site.zone).unwrap_or(TimeZone::UTC);
    let at = Moment::from(zone.to_timestamp(civil).map_err(|_| wrong)?);
    if at <= now || at > now.after(OPEN_AT_MOST) {
        return Err(Fault::new("poll.closes-range"));
    }
    Ok(at)
}

fn ends(id: Id<Conversation>, at: Moment, tx: &mut Tx<'_>) -> Result<()> {
    let once = format!("end-poll {id} {}", at.ms());
    let work = Work::EndPoll { conversation: id };
    Ok(store::job::add(tx, &work, at, Some(&once))?)
}

/// The conversation to which somebody may attach a poll.
///
/// # Errors
/// Not there for this viewer, not theirs, or there is one already.
pub async fn attachable(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
) -> Result<Visible<Conversation>> {
    app.read(move |from| {
        let permit = permit(from, &caller, id)?;
        Ok(permit.subject().clone().part(|to| to.conversation))
    })
    .await
}

fn permit(
    from: &mut Snapshot<'_>,
    caller: &Caller,
    id: Id<Conversation>,
) -> Result<Permit<Attach>> {
    let conversation = store::conversation::find(from, &caller.viewer, id)?.found()?;
    let taken = store::poll::exists(from, &conversation)?;
    let attachable = conversation.part(|conversation| Attachable {
        conversation,
        taken,
    });
    Ok(Attach::permit(&caller.viewer, attachable)?)
}

/// Attaches a poll to a conversation.
///
/// # Errors
/// Not allowed, there is one already, or something is wrong with a field.
pub async fn attach(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    input: Input,
) -> Result<Opened> {
    let draft = input.parse();
    let site = app.site().await?;
    app.write(move |tx| {
        let permit = permit(tx, &caller, id)?;
        let opened = Opened {
            id,
            path: permit.conversation.path.clone(),
        };
        let now = tx.now();
        let mut problems = match &draft {
            Ok(_) => Problems::default(),
            Err(problems) => problems.clone(),
        };
        let closes_at = problems.take("closes", closes_at(&site, &input.closes, now));
        let draft = draft.clone().ok();
        let (draft, closes_at) = problems.or(|| Some((draft?, closes_at?)))?;
        store::poll::attach(tx, &permit, &draft, closes_at)?;
        ends(id, closes_at, tx)?;
        let touches = Touches {
            conversation: Some(id),
            ..Touches::default()
        };
        record(tx, caller.actor(), caller.door, Kind::PollAttached, touches)?;
        Ok(opened)
    })
    .await
}

/// Closes a poll before its time. Doing it twice is doing it once.
///
/// # Errors
/// Not allowed.
pub async fn close(app: &App, caller: Caller, id: Id<Conversation>) -> Result<Opened> {
    app.write(move |tx| {
        let poll = store::poll::find(tx, &caller.viewer, id)?.found()?;
        let (opened, touches) = about(&poll, caller.clone());
        if closed_by(&poll) == caller.viewer.person() && caller.viewer.person().is_some() {
            return Ok(opened);
        }
        let permit = Close::permit(&caller.viewer, poll)?;
        store::poll::close(tx, &permit)?;
        record(tx, caller.actor(), caller.door, Kind::PollClosed, touches)?;
        Ok(opened)
    })
    .await
}

fn closed_by(poll: &Poll) -> Option<Id<domain::person::Person>> {
    match &poll.state {
        domain::poll::State::Closed { by, .. } => by.as_ref().map(|by| by.id),
        domain::poll::State::Open => None,
    }
}

/// The clock closes a poll whose time is over. Safe to run twice, and too early.
pub(crate) fn come_to_end(tx: &mut Tx<'_>, id: Id<Conversation>) -> Result<()> {
    match store::poll::come_to_end(tx, id)? {
        None => Ok(()), // Closed before, or gone.
        Some(End::At(at)) => ends(id, at, tx),
        Some(End::Reached) => {
            let touches = Touches {
                conversation: Some(id),
                ..Touches::default()
            };
            record(tx, Actor::House, Door::Clock, Kind::PollClosed, touches)?;
            Ok(())
        }
    }
}

/// Takes a poll away.
///
/// # Errors
/// Not allowed, or there is none.
pub async fn remove(app: &App, caller: Caller, id: Id<Conversation>) -> Result<Opened> {
    app.write(move |tx| {
        let poll = store::poll::find(tx, &caller.viewer, id)?.found()?;
        let (opened, touches) = about(&poll, caller.clone());
        let permit = Remove::permit(&caller.viewer, poll)?;
        store::poll::remove(tx, &permit)?;
        record(tx, caller.actor(), caller.door, Kind::PollRemoved, touches)?;
        Ok(opened)
    })
    .await
}
