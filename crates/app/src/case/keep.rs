//! Looking after cases, and reading what came of them.

use base::{Id, Moment};
use domain::activity::{Kind, Touches};
use domain::case::{Act, Agree, Case, Keep, Reason, Step, Thing};
use domain::group::Moderate;
use domain::measure::{Dated, End, Entry, Log, Measure, Object, PAGE, ReadLog, Review};
use domain::{Permit, Problems, Rule, Verdict, Visible, case};
use store::case::{Filed, Note, Own, Said, Which};
use store::{Snapshot, Tx};

use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Error, Result};

/// A list of cases, with how many there are of each kind.
#[derive(Debug)]
pub struct Rooms {
    /// The cases asked for.
    pub cases: Vec<Visible<Case>>,
    /// Appeals that nobody has answered.
    pub appeals: Vec<Visible<Measure>>,
    /// How many cases are open.
    pub open: i64,
}

fn staff(from: &mut Snapshot<'_>, caller: &Caller) -> Result<Permit<Moderate>> {
    let group = store::group::root(from, &caller.viewer)?.found()?;
    Ok(Moderate::permit(&caller.viewer, group)?)
}

/// Cases, and appeals that wait.
///
/// # Errors
/// Not a moderator.
pub async fn list(app: &App, caller: Caller, which: Which) -> Result<Rooms> {
    app.read(move |from| {
        let permit = staff(from, &caller)?;
        Ok(Rooms {
            cases: store::case::list(from, &permit, which)?,
            appeals: store::measure::appeals(from, &permit)?,
            open: store::case::count_open(from, &permit)?,
        })
    })
    .await
}

/// A case with all that belongs to it.
#[derive(Debug)]
pub struct File {
    /// The case.
    pub case: Visible<Case>,
    /// What it is about: the title of the conversation, or nothing if that is gone.
    pub title: String,
    /// The address of what it is about.
    pub path: String,
    /// What was said, of a case about a comment.
    pub said: Option<Said>,
    /// Whether a conversation that it is about was taken away.
    pub is_away: bool,
    /// What was reported.
    pub reports: Vec<Filed>,
    /// What was noted.
    pub notes: Vec<Note>,
    /// What was done in it, or toward the same person; and whether a silence can be ended, an appeal be answered.
    pub measures: Vec<(Visible<Measure>, bool, bool)>,
    /// Other cases about the same person.
    pub earlier: Vec<Visible<Case>>,
    /// With which step to begin.
    pub suggested: Step,
    /// Why somebody is to be shut out, if that is proposed.
    pub proposal: Option<(Option<Reason>, String)>,
    /// Whether the viewer may take it on and note something.
    pub may_keep: bool,
    /// Why the viewer may not decide; none if they may.
    pub hindrance: Option<&'static str>,
    /// Whether the viewer may agree to what is proposed.
    pub may_agree: bool,
}

/// A case.
///
/// # Errors
/// Not there for this viewer.
pub async fn file(app: &App, caller: Caller, id: Id<Case>) -> Result<File> {
    app.read(move |from| {
        let permit = staff(from, &caller)?;
        let viewer = &caller.viewer;
        let case = store::case::find(from, viewer, id)?.found()?;
        let (title, path, is_away) = place(from, &caller, &case)?;
        let now = from.now();
        let measures = store::measure::record_of(from, viewer, &case)?;
        let measures = measures.into_iter().map(|measure| {
            let dated = Dated {
                measure: (*measure).clone(),
                now,
            };
            let (ends, answers) = (
                End::allows(viewer, &dated),
                Review::allows(viewer, &measure),
            );
            (measure, ends, answers)
        });
        let measures = measures.collect();
        let strongest = match &case.person {
            Some(person) => store::measure::strongest(from, person.id)?,
            None => None,
        };
        Ok(File {
            title,
            path,
            is_away,
            said: store::case::words(from, &case)?,
            reports: store::case::reports(from, &case)?,
            notes: store::case::notes(from, &case)?,
            measures,
            earlier: match case.person {
                Some(_) => store::case::record_of(from, &permit, &case)?,
                None => Vec::new(),
            },
            suggested: Step::after(strongest),
            proposal: store::case::proposal(from, &case)?,
            may_keep: Keep::allows(viewer, &case),
            hindrance: match Act::verdict(viewer, &case) {
                Verdict::Allow => None,
                Verdict::SignIn => Some("error.sign-in"),
                Verdict::Deny(why) => Some(why),
            },
            may_agree: Agree::allows(viewer, &case),
            case,
        })
    })
    .await
}

