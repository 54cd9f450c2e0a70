//! What shows who somebody is: address and password. Read only where that is the question; no page gets it.

use base::Id;
use domain::person::{Person, State};
use domain::{Origin, Role, Viewer};
use email::Address;

use crate::engine::{FromRow, Row, next};
use crate::token::Taken;
use crate::{Error, Mark, Result, Snapshot, Tx};

/// What is known of how somebody shows who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Whose it is.
    pub person: Id<Person>,
    /// Their short name.
    pub handle: String,
    /// The name they go by.
    pub name: String,
    /// Where they stand.
    pub state: State,
    /// Their role.
    pub role: Role,
    /// Where it comes from.
    pub origin: Origin,
    /// Their confirmed address.
    pub email: Option<Address>,
    /// The address that they have yet to confirm.
    pub wanted: Option<Address>,
    /// The hash of their password.
    pub password: Option<String>,
    /// Counts changes of address and password; tokens are good for one version.
    pub version: i64,
}

impl Credential {
    /// As whom they look once signed in.
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        Viewer::seated(self.person, self.role, self.origin)
    }
}

impl FromRow for Credential {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "handle",
        "name",
        "state",
        "role",
        "origin",
        "email",
        "wanted",
        "password",
        "credential",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self {
            person: next(row, at)?,
            handle: next(row, at)?,
            name: next(row, at)?,
            state: next(row, at)?,
            role: next(row, at)?,
            origin: next(row, at)?,
            email: next(row, at)?,
            wanted: next(row, at)?,
            password: next(row, at)?,
            version: next(row, at)?,
        })
    }
}

/// Of somebody.
pub fn find(from: &mut Snapshot<'_>, person: Id<Person>) -> Result<Option<Credential>> {
    sql!(
        "select id, handle, name, state, role, origin, email, wanted, password, credential from person where id = $1",
        person,
    )
    .optional(from)
}

/// Of whoever has this address, or else of whoever gave it last without having confirmed it yet.
pub fn by_address(from: &mut Snapshot<'_>, address: &Address) -> Result<Option<Credential>> {
    sql!(
        "select id, handle, name, state, role, origin, email, wanted, password, credential from person
         where email = $1 or (wanted = $1 and state = 'unconfirmed')
         order by case when email = $1 then 0 else 1 end, id desc limit 1",
        address,
    )
    .optional(from)
}

/// Of whoever has this handle.
pub fn by_handle(from: &mut Snapshot<'_>, handle: &str) -> Result<Option<Credential>> {
    sql!(
        "select id, handle, name, state, role, origin, email, wanted, password, credential from person
         where skeleton = $1",
        base::name::skeleton(base::clean::clip(handle, 120)),
    )
    .optional(from)
}

/// Who has an address: as their own, or because they may still take it back (R7).
pub fn holder(from: &mut Snapshot<'_>, address: &Address) -> Result<Option<Id<Person>>> {
    let now = from.now();
    sql!(
        "select id from person where email = $1
         union all
         select person_id from token where purpose = 'undo-address' and address = $1 and used_at is null
             and expires_at > $2 and person_id is not null
         limit 1",
        address,
        now,
    )
    .optional(from)
}

/// Sets another password. `false` if address or password have changed since `version`.
pub fn set_password(tx: &mut Tx<'_>, person: Id<Person>, version: i64, hash: &str) -> Result<bool> {
    let changed = sql!(
        "update person set password = $3, credential = credential + 1 where id = $1 and credential = $2",
        person,
        version,
        hash,
    )
    .change(tx)?;
    tx.touch(Mark::People);
    Ok(changed == 1)
}

/// The same password, hashed as is done today (R1). Nothing that depends on it dies.
pub fn rehash(tx: &mut Tx<'_>, person: Id<Person>, version: i64, hash: &str) -> Result<()> {
    sql!(
        "update person set password = $3 where id = $1 and credential = $2",
        person,
        version,
        hash
    )
    .change(tx)?;
    Ok(())
}

/// The address of whoever was sent the token becomes the one that it is about. Free, or it is an error.
pub fn set_address(tx: &mut Tx<'_>, taken: &Taken) -> Result<()> {
    let Some((person, address)) = taken.person() else {
        return Err(Error::NotOne(0));
    };
    sql!(
        "update person set email = $2, credential = credential + 1 where id = $1",
        person,
        address
    )
    .change_one(tx)?;
    tx.touch(Mark::People);
    Ok(())
}

/// Nobody gets in with the password any more; it has to be set anew by mail.
pub fn void_password(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    sql!(
        "update person set password = null, credential = credential + 1 where id = $1",
        person
    )
    .change_one(tx)?;
    tx.touch(Mark::People);
    Ok(())
}
