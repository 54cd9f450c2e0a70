//! Who is told of what: one notification for each cause and member, for the strongest of the reasons.
//!
//! What is said to somebody is written with it. Where very many want to know, a job writes the rest, a bounded piece at a time
//! (R92). Nobody is told of what they may not see, neither now nor when they look (R25).

use std::collections::HashSet;

use base::Id;
use domain::activity::{Activity, Actor, Kind};
use domain::conversation::{Conversation, Stage, is_open_to};
use domain::following::Level;
use domain::notification::Reason;
use domain::person::Person;
use store::notification::{self, Fresh, Ground, Listener};
use store::{Snapshot, Tx};

use crate::{App, Result};

/// So many are told at once; if there are more, a job tells them.
const AT_ONCE: i64 = 20;
/// So many a job tells in one transaction.
const PIECE: i64 = 200;
/// So many are called by name in one text, at most (SECURITY 4.3).
const NAMED: usize = 10;

/// Something to be told of.
pub(crate) struct Cause {
    ground: Ground,
    activity: Activity,
    /// Who did it.
    actor: Actor,
    /// Its name, the same whenever it is told.
    once: String,
    html: String,
    /// Who is answered.
    answered: Option<Id<Person>>,
    is_answer: bool,
}

/// Those who want to know, in the order of their ids.
type Audience =
    fn(&mut Snapshot<'_>, Id<Conversation>, Actor, i64, i64) -> store::Result<Vec<Listener>>;

impl Cause {
    /// Of something that was said; none if it cannot be read.
    fn said(from: &mut Snapshot<'_>, activity: &Activity) -> Result<Option<Self>> {
        let (Some(conversation), Some(comment)) =
            (activity.touches.conversation, activity.touches.comment)
        else {
            return Ok(None);
        };
        let Some(ground) = notification::ground(from, conversation, false)? else {
            return Ok(None);
        };
        let Some(said) = notification::said(from, comment)? else {
            return Ok(None);
        };
        if ground.stage != Stage::Published || said.state != domain::comment::State::Visible {
            return Ok(None);
        }
        // What a moderator lets through was said by somebody else.
        let actor = match (said.person_id, said.guest_id, activity.actor) {
            (Some(id), _, Actor::Person { id: own, .. }) if id == own => activity.actor,
            (Some(id), _, _) => Actor::Person {
                id,
                role: domain::Role::Member,
                origin: domain::Origin::Raised,
            },
            (None, Some(guest), _) => Actor::Guest(guest),
            (None, None, other) => other,
        };
        Ok(Some(Self {
            ground,
            activity: activity.clone(),
            actor,
            once: format!("said {comment}"),
            html: said.html,
            answered: said.answered,
            is_answer: said.is_answer,
        }))
    }

    /// Of a conversation that can be read from now on.
    fn begun(from: &mut Snapshot<'_>, activity: &Activity) -> Result<Option<Self>> {
        let Some(conversation) = activity.touches.conversation else {
            return Ok(None);
        };
        let Some(mut ground) = notification::ground(from, conversation, true)? else {
            return Ok(None);
        };
        if ground.stage != Stage::Published {
            return Ok(None);
        }
        let actor = match activity.actor {
            Actor::Person { id, .. } if id == ground.by_person => activity.actor,
            _ => Actor::Person {
                id: ground.by_person,
                role: domain::Role::Member,
                origin: domain::Origin::Raised,
            },
        };
        Ok(Some(Self {
            html: std::mem::take(&mut ground.html),
            once: format!("begun {conversation}"),
            ground,
            activity: activity.clone(),
            actor,
            answered: None,
            is_answer: false,
        }))
    }

    fn of(from: &mut Snapshot<'_>, activity: &Activity) -> Result<Option<Self>> {
        match activity.touches.comment {
            Some(_) => Self::said(from, activity),
            None => Self::begun(from, activity),
        }
    }

    const fn is_said(&self) -> bool {
        self.activity.touches.comment.is_some()
    }

    fn fresh(&self, reason: Reason) -> Fresh<'_> {
        Fresh {
            reason,
            source: None,
            once: &self.once,
            conversation: Some(self.ground.id),
            group: None,
            comment: self.activity.touches.comment,
            actor: self.actor,
            at: self.activity.at,
        }
    }

    /// Tells one member for a reason of their own, if they want to know and may.
    fn tell_one(
        &self,
        tx: &mut Tx<'_>,
        told: &mut HashSet<Id<Person>>,
        to: Id<Person>,
        reason: Reason,
    ) -> Result<()> {
        if self.actor.person() == Some(to) || !told.insert(to) {
            return Ok(());
        }
        let Some(asked) = notification::asked(tx, to, self.ground.id, self.actor)? else {
            return Ok(());
        };
        let wants = match (reason, asked.level) {
            (_, Some(Level::Muted)) => false,
            // What one opened is watched, until one says otherwise.
            (Reason::Yours, level) => matches!(level, None | Some(Level::Watching)),
            _ => true,
        };
        if wants && !asked.muted && self.is_open_to(&asked.viewer) {
            notification::add(tx, to, &self.fresh(reason))?;
        }
        Ok(())
    }

    fn is_open_to(&self, viewer: &domain::Viewer) -> bool {
        let Ground {
            group_id,
            stage,
            visibility,
            by_person,
            ..
        } = self.ground;
        is_open_to(viewer, group_id, stage, visibility, by_person)
    }

    /// Those who are told because it is said to them.
    fn tell_personally(&self, tx: &mut Tx<'_>) -> Result<HashSet<Id<Person>>> {
        let mut told = HashSet::new();
        for handle in markup::mentioned(&self.html).into_iter().take(NAMED) {
            if let Some(person) = store::byline::find(tx, &handle)? {
                self.tell_one(tx, &mut told, person.id, Reason::Named)?;
            }
        }
        if self.is_said() {
            match (self.is_answer, self.answered) {
                (true, Some(author)) => {
                    self.tell_one(tx, &mut told, author, Reason::Answered)?;
                }
                (true, None) => {}
                (false, _) => self.tell_one(tx, &mut told, self.ground.by_person, Reason::Yours)?,
            }
        }
        Ok(told)
    }

    /// Those who want to know of it, by why they do.
    fn audiences(&self) -> &'static [(Reason, Audience)] {
        const SAID: &[(Reason, Audience)] = &[
            (Reason::Watched, notification::watching),
            (Reason::WatchedSource, notification::watching_source),
        ];
        const BEGUN: &[(Reason, Audience)] = &[(Reason::Began, notification::begun)];
        match self.is_said() {
            true => SAID,
            false => BEGUN,
        }
    }

    fn tell_listeners(
        &self,
        tx: &mut Tx<'_>,
        told: &HashSet<Id<Person>>,
        reason: Reason,
        listeners: &[Listener],
    ) -> Result<()> {
        for listener in listeners {
            if told.contains(&listener.person) || !self.is_open_to(&listener.viewer) {
                continue;
            }
            let fresh = Fresh {
                source: listener.source,
                ..self.fresh(reason)
            };
            notification::add(tx, listener.person, &fresh)?;
        }
        Ok(())
    }
}

