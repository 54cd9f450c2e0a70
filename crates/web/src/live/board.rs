//! Who listens to what, and passing on to them what happens. Nobody who is slow holds up the others (R93).

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base::Id;
use domain::conversation::Conversation;
use domain::person::{Byline, Person};
use serving::network::Network;
use store::comment::Placed;
use tokio::sync::mpsc;

/// Streams in all.
const ALL: usize = 2_000;
/// Streams of one member: as many tabs as a browser shows at once.
const OF_MEMBER: usize = 5;
/// Streams of guests of one network: many may be behind one address.
const OF_NETWORK: usize = 50;
/// Events that may wait for one who is slow; then they are cut off, and begin anew when they have caught up.
const WAITING: usize = 64;

/// Something that happened, for those whom it concerns.
#[derive(Clone, Debug)]
pub(super) enum Note {
    /// A comment was said or has changed. Not everybody who listens may see it.
    Comment(Arc<Placed>),
    /// Somebody is writing.
    Writing(Arc<Byline>),
    /// What somebody is told has changed.
    Told,
}

/// Whose stream it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Member(Id<Person>),
    Guest(Option<Network>),
}

impl Who {
    const fn most(self) -> usize {
        match self {
            Self::Member(_) => OF_MEMBER,
            Self::Guest(_) => OF_NETWORK,
        }
    }
}

struct Seat {
    who: Who,
    talk: Option<Id<Conversation>>,
    to: mpsc::Sender<Note>,
}

#[derive(Default)]
struct Seats {
    number: u64,
    all: HashMap<u64, Seat>,
    talks: HashMap<Id<Conversation>, Vec<u64>>,
    people: HashMap<Who, Vec<u64>>,
    closed: bool,
}

impl Seats {
    fn leave(&mut self, number: u64) {
        let Some(seat) = self.all.remove(&number) else {
            return;
        };
        if let Some(talk) = seat.talk
            && let Some(numbers) = self.talks.get_mut(&talk)
        {
            numbers.retain(|known| *known != number);
            if numbers.is_empty() {
                self.talks.remove(&talk);
            }
        }
        if let Some(numbers) = self.people.get_mut(&seat.who) {
            numbers.retain(|known| *known != number);
            if numbers.is_empty() {
                self.people.remove(&seat.who);
            }
        }
    }

    fn tell(&mut self, numbers: &[u64], note: &Note) {
        let mut slow = Vec::new();
        for number in numbers {
            if let Some(seat) = self.all.get(number)
                && seat.to.try_send(note.clone()).is_err()
            {
                slow.push(*number);
            }
        }
        for number in slow {
            self.leave(number);
        }
    }
}

/// All streams of this process.
#[derive(Default)]
pub(crate) struct Board {
    seats: Mutex<Seats>,
    begun: AtomicBool,
}

impl Board {
    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this is the first who asks: they start what passes on.
    pub(super) fn begins(&self) -> bool {
        !self.begun.swap(true, Ordering::AcqRel)
    }

    /// A seat for a stream; none if there are too many, or the program is about to stop.
    pub(super) fn sit(
        self: &Arc<Self>,
        who: Who,
        talk: Option<Id<Conversation>>,
    ) -> Option<Sitting> {
        let mut seats = self.seats();
        let own = seats.people.get(&who).map_or(0, Vec::len);
        if seats.closed || seats.all.len() >= ALL || own >= who.most() {
            return None;
        }
        seats.number += 1;
        let number = seats.number;
        let (to, notes) = mpsc::channel(WAITING);
        seats.all.insert(number, Seat { who, talk, to });
        seats.people.entry(who).or_default().push(number);
        if let Some(talk) = talk {
            seats.talks.entry(talk).or_default().push(number);
        }
        Some(Sitting {
            board: Arc::clone(self),
            number,
            notes,
        })
    }

    /// Whether anybody looks at a conversation.
    pub(super) fn is_watched(&self, talk: Id<Conversation>) -> bool {
        self.seats().talks.contains_key(&talk)
    }

    /// Tells all who look at a conversation.
    pub(super) fn tell_talk(&self, talk: Id<Conversation>, note: &Note) {
        let mut seats = self.seats();
        if let Some(numbers) = seats.talks.get(&talk).cloned() {
            seats.tell(&numbers, note);
        }
    }

    /// Tells a member in all their tabs.
    pub(super) fn tell_person(&self, person: Id<Person>, note: &Note) {
        let mut seats = self.seats();
        if let Some(numbers) = seats.people.get(&Who::Member(person)).cloned() {
            seats.tell(&numbers, note);
        }
    }

    /// Ends all streams, and lets none begin: the program is about to stop.
    pub(crate) fn close(&self) {
        let mut seats = self.seats();
        let begun = seats.number;
        *seats = Seats {
            number: begun,
            closed: true,
            ..Seats::default()
        };
    }
}

/// A seat that is taken; it is free again when this goes.
pub(super) struct Sitting {
    board: Arc<Board>,
    number: u64,
    notes: mpsc::Receiver<Note>,
}

impl Sitting {
    /// What happens next; none when the stream has to end.
    pub(super) async fn next(&mut self) -> Option<Note> {
        self.notes.recv().await
    }
}

impl Drop for Sitting {
    fn drop(&mut self) {
        self.board.seats().leave(self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALK: Id<Conversation> = Id::fixed(1);

    fn member(number: u32) -> Who {
        Who::Member(Id::fixed(number))
    }

    #[test]
    fn a_member_has_five_streams_and_a_seat_that_is_left_is_free() {
        let board = Arc::new(Board::default());
        let mut sitting: Vec<_> = (0..5).map(|_| board.sit(member(1), None)).collect();
        assert!(sitting.iter().all(Option::is_some));
        assert!(board.sit(member(1), None).is_none());
        assert!(board.sit(member(2), None).is_some());

        sitting.pop();
        assert!(board.sit(member(1), None).is_some());
    }

    #[test]
    fn there_is_an_end_to_all_of_them() {
        let board = Arc::new(Board::default());
        let most = u32::try_from(ALL).unwrap();
        let all: Vec<_> = (1..=most + 1)
            .map(|number| board.sit(member(number), Some(TALK)))
            .collect();
        assert_eq!(all.iter().flatten().count(), ALL);
        assert!(board.is_watched(TALK));

        drop(all);
        assert!(!board.is_watched(TALK));
        assert!(board.seats().people.is_empty());
    }

    #[tokio::test]
    async fn who_is_slow_is_cut_off_and_holds_up_nobody() {
        let board = Arc::new(Board::default());
        let mut slow = board.sit(member(1), Some(TALK)).unwrap();
        let mut quick = board.sit(member(2), Some(TALK)).unwrap();
        for _ in 0..=WAITING {
            board.tell_talk(TALK, &Note::Told);
            assert!(matches!(quick.next().await, Some(Note::Told)));
        }

        let mut heard = 0;
        while slow.next().await.is_some() {
            heard += 1;
        }
        assert_eq!(heard, WAITING);
        board.tell_person(Id::fixed(2), &Note::Told);
        assert!(quick.next().await.is_some());
        board.close();
        assert!(quick.next().await.is_none());
        assert!(board.sit(member(3), None).is_none());
    }
}
