//! Coming into groups and leaving them.

use base::Id;
use domain::Permit;
use domain::group::{Answer, Ask, Bring, Dismiss, Enter, Group, Leave, Office, Raise, Withdraw};
use domain::person::Person;

use crate::{Error, Mark, Result, Tx};

/// Who stands at a group's door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Those who ask to come in.
    Asking,
    /// Those who are invited.
    Invited,
}

impl At {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Asking => "asking",
            Self::Invited => "invited",
        }
    }
}

/// Lets somebody in. Whoever comes into a group without a steward is its steward.
pub(super) fn put(
    tx: &mut Tx<'_>,
    group: Id<Group>,
    person: Id<Person>,
    office: Office,
) -> Result<()> {
    let now = tx.now();
    sql!(
        "delete from knock where group_id = $1 and person_id = $2",
        group,
        person
    )
    .change(tx)?;
    sql!(
        "insert into membership (person_id, group_id, office, at)
         select $1, $2, case when exists (select 1 from membership m where m.group_id = $2 and m.office = 'steward')
             then cast($3 as text) else 'steward' end, $4
         where not exists (select 1 from membership m where m.group_id = $2 and m.person_id = $1)",
        person,
        group,
        office,
        now,
    )
    .change(tx)?;
    tx.touch(Mark::People);
    tx.touch(Mark::Reader(person));
    Ok(())
}

fn me<R: domain::Rule>(permit: &Permit<R>) -> Result<Id<Person>> {
    permit.by().person().ok_or(Error::NotOne(0))
}

/// Comes in.
pub fn enter(tx: &mut Tx<'_>, permit: &Permit<Enter>) -> Result<()> {
    put(tx, permit.id, me(permit)?, Office::Member)
}

fn knock(
    tx: &mut Tx<'_>,
    group: Id<Group>,
    person: Id<Person>,
    by: Option<Id<Person>>,
    words: &str,
) -> Result<()> {
    let now = tx.now();
    sql!(
        "insert into knock (person_id, group_id, by_person, words, at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, group_id) do update set by_person = excluded.by_person, words = excluded.words, at = excluded.at",
        person,
        group,
        by,
        words,
        now,
    )
    .change_one(tx)?;
    tx.touch(Mark::Reader(person));
    Ok(())
}

/// Asks to be let in.
pub fn ask(tx: &mut Tx<'_>, permit: &Permit<Ask>, words: &str) -> Result<()> {
    knock(tx, permit.id, me(permit)?, None, words)
}

/// Invites somebody. Whoever has asked already is let in: `true`.
pub fn bring(tx: &mut Tx<'_>, permit: &Permit<Bring>, words: &str) -> Result<bool> {
    let (group, person) = (permit.group.id, permit.person);
    let asked: i64 = sql!(
        "select count(*) from knock where group_id = $1 and person_id = $2 and by_person is null",
        group,
        person,
    )
    .one(tx)?;
    if asked > 0 {
        put(tx, group, person, Office::Member)?;
        return Ok(true);
    }
    knock(tx, group, person, Some(me(permit)?), words)?;
    Ok(false)
}

/// Takes back that one has asked, or declines.
pub fn withdraw(tx: &mut Tx<'_>, permit: &Permit<Withdraw>) -> Result<()> {
    unknock(tx, permit.id, me(permit)?)
}

fn unknock(tx: &mut Tx<'_>, group: Id<Group>, person: Id<Person>) -> Result<()> {
    sql!(
        "delete from knock where group_id = $1 and person_id = $2",
        group,
        person
    )
    .change(tx)?;
    tx.touch(Mark::Reader(person));
    Ok(())
}

/// Lets somebody in who asked. `false` if they ask no more.
pub fn let_in(tx: &mut Tx<'_>, permit: &Permit<Answer>) -> Result<bool> {
    let (group, person) = (permit.group.id, permit.person);
    let asked: i64 = sql!(
        "select count(*) from knock k join person p on p.id = k.person_id
         where k.group_id = $1 and k.person_id = $2 and k.by_person is null and p.state = 'active'",
        group,
        person,
    )
    .one(tx)?;
    if asked == 0 {
        return Ok(false);
    }
    put(tx, group, person, Office::Member)?;
    Ok(true)
}