/// Tells of something that was said or begun: those it is said to, and those who want to know, now or by a job.
pub(crate) fn tell(tx: &mut Tx<'_>, activity: &Activity) -> Result<()> {
    let Some(cause) = Cause::of(tx, activity)? else {
        return Ok(());
    };
    let told = cause.tell_personally(tx)?;
    for (reason, audience) in cause.audiences() {
        let some = audience(tx, cause.ground.id, cause.actor, 0, AT_ONCE + 1)?;
        if i64::try_from(some.len()).is_ok_and(|many| many <= AT_ONCE) {
            cause.tell_listeners(tx, &told, *reason, &some)?;
        } else {
            let work = domain::job::Work::Tell {
                activity: activity.id,
            };
            let (now, once) = (tx.now(), format!("tell {}", activity.id));
            return Ok(store::job::add(tx, &work, now, Some(&once))?);
        }
    }
    Ok(())
}

/// Tells those who are called by name in words that were changed, unless they know of them already.
pub(crate) fn tell_named(tx: &mut Tx<'_>, activity: &Activity) -> Result<()> {
    if let Some(cause) = Cause::of(tx, activity)? {
        let mut told = HashSet::new();
        for handle in markup::mentioned(&cause.html).into_iter().take(NAMED) {
            if let Some(person) = store::byline::find(tx, &handle)? {
                cause.tell_one(tx, &mut told, person.id, Reason::Named)?;
            }
        }
    }
    Ok(())
}

