//! Versions of what is kept rendered in memory, raised after every commit that changed it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use base::Id;
use domain::conversation::Conversation;
use tokio::sync::watch;

/// What a unit of work changed that somebody may hold rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Something said in, or about, a conversation.
    Conversation(Id<Conversation>),
    /// People, sessions, roles.
    People,
    /// How people look beside what they wrote: their names and portraits. It is everywhere.
    Faces,
    /// The site's settings.
    Site,
    /// There are jobs to do.
    Jobs,
}

/// Slots for conversations. Two that share one only cause a rendering too many.
const SLOTS: usize = 16_384;

/// The versions. Read one *before* taking a snapshot: what is rendered then is never older than it says.
pub struct Versions {
    conversations: Box<[AtomicU64]>,
    anything: AtomicU64,
    people: AtomicU64,
    faces: AtomicU64,
    site: AtomicU64,
    jobs: watch::Sender<u64>,
    trusted: AtomicBool,
}

impl Default for Versions {
    fn default() -> Self {
        Self {
            conversations: (0..SLOTS).map(|_| AtomicU64::new(1)).collect(),
            anything: AtomicU64::new(1),
            people: AtomicU64::new(1),
            faces: AtomicU64::new(0),
            site: AtomicU64::new(1),
            jobs: watch::Sender::new(0),
            trusted: AtomicBool::new(true),
        }
    }
}

impl Versions {
    fn slot(&self, id: Id<Conversation>) -> Option<&AtomicU64> {
        // Ids of one millisecond differ only in the low bits, ids of one minute only in the middle: mix both.
        let mixed = id.raw() ^ (id.raw() >> 17) ^ (id.raw() >> 31);
        let slots = i64::try_from(SLOTS).unwrap_or(1);
        self.conversations
            .get(usize::try_from(mixed.rem_euclid(slots)).unwrap_or(0))
    }

    /// Of one conversation, with the names and portraits of those who speak in it.
    #[must_use]
    pub fn conversation(&self, id: Id<Conversation>) -> u64 {
        // Both only rise, so their sum stays only while both do.
        let said = self.slot(id).map_or(0, |slot| slot.load(Ordering::Acquire));
        said.wrapping_add(self.faces.load(Ordering::Acquire))
    }

    /// Of everything that a page may show.
    #[must_use]
    pub fn anything(&self) -> u64 {
        self.anything.load(Ordering::Acquire)
    }

    /// Of people, roles and sessions.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.people.load(Ordering::Acquire)
    }

    /// Of the settings.
    #[must_use]
    pub fn site(&self) -> u64 {
        self.site.load(Ordering::Acquire)
    }

    /// Whether changes of other processes reach us. While they do not, nothing may be served from memory.
    #[must_use]
    pub fn trusted(&self) -> bool {
        self.trusted.load(Ordering::Acquire)
    }

    /// Changes whenever there may be more jobs. Who keeps one from before looking for jobs misses none.
    #[must_use]
    pub fn follow_jobs(&self) -> watch::Receiver<u64> {
        self.jobs.subscribe()
    }

    pub(crate) fn raise(&self, marks: &[Mark]) {
        for mark in marks {
            match mark {
                Mark::Conversation(id) => {
                    if let Some(slot) = self.slot(*id) {
                        slot.fetch_add(1, Ordering::AcqRel);
                    }
                    self.anything.fetch_add(1, Ordering::AcqRel);
                }
                Mark::People => {
                    self.people.fetch_add(1, Ordering::AcqRel);
                    self.anything.fetch_add(1, Ordering::AcqRel);
                }
                Mark::Faces => {
                    self.faces.fetch_add(1, Ordering::AcqRel);
                    self.people.fetch_add(1, Ordering::AcqRel);
                    self.anything.fetch_add(1, Ordering::AcqRel);
                }
                Mark::Site => {
                    self.site.fetch_add(1, Ordering::AcqRel);
                    self.anything.fetch_add(1, Ordering::AcqRel);
                }
                Mark::Jobs => self
                    .jobs
                    .send_modify(|times| *times = times.wrapping_add(1)),
            }
        }
    }

    pub(crate) fn raise_all(&self) {
        for slot in &self.conversations {
            slot.fetch_add(1, Ordering::AcqRel);
        }
        self.raise(&[Mark::People, Mark::Site, Mark::Jobs]);
    }

    pub(crate) fn trust(&self, yes: bool) {
        self.trusted.store(yes, Ordering::Release);
    }
}

impl Mark {
    /// As it travels between processes.
    pub(crate) fn to_text(self) -> String {
        match self {
            Self::Conversation(id) => format!("c{id}"),
            Self::People => "people".to_owned(),
            Self::Faces => "faces".to_owned(),
            Self::Site => "site".to_owned(),
            Self::Jobs => "jobs".to_owned(),
        }
    }

    /// Reads [`Mark::to_text`].
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "people" => Some(Self::People),
            "faces" => Some(Self::Faces),
            "site" => Some(Self::Site),
            "jobs" => Some(Self::Jobs),
            other => other
                .strip_prefix('c')?
                .parse()
                .ok()
                .map(Self::Conversation),
        }
    }
}
