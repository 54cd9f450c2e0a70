//! Runs the streams of HTTP/2 connections and ends those whose peer takes nothing.
//!
//! A peer that grants no window stalls a stream without stalling the socket, so the socket's clock does not see it.

use hyper::rt::Executor;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

tokio::task_local! {
    static STREAM: Arc<Stall>;
}

/// Whether a stream waits for its peer, and since when.
#[derive(Debug)]
pub(crate) struct Stall {
    born: Instant,
    /// Milliseconds since `born`, plus one; nought while the stream waits for us.
    since: AtomicU64,
}

impl Stall {
    /// The stream this task runs, if it runs one.
    pub(crate) fn of_this_task() -> Option<Arc<Self>> {
        STREAM.try_with(Arc::clone).ok()
    }

    /// A frame was handed over; the next one is asked for when the peer has taken it.
    pub(crate) fn gave(&self) {
        self.since
            .store(self.now().saturating_add(1), Ordering::Relaxed);
    }

    /// We have no next frame yet.
    pub(crate) fn waits_for_us(&self) {
        self.since.store(0, Ordering::Relaxed);
    }

    fn lasts(&self) -> Duration {
        match self.since.load(Ordering::Relaxed) {
            0 => Duration::ZERO,
            since => Duration::from_millis(self.now().saturating_sub(since.saturating_sub(1))),
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.born.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// Spawns streams, each with its clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Streams {
    pub(crate) stall: Duration,
}

impl<F> Executor<F> for Streams
where
    F: Future<Output = ()> + Send + 'static,
{
    fn execute(&self, stream: F) {
        let limit = self.stall;
        let stall = Arc::new(Stall {
            born: Instant::now(),
            since: AtomicU64::new(0),
        });
        let running = STREAM.scope(Arc::clone(&stall), stream);
        tokio::spawn(async move {
            tokio::select! {
                biased;
                () = running => {}
                () = stalled(&stall, limit) => tracing::debug!("a stream stalled"),
            }
        });
    }
}

/// Ends when the stream has waited for its peer so long.
async fn stalled(stall: &Stall, limit: Duration) {
    loop {
        let left = limit.saturating_sub(stall.lasts());
        if left.is_zero() {
            return;
        }
        tokio::time::sleep(left).await;
    }
}
