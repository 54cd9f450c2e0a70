//! Writes are kept together, fail alone, and are acknowledged only when durable.

use std::sync::mpsc;
use std::time::Duration;

use super::place::{self, Spot, everywhere, run};
use crate::{Error, Result, Store, Tx};

fn put(tx: &mut Tx<'_>, name: &str) -> Result<()> {
    sql!("insert into setting (name, value) values ($1, 'x')", name).change_one(tx)
}

fn is_there(spot: &Spot, name: &str) -> bool {
    spot.number(&format!(
        "select count(*) from setting where name = '{name}'"
    )) == 1
}

/// Holds the writer until told to go on, so that what is written meanwhile waits together.
async fn held(store: &Store) -> (mpsc::Sender<()>, impl Future<Output = Result<()>> + '_) {
    let (go, wait) = mpsc::channel();
    let (begun, is_begun) = tokio::sync::oneshot::channel();
    let mut begun = Some(begun);
    let mut holding = Box::pin(store.write(move |tx| {
        if let Some(begun) = begun.take() {
            begun.send(()).unwrap();
            wait.recv().unwrap();
        }
        put(tx, "holding")
    }));
    tokio::select! {
        _ = &mut holding => panic!("it was not held"),
        begun = is_begun => begun.unwrap(),
    }
    (go, holding)
}

#[test]
fn what_is_acknowledged_is_durable_and_one_failure_undoes_only_itself() {
    everywhere(async |spot| {
        let store = std::sync::Arc::new(spot.open());
        let mut writes = Vec::new();
        for number in 0..300 {
            let (store, name) = (std::sync::Arc::clone(&store), format!("n{number}"));
            writes.push((
                number,
                tokio::spawn(async move {
                    store
                        .write(move |tx| {
                            put(tx, &name)?;
                            match number % 10 {
                                7 => Err(Error::Busy("I changed my mind")),
                                8 => put(tx, &name), // Taken, by itself.
                                _ => Ok(()),
                            }
                        })
                        .await
                }),
            ));
        }
        for (number, write) in writes {
            let outcome = write.await.unwrap();
            // The moment it is acknowledged, somebody else can read it.
            assert_eq!(is_there(spot, &format!("n{number}")), outcome.is_ok());
            match number % 10 {
                7 => assert!(matches!(outcome, Err(Error::Busy("I changed my mind")))),
                8 => assert!(matches!(outcome, Err(Error::Constraint(_)))),
                _ => assert!(outcome.is_ok(), "{outcome:?}"),
            }
        }
        drop(store);
        assert_eq!(spot.number("select count(*) from setting"), 240);
    });
}

#[test]
fn what_waits_together_is_committed_together() {
    let spot = place::sqlite();
    run(async {
        let store = spot.open();
        let (go, holding) = held(&store).await;
        let waiting = (0..20).map(|number| {
            store.write(move |tx| {
                put(tx, &format!("n{number}"))?;
                Ok::<_, Error>(tx.now())
            })
        });
        let mut waiting: Vec<_> = waiting.map(Box::pin).collect();
        for write in &mut waiting {
            let soon = tokio::time::timeout(Duration::from_millis(1), write).await;
            assert!(
                soon.is_err(),
                "it was acknowledged while the writer was held"
            );
        }
        assert!(!is_there(&spot, "n0"));
        go.send(()).unwrap();
        holding.await.unwrap();
        for write in waiting {
            write.await.unwrap();
        }
        assert_eq!(spot.number("select count(*) from setting"), 21);
    });
}

#[test]
fn a_unit_that_panics_fails_alone_and_the_writer_lives() {
    everywhere(async |spot| {
        let store = spot.open();
        let panicking = store.write(|tx| -> Result<()> {
            put(tx, "half")?;
            panic!("a fault of the unit, wanted by the test");
        });
        let (failed, beside) = tokio::join!(panicking, store.write(|tx| put(tx, "beside")));
        assert!(matches!(failed, Err(Error::GivenUp)));
        beside.unwrap();
        let read = store
            .read(|_| -> Result<()> { panic!("a fault of the unit, wanted by the test") })
            .await;
        assert!(matches!(read, Err(Error::GivenUp)));

        store.write(|tx| put(tx, "after")).await.unwrap();

        assert!(!is_there(spot, "half"));
        assert!(is_there(spot, "beside") && is_there(spot, "after"));
    });
}

