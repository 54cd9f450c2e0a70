//! Rows of a made-up community, each with an id that was decided beforehand, so that the same seed makes the same site.
//!
//! Nobody permits these changes: they are made before anybody is there. Counters are set once at the end of a
//! conversation rather than at every comment, which is what makes a million of them quick.

use base::{Id, Moment};
use domain::account::Account;
use domain::article::{Article, Format};
use domain::comment::{Comment, State};
use domain::conversation::{Conversation, Stage};
use domain::group::{ROOT, Visibility};
use domain::guest::{Draft, Guest};
use domain::person::{self, Person};
use domain::tag::{self, Tag};
use domain::{Origin, Role};
use email::Address;

use crate::comment::By;
use crate::{Mark, Result, Snapshot, Tx};

/// Whether nobody and nothing is here yet.
pub fn is_empty(from: &mut Snapshot<'_>) -> Result<bool> {
    let found: i64 =
        sql!("select (select count(*) from person) + (select count(*) from conversation)")
            .one(from)?;
    Ok(found == 0)
}

/// Somebody who is there from the beginning.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// Their id.
    pub id: Id<Person>,
    /// The short name.
    pub handle: String,
    /// The name they go by.
    pub name: String,
    /// Bio as written.
    pub bio: String,
    /// Bio as shown.
    pub bio_html: String,
    /// Where they stand.
    pub state: person::State,
    /// In which role.
    pub role: Role,
    /// Where that role comes from.
    pub origin: Origin,
    /// Their address; unconfirmed for those who have yet to confirm one.
    pub email: Option<Address>,
    /// The hash of a password.
    pub password: Option<String>,
    /// The answer to the community's question.
    pub application: String,
    /// Since when they are here.
    pub made_at: Moment,
    /// Where else they are found.
    pub accounts: Vec<Account>,
}

/// Adds somebody.
pub fn person(tx: &mut Tx<'_>, new: &Newcomer) -> Result<()> {
    let joined_at = (new.state == person::State::Active).then_some(new.made_at);
    let confirmed = new.state != person::State::Unconfirmed;
    let (email, wanted) = if confirmed {
        (new.email.as_ref(), None)
    } else {
        (None, new.email.as_ref())
    };
    sql!(
        "insert into person (id, handle, skeleton, name, bio, bio_html, state, role, origin, email, wanted, password,
             application, made_at, joined_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        new.id,
        new.handle,
        base::name::skeleton(&new.handle),
        new.name,
        new.bio,
        new.bio_html,
        new.state,
        new.role,
        new.origin,
        email,
        wanted,
        new.password,
        new.application,
        new.made_at,
        joined_at,
    )
    .change_one(tx)?;
    for (position, account) in (1_i64..).zip(&new.accounts) {
        sql!(
            "insert into account (person_id, position, url, label) values ($1, $2, $3, $4)",
            new.id,
            position,
            account.url,
            account.label,
        )
        .change_one(tx)?;
    }
    crate::search::index_person(tx, new.id)?;
    tx.touch(Mark::People);
    Ok(())
}

/// Adds a guest.
pub fn guest(
    tx: &mut Tx<'_>,
    id: Id<Guest>,
    draft: &Draft,
    trusted: bool,
    at: Moment,
) -> Result<()> {
    sql!(
        "insert into guest (id, identity, name, email, url, trusted, made_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        draft.key(),
        draft.name,
        draft.email,
        draft.url,
        trusted,
        at,
    )
    .change_one(tx)
}

/// An article as it is to stand there.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its id.
    pub id: Id<Article>,
    /// Its title.
    pub title: String,
    /// The year and month of its address.
    pub month: (i16, i8),
    /// The last part of its address; free in that month.
    pub slug: String,
    /// As written, in Markdown.
    pub source: String,
    /// As shown.
    pub html: String,
    /// The version of the pipeline that rendered it.
    pub pipeline: i64,
    /// The excerpt to show.
    pub excerpt: String,
    /// Who may read.
    pub visibility: Visibility,
    /// Whether it is published.
    pub stage: Stage,
    /// When it was begun.
    pub made_at: Moment,
    /// When it was or will be published; none for a draft.
    pub published_at: Option<Moment>,
    /// All who wrote it, the one who began it first.
    pub authors: Vec<Id<Person>>,
    /// Its tags and categories, each with the id it gets if it is not there yet.
    pub tags: Vec<(Id<Tag>, tag::Draft)>,
}

