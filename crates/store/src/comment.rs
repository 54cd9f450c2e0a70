//! Comments: threads by cursor, single ones, what is new, the queue.

use base::{Id, Moment};
use domain::article::{Format, Revision};
use domain::comment::{Author, Comment, Dated, Decide, Delete, Edit, ReadHistory, Restore, State};
use domain::conversation::{self, Conversation};
use domain::group::{Moderate, Visibility};
use domain::guest::Guest;
use domain::person::{Byline, Person};
use domain::policy::Guarded;
use domain::{Permit, Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::{Mark, Result, Snapshot, Tx};

/// A comment with the place where it was said, and its place in the thread.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The comment.
    pub comment: Comment,
    /// Title of the conversation.
    pub title: String,
    /// Address of the conversation.
    pub path: String,
    /// When its branch began: the first part of its place.
    pub root_at: Moment,
}

impl Guarded for Placed {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.comment.is_visible_to(viewer)
    }
}

impl FromRow for Placed {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "conversation_id",
        "parent_id",
        "parent_name",
        "root_id",
        "guest_id",
        "guest_name",
        "guest_url",
        "by_id",
        "by_handle",
        "by_name",
        "by_portrait",
        "html",
        "state",
        "at",
        "edited_at",
        "revision",
        "thanks",
        "visibility",
        "stage",
        "title",
        "path",
        "root_at",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let (id, conversation) = (next(row, at)?, next(row, at)?);
        let (parent, parent_name, root) = (next(row, at)?, next(row, at)?, next(row, at)?);
        let guest: Option<Id<Guest>> = next(row, at)?;
        let (guest_name, guest_url): (Option<String>, _) = (next(row, at)?, next(row, at)?);
        let person: Option<Id<Person>> = next(row, at)?;
        let (handle, name): (Option<String>, Option<String>) = (next(row, at)?, next(row, at)?);
        let portrait = next(row, at)?;
        let author = match (person, handle, name, guest) {
            (Some(id), Some(handle), Some(name), _) => Author::Person(Byline {
                id,
                handle,
                name,
                portrait,
            }),
            (_, _, _, Some(id)) => Author::Guest {
                id,
                name: guest_name.unwrap_or_default(),
                url: guest_url,
            },
            _ => return Err(row.misfit(0, "a comment without an author")),
        };
        let mut comment = Comment {
            id,
            conversation,
            parent,
            parent_name,
            root,
            author,
            html: next(row, at)?,
            state: next(row, at)?,
            at: next(row, at)?,
            edited_at: next(row, at)?,
            revision: next(row, at)?,
            thanks: next(row, at)?,
            visibility: next(row, at)?,
            stage: next(row, at)?,
        };
        if comment.state == State::Deleted {
            comment.html.clear(); // Nobody reads what stands under a stone.
        }
        Ok(Self {
            comment,
            title: next(row, at)?,
            path: next(row, at)?,
            root_at: next(row, at)?,
        })
    }
}

/// A comment's place in its thread: branches by their beginning, and within a branch by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When the branch began.
    pub root_at: Moment,
    /// Which branch.
    pub root: Id<Comment>,
    /// When it was said.
    pub at: Moment,
    /// Which comment.
    pub id: Id<Comment>,
}

impl Place {
    /// Of this comment.
    #[must_use]
    pub fn of(placed: &Placed) -> Self {
        let comment = &placed.comment;
        Self {
            root_at: placed.root_at,
            root: comment.root,
            at: comment.at,
            id: comment.id,
        }
    }

    const FIRST: Self = Self {
        root_at: Moment::from_ms(i64::MIN),
        root: Id::fixed(1),
        at: Moment::from_ms(i64::MIN),
        id: Id::fixed(1),
    };
}

