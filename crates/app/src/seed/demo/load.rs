//! Brings the demo's community to life.

use domain::activity::{Actor, Door, Kind, Touches};
use domain::conversation::Stage as Published;
use domain::group::Visibility;
use domain::job::Work;
use domain::person::State;
use domain::{Role, Viewer, account, guest, tag};
use email::Address;
use std::time::Duration;
use store::seed::{Newcomer, Piece};

use super::calls::CALLS;
use super::openings::OPENINGS;
use super::people::{PEOPLE, VISITORS};
use super::post::post;
use super::stage::{Placed, Stage, days_before, origin};
use super::talk::{Talk, Under, talk};
use crate::letter::Desk;
use crate::seed::dice::{Dice, Of};
use crate::seed::row::{Row, follow, write};
use crate::seed::shown::shown;
use crate::text::{self, Place};
use crate::{App, Caller, Result};

/// How long ago everybody in the demo has read everything.
const SEEN: Duration = Duration::from_hours(36);
/// For how long everybody has been told of what was said to them.
const TOLD: Duration = Duration::from_hours(10 * 24);

/// The password of everybody in the demo, for those who do not like to click.
pub const PASSWORD: &str = "guildhall demo";

/// Fills an empty store with the demo's community.
///
/// # Errors
/// The store's, or somebody is there already.
pub async fn demo(app: &App) -> Result<()> {
    let mut dice = Dice::new(0);
    let stage = Stage::set(app.now(), &mut dice);
    let site = stage.site.clone();
    app.write(move |tx| Ok(store::site::found(tx, &site)?))
        .await?;
    let hash = crate::password::hash(app, PASSWORD).await?;
    write(app, people(app, &stage, &hash, &mut dice).await?).await?;
    let mut rows = Vec::new();
    for placed in &stage.stories {
        rows.extend(story(app, &stage, placed, &mut dice).await?);
    }
    let mut held = None;
    for placed in &stage.stories {
        let under = Under {
            conversation: placed.id,
            at: placed.at,
            author: placed.story.by.first().and_then(|by| stage.person(by)),
            said: placed.story.said,
            asks: false,
        };
        let Talk {
            rows: said,
            comments,
            last_at,
            held: waits,
            ..
        } = talk(app, &stage, under, &mut dice).await?;
        rows.extend(said);
        rows.push(Row::Settle {
            conversation: placed.id,
            comments,
            last_at,
        });
        held = held.or(waits);
    }
    rows.extend(closings(&stage, &mut dice));
    for opening in OPENINGS.iter().chain(CALLS) {
        rows.extend(post(app, &stage, opening, &mut dice).await?);
    }
    write(app, rows).await?;
    let seen = stage.now.before(SEEN);
    let told = stage.now.before(TOLD);
    follow(app, seen, Some(told)).await?;
    let scheduled: Vec<Work> = stage
        .stories
        .iter()
        .filter(|placed| placed.stage == Published::Scheduled)
        .map(|placed| Work::Publish {
            article: placed.id.cast(),
        })
        .collect();
    let tell = held.map(|activity| Work::TellStaff { activity });
    app.write(move |tx| {
        let now = tx.now();
        for work in scheduled.iter().chain(&tell) {
            store::job::add(tx, work, now, None)?;
        }
        Ok(())
    })
    .await?;
    super::circle::found(app, &stage).await?;
    mails(app, &stage).await
}

fn address(handle: &str) -> Option<Address> {
    Address::parse(&format!("{handle}@kettle.example")).ok()
}

