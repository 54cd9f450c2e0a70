//! The ledger: many write while the process is killed with -9 again and again. What was acknowledged is kept, once (R100).
//!
//! Every client notes what it sends, and what it is told. Afterwards the notes are compared with what is kept:
//! an acknowledged comment is there exactly once and under the id that was told, one whose fate is unknown at most once,
//! and nothing is there that nobody sent. Counters, the search index and what was to follow agree with the comments.
//!
//! A short run belongs to the tests. `GUILDHALL_LEDGER=long cargo test -p guildhall-tests --test ledger` is the long one:
//! a hundred kills, three seconds apart.

#[cfg(test)]
mod client;
#[cfg(test)]
mod hall;
#[cfg(test)]
mod http;
#[cfg(test)]
mod kept;

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::{Duration, Instant};

    use super::client::{Note, write_until};
    use super::hall::{Hall, Place};
    use super::kept::Kept;

    /// How long, and how often.
    struct Run {
        kills: u32,
        /// Milliseconds between two kills, on average.
        mean: u32,
    }

    impl Run {
        fn wanted() -> Self {
            match std::env::var("GUILDHALL_LEDGER").as_deref() {
                Ok("long") => Self {
                    kills: 100,
                    mean: 3_000,
                },
                _ => Self {
                    kills: 6,
                    mean: 700,
                },
            }
        }
    }

    const CLIENTS: usize = 32;

    #[test]
    fn what_was_acknowledged_is_kept_once_on_sqlite() {
        run(Place::folder(None));
    }

    #[test]
    fn what_was_acknowledged_is_kept_once_on_postgresql() {
        match std::env::var("GUILDHALL_TEST_POSTGRES") {
            Ok(url) => run(Place::folder(Some(url))),
            Err(_) => eprintln!("not told: GUILDHALL_TEST_POSTGRES names no PostgreSQL"),
        }
    }

    fn run(place: Place) {
        let run = Run::wanted();
        let begun = Instant::now();
        let mut hall = Hall::open(&place);
        let talk = Arc::new(hall.found(&place));
        let over = Arc::new(AtomicBool::new(false));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|number| {
                let (talk, over) = (Arc::clone(&talk), Arc::clone(&over));
                thread::spawn(move || write_until(&over, &talk, number))
            })
            .collect();
        for _ in 0..run.kills {
            // Anything from at once to twice the mean.
            let pause = base::secret::random_below(2 * run.mean);
            thread::sleep(Duration::from_millis(u64::from(pause)));
            hall.kill();
            hall = Hall::open(&place);
        }
        thread::sleep(Duration::from_millis(500));
        over.store(true, Ordering::Release);
        let notes: Vec<Note> = clients
            .into_iter()
            .flat_map(|client| client.join().expect("a client ends in peace"))
            .collect();
        hall.close();

        let acknowledged = notes.iter().filter(|note| note.told.is_some()).count();
        let unknown = notes.len() - acknowledged;
        Kept::of(&place).agrees_with(&notes);
        place.check();
        assert!(
            acknowledged > CLIENTS,
            "only {acknowledged} were acknowledged: that proves nothing"
        );
        eprintln!(
            "{} kills, {acknowledged} acknowledged, {unknown} unknown, in {:.0?}",
            run.kills,
            begun.elapsed()
        );
    }
}
