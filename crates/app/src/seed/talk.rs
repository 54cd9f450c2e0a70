//! What is said under the articles of a made-up community, in the order in which it was said.

use std::time::Duration;

use base::{Id, Moment};
use domain::activity::{Actor, Kind, Touches};
use domain::comment::{Comment, State};
use domain::person::Person;
use store::comment::By;
use store::seed::Saying;

use super::Plan;
use super::crowd::{Crowd, Member};
use super::dice::{Dice, Of};
use super::pieces::Anchor;
use super::remarks::Remarks;
use super::row::Row;

/// How long after its beginning something may still be said in a conversation.
const LIVELY: Duration = Duration::from_hours(400 * 24);
/// How many of the last comments somebody may answer.
const IN_MIND: usize = 40;
/// How late a guest's comment must be to wait still.
const UNREAD: Duration = Duration::from_hours(10 * 24);

/// When something is said, and under which article.
pub(super) type Turn = (Moment, usize);

/// Shares the comments out over the articles, most to a few, and gives every one its moment.
pub(super) fn turns(plan: &Plan, anchors: &[Anchor], dice: &mut Dice) -> Vec<Turn> {
    let weights: Vec<u64> = anchors
        .iter()
        .map(|_| {
            let shift = dice.below(9);
            dice.between(1, 16) << shift
        })
        .collect();
    let whole = weights.iter().sum::<u64>().max(1);
    let mut turns = Vec::with_capacity(usize::try_from(plan.comments).unwrap_or(0));
    let mut before = 0;
    let mut shared = 0;
    for (place, (anchor, weight)) in anchors.iter().zip(&weights).enumerate() {
        before += weight;
        // What is due up to here: the remainders of a division never add up to a missing comment.
        let due = u128::from(plan.comments) * u128::from(before) / u128::from(whole);
        let due = u64::try_from(due).unwrap_or(0);
        let left = Duration::from_millis(
            u64::try_from(plan.until.ms().saturating_sub(anchor.at.ms())).unwrap_or(0),
        );
        for _ in shared..due {
            let after = dice.soon(LIVELY.min(left));
            turns.push((anchor.at.after(after), place));
        }
        shared = due;
    }
    turns.sort_unstable();
    // Each has a millisecond of its own, so that ids differ and sort as things were said.
    let mut last = Moment::from_ms(i64::MIN);
    for (at, _) in &mut turns {
        if *at <= last {
            *at = last.after(Duration::from_millis(1));
        }
        last = *at;
    }
    turns
}

/// A comment that can be answered.
#[derive(Clone, Copy, Debug)]
struct Hook {
    id: Id<Comment>,
    root: Id<Comment>,
    root_at: Moment,
    by: Option<Id<Person>>,
}

/// One conversation as it goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Thread {
    regulars: Vec<Member>,
    hooks: Vec<Hook>,
    /// Visible comments so far.
    pub(super) comments: i64,
    /// When the last visible one was said.
    pub(super) last_at: Option<Moment>,
}

/// Who speaks.
#[derive(Clone, Copy, Debug)]
struct Speaker {
    by: By,
    actor: Actor,
    member: Option<Id<Person>>,
}

/// What stays the same while everybody talks.
pub(super) struct Room<'a> {
    pub(super) plan: &'a Plan,
    pub(super) crowd: &'a Crowd,
    pub(super) anchors: &'a [Anchor],
    pub(super) remarks: &'a Remarks,
}

