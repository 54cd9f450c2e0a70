//! Where somebody stands: which office they hold, whether they are shut out.

use base::Id;
use domain::activity::{Kind, Touches};
use domain::group::{Administer, Appoint, Appointment, Moderate};
use domain::person::{Person, State, Suspend, SuspendAlone};
use domain::search::Called;
use domain::{Origin, Role, Rule, Visible};
use store::person::Appointed;

use crate::error::Found;
use crate::letter::Desk;
use crate::record::record;
use crate::session::Proven;
use crate::{App, Caller, Error, Result};

/// People on one page of the staff's list.
pub const PAGE: i64 = 100;

/// People who stand somewhere, as those who keep the peace see them.
///
/// # Errors
/// Not a moderator.
pub async fn list(
    app: &App,
    caller: Caller,
    state: State,
    after: Option<Id<Person>>,
) -> Result<Vec<Visible<Person>>> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        let permit = Moderate::permit(&caller.viewer, group)?;
        Ok(store::person::list_standing(
            from, &permit, state, after, PAGE,
        )?)
    })
    .await
}

/// People who are called like that, wherever they stand; by their addresses too if the caller runs the site.
///
/// # Errors
/// Not a moderator.
pub async fn seek(
    app: &App,
    caller: Caller,
    called: Called,
    after: Option<Id<Person>>,
) -> Result<Vec<Visible<Person>>> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        let addresses = Administer::permit(&caller.viewer, group.clone()).ok();
        let permit = Moderate::permit(&caller.viewer, group)?;
        let limit = usize::try_from(PAGE).unwrap_or(0);
        Ok(store::person::seek(
            from,
            &permit,
            addresses.as_ref(),
            &called,
            after,
            limit,
        )?)
    })
    .await
}

/// Where the new role of somebody comes from who has a role already. Whoever was a member first was raised here.
const fn origin(from: Role, origin: Origin, to: Role) -> Origin {
    match (from, to) {
        (Role::Member, _) | (_, Role::Member) => Origin::Raised,
        (
            Role::Steward | Role::Moderator | Role::Admin | Role::Owner,
            Role::Steward | Role::Moderator | Role::Admin | Role::Owner,
        ) => origin,
    }
}

/// Gives a member another role. It counts from their next page on.
///
/// # Errors
/// Not somebody who gives roles, not proven, no such member, or the last owner.
pub async fn appoint(
    app: &App,
    caller: Caller,
    proven: Proven,
    id: Id<Person>,
    role: Role,
) -> Result<()> {
    proven.by(&caller.viewer)?;
    app.write(move |tx| {
        let person = store::person::find(tx, &caller.viewer, id)?.found()?;
        if person.state != State::Active {
            return Err(Error::Forbidden("person.no-member"));
        }
        let change = Appointment {
            person: id,
            from: person.role,
            to: role,
        };
        let permit = Appoint::permit(&caller.viewer, caller.viewer.see(change).found()?)?;
        let origin = origin(person.role, person.origin, role);
        match store::person::appoint(tx, &permit, origin)? {
            Appointed::Done => {}
            Appointed::LastOwner => return Err(Error::Forbidden("role.last-owner")),
            Appointed::Changed => return Err(Error::Conflict("error.conflict")),
        }
        record(tx, caller.actor(), caller.door, Kind::Appointed, to(id))?;
        Ok(())
    })
    .await
}

/// Shuts a member out, at once and in every browser. Whoever is no owner opens a case, where a second one has to agree.
///
/// # Errors
/// Not the owner, or no member.
pub async fn suspend(app: &App, caller: Caller, id: Id<Person>) -> Result<()> {
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        let person = store::person::find(tx, &caller.viewer, id)?.found()?;
        SuspendAlone::permit(&caller.viewer, person.clone())?;
        let permit = Suspend::permit(&caller.viewer, person)?;
        if !store::person::suspend(tx, &permit)? {
            return Err(Error::Forbidden("person.no-member"));
        }
        record(tx, caller.actor(), caller.door, Kind::Suspended, to(id))?;
        crate::case::tell_outside(tx, &desk, id, None, "")
    })
    .await
}

/// Lets somebody back in who was shut out.
///
/// # Errors
/// Not a moderator, not above them, or not shut out.
pub async fn reinstate(app: &App, caller: Caller, id: Id<Person>) -> Result<()> {
    app.write(move |tx| {
        let person = store::person::find(tx, &caller.viewer, id)?.found()?;
        let permit = Suspend::permit(&caller.viewer, person)?;
        if !store::person::reinstate(tx, &permit)? {
            return Err(Error::Forbidden("person.not-suspended"));
        }
        record(tx, caller.actor(), caller.door, Kind::Reinstated, to(id))?;
        Ok(())
    })
    .await
}

fn to(id: Id<Person>) -> Touches {
    Touches {
        to: Some(id),
        ..Touches::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_was_a_member_first_was_raised_here() {
        let (outside, raised) = (Origin::Outside, Origin::Raised);
        assert_eq!(origin(Role::Member, raised, Role::Steward), raised);
        assert_eq!(origin(Role::Moderator, outside, Role::Admin), outside);
        assert_eq!(origin(Role::Steward, raised, Role::Owner), raised);
        assert_eq!(origin(Role::Owner, outside, Role::Member), raised);
    }
}
