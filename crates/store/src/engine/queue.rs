//! A bounded queue between many askers and the store's threads.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Most units of work that wait for a thread.
///
/// Long enough for a burst of every connection's worth, short enough that what waits is still wanted when its turn comes.
const BOUND: usize = 4_096;

struct Shared<T> {
    state: Mutex<State<T>>,
    filled: Condvar,
}

struct State<T> {
    waiting: VecDeque<T>,
    closed: bool,
}

/// The queue. Clones share it.
pub(crate) struct Queue<T>(Arc<Shared<T>>);

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Queue<T> {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Shared {
            state: Mutex::new(State {
                waiting: VecDeque::new(),
                closed: false,
            }),
            filled: Condvar::new(),
        }))
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds one, or gives it back if too many wait or nobody works any more.
    pub(crate) fn push(&self, unit: T) -> Result<(), T> {
        let mut state = self.lock();
        if state.closed || state.waiting.len() >= BOUND {
            return Err(unit);
        }
        state.waiting.push_back(unit);
        drop(state);
        self.0.filled.notify_one();
        Ok(())
    }

    /// Waits for one. `None` once closed and empty.
    pub(crate) fn pop(&self) -> Option<T> {
        let mut state = self.lock();
        loop {
            if let Some(unit) = state.waiting.pop_front() {
                return Some(unit);
            }
            if state.closed {
                return None;
            }
            state = self
                .0
                .filled
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Takes one if one waits.
    pub(crate) fn try_pop(&self) -> Option<T> {
        self.lock().waiting.pop_front()
    }

    /// No more are taken; what waits is still done.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.0.filled.notify_all();
    }
}