/// The job: tells all who want to know, a piece at a time. Whoever was told before is not told again.
pub(crate) async fn tell_all(app: &App, id: Id<Activity>) -> Result<()> {
    for number in 0.. {
        let mut after = 0;
        loop {
            let told = app
                .write(move |tx| {
                    let Some(activity) = store::activity::find(tx, id)? else {
                        return Ok(None);
                    };
                    let Some(cause) = Cause::of(tx, &activity)? else {
                        return Ok(None);
                    };
                    let Some((reason, audience)) = cause.audiences().get(number) else {
                        return Ok(None);
                    };
                    let some = audience(tx, cause.ground.id, cause.actor, after, PIECE)?;
                    cause.tell_listeners(tx, &HashSet::new(), *reason, &some)?;
                    Ok(Some(some.last().map(|last| last.person.raw())))
                })
                .await?;
            match told {
                None => return Ok(()),
                Some(None) => break,
                Some(Some(last)) => after = last,
            }
        }
    }
    Ok(())
}

/// Tells whoever something was done to.
pub(crate) fn tell_whom(tx: &mut Tx<'_>, activity: &Activity, reason: Reason) -> Result<()> {
    let (Some(to), Some(cause)) = (activity.touches.to, deed(tx, activity)?) else {
        return Ok(());
    };
    cause.tell_one(tx, &mut HashSet::new(), to, reason)
}

/// Takes that back, if it was not read yet.
pub(crate) fn take_back(tx: &mut Tx<'_>, activity: &Activity) -> Result<()> {
    if let (Some(to), Some(cause)) = (activity.touches.to, deed(tx, activity)?) {
        notification::take_back(tx, to, &cause.once)?;
    }
    Ok(())
}

/// Tells whoever proposed an idea, and those who support it, what becomes of it.
pub(crate) fn tell_decided(tx: &mut Tx<'_>, activity: &Activity) -> Result<()> {
    let Some(mut cause) = deed(tx, activity)? else {
        return Ok(());
    };
    cause.once = format!("decided {}", activity.id);
    let mut told = HashSet::new();
    cause.tell_one(tx, &mut told, cause.ground.by_person, Reason::Decided)?;
    let some = notification::supporters(tx, cause.ground.id, cause.actor, 0, 10 * PIECE)?;
    cause.tell_listeners(tx, &told, Reason::Decided, &some)
}

/// Something that was done to what somebody said or began.
fn deed(from: &mut Snapshot<'_>, activity: &Activity) -> Result<Option<Cause>> {
    let Some(conversation) = activity.touches.conversation else {
        return Ok(None);
    };
    let Some(ground) = notification::ground(from, conversation, false)? else {
        return Ok(None);
    };
    let doer = activity.actor.person().map_or(0, Id::raw);
    let what = match activity.kind {
        Kind::Thanked | Kind::Unthanked => "thanked",
        Kind::Reused | Kind::Unreused => "helped",
        Kind::Supported | Kind::Unsupported => "supported",
        Kind::Accepted => "accepted",
        other => other.as_str(),
    };
    let about = activity.touches.comment.map_or(conversation.raw(), Id::raw);
    let actor = match activity.kind {
        // Who keeps the peace is not told with what they did.
        Kind::CommentApproved | Kind::PostApproved => Actor::House,
        _ => activity.actor,
    };
    Ok(Some(Cause {
        ground,
        activity: activity.clone(),
        actor,
        once: format!("{what} {about} {doer}"),
        html: String::new(),
        answered: None,
        is_answer: false,
    }))
}
