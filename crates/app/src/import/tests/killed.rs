//! Killed in the middle, and begun again.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::import::{Stage, typepad};

use super::kit::{Hall, comment, entry, everywhere, export};

/// Enough for several units, one thread of them longer than a unit.
fn file() -> String {
    let entries: Vec<String> = (1..=120)
        .map(|number| {
            let header = format!(
                "AUTHOR: Joe\nTITLE: Entry {number}\nSTATUS: Publish\nBASENAME: entry_{number}\nDATE: 01/{:02}/2005 1:{:02}:00 PM",
                number % 28 + 1,
                number % 60
            );
            let comments = if number == 60 { 1_000 } else { number % 5 };
            let pieces: String = (0..comments)
                .map(|n| {
                    comment(
                        &format!("Guest {}", n % 7),
                        &format!("g{}@x.example", n % 7),
                        "1/2/2005 1:00:00 PM",
                        &format!("Words {n}"),
                    )
                })
                .collect();
            entry(&header, &format!("Body {number}"), &pieces)
        })
        .collect();
    export(&entries)
}

/// Imports until so many steps of bringing were done, then lets go of it.
async fn killed(hall: &Hall, steps: u64) {
    let import = hall.file(file());
    let done = AtomicU64::new(0);
    let enough = tokio::sync::Notify::new();
    let progress = |progress: crate::import::Progress| {
        if progress.stage == Stage::Bringing && done.fetch_add(1, Ordering::Relaxed) + 1 >= steps {
            enough.notify_one();
        }
    };
    tokio::select! {
        report = typepad(&hall.app, &import, &progress) => drop(report.unwrap()),
        () = enough.notified() => {}
    }
}

#[test]
fn killed_anywhere_and_begun_again_it_ends_with_the_same() {
    everywhere(async |whole| {
        whole.bring(file()).await;
        let wanted = whole.all().await;
        for steps in 1..=4 {
            let hall = beside(whole);
            killed(&hall, steps).await;
            killed(&hall, steps).await;
            hall.sound().await;

            let report = hall.bring(file()).await;

            assert_eq!(hall.all().await, wanted, "after {steps}");
            assert_eq!(report.entries.new + report.entries.known, 120);
            let comments = report.comments;
            assert_eq!(comments.new + comments.known, comments.found);
        }
    });
}

#[test]
fn killed_twenty_times_on_the_way_it_ends_with_the_same() {
    everywhere(async |whole| {
        whole.bring(file()).await;
        let wanted = whole.all().await;
        let hall = beside(whole);
        for moment in 1..=20 {
            let import = hall.file(file());
            let span = std::time::Duration::from_millis(moment * 7);
            // Finished or not: either is a moment to be killed in.
            let _ = tokio::time::timeout(span, typepad(&hall.app, &import, &|_| {})).await;
        }

        hall.bring(file()).await;

        assert_eq!(hall.all().await, wanted);
    });
}

/// Another hall on the same engine.
fn beside(hall: &Hall) -> Hall {
    Hall::new(match hall.app.store().engine() {
        store::Engine::Sqlite => None,
        store::Engine::Postgres => std::env::var("GUILDHALL_TEST_POSTGRES").ok(),
    })
}
