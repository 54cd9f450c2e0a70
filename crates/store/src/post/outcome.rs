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
    /// Who said “I can” or “I’d like”, what they said with it, and when.
    pub hands: Vec<(Id<Person>, String, Moment)>,
    /// How an ask or an offer ended.
    pub ending: Option<Ended>,
}

/// How an ask or an offer ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Who helped or was helped, and whether they gave thanks; nobody if it ended without.
    pub named: Vec<(Id<Person>, bool)>,
    /// Why it ended without.
    pub reason: String,
    /// Who said so.
    pub by: Id<Person>,
    /// When.
    pub at: Moment,
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
    if !outcome.hands.is_empty() || outcome.ending.is_some() {
        wish(tx, id, outcome)?;
    }
    tx.touch(Mark::Conversation(id));
    Ok(())
}

fn wish(tx: &mut Tx<'_>, id: Id<Conversation>, outcome: &Outcome) -> Result<()> {
    for (person, words, at) in &outcome.hands {
        sql!(
            "insert into hand (conversation_id, kind, person_id, words, at)
             select id, kind, $2, $3, $4 from conversation where id = $1",
            id,
            person,
            words,
            at,
        )
        .change_one(tx)?;
    }
    let ending = outcome.ending.as_ref();
    for (person, thanked) in ending.iter().flat_map(|ending| &ending.named) {
        sql!(
            "insert into helping (conversation_id, kind, person_id, thanked)
             select id, kind, $2, $3 from conversation where id = $1",
            id,
            person,
            thanked,
        )
        .change_one(tx)?;
    }
    sql!(
        "update wish set hands = $2, ended_at = $3, ended_by = $4, reason = $5 where conversation_id = $1",
        id,
        i64::try_from(outcome.hands.len()).unwrap_or(0),
        ending.map(|ending| ending.at),
        ending.map(|ending| ending.by),
        ending.map_or("", |ending| ending.reason.as_str()),
    )
    .change_one(tx)
}
