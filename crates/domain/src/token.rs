//! One-time secrets sent by mail: what they are for and how long they live (R6).

use std::time::Duration;

use crate::role::named;

/// What a one-time secret opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Show that an address is one's own, at joining.
    Confirm,
    /// Set a new password.
    Reset,
    /// Show that a new address is one's own.
    ChangeAddress,
    /// Undo a change of address, from the old one.
    UndoAddress,
    /// Appeal against having been shut out.
    Appeal,
    /// Set the site up; printed on the operator's console.
    SetUp,
}
named!(Purpose {
    Confirm = "confirm",
    Reset = "reset",
    ChangeAddress = "change-address",
    UndoAddress = "undo-address",
    Appeal = "appeal",
    SetUp = "set-up",
});

impl Purpose {
    /// How long such a secret is good.
    #[must_use]
    pub const fn life(self) -> Duration {
        match self {
            Self::Confirm | Self::ChangeAddress => Duration::from_hours(24),
            Self::Reset => Duration::from_mins(30),
            Self::UndoAddress => Duration::from_hours(7 * 24),
            Self::Appeal => crate::measure::APPEAL,
            Self::SetUp => Duration::from_hours(1),
        }
    }
}
