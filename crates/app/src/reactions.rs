//! What follows from each kind of activity. A new kind compiles only when somebody has decided it here.

use std::time::Duration;

use domain::activity::{Activity, Kind};
use domain::following::Level;
use domain::group::ROOT;
use domain::job::Work;
use domain::notification::Reason;
use store::Tx;

use crate::{Result, tell};

/// How long what waits for staff is gathered before a mail goes out.
///
/// Long enough that a lively hour is one mail, short enough that a guest's first words are read the same evening.
const GATHER: Duration = Duration::from_mins(10);

/// Something that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// Those who keep the peace are told that something waits for them.
    TellStaff,
    /// Whoever it is said to, and whoever wants to know, is told.
    Tell,
    /// Whoever is called by name now, and was not before, is told.
    TellNamed,
    /// Whoever it was done to is told, for this reason.
    TellWhom(Reason),
    /// That is taken back, if it was not read yet.
    TakeBack,
    /// Whoever proposed an idea or supports it is told.
    TellDecided,
    /// Of something about a group, whoever it concerns is told there: its stewards, or whoever it was done to.
    TellGroup,
    /// It is kept as a measure, if somebody who keeps the peace did it to others, or the program for them.
    Log,
    /// Whoever did it follows the conversation from now on.
    Follow(Level),
}

/// What follows from an activity of this kind. Feeds, lists and search need nothing: they read what is there.
#[must_use]
pub const fn of(kind: Kind) -> &'static [Reaction] {
    match kind {
        Kind::Applied => &[Reaction::TellStaff, Reaction::TellGroup],
        Kind::CommentHeld => &[Reaction::TellStaff, Reaction::Follow(Level::Replies)],
        Kind::PostHeld => &[Reaction::TellStaff, Reaction::Follow(Level::Watching)],
        Kind::Admitted | Kind::Invited | Kind::Appointed => &[Reaction::TellGroup],
        Kind::Commented | Kind::Replied => &[Reaction::Follow(Level::Replies), Reaction::Tell],
        Kind::CommentApproved | Kind::PostApproved => &[
            Reaction::Tell,
            Reaction::TellWhom(Reason::LetThrough),
            Reaction::Log,
        ],
        Kind::CommentRejected | Kind::PostRejected => &[Reaction::Log],
        Kind::Opened => &[Reaction::Follow(Level::Watching), Reaction::Tell],
        Kind::Published => &[
            Reaction::Follow(Level::Watching),
            Reaction::Tell,
            Reaction::Log,
        ],
        Kind::CommentEdited | Kind::Edited => &[Reaction::TellNamed],
        Kind::Thanked => &[Reaction::TellWhom(Reason::Thanked)],
        Kind::Reused => &[Reaction::TellWhom(Reason::Helped)],
        Kind::Introduced => &[Reaction::TellWhom(Reason::Introduced)],
        Kind::Accepted => &[Reaction::TellWhom(Reason::Accepted)],
        Kind::Supported => &[Reaction::TellWhom(Reason::Supported)],
        Kind::Unthanked | Kind::Unreused | Kind::Unsupported => &[Reaction::TakeBack],
        Kind::Decided => &[Reaction::TellDecided],
        Kind::Reported | Kind::Appealed => &[Reaction::TellStaff],
        Kind::CommentDeleted
        | Kind::CommentRestored
        | Kind::CommentHidden
        | Kind::Withdrawn
        | Kind::Closed
        | Kind::Reopened
        | Kind::Paused
        | Kind::Noticed
        | Kind::Silenced
        | Kind::Unsilenced
        | Kind::Suspended
        | Kind::Reinstated => &[Reaction::Log],
        Kind::Joined
        | Kind::TurnedAway
        | Kind::Founded
        | Kind::Left
        | Kind::Dismissed
        | Kind::CaseTaken
        | Kind::CaseLeft
        | Kind::CaseNoted
        | Kind::CaseClosed
        | Kind::RemovalProposed
        | Kind::AppealAnswered
        | Kind::Unaccepted
        | Kind::Raised
        | Kind::Lowered
        | Kind::Ended
        | Kind::Resumed
        | Kind::Helped
        | Kind::Unhelped
        | Kind::PollAttached
        | Kind::Voted
        | Kind::Unvoted
        | Kind::PollClosed
        | Kind::PollRemoved
        | Kind::Claimed
        | Kind::Described
        | Kind::Configured
        | Kind::Exported
        | Kind::LeavingAsked
        | Kind::Stayed
        | Kind::CaseOpened
        | Kind::BlockedChanged => &[],
    }
}

/// Does what follows, or writes the job that does.
pub(crate) fn follow(tx: &mut Tx<'_>, activity: &Activity, reaction: Reaction) -> Result<()> {
    match reaction {
        // Those who keep the peace on the site need not know who knocks at a group.
        Reaction::TellStaff if activity.group != ROOT => {}
        Reaction::TellStaff => {
            let due = activity.at.after(GATHER);
            // All that waits within the same span is one mail.
            let span = i64::try_from(GATHER.as_millis()).unwrap_or(i64::MAX);
            let once = format!("tell-staff {}", activity.at.ms().div_euclid(span));
            store::job::add(
                tx,
                &Work::TellStaff {
                    activity: activity.id,
                },
                due,
                Some(&once),
            )?;
        }
        Reaction::Tell => tell::tell(tx, activity)?,
        Reaction::TellNamed => tell::tell_named(tx, activity)?,
        Reaction::TellWhom(reason) => tell::tell_whom(tx, activity, reason)?,
        Reaction::TakeBack => tell::take_back(tx, activity)?,
        Reaction::TellDecided => tell::tell_decided(tx, activity)?,
        Reaction::TellGroup => crate::group::tell(tx, activity)?,
        Reaction::Log => crate::measure::log(tx, activity)?,
        Reaction::Follow(level) => {
            if let (Some(me), Some(conversation)) =
                (activity.actor.person(), activity.touches.conversation)
            {
                store::reader::take_part(tx, me, conversation, level)?;
            }
        }
    }
    Ok(())
}
