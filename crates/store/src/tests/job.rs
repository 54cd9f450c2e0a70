//! The queue gives out what is due and free, and says rightly when there is something again.

use std::sync::Arc;
use std::time::Duration;

use base::moment::{Clock, SetClock};
use base::{Id, Moment};
use domain::job::{Queue, Work};

use super::place::everywhere;
use crate::job::{self, LEASE, Leased};
use crate::{Error, Options, Result, Store};

const BEGINNING: Moment = Moment::from_ms(1_774_000_000_000);

async fn plan(store: &Store, article: u32, run_at: Moment) {
    let work = Work::Publish {
        article: Id::fixed(article),
    };
    store
        .write(move |tx| job::add(tx, &work, run_at, None))
        .await
        .unwrap();
}

async fn next(store: &Store) -> Option<Moment> {
    store
        .read(|from| job::next_due(from, Queue::Maintenance))
        .await
        .unwrap()
}

async fn take(store: &Store, worker: &'static str) -> Option<Leased> {
    store
        .write(move |tx| job::take(tx, Queue::Maintenance, worker))
        .await
        .unwrap()
}

#[test]
fn a_job_that_somebody_works_on_hides_no_other() {
    everywhere(async |spot| {
        let clock = Arc::new(SetClock::new(BEGINNING));
        let store = spot.open_with(&Options {
            clock: Arc::<SetClock>::clone(&clock),
            ..Options::default()
        });
        assert_eq!(next(&store).await, None);
        plan(&store, 1, BEGINNING).await;
        plan(&store, 2, BEGINNING.after(Duration::from_millis(1))).await;
        clock.advance(Duration::from_secs(1));
        let first = take(&store, "one").await.unwrap();

        // The second is due at once, whatever the first one's lease says.
        assert!(next(&store).await.unwrap() <= clock.now());
        let second = take(&store, "two").await.unwrap();
        assert_ne!(first.id, second.id);

        // Nothing is free: the next to come is whichever is earlier, a lease that ends or a job that falls due.
        assert_eq!(next(&store).await, Some(clock.now().after(LEASE)));
        let soon = clock.now().after(Duration::from_secs(5));
        plan(&store, 3, soon).await;
        assert_eq!(next(&store).await, Some(soon));

        // Once both are done, only the third is left.
        let done: Result<()> = store
            .write(move |tx| {
                job::done(tx, first.id, "one")?;
                job::done(tx, second.id, "two")?;
                Ok::<_, Error>(())
            })
            .await;
        done.unwrap();
        assert_eq!(next(&store).await, Some(soon));
        assert!(take(&store, "one").await.is_none());
    });
}
