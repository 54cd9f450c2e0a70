//! What members of the demo ask for and offer, as rows: when and where, who can, how it ended.

use std::time::Duration;

use base::{Id, Moment};
use domain::activity::{Kind, Touches};
use domain::conversation::{self, Conversation};
use domain::post::Terms;
use store::post::{Ended, Kept, Outcome};

use super::script::{Finished, Opening, Wanted};
use super::stage::{Stage, day, days_before};
use crate::seed::dice::{Dice, Of};
use crate::seed::row::Row;

/// When, where and until when.
pub(super) fn terms(stage: &Stage, wanted: &Wanted) -> Kept {
    let on = |days: i64| day(&stage.site, stage.now, days);
    let terms = Terms {
        when: wanted.when.to_owned(),
        day: wanted.day.map(on),
        place: wanted.place.to_owned(),
        until: wanted.until.or(wanted.day).map(on),
    };
    Kept {
        until_at: crate::post::ends_at(&stage.site, &terms),
        terms,
    }
}

/// Who can or would like it, how it ended, and who gave thanks for it.
pub(super) fn came_of_it(
    stage: &Stage,
    opening: &Opening,
    wanted: &Wanted,
    (id, opened): (Id<Conversation>, Moment),
    outcome: &mut Outcome,
    dice: &mut Dice,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let Some((author, author_acts, _)) = stage.people.get(opening.by).copied() else {
        return rows;
    };
    let mut did = |at: Moment, actor, kind, to, asked_for, dice: &mut Dice| {
        let touches = Touches {
            to,
            conversation: Some(id),
            asked_for,
            ..Touches::default()
        };
        let row = Row::activity(dice.id(at, Of::Other), at, actor, kind, touches);
        rows.push(row);
    };
    let is_ask = opening.kind == conversation::Kind::Ask;
    for (who, hours, words) in wanted.hands {
        let Some((person, actor, _)) = stage.people.get(who).copied() else {
            continue;
        };
        let at = opened.after(Duration::from_hours(*hours)).min(stage.now);
        did(at, actor, Kind::Raised, Some(author), is_ask, dice);
        outcome.hands.push((person, (*words).to_owned(), at));
    }
    let Some(Finished {
        days,
        named,
        reason,
    }) = &wanted.finished
    else {
        return rows;
    };
    let at = days_before(stage.now, *days);
    did(at, author_acts, Kind::Ended, None, false, dice);
    let mut told = Vec::new();
    for (who, thanked) in *named {
        let Some((person, actor, _)) = stage.people.get(who).copied() else {
            continue;
        };
        let kind = if is_ask { Kind::Thanked } else { Kind::Helped };
        did(at, author_acts, kind, Some(person), !is_ask, dice);
        if *thanked {
            let at = at.after(Duration::from_hours(3)).min(stage.now);
            did(at, actor, Kind::Thanked, Some(author), false, dice);
        }
        told.push((person, *thanked));
    }
    outcome.ending = Some(Ended {
        named: told,
        reason: (*reason).to_owned(),
        by: author,
        at,
    });
    rows
}
