//! Founding groups, changing them, closing them.

use base::{Id, secret};
use domain::Permit;
use domain::group::{Draft, Entry, Found, Group, HANDLE_LIMIT, Office, Shut, Tend, Visibility};
use domain::introduction::Introduce;
use domain::person::Person;

use crate::{Error, Mark, Result, Tx};

/// How many handles are tried for a new group.
const TRIES: u32 = 200;
/// What stands behind the handle of a group that nobody is to guess: letters and digits that are not taken for one another.
const SIGNS: &[u8] = b"23456789abcdefghjkmnpqrstvwxyz";
/// So many of them.
const SIGNS_LONG: usize = 8;

/// Founds a group. Whoever does is its first steward.
pub fn found(
    tx: &mut Tx<'_>,
    permit: &Permit<Found>,
    draft: &Draft,
) -> Result<(Id<Group>, String)> {
    let me = permit.by().person().ok_or(Error::NotOne(0))?;
    bring(tx, me, draft)
}

/// Founds the group in which two people are introduced to each other: all three look after it. Gives it, and who introduces them.
pub fn introduce(
    tx: &mut Tx<'_>,
    permit: &Permit<Introduce>,
    words: &str,
) -> Result<(Id<Group>, Id<Person>)> {
    let me = permit.by().person().ok_or(Error::NotOne(0))?;
    let (id, _) = bring(tx, me, &permit.group(words))?;
    for person in permit.people() {
        super::member::put(tx, id, person, Office::Steward)?;
    }
    Ok((id, me))
}

/// The same for a seed.
pub(crate) fn bring(tx: &mut Tx<'_>, me: Id<Person>, draft: &Draft) -> Result<(Id<Group>, String)> {
    let now = tx.now();
    let id: Id<Group> = Id::new(now);
    let handle = handle(tx, draft)?;
    sql!(
        "insert into circle (id, handle, name, charter, audience, entry, founded_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        handle,
        draft.name,
        draft.charter,
        draft.open_to.within(id),
        draft.entry,
        me,
        now,
    )
    .change_one(tx)?;
    super::member::put(tx, id, me, Office::Steward)?;
    Ok((id, handle))
}

/// The first free handle of a name. That one is taken must not tell of a group that nobody knows of, so those have handles that
/// nobody chooses.
fn handle(tx: &mut Tx<'_>, draft: &Draft) -> Result<String> {
    let mut stem = base::clean::slug(&draft.name, HANDLE_LIMIT);
    if stem.is_empty() {
        "group".clone_into(&mut stem);
    }
    if draft.entry == Entry::Hidden {
        let below = u32::try_from(SIGNS.len()).unwrap_or(1);
        let signs = std::iter::repeat_with(|| secret::random_below(below))
            .filter_map(|sign| SIGNS.get(usize::try_from(sign).ok()?))
            .map(|sign| char::from(*sign));
        let signs: String = signs.take(SIGNS_LONG).collect();
        return Ok(format!("{stem}-{signs}"));
    }
    for number in 1..TRIES {
        let handle = match number {
            1 => stem.clone(),
            number => format!("{stem}-{number}"),
        };
        let taken: i64 = sql!("select count(*) from circle where handle = $1", handle).one(tx)?;
        if taken == 0 {
            return Ok(handle);
        }
    }
    Ok(format!("{stem}-{}", Id::<Group>::new(tx.now())).to_lowercase())
}

/// Changes what a group says of itself and who comes in. What it says to fewer from now on, it has never said to more: its
/// conversations follow. What it says to more leaves them as they were promised.
pub fn change(tx: &mut Tx<'_>, permit: &Permit<Tend>, draft: &Draft) -> Result<()> {
    let id = permit.id;
    let visibility = draft.open_to.within(id);
    sql!(
        "update circle set name = $2, charter = $3, audience = $4, entry = $5 where id = $1",
        id,
        draft.name,
        draft.charter,
        visibility,
        draft.entry,
    )
    .change_one(tx)?;
    match visibility {
        Visibility::Public => {}
        Visibility::Members => {
            sql!(
                "update conversation set audience = $2 where group_id = $1 and audience = 0",
                id,
                visibility,
            )
            .change(tx)?;
        }
        Visibility::Group(_) => {
            sql!(
                "update conversation set audience = $2 where group_id = $1 and audience <> $2",
                id,
                visibility,
            )
            .change(tx)?;
        }
    }
    tx.touch(Mark::Shown);
    tx.touch(Mark::People);
    Ok(())
}

/// Closes a group, or opens it again.
pub fn shut(tx: &mut Tx<'_>, permit: &Permit<Shut>, closed: bool) -> Result<()> {
    let now = tx.now();
    sql!(
        "update circle set closed_at = case when $2 then coalesce(closed_at, $3) end where id = $1",
        permit.id,
        closed,
        now,
    )
    .change_one(tx)?;
    tx.touch(Mark::Shown);
    tx.touch(Mark::People);
    Ok(())
}
