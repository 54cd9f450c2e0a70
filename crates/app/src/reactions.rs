//! What follows from each kind of activity. A new kind compiles only when somebody has decided it here.

use std::time::Duration;

use domain::activity::{Activity, Kind};
use domain::job::Work;
use store::Tx;

use crate::Result;

/// How long what waits for staff is gathered before a mail goes out.
///
/// Long enough that a lively hour is one mail, short enough that a guest's first words are read the same evening.
const GATHER: Duration = Duration::from_mins(10);

/// Something that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// Those who keep the peace are told that something waits for them.
    TellStaff,
}

/// What follows from an activity of this kind. Feeds, lists and search need nothing: they read what is there.
#[must_use]
pub const fn of(kind: Kind) -> &'static [Reaction] {
    match kind {
        Kind::Applied | Kind::CommentHeld => &[Reaction::TellStaff],
        Kind::Joined
        | Kind::Admitted
        | Kind::TurnedAway
        | Kind::Invited
        | Kind::Appointed
        | Kind::Suspended
        | Kind::Reinstated
        | Kind::Published
        | Kind::Withdrawn
        | Kind::Edited
        | Kind::Commented
        | Kind::Replied
        | Kind::CommentApproved
        | Kind::CommentRejected
        | Kind::CommentEdited
        | Kind::CommentDeleted
        | Kind::CommentRestored
        | Kind::Thanked
        | Kind::Unthanked
        | Kind::Closed
        | Kind::Reopened
        | Kind::Opened
        | Kind::Accepted
        | Kind::Unaccepted
        | Kind::Reused
        | Kind::Unreused
        | Kind::Supported
        | Kind::Unsupported
        | Kind::Decided
        | Kind::Claimed
        | Kind::Described
        | Kind::Configured => &[],
    }
}

/// Writes the job of a reaction.
pub(crate) fn queue(tx: &mut Tx<'_>, activity: &Activity, reaction: Reaction) -> Result<()> {
    match reaction {
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
    }
    Ok(())
}
