//! What those who keep the peace do is kept as a measure, wherever they do it, and told to whom it concerns.

use base::Id;
use domain::activity::{Activity, Actor, Kind as Deed};
use domain::comment::State;
use domain::measure::{Kind, Measure};
use domain::notification::Reason;
use domain::person::Person;
use domain::{Origin, Role, Viewer};
use store::Tx;
use store::notification::Fresh;

use crate::Result;

/// Keeps a measure, if the activity is one: done to others, by somebody in office or by the program itself.
pub(crate) fn log(tx: &mut Tx<'_>, activity: &Activity) -> Result<()> {
    let Some((kind, person)) = measure(tx, activity)? else {
        return Ok(());
    };
    match kind {
        Kind::Shown => {
            let Some(conversation) = activity.touches.conversation else {
                return Ok(());
            };
            let ended = store::measure::end_for(tx, conversation, activity.touches.comment)?;
            if !ended {
                // Nothing had been taken away: it was published, or let through.
                return Ok(());
            }
        }
        Kind::Reinstated => {
            if let Some(person) = person {
                store::measure::end_suspension(tx, person)?;
            }
        }
        Kind::Notice
        | Kind::Silenced
        | Kind::Unsilenced
        | Kind::Suspended
        | Kind::Hidden
        | Kind::Removed
        | Kind::TurnedAway
        | Kind::Closed
        | Kind::Reopened
        | Kind::Paused => {}
    }
    let id = store::measure::insert(tx, activity, kind, person)?;
    if let Some(person) = person {
        tell(tx, person, Reason::Measure, &format!("measure {id}"))?;
    }
    Ok(())
}

/// Tells somebody about where they stand. Who did it is not told with it.
pub(crate) fn tell(tx: &mut Tx<'_>, to: Id<Person>, reason: Reason, once: &str) -> Result<()> {
    let fresh = Fresh {
        reason,
        source: None,
        once,
        conversation: None,
        group: None,
        comment: None,
        actor: Actor::House,
        at: tx.now(),
    };
    store::notification::add(tx, to, &fresh)?;
    Ok(())
}

/// The id of the measure that an activity is kept as.
pub(crate) const fn of(activity: Id<Activity>) -> Id<Measure> {
    activity.cast()
}

/// What kind of measure an activity is, and whom it concerns; none if it is not one.
fn measure(tx: &mut Tx<'_>, activity: &Activity) -> Result<Option<(Kind, Option<Id<Person>>)>> {
    let touches = &activity.touches;
    let to = touches.to;
    let kind = match activity.kind {
        Deed::Noticed => Kind::Notice,
        Deed::Silenced => Kind::Silenced,
        Deed::Unsilenced => Kind::Unsilenced,
        Deed::Suspended => Kind::Suspended,
        Deed::Reinstated => Kind::Reinstated,
        Deed::CommentHidden => Kind::Hidden,
        Deed::Paused => return Ok(Some((Kind::Paused, None))),
        Deed::CommentDeleted | Deed::CommentRestored => {
            if !is_office(activity.actor, to, Role::Moderator) {
                return Ok(None);
            }
            let Some(comment) = touches.comment else {
                return Ok(None);
            };
            let state = store::comment::unseen(tx, comment)?.map(|placed| placed.comment.state);
            return Ok(match (activity.kind, state) {
                // Of what nobody was to see, nobody has to know that it went.
                (Deed::CommentDeleted, Some(State::Removed)) => Some((Kind::Removed, to)),
                (Deed::CommentRestored, Some(State::Visible)) => Some((Kind::Shown, to)),
                _ => None,
            });
        }
        // What a guest said is turned away without a word; a member hears of it.
        Deed::CommentRejected if to.is_some() => Kind::TurnedAway,
        Deed::PostRejected => Kind::TurnedAway,
        Deed::CommentApproved | Deed::PostApproved => Kind::Shown,
        Deed::Withdrawn | Deed::Published | Deed::Closed | Deed::Reopened => {
            let Some(id) = touches.conversation else {
                return Ok(None);
            };
            let Some(ground) = store::notification::ground(tx, id, false)? else {
                return Ok(None);
            };
            let by = Some(ground.by_person);
            let (kind, person, office) = match activity.kind {
                Deed::Withdrawn => (Kind::Removed, by, Role::Moderator),
                Deed::Published => (Kind::Shown, by, Role::Moderator),
                Deed::Closed => (Kind::Closed, None, Role::Steward),
                _ => (Kind::Reopened, None, Role::Steward),
            };
            return Ok(is_office(activity.actor, by, office).then_some((kind, person)));
        }
        _ => return Ok(None),
    };
    Ok(Some((kind, to)))
}

/// Whether it was done in an office, and not to what is one's own.
fn is_office(actor: Actor, whose: Option<Id<Person>>, least: Role) -> bool {
    match actor {
        Actor::Person { id, role, .. } => {
            whose != Some(id) && Viewer::seated(id, role, Origin::Raised).is_at_least(least)
        }
        Actor::Guest(_) | Actor::House => false,
    }
}
