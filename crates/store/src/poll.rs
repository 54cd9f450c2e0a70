//! Polls: what is asked, and what was chosen.
//!
//! A ballot is kept under a mark that only the holder of the site's key can make for a person and a poll, without a moment and
//! in no order of coming. In a poll that names nobody, that mark is all there is until it is closed; then only how often each
//! choice was made is left. See `docs/conversations.md` for what that promises.

mod count;
mod write;

pub use count::{ballot, ballots, who};
pub use write::{Brought, End, attach, bring, close, come_to_end, remove, take_back, vote};

use base::{Id, Moment};
use domain::conversation::Conversation;
use domain::person::Person;
use domain::poll::{Poll, Shown, State, Way};
use domain::{Viewer, Visible};

use crate::{Result, Snapshot};

struct Body {
    question: String,
    way: Way,
    most: i64,
    named: bool,
    shown: Shown,
    closes_at: Moment,
    closed_at: Option<Moment>,
    closed_by: Option<Id<Person>>,
    voters: i64,
}
row!(Body {
    question,
    way,
    most,
    named,
    shown,
    closes_at,
    closed_at,
    closed_by,
    voters
});

/// Whether there is a poll under a conversation that is visible already.
pub fn exists(from: &mut Snapshot<'_>, conversation: &Visible<Conversation>) -> Result<bool> {
    let found: i64 = sql!(
        "select count(*) from poll where conversation_id = $1",
        conversation.id
    )
    .one(from)?;
    Ok(found > 0)
}

/// The poll under a conversation, if the viewer may know of that.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Conversation>,
) -> Result<Option<Visible<Poll>>> {
    match crate::conversation::find(from, viewer, id)? {
        Some(conversation) => under(from, &conversation),
        None => Ok(None),
    }
}

/// The poll under a conversation that is visible already.
pub fn under(
    from: &mut Snapshot<'_>,
    conversation: &Visible<Conversation>,
) -> Result<Option<Visible<Poll>>> {
    let id = conversation.id;
    let body: Option<Body> = sql!(
        "select question, way, most, named, shown, closes_at, closed_at, closed_by, voters
         from poll where conversation_id = $1",
        id,
    )
    .optional(from)?;
    let Some(body) = body else { return Ok(None) };
    let options: Vec<String> = sql!(
        "select words from poll_option where conversation_id = $1 order by place",
        id,
    )
    .all(from)?;
    let state = match body.closed_at {
        Some(at) => State::Closed {
            at,
            by: crate::byline::of(from, body.closed_by)?,
        },
        None if body.closes_at <= from.now() => State::Closed {
            at: body.closes_at,
            by: None,
        },
        None => State::Open,
    };
    Ok(Some(conversation.clone().part(|conversation| Poll {
        conversation,
        question: body.question,
        options,
        way: body.way,
        most: usize::try_from(body.most).unwrap_or(1),
        named: body.named,
        shown: body.shown,
        closes_at: body.closes_at,
        state,
        voters: body.voters,
    })))
}
