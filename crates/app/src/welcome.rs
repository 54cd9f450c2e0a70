//! First words of newcomers that nobody has answered yet.

use std::time::Duration;

use domain::Visible;
use domain::activity::Actor;
use domain::notification::Reason;
use store::Tx;
use store::notification::Fresh;
use store::welcome::First;

use crate::{App, Caller, Error, Result};

/// How long somebody is a newcomer.
pub const NEW: Duration = Duration::from_hours(60 * 24);
/// How long first words wait before stewards are told.
const PATIENCE: Duration = Duration::from_hours(24);
/// So many are told of in one round.
const ROUND: i64 = 50;

/// First words that wait for an answer, those that have waited longest first, for members to give one.
///
/// # Errors
/// Not signed in.
pub async fn list(app: &App, caller: Caller) -> Result<Vec<Visible<First>>> {
    caller.viewer.person().ok_or(Error::SignIn)?;
    app.read(move |from| {
        let since = from.now().before(NEW);
        Ok(store::welcome::list(from, &caller.viewer, since)?)
    })
    .await
}

/// Tells stewards of first words that have waited for a day, once.
pub(crate) fn remind(tx: &mut Tx<'_>) -> Result<()> {
    let now = tx.now();
    let (since, until) = (now.before(NEW), now.before(PATIENCE));
    for (viewer, first) in store::welcome::waiting(tx, since, until, ROUND)? {
        let Some(to) = viewer.person() else { continue };
        let once = format!("welcome {}", first.person.id);
        let fresh = Fresh {
            reason: Reason::Unanswered,
            source: None,
            once: &once,
            conversation: Some(first.conversation),
            group: None,
            comment: first.comment,
            actor: Actor::Person {
                id: first.person.id,
                role: domain::Role::Member,
                origin: domain::Origin::Raised,
            },
            at: now,
        };
        store::notification::add(tx, to, &fresh)?;
    }
    Ok(())
}
