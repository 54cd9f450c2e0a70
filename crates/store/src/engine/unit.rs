//! Units of work: closures that run whole, on one of the store's own threads, inside one transaction.

use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use base::Moment;
use tokio::sync::oneshot;

use super::mark::Mark;
use super::postgres_link::PostgresLink;
use super::sqlite_link::SqliteLink;
use crate::Error;

/// How long units of work may take (R83).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) read: Duration,
    pub(crate) write: Duration,
}

/// Which engine it is, for the few who must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, inside the process.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// A connection in the middle of a transaction.
pub(crate) enum Link<'c> {
    Sqlite(&'c SqliteLink),
    Postgres(&'c mut PostgresLink),
}

/// A consistent view of everything, at one time.
pub struct Snapshot<'c> {
    link: Link<'c>,
    now: Moment,
    until: Instant,
    statements: u32,
    trouble: Option<Trouble>,
}

/// What went wrong with a statement of a unit of work, whatever the unit made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It failed. PostgreSQL would commit nothing after it, so on neither engine anything is kept.
    Failed,
    /// Others changed the same at the same time.
    Contended,
    /// The database went away.
    Gone,
}

/// A snapshot that can also be changed. Everything in it happens, or nothing.
pub struct Tx<'c> {
    snapshot: Snapshot<'c>,
    marks: Vec<Mark>,
}

/// How many statements something took.
pub type Counted = u32;

impl<'c> Snapshot<'c> {
    pub(crate) const fn new(link: Link<'c>, now: Moment, until: Instant) -> Self {
        Self {
            link,
            now,
            until,
            statements: 0,
            trouble: None,
        }
    }

    /// The one time of this unit of work.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.now
    }

    /// Which engine it is.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.link {
            Link::Sqlite(_) => Engine::Sqlite,
            Link::Postgres(_) => Engine::Postgres,
        }
    }

    /// Statements run so far, for those who watch what a page costs.
    #[must_use]
    pub const fn statements(&self) -> Counted {
        self.statements
    }

    pub(crate) const fn link(&mut self) -> &mut Link<'c> {
        &mut self.link
    }

    /// What went wrong so far.
    pub(crate) const fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// Counts a statement, unless the unit is over its time: the engines only stop single statements.
    pub(crate) fn count(&mut self) -> crate::Result<()> {
        self.statements = self.statements.saturating_add(1);
        if Instant::now() > self.until {
            return Err(Error::Busy("it took too long"));
        }
        Ok(())
    }

    /// Remembers the first thing that goes wrong, so that a unit that overlooks it is not kept.
    pub(crate) fn note<T>(&mut self, result: crate::Result<T>) -> crate::Result<T> {
        if let Err(error) = &result {
            self.trouble.get_or_insert(match error {
                Error::Contended => Trouble::Contended,
                Error::Gone => Trouble::Gone,
                _ => Trouble::Failed,
            });
        }
        result
    }
}

impl<'c> Tx<'c> {
    pub(crate) const fn new(snapshot: Snapshot<'c>) -> Self {
        Self {
            snapshot,
            marks: Vec::new(),
        }
    }

    /// Notes that something changed which may be held rendered. Versions rise after the commit.
    pub fn touch(&mut self, mark: Mark) {
        if !self.marks.contains(&mark) {
            self.marks.push(mark);
        }
    }

    pub(crate) fn take_marks(&mut self) -> Vec<Mark> {
        std::mem::take(&mut self.marks)
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Snapshot<'c>;

    fn deref(&self) -> &Snapshot<'c> {
        &self.snapshot
    }
}

impl<'c> DerefMut for Tx<'c> {
    fn deref_mut(&mut self) -> &mut Snapshot<'c> {
        &mut self.snapshot
    }
}

/// What became of running a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ran {
    /// It wants to be committed.
    Well,
    /// It wants to be undone.
    Badly,
}

/// A reading unit of work, its types forgotten.
pub(crate) trait Reading: Send {
    /// Whether somebody still waits for it.
    fn is_wanted(&self) -> bool;
    fn run(&mut self, from: &mut Snapshot<'_>);
    /// Hands the answer over, or the error in its stead.
    fn settle(self: Box<Self>, outcome: Result<(), Error>);
}

/// A writing unit of work, its types forgotten.
pub(crate) trait Writing: Send {
    /// Whether somebody still waits for it.
    fn is_wanted(&self) -> bool;
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran;
    /// Hands the answer over, or the error in its stead.
    fn settle(self: Box<Self>, outcome: Result<(), Error>);
}

/// A closure, its answer, and whoever waits for it.
pub(crate) struct Work<F, T, E> {
    work: F,
    answer: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Work<F, T, E> {
    pub(crate) fn new(work: F) -> (Box<Self>, oneshot::Receiver<Result<T, E>>) {
        let (reply, answer) = oneshot::channel();
        (
            Box::new(Self {
                work,
                answer: None,
                reply,
            }),
            answer,
        )
    }

    fn hand_over(self, outcome: Result<(), Error>)
    where
        E: From<Error>,
    {
        let answer = match (outcome, self.answer) {
            (Ok(()), Some(answer)) => answer,
            // A unit that failed by itself keeps its own words.
            (Err(Error::GivenUp), Some(Err(own))) => Err(own),
            (Err(error), _) => Err(E::from(error)),
            (Ok(()), None) => Err(E::from(Error::GivenUp)),
        };
        // Nobody waits any more if the asker went away meanwhile; what is done stays done.
        let _ = self.reply.send(answer);
    }
}

impl<F, T, E> Reading for Work<F, T, E>
where
    F: FnMut(&mut Snapshot<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn is_wanted(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run(&mut self, from: &mut Snapshot<'_>) {
        self.answer = None;
        let work = &mut self.work;
        self.answer = catch_unwind(AssertUnwindSafe(|| work(from))).ok();
    }

    fn settle(self: Box<Self>, outcome: Result<(), Error>) {
        self.hand_over(outcome);
    }
}

impl<F, T, E> Writing for Work<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn is_wanted(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> Ran {
        self.answer = None;
        let work = &mut self.work;
        self.answer = catch_unwind(AssertUnwindSafe(|| work(tx))).ok();
        match &self.answer {
            Some(Ok(_)) if tx.trouble().is_none() => Ran::Well,
            Some(_) | None => Ran::Badly,
        }
    }

    fn settle(self: Box<Self>, outcome: Result<(), Error>) {
        self.hand_over(outcome);
    }
}
