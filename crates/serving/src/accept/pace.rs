//! Bodies that drip are cut off (R80). Only time spent waiting for the peer counts, never our own slowness.

use http_body::{Body, Frame, SizeHint};
use hyper::body::{Bytes, Incoming};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};

/// The body came too slowly; the answer is 408.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the request body came too slowly")]
pub struct TooSlow;

/// How long a request's body may take in all; a request extension of requests that have a body.
#[derive(Clone, Debug)]
pub struct Pace(Arc<AtomicU64>);

impl Pace {
    pub(crate) fn new(total: Duration) -> Self {
        Self(Arc::new(AtomicU64::new(millis(total))))
    }

    /// Gives the body this long in all, for routes that take uploads. Call it before reading.
    pub fn allow(&self, total: Duration) {
        self.0.store(millis(total), Ordering::Relaxed);
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// How fast a body must come.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rate {
    pub(crate) bytes_per_second: u64,
    pub(crate) window: Duration,
}

/// A request body under watch.
#[derive(Debug)]
pub(crate) struct Paced {
    inner: Incoming,
    pace: Pace,
    rate: Rate,
    clock: Clock,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    pub(crate) fn new(inner: Incoming, pace: Pace, rate: Rate) -> Self {
        Self {
            inner,
            pace,
            rate,
            clock: Clock::default(),
            alarm: None,
        }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.inner).poll_frame(cx) {
            let data = frame
                .as_ref()
                .and_then(|frame| frame.as_ref().ok()?.data_ref());
            this.clock
                .came(Instant::now(), data.map_or(0, |data| data.len()));
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let total = Duration::from_millis(this.pace.0.load(Ordering::Relaxed));
        loop {
            let now = Instant::now();
            let Some(wait) = this.clock.waits(now, this.rate, total) else {
                return Poll::Ready(Some(Err(TooSlow.into())));
            };
            let until = now + wait;
            let alarm = this
                .alarm
                .get_or_insert_with(|| Box::pin(sleep_until(until)));
            if alarm.deadline() != until {
                alarm.as_mut().reset(until);
            }
            if alarm.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// Adds up the time spent waiting.
#[derive(Debug, Default)]
struct Clock {
    since: Option<Instant>,
    /// Of waits that are over.
    waited: Duration,
    bytes: u64,
    window_waited: Duration,
    window_bytes: u64,
}

impl Clock {
    fn came(&mut self, now: Instant, bytes: usize) {
        if let Some(since) = self.since.take() {
            self.waited += now.saturating_duration_since(since);
        }
        self.bytes = self
            .bytes
            .saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
    }

    /// How much longer to wait before looking again; `None` when patience is at its end.
    fn waits(&mut self, now: Instant, rate: Rate, total: Duration) -> Option<Duration> {
        let since = *self.since.get_or_insert(now);
        let waited = self.waited + now.saturating_duration_since(since);
        let left = total.checked_sub(waited).filter(|left| !left.is_zero())?;
        let mut in_window = waited.saturating_sub(self.window_waited);
        if in_window >= rate.window {
            let came = self.bytes.saturating_sub(self.window_bytes);
            let wanted =
                u128::from(rate.bytes_per_second).saturating_mul(in_window.as_millis()) / 1000;
            if u128::from(came) < wanted {
                return None;
            }
            self.window_waited = waited;
            self.window_bytes = self.bytes;
            in_window = Duration::ZERO;
        }
        Some(left.min(rate.window.saturating_sub(in_window)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate {
        bytes_per_second: 1024,
        window: Duration::from_secs(10),
    };
    const TOTAL: Duration = Duration::from_secs(60);

    /// A body of so many bytes a second, with the server busy elsewhere for `pause` after each.
    fn lasts(bytes: usize, pause: u64, seconds: u64) -> Option<u64> {
        let mut clock = Clock::default();
        let mut now = Instant::now();
        for second in 0..seconds {
            clock.waits(now, RATE, TOTAL)?;
            now += Duration::from_secs(1);
            if clock.waits(now, RATE, TOTAL).is_none() {
                return Some(second + 1);
            }
            clock.came(now, bytes);
            now += Duration::from_secs(pause);
        }
        None
    }

    #[test]
    fn a_dripping_body_ends_after_ten_seconds_and_a_slow_one_after_sixty() {
        assert_eq!(lasts(1, 0, 100), Some(10));
        assert_eq!(lasts(2000, 0, 100), Some(60));
        assert_eq!(lasts(2000, 0, 50), None);
    }

    #[test]
    fn our_own_slowness_is_not_the_peers() {
        assert_eq!(lasts(2000, 30, 59), None);
    }

    #[test]
    fn a_fast_start_does_not_pay_for_a_drip_later() {
        let mut clock = Clock::default();
        let mut now = Instant::now();
        clock.came(now, 1 << 20);
        assert!(clock.waits(now, RATE, TOTAL).is_some());
        now += RATE.window;
        assert!(clock.waits(now, RATE, TOTAL).is_some());
        now += RATE.window;

        assert!(clock.waits(now, RATE, TOTAL).is_none());
    }
}
