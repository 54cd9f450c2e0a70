//! Clears away what nobody needs: pictures that nothing shows, files that no picture names (R65).

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use base::Digest;
use domain::picture::UNUSED_KEPT;

use super::files;
use crate::{App, Error, Result};

/// Pictures forgotten in one transaction.
const AT_ONCE: i64 = 50;
/// Transactions of one tidying; the next one goes on.
const ROUNDS: usize = 20;
/// How often all files are held against what pictures need. Only a crash leaves files that nothing names.
const SWEEP: Duration = Duration::from_hours(24);
/// Names read at once.
const NAMES: i64 = 5_000;

/// A round of it. Safe to run twice.
pub(crate) async fn tidy(app: &App) -> Result<()> {
    for _ in 0..ROUNDS {
        let lonely = app
            .write(|tx| Ok(store::picture::forget(tx, AT_ONCE)?))
            .await?;
        if lonely.is_empty() {
            break;
        }
        files::remove(app, lonely, UNUSED_KEPT).await;
    }
    let due = app.now().before(SWEEP);
    let swept = app.read(|from| Ok(store::picture::swept_at(from)?)).await?;
    if swept.is_none_or(|at| at <= due) {
        sweep(app).await?;
        app.write(|tx| Ok(store::picture::set_swept(tx)?)).await?;
    }
    Ok(())
}

/// Removes the files that have been there for long and that no picture names.
async fn sweep(app: &App) -> Result<()> {
    let mut named = HashSet::new();
    let mut last = None;
    loop {
        let after = last;
        let page: Vec<Digest> = app
            .read(move |from| Ok(store::picture::named(from, after, NAMES)?))
            .await?;
        let Some(end) = page.last() else { break };
        last = Some(*end);
        named.extend(page);
    }
    let before = files::system(app.now().before(UNUSED_KEPT));
    let kept = Arc::clone(app.files());
    let lonely = files::off(move || {
        let mut lonely = Vec::new();
        kept.list(&mut |stored| {
            if stored.put_at < before && !named.contains(&stored.digest) {
                lonely.push(stored.digest);
            }
            Ok(())
        })
        .map(|()| lonely)
    })
    .await?
    .map_err(|error| Error::Unavailable(format!("files cannot be listed: {error}")))?;
    if !lonely.is_empty() {
        tracing::info!(
            files = lonely.len(),
            "no picture names these files; they go"
        );
    }
    files::remove(app, lonely, UNUSED_KEPT).await;
    Ok(())
}