impl Room<'_> {
    /// One thing said, its thanks and its activities.
    pub(super) fn say(
        &self,
        turn: Turn,
        thread: &mut Thread,
        dice: &mut Dice,
        rows: &mut Vec<Row>,
    ) {
        let (at, place) = turn;
        let Some(anchor) = self.anchors.get(place) else {
            return;
        };
        let Some(speaker) = self.speaker(at, anchor, thread, dice) else {
            return;
        };
        let parent = answered(thread, speaker.member, dice);
        let id = dice.id(at, Of::Comment);
        let (source, html) = self.remarks.say(dice);
        let late = at > self.plan.until.before(UNREAD);
        let state = match speaker.member {
            None if late && dice.chance(300) => State::Waiting,
            None => State::Visible,
            Some(_) if dice.chance(4) => State::Deleted,
            Some(_) => State::Visible,
        };
        let thanks = if state == State::Visible {
            self.thanks(at, thread, speaker.member, dice)
        } else {
            Vec::new()
        };
        let touches = Touches {
            group: None,
            to: match parent {
                Some(hook) => hook.by,
                None => self
                    .crowd
                    .members
                    .get(anchor.author)
                    .map(|author| author.id),
            },
            conversation: Some(anchor.conversation),
            comment: Some(id),
            parent: parent.map(|hook| hook.id),
            asked_for: false,
        };
        let kind = match (state, parent) {
            (State::Waiting, _) => Kind::CommentHeld,
            (_, Some(_)) => Kind::Replied,
            (_, None) => Kind::Commented,
        };
        rows.push(Row::activity(
            dice.id(at, Of::Other),
            at,
            speaker.actor,
            kind,
            touches,
        ));
        let thanked = Touches {
            to: speaker.member,
            parent: None,
            ..touches
        };
        for (member, when) in &thanks {
            let id = dice.id(*when, Of::Other);
            rows.push(Row::activity(
                id,
                *when,
                member.actor(),
                Kind::Thanked,
                thanked,
            ));
        }
        rows.push(Row::Comment(Saying {
            id,
            conversation: anchor.conversation,
            parent: parent.map(|hook| (hook.id, hook.root, hook.root_at)),
            by: speaker.by,
            source,
            html,
            pipeline: markup::PIPELINE,
            state,
            at,
            thanks: thanks
                .iter()
                .map(|(member, when)| (member.id, *when))
                .collect(),
        }));
        if state == State::Visible {
            thread.heard(
                Hook {
                    id,
                    root: parent.map_or(id, |hook| hook.root),
                    root_at: parent.map_or(at, |hook| hook.root_at),
                    by: speaker.member,
                },
                at,
            );
        }
    }

    /// Somebody who was there: a guest, the author, somebody who spoke before, or somebody new.
    fn speaker(
        &self,
        at: Moment,
        anchor: &Anchor,
        thread: &mut Thread,
        dice: &mut Dice,
    ) -> Option<Speaker> {
        if dice.chance(70) && !self.crowd.guests.is_empty() {
            let guest = *self.crowd.guests.get(dice.front(self.crowd.guests.len()))?;
            return Some(Speaker {
                by: By::Guest(guest),
                actor: Actor::Guest(guest),
                member: None,
            });
        }
        let member = match dice.below(100) {
            0..15 => *self.crowd.members.get(anchor.author)?,
            15..60 if !thread.regulars.is_empty() => {
                *thread.regulars.get(dice.place(thread.regulars.len()))?
            }
            _ => {
                let new = *self.crowd.members.get(dice.front(self.crowd.there(at)))?;
                if !thread.regulars.iter().any(|known| known.id == new.id) {
                    thread.regulars.push(new);
                }
                new
            }
        };
        Some(Speaker {
            by: By::Person(member.id),
            actor: member.actor(),
            member: Some(member.id),
        })
    }

    /// Who thanks, and when: mostly nobody.
    fn thanks(
        &self,
        at: Moment,
        thread: &Thread,
        author: Option<Id<Person>>,
        dice: &mut Dice,
    ) -> Vec<(Member, Moment)> {
        let mut thanks: Vec<(Member, Moment)> = Vec::new();
        while dice.chance(230) && thanks.len() < 12 {
            let member = if dice.chance(500) && !thread.regulars.is_empty() {
                thread.regulars.get(dice.place(thread.regulars.len()))
            } else {
                let there = self.crowd.there(at);
                self.crowd.members.get(dice.front(there))
            };
            let when = at.after(dice.soon(Duration::from_hours(72)));
            if let Some(member) = member
                && Some(member.id) != author
                && when <= self.plan.until
                && !thanks.iter().any(|(known, _)| known.id == member.id)
            {
                thanks.push((*member, when));
            }
        }
        thanks
    }
}

/// The comment that is answered, if one is: more likely one of the last, never one's own.
fn answered(thread: &Thread, speaker: Option<Id<Person>>, dice: &mut Dice) -> Option<Hook> {
    if !dice.chance(550) {
        return None;
    }
    let back = dice.front(thread.hooks.len());
    let hook = thread.hooks.iter().rev().nth(back).copied();
    hook.filter(|hook| hook.by.is_none() || hook.by != speaker)
}

impl Thread {
    fn heard(&mut self, hook: Hook, at: Moment) {
        if self.hooks.len() == IN_MIND {
            self.hooks.remove(0);
        }
        self.hooks.push(hook);
        self.comments += 1;
        self.last_at = Some(at);
    }
}