#[test]
fn a_unit_that_overlooks_a_failed_statement_is_not_kept() {
    everywhere(async |spot| {
        let store = spot.open();
        let outcome = store
            .write(|tx| {
                put(tx, "one")?;
                let _ = put(tx, "one");
                Ok::<_, Error>(())
            })
            .await;
        assert!(matches!(outcome, Err(Error::GivenUp)), "{outcome:?}");
        assert!(!is_there(spot, "one"));
    });
}

#[test]
fn a_commit_that_fails_fails_for_all_and_keeps_nothing() {
    let spot = place::sqlite();
    run(async {
        let store = spot.open();
        let (go, holding) = held(&store).await;
        // References are looked at only at the commit, which then fails.
        let mut poison = Box::pin(store.write(|tx| {
            if let crate::engine::Link::Sqlite(link) = tx.link() {
                link.step("pragma defer_foreign_keys = on")?;
            }
            sql!("insert into article (id, year, month, slug, source, format, html, pipeline, updated_at, feed_id)
                  values (1, 2026, 1, 'x', '', 'html', '', 1, 0, 'x')")
            .change_one(tx)
        }));
        let mut beside: Vec<_> = (0..20)
            .map(|number| Box::pin(store.write(move |tx| put(tx, &format!("n{number}")))))
            .collect();
        for write in std::iter::once(&mut poison).chain([]) {
            assert!(
                tokio::time::timeout(Duration::from_millis(1), write)
                    .await
                    .is_err()
            );
        }
        for write in &mut beside {
            assert!(
                tokio::time::timeout(Duration::from_millis(1), write)
                    .await
                    .is_err()
            );
        }
        // The holder took longer than a batch gathers: all others are in the next one.
        go.send(()).unwrap();
        holding.await.unwrap();

        assert!(poison.await.is_err());
        let mut failed = 0;
        for (number, write) in beside.into_iter().enumerate() {
            let outcome = write.await;
            failed += usize::from(outcome.is_err());
            assert_eq!(is_there(&spot, &format!("n{number}")), outcome.is_ok());
        }
        assert!(failed > 0, "nothing was committed together with the poison");
        store.write(|tx| put(tx, "after")).await.unwrap();
    });
}

#[test]
fn a_change_that_is_stopped_in_its_middle_does_not_cost_its_neighbours_theirs() {
    let spot = place::sqlite();
    run(async {
        let store = spot.open_with(&crate::Options {
            write_limit: Duration::from_millis(300),
            ..crate::Options::default()
        });
        // Not held for longer than the limit: only until the others wait.
        let (go, holding) = held(&store).await;
        let mut before = Box::pin(store.write(|tx| put(tx, "before")));
        let mut endless = Box::pin(store.write(|tx| {
            sql!(
                "insert into setting (name, value)
                 with recursive n (i) as (select 1 union all select i + 1 from n) select 'n' || i, 'x' from n"
            )
            .change(tx)
        }));
        let mut after = Box::pin(store.write(|tx| put(tx, "after")));
        assert!(
            tokio::time::timeout(Duration::from_millis(5), &mut before)
                .await
                .is_err()
        );
        assert!(
            tokio::time::timeout(Duration::from_millis(5), &mut endless)
                .await
                .is_err()
        );
        assert!(
            tokio::time::timeout(Duration::from_millis(5), &mut after)
                .await
                .is_err()
        );
        go.send(()).unwrap();
        holding.await.unwrap();

        let (before, endless, after) = tokio::join!(before, endless, after);

        before.unwrap();
        after.unwrap();
        assert!(matches!(endless, Err(Error::Busy(_))), "{endless:?}");
        assert_eq!(spot.number("select count(*) from setting"), 3);
    });
}

#[test]
fn a_change_that_nobody_waits_for_any_more_is_not_begun() {
    let spot = place::sqlite();
    run(async {
        let store = spot.open();
        let (go, holding) = held(&store).await;
        let mut given_up = Box::pin(store.write(|tx| put(tx, "given up")));
        assert!(
            tokio::time::timeout(Duration::from_millis(1), &mut given_up)
                .await
                .is_err()
        );
        drop(given_up);
        go.send(()).unwrap();
        holding.await.unwrap();
        store.write(|tx| put(tx, "after")).await.unwrap();
        assert!(!is_there(&spot, "given up"));
    });
}
