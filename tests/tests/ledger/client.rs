//! A client that writes, and notes what it sent and what it was told.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::hall::Talk;
use super::http::{Cut, send};

/// Of so many clients, one is a guest: what it says is held, and staff are told.
const GUEST: usize = 8;
/// How long a client waits before it asks again.
const PAUSE: Duration = Duration::from_millis(20);

/// What a client sent and what it was told.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub(crate) text: String,
    /// Acknowledged: with the id of the comment, or without, for guests whose comment is held.
    pub(crate) told: Option<Option<String>>,
    pub(crate) guest: bool,
}

/// Writes one comment after the other until it is over.
pub(crate) fn write_until(over: &AtomicBool, talk: &Talk, number: usize) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut count = 0;
    while !over.load(Ordering::Acquire) {
        let text = format!("client {number} says {count}");
        // Half of them insist on an answer, as somebody does who presses the button again.
        let insists = count % 2 == 0;
        if let Some(note) = write(over, talk, number, &text, insists) {
            notes.push(note);
        }
        count += 1;
    }
    notes
}

/// Sends one comment. Nothing is noted if it certainly was not taken in.
fn write(over: &AtomicBool, talk: &Talk, number: usize, text: &str, insists: bool) -> Option<Note> {
    let guest = number.is_multiple_of(GUEST);
    let path = format!("/conversations/{}/comments", talk.conversation);
    let key = base::Secret::new().reveal();
    let name = format!("Guest {number}");
    let email = format!("guest{number}@example.org");
    let form = match guest {
        true => vec![
            ("text", text),
            ("name", name.as_str()),
            ("email", email.as_str()),
        ],
        false => vec![("text", text), ("key", key.as_str())],
    };
    let session = match guest {
        true => "",
        false => talk
            .sessions
            .get(number % talk.sessions.len())
            .map_or("", String::as_str),
    };
    let mut note = Note {
        text: text.to_owned(),
        told: None,
        guest,
    };
    let mut sent = false;
    loop {
        match send(talk.address, "POST", &path, session, &form) {
            Ok(answer) if answer.status == 303 => {
                let id = answer.header("location").rsplit_once("#comment-");
                note.told = Some(id.map(|(_, id)| id.to_owned()));
                assert_eq!(id.is_none(), guest, "{}", answer.header("location"));
                return Some(note);
            }
            // Busy: it was not done, and can be tried again.
            Ok(answer) if answer.status == 503 => {}
            Ok(answer) => panic!("{text}: {} {}", answer.status, answer.body),
            Err(Cut::Before) => {}
            Err(Cut::After) => sent = true,
        }
        let give_up = over.load(Ordering::Acquire) || !insists;
        if give_up && sent {
            return Some(note);
        }
        if give_up && over.load(Ordering::Acquire) {
            return None;
        }
        thread::sleep(PAUSE);
    }
}
