//! Deciding in a case: what happens to what it is about, what is done about the person concerned, how it ends.

use base::Id;
use domain::activity::{Kind, Touches};
use domain::article::TakeAway;
use domain::case::{self, Act, Agree, Case, Outcome, Reason, Step, Thing};
use domain::comment::{Delete, Restore};
use domain::conversation::{Conversation, Stage};
use domain::notification;
use domain::person::{Person, State, Suspend};
use domain::post::{BringBack, Withdraw};
use domain::problem::Fault;
use domain::spam::Verdict;
use domain::{Permit, Problems, Rule, Viewer};
use serde::Deserialize;
use store::Tx;
use store::measure::Ground;

use super::outside;
use crate::error::Found;
use crate::letter::Desk;
use crate::record::record;
use crate::{App, Caller, Error, Result, hold, measure};

/// What happens to what a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A comment is hidden, so that its author may mend it.
    Hide,
    /// It is taken away.
    Remove,
    /// It is brought back.
    Show,
}

impl Fate {
    /// As forms name it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "hide" => Some(Self::Hide),
            "remove" => Some(Self::Remove),
            "show" => Some(Self::Show),
            _ => None,
        }
    }
}

/// What somebody who decides types.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct StepInput {
    /// One of [`Step`].
    #[serde(default)]
    pub step: String,
    /// One of [`Reason`].
    #[serde(default)]
    pub reason: String,
    /// To the person concerned.
    #[serde(default)]
    pub words: String,
}

impl StepInput {
    fn parse(&self) -> std::result::Result<(Step, Reason, String), Problems> {
        let mut problems = Problems::default();
        let step = Step::parse(&self.step).ok_or(Fault::new("case.step-missing"));
        let step = problems.take("step", step);
        let reason = problems.take("reason", case::parse_reason(&self.reason));
        let words = problems.take("words", case::parse_words(&self.words));
        if words.as_ref().is_some_and(String::is_empty) {
            problems.add("words", Fault::new("case.words-missing"));
        }
        problems.or(|| Some((step?, reason?, words?)))
    }
}

fn acting(tx: &mut Tx<'_>, caller: &Caller, id: Id<Case>) -> Result<Permit<Act>> {
    let case = store::case::find(tx, &caller.viewer, id)?.found()?;
    Ok(Act::permit(&caller.viewer, case)?)
}

fn touches(case: &Case) -> Touches {
    Touches {
        to: case.person.as_ref().map(|person| person.id),
        conversation: case.conversation,
        comment: match case.thing {
            Thing::Comment(id) => Some(id),
            Thing::Conversation(_) | Thing::Person(_) => None,
        },
        ..Touches::default()
    }
}

/// Hides, takes away or brings back what the case is about.
///
/// # Errors
/// Not to be decided by the caller, or it cannot be done to this.
pub async fn settle(app: &App, caller: Caller, id: Id<Case>, fate: Fate) -> Result<()> {
    app.write(move |tx| {
        let permit = acting(tx, &caller, id)?;
        let viewer = &caller.viewer;
        let kind = match (permit.thing, fate) {
            (Thing::Comment(_), Fate::Hide) => {
                if !store::case::hide(tx, &permit)? {
                    return Err(Error::Conflict("case.not-there"));
                }
                Kind::CommentHidden
            }
            (Thing::Comment(comment), fate) => {
                let comment = store::comment::find(tx, viewer, comment)?.found()?;
                let comment = comment.part(|placed| placed.comment);
                if fate == Fate::Remove {
                    store::comment::delete(tx, &Delete::permit(viewer, comment)?)?;
                    Kind::CommentDeleted
                } else {
                    store::comment::restore(tx, &Restore::permit(viewer, comment)?)?;
                    Kind::CommentRestored
                }
            }
            (Thing::Conversation(id), Fate::Remove | Fate::Show) => {
                anchor(tx, viewer, id, fate)?;
                match fate {
                    Fate::Show => Kind::Published,
                    Fate::Hide | Fate::Remove => Kind::Withdrawn,
                }
            }
            (Thing::Conversation(_) | Thing::Person(_), _) => {
                return Err(Error::Forbidden("case.cannot"));
            }
        };
        learn(tx, &permit, fate)?;
        let touches = touches(&permit);
        let done = record(tx, caller.actor(), caller.door, kind, touches)?;
        if fate != Fate::Show {
            let ground = Ground {
                case: Some(id),
                reason: Some(permit.reason),
                ..Ground::default()
            };
            store::measure::explain(tx, measure::of(done), &ground)?;
        }
        Ok(())
    })
    .await
}

/// Takes away or brings back what a conversation is under: an article, or what a member opened.
fn anchor(tx: &mut Tx<'_>, viewer: &Viewer, id: Id<Conversation>, fate: Fate) -> Result<()> {
    let away = fate != Fate::Show;
    if let Some(article) = store::article::find(tx, viewer, id.cast())? {
        if (article.line.stage == Stage::Removed) == away {
            return Err(Error::Conflict("case.not-there"));
        }
        let permit = TakeAway::permit(viewer, article)?;
        return Ok(store::article::take_away(tx, &permit, away)?);
    }
    let post = store::post::find(tx, viewer, id)?.found()?;
    if away {
        store::post::withdraw(tx, &Withdraw::permit(viewer, post)?)?;
    } else {
        store::post::bring_back(tx, &BringBack::permit(viewer, post)?)?;
    }
    Ok(())
}

