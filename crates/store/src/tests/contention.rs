//! Units that change the same at the same time all come to their end, and a database that starts anew is waited for.

use std::sync::Arc;

use super::place::{self, Spot, everywhere, run};
use crate::{Error, Result, Snapshot, Store, Tx};

fn counter(from: &mut Snapshot<'_>) -> Result<i64> {
    let text: String = sql!("select value from setting where name = 'counter'").one(from)?;
    Ok(text.parse().unwrap())
}

/// Reads, thinks, writes: what is lost if two do it at once.
fn increment(tx: &mut Tx<'_>) -> Result<()> {
    let next = counter(tx)? + 1;
    sql!(
        "update setting set value = $1 where name = 'counter'",
        next.to_string()
    )
    .change_one(tx)
}

async fn begin(store: &Store) {
    store
        .write(|tx| {
            sql!("insert into setting (name, value) values ('counter', '0')").change_one(tx)
        })
        .await
        .unwrap();
}

#[test]
fn sixty_four_increments_at_once_count_to_sixty_four() {
    everywhere(async |spot| {
        let store = Arc::new(spot.open());
        begin(&store).await;
        let all: Vec<_> = (0..64)
            .map(|_| {
                let store = Arc::clone(&store);
                tokio::spawn(async move { store.write(increment).await })
            })
            .collect();
        for one in all {
            one.await.unwrap().unwrap();
        }
        assert_eq!(store.read(counter).await.unwrap(), 64);
    });
}

#[test]
fn two_processes_on_one_database_lose_no_increment() {
    let Some(spot) = place::postgres() else {
        return;
    };
    run(async {
        let stores = [Arc::new(spot.open()), Arc::new(spot.open())];
        begin(&stores[0]).await;
        let all: Vec<_> = (0..64)
            .map(|number: usize| {
                let store = Arc::clone(&stores[number % 2]);
                tokio::spawn(async move { store.write(increment).await })
            })
            .collect();
        for one in all {
            one.await.unwrap().unwrap();
        }
        assert_eq!(stores[1].read(counter).await.unwrap(), 64);
    });
}

fn cut(spot: &Spot) {
    spot.with_postgres(|client| {
        let ended = "select pg_terminate_backend(pid) from pg_stat_activity
                     where pid <> pg_backend_pid() and application_name = current_schema()";
        assert!(!client.query(ended, &[]).unwrap().is_empty());
    });
}

#[test]
fn connections_that_were_cut_are_made_anew_and_nothing_fails() {
    let Some(mut spot) = place::postgres() else {
        return;
    };
    spot.name_connections();
    run(async {
        let store = spot.open();
        begin(&store).await;
        for _ in 0..16 {
            store.read(counter).await.unwrap();
        }
        cut(&spot);
        for _ in 0..16 {
            store.write(increment).await.unwrap();
        }
        cut(&spot);
        for _ in 0..16 {
            assert_eq!(store.read(counter).await.unwrap(), 16);
        }
    });
}

#[test]
fn a_connection_that_is_cut_inside_a_unit_costs_only_another_try() {
    let Some(mut spot) = place::postgres() else {
        return;
    };
    spot.name_connections();
    let spot = Arc::new(spot);
    run(async {
        let store = spot.open();
        begin(&store).await;
        let (own, mut first) = (Arc::clone(&spot), true);
        store
            .write(move |tx| {
                increment(tx)?;
                if std::mem::take(&mut first) {
                    cut(&own);
                }
                increment(tx)
            })
            .await
            .unwrap();
        assert_eq!(store.read(counter).await.unwrap(), 2);
        let outcome: Result<()> = store
            .write(|tx| {
                increment(tx)?;
                Err(Error::Busy("no"))
            })
            .await;
        assert!(matches!(outcome, Err(Error::Busy("no"))));
    });
}
