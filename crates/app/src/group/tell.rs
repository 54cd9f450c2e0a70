//! Who is told of what happens at a group's door.

use domain::activity::{Activity, Kind};
use domain::notification::Reason;
use store::Tx;
use store::notification::Fresh;

use crate::Result;

/// Tells whoever something at the door concerns: the stewards that somebody asks, others what was done for them.
pub(crate) fn tell(tx: &mut Tx<'_>, activity: &Activity) -> Result<()> {
    if activity.group == domain::group::ROOT {
        return Ok(());
    }
    let stewards = store::group::stewards(tx, activity.group)?;
    let (reason, to) = match (activity.kind, activity.touches.to) {
        (Kind::Applied, _) => (Reason::Asked, stewards),
        (Kind::Invited, Some(to)) => (Reason::Invited, vec![to]),
        (Kind::Admitted, Some(to)) => (Reason::LetIn, vec![to]),
        (Kind::Appointed, Some(to)) if stewards.contains(&to) => (Reason::Raised, vec![to]),
        _ => return Ok(()),
    };
    let once = format!("group {}", activity.id);
    for person in to {
        if activity.actor.person() == Some(person) {
            continue;
        }
        let fresh = Fresh {
            reason,
            source: None,
            once: &once,
            conversation: None,
            group: Some(activity.group),
            comment: None,
            actor: activity.actor,
            at: activity.at,
        };
        store::notification::add(tx, person, &fresh)?;
    }
    Ok(())
}
