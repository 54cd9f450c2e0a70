//! Publishing articles now or later, and taking them back.

use super::month::month_of;
use super::write::Written;
use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Error, Result};
use base::{Id, Moment};
use domain::activity::{Actor, Door, Kind, Touches};
use domain::article::{Article, Edit};
use domain::conversation::Stage;
use domain::job::Work;
use domain::problem::Fault;
use domain::site::Site;
use domain::{Problems, Rule};
use jiff::tz::TimeZone;
use store::Tx;

/// Publishes a draft: at once, or at a moment to come.
///
/// # Errors
/// Not allowed, or published already.
pub async fn publish(
    app: &App,
    caller: Caller,
    id: Id<Article>,
    at: Option<Moment>,
) -> Result<Written> {
    let site = app.site().await?;
    app.write(move |tx| {
        let article = store::article::find(tx, &caller.viewer, id)?.found()?;
        let permit = Edit::permit(&caller.viewer, article)?;
        match permit.line.stage {
            Stage::Published => {
                return Ok(Written {
                    id,
                    path: permit.line.path.clone(),
                });
            }
            Stage::Draft | Stage::Scheduled | Stage::Waiting | Stage::Removed => {}
        }
        if permit.source.trim().is_empty() {
            return Err(Problems::one("source", "article.source-empty").into());
        }
        let at = at.unwrap_or_else(|| tx.now()).max(tx.now());
        let closes_at = site.closes_at(at);
        let path = store::article::publish(tx, &permit, at, month_of(&site, at), closes_at)?;
        if at > tx.now() {
            store::job::add(tx, &Work::Publish { article: id }, at, None)?;
        } else {
            record(
                tx,
                caller.actor(),
                caller.door,
                Kind::Published,
                published(id),
            )?;
        }
        Ok(Written { id, path })
    })
    .await
}

fn published(id: Id<Article>) -> Touches {
    Touches {
        conversation: Some(id.cast()),
        ..Touches::default()
    }
}

/// The clock publishes what was scheduled. Safe to run twice, and too early.
pub(crate) fn come_out(tx: &mut Tx<'_>, id: Id<Article>) -> Result<()> {
    let now = tx.now();
    match store::article::scheduled(tx, id)? {
        Some(at) if at > now => {
            // Rescheduled since: this job gives way to one at the new time.
            Ok(store::job::add(
                tx,
                &Work::Publish { article: id },
                at,
                Some(&format!("publish {id} {}", at.ms())),
            )?)
        }
        Some(_) => {
            if store::article::come_out(tx, id)? {
                record(
                    tx,
                    Actor::House,
                    Door::Clock,
                    Kind::Published,
                    published(id),
                )?;
            }
            Ok(())
        }
        None => Ok(()), // Withdrawn or out already.
    }
}

/// Takes a published article back to the drafts. Its comments stay with it.
///
/// # Errors
/// Not allowed.
pub async fn withdraw(app: &App, caller: Caller, id: Id<Article>) -> Result<()> {
    app.write(move |tx| {
        let article = store::article::find(tx, &caller.viewer, id)?.found()?;
        let permit = Edit::permit(&caller.viewer, article)?;
        let was = permit.line.stage;
        store::article::withdraw(tx, &permit)?;
        match was {
            Stage::Published => {
                record(
                    tx,
                    caller.actor(),
                    caller.door,
                    Kind::Withdrawn,
                    published(id),
                )?;
            }
            Stage::Draft | Stage::Scheduled | Stage::Waiting | Stage::Removed => {}
        }
        Ok(())
    })
    .await
}

/// Reads the moment that a form gives as local date and time of the site.
///
/// # Errors
/// Not a date, or not to come.
pub fn parse_time(site: &Site, raw: &str, now: Moment) -> Result<Option<Moment>> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    let wrong = |key| {
        let mut problems = Problems::default();
        problems.add("at", Fault::new(key));
        Error::from(problems)
    };
    let civil: jiff::civil::DateTime = raw.parse().map_err(|_| wrong("article.time-wrong"))?;
    let zone = TimeZone::get(&site.zone).unwrap_or(TimeZone::UTC);
    let at = zone
        .to_timestamp(civil)
        .map_err(|_| wrong("article.time-wrong"))?;
    let at = Moment::from(at);
    if at <= now {
        Err(wrong("article.time-past"))
    } else {
        Ok(Some(at))
    }
}
