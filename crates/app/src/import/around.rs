//! What an import is made with, from beginning to end.

use std::sync::{Mutex, MutexGuard, PoisonError};

use base::Moment;
use domain::site::Site;
use jiff::tz::TimeZone;

use super::author::Authors;
use super::note::Note;
use super::people::Office;
use super::plan::Plan;
use super::report::{Ledger, Report};
use crate::App;

/// The circumstances of one import.
pub(super) struct Circumstances<'a> {
    pub(super) app: &'a App,
    pub(super) plan: &'a Plan,
    pub(super) authors: &'a Authors,
    /// The authors as people here, in the same order.
    pub(super) offices: &'a [Office],
    pub(super) zone: &'a TimeZone,
    pub(super) ledger: &'a Mutex<Ledger>,
    pub(super) dry_run: bool,
    pub(super) now: Moment,
    /// When conversations close by themselves.
    pub(super) site: &'a Site,
}

impl Circumstances<'_> {
    pub(super) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn count(&self, add: impl FnOnce(&mut Report)) {
        add(&mut self.ledger().report);
    }

    pub(super) fn note_all(&self, notes: Vec<Note>) {
        let mut ledger = self.ledger();
        for note in notes {
            ledger.note(note);
        }
    }
}
