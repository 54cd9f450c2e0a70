//! Addresses that open something once. The web has its pages there; mails and the console name them.

use base::Secret;
use domain::token::Purpose;

/// The path of the page that a secret of this purpose opens.
#[must_use]
pub fn path(purpose: Purpose, secret: &Secret) -> String {
    format!("{}/{}", folder(purpose), secret.reveal())
}

/// The path of the page that an invitation opens.
#[must_use]
pub fn invitation(secret: &Secret) -> String {
    format!("{INVITATION}/{}", secret.reveal())
}

/// Where invitations are taken.
pub const INVITATION: &str = "/join/invitation";

/// Where a new password is asked for.
pub const RESET: &str = "/sign-in/reset";

/// Where those appeal who cannot sign in.
pub const APPEAL: &str = "/appeal";

/// Where secrets of this purpose are taken, without a slash at the end.
#[must_use]
pub const fn folder(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Confirm => "/join/confirmation",
        Purpose::Reset => RESET,
        Purpose::ChangeAddress => "/settings/address/confirmation",
        Purpose::UndoAddress => "/settings/address/undo",
        Purpose::Appeal => APPEAL,
        Purpose::SetUp => "/setup",
    }
}