/// Turns somebody away who asked, or takes an invitation back.
pub fn turn_away(tx: &mut Tx<'_>, permit: &Permit<Answer>) -> Result<()> {
    unknock(tx, permit.group.id, permit.person)
}

/// Gives or takes an office. `false` if nobody would be left to look after the group.
pub fn raise(tx: &mut Tx<'_>, permit: &Permit<Raise>, office: Office) -> Result<bool> {
    let (group, person) = (permit.group.id, permit.person);
    if office == Office::Member && !has_other_steward(tx, group, person)? {
        return Ok(false);
    }
    sql!(
        "update membership set office = $3 where group_id = $1 and person_id = $2",
        group,
        person,
        office,
    )
    .change_one(tx)?;
    tx.touch(Mark::People);
    Ok(true)
}

fn has_other_steward(tx: &mut Tx<'_>, group: Id<Group>, person: Id<Person>) -> Result<bool> {
    let others: i64 = sql!(
        "select count(*) from membership m join person p on p.id = m.person_id
         where m.group_id = $1 and m.person_id <> $2 and m.office = 'steward' and p.state = 'active'",
        group,
        person,
    )
    .one(tx)?;
    Ok(others > 0)
}

/// Shows a member out.
pub fn dismiss(tx: &mut Tx<'_>, permit: &Permit<Dismiss>) -> Result<()> {
    remove(tx, permit.group.id, permit.person)
}

fn remove(tx: &mut Tx<'_>, group: Id<Group>, person: Id<Person>) -> Result<()> {
    sql!(
        "delete from membership where group_id = $1 and person_id = $2",
        group,
        person
    )
    .change_one(tx)?;
    // What they wanted to be told of there would come back with them.
    sql!(
        "delete from following where person_id = $2 and source = 'group' and source_id = $1",
        group,
        person
    )
    .change(tx)?;
    tx.touch(Mark::People);
    tx.touch(Mark::Shown);
    tx.touch(Mark::Reader(person));
    Ok(())
}

/// Takes somebody out of all their groups who leaves the site for good. Where they were the only steward, whoever has been there for
/// longest looks after the group from then on; where they were the last, it is closed.
pub(crate) fn part(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    let now = tx.now();
    let groups: Vec<Id<Group>> = sql!(
        "select group_id from membership where person_id = $1",
        person
    )
    .all(tx)?;
    sql!(
        "delete from knock where person_id = $1 or by_person = $1",
        person
    )
    .change(tx)?;
    for group in groups {
        remove(tx, group, person)?;
        sql!(
            "update membership set office = 'steward' where group_id = $1
                 and not exists (select 1 from membership s where s.group_id = $1 and s.office = 'steward')
                 and person_id = (select m.person_id from membership m join person p on p.id = m.person_id
                     where m.group_id = $1 and p.state = 'active' order by m.at, m.person_id limit 1)",
            group,
        )
        .change(tx)?;
        sql!(
            "update circle set closed_at = coalesce(closed_at, $2)
             where id = $1 and not exists (select 1 from membership m where m.group_id = $1)",
            group,
            now,
        )
        .change(tx)?;
    }
    Ok(())
}

/// How somebody left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// They are out, and the group goes on.
    Gone,
    /// They were the last; the group is closed.
    Last,
    /// They are still in: nobody else would look after those who stay.
    Needed,
}

/// Leaves.
pub fn leave(tx: &mut Tx<'_>, permit: &Permit<Leave>) -> Result<Left> {
    let (group, person) = (permit.id, me(permit)?);
    let others: i64 = sql!(
        "select count(*) from membership where group_id = $1 and person_id <> $2",
        group,
        person,
    )
    .one(tx)?;
    if others > 0 && permit.by().is_steward_of(group) && !has_other_steward(tx, group, person)? {
        return Ok(Left::Needed);
    }
    remove(tx, group, person)?;
    if others > 0 {
        return Ok(Left::Gone);
    }
    let now = tx.now();
    sql!(
        "update circle set closed_at = coalesce(closed_at, $2) where id = $1",
        group,
        now
    )
    .change_one(tx)?;
    Ok(Left::Last)
}