/// Adds an article.
pub fn article(tx: &mut Tx<'_>, host: &str, piece: &Piece) -> Result<()> {
    let id = piece.id;
    let by = piece
        .authors
        .first()
        .copied()
        .ok_or(crate::Error::NotOne(0))?;
    let path = domain::article::path(piece.month.0, piece.month.1, &piece.slug);
    sql!(
        "insert into conversation (id, group_id, kind, title, path, audience, stage, by_person, made_at, published_at)
         values ($1, $2, 'article', $3, $4, $5, $6, $7, $8, $9)",
        id,
        ROOT,
        piece.title,
        path,
        piece.visibility,
        piece.stage,
        by,
        piece.made_at,
        piece.published_at,
    )
    .change_one(tx)?;
    let day = piece.made_at.timestamp().strftime("%Y-%m-%d");
    sql!(
        "insert into article (id, year, month, slug, source, format, html, pipeline, excerpt, updated_at, feed_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        i64::from(piece.month.0),
        i64::from(piece.month.1),
        piece.slug,
        piece.source,
        Format::Markdown,
        piece.html,
        piece.pipeline,
        piece.excerpt,
        piece.published_at.unwrap_or(piece.made_at),
        format!("tag:{host},{day}:article/{id}"),
    )
    .change_one(tx)?;
    for (position, person) in (1_i64..).zip(&piece.authors) {
        sql!(
            "insert into byline (article_id, position, person_id) values ($1, $2, $3)",
            id,
            position,
            person,
        )
        .change_one(tx)?;
    }
    label(tx, piece)?;
    if piece.stage == Stage::Published {
        let at = piece.published_at.unwrap_or(piece.made_at);
        crate::search::index(tx, id.raw(), id.cast(), None, at, &piece.title, &piece.html)?;
    }
    tx.touch(Mark::Conversation(id.cast()));
    Ok(())
}

fn label(tx: &mut Tx<'_>, piece: &Piece) -> Result<()> {
    for (position, (fresh, tag)) in (1_i64..).zip(&piece.tags) {
        sql!(
            "insert into tag (id, kind, name, slug) values ($1, $2, $3, $4) on conflict (kind, slug) do nothing",
            fresh,
            tag.kind,
            tag.name,
            tag.slug,
        )
        .change(tx)?;
        sql!(
            "insert into tagging (tag_id, conversation_id, position)
             select id, $2, $3 from tag where kind = $1 and slug = $4
             on conflict do nothing",
            tag.kind,
            piece.id,
            position,
            tag.slug,
        )
        .change(tx)?;
    }
    Ok(())
}

/// A comment as it is to stand there.
#[derive(Clone, Debug)]
pub struct Saying {
    /// Its id.
    pub id: Id<Comment>,
    /// Where it was said.
    pub conversation: Id<Conversation>,
    /// What it answers, the first comment of that branch, and when that was said.
    pub parent: Option<(Id<Comment>, Id<Comment>, Moment)>,
    /// Who says it.
    pub by: By,
    /// As written, in Markdown.
    pub source: String,
    /// As shown.
    pub html: String,
    /// The version of the pipeline that rendered it.
    pub pipeline: i64,
    /// Where it stands.
    pub state: State,
    /// When it was said.
    pub at: Moment,
    /// Who thanks for it, and when.
    pub thanks: Vec<(Id<Person>, Moment)>,
}

/// Adds a comment with its thanks. Its conversation's counters are left to [`settle`].
pub fn comment(tx: &mut Tx<'_>, said: &Saying) -> Result<()> {
    let (parent, root, root_at) = match said.parent {
        Some((parent, root, root_at)) => (Some(parent), root, root_at),
        None => (None, said.id, said.at),
    };
    let (person, guest) = match said.by {
        By::Person(person) => (Some(person), None),
        By::Guest(guest) => (None, Some(guest)),
    };
    sql!(
        "insert into comment (id, conversation_id, parent_id, root_id, root_at, person_id, guest_id, source, format, html,
             pipeline, state, at, thanks, purge_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'markdown', $9, $10, $11, $12, $13, $14)",
        said.id,
        said.conversation,
        parent,
        root,
        root_at,
        person,
        guest,
        said.source,
        said.html,
        said.pipeline,
        said.state,
        said.at,
        i64::try_from(said.thanks.len()).unwrap_or(0),
        crate::comment::purge_at(said.state, said.at),
    )
    .change_one(tx)?;
    for (person, at) in &said.thanks {
        sql!(
            "insert into thanks (comment_id, person_id, at) values ($1, $2, $3)",
            said.id,
            person,
            at,
        )
        .change_one(tx)?;
    }
    if said.state == State::Visible {
        let id = said.id;
        crate::search::index(
            tx,
            id.raw(),
            said.conversation,
            Some(id),
            said.at,
            "",
            &said.html,
        )?;
    }
    Ok(())
}

/// Sets the counters of a conversation whose comments are all there.
pub fn settle(
    tx: &mut Tx<'_>,
    conversation: Id<Conversation>,
    comments: i64,
    last_at: Option<Moment>,
) -> Result<()> {
    sql!(
        "update conversation set comment_count = $2, last_comment_at = $3 where id = $1",
        conversation,
        comments,
        last_at,
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(conversation));
    Ok(())
}

/// Closes a conversation, perhaps saying where it goes on.
pub fn close(
    tx: &mut Tx<'_>,
    conversation: Id<Conversation>,
    at: Moment,
    continues_in: Option<Id<Conversation>>,
) -> Result<()> {
    sql!(
        "update conversation set closed_at = $2, continues_in = $3 where id = $1",
        conversation,
        at,
        continues_in,
    )
    .change_one(tx)
}
