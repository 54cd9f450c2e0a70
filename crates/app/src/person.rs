//! People: their pages, what they show of themselves, and adding somebody from the command line.

use base::Id;
use domain::account::{self, Account};
use domain::activity::{Actor, Door, Kind, Touches};
use domain::article::Format;
use domain::person::{EditProfile, JoinInput, Person, ProfileInput, State};
use domain::{Origin, Problems, Role, Rule, Visible};
use store::Tx;
use store::person::Fresh;

use crate::error::Found;
use crate::record::record;
use crate::text::{self, Place};
use crate::{App, Caller, Result, join, password};

/// People on one page of the list.
pub const PAGE: i64 = 60;

/// A person's page.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Who.
    pub person: Visible<Person>,
    /// Where else they are found.
    pub accounts: Vec<Account>,
    /// How often they were thanked.
    pub thanked: i64,
    /// Whether the caller may change it.
    pub may_edit: bool,
}

/// The page of a handle, however it is written; the page's own address is that of `person.handle`.
///
/// # Errors
/// Nobody of that name for this caller.
pub async fn show(app: &App, caller: Caller, handle: &str) -> Result<Profile> {
    let handle = handle.to_owned();
    app.read(move |from| {
        let person = store::person::by_handle(from, &caller.viewer, &handle)?.found()?;
        Ok(Profile {
            accounts: store::account::of(from, &person)?,
            thanked: store::thanks::received(from, &caller.viewer, person.id)?,
            may_edit: EditProfile::allows(&caller.viewer, &person),
            person,
        })
    })
    .await
}

/// Members and imported authors, those who came last first, and how many members there are.
///
/// # Errors
/// The site is not for this caller.
pub async fn list(
    app: &App,
    caller: Caller,
    after: Option<Id<Person>>,
) -> Result<(Vec<Visible<Person>>, i64)> {
    app.read(move |from| {
        store::group::root(from, &caller.viewer)?.found()?;
        let people = store::person::list(from, &caller.viewer, after, PAGE)?;
        Ok((people, store::person::count(from)?))
    })
    .await
}

/// A profile as its form shows it.
///
/// # Errors
/// No such person, or not the caller's to change.
pub async fn open(app: &App, caller: Caller, id: Id<Person>) -> Result<ProfileInput> {
    app.read(move |from| {
        let person = store::person::find(from, &caller.viewer, id)?.found()?;
        let permit = EditProfile::permit(&caller.viewer, person)?;
        let accounts = store::account::of(from, permit.subject())?;
        Ok(ProfileInput {
            name: permit.name.clone(),
            bio: permit.bio.clone(),
            accounts: account::to_lines(&accounts),
        })
    })
    .await
}

/// Changes what somebody shows of themselves. Returns the handle, under which their page is.
///
/// # Errors
/// No such person, not the caller's to change, or something is wrong with a field.
pub async fn edit(
    app: &App,
    caller: Caller,
    id: Id<Person>,
    input: &ProfileInput,
) -> Result<String> {
    let draft = input.parse()?;
    // Rights before expensive work (R84).
    open(app, caller.clone(), id).await?;
    let rendered = text::render(
        app,
        &caller.viewer,
        &draft.bio,
        Format::Markdown,
        Place::Bio,
        &id.to_string(),
    )
    .await?;
    app.write(move |tx| {
        let person = store::person::find(tx, &caller.viewer, id)?.found()?;
        let permit = EditProfile::permit(&caller.viewer, person)?;
        store::person::edit(tx, &permit, &draft, &rendered.html)?;
        if !caller.viewer.is(id) {
            let touches = Touches {
                to: Some(id),
                ..Touches::default()
            };
            record(tx, caller.actor(), caller.door, Kind::Described, touches)?;
        }
        Ok(permit.handle.clone())
    })
    .await
}

/// Somebody to be added by the operator.
#[derive(Clone, Debug)]
pub struct AddInput {
    /// The short name.
    pub handle: String,
    /// The name they go by; the handle if empty.
    pub name: String,
    /// Their address, which is taken for confirmed.
    pub email: String,
    /// Their password.
    pub password: String,
    /// Their role, which comes from outside unless it is that of a member.
    pub role: Role,
}

/// Adds a member at once, for whoever sits at the console.
///
/// # Errors
/// Something is wrong with a field, or the handle or address is taken.
pub async fn add(app: &App, input: &AddInput) -> Result<Id<Person>> {
    let site = app.site().await?;
    let name = if input.name.is_empty() {
        &input.handle
    } else {
        &input.name
    };
    let form = JoinInput {
        name: name.clone(),
        handle: input.handle.clone(),
        email: input.email.clone(),
        password: input.password.clone(),
        answer: String::new(),
    };
    let draft = join::parse(&form, &site, false, input.role)?;
    let hash = password::hash(app, &input.password).await?;
    let role = input.role;
    app.write(move |tx| {
        let made_at = tx.now();
        let fresh = Fresh {
            handle: draft.handle.clone(),
            name: draft.name.clone(),
            state: State::Active,
            role,
            origin: brought(role),
            email: Some(draft.email.clone()),
            wanted: None,
            password: Some(hash.clone()),
            application: String::new(),
            invited_by: None,
            made_at,
        };
        arrive(tx, &fresh, Door::Command)
    })
    .await
}

/// Where a role comes from that somebody has from their first moment on.
const fn brought(role: Role) -> Origin {
    match role {
        Role::Member => Origin::Raised,
        Role::Steward | Role::Moderator | Role::Admin | Role::Owner => Origin::Outside,
    }
}

/// Adds somebody whose handle and address must be free, and records that they came and in which office.
pub(crate) fn arrive(tx: &mut Tx<'_>, fresh: &Fresh, door: Door) -> Result<Id<Person>> {
    if store::person::holder(tx, &fresh.handle)?.is_some() {
        return Err(Problems::one("handle", "person.handle-taken").into());
    }
    if let Some(email) = &fresh.email
        && store::credential::holder(tx, email)?.is_some()
    {
        return Err(Problems::one("email", "email.known").into());
    }
    let id = store::person::insert(tx, fresh)?;
    let actor = Actor::Person {
        id,
        role: fresh.role,
        origin: fresh.origin,
    };
    record(tx, actor, door, Kind::Joined, Touches::default())?;
    if fresh.role > Role::Member {
        let touches = Touches {
            to: Some(id),
            ..Touches::default()
        };
        record(tx, Actor::House, door, Kind::Appointed, touches)?;
    }
    Ok(id)
}
