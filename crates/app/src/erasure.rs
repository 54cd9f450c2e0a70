//! The job that erases somebody: one bounded piece after the other, each of which can be done twice (R128).
//!
//! Whoever kills it half way finds it begun: the next try goes on, and nothing that is gone comes back.

use std::sync::Arc;

use base::{Digest, Id};
use domain::activity::{Actor, Door, Kind, Touches};
use domain::leaving::Way;
use domain::person::Person;
use i18n::Lang;
use store::Tx;
use store::erasure::{self, Blank};
use store::leaving::Begun;

use crate::fault::Fault;
use crate::picture;
use crate::record::record;
use crate::{App, Result};

/// Things blanked in one transaction, so that nobody waits long for it.
const PIECE: i64 = 50;
/// Mails looked through in one transaction.
const MAILS: i64 = 200;
/// Files removed at once.
const FILES: i64 = 200;

/// Does it. Safe to run twice, and to be cut off anywhere.
pub(crate) async fn run(app: &App, person: Id<Person>) -> std::result::Result<(), Fault> {
    let begun = app
        .write(move |tx| {
            let begun = store::leaving::begin(tx, person)?;
            if begun == Begun::LastOwner {
                let touches = Touches {
                    to: Some(person),
                    ..Touches::default()
                };
                record(tx, Actor::House, Door::Clock, Kind::Stayed, touches)?;
            }
            Ok(begun)
        })
        .await?;
    let Begun::Yes { way, role, origin } = begun else {
        return Ok(());
    };
    let site = app.site().await?;
    let lang = Lang::from_tag(&site.language).unwrap_or_default();
    let blank = Blank {
        name: i18n::text(lang, "person.gone").into_owned(),
        title: i18n::text(lang, "leaving.title-gone").into_owned(),
    };
    let instead = blank.clone();
    pieces(app, move |tx, after| {
        erasure::mails(tx, person, &instead, after, MAILS)
    })
    .await?;
    let instead = blank.clone();
    app.write(move |tx| {
        if erasure::account(tx, person, &instead)? {
            let actor = Actor::Person {
                id: person,
                role,
                origin,
            };
            record(tx, actor, Door::Clock, Kind::Left, Touches::default())?;
        }
        Ok(())
    })
    .await?;
    crate::export::tidy(app).await?;
    if way == Way::WordsToo {
        pieces(app, move |tx, after| {
            erasure::said(tx, person, after, PIECE)
        })
        .await?;
        app.write(move |tx| Ok(erasure::words(tx, person)?)).await?;
    }
    pieces(app, move |tx, after| {
        erasure::opened(tx, person, way, &blank, after, PIECE)
    })
    .await?;
    while app
        .write(move |tx| Ok(erasure::pictures(tx, person, PIECE)?))
        .await?
    {}
    doomed(app).await?;
    crate::search::refresh(app).await?;
    app.write(move |tx| Ok(store::leaving::end(tx, person)?))
        .await?;
    Ok(())
}

/// Goes through things piece by piece, from the first.
async fn pieces<F>(app: &App, work: F) -> Result<()>
where
    F: FnMut(&mut Tx<'_>, i64) -> store::Result<Option<i64>> + Clone + Send + 'static,
{
    let mut after = 0;
    loop {
        let mut work = work.clone();
        match app.write(move |tx| Ok(work(tx, after)?)).await? {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}

/// Removes files of pictures of those who left. Those put a moment ago may just be coming in again: they wait for the next hour.
pub(crate) async fn doomed(app: &App) -> Result<()> {
    let mut after: Option<Digest> = None;
    loop {
        let last = after;
        let some = app
            .write(move |tx| Ok(erasure::doomed(tx, last, FILES)?))
            .await?;
        let Some(end) = some.last() else {
            return Ok(());
        };
        after = Some(*end);
        picture::remove(app, some.clone()).await;
        let files = Arc::clone(app.files());
        let gone = picture::off(move || {
            some.into_iter()
                .filter(|hash| files.path(hash).is_none_or(|path| !path.exists()))
                .collect::<Vec<_>>()
        })
        .await?;
        app.write(move |tx| {
            for hash in &gone {
                erasure::spare(tx, hash)?;
            }
            Ok(())
        })
        .await?;
    }
}

/// What is done every hour: files that were too young, handles that were held long enough.
pub(crate) async fn tidy(app: &App) -> Result<()> {
    doomed(app).await?;
    app.write(|tx| Ok(store::leaving::let_go(tx)?)).await?;
    Ok(())
}
