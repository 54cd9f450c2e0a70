//! Appealing against a measure, answering that, and ending a silence early.

use base::Id;
use domain::activity::{Kind, Touches};
use domain::article::TakeAway;
use domain::case::{self, Thing};
use domain::comment::{self, Decide, Restore};
use domain::conversation::{Conversation, Stage};
use domain::measure::{self as noun, Answer, Dated, End, Measure, Object, Review};
use domain::notification::Reason;
use domain::person::Suspend;
use domain::post::BringBack;
use domain::problem::Fault;
use domain::{Problems, Rule, Viewer, Visible};
use serde::Deserialize;
use store::Tx;

use crate::error::Found;
use crate::letter::Desk;
use crate::record::record;
use crate::{App, Caller, Error, Result, measure};

fn dated(tx: &Tx<'_>, measure: Visible<Measure>) -> Visible<Dated> {
    let now = tx.now();
    measure.part(|measure| Dated { measure, now })
}

fn touches(measure: &Measure) -> Touches {
    Touches {
        to: measure.person.as_ref().map(|person| person.id),
        ..Touches::default()
    }
}

/// The words of an appeal.
pub(super) fn parse(words: &str) -> std::result::Result<String, Problems> {
    let mut problems = Problems::default();
    let words = problems.take("words", case::parse_words(words));
    if words.as_ref().is_some_and(String::is_empty) {
        problems.add("words", Fault::new("appeal.words-missing"));
    }
    problems.or(|| words)
}

/// Appeals against a measure, once.
///
/// # Errors
/// Not theirs, too late, done before, or no words.
pub async fn appeal(app: &App, caller: Caller, id: Id<Measure>, words: &str) -> Result<()> {
    let words = parse(words)?;
    app.write(move |tx| {
        let found = store::measure::find(tx, &caller.viewer, id)?.found()?;
        let permit = Object::permit(&caller.viewer, dated(tx, found))?;
        store::measure::appeal(tx, &permit, &words)?;
        let touches = Touches::default();
        record(tx, caller.actor(), caller.door, Kind::Appealed, touches)?;
        Ok(())
    })
    .await
}

/// What somebody who answers an appeal types.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct AnswerInput {
    /// One of [`Answer`].
    #[serde(default)]
    pub answer: String,
    /// To the person concerned.
    #[serde(default)]
    pub words: String,
}

/// Answers an appeal; if it is granted, takes the measure back.
///
/// # Errors
/// Not to be decided by the caller, or something is wrong with a field.
pub async fn answer(app: &App, caller: Caller, id: Id<Measure>, input: &AnswerInput) -> Result<()> {
    let mut problems = Problems::default();
    let answer = Answer::parse(&input.answer).ok_or(Fault::new("error.choice"));
    let answer = problems.take("answer", answer);
    let words = problems.take("words", case::parse_words(&input.words));
    if words.as_ref().is_some_and(String::is_empty) {
        problems.add("words", Fault::new("case.words-missing"));
    }
    let (answer, words) = problems.or(|| Some((answer?, words?)))?;
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        let found = store::measure::find(tx, &caller.viewer, id)?.found()?;
        let permit = Review::permit(&caller.viewer, found)?;
        store::measure::answer(tx, &permit, answer, &words)?;
        if answer == Answer::Granted {
            take_back(tx, &caller, permit.subject())?;
        }
        let kind = Kind::AppealAnswered;
        record(tx, caller.actor(), caller.door, kind, touches(&permit))?;
        if let Some(person) = &permit.person {
            measure::tell(tx, person.id, Reason::Appeal, &format!("appeal {id}"))?;
            if permit.kind == noun::Kind::Suspended {
                // They could not sign in to read it.
                let credential = store::credential::find(tx, person.id)?.found()?;
                if let Some(email) = &credential.email {
                    desk.appeal_answered(tx, email, &credential.name, answer, &words)?;
                }
            }
        }
        Ok(())
    })
    .await
}

