//! What is said in the demo, as rows.

use std::time::Duration;

use base::{Id, Moment};
use domain::activity::{Activity, Actor, Kind, Touches};
use domain::comment::{Comment, State};
use domain::conversation::Conversation;
use domain::person::Person;
use store::comment::By;
use store::seed::Saying;

use super::script::{Said, Stands};
use super::stage::Stage;
use crate::seed::dice::{Dice, Of};
use crate::seed::row::Row;
use crate::seed::shown::shown;
use crate::text::Place;
use crate::{App, Result};

/// A comment that is still to be written, and what it answers.
struct Next {
    said: &'static Said,
    parent: Option<(Id<Comment>, Id<Comment>, Moment)>,
    /// When what it answers was said or published.
    since: Moment,
    /// To whom it is said.
    to: Option<Id<Person>>,
}

/// Everything said under one story, and what came of it for its counters.
#[derive(Default)]
pub(super) struct Talk {
    pub(super) rows: Vec<Row>,
    pub(super) comments: i64,
    pub(super) last_at: Option<Moment>,
    /// The activity of a comment that waits.
    pub(super) held: Option<Id<Activity>>,
    /// Each comment by who said it, in no order, with when.
    pub(super) by: Vec<(&'static str, Id<Comment>, Moment)>,
}

/// Under what something is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Under {
    pub(super) conversation: Id<Conversation>,
    pub(super) at: Moment,
    /// Who wrote it.
    pub(super) author: Option<Id<Person>>,
    pub(super) said: &'static [Said],
    /// Whether it asks for what is said.
    pub(super) asks: bool,
}

/// So long after something was said; if that is not yet, halfway between then and now.
fn moment(since: Moment, minutes: u64, now: Moment) -> Moment {
    let at = since.after(Duration::from_mins(minutes));
    if at < now {
        return at;
    }
    Moment::from_ms(since.ms().midpoint(now.ms()))
}

/// Writes down what was said under something.
pub(super) async fn talk(app: &App, stage: &Stage, under: Under, dice: &mut Dice) -> Result<Talk> {
    let mut talk = Talk::default();
    let next = |said, parent, since, to| Next {
        said,
        parent,
        since,
        to,
    };
    let mut waiting: Vec<Next> = under
        .said
        .iter()
        .map(|said| next(said, None, under.at, under.author))
        .collect();
    while let Some(Next {
        said,
        parent,
        since,
        to,
    }) = waiting.pop()
    {
        let Some((by, actor)) = speaker(stage, said.by) else {
            continue;
        };
        let at = moment(since, said.after, stage.now);
        let id: Id<Comment> = dice.id(at, Of::Comment);
        let (root, root_at) = parent.map_or((id, at), |(_, root, root_at)| (root, root_at));
        waiting.extend(
            said.answers
                .iter()
                .map(|answer| next(answer, Some((id, root, root_at)), at, actor.person())),
        );
        let source = stage.with_addresses(said.text);
        let ids = format!("c{id}");
        let html = shown(app, &source, Place::Comment, &ids).await?;
        let state = match said.stands {
            Stands::Visible => State::Visible,
            Stands::Waiting => State::Waiting,
            Stands::Gone => State::Deleted,
        };
        if state == State::Visible {
            talk.comments += 1;
            talk.last_at = talk.last_at.max(Some(at));
        }
        let thanks = thanks(stage, said, at, dice);
        let saying = Saying {
            id,
            conversation: under.conversation,
            parent,
            by,
            html,
            source,
            pipeline: markup::PIPELINE,
            state,
            at,
            thanks: thanks.iter().map(|(id, _, when)| (*id, *when)).collect(),
        };
        talk.rows.push(Row::Comment(saying));
        talk.by.push((said.by, id, at));
        let touches = Touches {
            group: None,
            to,
            conversation: Some(under.conversation),
            comment: Some(id),
            parent: parent.map(|(parent, _, _)| parent),
            asked_for: under.asks && parent.is_none(),
        };
        talk.record(actor, at, touches, state, dice);
        for (_, fan, when) in thanks {
            let touches = Touches {
                to: actor.person(),
                parent: None,
                asked_for: false,
                ..touches
            };
            let id = dice.id(when, Of::Other);
            let row = Row::activity(id, when, fan, Kind::Thanked, touches);
            talk.rows.push(row);
        }
    }
    Ok(talk)
}

impl Talk {
    fn record(
        &mut self,
        actor: Actor,
        at: Moment,
        touches: Touches,
        state: State,
        dice: &mut Dice,
    ) {
        let kind = match (state, touches.parent) {
            (State::Waiting, _) => Kind::CommentHeld,
            (_, Some(_)) => Kind::Replied,
            (_, None) => Kind::Commented,
        };
        let id = dice.id(at, Of::Other);
        if kind == Kind::CommentHeld {
            self.held = Some(id);
        }
        self.rows.push(Row::activity(id, at, actor, kind, touches));
    }
}

fn speaker(stage: &Stage, name: &str) -> Option<(By, Actor)> {
    if let Some((id, actor, _)) = stage.people.get(name) {
        return Some((By::Person(*id), *actor));
    }
    let guest = *stage.guests.get(name)?;
    Some((By::Guest(guest), Actor::Guest(guest)))
}

/// Who thanks, and when: within a day or two, but not before they came.
fn thanks(
    stage: &Stage,
    said: &Said,
    at: Moment,
    dice: &mut Dice,
) -> Vec<(Id<Person>, Actor, Moment)> {
    said.thanks
        .iter()
        .filter_map(|fan| stage.people.get(fan))
        .map(|(id, actor, joined)| {
            let minutes = dice.between(3, 2_000);
            (*id, *actor, moment(at.max(*joined), minutes, stage.now))
        })
        .collect()
}
