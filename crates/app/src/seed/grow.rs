//! Grows a community of any size.

use std::collections::HashSet;

use domain::site::Site;

use super::Plan;
use super::crowd::{self, Crowd};
use super::dice::Dice;
use super::pieces::{self, Anchor, Desk};
use super::remarks::Remarks;
use super::row::{Row, follow, write};
use super::talk::{self, Room, Thread};
use crate::{App, Result};

/// Articles and people written in one transaction.
const HEAP: usize = 1_000;
/// Comments written in one transaction.
///
/// Every transaction writes the pages anew that the one before it wrote: with 1,000 more than twice as much is written as
/// with this many.
const COMMENTS: usize = 16_000;

/// What has been grown so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grown {
    /// Members.
    pub people: u64,
    /// Conversations.
    pub conversations: u64,
    /// Comments.
    pub comments: u64,
}

/// Grows a community, telling how far it is from time to time. Where somebody or something is already, nothing is done.
///
/// # Errors
/// The store's.
pub async fn grow(
    app: &App,
    plan: &Plan,
    told: &mut (dyn FnMut(Grown) + Send),
) -> Result<Option<Grown>> {
    if !app.read(|from| Ok(store::seed::is_empty(from)?)).await? {
        return Ok(None);
    }
    let mut dice = Dice::new(plan.seed);
    let mut grown = Grown::default();
    let site = site();
    let founded = site.clone();
    app.write(move |tx| Ok(store::site::found(tx, &founded)?))
        .await?;
    let crowd = people(app, plan, &mut dice.apart()).await?;
    grown.people = plan.people;
    told(grown);
    let anchors = articles(
        app,
        plan,
        &site,
        &crowd,
        &mut dice.apart(),
        &mut |written| {
            grown.conversations = written;
            told(grown);
        },
    )
    .await?;
    let remarks = Remarks::make(app, &mut dice.apart()).await?;
    let room = Room {
        plan,
        crowd: &crowd,
        anchors: &anchors,
        remarks: &remarks,
    };
    comments(app, &room, &mut dice.apart(), &mut |said| {
        grown.comments = said;
        told(grown);
    })
    .await?;
    follow(app, app.now(), None).await?;
    Ok(Some(grown))
}

fn site() -> Site {
    Site {
        name: "The Long Table".to_owned(),
        charter: "We share what we can do, so that nobody in town has to do it alone.".to_owned(),
        question: "What would you like to learn, and what could you show somebody?".to_owned(),
        ..Site::default()
    }
}

async fn people(app: &App, plan: &Plan, dice: &mut Dice) -> Result<Crowd> {
    let (crowd, rows) = crowd::make(plan, dice);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        write(app, rows.by_ref().take(HEAP).collect()).await?;
    }
    Ok(crowd)
}

async fn articles(
    app: &App,
    plan: &Plan,
    site: &Site,
    crowd: &Crowd,
    dice: &mut Dice,
    told: &mut (dyn FnMut(u64) + Send),
) -> Result<Vec<Anchor>> {
    if crowd.members.is_empty() {
        return Ok(Vec::new()); // Nobody is there to write.
    }
    let mut desk = Desk {
        app,
        site,
        crowd,
        taken: HashSet::new(),
    };
    let mut anchors = Vec::new();
    let mut rows = Vec::new();
    let mut written = 0;
    for at in pieces::moments(plan, dice) {
        anchors.push(desk.write(at, dice, &mut rows).await?);
        written += 1;
        if rows.len() >= HEAP {
            write(app, std::mem::take(&mut rows)).await?;
            told(written);
        }
    }
    write(app, rows).await?;
    told(written);
    Ok(anchors)
}

async fn comments(
    app: &App,
    room: &Room<'_>,
    dice: &mut Dice,
    told: &mut (dyn FnMut(u64) + Send),
) -> Result<()> {
    let turns = talk::turns(room.plan, room.anchors, dice);
    let mut threads = vec![Thread::default(); room.anchors.len()];
    let mut ready = Vec::new();
    let mut said = 0;
    for some in turns.chunks(COMMENTS) {
        // While one heap is being written, the next is thought up.
        let writing = write(app, std::mem::take(&mut ready));
        let thinking = async {
            let mut rows = Vec::new();
            for turn in some {
                if let Some(thread) = threads.get_mut(turn.1) {
                    room.say(*turn, thread, dice, &mut rows);
                }
            }
            rows
        };
        let (written, rows) = tokio::join!(writing, thinking);
        written?;
        ready = rows;
        told(said);
        said += u64::try_from(some.len()).unwrap_or(0);
    }
    write(app, ready).await?;
    for (threads, anchors) in threads.chunks(HEAP).zip(room.anchors.chunks(HEAP)) {
        let settled = threads
            .iter()
            .zip(anchors)
            .map(|(thread, anchor)| Row::Settle {
                conversation: anchor.conversation,
                comments: thread.comments,
                last_at: thread.last_at,
            });
        write(app, settled.collect()).await?;
    }
    told(said);
    Ok(())
}