/// The title and address of what a case is about, and whether it is a conversation that was taken away.
fn place(
    from: &mut Snapshot<'_>,
    caller: &Caller,
    case: &Visible<Case>,
) -> Result<(String, String, bool)> {
    let conversation = match case.conversation {
        Some(id) => store::conversation::find(from, &caller.viewer, id)?,
        None => None,
    };
    let (title, path) = conversation
        .as_ref()
        .map(|found| (found.title.clone(), found.path.clone()))
        .unwrap_or_default();
    let away = conversation
        .as_ref()
        .is_some_and(|found| found.stage == domain::conversation::Stage::Removed);
    Ok(match case.thing {
        Thing::Comment(id) => (title, format!("/comments/{id}"), false),
        Thing::Conversation(_) => (title, path, away),
        Thing::Person(_) => match &case.person {
            Some(person) => (person.name.clone(), format!("/@{}", person.handle), false),
            None => (String::new(), String::new(), false),
        },
    })
}

/// A case that the caller may look after.
pub(super) fn kept(tx: &mut Tx<'_>, caller: &Caller, id: Id<Case>) -> Result<Permit<Keep>> {
    let case = store::case::find(tx, &caller.viewer, id)?.found()?;
    Ok(Keep::permit(&caller.viewer, case)?)
}

/// Takes a case on, or lets it go.
///
/// # Errors
/// Not there for this viewer, or closed.
pub async fn take(app: &App, caller: Caller, id: Id<Case>, mine: bool) -> Result<()> {
    app.write(move |tx| {
        let permit = kept(tx, &caller, id)?;
        let kind = if mine {
            store::case::take(tx, &permit)?;
            Kind::CaseTaken
        } else {
            store::case::leave(tx, &permit)?;
            Kind::CaseLeft
        };
        record(tx, caller.actor(), caller.door, kind, Touches::default())?;
        Ok(())
    })
    .await
}

/// Notes something that only those who keep the peace read.
///
/// # Errors
/// Not there for this viewer, closed, or nothing was noted.
pub async fn note(app: &App, caller: Caller, id: Id<Case>, words: &str) -> Result<()> {
    let words = case::parse_words(words).map_err(|fault| {
        let mut problems = Problems::default();
        problems.add("note", fault);
        Error::from(problems)
    })?;
    if words.is_empty() {
        return Err(Problems::one("note", "case.note-empty").into());
    }
    app.write(move |tx| {
        let permit = kept(tx, &caller, id)?;
        store::case::note(tx, &permit, &words)?;
        let touches = Touches::default();
        record(tx, caller.actor(), caller.door, Kind::CaseNoted, touches)?;
        Ok(())
    })
    .await
}

/// Where somebody stands: what was done that concerns them, and what came of what they reported.
#[derive(Debug)]
pub struct Standing {
    /// What concerns them; and whether they may appeal.
    pub measures: Vec<(Visible<Measure>, bool)>,
    /// What they reported.
    pub reports: Vec<Own>,
    /// Of their reports that were looked at, those that were right.
    pub right: i64,
    /// All that were looked at.
    pub all: i64,
}

/// Where the caller stands. Nobody else sees it.
///
/// # Errors
/// Not signed in.
pub async fn standing(app: &App, caller: Caller) -> Result<Standing> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    app.read(move |from| {
        let now = from.now();
        let measures = store::measure::own(from, &caller.viewer)?;
        let (reports, right, all) = store::case::own(from, me)?;
        let measures = measures.into_iter().map(|measure| {
            let dated = Dated {
                measure: (*measure).clone(),
                now,
            };
            (measure, Object::allows(&caller.viewer, &dated))
        });
        Ok(Standing {
            measures: measures.collect(),
            reports,
            right,
            all,
        })
    })
    .await
}

/// The log, before a cursor; and whether there is more.
///
/// # Errors
/// Not for guests, as the site keeps it.
pub async fn log(
    app: &App,
    caller: Caller,
    before: Option<(Moment, Id<Measure>)>,
) -> Result<(Vec<Visible<Entry>>, bool)> {
    let site = app.site().await?;
    let (public, names) = (site.log_public, site.log_names);
    app.read(move |from| {
        let log = caller.viewer.see(Log { public }).found()?;
        let permit = ReadLog::permit(&caller.viewer, log)?;
        let mut entries = store::measure::log(from, &permit, names, before)?;
        let most = usize::try_from(PAGE).unwrap_or(0);
        let more = entries.len() > most;
        entries.truncate(most);
        Ok((entries, more))
    })
    .await
}
