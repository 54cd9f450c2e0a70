//! How many notifications are unread, for the mark on the bell.

use base::Id;
use domain::person::Person;

use crate::hall::Hall;

/// One's own; counted anew only when something of theirs has changed, or who may see what.
pub(crate) async fn count(hall: &Hall, me: Id<Person>) -> app::Result<i64> {
    let versions = hall.app.store().versions();
    let stamp = versions.reader(me);
    if versions.trusted()
        && let Some(known) = hall.told.get(&me, stamp)
    {
        return Ok(*known);
    }
    let count = hall
        .app
        .read(move |from| Ok(store::notification::count(from, me)?))
        .await?;
    Ok(*hall.told.put(me, stamp, count))
}
