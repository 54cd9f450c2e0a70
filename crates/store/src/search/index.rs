//! Into the index and out of it, in the transaction that makes or changes what is indexed.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::{Conversation, Kind};
use domain::group::Visibility;
use domain::person::Person;

use super::words::{Entry, plain};
use super::{key, mark, stale};
use crate::{Error, Result, Tx};

/// Pages of the index that are merged in one transaction: some two megabytes, so that whoever writes next waits little.
const PAGES: i64 = 500;
/// Keys that are tried for one thing: so many may come out in one millisecond, as imports have it that know days only.
const TRIES: i64 = 100_000;

/// What is known of a thing beside its words.
struct Facts {
    /// Its key, if it is in the index.
    key: Option<i64>,
    kind: Kind,
    visibility: Visibility,
    by_person: Id<Person>,
    /// Who said it, or has turned out to be the guest who did.
    said_by: Option<Id<Person>>,
    tags: Option<String>,
    authors: Option<String>,
}
row!(Facts {
    key,
    kind,
    visibility,
    by_person,
    said_by,
    tags,
    authors
});

/// Puts something in, or puts it in anew. With an anchor, what has to be put in anew under it is noted.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    id: i64,
    conversation: Id<Conversation>,
    comment: Option<Id<Comment>>,
    at: Moment,
    title: &str,
    html: &str,
) -> Result<()> {
    let facts: Facts = sql!(
        "select s.id as key, c.kind, c.audience as visibility, c.by_person, coalesce(m.person_id, g.claimed_by) as said_by,
             (select string_agg(cast(t.tag_id as text), ' ') from tagging t where t.conversation_id = c.id) as tags,
             (select string_agg(cast(b.person_id as text), ' ') from byline b where b.article_id = c.id) as authors
         from conversation c
         left join searchable s on s.conversation_id = c.id and s.subject_id = $2
         left join comment m on m.id = $3
         left join guest g on g.id = m.guest_id
         where c.id = $1",
        conversation,
        id,
        comment,
    )
    .optional(tx)?
    .ok_or(Error::NotOne(0))?;
    let inherited = inherited(&facts);
    let print = print(&inherited);
    let key = match facts.key {
        Some(key) if key::is_of(key, at) => {
            sql!("update searchable set marks = $2 where id = $1", key, print).change_one(tx)?;
            key
        }
        Some(old) => {
            remove(tx, old)?;
            place(tx, id, conversation, at, print)?
        }
        None => place(tx, id, conversation, at, print)?,
    };
    let mut marks = own(&facts, comment.is_some());
    marks.push(mark::conversation(conversation));
    marks.extend(inherited);
    let words = Entry::new(title, &plain(html), marks).kept(tx.engine());
    match comment {
        Some(_) => dialect!(INDEX_COMMENT, key, words).change_one(tx),
        None => {
            dialect!(INDEX_ANCHOR, key, words).change_one(tx)?;
            stale::of_conversation(tx, conversation, print)
        }
    }
}

/// What a thing has in common with its whole conversation, in an order that does not depend on an engine.
fn inherited(facts: &Facts) -> Vec<String> {
    let mut marks: Vec<String> = ids(facts.tags.as_deref()).map(mark::tag).collect();
    marks.sort_unstable();
    let narrow: &[&str] = match facts.visibility {
        Visibility::Public => &[],
        Visibility::Members => &[mark::MEMBERS],
        Visibility::Group(_) => &[mark::MEMBERS, mark::GROUP],
    };
    marks.extend(narrow.iter().map(|mark| (*mark).to_owned()));
    marks
}

/// What is its own.
fn own(facts: &Facts, is_comment: bool) -> Vec<String> {
    if is_comment {
        let by = facts.said_by.map(mark::person);
        return [mark::COMMENT.to_owned()].into_iter().chain(by).collect();
    }
    let mut authors: Vec<String> = ids(facts.authors.as_deref())
        .chain([facts.by_person])
        .map(mark::person)
        .collect();
    authors.sort_unstable();
    authors.dedup();
    [mark::ANCHOR.to_owned(), mark::anchor(facts.kind)]
        .into_iter()
        .chain(authors)
        .collect()
}

