//! Keeping the search in order: what became stale in the index, its pieces, the words it knows.

use crate::{App, Result};

/// Things indexed anew in one transaction.
const PIECE: i64 = 200;
/// In how many parts the index is settled. One larger than these settles over several nights.
const PARTS: u32 = 100;

/// Puts into the index anew whatever has become stale there.
///
/// # Errors
/// The store's.
pub async fn refresh(app: &App) -> Result<()> {
    while app
        .write(|tx| Ok(store::search::refresh(tx, PIECE)?))
        .await?
    {}
    Ok(())
}

/// Learns the words that occur, for those who misspell them.
///
/// # Errors
/// The store's.
pub async fn learn(app: &App) -> Result<()> {
    let mut lesson = Some(store::search::Lesson::default());
    while let Some(step) = lesson {
        lesson = app
            .write(move |tx| Ok(store::search::learn(tx, step.clone())?))
            .await?;
    }
    Ok(())
}

/// Once an hour: sweeps up what a job may have missed, and learns where that is quick; at night all of it, once what was taken
/// out is gone from the file.
pub(crate) async fn tidy(app: &App, at_night: bool) -> Result<()> {
    refresh(app).await?;
    if at_night {
        for part in 0..PARTS {
            app.write(move |tx| Ok(store::search::settle(tx, part == 0)?))
                .await?;
        }
    }
    if at_night
        || app
            .read(|from| Ok(store::search::is_quickly_learnt(from)?))
            .await?
    {
        learn(app).await?;
    }
    Ok(())
}
