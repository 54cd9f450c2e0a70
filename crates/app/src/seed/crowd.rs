//! The people of a made-up community, in the order in which they came, and its guests.

use std::time::Duration;

use base::{Id, Moment};
use domain::activity::{Actor, Kind, Touches};
use domain::guest::{Draft, Guest};
use domain::person::{Person, State};
use domain::{Origin, Role};
use email::Address;
use store::seed::Newcomer;

use super::dice::{Dice, Of};
use super::row::Row;
use super::{Plan, names, speech};

/// A member as the other makers need to know them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) id: Id<Person>,
    pub(super) role: Role,
    pub(super) origin: Origin,
    pub(super) joined: Moment,
}

impl Member {
    pub(super) const fn actor(&self) -> Actor {
        Actor::Person {
            id: self.id,
            role: self.role,
            origin: self.origin,
        }
    }
}

/// Everybody.
#[derive(Clone, Debug, Default)]
pub(super) struct Crowd {
    /// Members, the first who came first.
    pub(super) members: Vec<Member>,
    /// Guests, likewise.
    pub(super) guests: Vec<Id<Guest>>,
}

impl Crowd {
    /// How many members there were at a moment; at least one, if there is any.
    pub(super) fn there(&self, at: Moment) -> usize {
        self.members
            .partition_point(|member| member.joined <= at)
            .max(1)
            .min(self.members.len())
    }
}

/// What the `number`th member is. Nobody is the owner: that is whoever sets the site up.
const fn role(number: usize) -> (Role, Origin) {
    match number {
        0 => (Role::Admin, Origin::Outside),
        number if number % 40 == 1 => (Role::Moderator, Origin::Raised),
        number if number % 12 == 2 => (Role::Steward, Origin::Raised),
        _ => (Role::Member, Origin::Raised),
    }
}

/// Makes everybody, with the activity of their coming.
pub(super) fn make(plan: &Plan, dice: &mut Dice) -> (Crowd, Vec<Row>) {
    let mut crowd = Crowd::default();
    let mut rows = Vec::new();
    let mut coming: Vec<u64> = (0..plan.people)
        .map(|_| dice.below(plan.span_ms()))
        .collect();
    coming.sort_unstable();
    // Whoever begins it is there from the first day.
    for first in coming.iter_mut().take(3) {
        *first = 0;
    }
    for (number, (after, late)) in coming.into_iter().zip(0_u64..).enumerate() {
        let joined = plan.from.after(Duration::from_millis(after + late));
        let (role, origin) = role(number);
        let id = dice.id(joined, Of::Person);
        let name = names::whole(dice);
        let handle = names::handle(&name, number);
        let bio = if dice.chance(600) {
            speech::bio(dice)
        } else {
            String::new()
        };
        let member = Member {
            id,
            role,
            origin,
            joined,
        };
        crowd.members.push(member);
        rows.push(Row::Person(Newcomer {
            id,
            bio_html: paragraph(&bio),
            bio,
            state: State::Active,
            role,
            origin,
            email: Address::parse(&format!("{handle}@people.example")).ok(),
            password: None,
            application: String::new(),
            made_at: joined,
            accounts: Vec::new(),
            handle,
            name,
        }));
        rows.push(Row::activity(
            dice.id(joined, Of::Other),
            joined,
            member.actor(),
            Kind::Joined,
            Touches::default(),
        ));
    }
    for number in 0..plan.people.div_ceil(5) {
        let at = plan.from.after(Duration::from_millis(number));
        let id = dice.id(at, Of::Person);
        crowd.guests.push(id);
        let draft = Draft {
            name: names::whole(dice),
            email: Address::parse(&format!("guest{number}@elsewhere.example")).ok(),
            url: dice
                .chance(300)
                .then(|| format!("https://{number}.elsewhere.example/")),
        };
        rows.push(Row::Guest {
            id,
            draft,
            trusted: true,
            at,
        });
    }
    (crowd, rows)
}

/// A bio is plain words: nothing in it needs more than a paragraph.
fn paragraph(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    format!("<p>{words}</p>\n")
}
