//! What the parts of one connection tell each other: what it waits for, since when, and what to refuse.

use super::framer::{Framer, Offence};
use futures_util::task::AtomicWaker;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::task::Waker;
use std::time::{Duration, Instant};

/// One connection's state, shared by its socket, its requests and the task that drives it.
#[derive(Debug)]
pub(crate) struct Pulse {
    born: Instant,
    head: Duration,
    idle: Duration,
    /// Requests without a complete answer.
    busy: AtomicU32,
    /// Requests so far.
    calls: AtomicU64,
    /// Whether a head is awaited (else: idle). The first head is awaited from the start.
    in_head: AtomicBool,
    /// Since when, in milliseconds since `born`.
    since: AtomicU64,
    offence: OnceLock<(u64, Offence)>,
    /// The server wants to stop.
    pub(crate) draining: AtomicBool,
    http2: AtomicBool,
    waker: AtomicWaker,
}

impl Pulse {
    pub(crate) fn new(head: Duration, idle: Duration) -> Self {
        Self {
            born: Instant::now(),
            head,
            idle,
            busy: AtomicU32::new(0),
            calls: AtomicU64::new(0),
            in_head: AtomicBool::new(true),
            since: AtomicU64::new(0),
            offence: OnceLock::new(),
            draining: AtomicBool::new(false),
            http2: AtomicBool::new(false),
            waker: AtomicWaker::new(),
        }
    }

    /// When patience ends, if nothing happens; `None` while a request is being answered.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        if self.busy.load(Ordering::Acquire) > 0 {
            return None;
        }
        let wait = if self.awaits_head() {
            self.head
        } else {
            self.idle
        };
        let since = Duration::from_millis(self.since.load(Ordering::Acquire));
        self.born.checked_add(since.saturating_add(wait))
    }

    /// Whether the peer owes us the rest of a head, rather than being quiet between two requests.
    pub(crate) fn awaits_head(&self) -> bool {
        self.in_head.load(Ordering::Acquire)
    }

    /// Takes over what the framer has seen.
    pub(crate) fn saw(&self, framer: &Framer) {
        if let Some(offence) = framer.offence() {
            let _ = self.offence.set(offence);
        }
        if framer.is_blind() {
            return;
        }
        let within = framer.within_head() || framer.awaits_first();
        if within && !self.awaits_head() {
            self.since.store(self.now(), Ordering::Release);
        }
        self.in_head.store(within, Ordering::Release);
    }

    /// Gives a quiet connection a last, short time.
    pub(crate) fn hurry(&self) {
        self.since.store(self.now(), Ordering::Release);
        self.in_head.store(true, Ordering::Release);
    }

    /// A request has arrived; says what is wrong with it, if anything is.
    pub(crate) fn begin(&self, http2: bool) -> Option<Offence> {
        self.busy.fetch_add(1, Ordering::AcqRel);
        if http2 {
            self.http2.store(true, Ordering::Release);
            self.in_head.store(false, Ordering::Release);
        }
        let call = self.calls.fetch_add(1, Ordering::AcqRel).saturating_add(1);
        self.offence
            .get()
            .and_then(|&(head, offence)| (head == call).then_some(offence))
    }

    /// The answer to a request is complete, or nobody wants it any more.
    pub(crate) fn end(&self) {
        self.since.store(self.now(), Ordering::Release); // Before the count: nobody may see the old time at rest.
        self.busy.fetch_sub(1, Ordering::AcqRel);
        if self.is_http2() {
            self.waker.wake(); // Streams end on tasks of their own; on HTTP/1 the connection is just being polled.
        }
    }

    pub(crate) fn is_http2(&self) -> bool {
        self.http2.load(Ordering::Acquire)
    }

    pub(crate) fn listen(&self, waker: &Waker) {
        self.waker.register(waker);
    }

    fn now(&self) -> u64 {
        u64::try_from(self.born.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Duration = Duration::from_secs(10);
    const IDLE: Duration = Duration::from_secs(75);

    fn patience(pulse: &Pulse) -> Option<Duration> {
        let left = pulse.deadline()?.saturating_duration_since(Instant::now());
        Some(Duration::from_secs(
            u64::try_from((left.as_millis() + 500) / 1000).unwrap(),
        ))
    }

    #[test]
    fn patience_is_short_for_heads_longer_between_and_endless_while_we_work() {
        let pulse = Pulse::new(HEAD, IDLE);
        let mut framer = Framer::new(1000);
        assert_eq!(patience(&pulse), Some(HEAD));

        framer.feed(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        pulse.saw(&framer);
        pulse.begin(false);
        assert_eq!(patience(&pulse), None);

        pulse.end();
        assert_eq!(patience(&pulse), Some(IDLE));

        framer.feed(b"GET");
        pulse.saw(&framer);
        assert_eq!(patience(&pulse), Some(HEAD));
    }

    #[test]
    fn an_offence_meets_the_request_that_made_it() {
        let pulse = Pulse::new(HEAD, IDLE);
        let mut framer = Framer::new(1000);

        framer.feed(
            b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        );
        pulse.saw(&framer);

        assert_eq!(pulse.begin(false), None);
        assert_eq!(pulse.begin(false), Some(Offence::Framing));
    }
}
