//! Finding people by a part of what they are called, for those who run the site.

use base::Id;
use domain::group::{Administer, Moderate};
use domain::person::Person;
use domain::search::Called;
use domain::{Permit, Visible};

use super::find;
use crate::{Result, Snapshot};

/// People that are looked at in one query. Letters are folded here and not by an engine, which knows its own only.
const PIECE: i64 = 500;

/// Everybody who is called like that, wherever they stand, those who came last first. Only who runs the site finds
/// people by their addresses.
pub fn seek(
    from: &mut Snapshot<'_>,
    permit: &Permit<Moderate>,
    addresses: Option<&Permit<Administer>>,
    called: &Called,
    after: Option<Id<Person>>,
    limit: usize,
) -> Result<Vec<Visible<Person>>> {
    let mut found = Vec::new();
    let mut last = after.map_or(i64::MAX, Id::raw);
    while found.len() < limit {
        let people: Vec<(Id<Person>, String, String, Option<String>)> = sql!(
            "select id, handle, name, coalesce(email, wanted) from person where id < $1 order by id desc limit $2",
            last,
            PIECE,
        )
        .all(from)?;
        let Some((end, _, _, _)) = people.last() else {
            break;
        };
        last = end.raw();
        for (id, handle, name, address) in people {
            let address = address.filter(|_| addresses.is_some());
            if found.len() < limit
                && called.fits(&handle, &name, address.as_deref())
                && let Some(person) = find(from, permit.by(), id)?
            {
                found.push(person);
            }
        }
    }
    Ok(found)
}
