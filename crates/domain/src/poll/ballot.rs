//! What somebody chose.

use std::collections::BTreeMap;

use super::{MOST, Poll, Way};
use crate::problem::{Fault, Problems};

/// The places of the options that somebody chose, counted from 1; in a ranked poll in their order. Never empty, none twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ballot(Vec<usize>);

impl Ballot {
    /// The places, in their order.
    #[must_use]
    pub fn places(&self) -> &[usize] {
        &self.0
    }

    /// At which place of somebody's order an option stands, counted from 1; in other polls whether it was chosen.
    #[must_use]
    pub fn rank(&self, place: usize) -> Option<usize> {
        let at = self.0.iter().position(|chosen| *chosen == place)?;
        Some(at + 1)
    }

    /// As it is stored: `3 1 7`.
    #[must_use]
    pub fn text(&self) -> String {
        let places: Vec<String> = self.0.iter().map(usize::to_string).collect();
        places.join(" ")
    }

    /// Reads back [`Ballot::text`].
    #[must_use]
    pub fn parse_text(text: &str) -> Option<Self> {
        let places = text.split(' ').map(|place| {
            let place: usize = place.parse().ok()?;
            (1..=MOST).contains(&place).then_some(place)
        });
        Self::of(places.collect::<Option<Vec<_>>>()?)
    }

    /// Never empty, none twice.
    #[must_use]
    pub fn of(places: Vec<usize>) -> Option<Self> {
        let mut seen = [false; MOST + 1];
        for place in &places {
            let seen = seen.get_mut(*place)?;
            if std::mem::replace(seen, true) {
                return None;
            }
        }
        (!places.is_empty()).then_some(Self(places))
    }

    /// Understands what was sent: `choice` with a place, a `choice-3` for each that was ticked, or `rank-3` with a number each.
    ///
    /// # Errors
    /// The faults, all of them of the field `choice`.
    pub fn parse(poll: &Poll, fields: &BTreeMap<String, String>) -> Result<Self, Problems> {
        let found = match poll.way {
            Way::Single => single(poll, fields),
            Way::Many => many(poll, fields),
            Way::Ranked => ranked(poll, fields),
        };
        let ballot = found.and_then(|places| Self::of(places).ok_or(Fault::new("poll.nothing")));
        ballot.map_err(|fault| {
            let mut problems = Problems::default();
            problems.add("choice", fault);
            problems
        })
    }
}

/// A place of this poll.
fn place(poll: &Poll, text: &str) -> Result<usize, Fault> {
    let place: Option<usize> = text.parse().ok();
    place
        .filter(|place| poll.option(*place).is_some())
        .ok_or(Fault::new("error.choice"))
}

fn single(poll: &Poll, fields: &BTreeMap<String, String>) -> Result<Vec<usize>, Fault> {
    match fields.get("choice").map(String::as_str) {
        None | Some("") => Ok(Vec::new()),
        Some(text) => Ok(vec![place(poll, text)?]),
    }
}

fn many(poll: &Poll, fields: &BTreeMap<String, String>) -> Result<Vec<usize>, Fault> {
    let ticked = fields
        .keys()
        .filter_map(|name| name.strip_prefix("choice-"));
    let mut places = ticked
        .map(|text| place(poll, text))
        .collect::<Result<Vec<_>, _>>()?;
    places.sort_unstable();
    places.dedup();
    if places.len() > poll.most {
        let most = i64::try_from(poll.most).unwrap_or(i64::MAX);
        return Err(Fault::with("poll.too-many", most));
    }
    Ok(places)
}

fn ranked(poll: &Poll, fields: &BTreeMap<String, String>) -> Result<Vec<usize>, Fault> {
    let mut order: Vec<(usize, usize)> = Vec::new();
    for (name, value) in fields {
        let Some(text) = name.strip_prefix("rank-") else {
            continue;
        };
        let place = place(poll, text)?;
        if value.trim().is_empty() {
            continue;
        }
        let rank: Option<usize> = value.trim().parse().ok();
        let rank = rank.filter(|rank| (1..=poll.options.len()).contains(rank));
        order.push((rank.ok_or(Fault::new("poll.no-rank"))?, place));
    }
    order.sort_unstable();
    let twice = order.windows(2).any(|pair| match pair {
        [(one, _), (other, _)] => one == other,
        _ => false,
    });
    match twice {
        true => Err(Fault::new("poll.rank-twice")),
        false => Ok(order.into_iter().map(|(_, place)| place).collect()),
    }
}
