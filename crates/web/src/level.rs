//! The form in which one chooses how much one is told.

use base::Id;
use domain::conversation::Conversation;
use domain::following::Level;
use domain::person::Person;

/// The form, as it stands on a page.
#[derive(Clone, Debug)]
pub(crate) struct LevelForm {
    pub(crate) action: String,
    /// The key of the words above it.
    pub(crate) legend: &'static str,
    pub(crate) levels: &'static [Level],
    pub(crate) present: Level,
    /// Where the answer goes back to, if not where the form stands.
    pub(crate) return_to: &'static str,
    /// Which tag it is about, for forms that say it.
    pub(crate) tag: String,
    of: &'static str,
}

impl LevelForm {
    /// Of a conversation.
    pub(crate) fn conversation(id: Id<Conversation>, present: Level) -> Self {
        Self {
            action: format!("/conversations/{id}/level"),
            legend: "following.this",
            levels: &Level::OF_CONVERSATIONS,
            present,
            return_to: "",
            tag: String::new(),
            of: "conversation",
        }
    }

    /// Of what somebody opens and says.
    pub(crate) fn person(id: Id<Person>, present: Level) -> Self {
        Self {
            action: format!("/people/{id}/level"),
            legend: "following.person",
            levels: &Level::OF_SOURCES,
            ..Self::conversation(Id::fixed(1), present)
        }
        .about("source")
    }

    /// Of a tag.
    pub(crate) fn tag(slug: &str, present: Level) -> Self {
        Self {
            action: "/following".to_owned(),
            legend: "following.tag",
            levels: &Level::OF_SOURCES,
            tag: slug.to_owned(),
            ..Self::conversation(Id::fixed(1), present)
        }
        .about("source")
    }

    /// Of what is said in a group.
    pub(crate) fn group(handle: &str, present: Level) -> Self {
        Self {
            action: format!("/g/{handle}/level"),
            legend: "following.group",
            levels: &Level::OF_SOURCES,
            ..Self::conversation(Id::fixed(1), present)
        }
        .about("source")
    }

    /// Of everything on the site.
    pub(crate) fn site(present: Level) -> Self {
        Self {
            action: "/following".to_owned(),
            legend: "following.site",
            levels: &Level::OF_SOURCES,
            ..Self::conversation(Id::fixed(1), present)
        }
        .about("source")
    }

    /// The same, coming back to the page of all that is followed.
    pub(crate) fn listed(self) -> Self {
        Self {
            return_to: "/following",
            ..self
        }
    }

    const fn about(mut self, of: &'static str) -> Self {
        self.of = of;
        self
    }

    /// The key of a level's name.
    pub(crate) fn name(&self, level: &Level) -> String {
        format!("following.level-{level}")
    }

    /// The key of what the present level means there.
    pub(crate) fn meaning(&self) -> String {
        format!("following.{}-{}", self.of, self.present)
    }
}
