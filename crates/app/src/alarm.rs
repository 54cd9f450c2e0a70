//! Whether so many wrong passwords are being tried on the whole site that it must be an attack (R10).

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base::Moment;

/// Wrong tries in a second beyond which it is one. A whole meeting that signs in at once stays far below.
const TIMES: i64 = 20;
/// How long it is taken for one after that was last so: longer than a pause for breath.
const CALM: Duration = Duration::from_mins(10);

/// Counts wrong tries, from wherever they come. What is counted is this process's part.
#[derive(Debug, Default)]
pub(crate) struct Alarm(Mutex<Count>);

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// When the allowance will be whole again.
    whole_at: i64,
    /// Until when it rings.
    until: i64,
}

impl Alarm {
    /// One more was wrong.
    pub(crate) fn count(&self, now: Moment) {
        let mut count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let interval = 1_000 / TIMES;
        let whole_at = count.whole_at.max(now.ms()).saturating_add(interval);
        if whole_at - interval * TIMES > now.ms() {
            if count.until <= now.ms() {
                tracing::warn!(
                    "very many wrong passwords are being tried; unknown browsers have to work first"
                );
            }
            count.until = now.after(CALM).ms();
        } else {
            count.whole_at = whole_at;
        }
    }

    /// Whether it rings.
    pub(crate) fn rings(&self, now: Moment) -> bool {
        let count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        now.ms() < count.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_ms(1_774_000_000_000);

    #[test]
    fn twenty_a_second_are_borne_for_ever_and_one_more_is_not() {
        let alarm = Alarm::default();
        for second in 0..100 {
            for try_ in 0..20 {
                alarm.count(NOW.after(Duration::from_millis(second * 1_000 + try_ * 50)));
            }
        }
        let later = NOW.after(Duration::from_secs(200));
        for _ in 0..20 {
            alarm.count(later);
        }
        assert!(!alarm.rings(later));
        alarm.count(later);
        assert!(alarm.rings(later));
        assert!(alarm.rings(later.after(CALM - Duration::from_millis(1))));
        assert!(!alarm.rings(later.after(CALM)));
    }
}
