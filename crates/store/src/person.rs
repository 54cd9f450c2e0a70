//! People: finding them, adding them, what they show of themselves.

mod seat;
pub(crate) mod seen;
mod sought;
mod standing;

pub(crate) use seat::Seated;
pub use seen::{by_handle, count, find, is_settled, list, list_standing, role, stands};
pub use sought::seek;
pub use standing::{
    Application, Appointed, admit, applications, appoint, confirm, count_applied,
    forget_unconfirmed, reinstate, staff, suspend, turn_away,
};

use base::{Id, Moment};
use domain::person::{EditProfile, Person, ProfileDraft, State};
use domain::picture::Picture;
use domain::{Origin, Permit, Role};
use email::Address;

use crate::{Mark, Result, Snapshot, Tx};

/// Somebody to be added.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// The short name; free, or it is an error.
    pub handle: String,
    /// The name they go by.
    pub name: String,
    /// Where they stand.
    pub state: State,
    /// In which role.
    pub role: Role,
    /// Where that role comes from.
    pub origin: Origin,
    /// A confirmed address.
    pub email: Option<Address>,
    /// An address yet to be confirmed.
    pub wanted: Option<Address>,
    /// The hash of a password.
    pub password: Option<String>,
    /// The answer to the community's question.
    pub application: String,
    /// Who invited them.
    pub invited_by: Option<Id<Person>>,
    /// Since when they are here.
    pub made_at: Moment,
}

/// Adds somebody.
pub fn insert(tx: &mut Tx<'_>, fresh: &Fresh) -> Result<Id<Person>> {
    let id: Id<Person> = Id::new(fresh.made_at);
    let joined_at = (fresh.state == State::Active).then_some(fresh.made_at);
    sql!(
        "insert into person (id, handle, skeleton, name, state, role, origin, email, wanted, password, application,
             invited_by, made_at, joined_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        id,
        fresh.handle,
        base::name::skeleton(&fresh.handle),
        fresh.name,
        fresh.state,
        fresh.role,
        fresh.origin,
        fresh.email,
        fresh.wanted,
        fresh.password,
        fresh.application,
        fresh.invited_by,
        fresh.made_at,
        joined_at,
    )
    .change_one(tx)?;
    crate::search::index_person(tx, id)?;
    tx.touch(Mark::People);
    Ok(id)
}

/// Whoever has this handle, or one that looks like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub id: Id<Person>,
    /// Where they stand.
    pub state: State,
    /// The address that they have yet to confirm.
    pub wanted: Option<Address>,
}
row!(Holder { id, state, wanted });

/// Who holds a handle. One that is held for somebody who left is nobody's whom one could ask.
pub fn holder(from: &mut Snapshot<'_>, handle: &str) -> Result<Option<Holder>> {
    let found: Option<Holder> = sql!(
        "select id, state, wanted from person where skeleton = $1",
        base::name::skeleton(handle)
    )
    .optional(from)?;
    if found.is_none() && crate::leaving::is_held(from, handle)? {
        return Ok(Some(Holder {
            id: Id::fixed(1),
            state: State::Gone,
            wanted: None,
        }));
    }
    Ok(found)
}

/// Somebody who has not confirmed yet fills the form in again: all is as in the second one, and what was sent after
/// the first opens nothing any more.
pub fn try_again(tx: &mut Tx<'_>, id: Id<Person>, fresh: &Fresh) -> Result<()> {
    sql!(
        "update person set handle = $2, name = $3, password = $4, application = $5, credential = credential + 1
         where id = $1 and state = 'unconfirmed'",
        id,
        fresh.handle,
        fresh.name,
        fresh.password,
        fresh.application,
    )
    .change_one(tx)?;
    crate::device::forget_all(tx, id)
}

/// Changes what somebody shows of themselves.
pub fn edit(
    tx: &mut Tx<'_>,
    permit: &Permit<EditProfile>,
    draft: &ProfileDraft,
    bio_html: &str,
) -> Result<()> {
    sql!(
        "update person set name = $2, bio = $3, bio_html = $4 where id = $1",
        permit.id,
        draft.name,
        draft.bio,
        bio_html,
    )
    .change_one(tx)?;
    crate::search::index_person(tx, permit.id)?;
    crate::account::set(tx, permit, &draft.accounts)?;
    show_pictures(tx, permit, bio_html, permit.portrait)
}

/// Sets or takes away somebody's portrait.
pub fn set_portrait(
    tx: &mut Tx<'_>,
    permit: &Permit<EditProfile>,
    portrait: Option<Id<Picture>>,
) -> Result<()> {
    sql!(
        "update person set portrait = $2 where id = $1",
        permit.id,
        portrait
    )
    .change_one(tx)?;
    show_pictures(tx, permit, &permit.bio_html, portrait)
}

/// A profile shows the pictures in its bio and the portrait.
fn show_pictures(
    tx: &mut Tx<'_>,
    permit: &Permit<EditProfile>,
    bio_html: &str,
    portrait: Option<Id<Picture>>,
) -> Result<()> {
    let portrait = portrait.map(|id| format!("/media/{id}"));
    let shown = format!("{bio_html} {}", portrait.unwrap_or_default());
    crate::picture::show(tx, permit.by(), permit.id.raw(), None, &shown)?;
    tx.touch(Mark::Faces);
    Ok(())
}
