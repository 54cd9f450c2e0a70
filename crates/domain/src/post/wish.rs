//! What an ask or an offer has beside its words: when, where and until when; who said “I can” or “I’d like”; how it ended.

use base::{Id, Moment};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::person::{Byline, Person};
use crate::policy::Viewer;
use crate::problem::{self, Fault, Problems};
use crate::role::{Role, named};

/// Bytes of the words that say when, and of those that say where.
pub const WORDS_LIMIT: usize = 200;
/// Bytes of what somebody says with “I can” or “I’d like”, and of why something ended without help.
pub const SENTENCE_LIMIT: usize = 500;
/// People who are named at once as those who helped.
pub const NAMED: usize = 20;
/// As good as never: until when it is open, if nothing is said.
pub const NEVER: Moment = Moment::from_ms(253_402_300_799_999);

/// Asks and offers that a member may have open at once: enough for a move of house, few enough that each is meant.
const OPEN_AT_ONCE_MEMBER: i64 = 5;
/// The same for stewards.
const OPEN_AT_ONCE_STEWARD: i64 = 5;
/// The same for moderators.
const OPEN_AT_ONCE_MODERATOR: i64 = 5;
/// The same for admins.
const OPEN_AT_ONCE_ADMIN: i64 = 5;
/// The same for owners.
const OPEN_AT_ONCE_OWNER: i64 = 5;

/// Asks and offers that somebody in this role may have open at once.
#[must_use]
pub const fn open_at_once(role: Role) -> i64 {
    match role {
        Role::Member => OPEN_AT_ONCE_MEMBER,
        Role::Steward => OPEN_AT_ONCE_STEWARD,
        Role::Moderator => OPEN_AT_ONCE_MODERATOR,
        Role::Admin => OPEN_AT_ONCE_ADMIN,
        Role::Owner => OPEN_AT_ONCE_OWNER,
    }
}

/// Whether one more ask or offer of `by` may be open beside `open` others. Whoever does it for somebody else is not held back:
/// they only put right what is there.
#[must_use]
pub fn has_room(viewer: &Viewer, by: Id<Person>, open: i64) -> bool {
    match viewer.role() {
        Some(role) if viewer.is(by) => open < open_at_once(role),
        Some(_) | None => true,
    }
}

/// When, where, and until when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// When, in words: “any evening but Thursday”. May be empty.
    pub when: String,
    /// On which day, if it is one.
    pub day: Option<Date>,
    /// Where, in words. May be empty.
    pub place: String,
    /// The last day on which it is open; none for as long as nobody ends it.
    pub until: Option<Date>,
}

impl Terms {
    /// Whether nothing is said of when, where and until when.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Understands the four fields. A day without an end ends on that day.
    pub(super) fn parse(
        problems: &mut Problems,
        (when, day, place, until): (&str, &str, &str, &str),
    ) -> Option<Self> {
        let words = |raw| problem::optional_line(raw, WORDS_LIMIT, "error.too-long");
        let when = problems.take("when", words(when));
        let place = problems.take("place", words(place));
        let day = problems.take("day", date(day));
        let until = problems.take("until", date(until));
        let (day, until) = (day?, until?);
        Some(Self {
            when: when?,
            day,
            place: place?,
            until: until.or(day),
        })
    }
}

/// A day as it is stored.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// A day as forms send it, of this millennium's first two centuries: what is further away is a slip of the finger.
fn date(raw: &str) -> Result<Option<Date>, Fault> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    let day: Option<Date> = (raw.len() == 10).then(|| raw.parse().ok()).flatten();
    day.filter(|day| (2000..2200).contains(&day.year()))
        .map(Some)
        .ok_or(Fault::new("post.day-wrong"))
}

/// Where an ask or an offer stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Somebody may still say “I can”.
    Open,
    /// Its last day is over.
    Past,
    /// It ended, and somebody helped or was helped.
    Helped,
    /// It ended without.
    Without,
}
named!(Fate { Open = "open", Past = "past", Helped = "helped", Without = "without" });

impl Fate {
    /// What is put behind the key of words about it, once it is open no more.
    #[must_use]
    pub const fn over(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Past | Self::Helped | Self::Without => "-over",
        }
    }
}

/// Where an ask or an offer stands, with the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Course {
    /// Somebody may still say “I can”.
    Open,
    /// Its last day is over, and nobody has said how it ended.
    Past,
    /// It ended.
    Ended(Ending),
}

/// How an ask or an offer ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Who helped, or whom it helped; nobody if it ended without.
    pub helpers: Vec<Helper>,
    /// Why it ended without help; empty if it did not.
    pub reason: String,
    /// Who said so.
    pub by: Option<Byline>,
    /// When.
    pub at: Moment,
}

/// Somebody who helped, or was helped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    /// Who.
    pub who: Byline,
    /// Whether they have thanked whoever opened it.
    pub thanked: bool,
}

/// Somebody who said “I can” or “I’d like”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Who.
    pub who: Byline,
    /// What they said with it; may be empty.
    pub words: String,
    /// When they said it first.
    pub at: Moment,
}

