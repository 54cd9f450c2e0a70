//! People by name, as much of them as stands beside what they wrote.

use base::Id;
use domain::person::{Byline, Person};

use crate::{Result, Snapshot};

/// The member or imported author of this handle. Handles are compared by how they look, so case does not matter.
pub fn find(from: &mut Snapshot<'_>, handle: &str) -> Result<Option<Byline>> {
    sql!(
        "select id, handle, name, portrait from person where skeleton = $1 and state in ('active', 'imported')",
        base::name::skeleton(handle),
    )
    .optional(from)
}

/// Somebody's, if it is known whose.
pub(crate) fn of(from: &mut Snapshot<'_>, id: Option<Id<Person>>) -> Result<Option<Byline>> {
    let Some(id) = id else { return Ok(None) };
    sql!(
        "select id, handle, name, portrait from person where id = $1",
        id
    )
    .optional(from)
}

/// A member's.
pub fn of_member(from: &mut Snapshot<'_>, id: Id<Person>) -> Result<Option<Byline>> {
    sql!(
        "select id, handle, name, portrait from person where id = $1 and state = 'active'",
        id
    )
    .optional(from)
}