/// Undoes what a measure has done, as far as it is still so.
fn take_back(tx: &mut Tx<'_>, caller: &Caller, found: &Visible<Measure>) -> Result<()> {
    let viewer = &caller.viewer;
    let kind = match found.kind {
        noun::Kind::Silenced => {
            let dated = dated(tx, found.clone());
            let Ok(permit) = End::permit(viewer, dated) else {
                return Ok(()); // It is over.
            };
            store::case::unsilence(tx, &permit)?;
            Kind::Unsilenced
        }
        noun::Kind::Suspended => {
            let person = found.person.as_ref().map(|person| person.id).found()?;
            let person = store::person::find(tx, viewer, person)?.found()?;
            let permit = Suspend::permit(viewer, person)?;
            if !store::person::reinstate(tx, &permit)? {
                return Ok(());
            }
            Kind::Reinstated
        }
        noun::Kind::Hidden | noun::Kind::Removed | noun::Kind::TurnedAway => {
            let touches = match store::measure::thing(tx, found)? {
                Some(Thing::Comment(id)) => {
                    let Some(placed) = store::comment::find(tx, viewer, id)? else {
                        return Ok(());
                    };
                    let conversation = placed.comment.conversation;
                    let comment = placed.part(|placed| placed.comment);
                    store::spam::acquit(tx, id.raw())?;
                    if comment.state == comment::State::Rejected {
                        let permit = Decide::permit(viewer, comment)?;
                        store::comment::decide(tx, &permit, true)?;
                        let touches = Touches {
                            conversation: Some(conversation),
                            comment: Some(id),
                            ..touches(found)
                        };
                        let kind = Kind::CommentApproved;
                        record(tx, caller.actor(), caller.door, kind, touches)?;
                        return Ok(());
                    }
                    let Ok(permit) = Restore::permit(viewer, comment) else {
                        return Ok(()); // It is there, or its text is gone.
                    };
                    store::comment::restore(tx, &permit)?;
                    let touches = Touches {
                        conversation: Some(conversation),
                        comment: Some(id),
                        ..touches(found)
                    };
                    record(
                        tx,
                        caller.actor(),
                        caller.door,
                        Kind::CommentRestored,
                        touches,
                    )?;
                    return Ok(());
                }
                Some(Thing::Conversation(id)) => {
                    store::spam::acquit(tx, id.raw())?;
                    if !bring_back(tx, viewer, id)? {
                        return Ok(());
                    }
                    Touches {
                        conversation: Some(id),
                        ..touches(found)
                    }
                }
                Some(Thing::Person(_)) | None => return Ok(()),
            };
            record(tx, caller.actor(), caller.door, Kind::Published, touches)?;
            return Ok(());
        }
        _ => return Ok(()),
    };
    record(tx, caller.actor(), caller.door, kind, touches(found))?;
    Ok(())
}

/// Brings an article, or what a member opened, back. `false` if it is there, or nobody may.
fn bring_back(tx: &mut Tx<'_>, viewer: &Viewer, id: Id<Conversation>) -> Result<bool> {
    if let Some(article) = store::article::find(tx, viewer, id.cast())? {
        if article.line.stage != Stage::Removed {
            return Ok(false);
        }
        let permit = TakeAway::permit(viewer, article)?;
        store::article::take_away(tx, &permit, false)?;
        return Ok(true);
    }
    let Some(post) = store::post::find(tx, viewer, id)? else {
        return Ok(false);
    };
    let Ok(permit) = BringBack::permit(viewer, post) else {
        return Ok(false);
    };
    store::post::bring_back(tx, &permit)?;
    Ok(true)
}

/// Ends a silence before its time.
///
/// # Errors
/// Not to be decided by the caller, or it is over.
pub async fn end_silence(app: &App, caller: Caller, id: Id<Measure>) -> Result<Id<case::Case>> {
    app.write(move |tx| {
        let found = store::measure::find(tx, &caller.viewer, id)?.found()?;
        let touches = touches(&found);
        let case = found.case;
        let permit = End::permit(&caller.viewer, dated(tx, found))?;
        store::case::unsilence(tx, &permit)?;
        record(tx, caller.actor(), caller.door, Kind::Unsilenced, touches)?;
        case.ok_or(Error::NotFound)
    })
    .await
}
