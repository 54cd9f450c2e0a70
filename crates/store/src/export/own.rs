//! What somebody wrote and keeps here, by its ids, and what nobody but them gets to see.

use base::{Id, Moment};
use domain::person::Person;

use crate::{Result, Snapshot};

/// What is taken away piece by piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Articles that they began or wrote with others.
    Articles,
    /// Conversations that they opened.
    Posts,
    /// What they said, as a member and as a guest before.
    Comments,
    /// Pictures that they brought.
    Pictures,
}

/// Their ids on a shelf, in order, after one of them.
pub fn own(
    from: &mut Snapshot<'_>,
    person: Id<Person>,
    shelf: Shelf,
    after: i64,
    limit: i64,
) -> Result<Vec<i64>> {
    match shelf {
        Shelf::Articles => sql!(
            "select a.id from article a join conversation c on c.id = a.id
             where a.id > $2 and c.kind = 'article' and (c.by_person = $1
                 or exists (select 1 from byline b where b.article_id = a.id and b.person_id = $1))
             order by a.id limit $3",
            person,
            after,
            limit,
        )
        .all(from),
        Shelf::Posts => sql!(
            "select id from conversation where by_person = $1 and id > $2 and kind <> 'article' order by id limit $3",
            person,
            after,
            limit,
        )
        .all(from),
        Shelf::Comments => sql!(
            "select id from (
                 select id from comment where person_id = $1 and id > $2
                 union all
                 select m.id from guest g join comment m on m.guest_id = g.id where g.claimed_by = $1 and m.id > $2) said
             order by id limit $3",
            person,
            after,
            limit,
        )
        .all(from),
        Shelf::Pictures => sql!(
            "select id from picture where owner_id = $1 and id > $2 order by id limit $3",
            person,
            after,
            limit,
        )
        .all(from),
    }
}

/// A text of theirs as kept, whoever may read it.
#[derive(Clone, Debug)]
pub struct Own {
    /// As written.
    pub source: String,
    /// What it is written in.
    pub format: String,
    /// When it was last changed.
    pub edited_at: Option<Moment>,
}
row!(Own {
    source,
    format,
    edited_at
});

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A comment.
    Comment,
    /// The first words of a conversation.
    Post,
}

impl Own {
    /// The words of a comment or of the beginning of a conversation that is theirs.
    pub fn load(
        from: &mut Snapshot<'_>,
        person: Id<Person>,
        kind: Kind,
        id: i64,
    ) -> Result<Option<Self>> {
        match kind {
            Kind::Comment => sql!(
                "select m.source, m.format, m.edited_at from comment m left join guest g on g.id = m.guest_id
                 where m.id = $1 and coalesce(m.person_id, g.claimed_by) = $2 and m.state in ('visible', 'waiting', 'rejected', 'hidden')",
                id,
                person,
            )
            .optional(from),
            Kind::Post => sql!(
                "select p.source, 'markdown' as format, p.edited_at from post p join conversation c on c.id = p.id
                 where p.id = $1 and c.by_person = $2",
                id,
                person,
            )
            .optional(from),
        }
    }
}

/// A name that they used as a guest.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// The address.
    pub email: Option<String>,
    /// The web site.
    pub url: Option<String>,
    /// Since when.
    pub made_at: Moment,
}
row!(Alias {
    name,
    email,
    url,
    made_at
});

/// Whom they were as guests.
pub fn aliases(from: &mut Snapshot<'_>, person: Id<Person>) -> Result<Vec<Alias>> {
    sql!(
        "select name, email, url, made_at from guest where claimed_by = $1 order by id limit 200",
        person
    )
    .all(from)
}

/// A browser in which they are signed in.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// What kind of browser.
    pub device: String,
    /// From where, shortened.
    pub network: String,
    /// Since when.
    pub made_at: Moment,
    /// Last used.
    pub seen_at: Moment,
}
row!(SessionLine {
    device,
    network,
    made_at,
    seen_at
});

/// The browsers in which they are signed in.
pub fn sessions(from: &mut Snapshot<'_>, person: Id<Person>) -> Result<Vec<SessionLine>> {
    sql!(
        "select device, network, made_at, seen_at from session where person_id = $1 order by id limit 100",
        person
    )
    .all(from)
}

/// An invitation that they sent.
#[derive(Clone, Debug)]
pub struct SentLine {
    /// To which address.
    pub email: String,
    /// When.
    pub made_at: Moment,
    /// Until when it is good.
    pub expires_at: Moment,
    /// Who came, by name.
    pub name: Option<String>,
    /// Their handle.
    pub handle: Option<String>,
}
row!(SentLine {
    email,
    made_at,
    expires_at,
    name,
    handle
});

/// The invitations that they sent.
pub fn sent(from: &mut Snapshot<'_>, person: Id<Person>) -> Result<Vec<SentLine>> {
    sql!(
        "select i.email, i.made_at, i.expires_at, p.name, p.handle
         from invitation i left join person p on p.id = i.used_by and p.state in ('active', 'imported')
         where i.by_person = $1 order by i.id limit 5000",
        person
    )
    .all(from)
}

/// What they answered when they asked to join.
pub fn application(from: &mut Snapshot<'_>, person: Id<Person>) -> Result<String> {
    sql!("select application from person where id = $1", person).one(from)
}
