//! That somebody is in a group, and as what.

use std::sync::Arc;

use base::Id;

use crate::group::Group;
use crate::role::named;

/// The site's own group.
pub const ROOT: Id<Group> = Id::fixed(1);

/// What somebody is in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Office {
    /// Takes part.
    Member,
    /// Lets people in, keeps the peace, says what the group is for.
    Steward,
}
named!(Office { Member = "member", Steward = "steward" });

/// That somebody is in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Membership {
    /// Which group.
    pub group: Id<Group>,
    /// As what.
    pub office: Office,
}

/// The groups that somebody is in, beside the site's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Memberships(Arc<[Membership]>);

impl Memberships {
    /// These, in any order.
    #[must_use]
    pub fn new(mut all: Vec<Membership>) -> Self {
        all.sort_unstable();
        Self(all.into())
    }

    /// What they are in a group; nothing if they are not in it.
    #[must_use]
    pub fn office(&self, group: Id<Group>) -> Option<Office> {
        let at = self.0.binary_search_by_key(&group, |one| one.group).ok()?;
        self.0.get(at).map(|one| one.office)
    }

    /// All of them, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = Membership> + '_ {
        self.0.iter().copied()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_found_among_many_whatever_their_order() {
        let group = |number| Id::fixed(number);
        let all = [7, 3, 9, 5]
            .map(|number| Membership {
                group: group(number),
                office: match number {
                    9 => Office::Steward,
                    _ => Office::Member,
                },
            })
            .to_vec();
        let all = Memberships::new(all);
        assert_eq!(all.office(group(9)), Some(Office::Steward));
        assert_eq!(all.office(group(3)), Some(Office::Member));
        assert_eq!(all.office(group(4)), None);
        assert_eq!(Memberships::default().office(group(3)), None);
    }
}
