//! Members as those who run the site see them: which office they hold, who is shut out.

use app::session::Proven;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::group::{Appoint, Appointment};
use domain::leaving::{Ask, Departure, Way};
use domain::person::{EditProfile, Person, State, Suspend, SuspendAlone};
use domain::search::Called;
use domain::{Role, Rule as _, Viewer, Visible};
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::path::Path;

/// Bytes of what is looked for.
const FIND_LIMIT: usize = 200;

/// Somebody, and what the viewer may do with where they stand.
struct Row {
    person: Visible<Person>,
    roles: Vec<Role>,
    may_suspend: bool,
    /// Whether nobody else has to agree.
    may_suspend_alone: bool,
    may_describe: bool,
    /// Whether they can be erased, should they have asked for it.
    may_erase: bool,
}

impl Row {
    fn new(viewer: &Viewer, person: Visible<Person>) -> Self {
        let change = |to| Appointment {
            person: person.id,
            from: person.role,
            to,
        };
        let allowed = |role: &Role| Appoint::allows(viewer, &change(*role));
        let roles: Vec<Role> = match person.state {
            State::Active if allowed(&person.role) => {
                Role::ALL.iter().copied().filter(allowed).collect()
            }
            State::Active
            | State::Unconfirmed
            | State::Applied
            | State::Suspended
            | State::Imported
            | State::Gone => Vec::new(),
        };
        let may_suspend = matches!(person.state, State::Active | State::Suspended)
            && Suspend::allows(viewer, &person);
        let may_suspend_alone = SuspendAlone::allows(viewer, &person);
        let may_describe = person.state == State::Imported && EditProfile::allows(viewer, &person);
        let departure = Departure {
            person: person.id,
            state: person.state,
            role: person.role,
            last_owner: false,
            under_way: false,
            way: Way::WordsStay,
        };
        let may_erase = !viewer.is(person.id) && Ask::allows(viewer, &departure);
        Self {
            may_erase,
            roles,
            may_suspend,
            may_suspend_alone,
            may_describe,
            person,
        }
    }

    fn is_suspended(&self) -> bool {
        self.person.state == State::Suspended
    }

    /// What stands beside the name: where somebody stands, and of members their office.
    fn badge(&self) -> String {
        match self.person.state {
            State::Active => format!("role.{}", self.person.role),
            State::Suspended => "admin.state-suspended".to_owned(),
            State::Imported => "person.imported".to_owned(),
            State::Gone => "person.gone".to_owned(),
            State::Applied => "person.applied".to_owned(),
            State::Unconfirmed => "person.unconfirmed".to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "admin/people.html")]
struct PeoplePage {
    frame: Frame,
    room: &'static str,
    rows: Vec<Row>,
    state: State,
    find: String,
    by_address: bool,
    next: Option<Id<Person>>,
}

impl PeoplePage {
    fn is_of(&self, state: &str) -> bool {
        !self.is_search() && self.state.as_str() == state
    }

    fn is_search(&self) -> bool {
        !self.find.is_empty()
    }
}

/// Who is looked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct PeopleQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    find: String,
    #[serde(default)]
    done: String,
}

/// A list by state, or those who are called like what is looked for.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<PeopleQuery>,
) -> Result<Response, PageError> {
    let (app, caller, viewer) = (desk.app(), desk.caller(), desk.viewer());
    let state = match State::parse(&query.state) {
        Some(state @ (State::Suspended | State::Imported)) => state,
        Some(State::Active | State::Applied | State::Unconfirmed | State::Gone) | None => {
            State::Active
        }
    };
    let find = base::clean::line(&query.find);
    let find = base::clean::clip(&find, FIND_LIMIT).to_owned();
    let after = query.after.parse().ok();
    let people = match (Called::parse(&find), find.is_empty()) {
        (Some(called), _) => app::standing::seek(app, caller, called, after).await?,
        (None, true) => app::standing::list(app, caller, state, after).await?,
        (None, false) => Vec::new(),
    };
    let full = i64::try_from(people.len()).is_ok_and(|count| count >= app::standing::PAGE);
    let notice = match query.done.as_str() {
        "appointed" => Some(desk.text("admin.appointed")),
        "suspended" => Some(desk.text("admin.was-suspended")),
        "reinstated" => Some(desk.text("admin.reinstated")),
        "described" => Some(desk.text("admin.described")),
        "leaving" => Some(desk.text("leaving.for-asked")),
        "staying" => Some(desk.text("leaving.for-stayed")),
        _ => None,
    };
    let page = PeoplePage {
        frame: Frame::new(&desk, desk.text("admin.members"), Section::Admin)
            .unlisted()
            .notice(notice),
        room: "people",
        next: people.last().filter(|_| full).map(|last| last.id),
        rows: people
            .into_iter()
            .map(|person| Row::new(&viewer, person))
            .collect(),
        state,
        find,
        by_address: viewer.is_at_least(Role::Admin),
    };
    frame::show(&desk, &page)
}

/// The role to be given.
#[derive(Debug, Deserialize)]
pub(crate) struct Office {
    #[serde(default)]
    role: String,
}

/// The page of somebody alone, after something was done.
pub(super) async fn alone(desk: &Desk, id: Id<Person>, done: &str) -> Result<Response, PageError> {
    let person = desk
        .read(move |from, viewer| app::Found::found(store::person::find(from, viewer, id)?))
        .await?;
    Ok(frame::go(&format!(
        "/admin/people?find=@{}&done={done}",
        person.handle
    )))
}

/// Gives somebody a role.
pub(crate) async fn appoint(
    desk: Desk,
    Path(id): Path<Id<Person>>,
    Form(form): Form<Office>,
) -> Result<Response, PageError> {
    let role = Role::parse(&form.role).ok_or(PageError::Malformed("error.choice"))?;
    let proven = Proven::of(desk.me()?, desk.now)?;
    app::standing::appoint(desk.app(), desk.caller(), proven, id, role).await?;
    alone(&desk, id, "appointed").await
}

/// Shuts somebody out.
pub(crate) async fn suspend(desk: Desk, Path(id): Path<Id<Person>>) -> Result<Response, PageError> {
    app::standing::suspend(desk.app(), desk.caller(), id).await?;
    alone(&desk, id, "suspended").await
}

/// Opens a case about somebody, where shutting them out is proposed.
pub(crate) async fn open_case(
    desk: Desk,
    Path(id): Path<Id<Person>>,
) -> Result<Response, PageError> {
    let case = app::case::open_about(desk.app(), desk.caller(), id).await?;
    Ok(frame::go(&format!("/moderation/cases/{case}#decide")))
}

/// Lets somebody back in.
pub(crate) async fn reinstate(
    desk: Desk,
    Path(id): Path<Id<Person>>,
) -> Result<Response, PageError> {
    app::standing::reinstate(desk.app(), desk.caller(), id).await?;
    alone(&desk, id, "reinstated").await
}
