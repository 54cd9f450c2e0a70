//! What is looked for is found, on both engines alike, and nothing that is hidden.

mod hostile;
mod operator;
mod people;
mod rank;
mod rebuild;
mod seen;
mod settle;
mod slip;
mod text;

use std::sync::Arc;

use base::moment::SetClock;
use domain::comment::{Decide, Delete, Restore, State};
use domain::group::Visibility;
use domain::policy::Rule;
use domain::search::Query;
use domain::{Role, Viewer, Visible};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::place::{Spot, everywhere, run};
use super::world::{self, ADA, BEN, CLEO, draft, minute, publish, say, viewer};
use crate::comment::By;
use crate::search::{Ask, Cursor, Found, Hit, Step, astray, find, rebuild};
use crate::{Error, Options, Result, Store};

fn open(spot: &Spot) -> Store {
    spot.open_with(&Options {
        clock: Arc::new(SetClock::new(minute(10_000))),
        ..Options::default()
    })
}

async fn page_after(
    store: &Store,
    viewer: Viewer,
    raw: &str,
    after: Option<Cursor>,
    limit: i64,
) -> Found {
    let query = Query::parse(raw);
    store
        .read(move |from| {
            let mut ask = Ask::new(&query, query.span(&TimeZone::UTC), limit);
            ask.after = after;
            find(from, &viewer, &ask)
        })
        .await
        .unwrap()
}

async fn page(store: &Store, viewer: Viewer, raw: &str, limit: i64) -> Found {
    page_after(store, viewer, raw, None, limit).await
}

/// All pages of so many, one after another.
async fn all_pages(store: &Store, viewer: Viewer, raw: &str, limit: i64) -> Vec<Visible<Hit>> {
    let mut hits = Vec::new();
    let mut after = None;
    loop {
        let found = page_after(store, viewer.clone(), raw, after, limit).await;
        hits.extend(found.hits);
        after = found.next;
        if after.is_none() {
            return hits;
        }
    }
}

/// The texts found, best first, without their tags.
async fn texts(store: &Store, viewer: Viewer, raw: &str) -> Vec<String> {
    let found = page(store, viewer, raw, 100).await;
    assert!(found.next.is_none() && !found.is_cut);
    found
        .hits
        .iter()
        .map(|hit| hit.html.replace("<p>", "").replace("</p>", ""))
        .collect()
}

async fn sorted(store: &Store, viewer: Viewer, raw: &str) -> Vec<String> {
    let mut found = texts(store, viewer, raw).await;
    found.sort();
    found
}

/// A public article with these comments, said a minute apart.
async fn talk(store: &Store, comments: &'static [&'static str]) {
    store
        .write(move |tx| {
            world::add_person(tx, ADA, "Ada", Role::Owner)?;
            let id = draft(tx, "Talk", "…", &[ADA], Visibility::Public, 1)?;
            publish(tx, id, minute(2))?;
            for (at, words) in (10..).zip(comments) {
                say(
                    tx,
                    id.cast(),
                    By::Person(ADA),
                    words,
                    State::Visible,
                    at,
                    None,
                )?;
            }
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
}
