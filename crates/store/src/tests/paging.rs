//! Every comment is found on the page that shows it.

use base::Id;
use domain::comment::State;
use domain::group::Visibility;
use domain::{Role, Viewer};

use super::place::everywhere;
use super::world::{self, ADA, draft, minute, publish, say};
use crate::comment::{self, By};

/// More than are counted from the end, and several pages more.
const COMMENTS: i64 = 760;

#[test]
fn the_page_of_a_comment_is_the_one_that_shows_it() {
    everywhere(async |spot| {
        let store = spot.open();
        let conversation = store
            .write(|tx| {
                world::add_person(tx, ADA, "Ada", Role::Owner)?;
                let article = draft(tx, "Long", "Words.", &[ADA], Visibility::Public, 1)?;
                publish(tx, article, minute(2))?;
                let mut branches = Vec::new();
                for number in 0..COMMENTS {
                    // Stones, what waits, and answers to what was said long before, so that no page is like another.
                    let state = match number % 11 {
                        3 => State::Waiting,
                        5 => State::Removed,
                        8 => State::Deleted,
                        9 => State::Rejected,
                        _ => State::Visible,
                    };
                    let parent = (number % 7 == 0)
                        .then(|| usize::try_from(number / 2).ok())
                        .flatten()
                        .and_then(|place| branches.get(place).copied());
                    let words = format!("number {number}");
                    let id = say(
                        tx,
                        article.cast(),
                        By::Person(ADA),
                        &words,
                        state,
                        10 + number,
                        parent,
                    )?;
                    branches.push(id);
                }
                Ok::<_, crate::Error>(article.cast())
            })
            .await
            .unwrap();
        let seen = store
            .read(move |from| walk(from, conversation))
            .await
            .unwrap();

        // Eleven in a row have nine with a place in the thread.
        assert_eq!(seen, 69 * 9 + 1);
    });
}

/// Reads all pages and asks for the page of each comment on them; how many there were.
fn walk(
    from: &mut crate::Snapshot<'_>,
    conversation: Id<domain::conversation::Conversation>,
) -> crate::Result<usize> {
    let viewer = Viewer::Guest;
    let (mut after, mut seen) = (None, 0);
    loop {
        let page = comment::thread(from, &viewer, conversation, after, domain::comment::PAGE)?;
        let Some(last) = page.last() else {
            return Ok(seen);
        };
        for placed in &page {
            let found = comment::before(from, &viewer, placed)?;
            assert_eq!(found, after, "{}", placed.comment.html);
        }
        seen += page.len();
        after = Some(comment::Place::of(last));
    }
}
