//! Reporting something.

use std::time::Duration;

use base::Id;
use domain::activity::{Kind, Touches};
use domain::case::{self, Case, Report, ReportInput, Reported, Thing};
use domain::conversation::{Conversation, Stage};
use domain::{Permit, Rule, Visible, comment, person};
use store::case::Joined;
use store::{Snapshot, Tx};

use crate::error::Found;
use crate::record::record;
use crate::{App, Browser, Caller, Error, Result, limit};

/// Something that may be reported, and where it is.
#[derive(Debug)]
pub struct Reportable {
    /// Its title: the conversation's, or the person's name.
    pub title: String,
    /// Its address.
    pub path: String,
    /// What was said, of a comment.
    pub html: String,
    reported: Visible<Reported>,
    conversation: Option<Id<Conversation>>,
}

fn find(from: &mut Snapshot<'_>, caller: Caller, thing: Thing) -> Result<Reportable> {
    let viewer = &caller.viewer;
    Ok(match thing {
        Thing::Comment(id) => {
            let placed = store::comment::find(from, viewer, id)?.found()?;
            Reportable {
                title: placed.title.clone(),
                path: format!("/comments/{id}"),
                html: placed.comment.html.clone(),
                conversation: Some(placed.comment.conversation),
                reported: placed.part(|placed| Reported {
                    thing,
                    by: placed.comment.author.person().map(|byline| byline.id),
                    stands: placed.comment.state == comment::State::Visible,
                }),
            }
        }
        Thing::Conversation(id) => {
            let found = store::conversation::find(from, viewer, id)?.found()?;
            Reportable {
                title: found.title.clone(),
                path: found.path.clone(),
                html: String::new(),
                conversation: Some(id),
                reported: found.part(|found| Reported {
                    thing,
                    by: Some(found.by),
                    stands: found.stage == Stage::Published,
                }),
            }
        }
        Thing::Person(id) => {
            let found = store::person::find(from, viewer, id)?.found()?;
            Reportable {
                title: found.name.clone(),
                path: format!("/@{}", found.handle),
                html: String::new(),
                conversation: None,
                reported: found.part(|found| Reported {
                    thing,
                    by: Some(id),
                    stands: found.state == person::State::Active,
                }),
            }
        }
    })
}

/// What somebody is about to report.
///
/// # Errors
/// Not there for this viewer, their own, or gone.
pub async fn reportable(app: &App, caller: Caller, thing: Thing) -> Result<Reportable> {
    app.read(move |from| {
        let found = find(from, caller, thing)?;
        Report::permit(&caller.viewer, found.reported.clone())?;
        Ok(found)
    })
    .await
}

/// Reports something. Reporting the same again changes nothing, and is answered the same.
///
/// # Errors
/// Not there for this viewer, their own, or gone; something is wrong with a field; or too many for one day.
pub async fn report(
    app: &App,
    caller: Caller,
    browser: &Browser,
    thing: Thing,
    input: &ReportInput,
) -> Result<()> {
    reportable(app, caller, thing).await?;
    let draft = input.parse()?;
    if caller.viewer.person().is_none() {
        limit::report(app, browser)?;
    }
    let limits = app.keeps_limits();
    app.write(move |tx| {
        let found = find(tx, caller, thing)?;
        let conversation = found.conversation;
        let permit = Report::permit(&caller.viewer, found.reported)?;
        let settled = settled(tx, caller)?;
        if let (Some(me), true) = (caller.viewer.person(), limits) {
            let day = tx.now().before(Duration::from_hours(24));
            let most = if settled {
                case::DAILY
            } else {
                case::DAILY_AT_FIRST
            };
            if store::case::reports_in(tx, me, day)? >= most {
                return Err(Error::TooMany(3_600));
            }
        }
        let weight = case::weight(&caller.viewer, settled);
        let Joined::To(case) = store::case::join(tx, &permit, conversation, &draft, weight)? else {
            return Ok(());
        };
        let touches = Touches {
            conversation,
            comment: match thing {
                Thing::Comment(id) => Some(id),
                Thing::Conversation(_) | Thing::Person(_) => None,
            },
            ..Touches::default()
        };
        record(tx, caller.actor(), caller.door, Kind::Reported, touches)?;
        follow(tx, &permit, case)
    })
    .await
}

/// Whether somebody has been a member for a while and has said something that stands.
fn settled(from: &mut Snapshot<'_>, caller: Caller) -> Result<bool> {
    let Some(me) = caller.viewer.person() else {
        return Ok(false);
    };
    let since = from.now().before(case::SETTLED);
    Ok(store::person::is_settled(from, me, since)?)
}

/// What the report brings about by itself.
fn follow(_: &mut Tx<'_>, _: &Permit<Report>, _: Id<Case>) -> Result<()> {
    Ok(())
}
