//! What members of the demo opened, as rows.

use std::time::Duration;

use base::{Id, Moment};
use domain::activity::{Kind, Touches};
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::group::{ROOT, Visibility};
use domain::tag;
use store::post::{Fresh, Outcome, Text};

use super::poll::poll;
use super::script::{Decided, Opening};
use super::stage::{Stage, days_before, moment};
use super::talk::{Talk, Under, talk};
use super::wish;
use crate::seed::dice::{Dice, Of};
use crate::seed::row::Row;
use crate::seed::shown::shown;
use crate::text::{self, Place};
use crate::{App, Result};

/// A post, what was said in it and what came of it.
pub(super) async fn post(
    app: &App,
    stage: &Stage,
    opening: &'static Opening,
    dice: &mut Dice,
) -> Result<Vec<Row>> {
    let Some((author, actor, _)) = stage.people.get(opening.by).copied() else {
        return Ok(Vec::new());
    };
    let at = moment(&stage.site, stage.now, opening.days, opening.time);
    let id: Id<Conversation> = dice.id(at, Of::Article);
    let html = shown(app, opening.text, Place::Article, "a").await?;
    let fresh = Fresh {
        kind: opening.kind,
        title: opening.title.to_owned(),
        slug: domain::post::slug(opening.title, opening.kind),
        text: Text {
            source: opening.text.to_owned(),
            excerpt: markup::excerpt(&html, text::EXCERPT),
            html,
            pipeline: markup::PIPELINE,
        },
        group: ROOT,
        visibility: Visibility::Public,
        by: author,
        tags: opening
            .tags
            .iter()
            .filter_map(|name| tag::Draft::new(tag::Kind::Tag, name, tag::NAME_LIMIT))
            .collect(),
        at,
        closes_at: None,
        waits: false,
        wish: opening
            .wanted
            .as_ref()
            .map(|wanted| wish::terms(stage, wanted)),
    };
    let touches = Touches {
        conversation: Some(id),
        ..Touches::default()
    };
    let mut rows = vec![
        Row::Post(id, fresh),
        Row::activity(dice.id(at, Of::Other), at, actor, Kind::Opened, touches),
    ];
    let under = Under {
        conversation: id,
        at,
        author: Some(author),
        said: opening.said,
        asks: opening.kind.asks(),
    };
    let Talk {
        rows: said,
        comments,
        last_at,
        by,
        ..
    } = talk(app, stage, under, dice).await?;
    rows.extend(said);
    rows.push(Row::Settle {
        conversation: id,
        comments,
        last_at,
    });
    let answer = opening.answer.and_then(|whose| {
        let said = by.iter().filter(|(who, _, _)| *who == whose);
        said.min_by_key(|(_, _, at)| *at)
            .map(|(_, comment, at)| (*comment, *at))
    });
    let decision = match &opening.decided {
        Some(decided) => {
            let html = shown(app, decided.reason, Place::Comment, &format!("d{id}")).await?;
            Some((decided, html))
        }
        None => None,
    };
    rows.extend(came_of_it(stage, opening, (id, at), answer, decision, dice));
    if let Some(asked) = &opening.asked {
        rows.extend(poll(app, stage, opening, asked, (id, at), dice));
    }
    Ok(rows)
}

/// What came of a post: an answer, help, support, a decision.
fn came_of_it(
    stage: &Stage,
    opening: &'static Opening,
    (id, opened): (Id<Conversation>, Moment),
    answer: Option<(Id<Comment>, Moment)>,
    decision: Option<(&'static Decided, String)>,
    dice: &mut Dice,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut outcome = Outcome::default();
    let author = stage.people.get(opening.by).copied();
    let mut did = |who: &str, at: Moment, kind, comment: Option<Id<Comment>>, dice: &mut Dice| {
        let (person, actor, _) = stage.people.get(who).copied()?;
        let touches = Touches {
            to: author.map(|(id, _, _)| id).filter(|id| *id != person),
            conversation: Some(id),
            comment,
            ..Touches::default()
        };
        let row = Row::activity(dice.id(at, Of::Other), at, actor, kind, touches);
        rows.push(row);
        Some(person)
    };
    let later = |since: Moment, hours: u64| {
        let at = since.after(Duration::from_hours(hours));
        at.min(stage.now)
    };
    if let Some((comment, said)) = answer {
        let at = later(said, 12);
        outcome.accepted_by = did(opening.by, at, Kind::Accepted, Some(comment), dice);
        outcome.answer = Some(comment);
        for (place, who) in (1_u64..).zip(opening.helped) {
            let at = later(said, 20 * place);
            if let Some(person) = did(who, at, Kind::Reused, Some(comment), dice) {
                outcome.helped.push((person, at));
            }
        }
    }
    for (place, who) in (1_u64..).zip(opening.supporters) {
        let at = later(opened, 7 * place);
        if let Some(person) = did(who, at, Kind::Supported, None, dice) {
            outcome.supporters.push((person, at));
        }
    }
    if let Some((decided, html)) = decision {
        let at = days_before(stage.now, decided.days);
        if let Some(person) = did(decided.by, at, Kind::Decided, None, dice) {
            outcome.decision = Some((
                decided.standing,
                decided.reason.to_owned(),
                html,
                person,
                at,
            ));
        }
    }
    if let Some(wanted) = &opening.wanted {
        let told = wish::came_of_it(stage, opening, wanted, (id, opened), &mut outcome, dice);
        rows.extend(told);
    }
    rows.push(Row::Outcome(id, outcome));
    rows
}
