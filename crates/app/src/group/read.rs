//! Reading groups.

use base::{Id, Moment};
use domain::group::{
    Ask, Bring, Candidate, Enter, Found, Founding, Group, Input, Invitee, Leave, Line, Member,
    Office, PAGE, Roll, Shut, Tend,
};
use domain::person::Person;
use domain::post::Open;
use domain::{Rule, Visible};
use store::Snapshot;
use store::group::{At, Which};

use crate::error::Found as _;
use crate::{App, Caller, Result};

fn at(from: &mut Snapshot<'_>, caller: &Caller, handle: &str) -> Result<Visible<Group>> {
    store::group::by_handle(from, &caller.viewer, handle)?.found()
}

/// Whether the caller may invite people into a group.
fn brings(caller: &Caller, group: &Visible<Group>) -> bool {
    let anybody = Candidate {
        group: (**group).clone(),
        person: Id::fixed(0),
        office: None,
    };
    Bring::allows(&caller.viewer, &anybody)
}

/// A page of a list of groups.
#[derive(Debug)]
pub struct Listing {
    /// The groups.
    pub lines: Vec<Visible<Line>>,
    /// Whether there are more.
    pub more: bool,
    /// Those that have invited the viewer.
    pub inviting: Vec<Visible<Line>>,
    /// Whether the viewer may found one.
    pub may_found: bool,
}

fn cut<T>(mut all: Vec<T>) -> (Vec<T>, bool) {
    let most = usize::try_from(PAGE).unwrap_or(0);
    let more = all.len() > most;
    all.truncate(most);
    (all, more)
}

/// Groups that the caller may know of.
///
/// # Errors
/// The store's.
pub async fn list(
    app: &App,
    caller: Caller,
    which: Which,
    after: Option<String>,
) -> Result<Listing> {
    app.read(move |from| {
        let viewer = &caller.viewer;
        let (lines, more) = cut(store::group::lines(from, viewer, which, after.as_deref())?);
        let inviting = match viewer.person() {
            Some(_) => store::group::lines(from, viewer, Which::Inviting, None)?,
            None => Vec::new(),
        };
        let founding = Founding {
            founders: store::site::load(from)?.founders,
            lately: 0,
        };
        Ok(Listing {
            lines,
            more,
            inviting,
            may_found: Found::allows(viewer, &founding),
        })
    })
    .await
}

/// A group with what its front says to a viewer.
#[derive(Debug)]
pub struct Front {
    /// The group.
    pub group: Visible<Group>,
    /// Whether the viewer may read what it says.
    pub reads: bool,
    /// Whether they are in it.
    pub is_member: bool,
    /// Whether they look after it.
    pub tends: bool,
    /// What they can do at its door.
    pub enters: bool,
    /// Whether they can ask to be let in.
    pub asks: bool,
    /// Whether they may open a conversation there.
    pub opens: bool,
    /// Whether they may invite.
    pub brings: bool,
    /// How many are in it, for whoever may read there.
    pub members: Option<i64>,
    /// Its stewards and the first of its members, for whoever may read there.
    pub some: Vec<Member>,
    /// How many ask to come in, for whoever looks after it.
    pub asking: i64,
}

/// A group's front.
///
/// # Errors
/// Not there for the caller.
pub async fn front(app: &App, caller: Caller, handle: &str) -> Result<Front> {
    let handle = handle.to_owned();
    app.read(move |from| {
        let viewer = &caller.viewer;
        let group = at(from, &caller, &handle)?;
        let roll = Roll::permit(viewer, group.clone()).ok();
        let some = match &roll {
            Some(roll) => store::group::members(from, roll, None)?,
            None => Vec::new(),
        };
        let members = match &roll {
            Some(roll) => Some(store::group::count(from, roll)?),
            None => None,
        };
        let asking = match Tend::permit(viewer, group.clone()) {
            Ok(tend) => {
                let asking = store::group::at(from, &tend, At::Asking)?.len();
                i64::try_from(asking).unwrap_or(i64::MAX)
            }
            Err(_) => 0,
        };
        Ok(Front {
            reads: roll.is_some(),
            is_member: viewer.belongs_to(group.id),
            tends: Tend::allows(viewer, &group),
            enters: Enter::allows(viewer, &group),
            asks: Ask::allows(viewer, &group),
            opens: Open::allows(viewer, &group),
            brings: brings(&caller, &group),
            members,
            some,
            asking,
            group,
        })
    })
    .await
}

