//! Leaving for good: asking for it, taking it back, and asking for it on behalf of somebody who wrote a mail (R128).

use base::Id;
use domain::activity::{Kind, Touches};
use domain::leaving::{Ask, Departure, Input, Leaving, Stay, Way};
use domain::person::Person;
use domain::problem::Fault;
use domain::{Problems, Rule, Verdict, Visible};
use store::session::Sitting;
use store::{Snapshot, Tx};

use crate::browser::Browser;
use crate::error::Found;
use crate::letter::Desk;
use crate::record::record;
use crate::session::{self, Proven};
use crate::{App, Caller, Error, Result};

/// How it stands with somebody's leaving.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Who.
    pub person: Visible<Person>,
    /// What was asked for, if they are about to leave.
    pub leaving: Option<Visible<Leaving>>,
    /// Why it cannot be asked for: the key of a sentence.
    pub not_now: Option<&'static str>,
    /// Whether it can be taken back.
    pub may_stay: bool,
}

/// How it stands with somebody's leaving.
///
/// # Errors
/// Neither theirs nor an admin's to know.
pub async fn look(app: &App, caller: Caller, person: Id<Person>) -> Result<Standing> {
    app.read(move |from| {
        let leaving = store::leaving::find(from, &caller.viewer, person)?;
        let departure = departure(from, caller.clone(), person, Way::WordsStay)?;
        Ok(Standing {
            person: store::person::find(from, &caller.viewer, person)?.found()?,
            not_now: match Ask::judge(&caller.viewer, &departure) {
                Verdict::Deny(why) => Some(why),
                Verdict::Allow | Verdict::SignIn => None,
            },
            may_stay: leaving
                .as_ref()
                .is_some_and(|leaving| Stay::allows(&caller.viewer, leaving)),
            leaving,
        })
    })
    .await
}

/// Whether the caller is about to leave.
///
/// # Errors
/// The store's.
pub async fn own(app: &App, caller: Caller) -> Result<Option<Visible<Leaving>>> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    app.read(move |from| Ok(store::leaving::find(from, &caller.viewer, me)?))
        .await
}

fn departure(
    from: &mut Snapshot<'_>,
    caller: Caller,
    person: Id<Person>,
    way: Way,
) -> Result<Visible<Departure>> {
    store::leaving::departure(from, &caller.viewer, person, way)?.found()
}

/// Asks to leave, a day from now.
///
/// # Errors
/// What is wrong with what was typed, or it cannot be now.
pub async fn ask(
    app: &App,
    caller: Caller,
    sitting: &Sitting,
    input: &Input,
    browser: &Browser,
) -> Result<()> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    let mut problems = Problems::default();
    let way = Way::parse(&input.way);
    if way.is_none() {
        problems.add("way", Fault::new("leaving.choose"));
    }
    if !input.names(&sitting.byline.handle) {
        problems.add("handle", Fault::new("leaving.handle-wrong"));
    }
    let way = problems.or(|| way)?;
    // Rights before expensive work (R84).
    let by = caller.clone();
    app.read(move |from| {
        let departure = departure(from, by.clone(), me, way)?;
        Ok(Ask::permit(&by.viewer, departure).map(|_| ())?)
    })
    .await?;
    session::check(app, sitting, "password", &input.password, browser).await?;
    let desk = Desk::of(app).await?;
    app.write(move |tx| note(tx, &desk, caller.clone(), me, way))
        .await
}

/// Has somebody leave who has asked for it by mail. Their words stay; they can take it back, too.
///
/// # Errors
/// Not an admin's to do, the handle is not theirs, or it cannot be now.
pub async fn ask_for(
    app: &App,
    caller: Caller,
    proven: Proven,
    person: Id<Person>,
    input: &Input,
) -> Result<()> {
    proven.by(&caller.viewer)?;
    let desk = Desk::of(app).await?;
    let input = input.clone();
    app.write(move |tx| {
        let them = store::person::find(tx, &caller.viewer, person)?.found()?;
        if !input.names(&them.handle) {
            return Err(Problems::one("handle", "leaving.handle-wrong").into());
        }
        note(tx, &desk, caller.clone(), person, Way::WordsStay)
    })
    .await
}

fn note(tx: &mut Tx<'_>, desk: &Desk, caller: Caller, person: Id<Person>, way: Way) -> Result<()> {
    let departure = departure(tx, caller.clone(), person, way)?;
    let permit = Ask::permit(&caller.viewer, departure)?;
    let due_at = store::leaving::ask(tx, &permit)?;
    let touches = about(caller.clone(), person);
    record(tx, caller.actor(), caller.door, Kind::LeavingAsked, touches)?;
    let credential = store::credential::find(tx, person)?.found()?;
    match &credential.email {
        Some(email) => desk.leaving(tx, email, &credential.name, due_at),
        None => Ok(()),
    }
}

/// Done to somebody, unless they do it themselves; whoever does it for them was asked to.
fn about(caller: Caller, person: Id<Person>) -> Touches {
    let to = Some(person).filter(|person| !caller.viewer.is(*person));
    Touches {
        to,
        asked_for: to.is_some(),
        ..Touches::default()
    }
}

/// Takes it back.
///
/// # Errors
/// Nobody is about to leave, it is being done, or it is not the caller's to take back.
pub async fn stay(app: &App, caller: Caller, person: Id<Person>) -> Result<()> {
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        let leaving = store::leaving::find(tx, &caller.viewer, person)?.found()?;
        let permit = Stay::permit(&caller.viewer, leaving)?;
        store::leaving::stay(tx, &permit)?;
        let touches = about(caller.clone(), person);
        record(tx, caller.actor(), caller.door, Kind::Stayed, touches)?;
        let credential = store::credential::find(tx, person)?.found()?;
        match &credential.email {
            Some(email) => desk.staying(tx, email, &credential.name),
            None => Ok(()),
        }
    })
    .await
}
