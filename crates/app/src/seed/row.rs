//! What a made-up community is written from: rows of several kinds, a heap of them in one transaction.

use std::sync::Arc;

use base::{Id, Moment};
use domain::activity::{Activity, Actor, Door, Kind, Touches};
use domain::conversation::Conversation;
use domain::group::ROOT;
use domain::guest::{Draft, Guest};
use domain::job::Work;
use store::Tx;
use store::poll::Brought;
use store::post::{Fresh, Outcome};
use store::seed::{Newcomer, Piece, Saying};

use crate::{App, Result};

/// One thing to be written.
#[derive(Clone, Debug)]
pub(super) enum Row {
    Person(Newcomer),
    Guest {
        id: Id<Guest>,
        draft: Draft,
        trusted: bool,
        at: Moment,
    },
    Article(Piece),
    Post(Id<Conversation>, Fresh),
    Outcome(Id<Conversation>, Outcome),
    Poll(Id<Conversation>, Brought),
    Comment(Saying),
    Settle {
        conversation: Id<Conversation>,
        comments: i64,
        last_at: Option<Moment>,
    },
    Close {
        conversation: Id<Conversation>,
        at: Moment,
        continues_in: Option<Id<Conversation>>,
    },
    Activity(Activity),
}

impl Row {
    /// What somebody did, as if it had happened at a page of the site.
    pub(super) fn activity(
        id: Id<Activity>,
        at: Moment,
        actor: Actor,
        kind: Kind,
        touches: Touches,
    ) -> Self {
        Self::Activity(Activity {
            id,
            group: ROOT,
            at,
            actor,
            kind,
            touches,
            door: Door::Page,
        })
    }

    fn write(&self, tx: &mut Tx<'_>, host: &str) -> store::Result<()> {
        match self {
            Self::Person(new) => store::seed::person(tx, new),
            Self::Guest {
                id,
                draft,
                trusted,
                at,
            } => store::seed::guest(tx, *id, draft, *trusted, *at),
            Self::Article(piece) => store::seed::article(tx, host, piece),
            Self::Post(id, fresh) => store::post::bring_as(tx, *id, host, fresh).map(drop),
            Self::Outcome(id, outcome) => store::post::settle(tx, *id, outcome),
            Self::Poll(id, poll) => {
                store::poll::bring(tx, *id, poll)?;
                if poll.closed {
                    return Ok(());
                }
                let work = Work::EndPoll { conversation: *id };
                store::job::add(tx, &work, poll.closes_at, None)
            }
            Self::Comment(said) => store::seed::comment(tx, said),
            Self::Settle {
                conversation,
                comments,
                last_at,
            } => store::seed::settle(tx, *conversation, *comments, *last_at),
            Self::Close {
                conversation,
                at,
                continues_in,
            } => store::seed::close(tx, *conversation, *at, *continues_in),
            Self::Activity(activity) => store::activity::insert(tx, activity),
        }
    }
}

/// Writes all of them, or none.
pub(super) async fn write(app: &App, rows: Vec<Row>) -> Result<()> {
    let rows = Arc::new(rows);
    let host = app.base().domain().to_owned();
    app.write(move |tx| {
        for row in rows.iter() {
            row.write(tx, &host)?;
        }
        Ok(())
    })
    .await
}

/// Conversations whose members are gathered in one transaction.
const GATHERED: i64 = 200;

/// Everybody follows what they take part in, has seen what was said before `seen`, and is told of what was said to them since
/// `told`.
pub(super) async fn follow(app: &App, seen: Moment, told: Option<Moment>) -> Result<()> {
    let mut after = 0;
    while let Some(last) = app
        .write(move |tx| Ok(store::reader::gather(tx, after, GATHERED)?))
        .await?
    {
        after = last.raw();
    }
    app.write(move |tx| Ok(store::reader::settle(tx, seen, told)?))
        .await
}
