//! Authors become people: members who have shown that the address is theirs, or people who have no way in yet.

use base::{Digest, Id};
use domain::person::{Person, State};
use domain::{Origin, Role, Viewer};
use store::Tx;
use store::person::Fresh;

use super::author::{Author, Authors};
use super::plan::SOURCE;
use super::report::Count;
use crate::{App, Error, Result};

/// Authors looked up or added at a time.
const AT_ONCE: usize = 40;
/// Numbers tried behind a handle that is taken.
const TRIES: u32 = 10_000;

/// Somebody who wrote, as an activity names them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Office {
    pub(super) id: Id<Person>,
    pub(super) role: Role,
    pub(super) origin: Origin,
}

impl Office {
    pub(super) fn viewer(self) -> Viewer {
        Viewer::seated(self.id, self.role, self.origin)
    }
}

impl Default for Office {
    /// Stands, in a dry run, for somebody who is not here yet.
    fn default() -> Self {
        Self {
            id: Id::fixed(1),
            role: Role::Member,
            origin: Origin::Raised,
        }
    }
}

/// The authors as people here, in the same order.
pub(super) async fn bring(
    app: &App,
    authors: &Authors,
    nameless: &str,
    dry_run: bool,
) -> Result<(Vec<Office>, Count)> {
    let mut offices = Vec::new();
    let mut count = Count::default();
    for some in authors.list().chunks(AT_ONCE) {
        let some = some.to_vec();
        let nameless = nameless.to_owned();
        let found = if dry_run {
            app.read(move |from| {
                let mut found = Vec::new();
                for author in &some {
                    found.push((known(from, author)?, false));
                }
                Ok(found)
            })
            .await?
        } else {
            app.write(move |tx| {
                let mut found = Vec::new();
                for author in &some {
                    let (office, new) = arrive(tx, author, &nameless)?;
                    found.push((Some(office), new));
                }
                Ok(found)
            })
            .await?
        };
        for (office, new) in found {
            count.found += 1;
            if new || office.is_none() {
                count.new += 1;
            } else {
                count.known += 1;
            }
            offices.push(office.unwrap_or_default());
        }
    }
    Ok((offices, count))
}

fn mail_name(author: &Author) -> Option<String> {
    let address = author.email.as_ref()?;
    Some(format!("author mail {}", address.identity()))
}

fn own_name(author: &Author) -> String {
    format!("author name {}", base::name::skeleton(&author.name))
}

/// A member whose confirmed address is the author's.
fn member(from: &mut store::Snapshot<'_>, author: &Author) -> Result<Option<Office>> {
    let Some(address) = &author.email else {
        return Ok(None);
    };
    let found = store::credential::by_address(from, address)?;
    Ok(found
        .filter(|found| found.state == State::Active && found.email.as_ref() == Some(address))
        .map(|found| Office {
            id: found.person,
            role: found.role,
            origin: found.origin,
        }))
}

/// Whom an earlier import made of the author.
fn imported(from: &mut store::Snapshot<'_>, author: &Author) -> Result<Option<Office>> {
    let office = |from: &mut store::Snapshot<'_>, name: &str, strange: bool| -> Result<_> {
        let Some((id, _)) = store::origin::find::<Person>(from, SOURCE, name)? else {
            return Ok(None);
        };
        let Some(found) = store::credential::find(from, id)? else {
            return Ok(None);
        };
        // Of two who share a name and have different addresses, the second is somebody else.
        if strange && (found.wanted.is_some() || found.email.is_some()) {
            return Ok(None);
        }
        Ok(Some(Office {
            id,
            role: found.role,
            origin: found.origin,
        }))
    };
    if let Some(name) = mail_name(author)
        && let Some(found) = office(from, &name, false)?
    {
        return Ok(Some(found));
    }
    office(from, &own_name(author), author.email.is_some())
}

fn known(from: &mut store::Snapshot<'_>, author: &Author) -> Result<Option<Office>> {
    match member(from, author)? {
        Some(member) => Ok(Some(member)),
        None => imported(from, author),
    }
}

/// The person whom an author is; made if there is none. Says whether it was made.
///
/// Whoever has become a member since an earlier import, with the author's address, takes over what was brought for them.
fn arrive(tx: &mut Tx<'_>, author: &Author, nameless: &str) -> Result<(Office, bool)> {
    let before = imported(tx, author)?;
    if let Some(member) = member(tx, author)? {
        if let Some(before) = before
            && before.id != member.id
        {
            store::brought::hand_over(tx, before.id, member.id)?;
        }
        remember(tx, author, member.id)?;
        return Ok((member, false));
    }
    if let Some(before) = before {
        remember(tx, author, before.id)?;
        return Ok((before, false));
    }
    let name = if author.name.is_empty() {
        nameless.to_owned()
    } else {
        author.name.clone()
    };
    let fresh = Fresh {
        handle: free_handle(tx, &name)?,
        name,
        state: State::Imported,
        // Whatever they were elsewhere: here they are nothing yet (R99).
        role: Role::Member,
        origin: Origin::Raised,
        email: None,
        wanted: author.email.clone(),
        password: None,
        application: String::new(),
        invited_by: None,
        made_at: tx.now(),
    };
    let id = store::person::insert(tx, &fresh)?;
    remember(tx, author, id)?;
    let office = Office {
        id,
        role: fresh.role,
        origin: fresh.origin,
    };
    Ok((office, true))
}

fn remember(tx: &mut Tx<'_>, author: &Author, id: Id<Person>) -> Result<()> {
    let names = [mail_name(author), Some(own_name(author))];
    for name in names.into_iter().flatten() {
        let known = store::origin::find::<Person>(tx, SOURCE, &name)?;
        if known.is_none() || name.starts_with("author mail") {
            store::origin::keep(tx, SOURCE, &name, id, &Digest::of(name.as_bytes()))?;
        }
    }
    Ok(())
}

/// A handle made of a name, that nobody has.
fn free_handle(tx: &mut Tx<'_>, name: &str) -> Result<String> {
    let stem = base::name::suggest(name);
    let stem = if base::name::handle(&stem, &[]).is_ok() {
        stem
    } else {
        // Reserved, or of letters that do not go together.
        "author".to_owned()
    };
    for number in 1..TRIES {
        let tried = if number == 1 {
            stem.clone()
        } else {
            let room: String = stem.chars().take(24).collect();
            format!("{room}_{number}")
        };
        if base::name::handle(&tried, &[]).is_ok() && store::person::holder(tx, &tried)?.is_none() {
            return Ok(tried);
        }
    }
    Err(Error::Conflict("error.conflict"))
}
