//! Other accounts: where else people are found.

use base::Id;
use domain::account::{Account, Draft};
use domain::person::Person;
use domain::{Permit, Visible};

use crate::{Result, Snapshot, Tx};

row!(Account { url, label });

/// The accounts of a person who is visible, in their order.
pub fn of(from: &mut Snapshot<'_>, person: &Visible<Person>) -> Result<Vec<Account>> {
    sql!(
        "select url, label from account where person_id = $1 order by position",
        person.id
    )
    .all(from)
}

/// Sets them; those from before go.
pub(crate) fn set(
    tx: &mut Tx<'_>,
    permit: &Permit<domain::person::EditProfile>,
    accounts: &[Draft],
) -> Result<()> {
    let person: Id<Person> = permit.id;
    sql!("delete from account where person_id = $1", person).change(tx)?;
    for (position, account) in (1_i64..).zip(accounts) {
        sql!(
            "insert into account (person_id, position, url, label) values ($1, $2, $3, $4)",
            person,
            position,
            account.url,
            account.label,
        )
        .change_one(tx)?;
    }
    Ok(())
}