async fn people(app: &App, stage: &Stage, hash: &str, dice: &mut Dice) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for person in PEOPLE {
        let Some((id, actor, at)) = stage.people.get(person.handle).copied() else {
            continue;
        };
        let bio_html = shown(app, person.bio, Place::Bio, "b").await?;
        rows.push(Row::Person(Newcomer {
            id,
            handle: person.handle.to_owned(),
            name: person.name.to_owned(),
            bio: person.bio.to_owned(),
            bio_html,
            state: person.state,
            role: person.role,
            origin: origin(person.role),
            email: address(person.handle),
            password: Some(hash.to_owned()),
            application: person.answer.to_owned(),
            made_at: at,
            accounts: person
                .accounts
                .iter()
                .map(|(url, label)| account::Account {
                    url: (*url).to_owned(),
                    label: (*label).to_owned(),
                })
                .collect(),
        }));
        let kind = match person.state {
            State::Applied => Kind::Applied,
            State::Unconfirmed
            | State::Active
            | State::Suspended
            | State::Imported
            | State::Gone => Kind::Joined,
        };
        let id = dice.id(at, Of::Other);
        rows.push(Row::activity(id, at, actor, kind, Touches::default()));
        if person.role > Role::Member && person.role < Role::Owner {
            let touches = Touches {
                to: actor.person(),
                ..Touches::default()
            };
            let owner = stage.people.get("imke").map_or(Actor::House, |imke| imke.1);
            let id = dice.id(at, Of::Other);
            rows.push(Row::activity(id, at, owner, Kind::Appointed, touches));
        }
    }
    for visitor in VISITORS {
        if let Some(id) = stage.guests.get(visitor.key) {
            rows.push(Row::Guest {
                id: *id,
                draft: guest::Draft {
                    name: visitor.name.to_owned(),
                    email: Address::parse(visitor.email).ok(),
                    url: visitor.url.map(str::to_owned),
                },
                trusted: visitor.key != "seller",
                at: days_before(stage.now, 570),
            });
        }
    }
    Ok(rows)
}

async fn story(app: &App, stage: &Stage, placed: &Placed, dice: &mut Dice) -> Result<Vec<Row>> {
    let story = placed.story;
    let source = stage.with_addresses(story.text);
    let html = shown(app, &source, Place::Article, "a").await?;
    let made_at = placed.at.min(stage.now);
    let words = story.tags.iter().map(|name| (tag::Kind::Tag, *name));
    let shelf = [(tag::Kind::Category, story.category)];
    let mut rows = vec![Row::Article(Piece {
        id: placed.id.cast(),
        title: story.title.to_owned(),
        month: placed.month,
        slug: placed.slug.clone(),
        excerpt: markup::excerpt(&html, text::EXCERPT),
        source,
        html,
        pipeline: markup::PIPELINE,
        visibility: Visibility::Public,
        stage: placed.stage,
        made_at,
        published_at: match placed.stage {
            Published::Draft | Published::Waiting | Published::Removed => None,
            Published::Scheduled | Published::Published => Some(placed.at),
        },
        authors: story.by.iter().filter_map(|by| stage.person(by)).collect(),
        tags: words
            .chain(shelf)
            .filter_map(|(kind, name)| tag::Draft::new(kind, name, tag::NAME_LIMIT))
            .map(|draft| (dice.id(made_at, Of::Other), draft))
            .collect(),
    })];
    let author = story.by.first().and_then(|by| stage.people.get(by));
    if let (Published::Published, Some((_, actor, _))) = (placed.stage, author) {
        let id = dice.id(placed.at, Of::Other);
        let touches = about(placed);
        let row = Row::activity(id, placed.at, *actor, Kind::Published, touches);
        rows.push(row);
    }
    Ok(rows)
}

fn about(placed: &Placed) -> Touches {
    Touches {
        conversation: Some(placed.id),
        ..Touches::default()
    }
}

/// Conversations that were closed, each by whoever began it.
fn closings(stage: &Stage, dice: &mut Dice) -> Vec<Row> {
    let mut rows = Vec::new();
    for placed in &stage.stories {
        let Some((days, next)) = placed.story.closed else {
            continue;
        };
        let at = days_before(stage.now, days);
        rows.push(Row::Close {
            conversation: placed.id,
            at,
            continues_in: stage.story(next).map(|next| next.id),
        });
        let author = placed.story.by.first().and_then(|by| stage.people.get(by));
        if let Some((_, actor, _)) = author {
            let id = dice.id(at, Of::Other);
            rows.push(Row::activity(id, at, *actor, Kind::Closed, about(placed)));
        }
    }
    rows
}

/// A few mails, so that there is something to look at.
async fn mails(app: &App, stage: &Stage) -> Result<()> {
    let desk = Desk::of(app).await?;
    let (greta, imke) = (address("greta"), address("imke"));
    app.write(move |tx| {
        if let Some(to) = &greta {
            desk.admitted(tx, to, "Greta Holm")?;
        }
        if let Some(to) = &imke {
            desk.test(tx, to, "Imke Saal")?;
        }
        Ok(())
    })
    .await?;
    if let Some(hana) = stage.person("hana") {
        let caller = Caller {
            viewer: Viewer::seated(hana, Role::Steward, origin(Role::Steward)),
            door: Door::Page,
        };
        crate::invitation::make(app, caller, "vera@elsewhere.example").await?;
    }
    Ok(())
}