fn ids<T: ?Sized>(text: Option<&str>) -> impl Iterator<Item = Id<T>> {
    text.unwrap_or_default()
        .split(' ')
        .filter_map(|number| number.parse().ok().and_then(Id::from_raw))
}

/// A number that tells one set of inherited marks from another.
fn print(marks: &[String]) -> i64 {
    if marks.is_empty() {
        return 0;
    }
    let digest = base::Digest::of(marks.join(" ").as_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(digest.bytes().first_chunk::<8>().unwrap_or(&[0; 8]));
    i64::from_le_bytes(bytes)
}

/// Gives it the first free key of its moment.
fn place(
    tx: &mut Tx<'_>,
    subject: i64,
    conversation: Id<Conversation>,
    at: Moment,
    print: i64,
) -> Result<i64> {
    let first = key::of(at, subject);
    for key in first..first.saturating_add(TRIES) {
        let placed = sql!(
            "insert into searchable (id, conversation_id, subject_id, marks) values ($1, $2, $3, $4)
             on conflict (id) do nothing",
            key,
            conversation,
            subject,
            print,
        )
        .change(tx)?;
        if placed == 1 {
            return Ok(key);
        }
    }
    Err(Error::Constraint(
        "too much came out in one moment".to_owned(),
    ))
}

fn remove(tx: &mut Tx<'_>, key: i64) -> Result<()> {
    sql!("delete from search_comment where rowid = $1", key).change(tx)?;
    sql!("delete from search_anchor where rowid = $1", key).change(tx)?;
    sql!("delete from searchable where id = $1", key).change(tx)?;
    Ok(())
}

/// Takes a comment out again.
pub(crate) fn take(tx: &mut Tx<'_>, comment: i64) -> Result<()> {
    let found: Option<(i64, String)> = sql!(
        "select s.id, m.html from comment m
         join searchable s on s.conversation_id = m.conversation_id and s.subject_id = m.id
         where m.id = $1",
        comment
    )
    .optional(tx)?;
    forget(tx, found)
}

/// Takes an anchor out. Its comments stay indexed and are left out by its stage.
pub(crate) fn take_conversation(tx: &mut Tx<'_>, conversation: Id<Conversation>) -> Result<()> {
    let found: Option<(i64, String)> = sql!(
        "select s.id, c.title || ' ' || coalesce(a.html, t.html, '') from conversation c
         join searchable s on s.conversation_id = c.id and s.subject_id = c.id
         left join article a on a.id = c.id left join post t on t.id = c.id
         where c.id = $1",
        conversation
    )
    .optional(tx)?;
    forget(tx, found)
}

fn forget(tx: &mut Tx<'_>, found: Option<(i64, String)>) -> Result<()> {
    let Some((key, html)) = found else {
        return Ok(());
    };
    remove(tx, key)?;
    super::vocabulary::forget_words_of(tx, &plain(&html))
}

/// Merges a part of what many changes have left in pieces, so that looking stays quick and what was taken out is gone from
/// the file. The first part says `begin`; each is short, since nobody else writes meanwhile.
pub fn settle(tx: &mut Tx<'_>, begin: bool) -> Result<()> {
    let pages = if begin { -PAGES } else { PAGES };
    match tx.engine() {
        crate::Engine::Sqlite => {
            dialect!(MERGE_COMMENTS, pages).change(tx)?;
            dialect!(MERGE_ANCHORS, pages).change(tx)?;
            dialect!(MERGE_PEOPLE, pages).change(tx)?;
            Ok(())
        }
        crate::Engine::Postgres => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_a_print_of_their_own() {
        let marks = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(print(&[]), 0);
        let some = print(&marks(&["$1", "$2"]));
        assert_eq!(some, print(&marks(&["$1", "$2"])));
        assert_ne!(some, print(&marks(&["$1"])));
        assert_ne!(some, 0);
    }
}
