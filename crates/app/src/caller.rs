//! Whoever calls an operation, and through which door.

use base::Id;
use domain::Viewer;
use domain::activity::{Actor, Door};
use domain::group::Group;

/// A viewer at a door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub viewer: Viewer,
    /// Through which door.
    pub door: Door,
}

impl Caller {
    /// Somebody at a page.
    #[must_use]
    pub fn at_page(viewer: Viewer) -> Self {
        Self {
            viewer,
            door: Door::Page,
        }
    }

    /// The same, acting on what belongs to a group: its stewards keep the peace there.
    #[must_use]
    pub fn within(&self, group: Id<Group>) -> Self {
        Self {
            viewer: self.viewer.within(group),
            door: self.door,
        }
    }

    /// As an activity names them. Guests are named by whoever knows which guest it is.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        match (self.viewer.seat(), self.viewer.role()) {
            (Some(seat), Some(role)) => Actor::Person {
                id: seat.person,
                role,
                origin: seat.origin,
            },
            _ => Actor::House,
        }
    }
}
