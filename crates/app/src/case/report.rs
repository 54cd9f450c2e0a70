//! Reporting something.

use std::time::Duration;

use base::{Id, Moment};
use domain::activity::{Actor, Door, Kind, Touches};
use domain::case::{self, Case, Report, ReportInput, Reported, Thing};
use domain::conversation::{Conversation, Stage};
use domain::job::Work;
use domain::{Permit, Role, Rule, Visible, comment, person};
use store::case::Joined;
use store::measure::Ground;
use store::{Snapshot, Tx};

use crate::error::Found;
use crate::record::record;
use crate::{App, Browser, Caller, Error, Result, limit, measure};

/// Something that may be reported, and where it is.
#[derive(Debug)]
pub struct Reportable {
    /// Its title: the conversation's, or the person's name.
    pub title: String,
    /// Its address.
    pub path: String,
    /// What was said, of a comment.
    pub html: String,
    reported: Visible<Reported>,
    conversation: Option<Id<Conversation>>,
}

fn find(from: &mut Snapshot<'_>, caller: &Caller, thing: Thing) -> Result<Reportable> {
    let viewer = &caller.viewer;
    Ok(match thing {
        Thing::Comment(id) => {
            let placed = store::comment::find(from, viewer, id)?.found()?;
            Reportable {
                title: placed.title.clone(),
                path: format!("/comments/{id}"),
                html: placed.comment.html.clone(),
                conversation: Some(placed.comment.conversation),
                reported: placed.part(|placed| Reported {
                    thing,
                    by: placed.comment.author.person().map(|byline| byline.id),
                    stands: placed.comment.state == comment::State::Visible,
                }),
            }
        }
        Thing::Conversation(id) => {
            let found = store::conversation::find(from, viewer, id)?.found()?;
            Reportable {
                title: found.title.clone(),
                path: found.path.clone(),
                html: String::new(),
                conversation: Some(id),
                reported: found.part(|found| Reported {
                    thing,
                    by: Some(found.by),
                    stands: found.stage == Stage::Published,
                }),
            }
        }
        Thing::Person(id) => {
            let found = store::person::find(from, viewer, id)?.found()?;
            Reportable {
                title: found.name.clone(),
                path: format!("/@{}", found.handle),
                html: String::new(),
                conversation: None,
                reported: found.part(|found| Reported {
                    thing,
                    by: Some(id),
                    stands: found.state == person::State::Active,
                }),
            }
        }
    })
}

/// What somebody is about to report.
///
/// # Errors
/// Not there for this viewer, their own, or gone.
pub async fn reportable(app: &App, caller: Caller, thing: Thing) -> Result<Reportable> {
    app.read(move |from| {
        let found = find(from, &caller, thing)?;
        Report::permit(&caller.viewer, found.reported.clone())?;
        Ok(found)
    })
    .await
}

/// Reports something. Reporting the same again changes nothing, and is answered the same.
///
/// # Errors
/// Not there for this viewer, their own, or gone; something is wrong with a field; or too many for one day.
pub async fn report(
    app: &App,
    caller: Caller,
    browser: &Browser,
    thing: Thing,
    input: &ReportInput,
) -> Result<()> {
    reportable(app, caller.clone(), thing).await?;
    let draft = input.parse()?;
    if caller.viewer.person().is_none() {
        limit::report(app, browser)?;
    }
    let limits = app.keeps_limits();
    app.write(move |tx| {
        let found = find(tx, &caller, thing)?;
        let conversation = found.conversation;
        let permit = Report::permit(&caller.viewer, found.reported)?;
        let settled = settled(tx, &caller)?;
        if let (Some(me), true) = (caller.viewer.person(), limits) {
            let day = tx.now().before(Duration::from_hours(24));
            let most = if settled {
                case::DAILY
            } else {
                case::DAILY_AT_FIRST
            };
            if store::case::reports_in(tx, me, day)? >= most {
                return Err(Error::TooMany(3_600));
            }
        }
        let weight = case::weight(&caller.viewer, settled);
        let Joined::To(case) = store::case::join(tx, &permit, conversation, &draft, weight)? else {
            return Ok(());
        };
        let touches = Touches {
            conversation,
            comment: match thing {
                Thing::Comment(id) => Some(id),
                Thing::Conversation(_) | Thing::Person(_) => None,
            },
            ..Touches::default()
        };
        record(tx, caller.actor(), caller.door, Kind::Reported, touches)?;
        let why = Why {
            case,
            reason: draft.reason,
        };
        follow(tx, &permit, why, touches)
    })
    .await
}

/// Whether somebody has been a member for a while and has said something that stands.
fn settled(from: &mut Snapshot<'_>, caller: &Caller) -> Result<bool> {
    let Some(me) = caller.viewer.person() else {
        return Ok(false);
    };
    let since = from.now().before(case::SETTLED);
    Ok(store::person::is_settled(from, me, since)?)
}

/// In which case something comes about by itself, and for which reason.
#[derive(Clone, Copy)]
struct Why {
    case: Id<Case>,
    reason: case::Reason,
}

/// What enough reports bring about by themselves. All of it can be undone, and all of it stands in the log.
fn follow(tx: &mut Tx<'_>, permit: &Permit<Report>, why: Why, touches: Touches) -> Result<()> {
    hide(tx, permit, why, touches)?;
    match touches.conversation {
        Some(conversation) => pause(tx, permit, why, conversation),
        None => Ok(()),
    }
}

/// Hides a comment that enough members have reported until somebody has looked; not what somebody in office says, and not what
/// was found to be within the customs today.
fn hide(tx: &mut Tx<'_>, permit: &Permit<Report>, why: Why, touches: Touches) -> Result<()> {
    let today = tx.now().before(case::SETTLED);
    if store::case::pressing(tx, why.case)? < case::HIDES_AT
        || store::case::dismissed_since(tx, permit.thing, today)?
    {
        return Ok(());
    }
    let said_in_office = match permit.by {
        Some(by) => store::person::role(tx, by)?.is_some_and(|role| role >= Role::Steward),
        None => false,
    };
    if said_in_office || !store::case::hide_by_itself(tx, permit)? {
        return Ok(());
    }
    let touches = Touches {
        to: permit.by,
        ..touches
    };
    done(tx, Kind::CommentHidden, touches, why, None)
}

/// Has a conversation rest that many report within a short while.
fn pause(
    tx: &mut Tx<'_>,
    permit: &Permit<Report>,
    why: Why,
    conversation: Id<Conversation>,
) -> Result<()> {
    let since = tx.now().before(case::RUSH);
    if store::case::rush(tx, conversation, since)? < case::PAUSES_AT {
        return Ok(());
    }
    let open = store::conversation::find(tx, Permit::by(permit), conversation)?;
    if !open.is_some_and(|open| open.door.is_open()) {
        return Ok(());
    }
    let until = tx.now().after(case::PAUSE);
    store::conversation::pause(tx, permit, conversation, until)?;
    store::job::add(tx, &Work::EndPause { conversation }, until, None)?;
    let touches = Touches {
        conversation: Some(conversation),
        ..Touches::default()
    };
    done(tx, Kind::Paused, touches, why, Some(until))
}

/// Notes what came about by itself.
fn done(
    tx: &mut Tx<'_>,
    kind: Kind,
    touches: Touches,
    why: Why,
    until: Option<Moment>,
) -> Result<()> {
    let id = record(tx, Actor::House, Door::Clock, kind, touches)?;
    let ground = Ground {
        case: Some(why.case),
        reason: Some(why.reason),
        until,
        ..Ground::default()
    };
    Ok(store::measure::explain(tx, measure::of(id), &ground)?)
}
