//! How much waits for those who keep the peace, for the mark in their navigation.

use std::sync::PoisonError;

use app::Found as _;
use domain::group::Moderate;
use domain::{Rule as _, Viewer};

use crate::hall::Hall;

/// Comments and applications that wait; counted anew only when something may have changed.
pub(crate) async fn count(hall: &Hall, viewer: Viewer) -> app::Result<i64> {
    let versions = hall.app.store().versions();
    // What begins to wait changes no page yet, but always leaves a job that tells of it: both counters only rise.
    let jobs = *versions.follow_jobs().borrow();
    let stamp = versions.anything().wrapping_add(jobs);
    let held = *hall.waiting.lock().unwrap_or_else(PoisonError::into_inner);
    if versions.trusted()
        && let Some((at, count)) = held
        && at == stamp
    {
        return Ok(count);
    }
    let count = hall
        .app
        .read(move |from| {
            let group = store::group::root(from, &viewer)?.found()?;
            let permit = Moderate::permit(&viewer, group)?;
            let comments = store::comment::count_waiting(from, &permit)?;
            let comments = comments + store::post::count_waiting(from, &permit)?;
            let cases = store::case::count_open(from, &permit)?;
            let appeals = store::measure::count_appeals(from, &permit)?;
            Ok(comments + cases + appeals + store::person::count_applied(from, &permit)?)
        })
        .await?;
    *hall.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some((stamp, count));
    Ok(count)
}
