//! The header of an entry while its lines come in: what each key means.

use super::entry::{Entry, Oddity};
use super::header::{self, Key};
use super::names::Names;
use super::piece::{brief, date_of, email_of};
use super::setting::{CommentsAllowed, Format, Status};

/// What a comment, a name, a warning and the like cost beyond their text.
pub(super) const PART: usize = 256;

/// What of a header is settled only when the entry is whole.
#[derive(Default)]
pub(super) struct Heading {
    categories: Names,
    tags: Names,
    format: Option<Format>,
    status: Option<Status>,
}

impl Heading {
    /// Takes a key's value. Says what that costs, stopping soon after it is more than `left`, and what is odd about it.
    pub(super) fn set(
        &mut self,
        entry: &mut Entry,
        key: Key,
        value: &str,
        left: usize,
    ) -> (usize, Option<Oddity>) {
        let filled = || (!value.is_empty()).then(|| value.to_owned());
        let mut cost = 0;
        let mut odd = None;
        match key {
            Key::Author => entry.author = filled(),
            Key::AuthorEmail => entry.author_email = email_of(value),
            Key::Title => value.clone_into(&mut entry.title),
            Key::Basename => entry.basename = filled(),
            Key::AllowComments => entry.comments_allowed = CommentsAllowed::parse(value),
            Key::AllowPings => entry.pings_allowed = value == "1",
            Key::PrimaryCategory => entry.primary_category = filled(),
            Key::Category => cost = add(&mut self.categories, value),
            Key::NoEntry => entry.joins_existing = value == "1",
            Key::UniqueUrl => entry.unique_url = filled(),
            Key::Image => entry.image = filled(),
            Key::Date => entry.date = date_of(value, &mut |what| odd = Some(what)),
            Key::Tags => {
                for tag in header::tags(value) {
                    cost += add(&mut self.tags, tag);
                    if cost > left {
                        break;
                    }
                }
            }
            Key::ConvertBreaks => {
                let format = Format::parse(value);
                if let Format::Unknown(word) = &format {
                    odd = Some(Oddity::UnknownFormat(brief(word)));
                }
                self.format = Some(format);
            }
            Key::Status => {
                let status = Status::parse(value);
                if status.is_none() {
                    odd = Some(Oddity::UnknownStatus(brief(value)));
                }
                self.status = status.or(Some(Status::Draft));
            }
        }
        (cost, odd)
    }

    /// Completes the entry.
    pub(super) fn settle(self, entry: &mut Entry) -> Option<Oddity> {
        entry.format = self.format.unwrap_or_else(|| Format::of(&entry.body));
        entry.categories = self.categories.first(entry.primary_category.as_deref());
        entry.tags = self.tags.first(None);
        match self.status {
            Some(status) => {
                entry.status = status;
                None
            }
            None => Some(Oddity::NoStatus),
        }
    }
}

/// A name is held twice: in its place, and to know it again.
fn add(names: &mut Names, name: &str) -> usize {
    let new = !name.is_empty() && names.add(name);
    if new { PART + 2 * name.len() } else { 0 }
}