/// A page of a group's members.
#[derive(Debug)]
pub struct Rolled {
    /// The group.
    pub group: Visible<Group>,
    /// Its members.
    pub members: Vec<Member>,
    /// Whether there are more.
    pub more: bool,
    /// Whether the viewer looks after it.
    pub tends: bool,
    /// Whether they may leave it.
    pub leaves: bool,
    /// Whether they may invite.
    pub brings: bool,
}

/// Who is in a group.
///
/// # Errors
/// Not there for the caller, or not for them to know.
pub async fn members(
    app: &App,
    caller: Caller,
    handle: &str,
    after: Option<(Office, Moment, Id<Person>)>,
) -> Result<Rolled> {
    let handle = handle.to_owned();
    app.read(move |from| {
        let viewer = &caller.viewer;
        let group = at(from, &caller, &handle)?;
        let permit = Roll::permit(viewer, group.clone())?;
        let (members, more) = cut(store::group::members(from, &permit, after)?);
        Ok(Rolled {
            tends: Tend::allows(viewer, &group),
            leaves: Leave::allows(viewer, &group),
            brings: brings(&caller, &group),
            group,
            members,
            more,
        })
    })
    .await
}

/// Who is at a group's door.
#[derive(Debug)]
pub struct Door {
    /// The group.
    pub group: Visible<Group>,
    /// Those who ask to come in.
    pub asking: Vec<Invitee>,
    /// Those who are invited.
    pub invited: Vec<Invitee>,
    /// Whether the viewer may invite more.
    pub brings: bool,
}

impl Door {
    /// How many ask.
    #[must_use]
    pub fn asking_count(&self) -> i64 {
        i64::try_from(self.asking.len()).unwrap_or(i64::MAX)
    }
}

/// Who asks to come in, and who is invited.
///
/// # Errors
/// Not there for the caller, or not theirs to look after.
pub async fn door(app: &App, caller: Caller, handle: &str) -> Result<Door> {
    let handle = handle.to_owned();
    app.read(move |from| {
        let group = at(from, &caller, &handle)?;
        let permit = Tend::permit(&caller.viewer, group)?;
        Ok(Door {
            asking: store::group::at(from, &permit, At::Asking)?,
            invited: store::group::at(from, &permit, At::Invited)?,
            brings: brings(&caller, permit.subject()),
            group: permit.subject().clone(),
        })
    })
    .await
}

/// A group to be changed, with its form filled in, and whether the caller may close it.
///
/// # Errors
/// Not there for the caller, or not theirs to look after.
pub async fn editable(
    app: &App,
    caller: Caller,
    handle: &str,
) -> Result<(Visible<Group>, Input, bool)> {
    let handle = handle.to_owned();
    app.read(move |from| {
        let group = at(from, &caller, &handle)?;
        let permit = Tend::permit(&caller.viewer, group)?;
        let input = Input::of(&permit);
        let shuts = Shut::allows(&caller.viewer, &permit);
        Ok((permit.subject().clone(), input, shuts))
    })
    .await
}

/// The group of this handle, or the site's own if it is empty.
///
/// # Errors
/// Not there for the caller.
pub async fn named(app: &App, caller: Caller, handle: &str) -> Result<Visible<Group>> {
    let handle = handle.to_owned();
    app.read(move |from| find(from, &caller, &handle)).await
}

/// The same within a snapshot.
pub(crate) fn find(
    from: &mut Snapshot<'_>,
    caller: &Caller,
    handle: &str,
) -> Result<Visible<Group>> {
    if handle.is_empty() {
        return store::group::root(from, &caller.viewer)?.found();
    }
    at(from, caller, handle)
}