/// The comments and stones of a conversation in the order of its thread, after a place, at most `limit`.
pub fn thread(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    conversation: Id<Conversation>,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    let place = after.unwrap_or(Place::FIRST);
    let found = sql!(
        "select * from comment_line
         where conversation_id = $1 and state in ('visible', 'deleted') and stage = 'published'
             and (visibility = 'public' or $2) and (root_at, root_id, at, id) > ($3, $4, $5, $6)
         order by root_at, root_id, at, id limit $7",
        conversation,
        viewer.person().is_some(),
        place.root_at,
        place.root,
        place.at,
        place.id,
        limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// The page of the thread that ends just before a place, in the order of the thread.
pub fn thread_before(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    conversation: Id<Conversation>,
    before: Place,
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    let mut found: Vec<Placed> = sql!(
        "select * from comment_line
         where conversation_id = $1 and state in ('visible', 'deleted') and stage = 'published'
             and (visibility = 'public' or $2) and (root_at, root_id, at, id) < ($3, $4, $5, $6)
         order by root_at desc, root_id desc, at desc, id desc limit $7",
        conversation,
        viewer.person().is_some(),
        before.root_at,
        before.root,
        before.at,
        before.id,
        limit,
    )
    .all(from)?;
    found.reverse();
    Ok(viewer.see_all(found))
}

/// One, if the viewer may know of it.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Comment>,
) -> Result<Option<Visible<Placed>>> {
    let found: Option<Placed> =
        sql!("select * from comment_line where id = $1", id).optional(from)?;
    Ok(found.and_then(|placed| viewer.see(placed)))
}

/// What was said last, anywhere that the viewer may read, after a cursor, newest first.
pub fn recent(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    before: Option<(Moment, Id<Comment>)>,
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    let (at, id) = before.unwrap_or((
        Moment::from_ms(i64::MAX),
        Id::from_raw(i64::MAX).unwrap_or(Id::fixed(u32::MAX)),
    ));
    let found = sql!(
        "select * from comment_line
         where state = 'visible' and stage = 'published' and (visibility = 'public' or $1) and (at, id) < ($2, $3)
         order by at desc, id desc limit $4",
        viewer.person().is_some(), at, id, limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// What was said last in one conversation, newest first; for its feed.
pub fn recent_in(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    conversation: &Visible<Conversation>,
    before: Option<(Moment, Id<Comment>)>,
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    let (at, id) = before.unwrap_or((
        Moment::from_ms(i64::MAX),
        Id::from_raw(i64::MAX).unwrap_or(Id::fixed(u32::MAX)),
    ));
    let found = sql!(
        "select * from comment_line
         where conversation_id = $1 and state = 'visible' and stage = 'published' and (visibility = 'public' or $2)
             and (at, id) < ($3, $4)
         order by at desc, id desc limit $5",
        conversation.id, viewer.person().is_some(), at, id, limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// What a person said, anywhere that the viewer may read, newest first.
pub fn recent_by(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    person: Id<Person>,
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    let found = sql!(
        "select * from comment_line
         where by_id = $1 and state = 'visible' and stage = 'published' and (visibility = 'public' or $2)
         order by at desc, id desc limit $3",
        person, viewer.person().is_some(), limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// The comments that wait to be read by somebody, oldest first, at most 100.
pub fn waiting(from: &mut Snapshot<'_>, permit: &Permit<Moderate>) -> Result<Vec<Visible<Placed>>> {
    let found =
        sql!("select * from comment_line where state = 'waiting' order by at, id limit 100")
            .all(from)?;
    Ok(permit.by().see_all(found))
}

/// How many wait.
pub fn count_waiting(from: &mut Snapshot<'_>, _: &Permit<Moderate>) -> Result<i64> {
    sql!("select count(*) from comment where state = 'waiting'").one(from)
}

/// Ids in feeds that imported comments came with.
pub fn feed_id(from: &mut Snapshot<'_>, comment: &Visible<Placed>) -> Result<Option<String>> {
    sql!(
        "select feed_id from comment where id = $1 and feed_id is not null",
        comment.comment.id
    )
    .optional(from)
}

/// Everything of a new comment but where it is said.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// What it answers, already known to be in the same conversation.
    pub parent: Option<Hook>,
    /// Who says it.
    pub by: By,
    /// As written.
    pub source: String,
    /// What it is written in.
    pub format: Format,
    /// As shown.
    pub html: String,
    /// The version of the pipeline that made it.
    pub pipeline: i64,
    /// Visible or waiting.
    pub state: State,
    /// When it was said.
    pub at: Moment,
    /// Its id in feeds, if it came with one.
    pub feed_id: Option<String>,
}

/// Who says a new comment.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// A member.
    Person(Id<Person>),
    /// A guest.
    Guest(Id<Guest>),
}

/// Adds a comment that somebody may make.
pub fn insert(
    tx: &mut Tx<'_>,
    permit: &Permit<conversation::Comment>,
    fresh: &Fresh,
) -> Result<Id<Comment>> {
    bring(tx, permit.id, fresh)
}

/// Brings a comment in from an import or a seed.
pub fn bring(
    tx: &mut Tx<'_>,
    conversation: Id<Conversation>,
    fresh: &Fresh,
) -> Result<Id<Comment>> {
    let id: Id<Comment> = Id::new(fresh.at);
    let (parent, root, root_at) = match fresh.parent {
        Some((parent, root, root_at)) => (Some(parent), root, root_at),
        None => (None, id, fresh.at),
    };
    let (person, guest) = match fresh.by {
        By::Person(person) => (Some(person), None),
        By::Guest(guest) => (None, Some(guest)),
    };
    sql!(
        "insert into comment (id, conversation_id, parent_id, root_id, root_at, person_id, guest_id, source, format, html,
             pipeline, state, at, feed_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        id, conversation, parent, root, root_at, person, guest, fresh.source, fresh.format, fresh.html, fresh.pipeline,
        fresh.state, fresh.at, fresh.feed_id,
    )
    .change_one(tx)?;
    if fresh.state == State::Visible {
        appear(tx, id, conversation, fresh.at, &fresh.html)?;
    }
    Ok(id)
}

/// A comment comes to be seen: counters, index, versions.
fn appear(
    tx: &mut Tx<'_>,
    id: Id<Comment>,
    conversation: Id<Conversation>,
    at: Moment,
    html: &str,
) -> Result<()> {
    sql!(
        "update conversation set comment_count = comment_count + 1,
             last_comment_at = case when last_comment_at is null or last_comment_at < $2 then $2 else last_comment_at end
         where id = $1",
        conversation, at,
    )
    .change_one(tx)?;
    crate::search::index(tx, id.raw(), conversation, Some(id), at, "", html)?;
    tx.touch(Mark::Conversation(conversation));
    Ok(())
}

/// A comment stops being seen.
fn vanish(tx: &mut Tx<'_>, id: Id<Comment>, conversation: Id<Conversation>) -> Result<()> {
    sql!(
        "update conversation set comment_count = comment_count - 1,
             last_comment_at = (select max(at) from comment where conversation_id = $1 and state = 'visible')
         where id = $1",
        conversation,
    )
    .change_one(tx)?;
    crate::search::unindex(tx, id.raw())?;
    tx.touch(Mark::Conversation(conversation));
    Ok(())
}

/// The source of one's own comment, to be changed.
pub fn source(from: &mut Snapshot<'_>, permit: &Permit<Edit>) -> Result<String> {
    sql!(
        "select source from comment where id = $1",
        permit.comment.id
    )
    .one(from)
}

/// Changes a comment and keeps what it was. `false` if it was changed since `revision` (R106).
pub fn update(
    tx: &mut Tx<'_>,
    permit: &Permit<Edit>,
    revision: i64,
    source: &str,
    html: &str,
    pipeline: i64,
) -> Result<bool> {
    let Dated { comment, now } = &**permit.subject();
    let old: String = sql!("select source from comment where id = $1", comment.id).one(tx)?;
    let changed = sql!(
        "update comment set source = $3, html = $4, pipeline = $5, edited_at = $6, revision = revision + 1, format = 'markdown'
         where id = $1 and revision = $2",
        comment.id, revision, source, html, pipeline, now,
    )
    .change(tx)?;
    if changed != 1 {
        return Ok(false);
    }
    sql!(
        "insert into revision (subject_id, number, at, by_person, source) values ($1, $2, $3, $4, $5) on conflict do nothing",
        comment.id, revision, comment.edited_at.unwrap_or(comment.at), permit.by().person(), old,
    )
    .change(tx)?;
    if comment.state == State::Visible {
        crate::search::index(
            tx,
            comment.id.raw(),
            comment.conversation,
            Some(comment.id),
            comment.at,
            "",
            html,
        )?;
    }
    tx.touch(Mark::Conversation(comment.conversation));
    Ok(true)
}

/// Earlier texts, newest first, and the present one's source.
pub fn history(
    from: &mut Snapshot<'_>,
    permit: &Permit<ReadHistory>,
) -> Result<(String, Vec<Visible<Revision>>)> {
    let present = sql!("select source from comment where id = $1", permit.id).one(from)?;
    let kept = crate::article::revisions(from, permit.id.raw())?;
    Ok((
        present,
        kept.into_iter()
            .map(|revision| permit.subject().clone().part(|_| revision))
            .collect(),
    ))
}

fn set_state(tx: &mut Tx<'_>, comment: &Comment, state: State) -> Result<()> {
    sql!(
        "update comment set state = $2 where id = $1 and state = $3",
        comment.id,
        state,
        comment.state
    )
    .change_one(tx)?;
    let html: String = sql!("select html from comment where id = $1", comment.id).one(tx)?;
    match (comment.state, state) {
        (State::Visible, State::Visible) => Ok(()),
        (State::Visible, _) => vanish(tx, comment.id, comment.conversation),
        (_, State::Visible) => appear(tx, comment.id, comment.conversation, comment.at, &html),
        (_, _) => {
            tx.touch(Mark::Conversation(comment.conversation));
            Ok(())
        }
    }
}

/// Puts a stone in its place.
pub fn delete(tx: &mut Tx<'_>, permit: &Permit<Delete>) -> Result<()> {
    set_state(tx, permit, State::Deleted)
}

/// Takes the stone away again.
pub fn restore(tx: &mut Tx<'_>, permit: &Permit<Restore>) -> Result<()> {
    set_state(tx, permit, State::Visible)
}

/// Lets a waiting comment through, or turns it away. A guest let through once is trusted from then on.
pub fn decide(tx: &mut Tx<'_>, permit: &Permit<Decide>, through: bool) -> Result<()> {
    set_state(
        tx,
        permit,
        if through {
            State::Visible
        } else {
            State::Rejected
        },
    )?;
    if through {
        sql!(
            "update guest set trusted = $2 where id = (select guest_id from comment where id = $1)",
            permit.id,
            true,
        )
        .change(tx)?;
    }
    Ok(())
}

/// Where an answer hangs: the comment answered, its branch, the branch's beginning.
pub type Hook = (Id<Comment>, Id<Comment>, Moment);

/// Where a comment hangs in its conversation's thread, if it is there and can be answered: itself, its branch, the branch's beginning.
pub fn hook(
    from: &mut Snapshot<'_>,
    conversation: &Visible<Conversation>,
    id: Id<Comment>,
) -> Result<Option<Hook>> {
    sql!(
        "select id, root_id, root_at from comment where id = $1 and conversation_id = $2 and state = 'visible'",
        id, conversation.id,
    )
    .optional(from)
}

/// Whether the same was said there by the same since a moment: a form sent twice. Gives the first one.
pub fn same(
    from: &mut Snapshot<'_>,
    conversation: Id<Conversation>,
    by: By,
    source: &str,
    since: Moment,
) -> Result<Option<(Id<Comment>, State)>> {
    match by {
        By::Person(person) => sql!(
            "select id, state from comment where person_id = $1 and at >= $2 and conversation_id = $3 and source = $4
             order by at, id limit 1",
            person, since, conversation, source,
        )
        .optional(from),
        By::Guest(guest) => sql!(
            "select id, state from comment where guest_id = $1 and at >= $2 and conversation_id = $3 and source = $4
             order by at, id limit 1",
            guest, since, conversation, source,
        )
        .optional(from),
    }
}

/// How many comments of each kind of audience a conversation shows, counted anew; for `check`.
pub fn count(from: &mut Snapshot<'_>, conversation: Id<Conversation>) -> Result<i64> {
    sql!(
        "select count(*) from comment where conversation_id = $1 and state = 'visible'",
        conversation
    )
    .one(from)
}

/// Who may read a conversation, by its id; for jobs.
pub fn audience(
    from: &mut Snapshot<'_>,
    conversation: Id<Conversation>,
) -> Result<Option<Visibility>> {
    sql!(
        "select visibility from conversation where id = $1",
        conversation
    )
    .optional(from)
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}.{}.{}.{}",
            self.root_at.ms(),
            self.root,
            self.at.ms(),
            self.id
        )
    }
}

impl std::str::FromStr for Place {
    type Err = base::id::NotAnId;

    /// Reads a cursor from an address. A made-up one only begins somewhere else: it shows nothing more.
    fn from_str(text: &str) -> std::result::Result<Self, base::id::NotAnId> {
        let mut parts = text.split('.');
        let mut part = || parts.next().ok_or(base::id::NotAnId);
        let moment = |text: &str| {
            text.parse()
                .map(Moment::from_ms)
                .map_err(|_| base::id::NotAnId)
        };
        Ok(Self {
            root_at: moment(part()?)?,
            root: part()?.parse()?,
            at: moment(part()?)?,
            id: part()?.parse()?,
        })
    }
}

/// The place after which the page begins that shows this comment: pages are of [`domain::comment::PAGE`] each, counted from the first.
pub fn before(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    placed: &Visible<Placed>,
) -> Result<Option<Place>> {
    let place = Place::of(placed);
    let member = viewer.person().is_some();
    let count: i64 = sql!(
        "select count(*) from comment m join conversation c on c.id = m.conversation_id
         where m.conversation_id = $1 and m.state in ('visible', 'deleted') and (c.visibility = 'public' or $2)
             and (m.root_at, m.root_id, m.at, m.id) < ($3, $4, $5, $6)",
        placed.comment.conversation,
        member,
        place.root_at,
        place.root,
        place.at,
        place.id,
    )
    .one(from)?;
    let page = count.div_euclid(domain::comment::PAGE);
    if page == 0 {
        return Ok(None);
    }
    let last: Option<(Moment, Id<Comment>, Moment, Id<Comment>)> = sql!(
        "select root_at, root_id, at, id from comment
         where conversation_id = $1 and state in ('visible', 'deleted')
         order by root_at, root_id, at, id limit 1 offset $2",
        placed.comment.conversation,
        page * domain::comment::PAGE - 1,
    )
    .optional(from)?;
    Ok(last.map(|(root_at, root, at, id)| Place {
        root_at,
        root,
        at,
        id,
    }))
}

/// How many different people and guests take part in a conversation that is visible already.
pub fn people(from: &mut Snapshot<'_>, conversation: &Visible<Conversation>) -> Result<i64> {
    sql!(
        "select count(distinct coalesce(person_id, guest_id)) from comment where conversation_id = $1 and state = 'visible'",
        conversation.id,
    )
    .one(from)
}

/// What a feed needs of a visible comment beside itself.
pub struct FeedBody {
    /// Its id in feeds, if it came with one.
    pub feed_id: Option<String>,
    /// The id in feeds and the moment of what it answers, if that is a comment.
    pub parent: Option<(Option<String>, Moment)>,
    /// The id in feeds of the article that it is said under.
    pub anchor: String,
}

/// The rest of a comment for a feed.
pub fn feed_body(from: &mut Snapshot<'_>, placed: &Visible<Placed>) -> Result<FeedBody> {
    let (feed_id, parent, parent_at, anchor): (Option<String>, Option<String>, Option<Moment>, String) = sql!(
        "select m.feed_id, p.feed_id, p.at, a.feed_id
         from comment m join article a on a.id = m.conversation_id left join comment p on p.id = m.parent_id
         where m.id = $1",
        placed.comment.id,
    )
    .one(from)?;
    Ok(FeedBody { feed_id, parent: parent_at.map(|at| (parent, at)), anchor })
}
