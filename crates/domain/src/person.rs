//! People: who they are, what they show of themselves, who may change it.

use base::{Id, Moment};
use email::Address;
use serde::{Deserialize, Serialize};

use crate::picture::Picture;
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::problem::{self, Fault, Problems};
use crate::role::{Origin, Role, named};

/// Bytes of a display name (R35).
pub const NAME_LIMIT: usize = 60;
/// Bytes of a bio's source (R35).
pub const BIO_LIMIT: usize = 2_000;
/// Bytes of an answer to the question for those who apply.
pub const APPLICATION_LIMIT: usize = 4_000;
/// Fewest characters of a password.
pub const PASSWORD_LEAST: usize = 10;
/// Fewest characters of a password of moderators and above.
pub const PASSWORD_LEAST_STAFF: usize = 15;

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Has yet to confirm the address.
    Unconfirmed,
    /// Has applied; somebody has to read it.
    Applied,
    /// A member.
    Active,
    /// Shut out.
    Suspended,
    /// An author who came with an import and has no way in yet.
    Imported,
    /// Has left: nothing is kept but that somebody was here.
    Gone,
}
named!(State { Unconfirmed = "unconfirmed", Applied = "applied", Active = "active", Suspended = "suspended", Imported = "imported", Gone = "gone" });

impl State {
    /// Whether this person is shown in lists and has a page.
    #[must_use]
    pub const fn is_shown(self) -> bool {
        match self {
            Self::Active | Self::Imported => true,
            Self::Unconfirmed | Self::Applied | Self::Suspended | Self::Gone => false,
        }
    }
}

/// A person, as others may meet them. The address and the password are not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: Id<Person>,
    /// The short name in addresses and mentions.
    pub handle: String,
    /// The name they go by.
    pub name: String,
    /// Bio as written, Markdown.
    pub bio: String,
    /// Bio as shown.
    pub bio_html: String,
    /// Portrait.
    pub portrait: Option<Id<Picture>>,
    /// Where they stand.
    pub state: State,
    /// Their role in the root group.
    pub role: Role,
    /// Where that role comes from.
    pub origin: Origin,
    /// Since when.
    pub made_at: Moment,
}

impl Guarded for Person {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        // Of those who left, that they left: their names stand beside what they said.
        self.state.is_shown()
            || self.state == State::Gone
            || viewer.is(self.id)
            || viewer.is_staff()
    }
}

/// Just enough of a person to name and show them beside what they wrote.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Byline {
    /// Their id.
    pub id: Id<Person>,
    /// The short name.
    pub handle: String,
    /// The name they go by.
    pub name: String,
    /// Portrait.
    pub portrait: Option<Id<Picture>>,
}

/// To change what a person shows of themselves.
pub enum EditProfile {}

impl Rule for EditProfile {
    type Subject = Person;

    fn judge(viewer: &Viewer, person: &Person) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            viewer if viewer.is(person.id) => Verdict::Allow,
            Viewer::Admin(_) | Viewer::Owner(_) if person.state == State::Imported => {
                Verdict::Allow
            }
            Viewer::Member(_)
            | Viewer::Steward(_)
            | Viewer::Moderator(_)
            | Viewer::Admin(_)
            | Viewer::Owner(_) => Verdict::Deny("person.not-you"),
        }
    }
}

/// To let an applicant in, or not.
pub enum Admit {}

impl Rule for Admit {
    type Subject = Person;

    fn judge(viewer: &Viewer, person: &Person) -> Verdict {
        match (viewer, person.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Member(_) | Viewer::Steward(_), _) => Verdict::Deny("error.moderators-only"),
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), State::Applied) => {
                Verdict::Allow
            }
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                State::Unconfirmed
                | State::Active
                | State::Suspended
                | State::Imported
                | State::Gone,
            ) => Verdict::Deny("person.not-applied"),
        }
    }
}

/// To shut somebody out, or to let them back in. Nobody acts on an equal or higher role, nor on themselves.
pub enum Suspend {}

impl Rule for Suspend {
    type Subject = Person;

    fn judge(viewer: &Viewer, person: &Person) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            Viewer::Member(_) | Viewer::Steward(_) => Verdict::Deny("error.moderators-only"),
            viewer if viewer.is(person.id) => Verdict::Deny("person.is-you"),
            _ if person.state == State::Gone => Verdict::Deny("leaving.gone"),
            viewer if viewer.role().is_some_and(|own| own > person.role) => Verdict::Allow,
            Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_) => {
                Verdict::Deny("role.not-above")
            }
        }
    }
}

