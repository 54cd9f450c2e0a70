//! Passes on what is committed, here and in other processes, to those who look.

use std::sync::{Arc, Weak};

use store::Mark;
use tokio::sync::mpsc::UnboundedReceiver;

use super::board::Note;
use crate::hall::Hall;

/// Begins, if nobody has: there has to be a runtime, and somebody who listens.
pub(super) fn begin(hall: &Arc<Hall>) {
    if hall.live.begins() {
        let marks = hall.app.store().versions().follow();
        tokio::spawn(pass_on(Arc::downgrade(hall), marks));
    }
}

async fn pass_on(hall: Weak<Hall>, mut marks: UnboundedReceiver<Mark>) {
    while let Some(mark) = marks.recv().await {
        let Some(hall) = hall.upgrade() else { return };
        if let Err(error) = one(&hall, mark).await {
            tracing::warn!(%error, "those who look were not told of something");
        }
    }
}

/// What it is about is read once, however many look.
async fn one(hall: &Hall, mark: Mark) -> app::Result<()> {
    match mark {
        Mark::Comment(talk, id) if hall.live.is_watched(talk) => {
            let read = hall
                .app
                .read(move |from| Ok(store::comment::unseen(from, id)?));
            if let Some(placed) = read.await? {
                hall.live.tell_talk(talk, &Note::Comment(Arc::new(placed)));
            }
        }
        Mark::Writing(talk, person) if hall.live.is_watched(talk) => {
            let read = hall
                .app
                .read(move |from| Ok(store::byline::of_member(from, person)?));
            if let Some(byline) = read.await? {
                hall.live.tell_talk(talk, &Note::Writing(Arc::new(byline)));
            }
        }
        Mark::Reader(person) => hall.live.tell_person(person, &Note::Told),
        Mark::Comment(..)
        | Mark::Writing(..)
        | Mark::Conversation(_)
        | Mark::People
        | Mark::Faces
        | Mark::Site
        | Mark::Shown
        | Mark::Jobs => {}
    }
    Ok(())
}
