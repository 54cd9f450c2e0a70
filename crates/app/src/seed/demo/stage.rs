//! Where and when the demo plays: its days are counted back from the present, so that it is always alive.

use std::collections::HashMap;
use std::time::Duration;

use base::{Id, Moment};
use domain::activity::Actor;
use domain::conversation::{Conversation, Stage as Published};
use domain::guest::Guest;
use domain::person::Person;
use domain::site::{Joining, Site};
use domain::{Origin, Role};
use jiff::ToSpan;
use jiff::tz::TimeZone;

use super::people::{PEOPLE, VISITORS};
use super::script::{Out, Story};
use super::stories::STORIES;
use crate::article::month_of;
use crate::seed::dice::{Dice, Of};

/// What the community has set.
pub(super) fn site() -> Site {
    Site {
        name: "Kettle & Thread".to_owned(),
        charter: "We mend what our neighbours would throw away, and teach each other how, so that no street in Ostmere is \
more than ten minutes from a bench."
            .to_owned(),
        zone: "Europe/London".to_owned(),
        joining: Joining::Application,
        question: "What can you do, and what would you like to learn?".to_owned(),
        ..Site::default()
    }
}

/// A story at its time and place.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) story: &'static Story,
    pub(super) id: Id<Conversation>,
    pub(super) at: Moment,
    pub(super) stage: Published,
    pub(super) month: (i16, i8),
    pub(super) slug: String,
}

impl Placed {
    pub(super) fn path(&self) -> String {
        domain::article::path(self.month.0, self.month.1, &self.slug)
    }
}

/// Everybody and everything, by what the script calls them.
pub(super) struct Stage {
    pub(super) now: Moment,
    pub(super) site: Site,
    pub(super) people: HashMap<&'static str, (Id<Person>, Actor, Moment)>,
    pub(super) guests: HashMap<&'static str, Id<Guest>>,
    pub(super) stories: Vec<Placed>,
}

impl Stage {
    pub(super) fn set(now: Moment, dice: &mut Dice) -> Self {
        let site = site();
        let people = PEOPLE
            .iter()
            .map(|person| {
                let at = days_before(now, person.days);
                let id = dice.id(at, Of::Person);
                let (role, origin) = (person.role, origin(person.role));
                (person.handle, (id, Actor::Person { id, role, origin }, at))
            })
            .collect();
        let guests = VISITORS
            .iter()
            .map(|visitor| {
                let id = dice.id(days_before(now, 570), Of::Person);
                (visitor.key, id)
            })
            .collect();
        let stories = STORIES
            .iter()
            .map(|story| place(story, &site, now, dice))
            .collect();
        Self {
            now,
            site,
            people,
            guests,
            stories,
        }
    }

    pub(super) fn person(&self, handle: &str) -> Option<Id<Person>> {
        self.people.get(handle).map(|(id, _, _)| *id)
    }

    pub(super) fn story(&self, key: &str) -> Option<&Placed> {
        self.stories.iter().find(|placed| placed.story.key == key)
    }

    /// A text with the addresses of the stories that it names.
    pub(super) fn with_addresses(&self, text: &str) -> String {
        self.stories.iter().fold(text.to_owned(), |text, placed| {
            let named = format!("(article:{})", placed.story.key);
            text.replace(&named, &format!("({})", placed.path()))
        })
    }
}

pub(super) fn days_before(now: Moment, days: u64) -> Moment {
    now.before(Duration::from_hours(24 * days))
}

/// Imke was there before there was anything to be raised in.
pub(super) fn origin(role: Role) -> Origin {
    match role {
        Role::Owner => Origin::Outside,
        Role::Member | Role::Steward | Role::Moderator | Role::Admin => Origin::Raised,
    }
}

/// The day so many days from today, where the site is.
pub(super) fn day(site: &Site, now: Moment, days: i64) -> jiff::civil::Date {
    let zone = TimeZone::get(&site.zone).unwrap_or(TimeZone::UTC);
    let today = zone.to_datetime(now.timestamp()).date();
    today.saturating_add(days.days())
}

/// A time of a day before the present one, where the site is; never after now.
pub(super) fn moment(site: &Site, now: Moment, days: u64, time: (i8, i8)) -> Moment {
    let zone = TimeZone::get(&site.zone).unwrap_or(TimeZone::UTC);
    let today = zone.to_datetime(now.timestamp()).date();
    let back = 0 - i64::try_from(days).unwrap_or(0);
    let civil = today.saturating_add(back.days()).at(time.0, time.1, 0, 0);
    zone.to_timestamp(civil).map_or(now, Moment::from).min(now)
}

fn place(story: &'static Story, site: &Site, now: Moment, dice: &mut Dice) -> Placed {
    let (days, stage) = match story.out {
        Out::Ago(days) => (0 - i64::try_from(days).unwrap_or(0), Published::Published),
        Out::In(days) => (i64::try_from(days).unwrap_or(0), Published::Scheduled),
        Out::Draft(days) => (0 - i64::try_from(days).unwrap_or(0), Published::Draft),
    };
    let zone = TimeZone::get(&site.zone).unwrap_or(TimeZone::UTC);
    let today = zone.to_datetime(now.timestamp()).date();
    let date = today.saturating_add(days.days());
    let civil = date.at(story.time.0, story.time.1, 0, 0);
    let at = zone.to_timestamp(civil).map_or(now, Moment::from);
    Placed {
        story,
        id: dice.id(at.min(now), Of::Article),
        at,
        stage,
        month: month_of(site, at),
        slug: domain::article::slug(story.title),
    }
}