/// What was taken away as advertising is learnt from, and unlearnt if it comes back.
fn learn(tx: &mut Tx<'_>, permit: &Permit<Act>, fate: Fate) -> Result<()> {
    let is_spam = permit.reason == Reason::Spam;
    match (permit.thing, fate) {
        (Thing::Comment(id), Fate::Remove) if is_spam => hold::learn(tx, id, Verdict::Spam),
        (Thing::Conversation(id), Fate::Remove) if is_spam => {
            hold::learn_post(tx, id, Verdict::Spam)
        }
        (Thing::Comment(id), Fate::Show) => Ok(store::spam::acquit(tx, id.raw())?),
        (Thing::Conversation(id), Fate::Show) => Ok(store::spam::acquit(tx, id.raw())?),
        (Thing::Comment(_) | Thing::Conversation(_) | Thing::Person(_), _) => Ok(()),
    }
}

/// Opens a case about somebody whom nobody has reported, or finds the one that is open: whoever wants to have them shut out needs
/// a second one to agree.
///
/// # Errors
/// Not a moderator, or not above them.
pub async fn open_about(app: &App, caller: Caller, person: Id<Person>) -> Result<Id<Case>> {
    app.write(move |tx| {
        let found = store::person::find(tx, &caller.viewer, person)?.found()?;
        let permit = Suspend::permit(&caller.viewer, found)?;
        let (case, new) = store::case::open(tx, &permit)?;
        if new {
            let kind = Kind::CaseOpened;
            record(tx, caller.actor(), caller.door, kind, Touches::default())?;
        }
        Ok(case)
    })
    .await
}

/// Takes a step toward the person concerned. Shutting out is only proposed: somebody else has to agree.
///
/// # Errors
/// Not to be decided by the caller, nobody with an account is concerned, or something is wrong with a field.
pub async fn step(app: &App, caller: Caller, id: Id<Case>, input: &StepInput) -> Result<()> {
    let (step, reason, words) = input.parse()?;
    app.write(move |tx| {
        let permit = acting(tx, &caller, id)?;
        let person = permit.person.as_ref().map(|person| person.id);
        let person = person.ok_or(Error::Forbidden("case.nobody"))?;
        let person = store::person::find(tx, &caller.viewer, person)?.found()?;
        if person.state == State::Gone {
            return Err(Error::Forbidden("leaving.gone"));
        }
        let touches = touches(&permit);
        let (kind, until) = match (step, step.silence()) {
            (Step::Removal, _) => {
                store::case::propose(tx, &permit, reason, &words)?;
                let kind = Kind::RemovalProposed;
                record(tx, caller.actor(), caller.door, kind, touches)?;
                return Ok(());
            }
            (_, Some(span)) => {
                let until = tx.now().after(span);
                (
                    Kind::Silenced,
                    Some(store::case::silence(tx, &permit, until)?),
                )
            }
            (_, None) => (Kind::Noticed, None),
        };
        let done = record(tx, caller.actor(), caller.door, kind, touches)?;
        let ground = Ground {
            case: Some(id),
            proposed_by: None,
            step: Some(step),
            until,
            reason: Some(reason),
            words: words.clone(),
        };
        Ok(store::measure::explain(tx, measure::of(done), &ground)?)
    })
    .await
}

/// Agrees that the person concerned is shut out, which they are from then on.
///
/// # Errors
/// Not to be decided by the caller, or by the caller alone.
pub async fn agree(app: &App, caller: Caller, id: Id<Case>) -> Result<()> {
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        let case = store::case::find(tx, &caller.viewer, id)?.found()?;
        let (reason, words) = store::case::proposal(tx, &case)?.unwrap_or_default();
        let permit = Agree::permit(&caller.viewer, case)?;
        let person = permit.person.as_ref().map(|person| person.id).found()?;
        let person = store::person::find(tx, &caller.viewer, person)?.found()?;
        let suspend = Suspend::permit(&caller.viewer, person)?;
        if !store::person::suspend(tx, &suspend)? {
            return Err(Error::Forbidden("person.no-member"));
        }
        store::case::unpropose(tx, &permit)?;
        let touches = touches(&permit);
        let done = record(tx, caller.actor(), caller.door, Kind::Suspended, touches)?;
        let ground = Ground {
            case: Some(id),
            proposed_by: permit.proposed_by.as_ref().map(|by| by.id),
            step: Some(Step::Removal),
            until: None,
            reason,
            words,
        };
        store::measure::explain(tx, measure::of(done), &ground)?;
        outside::tell(tx, &desk, suspend.id, reason, &ground.words)
    })
    .await
}

/// Closes a case, and tells those who have reported it what came of it.
///
/// # Errors
/// Not to be decided by the caller.
pub async fn close(app: &App, caller: Caller, id: Id<Case>, outcome: Outcome) -> Result<()> {
    app.write(move |tx| {
        let permit = acting(tx, &caller, id)?;
        let reporters = store::case::close(tx, &permit, outcome)?;
        let touches = Touches::default();
        record(tx, caller.actor(), caller.door, Kind::CaseClosed, touches)?;
        let once = format!("case {id}");
        for reporter in reporters {
            if caller.viewer.person() != Some(reporter) {
                measure::tell(tx, reporter, notification::Reason::Report, &once)?;
            }
        }
        Ok(())
    })
    .await
}
