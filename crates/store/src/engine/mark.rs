//! Versions of what is kept rendered in memory, raised after every commit that changed it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

use base::Id;
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::person::Person;
use tokio::sync::{mpsc, watch};

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
    /// What one member alone sees: what is new to them, what they are told.
    Reader(Id<Person>),
    /// One comment, in its conversation: said, changed, thanked for, taken away. For those who look at this moment; what is held
    /// rendered has the conversation's own mark.
    Comment(Id<Conversation>, Id<Comment>),
    /// Somebody is writing in a conversation. It is kept nowhere.
    Writing(Id<Conversation>, Id<Person>),
    /// Who may see what: something was taken away, brought back, or shown to others than before.
    Shown,
}

/// Slots for conversations. Two that share one only cause a rendering too many.
const SLOTS: usize = 16_384;

/// Slots for members. Two that share one only cause a look too many.
const SEATS: usize = 4_096;

/// The versions. Read one *before* taking a snapshot: what is rendered then is never older than it says.
pub struct Versions {
    conversations: Box<[AtomicU64]>,
    readers: Box<[AtomicU64]>,
    shown: AtomicU64,
    anything: AtomicU64,
    people: AtomicU64,
    faces: AtomicU64,
    site: AtomicU64,
    jobs: watch::Sender<u64>,
    trusted: AtomicBool,
    followers: RwLock<Vec<mpsc::UnboundedSender<Mark>>>,
}

impl Default for Versions {
    fn default() -> Self {
        Self {
            conversations: (0..SLOTS).map(|_| AtomicU64::new(1)).collect(),
            readers: (0..SEATS).map(|_| AtomicU64::new(1)).collect(),
            shown: AtomicU64::new(0),
            anything: AtomicU64::new(1),
            people: AtomicU64::new(1),
            faces: AtomicU64::new(0),
            site: AtomicU64::new(1),
            jobs: watch::Sender::new(0),
            trusted: AtomicBool::new(true),
            followers: RwLock::default(),
        }
    }
}

impl Versions {
    fn slot(&self, id: Id<Conversation>) -> Option<&AtomicU64> {
        pick(&self.conversations, id.raw())
    }

    fn seat(&self, id: Id<Person>) -> Option<&AtomicU64> {
        pick(&self.readers, id.raw())
    }

    /// Of what one member alone sees, and of who may see what.
    #[must_use]
    pub fn reader(&self, id: Id<Person>) -> u64 {
        let own = self.seat(id).map_or(0, |seat| seat.load(Ordering::Acquire));
        own.wrapping_add(self.shown.load(Ordering::Acquire))
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

    /// All marks from now on, of this process and of others, in the order in which they are raised.
    ///
    /// For those who pass them on at once: what is not taken in waits in memory.
    #[must_use]
    pub fn follow(&self) -> mpsc::UnboundedReceiver<Mark> {
        let (sender, receiver) = mpsc::unbounded_channel();
        let mut followers = self
            .followers
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        followers.retain(|known| !known.is_closed());
        followers.push(sender);
        receiver
    }

    fn tell(&self, mark: Mark) {
        let followers = self
            .followers
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        for follower in followers.iter() {
            // Whoever stopped following is left out when the next one begins.
            let _ = follower.send(mark);
        }
    }

    pub(crate) fn raise(&self, marks: &[Mark]) {
        for mark in marks {
            match mark {
                Mark::Comment(..) | Mark::Writing(..) => {}
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
                Mark::Reader(id) => {
                    if let Some(seat) = self.seat(*id) {
                        seat.fetch_add(1, Ordering::AcqRel);
                    }
                }
                Mark::Shown => {
                    self.shown.fetch_add(1, Ordering::AcqRel);
                    self.anything.fetch_add(1, Ordering::AcqRel);
                }
                Mark::Jobs => self
                    .jobs
                    .send_modify(|times| *times = times.wrapping_add(1)),
            }
            // After the version, so that whoever looks because of it sees what is new.
            self.tell(*mark);
        }
    }

    pub(crate) fn raise_all(&self) {
        for slot in &self.conversations {
            slot.fetch_add(1, Ordering::AcqRel);
        }
        self.raise(&[Mark::People, Mark::Site, Mark::Shown, Mark::Jobs]);
    }

    pub(crate) fn trust(&self, yes: bool) {
        self.trusted.store(yes, Ordering::Release);
    }
}

/// The slot of an id among many. Ids of one millisecond differ only in the low bits, ids of one minute only in the middle: mix both.
fn pick(slots: &[AtomicU64], raw: i64) -> Option<&AtomicU64> {
    let mixed = raw ^ (raw >> 17) ^ (raw >> 31);
    let many = i64::try_from(slots.len()).unwrap_or(1).max(1);
    slots.get(usize::try_from(mixed.rem_euclid(many)).unwrap_or(0))
}

/// Two ids, one after the other.
fn pair<A: ?Sized, B: ?Sized>(text: &str) -> Option<(Id<A>, Id<B>)> {
    let (one, other) = text.split_at_checked(base::id::LENGTH)?;
    Some((one.parse().ok()?, other.parse().ok()?))
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
            Self::Reader(id) => format!("r{id}"),
            Self::Comment(id, comment) => format!("m{id}{comment}"),
            Self::Writing(id, person) => format!("w{id}{person}"),
            Self::Shown => "shown".to_owned(),
        }
    }

    /// Reads [`Mark::to_text`].
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "people" => Some(Self::People),
            "faces" => Some(Self::Faces),
            "site" => Some(Self::Site),
            "jobs" => Some(Self::Jobs),
            "shown" => Some(Self::Shown),
            other => match other.split_at_checked(1)? {
                ("c", id) => id.parse().ok().map(Self::Conversation),
                ("r", id) => id.parse().ok().map(Self::Reader),
                ("m", ids) => pair(ids).map(|(id, comment)| Self::Comment(id, comment)),
                ("w", ids) => pair(ids).map(|(id, person)| Self::Writing(id, person)),
                _ => None,
            },
        }
    }
}
