//! A small pool of threads for hashing, with a short queue: a flood of sign-ins waits at the door, not in memory (R1).

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use base::Secret;
use tokio::sync::oneshot;

use super::argon::{Recipe, Verified};

/// How many passwords may wait for a free worker. A hash takes some 30 ms: the last one waits about a second.
const QUEUE: usize = 32;

/// Too many passwords are being hashed; it may be tried again in a few seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are being checked just now")]
pub struct Busy;

type Task = Box<dyn FnOnce() + Send>;

/// Hashes passwords and compares them, in threads of its own.
pub struct Hasher {
    queue: SyncSender<Task>,
    recipe: Arc<Recipe>,
    made: Arc<AtomicU64>,
}

impl Hasher {
    /// A pool of `workers` threads, at least one, and a pepper that all new hashes get.
    ///
    /// Hashes made without a pepper stay valid when one comes; hashes made with one are worthless without it.
    pub fn new(workers: usize, pepper: Option<Secret>) -> io::Result<Self> {
        let recipe = Recipe::new(pepper).map_err(|error| io::Error::other(error.to_string()))?;
        let (queue, tasks) = sync_channel(QUEUE);
        let tasks = Arc::new(Mutex::new(tasks));
        for _ in 0..workers.max(1) {
            let tasks = Arc::clone(&tasks);
            thread::Builder::new()
                .name("password".into())
                .spawn(move || serve(&tasks))?;
        }
        Ok(Self {
            queue,
            recipe: Arc::new(recipe),
            made: Arc::default(),
        })
    }

    /// Half of the cores, at least one: pages keep the others.
    #[must_use]
    pub fn usual_workers() -> usize {
        thread::available_parallelism().map_or(1, |cores| (cores.get() / 2).max(1))
    }

    /// How many hashes were made so far: the work that an asker causes can be counted where it cannot be timed (R9).
    #[must_use]
    pub fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// The string to store for this password.
    pub async fn hash(&self, password: String) -> Result<String, Busy> {
        let recipe = Arc::clone(&self.recipe);
        let hashed = self.run(move || recipe.hash(&password)).await?;
        hashed.map_err(|error| {
            tracing::error!(%error, "a password could not be hashed");
            Busy
        })
    }

    /// Compares a password with what is stored, at the same cost if nothing is.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<Verified, Busy> {
        let recipe = Arc::clone(&self.recipe);
        self.run(move || recipe.verify(&password, stored.as_deref()))
            .await
    }

    /// Runs `work` on a worker. Nobody works for an asker who has gone.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let (reply, answer) = oneshot::channel();
        let made = Arc::clone(&self.made);
        let task = move || {
            if !reply.is_closed() {
                made.fetch_add(1, Ordering::Relaxed);
                // The asker may go while the hash is made: then nobody needs it.
                let _ = reply.send(work());
            }
        };
        self.queue.try_send(Box::new(task)).map_err(|_| Busy)?;
        answer.await.map_err(|_| Busy)
    }
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hasher(…)")
    }
}

/// Works until the pool is gone.
fn serve(tasks: &Mutex<Receiver<Task>>) {
    loop {
        let next = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(task) => task(),
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use tokio::task::JoinSet;

    use super::*;

    #[tokio::test]
    async fn what_was_hashed_verifies() {
        let hasher = Hasher::new(1, None).unwrap();
        let stored = hasher.hash("a good one".into()).await.unwrap();
        assert_eq!(
            hasher
                .verify("a good one".into(), Some(stored.clone()))
                .await,
            Ok(Verified::Yes)
        );
        assert_eq!(
            hasher.verify("a bad one".into(), Some(stored)).await,
            Ok(Verified::No)
        );
        assert_eq!(
            hasher.verify("a good one".into(), None).await,
            Ok(Verified::No)
        );
    }

    #[tokio::test]
    async fn a_flood_is_turned_away_beyond_the_queue_and_those_within_are_served() {
        let hasher = Arc::new(Hasher::new(1, None).unwrap());
        let mut askers = JoinSet::new();
        for _ in 0..80 {
            let hasher = Arc::clone(&hasher);
            askers.spawn(async move { hasher.verify("anything".into(), None).await });
        }
        let answers = askers.join_all().await;
        let served = answers
            .iter()
            .filter(|answer| **answer == Ok(Verified::No))
            .count();
        assert!(
            (QUEUE..=QUEUE + 8).contains(&served),
            "{served} were served"
        );
        assert_eq!(
            hasher.verify("anything".into(), None).await,
            Ok(Verified::No)
        );
    }

    #[tokio::test]
    async fn nobody_works_for_askers_who_have_gone() {
        let hasher = Hasher::new(1, None).unwrap();
        let started = Instant::now();
        hasher.verify("anything".into(), None).await.unwrap();
        let one = started.elapsed();

        for _ in 0..20 {
            let asked = hasher.verify("anything".into(), None);
            let _ = tokio::time::timeout(std::time::Duration::ZERO, asked).await;
        }
        let started = Instant::now();
        hasher.verify("anything".into(), None).await.unwrap();
        assert!(started.elapsed() < one * 10, "the queue was worked through");
    }
}
