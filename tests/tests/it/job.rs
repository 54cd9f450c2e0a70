//! The lanes that work while the house serves.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use base::Id;
use domain::job::{Queue, Work};
use tokio::sync::watch;

use crate::kit::everywhere;

/// Adds something to be done at once, and waits until it is.
async fn done_soon(app: &App, number: u32) -> bool {
    let now = app.now();
    let work = Work::Publish {
        article: Id::fixed(number), // There is none: nothing happens but the job itself.
    };
    assert_eq!(work.queue(), Queue::Maintenance);
    app.write(move |tx| Ok(store::job::add(tx, &work, now, None)?))
        .await
        .unwrap();
    let gone = async {
        loop {
            let due = app.read(|from| Ok(store::job::next_due(from, Queue::Maintenance)?));
            if due.await.unwrap().is_none_or(|at| at > now) {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), gone)
        .await
        .is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_added_while_a_lane_goes_to_sleep_wakes_it() {
    everywhere(async |site| {
        let app = site.shared_app();
        let (stop, stopped) = watch::channel(false);
        let lanes = tokio::spawn(app::job::work(Arc::clone(&app), stopped));

        for number in 1..=300 {
            assert!(
                done_soon(&app, number).await,
                "number {number} was overslept"
            );
        }

        stop.send(true).unwrap();
        lanes.await.unwrap();
    })
    .await;
}