/// To shut somebody out without a second one who agrees: the owner, who answers for the site.
pub enum SuspendAlone {}

impl Rule for SuspendAlone {
    type Subject = Person;

    fn judge(viewer: &Viewer, person: &Person) -> Verdict {
        match (Suspend::judge(viewer, person), viewer) {
            (Verdict::Allow, Viewer::Owner(_)) => Verdict::Allow,
            (Verdict::Allow, _) => Verdict::Deny("case.second-needed"),
            (other, _) => other,
        }
    }
}

/// What somebody types to join.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct JoinInput {
    /// The name they go by.
    #[serde(default)]
    pub name: String,
    /// The short name.
    #[serde(default)]
    pub handle: String,
    /// Their address.
    #[serde(default)]
    pub email: String,
    /// A password. Judged by whoever hashes it.
    #[serde(default)]
    pub password: String,
    /// The answer to the community's question, where one is asked.
    #[serde(default)]
    pub answer: String,
}

/// Understood.
#[derive(Clone, Debug)]
pub struct JoinDraft {
    /// Clean.
    pub name: String,
    /// Clean; may still be taken.
    pub handle: String,
    /// A good address; may still be known.
    pub email: Address,
    /// Clean.
    pub answer: String,
}

impl JoinInput {
    /// Understands every field but the password, or says what is wrong with each.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self, reserved: &[&str], needs_answer: bool) -> Result<JoinDraft, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", parse_name(&self.name));
        let handle = problems.take("handle", parse_handle(&self.handle, reserved));
        let email = problems.take("email", parse_address(&self.email));
        let answer = problems.take(
            "answer",
            problem::text(&self.answer, APPLICATION_LIMIT, "error.too-long"),
        );
        if needs_answer && answer.as_ref().is_some_and(String::is_empty) {
            problems.add("answer", Fault::new("join.answer-empty"));
        }
        problems.or(|| {
            Some(JoinDraft {
                name: name?,
                handle: handle?,
                email: email?,
                answer: answer?,
            })
        })
    }
}

/// What somebody types about themselves.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ProfileInput {
    /// The name they go by.
    #[serde(default)]
    pub name: String,
    /// Bio, Markdown.
    #[serde(default)]
    pub bio: String,
    /// Other accounts, one address a line, optionally with a label after a blank.
    #[serde(default)]
    pub accounts: String,
}

/// Understood.
#[derive(Clone, Debug)]
pub struct ProfileDraft {
    /// Clean.
    pub name: String,
    /// Clean Markdown.
    pub bio: String,
    /// At most 12.
    pub accounts: Vec<crate::account::Draft>,
}

impl ProfileInput {
    /// Understands every field, or says what is wrong with each.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self) -> Result<ProfileDraft, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", parse_name(&self.name));
        let bio = problems.take("bio", problem::text(&self.bio, BIO_LIMIT, "error.too-long"));
        let accounts = problems.take("accounts", crate::account::parse_lines(&self.accounts));
        problems.or(|| {
            Some(ProfileDraft {
                name: name?,
                bio: bio?,
                accounts: accounts?,
            })
        })
    }
}

/// A display name of 1 to [`NAME_LIMIT`] bytes.
///
/// # Errors
/// Empty or too long.
pub fn parse_name(raw: &str) -> Result<String, Fault> {
    problem::line(raw, NAME_LIMIT, "person.name-empty", "error.too-long")
}

/// A handle as R38 wants it.
///
/// # Errors
/// What is wrong with it.
pub fn parse_handle(raw: &str, reserved: &[&str]) -> Result<String, Fault> {
    use base::name::HandleFault;
    base::name::handle(raw.trim().trim_start_matches('@'), reserved).map_err(|fault| {
        Fault::new(match fault {
            HandleFault::TooShort => "person.handle-short",
            HandleFault::TooLong => "person.handle-long",
            HandleFault::Characters => "person.handle-characters",
            HandleFault::MixedScripts => "person.handle-scripts",
            HandleFault::Reserved => "person.handle-reserved",
        })
    })
}

/// A mail address as R8 wants it.
///
/// # Errors
/// Not one.
pub fn parse_address(raw: &str) -> Result<Address, Fault> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Fault::new("email.empty"));
    }
    Address::parse(raw).map_err(|_| Fault::new("email.wrong"))
}