/// What an ask or an offer has beside its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// When, where, and until when.
    pub terms: Terms,
    /// Where it stands.
    pub course: Course,
    /// How many said “I can” or “I’d like”.
    pub hands: i64,
}

impl Wish {
    /// Where it stands, in a word.
    #[must_use]
    pub const fn fate(&self) -> Fate {
        match &self.course {
            Course::Open => Fate::Open,
            Course::Past => Fate::Past,
            Course::Ended(ending) if ending.helpers.is_empty() => Fate::Without,
            Course::Ended(_) => Fate::Helped,
        }
    }

    /// How it ended, if it has.
    #[must_use]
    pub const fn ending(&self) -> Option<&Ending> {
        match &self.course {
            Course::Ended(ending) => Some(ending),
            Course::Open | Course::Past => None,
        }
    }

    /// Whether this person is named as somebody who helped, or was helped; and whether they have given thanks.
    #[must_use]
    pub fn helper(&self, person: Option<Id<Person>>) -> Option<&Helper> {
        let helpers = &self.ending()?.helpers;
        helpers.iter().find(|helper| Some(helper.who.id) == person)
    }
}

/// What is said with “I can” or “I’d like”: one sentence, which may be empty.
///
/// # Errors
/// Too long.
pub fn parse_sentence(raw: &str) -> Result<String, Problems> {
    problem::optional_line(raw, SENTENCE_LIMIT, "error.too-long").map_err(|fault| {
        let mut problems = Problems::default();
        problems.add("words", fault);
        problems
    })
}

/// How somebody says that an ask or an offer ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// These helped, or were helped.
    Helped(Vec<Id<Person>>),
    /// Nobody did; and why it ends.
    Without(String),
}

impl Conclusion {
    /// Understands `helped` with those who are named, or `without` with its reason.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(how: &str, named: &[Id<Person>], reason: &str) -> Result<Self, Problems> {
        match how {
            "helped" if named.is_empty() => Err(Problems::one("named", "post.named-nobody")),
            "helped" if named.len() > NAMED => {
                let most = i64::try_from(NAMED).unwrap_or(i64::MAX);
                let mut problems = Problems::default();
                problems.add("named", Fault::with("post.named-too-many", most));
                Err(problems)
            }
            "helped" => {
                let mut named = named.to_vec();
                named.sort_unstable();
                named.dedup();
                Ok(Self::Helped(named))
            }
            "without" => {
                let mut problems = Problems::default();
                let reason = problems.take(
                    "why",
                    problem::line(reason, SENTENCE_LIMIT, "post.why-empty", "error.too-long"),
                );
                problems.or(|| Some(Self::Without(reason?)))
            }
            _ => Err(Problems::one("how", "error.choice")),
        }
    }

    /// Whether it has ended in just this way: what is said twice is said once.
    #[must_use]
    pub fn is_that_of(&self, ending: &Ending) -> bool {
        match self {
            Self::Without(reason) => ending.helpers.is_empty() && *reason == ending.reason,
            Self::Helped(named) => {
                let mut told: Vec<_> = ending.helpers.iter().map(|helper| helper.who.id).collect();
                told.sort_unstable();
                told == *named
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(day: &str, until: &str) -> Result<Terms, Problems> {
        let mut problems = Problems::default();
        let terms = Terms::parse(&mut problems, ("", day, "", until));
        problems.or(|| terms)
    }

    #[test]
    fn a_day_without_an_end_ends_on_that_day() {
        let understood = terms("2026-04-11", "").unwrap();
        assert_eq!(understood.until, understood.day);
        assert_eq!(terms(" ", "").unwrap(), Terms::default());
        let longer = terms("2026-04-11", "2026-04-12").unwrap();
        assert_ne!(longer.until, longer.day);
    }

    #[test]
    fn what_is_no_day_is_told_by_its_field() {
        for wrong in [
            "tomorrow",
            "2026-02-30",
            "26-04-11",
            "9999-01-01",
            "2026-04-11T10:00",
            "-00001-01-01",
        ] {
            assert!(terms(wrong, "").unwrap_err().of("day").is_some(), "{wrong}");
            let faults = terms("", wrong).unwrap_err();
            assert!(faults.of("until").is_some(), "{wrong}");
        }
    }

    #[test]
    fn an_end_names_somebody_or_gives_a_reason() {
        let (one, two) = (Id::fixed(1), Id::fixed(2));
        assert_eq!(
            Conclusion::parse("helped", &[two, one, two], ""),
            Ok(Conclusion::Helped(vec![one, two]))
        );
        assert!(Conclusion::parse("helped", &[], "").is_err());
        let many: Vec<Id<Person>> = (1..=21).map(Id::fixed).collect();
        assert!(Conclusion::parse("helped", &many, "").is_err());
        assert!(Conclusion::parse("without", &[], " \u{200b} ").is_err());
        assert!(Conclusion::parse("perhaps", &[one], "x").is_err());
        assert_eq!(
            Conclusion::parse("without", &[one], " It  rained. "),
            Ok(Conclusion::Without("It rained.".to_owned()))
        );
    }
}
