//! What came of a post, written at once: for made-up communities.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::person::Person;
use domain::post::Standing;

use crate::{Mark, Result, Tx};

/// What came of a post.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The comment that was accepted as the answer.
    pub answer: Option<Id<Comment>>,
    /// By whom.
    pub accepted_by: Option<Id<Person>>,
    /// Whom the answer helped, and when they said so.
    pub helped: Vec<(Id<Person>, Moment)>,
    /// Who supports it, and since when.
    pub supporters: Vec<(Id<Person>, Moment)>,
    /// What was decided, why as written and as shown, by whom and when.
    pub decision: Option<(Standing, String, String, Id<Person>, Moment)>,
}

/// Writes what came of a post that is there without it.
pub fn settle(tx: &mut Tx<'_>, id: Id<Conversation>, outcome: &Outcome) -> Result<()> {
    for (person, at) in &outcome.supporters {
        sql!(
            "insert into support (conversation_id, person_id, at) values ($1, $2, $3)",
            id,
            person,
            at,
        )
        .change_one(tx)?;
    }
    if let Some(answer) = outcome.answer {
        for (person, at) in &outcome.helped {
            sql!(
                "insert into help (comment_id, person_id, at) values ($1, $2, $3)",
                answer,
                person,
                at,
            )
            .change_one(tx)?;
        }
        sql!(
            "update comment set helped = $2 where id = $1",
            answer,
            i64::try_from(outcome.helped.len()).unwrap_or(0),
        )
        .change_one(tx)?;
    }
    sql!(
        "update post set answer_id = $2, accepted_by = $3, supports = $4 where id = $1",
        id,
        outcome.answer,
        outcome.accepted_by,
        i64::try_from(outcome.supporters.len()).unwrap_or(0),
    )
    .change_one(tx)?;
    if let Some((standing, reason, html, by, at)) = &outcome.decision {
        sql!(
            "update post set standing = $2, reason = $3, reason_html = $4, decided_by = $5, decided_at = $6 where id = $1",
            id,
            standing,
            reason,
            html,
            by,
            at,
        )
        .change_one(tx)?;
    }
    tx.touch(Mark::Conversation(id));
    Ok(())
}
