//! Polls of the demo, as rows.

use std::time::Duration;

use base::{Id, Moment};
use domain::activity::{Kind, Touches};
use domain::conversation::Conversation;
use domain::poll::{Ballot, Draft, Way};
use store::poll::Brought;

use super::script::{Asked, Opening};
use super::stage::Stage;
use crate::App;
use crate::seed::dice::{Dice, Of};
use crate::seed::row::Row;

/// How long after a conversation its poll is attached.
const THEN: Duration = Duration::from_mins(4);

/// A poll with its votes, and the activities of those that are shown with names.
pub(super) fn poll(
    app: &App,
    stage: &Stage,
    opening: &Opening,
    asked: &Asked,
    (id, opened): (Id<Conversation>, Moment),
    dice: &mut Dice,
) -> Vec<Row> {
    let at = opened.after(THEN).min(stage.now);
    let days = Duration::from_hours(24 * asked.closes.unsigned_abs());
    let closes_at = match asked.closes < 0 {
        true => stage.now.before(days),
        false => stage.now.after(days),
    };
    let about = Touches {
        conversation: Some(id),
        ..Touches::default()
    };
    let mut rows = Vec::new();
    let mut did = |who: &str, at: Moment, kind, touches, dice: &mut Dice| {
        let (person, actor, _) = stage.people.get(who).copied()?;
        rows.push(Row::activity(
            dice.id(at, Of::Other),
            at,
            actor,
            kind,
            touches,
        ));
        Some(person)
    };
    let author = did(opening.by, at, Kind::PollAttached, about, dice);
    let mut ballots = Vec::new();
    for (hours, (who, places)) in (1_u64..).zip(asked.votes) {
        let Some(person) = stage.person(who) else {
            continue;
        };
        let Some(ballot) = Ballot::of(places.to_vec()) else {
            continue;
        };
        let at = at.after(Duration::from_hours(3 * hours)).min(stage.now);
        if asked.named {
            let touches = Touches {
                to: author.filter(|author| *author != person),
                ..about
            };
            did(who, at, Kind::Voted, touches, dice);
        }
        ballots.push((person, crate::poll::mark(app, id, person), ballot));
    }
    let draft = Draft {
        question: asked.question.to_owned(),
        options: asked
            .options
            .iter()
            .map(|words| (*words).to_owned())
            .collect(),
        way: asked.way,
        most: match asked.way {
            Way::Single => 1,
            Way::Many | Way::Ranked => asked.options.len(),
        },
        named: asked.named,
        shown: asked.shown,
    };
    rows.push(Row::Poll(
        id,
        Brought {
            draft,
            at,
            closes_at,
            closed: asked.closes < 0,
            ballots,
        },
    ));
    rows
}
