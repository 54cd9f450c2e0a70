//! What somebody sees of a poll.

use base::Digest;
use domain::conversation::Conversation;
use domain::person::Byline;
use domain::poll::{Ballot, Close, Poll, Remove, Tally, Vote, tally};
use domain::{Rule, Viewer, Visible};
use store::Snapshot;

use crate::Result;

/// People whose choices are shown at most.
const SHOWN: i64 = 200;

/// What somebody sees of a poll.
#[derive(Clone, Debug)]
pub struct Look {
    /// The poll.
    pub poll: Visible<Poll>,
    /// What they chose, if that is known still.
    pub mine: Option<Ballot>,
    /// The figures, if they are shown to them.
    pub tally: Option<Tally>,
    /// Who chose what, where that is shown, and the figures are.
    pub who: Vec<(Byline, Ballot)>,
    /// Whether they may vote.
    pub may_vote: bool,
    /// Whether they may close it.
    pub may_close: bool,
    /// Whether they may take it away.
    pub may_remove: bool,
}

/// The poll under a conversation that is visible already, as it is shown to somebody with this mark.
///
/// # Errors
/// The store's.
pub fn look(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    conversation: &Visible<Conversation>,
    mark: Option<&Digest>,
) -> Result<Option<Look>> {
    let Some(poll) = store::poll::under(from, conversation)? else {
        return Ok(None);
    };
    let mine = match mark {
        Some(mark) => store::poll::ballot(from, &poll, mark)?,
        None => None,
    };
    let (tally, who) = match poll.shows(mine.is_some()) {
        true => {
            let ballots = store::poll::ballots(from, &poll)?;
            let tally = tally(poll.way, poll.options.len(), &ballots);
            (Some(tally), store::poll::who(from, &poll, SHOWN)?)
        }
        false => (None, Vec::new()),
    };
    Ok(Some(Look {
        may_vote: Vote::allows(viewer, &poll),
        may_close: Close::allows(viewer, &poll),
        may_remove: Remove::allows(viewer, &poll),
        poll,
        mine,
        tally,
        who,
    }))
}
