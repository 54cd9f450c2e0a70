//! People who comment without an account. Their address is never shown.

use base::{Digest, Id};
use email::Address;

use crate::person::Person;
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::problem::{self, Problems};

/// Bytes of a guest's name.
pub const NAME_LIMIT: usize = 60;

/// Somebody who has commented without an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Their id.
    pub id: Id<Guest>,
    /// The name given.
    pub name: String,
    /// The web site given.
    pub url: Option<String>,
    /// Whether a first comment was let through.
    pub trusted: bool,
    /// The member who has shown that they are the same.
    pub claimed_by: Option<Id<Person>>,
}

/// A guest as understood from a form or an import.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The name.
    pub name: String,
    /// The address; imports may lack one.
    pub email: Option<Address>,
    /// The web site.
    pub url: Option<String>,
}

impl Draft {
    /// What makes two comments one guest's: name and address, or name and site where there is no address.
    ///
    /// The name counts too, so that nobody speaks in a known guest's name by knowing their address alone.
    #[must_use]
    pub fn key(&self) -> String {
        let name = base::name::skeleton(&self.name);
        let other = match (&self.email, &self.url) {
            (Some(address), _) => format!("mail {}", address.identity()),
            (None, Some(url)) => format!("site {}", url.trim_end_matches('/')),
            (None, None) => String::new(),
        };
        Digest::of_parts(&[name.as_bytes(), other.as_bytes()]).hex()
    }
}

/// Understands a guest's three fields.
pub(crate) fn parse(name: &str, email: &str, url: &str, problems: &mut Problems) -> Option<Draft> {
    let name = problems.take(
        "name",
        problem::line(name, NAME_LIMIT, "guest.name-empty", "error.too-long"),
    );
    let email = problems.take("email", crate::person::parse_address(email));
    let url = problems.take("url", problem::web_address(url));
    Some(Draft {
        name: name?,
        email: Some(email?),
        url: url?,
    })
}

/// All that a guest with the viewer's own confirmed address has said: what [`Claim`] is judged by.
#[derive(Clone, Debug)]
pub struct Claimable {
    /// The guest.
    pub guest: Guest,
    /// How many comments.
    pub comments: i64,
    /// Whose confirmed address is the guest's.
    pub owner: Id<Person>,
}

impl Guarded for Claimable {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        viewer.is(self.owner)
    }
}

/// To say: that guest was me.
pub enum Claim {}

impl Rule for Claim {
    type Subject = Claimable;

    fn judge(viewer: &Viewer, claimable: &Claimable) -> Verdict {
        match (viewer.person(), claimable.guest.claimed_by) {
            (None, _) => Verdict::SignIn,
            (Some(_), Some(_)) => Verdict::Deny("guest.claimed"),
            (Some(person), None) if person == claimable.owner => Verdict::Allow,
            (Some(_), None) => Verdict::Deny("guest.not-you"),
        }
    }
}
